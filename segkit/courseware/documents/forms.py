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
from segkit.courseware.documents.conditions import Taught, When, does_hold
from segkit.courseware.documents.texts import Gallery, render_inline
from segkit.courseware.plan import ExerciseId
from segkit.house import kit_folder
from segkit.segments.kinds import Text
from segkit.settings import Strict, read_settings
from segkit.wording import Wording


class Part(Strict):
    """One part of a form; printed for every class, or where `when` holds."""

    when: When | None = None


class Item(Strict):
    """An item of a list for some classes only."""

    text: Text
    when: When


class Row(Strict):
    """A row of a table for some classes only."""

    cells: tuple[Text | str, ...]
    when: When


class HeadingPart(Part):
    """A title within a sheet."""

    kind: Literal["heading"]
    text: Text


class ProsePart(Part):
    """A paragraph."""

    kind: Literal["text"]
    text: Text
    tone: Literal["plain", "note", "lead"] = "plain"


class ListingPart(Part):
    """Bullets, numbers, or boxes to tick."""

    kind: Literal["list"]
    items: tuple[Text | Item, ...]
    style: Literal["bullet", "number", "check"] = "bullet"


class FieldsPart(Part):
    """Labels with a line each; `value` may name a slot."""

    kind: Literal["fields"]
    items: tuple[Text, ...]
    values: tuple[str, ...] = ()
    columns: Literal[1, 2, 3] = 2


class GridPart(Part):
    """A table; `blank` rows to fill in follow the given ones, `numbered` puts 1, 2, 3 … into their first cell."""

    kind: Literal["table"]
    heads: tuple[Text, ...]
    rows: tuple[tuple[Text | str, ...] | Row, ...] = ()
    widths: tuple[float, ...] = ()
    height: float = 0
    blank: int = 0
    numbered: bool = False


class LinesPart(Part):
    """Lines to write on."""

    kind: Literal["lines"]
    n: int
    label: Text | None = None


class SignaturesPart(Part):
    """Places to sign."""

    kind: Literal["signatures"]
    items: tuple[Text, ...]


class BoxPart(Part):
    """Blocks that stay together in a frame."""

    kind: Literal["box"]
    title: Text | None = None
    parts: tuple[FormPart, ...]
    tone: Literal["plain", "wash", "long"] = "plain"


class InsertPart(Part):
    """Where a composer puts what it worked out."""

    kind: Literal["insert"]
    name: str


FormPart = Annotated[
    HeadingPart | ProsePart | ListingPart | FieldsPart | GridPart | LinesPart | SignaturesPart | BoxPart | InsertPart,
    Field(discriminator="kind"),
]


class Tables(Strict):
    """`group_tables.yml`: parts by the exercise that they are for, or by the id of a talk that belongs to none."""

    exercises: dict[ExerciseId, tuple[FormPart, ...]]
    talks: dict[str, tuple[FormPart, ...]] = Field(default_factory=dict)


class FormSheet(Strict):
    """One sheet of a form; it begins a page unless `flows`; printed where `when` holds."""

    id: str
    when: When | None = None
    title: Text | None = None
    kicker: Text | None = None
    flows: bool = False
    parts: tuple[FormPart, ...]


class Form(Strict):
    """A paper that is no lesson; a pack has it where `when` holds."""

    when: When | None = None
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


def compose_parts(
    parts: Sequence[Any], words: Wording, slots: Mapping[str, Any], taught: Taught | None = None
) -> tuple[Block, ...]:
    """Parts of a form in the language of `words`; no part waits for an insert, and no parts give no block."""
    return _Writer(words, slots, {}, taught).blocks(parts)


def compose_form(
    form: Form,
    words: Wording,
    slots: Mapping[str, Any],
    inserts: Mapping[str, Sequence[Block]] | None = None,
    *,
    taught: Taught | None = None,
) -> Paper:
    """The form in the language of `words`.

    Parameters
    ----------
    slots
        What texts may name in braces; one that is missing is a KeyError.
    inserts
        Blocks by the name of the form's `insert` parts; each must be given.
    taught
        The class whose form it is; left out, parts for some classes are all printed.
    """
    writer = _Writer(words, slots, inserts or {}, taught)
    sheets = tuple(writer.sheet(sheet) for sheet in form.sheets if does_hold(sheet.when, taught))
    return Paper(
        title=writer.say(form.title),
        kicker=writer.maybe(form.kicker),
        lead=writer.maybe(form.lead),
        orientation=form.orientation,
        sheets=sheets,
    )


class _Writer:
    """Turns parts into blocks in one language."""

    def __init__(
        self, words: Wording, slots: Mapping[str, Any], inserts: Mapping[str, Sequence[Block]], taught: Taught | None
    ) -> None:
        self.words, self.slots, self.inserts, self.taught = words, slots, inserts, taught

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
        held = (part for part in parts if does_hold(part.when, self.taught))
        return tuple(block for part in held for block in _MAKERS[part.kind](self, part))

    def listing(self, part: ListingPart) -> Listing:
        held = (one for one in part.items if not isinstance(one, Item) or does_hold(one.when, self.taught))
        texts = (one.text if isinstance(one, Item) else one for one in held)
        return Listing(tuple(map(self.marked, texts)), part.style)

    def grid(self, part: GridPart) -> Grid:
        held = (row for row in part.rows if not isinstance(row, Row) or does_hold(row.when, self.taught))
        cells = (row.cells if isinstance(row, Row) else row for row in held)
        given = tuple(tuple(self.marked(cell) for cell in row) for row in cells)
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
    "list": lambda w, part: [w.listing(part)],
    "fields": lambda w, part: [w.fields(part)],
    "table": lambda w, part: [w.grid(part)],
    "lines": lambda w, part: [Lines(part.n, w.maybe(part.label))],
    "signatures": lambda w, part: [Signatures(tuple(map(w.say, part.items)), w.words("documents.date_line"))],
    "box": lambda w, part: [Box(w.maybe(part.title), w.blocks(part.parts), part.tone)],
    "insert": lambda w, part: w.inserts[part.name],
}
