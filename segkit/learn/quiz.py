"""A knowledge test inside the notebook: drop-downs where there are widgets, plain text elsewhere, scored in Python.

    quiz = open_quiz("A", language=language)
    quiz.show()
    quiz.hand_in("Z07631")

A form's file holds the right options only where learners mark themselves (mode `self`); in class the trainer marks.
Whoever opens the file of a self-study course can read the answers in it: it hides nothing and does not pretend to.
"""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from html import escape
from pathlib import Path
from typing import Any
from unicodedata import normalize

from segkit.errors import ChoiceUnknown, FormUnreadable
from segkit.learn.quiz_forms import LETTERS, Form, Item, normal_code, read_form, score_sheet
from segkit.learn.show import Shown
from segkit.wording import Wording


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
        return Shown(f"<pre>{escape(text)}</pre>", text)

    def score(self) -> Shown:
        """What the answers so far are worth; where the key is kept by the trainer, how many are answered."""
        answered = sum(at is not None for at in self._chosen.values())
        if any(item.right is None for item in self.form.items):
            text = self.words("classroom.quiz.unmarked", n=answered, of=len(self._chosen))
            return Shown(f"<p>{escape(text)}</p>", text)
        marks = score_sheet(self.form, self._chosen)
        text = self.words("classroom.quiz.marks", **asdict(marks), of=len(self._chosen))
        text = "\n".join([text, *self._why()])
        return Shown(f"<pre>{escape(text)}</pre>", text)

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

        choices: list[tuple[str, int | None]] = [(self.words("classroom.quiz.open"), None)]
        choices += [(f"{letter}. {text}", at) for at, (letter, text) in enumerate(self._lettered(item))]
        label = ipywidgets.HTML(f"<b>{n}.</b> {escape(self.words.pick(item.text))}")
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
