"""The cells of a lesson's source, with the marks that say for whom each stands."""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, get_args

import jupytext

from segkit.errors import CellFaulty
from segkit.wording import LANGUAGES

Role = Literal["lecture", "trainer", "group", "hint", "explain", "case", "takeaway"]
ROLES = get_args(Role)
MARKS = {"text": {"sid", "lang", "src", "role", "ex", "slide", "case", "when"}, "code": {"ex", "tags", "slide", "when"}}
INHERITED = ("role", "ex", "slide", "case", "when")
START = re.compile(r"^# %%", re.MULTILINE)
COMMENT = re.compile(r"\s*\*\*(?:点评|Comments?)\*\*[^\n]*")
HASH_DIGITS = 8


@dataclass(frozen=True)
class Cell:
    """One cell of `lesson.py`; a text has a `sid` and a language, code stands once for both."""

    kind: Literal["text", "code"]
    source: str
    line: int  # of its `# %%`, from 1
    sid: str = ""
    language: str = ""
    src: str = ""  # of an English text: hash of the Chinese one that it was translated from
    role: Role = "lecture"
    exercise: str = ""
    slide: Literal["", "slide", "skip"] = ""
    case: str = ""
    when: frozenset[str] = frozenset()  # all that must be true of a pack that holds it; empty: in every pack
    tags: tuple[str, ...] = ()

    @property
    def hash(self) -> str:
        """The first eight hex digits of the text's SHA-256; spaces around the text do not count."""
        return hashlib.sha256(self.source.strip().encode()).hexdigest()[:HASH_DIGITS]

    @property
    def for_learners(self) -> str:
        """The text without what the trainer is to say at the end of a talk, which often holds the answer."""
        return COMMENT.sub("", self.source).rstrip() if self.role == "group" else self.source

    @property
    def is_answer(self) -> bool:
        """Whether it holds the answers of what is worked out by hand: a lecture whose `sid` ends so."""
        return self.role == "lecture" and self.sid.endswith("-answers")

    @property
    def is_slide(self) -> bool:
        """Whether the slides show it: marked so, or a lecture that begins with a heading and is not marked `skip`.

        Of code the slides show what it gave on the class's company.
        """
        if self.kind == "code":
            return self.slide == "slide" and not self.exercise
        begins_with_heading = self.source.lstrip().startswith("#")
        return self.slide == "slide" or (self.role == "lecture" and self.slide == "" and begins_with_heading)


def read_cells(path: Path) -> tuple[Cell, ...]:
    """All cells of a jupytext py:percent file in their order; an empty file has none.

    Raises
    ------
    CellFaulty
        Text stands before the first `# %%`, or a cell carries a mark or a role that means nothing.
    """
    text = path.read_text(encoding="utf-8")
    lines = [text.count("\n", 0, found.start()) + 1 for found in START.finditer(text)]
    cells = jupytext.reads(text, fmt="py:percent").cells if lines else []
    if len(cells) != len(lines):
        raise CellFaulty(str(path), 1, "# %%", "")
    return tuple(_read(cells, lines, path))


def _read(cells: list[Any], lines: list[int], path: Path) -> Iterator[Cell]:
    """Each cell; an English text has the marks of the Chinese one before it, unless it carries its own."""
    before: dict[str, Any] = {}
    for cell, line in zip(cells, lines, strict=True):
        marks = dict(cell.metadata)
        is_twin = marks.get("lang") == "en" and marks.get("sid") == before.get("sid")
        whole = {**{name: before[name] for name in INHERITED if is_twin and name in before}, **marks}
        yield _cell(cell, whole, line, path)
        before = marks


def _cell(cell: Any, marks: dict[str, Any], line: int, path: Path) -> Cell:
    kind: Literal["text", "code"] = "code" if cell.cell_type == "code" else "text"
    unknown = sorted(set(marks) - MARKS[kind])
    if unknown:
        raise CellFaulty(str(path), line, unknown[0], str(marks[unknown[0]]))
    _check_marks(marks, kind, line, path)
    return Cell(
        kind,
        cell.source,
        line,
        sid=marks.get("sid", ""),
        language=marks.get("lang", ""),
        src=marks.get("src", ""),
        role=marks.get("role", "lecture"),
        exercise=marks.get("ex", ""),
        slide=marks.get("slide", ""),
        case=marks.get("case", ""),
        when=frozenset(marks.get("when", "").split()),
        tags=tuple(marks.get("tags", ())),
    )


def _check_marks(marks: dict[str, Any], kind: str, line: int, path: Path) -> None:
    allowed = {"role": ROLES, "slide": ("", "slide", "skip"), "lang": LANGUAGES}
    for name, values in allowed.items():
        if marks.get(name, values[0]) not in values:
            raise CellFaulty(str(path), line, name, str(marks[name]))
    for name in ("sid", "lang") if kind == "text" else ():
        if not marks.get(name):
            raise CellFaulty(str(path), line, name, "")
    if marks.get("role") in ("hint", "explain") and not marks.get("ex"):
        raise CellFaulty(str(path), line, "ex", "")
