"""The lesson inside a learner's notebook: data, checks, hints, solutions, choices, progress, handing in."""

import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from unicodedata import normalize

from segkit.errors import NotInPack
from segkit.learn.asking import Known, ask
from segkit.learn.boxes import Box, Rows
from segkit.learn.charts import draw_chart
from segkit.learn.choose import Options, chosen, labelled, plain_choice, show_choice
from segkit.learn.counts import shown_counts
from segkit.learn.data import LessonData
from segkit.learn.hand_in import copy_notebook, safe_name, write_hand_in
from segkit.learn.messages import has_sentence
from segkit.learn.names import segment_cells, segment_names
from segkit.learn.outcome import Checked
from segkit.learn.pack import Company, ExerciseCard, LessonCard, Pack, installed_version
from segkit.learn.record import Record, Tally
from segkit.learn.reveal import refusal, unsealed
from segkit.learn.rules import Exercise
from segkit.learn.show import Drawn
from segkit.learn.telling import plain_words
from segkit.wording import Wording


@dataclass(frozen=True)
class Setting:
    """Everything a lesson was started with."""

    pack: Pack
    card: LessonCard
    company: Company
    exercises: Mapping[str, Exercise]
    words: Wording
    mode: str
    record: Record
    shell: Any = None


class Lesson:
    """What `start` returns. Every method shows what it says as a box in JupyterLab and as plain text elsewhere."""

    def __init__(self, setting: Setting) -> None:
        self._at = setting
        self._data = setting.company.data()
        self._namespace: Mapping[str, Any] | None = None
        self._open_at: dict[str, int] = {}  # choices not made, with the number of the cell that asks

    def __repr__(self) -> str:
        return f"{self._at.card.id} {self._words.pick(self._at.card.title)}"

    @property
    def as_of(self) -> Any:
        """The last day that counts, a Timestamp of pandas."""
        return self._data.as_of

    @property
    def data(self) -> LessonData:
        """The tables as the rules see them."""
        return self._data

    def begin(self) -> None:
        """Note the time of the start, from which the first exercise's minutes count."""
        self._at.record.note("start")

    def load(self, *tables: str) -> Any:
        """The company's tables, one or a tuple of several; each call reads them anew, so they may be changed at will.

        Raises
        ------
        NotInPack
            The company has no such table.
        """
        read = tuple(self._at.company.table(name) for name in tables)
        return read[0] if len(read) == 1 else read

    def has(self, table: str) -> bool:
        """Whether the company has a table of that name."""
        return table in self._at.company.tables

    def reads(self, namespace: Mapping[str, Any]) -> None:
        """Look for the learner's results in `namespace` from here on; for runs without a notebook."""
        self._namespace = namespace

    def check(self, exercise: str, **results: Any) -> Checked:
        """Ask the exercise's rules about the named results: those given, else the notebook's variables."""
        exercise = self._id(exercise)
        found = self._exercise(exercise)
        names = results or self._named(found, sys._getframe(1).f_globals)
        known = Known(self._at.card.hashes.get(self._at.company.id, {}).get(exercise, {}))
        said = self._told(ask(found, names, self._data, known))
        self._at.record.note("check", exercise, outcome=said.outcome, code=said.code)
        return said

    def hint(self, exercise: str, n: int | None = None) -> Box:
        """The next hint of the exercise's ladder, or the `n`th, from 1; an exam has none."""
        exercise = self._id(exercise)
        hints = self._card(exercise).hints.get(self._words.language, [])
        if self._at.mode == "exam" or not hints:
            return Box("note", self._words(f"learn.hint.{'exam' if hints else 'none'}"))
        at = min(max(n or self._tally(exercise).hints + 1, 1), len(hints))
        self._at.record.note("hint", exercise, n=at)
        return Box("note", self._words("learn.hint.title", n=at, all=len(hints)), hints[at - 1])

    def solution(self, exercise: str, word: str | None = None) -> Box:
        """The model solution, if the mode allows: alone after a try or two hints, in class with the trainer's word."""
        exercise = self._id(exercise)
        sealed = self._card(exercise).solution.get(self._words.language)
        why = refusal(self._at.mode, sealed, self._tally(exercise), word)
        code = None if why or sealed is None else unsealed(sealed, word)
        if code is None:
            return Box("note", self._words(f"learn.solution.{why or 'wrong_word'}"))
        self._at.record.note("solution", exercise)
        note = self._words("learn.solution.open_key") if self._at.mode == "self" else ""
        return Box("note", self._words("learn.solution.title"), f"```python\n{code.rstrip()}\n```\n\n{note}")

    def explain(self, exercise: str) -> Box:
        """The reason behind a right answer, once the exercise is passed."""
        exercise = self._id(exercise)
        sealed = self._card(exercise).explain.get(self._words.language)
        is_passed = self._tally(exercise).outcome in ("pass", "needs_trainer")
        if not sealed or not is_passed:
            return Box("note", self._words(f"learn.explain.{'first' if sealed else 'none'}"))
        self._at.record.note("explain", exercise)
        return Box("note", self._words("learn.explain.title"), unsealed(sealed, None) or "")

    def progress(self) -> Rows:
        """Each exercise with its outcome, honest tries, hints and minutes."""
        rows = tuple(self._progress_row(card) for card in self._at.card.exercises.values())
        heads = tuple(
            self._words(f"learn.progress.{head}") for head in ("exercise", "outcome", "tries", "hints", "minutes")
        )
        return Rows(self._words.pick(self._at.card.title), heads, rows)

    def choose(self, exercise: str, name: str, options: Options) -> Any:
        """Show a drop-down and return the present choice, `...` as long as there is none.

        `options` are values, or values with keys of the course's sentences as labels. The choice is kept in the
        learner's folder and, once changed, stands under `name` in the notebook at once.
        """
        self._exercise(exercise)
        labels = labelled(options, self._words)
        value = chosen(self._at.record.choices(exercise).get(name), options)
        self._open_at = {other: cell for other, cell in self._open_at.items() if other != name}
        if value is ...:
            self._open_at[name] = self._cell()
        shown = show_choice(name, labels, value, lambda new: self._keep(exercise, name, new), self._words)
        self._display(shown or plain_choice(exercise, name, labels, value, self._words))
        return value

    def choice(self, exercise: str, **named: Any) -> Box:
        """Set choices without a drop-down: `lesson.choice("E7.2", k=4)`, then run the cell above again."""
        exercise = self._id(exercise)
        self._exercise(exercise)
        for name, value in named.items():
            self._keep(exercise, name, value)
        now = ", ".join(f"{name} = {value!r}" for name, value in named.items())
        return Box("note", self._words("learn.choose.kept", now=now))

    def has_open_choice(self) -> bool:
        """Whether the cell that runs asks for a choice that is not made yet."""
        return self._cell() in self._open_at.values()

    def names(self, scheme: str) -> dict[str, str]:
        """The segments of a ready-made scheme: id to name in the lesson's language."""
        return segment_names(scheme, self._words.language)

    def cells(self, scheme: str) -> dict[str, str]:
        """The cells of a ready-made grid: `{"111": "key_value", …}`."""
        return segment_cells(scheme)

    def text(self, key: str, **slots: Any) -> str:
        """A sentence of the course's catalogue in the lesson's language; the key where it has none."""
        return self._words(key, **slots) if has_sentence(self._words, key) else key

    def chart(self, kind: str, *data: Any) -> Drawn:
        """A chart of the report over the lesson's own tables; see `draw_chart` for the kinds and what each needs.

        Raises
        ------
        NotInPack
            There is no such kind.
        """
        return draw_chart(kind, self._words, *data)

    def counts(self, crossed: Any) -> Any:
        """A cross table of customers as the report prints it; see `shown_counts`."""
        return shown_counts(crossed, self._words)

    def word(self, value: str) -> str:
        """A word of the data, such as a channel, in the lesson's language; as it is where the company names none."""
        return self._at.company.word(value, self._words.language)

    def hand_in(self, who: str) -> Box:
        """Write the hand-in of this lesson to the folder `answers`, under the learner's name or number."""
        stem = f"hand-in-{self._at.card.id}-{safe_name(who)}"
        globals_ = sys._getframe(1).f_globals
        results = {id: self._present(one, globals_) for id, one in self._at.exercises.items()}
        path = write_hand_in(self._at.pack.answers, stem, self._handed(who), results)
        is_copied = copy_notebook(self._notebook(), path.with_suffix(".ipynb"))
        self._at.record.note("hand_in", who=str(who))
        text = self._words(f"learn.hand_in.{'both' if is_copied else 'alone'}", file=f"answers/{path.name}")
        return Box("note", self._words("learn.hand_in.title"), text)

    @property
    def _words(self) -> Wording:
        return self._at.words

    def _cell(self) -> int:
        """The number of the cell that runs; 0 outside a notebook."""
        return int(self._at.shell.execution_count) if self._at.shell is not None else 0

    def _id(self, typed: str) -> str:
        """The exercise as the lesson writes it, whatever case or width it was typed in; as it is where it is none."""
        found = normalize("NFKC", str(typed)).strip().upper()
        return found if found in self._at.card.exercises else typed

    def _exercise(self, id: str) -> Exercise:
        if id not in self._at.exercises:
            raise NotInPack("exercise", str(id), tuple(self._at.exercises))
        return self._at.exercises[id]

    def _card(self, id: str) -> ExerciseCard:
        if id not in self._at.card.exercises:
            raise NotInPack("exercise", str(id), tuple(self._at.card.exercises))
        return self._at.card.exercises[id]

    def _tally(self, exercise: str) -> Tally:
        return self._at.record.tally(exercise)

    def _named(self, exercise: Exercise, caller: Mapping[str, Any]) -> dict[str, Any]:
        """The exercise's results among the notebook's variables."""
        where = self._namespace
        if where is None:
            where = self._at.shell.user_ns if self._at.shell is not None else caller
        return {name: where[name] for name in exercise.names if name in where}

    def _present(self, exercise: Exercise, caller: Mapping[str, Any]) -> dict[str, Any]:
        return {name: value for name, value in self._named(exercise, caller).items() if value is not ...}

    def _told(self, said: Checked) -> Checked:
        """The outcome with title and sentence in the learner's language."""
        return said.saying(self._words(f"learn.title.{said.outcome}"), self._sentence(said))

    def _sentence(self, said: Checked) -> str:
        if said.code == "learn.error":
            return plain_words(said.slots["type"], said.slots["text"], self._words)
        if said.code == "learn.kind":
            expected = self._words(f"learn.kind.{said.slots['expected']}")
            return self._words("learn.kind", **{**said.slots, "expected": expected})
        if said.code and not has_sentence(self._words, said.code):
            return self._words("learn.no_sentence", code=said.code)
        return self._words(said.code, **said.slots) if said.code else self._words(f"learn.{said.outcome}")

    def _keep(self, exercise: str, name: str, value: Any) -> None:
        self._at.record.choose(exercise, name, None if value is ... else value)
        self._at.record.note("choose", exercise, name=name)
        if self._at.shell is not None:
            self._at.shell.user_ns[name] = value

    def _display(self, shown: Any) -> None:
        if self._at.shell is not None:
            from IPython.display import display

            display(shown)

    def _progress_row(self, card: ExerciseCard) -> tuple[str, ...]:
        tally = self._tally(card.id)
        title = f"{card.id} {self._words.pick(card.title)}"
        outcome = self._words(f"learn.title.{tally.outcome}")
        return title, outcome, str(tally.tries), str(tally.hints), self._words.show(tally.minutes, "whole")

    def _handed(self, who: str) -> dict[str, Any]:
        """What the hand-in tells beside the results; outcomes in it are what the learner saw and no marks."""
        tallies = {id: vars(self._tally(id)) for id in self._at.exercises}
        return {
            "lesson": self._at.card.id,
            "version": installed_version(),
            "company": self._at.company.id,
            "language": self._words.language,
            "mode": self._at.mode,
            "who": str(who)[:200],
            "at": datetime.now(UTC).isoformat(timespec="seconds"),
            "exercises": tallies,
            "choices": {id: self._at.record.choices(id) for id in self._at.exercises},
        }

    def _notebook(self) -> Path | None:
        """The notebook that runs, else the lesson's in the pack, as last saved."""
        told = Path(os.environ.get("JPY_SESSION_NAME", ""))
        if told.suffix == ".ipynb" and told.is_file():
            return told
        return next(iter(sorted((self._at.pack.folder / "notebooks").glob(f"{self._at.card.id}_*.ipynb"))), None)
