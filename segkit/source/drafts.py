"""From the files given to tables: which files are one table, and which two are the heads and the lines of orders."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from segkit.columns import HEAD_ROLES, LINE_ROLES, REQUIRED
from segkit.errors import NoKeyMatches
from segkit.facts import HeadMatch
from segkit.source.amount_units import check_thousands, check_unit
from segkit.source.batches import check_twins, file_labels, stack_files, with_passed_over
from segkit.source.dates import ORDERS
from segkit.source.decimal_marks import check_decimal_mark
from segkit.source.files import DATABASES, WORKBOOKS, open_table
from segkit.source.header_grid import header_problem
from segkit.source.heads import Plain, Side, join_heads
from segkit.source.naming import NamedFiles, find_files
from segkit.source.one_form import fit_dates
from segkit.source.opened import SourceTable
from segkit.source.options import Ground, ReadOptions, options_of
from segkit.source.profiles import profile_columns
from segkit.source.propose import Proposal, propose_mapping
from segkit.source.structure import normal_name
from segkit.source.workbooks import list_sheets, unclear_sheet

if TYPE_CHECKING:
    from ibis.backends import BaseBackend

PLAIN_ENCODINGS = ("utf-8", "utf-8-sig")
FEWEST_MATCHED = 0.5  # of the lines, with a head; below it two files are no pair


@dataclass(frozen=True)
class TableDraft:
    """One table and what it is proposed as: a file (or sheet), or several of one header.

    `named`: the files as the study names them. `lines`, `match`: of orders whose lines stand in a table of their own.
    """

    source: SourceTable
    proposal: Proposal
    read: dict[str, object] = field(default_factory=dict)  # only what had to be settled
    named: tuple[Path, ...] = ()
    lines: "TableDraft | None" = None
    match: HeadMatch | None = None
    options: ReadOptions = field(default_factory=ReadOptions)  # what a person has settled

    @property
    def sides(self) -> tuple["TableDraft", ...]:
        """The table itself, and the table of its lines where there is one."""
        return (self, self.lines) if self.lines else (self,)


def draft_tables(
    engine: "BaseBackend", data: Sequence[Path], staging: Path, stated: Mapping[str, object] = MappingProxyType({})
) -> list[TableDraft]:
    """One draft per table: files of one header are one, whether named singly, by their folder or by a pattern.

    `stated`: what a person has settled about reading them, as a study's `read:`.

    Raises
    ------
    HeadersDiffer
        Orders of one folder or pattern under several headers: which of them are the orders nobody can tell.
    SameFileTwice
        Two files of one header are equal byte for byte.
    SegkitError
        As when the files are found and read.
    """
    found = {one: find_files([str(one)], Path()) for one in data}
    paths = list(dict.fromkeys(path for named in found.values() for path in named.files))
    labels = file_labels(paths)
    drafts = [draft_table(engine, path, staging, labels[path], stated=stated) for path in paths]
    groups: dict[tuple[object, ...], list[TableDraft]] = {}
    for draft in drafts:
        groups.setdefault(_header(draft), []).append(draft)
    for named in found.values():
        _check_orders([draft for draft in drafts if draft.source.path in named.files])
    return [_one_table(engine, group, found, staging) for group in groups.values()]


def draft_table(
    engine: "BaseBackend", path: Path, staging: Path, label: str, *, stated: Mapping[str, object]
) -> TableDraft:
    """The file's one clear reading, of several sheets the only one that has all that its kind needs."""
    sheets = (str(stated["sheet"]),) if stated.get("sheet") else _sheets(path)
    drafts = [_draft_sheet(engine, path, staging, label, {**stated, "sheet": sheet}) for sheet in sheets]
    whole = [draft for draft in drafts if not draft.proposal.missing]
    if len(drafts) > 1 and len(whole) != 1:
        orders = [draft for draft in whole if draft.proposal.kind == "orders"]
        if len(orders) != 1:
            raise unclear_sheet(path, tuple(str(sheet) for sheet in sheets))
        whole = orders
    return whole[0] if whole else drafts[0]


def _header(draft: TableDraft) -> tuple[object, ...]:
    """What files of one table share: their columns; a database is a table of its own."""
    path = draft.source.path
    if path.suffix.lower() in DATABASES:
        return (path,)
    return tuple(sorted(map(normal_name, draft.source.columns)))


def _check_orders(drafts: Sequence[TableDraft]) -> None:
    """Raise where one folder or pattern holds whole orders under different headers."""
    orders = {
        draft.source.file: draft.source.columns
        for draft in drafts
        if draft.proposal.kind == "orders" and not draft.proposal.missing
    }
    if len(orders) > 1:
        names = list(orders)
        problem = header_problem(orders, f"{names[0]} … {names[-1]} ({len(names)})")
        if problem:
            raise problem


def _one_table(
    engine: "BaseBackend", group: Sequence[TableDraft], found: Mapping[Path, NamedFiles], staging: Path
) -> TableDraft:
    """The group as one table; what its folder or pattern holds besides is told by the table of its first file."""
    paths = [draft.source.path for draft in group]
    passed_over = tuple(name for one in found.values() if one.files[0] in paths for name in one.passed_over)
    if len(group) == 1:
        return replace(group[0], named=(paths[0],), source=with_passed_over(group[0].source, passed_over))
    check_twins(paths)
    source = with_passed_over(stack_files(engine, [draft.source for draft in group], staging), passed_over)
    proposal = propose_mapping(source)
    whole = next((one for one, named in found.items() if list(named.files) == paths), None)
    read = group[0].read | settled_reading(source, proposal, group[0].options)
    named = (whole,) if whole else tuple(paths)
    return TableDraft(source, proposal, read, named, options=group[0].options)


def find_pair(engine: "BaseBackend", drafts: Sequence[TableDraft], plain: Plain, staging: Path) -> TableDraft | None:
    """The orders in two tables, where that is the one clear reading; else None.

    Clear is: no table holds orders by itself, exactly one names order, customer and day but no amount, exactly one
    names order and amount but neither customer nor day, and most lines find a head. Only names count.
    """
    if any(draft.proposal.kind == "orders" and not draft.proposal.missing for draft in drafts):
        return None
    named = [(draft, _named(draft)) for draft in drafts]
    heads = [(draft, roles) for draft, roles in named if set(HEAD_ROLES) <= set(roles) and "amount" not in roles]
    lines = [
        (draft, roles)
        for draft, roles in named
        if set(LINE_ROLES) <= set(roles) and not {"customer_id", "order_date"} & set(roles)
    ]
    if len(heads) != 1 or len(lines) != 1:
        return None
    return _pair(engine, heads[0], lines[0], plain, staging)


def _named(draft: TableDraft) -> dict[str, str]:
    """Role to header, of the roles of orders that a header names."""
    roles = propose_mapping(draft.source, "orders").roles
    return {item.role: item.header for item in roles if item.ground == "name"}


Sided = tuple[TableDraft, dict[str, str]]


def _pair(engine: "BaseBackend", heads: Sided, lines: Sided, plain: Plain, staging: Path) -> TableDraft | None:
    on_lines = {role: name for role, name in lines[1].items() if role not in heads[1] or role == "order_id"}
    sides = [Side(draft.source, roles, ReadOptions()) for draft, roles in ((heads[0], heads[1]), (lines[0], on_lines))]
    try:
        match = join_heads(engine, sides[0], sides[1], plain, staging).match
    except NoKeyMatches:
        return None
    if match.lines_matched < FEWEST_MATCHED * match.lines:
        return None
    below = _side(lines[0], set(on_lines))
    return replace(_side(heads[0], set(heads[1])), lines=below, match=match)


def _side(draft: TableDraft, roles: set[str]) -> TableDraft:
    """The draft as one side of the orders, with these roles only."""
    proposed = propose_mapping(draft.source, "orders")
    kept = tuple(item for item in proposed.roles if item.role in roles)
    amount = next((item.header for item in kept if item.role == "amount"), None)
    profiles = profile_columns(draft.source.table, draft.source.columns)
    has_unit_words = amount is not None and profiles[amount].has_unit_word
    key = next(item.header for item in kept if item.role == "order_id")
    ground = None if amount else Ground("order.order_id", {"column": key})
    proposal = Proposal("orders", kept, (), "order_id", ground, has_unit_words, proposed.examples)
    read = draft.read | settled_reading(draft.source, proposal, draft.options)
    return replace(draft, proposal=proposal, read=read)


def _sheets(path: Path) -> tuple[str | None, ...]:
    """The sheets worth opening: those with as many columns as orders need, or else all that hold something."""
    if path.suffix.lower() not in WORKBOOKS:
        return (None,)
    sizes = {name: (height, width) for name, (height, width) in list_sheets(path).items() if height > 1}
    wide = tuple(name for name, (_, width) in sizes.items() if width >= len(REQUIRED["orders"]))
    return wide or tuple(sizes) or (None,)


def _draft_sheet(
    engine: "BaseBackend", path: Path, staging: Path, label: str, stated: Mapping[str, object]
) -> TableDraft:
    options = options_of(stated)
    source = replace(open_table(engine, path, options, staging), file=label)
    proposal = propose_mapping(source)
    read = {name: value for name, value in stated.items() if name != "sheet"}
    return TableDraft(source, proposal, settled_reading(source, proposal, options) | read, (path,), options=options)


def settled_reading(source: SourceTable, proposal: Proposal, options: ReadOptions) -> dict[str, object]:
    """What the next reading should not have to find out again: everything but the ordinary.

    Of a batch only what holds for each of its files.
    """
    read: dict[str, object] = {}
    encodings = {part.encoding for part in source.files}
    if len(encodings) == 1 and not encodings & {None, *PLAIN_ENCODINGS}:
        read["encoding"] = source.encoding
    if source.dialect is not None and source.dialect.delimiter != "," and not source.dialect.is_aligned:
        read["delimiter"] = source.dialect.delimiter
    if source.header_row != 1 and len({part.header_row for part in source.files}) == 1:
        read["header"] = source.header_row
    if proposal.has_unit_words:
        read["unit_words"] = ["万"]
    if proposal.kind == "orders" and "order_date" in proposal.columns:
        forms = fit_dates(source, proposal.columns["order_date"], options).forms
        order = [form for form in forms if form in ORDERS]
        read |= {"date_order": order[0]} if order else {}
    if proposal.kind == "orders" and "amount" in proposal.columns:
        _check_amounts(source, proposal.columns["amount"], options)
    return read


def _check_amounts(source: SourceTable, column: str, options: ReadOptions) -> None:
    """Ask now what a run would stop at: unit, decimal mark, points that may part thousands."""
    check_unit(column, options, source.file)
    check_decimal_mark(source.table[column], options, source.file)
    check_thousands(source.table[column], options, source.file)
