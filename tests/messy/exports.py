"""A messy export: the file's bytes, the truth that is to be kept of it, and what is to be said of every other row.

What counts
-----------
A *record* is every row of the file but the header, and every line above it. So `records` is the sum of

- kept: order lines that stay, repaired where a stated rule repairs them,
- quarantined: order lines set aside, by reason,
- outside: true order lines after the as-of day,
- non_data: a title line above the header (`preamble`), an empty line (`blank_row`), the header once more
  (`repeated_header`), a sum (`total_row`), a note below the rows (`footer`), one record each.

The header itself is no record. A quoted line break does not end a record. A row whose quote never closes is one
record that ends with its line. An order line is counted under the first rule that removes it; no row here could be
removed by two.

Money is the sum of the amounts that can be read, to the cent. A row broken in its structure (fields, quotes, bytes,
NUL) has none, since its cells cannot be trusted; a sum row has its sum.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from random import Random

from tests.messy.dirt import drawn_kinds, named_kinds
from tests.messy.draft import Draft, Kind, Row
from tests.messy.platforms import LANGUAGES, PLATFORMS, ROLES, Layout, layout_of, with_ids_of
from tests.messy.truth import OrderLine, Shop, clean_shop
from tests.messy.words import to_traditional
from tests.messy.writing import content_of, placed

MONEY_FIXES = {"yuan": "currency_sign"}
DATE_FIXES = ("slashes", "dots", "han", "compact", "day_first")
MOST_LINES = 300


@dataclass(frozen=True)
class Planted:
    """One defect: its kind, the physical line at which its record begins (None: the whole file), what becomes of it.

    `outcome` is kept, fix, quarantine, non_data, outside or stop. `code` is a cleaning rule's id, a structural code or,
    for stop, how the error's code begins; empty where a repair has no name of its own.
    """

    kind: str
    line: int | None
    outcome: str
    code: str


@dataclass(frozen=True)
class Money:
    """Sums of readable amounts; `amount_in` is added up over all records, the others over their own."""

    amount_in: Decimal
    kept: Decimal
    quarantined: Decimal
    outside: Decimal
    non_data: Decimal


@dataclass(frozen=True)
class Accounting:
    """What must be said of the file's records. `fixed` counts kept rows by the rule that changes or counts them."""

    records: int
    kept: int
    quarantined: Mapping[str, int]
    non_data: Mapping[str, int]
    outside: int
    fixed: Mapping[str, int]
    money: Money


@dataclass(frozen=True)
class MessyExport:
    """A polluted file and everything that must come of it.

    Parameters
    ----------
    columns
        Role to column name, as a person states it in the study.
    read
        The reading options a person would state; empty where the reader must see for itself.
    kept
        The order lines to be kept, repaired, in the order of the file.
    expected
        The accounting; None where reading must stop.
    planted
        Every defect, in the order of the file, those of the whole file first.
    encoding, delimiter, header
        How the file was written, for whoever counts its records without finding that out.
    """

    seed: int
    language: str
    platform: str
    content: bytes
    file_name: str
    columns: Mapping[str, str]
    read: Mapping[str, object]
    as_of: date
    limit: Decimal
    kept: tuple[OrderLine, ...]
    expected: Accounting | None
    planted: tuple[Planted, ...]
    encoding: str
    delimiter: str
    header: tuple[str, ...]

    @property
    def text(self) -> str:
        """The file as decoded text without its byte order mark; bytes that cannot be decoded stand as surrogates."""
        return self.content.decode(self.encoding, errors="surrogateescape").removeprefix("\ufeff")


def messy_export(
    seed: int, *, language: str | None = None, platform: str | None = None, kinds: Sequence[str] | None = None
) -> MessyExport:
    """The export of that seed; what is not given is drawn, and no kinds (`()`) give a clean file.

    The same arguments give the same bytes. Between 20 lines per kind and 300 order lines; ValueError if the kinds
    cannot stand together.
    """
    rng = Random(seed)
    language = language or rng.choice(LANGUAGES)
    platform = platform or rng.choice(PLATFORMS)
    chosen = drawn_kinds(rng, language) if kinds is None else named_kinds(kinds, language)
    shop = clean_shop(rng, language, rng.randrange(max(20, 20 * len(chosen)), MOST_LINES + 1))
    draft = clean_draft(shop, layout_of(platform, language))
    for kind in chosen:
        draft = kind.plant(draft, rng, kind)
    return finished(seed, draft)


def clean_draft(shop: Shop, layout: Layout) -> Draft:
    """The shop's order lines as the platform writes them, with nothing planted."""
    named = [with_ids_of(layout, line) for line in shop.order_lines]
    rows = tuple(Row(line, amount=line.amount) for line in named)
    columns = {role: name for role, name in layout.headers.items() if role in ROLES}
    name = f"{layout.platform}_{layout.language}_{shop.as_of:%Y%m%d}.csv"
    return Draft(layout, rows[::-1] if layout.is_newest_first else rows, shop.as_of, shop.limit, columns, name)


def finished(seed: int, draft: Draft) -> MessyExport:
    """The written file and what must come of it."""
    draft, layout = as_spelled(draft), draft.layout
    is_stopped = any(kind.outcome == "stop" for kind in draft.whole)
    return MessyExport(
        seed=seed,
        language=layout.language,
        platform=layout.platform,
        content=content_of(draft),
        file_name=draft.file_name,
        columns=draft.columns,
        read=draft.read,
        as_of=draft.as_of,
        limit=draft.limit,
        kept=() if is_stopped else tuple(row.order_line for row in draft.rows if row.fate == "kept"),
        expected=None if is_stopped else accounting(draft),
        planted=planted(draft),
        encoding=layout.encoding,
        delimiter=layout.delimiter,
        header=(*draft.layout.headers.values(), *([""] if layout.header_tail else [])),
    )


def as_spelled(draft: Draft) -> Draft:
    """The draft with its truth and its column names in traditional characters, if the file is written in them."""
    if not draft.layout.is_traditional:
        return draft
    headers = {role: to_traditional(name) for role, name in draft.layout.headers.items()}
    columns = {role: to_traditional(name) for role, name in draft.columns.items()}
    rows = tuple(replace(row, order_line=in_traditional(row.order_line)) for row in draft.rows)
    return replace(draft, layout=replace(draft.layout, headers=headers), columns=columns, rows=rows)


def in_traditional(line: OrderLine | None) -> OrderLine | None:
    """The order line with all its words in traditional characters; None stays None."""
    if line is None:
        return None
    roles = ("customer_id", "order_id", "product", "category", "channel", "status")
    return replace(line, **{role: to_traditional(getattr(line, role)) for role in roles})


def planted(draft: Draft) -> tuple[Planted, ...]:
    """Every defect with its place."""
    whole = [Planted(kind.id, None, kind.outcome, kind.code) for kind in draft.whole]
    if draft.content is not None:
        return tuple(whole)
    dirty = [(line, row.kind) for line, row in placed(draft) if row.kind]
    return (*whole, *(Planted(kind.id, line, kind.outcome, kind.code) for line, kind in dirty))


def accounting(draft: Draft) -> Accounting:
    """The count of every record of the draft under what becomes of it."""
    rows = [*draft.preamble, *draft.rows]
    by_fate = {
        fate: [row for row in rows if row.fate == fate] for fate in ("kept", "quarantine", "non_data", "outside")
    }
    return Accounting(
        records=len(rows),
        kept=len(by_fate["kept"]),
        quarantined=by_code(by_fate["quarantine"]),
        non_data=by_code(by_fate["non_data"]),
        outside=len(by_fate["outside"]),
        fixed=Counter(fix for row in by_fate["kept"] for fix in fixes(row, draft.layout)),
        money=Money(total(rows), *(total(by_fate[fate]) for fate in ("kept", "quarantine", "outside", "non_data"))),
    )


def by_code(rows: Iterable[Row]) -> Mapping[str, int]:
    """How many rows each code has."""
    kinds: list[Kind] = [row.kind for row in rows if row.kind]
    return Counter(kind.code for kind in kinds)


def total(rows: Iterable[Row]) -> Decimal:
    """The readable money of the rows."""
    return sum((row.amount for row in rows if row.amount is not None), Decimal("0.00"))


def fixes(row: Row, layout: Layout) -> set[str]:
    """The rules that change or count a kept row: its own, and those of the file's habits where it follows them."""
    habits = {
        "amount": MONEY_FIXES.get(layout.money_form),
        "order_date": "date_form" if layout.date_form in DATE_FIXES else None,
        "order_id": "normalised_id" if layout.order_id_tail else None,
    }
    return row.fixes | {fix for role, fix in habits.items() if fix and role not in row.written}
