"""A knowledge test inside the notebook: drop-downs where there are widgets, plain text elsewhere, scored in Python.

A form's file holds the right options only where learners mark themselves (mode `self`); in class the trainer marks.
Whoever opens the file of a self-study course can read the answers in it: it hides nothing and does not pretend to.
"""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any
from unicodedata import normalize

from segkit.errors import ChoiceUnknown, FormUnreadable
from segkit.learn.show import Shown
from segkit.wording import Wording

LETTERS = "ABCDEFGH"
MOST_BYTES = 200_000  # of a form's file; 12 items in two languages are 15 kB
Text = Mapping[str, str]
Answers = Mapping[str, int | None]


@dataclass(frozen=True)
class Choice:
    """One option of an item; a wrong one names the misconception that leads to it."""

    text: Text
    misconception: str = ""


@dataclass(frozen=True)
class Item:
    """One item as it stands on a form: options in the order of the paper; `right` is None where the key is kept."""

    id: str
    topic: str
    text: Text
    options: tuple[Choice, ...]
    right: int | None = None
    explain: Text | None = None


@dataclass(frozen=True)
class Form:
    """A form of the test: its letter, the track it was drawn for, its items in order."""

    id: str
    track: str
    items: tuple[Item, ...]

    def without_key(self) -> "Form":
        """The form as learners get it in class: no right option, no misconception, no explanation."""
        bare = (Item(i.id, i.topic, i.text, tuple(Choice(o.text) for o in i.options)) for i in self.items)
        return Form(self.id, self.track, tuple(bare))


@dataclass(frozen=True)
class Score:
    """Marks of one sheet. `corrected` takes off what guessing gains on average, and may be below nothing."""

    right: int
    wrong: int
    blank: int
    corrected: float

    @property
    def share(self) -> float:
        """Right answers as a share of all items, 0 to 1; 0 for a form without items."""
        n = self.right + self.wrong + self.blank
        return self.right / n if n else 0.0

    @property
    def corrected_share(self) -> float:
        """`corrected` as a share of all items, nothing where it is below."""
        n = self.right + self.wrong + self.blank
        return max(self.corrected, 0.0) / n if n else 0.0


def score_sheet(form: Form, answers: Answers) -> Score:
    """Mark one sheet: right - wrong / (options - 1), item by item, because options may be three or four.

    Parameters
    ----------
    form
        With its key; an item without one counts as blank.
    answers
        Place of the chosen option by item id; an item that is absent or None was left blank.

    References
    ----------
    Thurstone (1919), A method for scoring tests. Psychological Bulletin 16, 235-240.
    """
    right = wrong = 0
    corrected = 0.0
    for item in form.items:
        chosen = answers.get(item.id)
        if chosen is None or item.right is None:
            continue
        if chosen == item.right:
            right, corrected = right + 1, corrected + 1
        else:
            wrong, corrected = wrong + 1, corrected - 1 / (len(item.options) - 1)
    return Score(right, wrong, len(form.items) - right - wrong, corrected)


def form_as_json(form: Form) -> str:
    """The file of a form, equal for equal forms."""
    return json.dumps(asdict(form), ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def read_form(path: Path) -> Form:
    """The form in a file.

    Raises
    ------
    FormUnreadable
        There is no such file, it is too large, or it is no form.
    """
    try:
        if path.stat().st_size > MOST_BYTES:
            raise FormUnreadable(path.name)
        held = json.loads(path.read_text(encoding="utf-8"))
        return Form(str(held["id"]), str(held["track"]), tuple(_item(one) for one in held["items"]))
    except (OSError, ValueError, KeyError, TypeError):
        raise FormUnreadable(path.name) from None


def _item(held: Mapping[str, Any]) -> Item:
    options = tuple(Choice(dict(one["text"]), str(one.get("misconception", ""))) for one in held["options"])
    right = held.get("right")
    explain = dict(held["explain"]) if held.get("explain") else None
    return Item(
        str(held["id"]),
        str(held["topic"]),
        dict(held["text"]),
        options,
        None if right is None else int(right),
        explain,
    )


def normal_code(text: str) -> str:
    """An anonymous code as it is compared: full width made half, capitals, no blanks or strokes between."""
    return re.sub(r"[\s\-_.]+", "", normalize("NFKC", text)).upper()


class Quiz:
    """A form under a learner's hands. Choices are kept in `folder` at once, so that nothing is lost on re-running."""

    def __init__(self, form: Form, *, language: str, folder: Path) -> None:
        self.form, self.words, self.folder = form, Wording(language), folder
        self._chosen: dict[str, int | None] = {item.id: None for item in form.items}
        self._chosen |= {key: at for key, at in self._kept().items() if key in self._chosen}

    @property
    def answers(self) -> dict[str, int | None]:
        """Place of the chosen option by item id, None where nothing was chosen."""
        return dict(self._chosen)

    def choose(self, item: str, letter: str | None) -> None:
        """Choose an option by its letter, or nothing with None; the way without widgets.

        Raises
        ------
        ChoiceUnknown
            The form has no such item, or the item no such option.
        """
        known = {one.id: LETTERS[: len(one.options)] for one in self.form.items}
        wanted = normalize("NFKC", letter or "").strip().upper()
        if item not in known or len(wanted) > 1 or wanted not in known[item]:
            raise ChoiceUnknown(item, letter or "", known.get(item, ""), tuple(known))
        self._keep(item, known[item].index(wanted) if wanted else None)

    def show(self) -> Any:
        """The form to be filled: drop-downs where there are widgets, else the printed items and how to answer."""
        boxes = self._boxes()
        return self.as_text() if boxes is None else boxes

    def as_text(self) -> Shown:
        """The items and options as text, with what was chosen so far."""
        lines = [self.words("classroom.quiz.plain", form=self.form.id)]
        for n, item in enumerate(self.form.items, 1):
            at = self._chosen[item.id]
            mark = self.words("classroom.quiz.open") if at is None else LETTERS[at]
            lines.append(f"\n{n}. [{item.id}] {self.words.pick(item.text)}  ({mark})")
            lines += [f"   {letter}. {text}" for letter, text in self._lettered(item)]
        text = "\n".join(lines)
        return Shown(f"<pre>{_escaped(text)}</pre>", text)

    def score(self) -> Shown:
        """What the answers so far are worth; where the key is kept by the trainer, how many are answered."""
        answered = sum(at is not None for at in self._chosen.values())
        if any(item.right is None for item in self.form.items):
            text = self.words("classroom.quiz.unmarked", n=answered, of=len(self._chosen))
            return Shown(f"<p>{_escaped(text)}</p>", text)
        marks = score_sheet(self.form, self._chosen)
        text = self.words("classroom.quiz.marks", **asdict(marks), of=len(self._chosen))
        text = "\n".join([text, *self._why()])
        return Shown(f"<pre>{_escaped(text)}</pre>", text)

    def hand_in(self, code: str) -> Path:
        """Write the sheet under an anonymous code; the file. It holds item ids and letters, nothing else.

        Raises
        ------
        ChoiceUnknown
            The code is empty once blanks are taken away, or has signs that are neither letters nor digits.
        """
        name = normal_code(code)
        if not re.fullmatch(r"[0-9A-Z]{3,12}", name):
            raise ChoiceUnknown("code", code, "0-9, A-Z", ())
        letters = {key: "" if at is None else LETTERS[at] for key, at in self._chosen.items()}
        path = self.folder / f"quiz-{self.form.id}-{name}.json"
        self._write(path, {"form": self.form.id, "track": self.form.track, "code": name, "answers": letters})
        return path

    def _lettered(self, item: Item) -> list[tuple[str, str]]:
        return [(LETTERS[at], self.words.pick(one.text)) for at, one in enumerate(item.options)]

    def _why(self) -> list[str]:
        """Of every item missed, the reason."""
        missed = [one for one in self.form.items if self._chosen[one.id] != one.right and one.explain]
        return [f"[{one.id}] {self.words.pick(one.explain or {})}" for one in missed]

    def _boxes(self) -> Any:
        """The widgets, or None where there are none."""
        try:
            import ipywidgets
            from IPython import get_ipython
        except ImportError:
            return None
        shell = get_ipython()
        if shell is None or not hasattr(shell, "kernel"):
            return None
        return ipywidgets.VBox([part for n, item in enumerate(self.form.items, 1) for part in self._box(n, item)])

    def _box(self, n: int, item: Item) -> Sequence[Any]:
        import ipywidgets

        choices = [(self.words("classroom.quiz.open"), None)]
        choices += [(f"{letter}. {text}", at) for at, (letter, text) in enumerate(self._lettered(item))]
        label = ipywidgets.HTML(f"<b>{n}.</b> {_escaped(self.words.pick(item.text))}")
        box = ipywidgets.Dropdown(options=choices, value=self._chosen[item.id], layout={"width": "95%"})
        box.observe(lambda change: self._keep(item.id, change["new"]), names="value")
        return label, box

    def _keep(self, item: str, at: int | None) -> None:
        self._chosen[item] = at
        self._write(self.folder / f"quiz-{self.form.id}.json", self._chosen)

    def _kept(self) -> dict[str, Any]:
        path = self.folder / f"quiz-{self.form.id}.json"
        try:
            held = json.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        places = {item.id: range(len(item.options)) for item in self.form.items}
        fits = isinstance(held, dict)
        return {k: at for k, at in held.items() if type(at) is int and at in places.get(k, ())} if fits else {}

    def _write(self, path: Path, content: Mapping[str, Any]) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _escaped(text: str) -> str:
    from html import escape

    return escape(text)


def open_quiz(form: str, *, language: str = "zh-CN", folder: Path | None = None) -> Quiz:
    """The form `A` or `B` of the pack around the notebook: `course-data/quiz/A.json` in its folder or above.

    Raises
    ------
    FormUnreadable
        No pack is there, or it holds no such form.
    """
    start = (folder or Path.cwd()).resolve()
    for place in (start, *start.parents):
        if (place / "course-data").is_dir():
            return Quiz(
                read_form(place / "course-data" / "quiz" / f"{form}.json"), language=language, folder=place / "answers"
            )
    raise FormUnreadable(f"{form}.json")
