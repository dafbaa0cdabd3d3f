"""What stands in `lesson` while a notebook is graded: the unseen company's tables, and ears instead of checks.

The learner's own `start(...)` gives this desk too, whatever company it names. `check` keeps what the exercise's names
hold at that moment; nothing is told back, for the checks are asked elsewhere.
"""

from collections.abc import Callable, Collection, Mapping
from typing import Any

from segkit.learn.data import LessonData
from segkit.learn.names import segment_cells, segment_names

Told = Callable[[str, Mapping[str, Any]], None]


class Desk:
    """The lesson as a graded notebook sees it.

    Parameters
    ----------
    tables
        Reads a table of the company by its name.
    choices
        What the learner chose, by exercise and name, such as `{"E7.2": {"k": 4}}`.
    tell
        Called with an exercise and its results at each check.
    known
        The tables that the company has.
    """

    def __init__(
        self,
        tables: Callable[[str], Any],
        as_of: Any,
        names: Mapping[str, tuple[str, ...]],
        choices: Mapping[str, Mapping[str, Any]],
        tell: Told,
        *,
        known: Collection[str] = (),
        language: str = "zh-CN",
    ) -> None:
        self.as_of, self._known, self._language = as_of, known, language
        self._tables, self._names, self._tell = tables, names, tell
        self._chosen = {(exercise, name): value for exercise, own in choices.items() for name, value in own.items()}
        self._space: Mapping[str, Any] = {}

    def look_into(self, space: Mapping[str, Any]) -> None:
        """Take the names' values from `space` from now on."""
        self._space = space

    def load(self, *names: str) -> Any:
        """The company's tables, fresh each time; a single one without a tuple."""
        found = tuple(self._tables(name) for name in names)
        return found[0] if len(found) == 1 else found

    def has(self, table: str) -> bool:
        """Whether the company has a table of that name."""
        return table in self._known

    def check(self, exercise: str, **given: Any) -> None:
        """Keep what the exercise's names hold now; an exercise that is none is passed over."""
        wanted = self._names.get(exercise)
        if wanted is not None:
            space = {**self._space, **given}
            self._tell(exercise, {name: space[name] for name in wanted if name in space})

    def choose(self, exercise: str, name: str, options: Any = ()) -> Any:
        """What the learner chose, as the option it was made from; `...` where nothing was, or nothing offered."""
        kept = self._chosen.get((exercise, name))
        return next((option for option in options if kept is not None and str(option) == str(kept)), ...)

    def choice(self, exercise: str, **named: Any) -> None:
        """Take choices that the notebook itself sets."""
        self._chosen.update({(exercise, name): value for name, value in named.items()})

    @property
    def data(self) -> LessonData:
        """The tables as the rules see them."""
        return LessonData(self._tables, self.as_of)

    def names(self, scheme: str) -> dict[str, str]:
        """The segments of a ready-made scheme: id to name in the lesson's language."""
        return segment_names(scheme, self._language)

    def cells(self, scheme: str) -> dict[str, str]:
        """The cells of a ready-made grid."""
        return segment_cells(scheme)

    def text(self, key: str, **_slots: Any) -> str:
        """The key in place of a sentence of the course, which is not at hand here."""
        return key

    def word(self, value: str) -> str:
        """A word of the data as it is."""
        return value

    def __getattr__(self, name: str) -> Callable[..., None]:
        """Hints, solutions, progress and whatever else a lesson offers say nothing here."""
        if name.startswith("_"):
            raise AttributeError(name)
        return _silent


def _silent(*_given: Any, **_named: Any) -> None:
    return None
