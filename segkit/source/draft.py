"""`segkit init`: from a company's files to a commented study.yml that runs, or says what a person must settle."""

import json
import os
import re
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from segkit.columns import ROLES
from segkit.engine import fetch_rows, open_engine
from segkit.errors import Problems, SegkitError, SheetUnclear, StudyExists, UnmappedRole
from segkit.source.dates import ORDERS, read_moments
from segkit.source.files import WORKBOOKS, open_table
from segkit.source.one_form import fit_dates
from segkit.source.opened import SourceTable, check_file
from segkit.source.options import Ground, ReadOptions
from segkit.source.propose import Proposal, RoleProposal, propose_mapping
from segkit.source.textgrid import text_width
from segkit.wording import Wording

if TYPE_CHECKING:
    from ibis.backends import BaseBackend

LONGEST_GAP = timedelta(days=180)  # a few lines after such a gap are slips of the pen, not the shop's last days
PLAIN_YAML = re.compile(r"^[A-Za-z_\u4e00-\u9fff][\w/]*(?: [\w/]+)*$")
PLAIN_ENCODINGS = ("utf-8", "utf-8-sig")
COMMENT_AT = 46


@dataclass(frozen=True)
class TableDraft:
    """One file (or sheet) and what it is proposed as."""

    source: SourceTable
    proposal: Proposal
    read: dict[str, object] = field(default_factory=dict)  # only what had to be settled


@dataclass(frozen=True)
class StudyDraft:
    """The study as written: its tables, what was settled and why, and what a person must look at."""

    path: Path
    text: str
    tables: tuple[TableDraft, ...]
    settled: tuple[Ground, ...]
    to_check: tuple[Ground, ...]


def init_study(
    name: str, files: Sequence[Path], folder: Path, language: str = "zh-CN", *, force: bool = False
) -> StudyDraft:
    """Read the files' headers and first rows and write `folder/studies/<name>/study.yml`.

    Raises
    ------
    StudyExists
        There is a study of that name; it is overwritten only with `force`.
    Problems
        No file holds orders: the roles that are missing, per file.
    FileMissing, EmptyFile, HeaderOnly, UnreadableEncoding, SheetUnclear, AmbiguousDates, UnreadableDates
        As when the file is read.
    """
    path = folder / "studies" / name / "study.yml"
    if path.exists() and not force:
        raise StudyExists(str(path))
    for file in files:
        check_file(file)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as staging:
        engine = open_engine()
        try:
            drafts = [draft_table(engine, file.resolve(), Path(staging)) for file in files]
            draft = write_draft(name, path, choose_tables(drafts), Wording(language))
        finally:
            engine.disconnect()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(draft.text, encoding="utf-8", newline="\n")
    return draft


def draft_table(engine: "BaseBackend", path: Path, staging: Path) -> TableDraft:
    """The file's one clear reading, of several sheets the only one that has all that its kind needs."""
    sheets = _sheets(path)
    drafts = [_draft_sheet(engine, path, sheet, staging) for sheet in sheets]
    whole = [draft for draft in drafts if not draft.proposal.missing]
    if len(drafts) > 1 and len(whole) != 1:
        orders = [draft for draft in whole if draft.proposal.kind == "orders"]
        if len(orders) != 1:
            raise SheetUnclear(path.name, tuple(str(sheet) for sheet in sheets))
        whole = orders
    return whole[0] if whole else drafts[0]


def choose_tables(drafts: Sequence[TableDraft]) -> tuple[TableDraft, ...]:
    """At most one table of each kind, the first given; orders must be among them, if need be with one role open."""
    chosen: dict[str, TableDraft] = {}
    for draft in sorted(drafts, key=lambda draft: len(draft.proposal.missing)):
        if len(draft.proposal.missing) <= (draft.proposal.kind == "orders"):
            chosen.setdefault(draft.proposal.kind, draft)
    if "orders" not in chosen:
        raise Problems(tuple(_what_lacks(drafts)))
    return tuple(chosen[kind] for kind in ROLES if kind in chosen)


def last_order_day(source: SourceTable, column_name: str) -> date:
    """The last day of the orders; less than one line in a hundred after a gap of half a year does not count."""
    column = source.table[column_name]
    date_format = fit_dates(source, column_name, ReadOptions())
    days = source.table.select(day=read_moments(column, date_format).day).drop_null()
    counted = days.group_by("day").aggregate(n=lambda t: t.count()).order_by("day")
    return last_of({row["day"]: row["n"] for row in fetch_rows(counted, at_most=1_000_000)})


def last_of(lines: Mapping[date, int]) -> date:
    """The last of the days, ascending, before stragglers behind a long gap."""
    days, after = list(lines), 0
    last = days[-1]
    for before, day in zip(reversed(days[:-1]), reversed(days), strict=False):
        after += lines[day]
        if after >= 0.01 * sum(lines.values()):
            break
        if day - before > LONGEST_GAP:
            last = before
    return last


def write_draft(name: str, path: Path, tables: Sequence[TableDraft], wording: Wording) -> StudyDraft:
    """The commented text of the study and the account of how it came about."""
    orders = next(table for table in tables if table.proposal.kind == "orders")
    currency = "CNY" if any(map(_is_chinese, orders.source.columns)) else "USD"
    lines = [*_head_lines(name, currency, orders, wording), "sources:"]
    for table in tables:
        lines += table_lines(table, path.parent, wording)
    lines += _cleaning_lines(orders, wording)
    settled = tuple(ground for table in tables for ground in _settled(table))
    to_check = (Ground("check.company"), Ground("check.currency", {"currency": currency}), *_to_check(tables))
    return StudyDraft(path, "\n".join(lines) + "\n", tuple(tables), settled, to_check)


def _head_lines(name: str, currency: str, orders: TableDraft, wording: Wording) -> list[str]:
    column = orders.proposal.columns.get("order_date")
    as_of = f"as_of: {last_order_day(orders.source, column)}" if column else "# as_of:"
    return [
        *(f"# {line}" for line in wording("source.draft.head").splitlines()),
        "",
        _noted(f"study: {_scalar(name)}", wording("source.draft.study")),
        _noted(f"company: {_scalar(name)}", wording("source.draft.company")),
        _noted("languages: [zh-CN, en]", wording("source.draft.languages")),
        _noted(f"currency: {currency}", wording("source.draft.currency")),
        _noted(as_of, wording("source.draft.as_of" if column else "source.draft.as_of_open")),
    ]


def table_lines(table: TableDraft, folder: Path, wording: Wording) -> list[str]:
    """The study's lines about one table, with how sure each role is."""
    proposal, source = table.proposal, table.source
    return [
        _noted(f"  {proposal.kind}:", wording(f"source.kind.{proposal.kind}")),
        f"    file: {_scalar(_relative(source.path, folder))}",
        *([f"    sheet: {_scalar(source.sheet)}"] if source.sheet else []),
        "    columns:",
        *(_role_line(item, wording) for item in proposal.roles),
        *(_noted(f'      {role}: ""', _missing_note(role, wording)) for role in proposal.missing),
        *_reading_lines(table, wording),
    ]


def _role_line(item: RoleProposal, wording: Wording) -> str:
    note = wording(f"source.role.{item.role}")
    if item.certainty != "sure":
        note = wording(f"source.certainty.{item.certainty}.{item.ground}", role=note)
    return _noted(f"      {item.role}: {_scalar(item.header)}", note)


def _missing_note(role: str, wording: Wording) -> str:
    return wording("source.draft.missing", role=wording(f"source.role.{role}"))


def _reading_lines(table: TableDraft, wording: Wording) -> Iterable[str]:
    ground = table.proposal.order_ground
    if table.read:
        pairs = ", ".join(f"{key}: {_flow(value)}" for key, value in table.read.items())
        yield _noted(f"    read: {{{pairs}}}", wording("source.draft.read"))
    if ground is not None:
        yield _noted(f"    order: {table.proposal.order_key}", wording(f"source.{ground.key}", **ground.slots))


def _cleaning_lines(orders: TableDraft, wording: Wording) -> Iterable[str]:
    """Without an order id two equal lines may be two purchases, so neither is dropped."""
    if not _has_order_id(orders):
        yield _noted("cleaning: {duplicates: keep}", wording("source.draft.duplicates"))


def _has_order_id(orders: TableDraft) -> bool:
    return orders.proposal.order_key in (None, "order_id")


def render_draft(draft: StudyDraft, wording: Wording) -> str:
    """What init tells a person: where the study is, what was settled, what must be looked at."""
    lines = [wording("source.draft.written", path=str(draft.path)), "", wording("source.draft.settled")]
    lines += [f"  {wording('source.' + ground.key, **ground.slots)}" for ground in draft.settled]
    lines += ["", wording("source.draft.to_check")]
    lines += [f"  {wording('source.' + ground.key, **ground.slots)}" for ground in draft.to_check]
    return "\n".join(lines)


def _sheets(path: Path) -> tuple[str | None, ...]:
    """The sheets worth opening: those with as many columns as orders need, or else all that hold something."""
    if path.suffix.lower() not in WORKBOOKS:
        return (None,)
    from segkit.source.workbooks import list_sheets

    sizes = {name: (height, width) for name, (height, width) in list_sheets(path).items() if height > 1}
    wide = tuple(name for name, (_, width) in sizes.items() if width >= 3)
    return wide or tuple(sizes) or (None,)


def _draft_sheet(engine: "BaseBackend", path: Path, sheet: str | None, staging: Path) -> TableDraft:
    source = open_table(engine, path, ReadOptions(sheet=sheet), staging)
    proposal = propose_mapping(source)
    return TableDraft(source, proposal, _settled_reading(source, proposal))


def _settled_reading(source: SourceTable, proposal: Proposal) -> dict[str, object]:
    """What the next reading should not have to find out again: everything but the ordinary."""
    read: dict[str, object] = {}
    if source.encoding not in (None, *PLAIN_ENCODINGS):
        read["encoding"] = source.encoding
    if source.dialect is not None and source.dialect.delimiter != "," and not source.dialect.is_aligned:
        read["delimiter"] = source.dialect.delimiter
    if source.header_row != 1:
        read["header"] = source.header_row
    if proposal.has_unit_words:
        read["unit_words"] = ["万"]
    if proposal.kind == "orders" and "order_date" in proposal.columns:
        forms = fit_dates(source, proposal.columns["order_date"], ReadOptions()).forms
        order = [form for form in forms if form in ORDERS]
        read |= {"date_order": order[0]} if order else {}
    return read


def _what_lacks(drafts: Iterable[TableDraft]) -> Iterable[SegkitError]:
    for draft in drafts:
        for role in draft.proposal.missing or ("amount",):
            yield UnmappedRole(draft.source.file, role, draft.source.columns)


def _settled(table: TableDraft) -> Iterable[Ground]:
    file, proposal = table.source.file, table.proposal
    yield Ground(f"settled.{proposal.kind}", {"file": file, "n": len(proposal.roles)})
    yield from (replace(ground, slots={"file": file, **ground.slots}) for ground in table.source.grounds)
    if proposal.order_ground is not None:
        yield proposal.order_ground
    if not _has_order_id(table):
        yield Ground("settled.duplicates")


def _to_check(tables: Sequence[TableDraft]) -> Iterable[Ground]:
    for table in tables:
        for item in table.proposal.roles:
            if item.certainty != "sure":
                slots = {"file": table.source.file, "role": item.role, "column": item.header}
                yield Ground(f"check.{item.certainty}", slots)
        for role in table.proposal.missing:
            yield Ground("check.missing", {"file": table.source.file, "role": role})
        if not _has_order_id(table):
            yield Ground("check.order", {"key": table.proposal.order_key})


def _relative(path: Path, folder: Path) -> str:
    try:
        return Path(os.path.relpath(path, folder.resolve())).as_posix()
    except ValueError:  # another drive on Windows
        return path.as_posix()


def _scalar(text: str) -> str:
    is_plain = PLAIN_YAML.match(text) and text.lower() not in ("null", "true", "false", "yes", "no", "on", "off")
    return text if is_plain else json.dumps(text, ensure_ascii=False)


def _flow(value: object) -> str:
    if isinstance(value, list):
        return "[" + ", ".join(map(str, value)) + "]"
    return str(value) if isinstance(value, int) else _scalar(str(value))


def _is_chinese(text: str) -> bool:
    return any("\u4e00" <= letter <= "\u9fff" for letter in text)


def _noted(line: str, note: str) -> str:
    """The line with its note in one column for all, Chinese letters being two wide."""
    return f"{line}{' ' * max(1, COMMENT_AT - text_width(line))} # {note}"
