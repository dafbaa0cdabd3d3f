"""An export in the making: rows that still know what they truly are, and the dirt that is planted on them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from random import Random

from tests.messy.platforms import DATE_FORMS, MONEY_FORMS, Layout
from tests.messy.truth import OrderLine


@dataclass(frozen=True)
class Kind:
    """One kind of dirt.

    Parameters
    ----------
    outcome
        kept (as it is), fix (repaired, kept), quarantine, non_data, outside or stop (nothing is read).
    code
        What the reader must call it: a cleaning rule's id, a structural code, the beginning of an error's code;
        empty where a repair has no name of its own.
    plant
        Returns the draft with the dirt in it.
    slot
        What only one kind of a file may decide, such as its encoding.
    excludes
        Ids of kinds, or families, that cannot stand in the same file.
    """

    id: str
    family: str
    outcome: str
    code: str
    plant: "Callable[[Draft, Random, Kind], Draft]"
    slot: str = ""
    excludes: frozenset[str] = frozenset()
    languages: tuple[str, ...] = ("zh", "en")

    def stands_with(self, other: "Kind") -> bool:
        """Whether both can be planted in one file."""
        if self.id == other.id or (self.slot and self.slot == other.slot):
            return False
        return not ({other.id, other.family} & self.excludes or {self.id, self.family} & other.excludes)


@dataclass(frozen=True)
class Row:
    """One record to be written, and what it truly is.

    Parameters
    ----------
    order_line
        The repaired truth; None for what is no order line.
    written
        Cells by role where they are not written as the platform writes the truth.
    text
        The whole record as written, where it has no cells: a title, a blank line, a repeated header.
    amount
        The money that can be read from it, None where none can.
    kind
        The dirt planted on it; a row without one is clean.
    fixes
        The cleaning rules that change it or count it while it is kept.
    damage
        Turns the cells into the broken text of the record.
    is_held
        The row leans on another one's dirt (an original, a neighbour): nothing else may be planted on it.
    """

    order_line: OrderLine | None = None
    written: Mapping[str, str] = field(default_factory=dict)
    text: str | None = None
    amount: Decimal | None = None
    kind: Kind | None = None
    fixes: frozenset[str] = frozenset()
    damage: Callable[[list[str], Layout], str] | None = None
    is_gbk: bool = False
    is_held: bool = False

    @property
    def is_free(self) -> bool:
        """Whether dirt may be planted on the row."""
        return self.order_line is not None and self.kind is None and not self.is_held

    @property
    def fate(self) -> str:
        """What becomes of the row: kept, quarantine, non_data or outside."""
        return "kept" if self.kind is None or self.kind.outcome in ("kept", "fix") else self.kind.outcome


@dataclass(frozen=True)
class Draft:
    """An export before it is written: `rows` stand below the header, `preamble` above it.

    `columns` is what the person who reads the file states (role to column name), `read` the reading options stated.
    `whole` lists the kinds that concern the whole file. `content` replaces everything that would be written.
    """

    layout: Layout
    rows: tuple[Row, ...]
    as_of: date
    limit: Decimal
    columns: Mapping[str, str]
    file_name: str
    preamble: tuple[Row, ...] = ()
    read: Mapping[str, object] = field(default_factory=dict)
    whole: tuple[Kind, ...] = ()
    content: bytes | None = None


Change = Callable[[Row, Random, Draft], Row]
Plant = Callable[[Draft, Random, Kind], Draft]

CELLS: Mapping[str, Callable[[OrderLine, Layout], str]] = {
    "customer_id": lambda line, _: line.customer_id,
    "order_id": lambda line, layout: line.order_id + layout.order_id_tail,
    "order_date": lambda line, layout: DATE_FORMS[layout.date_form](line.order_date, line.clock),
    "amount": lambda line, layout: MONEY_FORMS[layout.money_form](line.amount),
    "product": lambda line, _: line.product,
    "category": lambda line, _: line.category,
    "channel": lambda line, _: line.channel,
    "quantity": lambda line, _: str(line.quantity),
    "status": lambda line, _: line.status,
}


def cell(row: Row, role: str, layout: Layout) -> str:
    """What the row's cell in a column says, before quoting; empty in the platform's extra columns."""
    if role in row.written:
        return row.written[role]
    return CELLS[role](row.order_line, layout) if row.order_line and role in CELLS else ""


def how_many(draft: Draft, rng: Random) -> int:
    """How many rows one kind soils: 1, in longer files up to 4, so that no file looks hopeless."""
    return 1 + rng.randrange(1 + len(draft.rows) // 100)


def on_rows(change: Change) -> Plant:
    """Plants the change on a few clean rows, drawn anew for each."""

    def plant(draft: Draft, rng: Random, kind: Kind) -> Draft:
        free = [i for i, row in enumerate(draft.rows) if row.is_free]
        chosen = rng.sample(free, how_many(draft, rng))
        rows = list(draft.rows)
        for i in chosen:
            rows[i] = replace(change(rows[i], rng, draft), kind=kind)
        return replace(draft, rows=tuple(rows))

    return plant


def place_between(draft: Draft, rng: Random) -> int:
    """Before which row something may be put so that order lines stand above and below it."""
    lines = [i for i, row in enumerate(draft.rows) if row.order_line]
    return rng.randrange(lines[0] + 1, lines[-1] + 1)


def on_layout(**changes: object) -> Plant:
    """Plants a habit: the whole file is written so."""
    return lambda draft, _, kind: with_whole(draft, kind, layout=replace(draft.layout, **changes))


def with_whole(draft: Draft, kind: Kind, **changes: object) -> Draft:
    """The changed draft, with the kind noted as one of the whole file."""
    return replace(draft, whole=(*draft.whole, kind), **changes)


def writes(row: Row, *fixes: str, **cells: str) -> Row:
    """The row with cells written otherwise, and the rules that repair or count them."""
    return replace(row, written={**row.written, **cells}, fixes=row.fixes | set(fixes))


def truly(row: Row, **facts: object) -> Row:
    """The row with another truth, such as a later date or a dearer product."""
    line = replace(row.order_line, **facts)
    return replace(row, order_line=line, amount=line.amount)


def unreadable(row: Row, **cells: str) -> Row:
    """The row with a cell from which no money can be read."""
    return replace(writes(row, **cells), amount=None)
