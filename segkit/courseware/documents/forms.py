"""Texts of papers that are no lesson: `course/forms/*.yml`, both languages side by side, and how they become blocks."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field

from segkit.courseware.documents.blocks import (
    Block,
    Box,
    Fields,
    Grid,
    Heading,
    Lines,
    Listing,
    Paper,
    Prose,
    Sheet,
    Signatures,
)
from segkit.courseware.documents.texts import Gallery, render_inline
from segkit.courseware.plan import ExerciseId
from segkit.house import kit_folder
from segkit.segments.kinds import Text
from segkit.settings import Strict, read_settings
from segkit.wording import Wording


class HeadingPart(Strict):
    """A title within a sheet."""

    kind: Literal["heading"]
    text: Text


class ProsePart(Strict):
    """A paragraph."""

    kind: Literal["text"]
    text: Text
    tone: Literal["plain", "note", "lead"] = "plain"


class ListingPart(Strict):
    """Bullets, numbers, or boxes to tick."""

    kind: Literal["list"]
    items: tuple[Text, ...]
    style: Literal["bullet", "number", "check"] = "bullet"


class FieldsPart(Strict):
    """Labels with a line each; `value` may name a slot."""

    kind: Literal["fields"]
    items: tuple[Text, ...]
    values: tuple[str, ...] = ()
    columns: Literal[1, 2, 3] = 2


class GridPart(Strict):
    """A table; `blank` rows to fill in follow the given ones, `numbered` puts 1, 2, 3 … into their first cell."""

    kind: Literal["table"]
    heads: tuple[Text, ...]
    rows: tuple[tuple[Text | str, ...], ...] = ()
    widths: tuple[float, ...] = ()
    height: float = 0
    blank: int = 0
    numbered: bool = False


class LinesPart(Strict):
    """Lines to write on."""

    kind: Literal["lines"]
    n: int
    label: Text | None = None


class SignaturesPart(Strict):
    """Places to sign."""

    kind: Literal["signatures"]
    items: tuple[Text, ...]


class BoxPart(Strict):
    """Blocks that stay together in a frame."""

    kind: Literal["box"]
    title: Text | None = None
    parts: tuple[FormPart, ...]
    tone: Literal["plain", "wash", "long"] = "plain"


class InsertPart(Strict):
    """Where a composer puts what it worked out."""

    kind: Literal["insert"]
    name: str


FormPart = Annotated[
    HeadingPart | ProsePart | ListingPart | FieldsPart | GridPart | LinesPart | SignaturesPart | BoxPart | InsertPart,
    Field(discriminator="kind"),
]


class Tables(Strict):
    """`group_tables.yml`: parts by the exercise that they are for."""

    exercises: dict[ExerciseId, tuple[FormPart, ...]]


class FormSheet(Strict):
    """One sheet of a form; it begins a page unless `flows`."""

    id: str
    title: Text | None = None
    kicker: Text | None = None
    flows: bool = False
    parts: tuple[FormPart, ...]


class Form(Strict):
    """A paper that is no lesson."""

    title: Text
    kicker: Text | None = None
    lead: Text | None = None
    orientation: Literal["portrait", "landscape"] = "portrait"
    sheets: tuple[FormSheet, ...]


BoxPart.model_rebuild()


@lru_cache(maxsize=32)
def read_form(name: str, folder: Path | None = None) -> Form:
    """The form `name` of the course's `forms` folder, or of `folder`; raises as `read_settings`, lines named."""
    return read_settings((folder or kit_folder("course") / "forms") / f"{name}.yml", Form)


@lru_cache(maxsize=4)
def read_tables(path: Path | None = None) -> Tables:
    """What groups write on, by exercise; raises as `read_settings`, lines named."""
    return read_settings(path or kit_folder("course") / "forms" / "group_tables.yml", Tables)


def compose_parts(parts: Sequence[Any], words: Wording, slots: Mapping[str, Any]) -> tuple[Block, ...]:
    """Parts of a form in the language of `words`; no part waits for an insert, and no parts give no block."""
    return _Writer(words, slots, {}).blocks(parts)


def compose_form(
    form: Form, words: Wording, slots: Mapping[str, Any], inserts: Mapping[str, Sequence[Block]] | None = None
) -> Paper:
    """The form in the language of `words`.

    Parameters
    ----------
    slots
        What texts may name in braces; one that is missing is a KeyError.
    inserts
        Blocks by the name of the form's `insert` parts; each must be given.
    """
    writer = _Writer(words, slots, inserts or {})
    sheets = tuple(writer.sheet(sheet) for sheet in form.sheets)
    return Paper(
        title=writer.say(form.title),
        kicker=writer.maybe(form.kicker),
        lead=writer.maybe(form.lead),
        orientation=form.orientation,
        sheets=sheets,
    )


class _Writer:
    """Turns parts into blocks in one language."""

    def __init__(self, words: Wording, slots: Mapping[str, Any], inserts: Mapping[str, Sequence[Block]]) -> None:
        self.words, self.slots, self.inserts = words, slots, inserts

    def say(self, text: Text | str) -> str:
        pattern = text if isinstance(text, str) else self.words.pick(text)
        return self.words.fill(pattern, **self.slots)

    def marked(self, text: Text | str) -> Any:
        """The text as markup where it holds code or stress; cells and paragraphs, not titles."""
        said = self.say(text)
        return render_inline(said, Gallery("")) if "`" in said or "**" in said else said

    def maybe(self, text: Text | None) -> str:
        return self.say(text) if text else ""

    def sheet(self, sheet: FormSheet) -> Sheet:
        blocks = self.blocks(sheet.parts)
        return Sheet(sheet.id, blocks, self.maybe(sheet.title), self.maybe(sheet.kicker), sheet.flows)

    def blocks(self, parts: Sequence[Any]) -> tuple[Block, ...]:
        return tuple(block for part in parts for block in _MAKERS[part.kind](self, part))

    def grid(self, part: GridPart) -> Grid:
        given = tuple(tuple(self.marked(cell) for cell in row) for row in part.rows)
        first = len(given) + 1
        empty = ("",) * (len(part.heads) - 1)
        blank = tuple((str(first + at) if part.numbered else "\u00a0", *empty) for at in range(part.blank))
        return Grid(tuple(map(self.say, part.heads)), given + blank, part.widths, part.height)

    def fields(self, part: FieldsPart) -> Fields:
        values = [self.say(value) for value in part.values]
        padded = [*values, *[""] * (len(part.items) - len(values))]
        return Fields(tuple(zip(map(self.say, part.items), padded, strict=True)), part.columns)


_Maker = Callable[[_Writer, Any], Sequence[Block]]
_MAKERS: dict[str, _Maker] = {
    "heading": lambda w, part: [Heading(w.say(part.text))],
    "text": lambda w, part: [Prose(w.marked(part.text), part.tone)],
    "list": lambda w, part: [Listing(tuple(map(w.marked, part.items)), part.style)],
    "fields": lambda w, part: [w.fields(part)],
    "table": lambda w, part: [w.grid(part)],
    "lines": lambda w, part: [Lines(part.n, w.maybe(part.label))],
    "signatures": lambda w, part: [Signatures(tuple(map(w.say, part.items)), w.words("documents.date_line"))],
    "box": lambda w, part: [Box(w.maybe(part.title), w.blocks(part.parts), part.tone)],
    "insert": lambda w, part: w.inserts[part.name],
}
