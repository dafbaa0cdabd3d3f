"""Forms of the knowledge test: items with their options, the file they travel in, and how a sheet is marked."""

import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any
from unicodedata import normalize

from segkit.errors import FormUnreadable

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
