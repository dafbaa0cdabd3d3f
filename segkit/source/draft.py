"""`segkit init`: from a company's files to a commented study.yml that runs, or says what a person must settle."""

import os
import re
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from pathlib import Path
from types import MappingProxyType

from segkit.columns import ROLES
from segkit.engine import open_engine
from segkit.errors import BadStudyName, Problems, SegkitError, StudyExists, UnmappedRole
from segkit.house import is_reserved
from segkit.source.amounts import narrow
from segkit.source.as_of import last_of, later_days, order_days
from segkit.source.doubts import order_doubts
from segkit.source.drafts import TableDraft, draft_tables, find_pair
from segkit.source.heads import Plain
from segkit.source.inspect_files import shared_ids, told_ground
from segkit.source.one_form import fit_dates
from segkit.source.options import Ground
from segkit.source.propose import (
    RoleProposal,
    normal_header,
    propose_currency,
    propose_mapping,
    read_dictionary,
)
from segkit.source.report_lines import report_lines
from segkit.source.yaml_lines import flow, noted, scalar
from segkit.wording import Wording


@dataclass(frozen=True)
class StudyDraft:
    """The study as written: its tables, what was settled and why, and what a person must look at."""

    path: Path
    text: str
    tables: tuple[TableDraft, ...]
    settled: tuple[Ground, ...]
    to_check: tuple[Ground, ...]


def init_study(
    name: str,
    data: Sequence[Path],
    folder: Path,
    language: str = "zh-CN",
    *,
    force: bool = False,
    plain: Plain = narrow,
    stated: Mapping[str, object] = MappingProxyType({}),
) -> StudyDraft:
    """Read the files' headers and first rows and write `folder/studies/<name>/study.yml`.

    `data`: files, folders, patterns. Files of one header are one table; the heads and the lines of orders are
    recognised where that is the one clear reading, their ids compared as `plain` writes them. `stated`: what a person
    has settled about reading the files, as a study's `read:`; it is written for each table.

    Raises
    ------
    BadStudyName, StudyExists
        No folder can be called so; or there is a study of that name, which is overwritten only with `force`.
    Problems
        No file holds orders: the roles that are missing, per file.
    HeadersDiffer, SameFileTwice, NoFileMatches
        Several files that cannot be one table.
    FileMissing, EmptyFile, HeaderOnly, UnreadableEncoding, SheetUnclear, AmbiguousDates, UnreadableDates
        As when the file is read.
    """
    check_name(name)
    path = folder / "studies" / name / "study.yml"
    if path.exists() and not force:
        raise StudyExists(str(path))
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as staging:
        engine = open_engine()
        try:
            drafts = draft_tables(engine, data, Path(staging), stated)
            pair = find_pair(engine, drafts, plain, Path(staging))
            chosen = choose_tables(drafts, pair)
            unused = [one for one in drafts if not _is_used(one, chosen)]
            draft = write_draft(name, path, chosen, Wording(language), unused=unused)
        finally:
            engine.disconnect()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(draft.text, encoding="utf-8", newline="\n")
    return draft


def check_name(name: str) -> None:
    """Raise BadStudyName, with a name like it, where no folder can be called so on every system."""
    if re.fullmatch(r"[\w\-]{1,60}", name) and not is_reserved(name):
        return
    usable = re.sub(r"[^\w\-]+", "-", name).strip("-")[:60]
    raise BadStudyName(name, f"{usable}-1" if is_reserved(usable) else usable or "study-1")


def choose_tables(drafts: Sequence[TableDraft], pair: TableDraft | None = None) -> tuple[TableDraft, ...]:
    """At most one table of each kind, the first given; orders must be among them, if need be with one role open.

    `pair`: the orders in two tables; its files are nothing else besides.
    """
    chosen = {"orders": pair} if pair else {}
    for draft in sorted(drafts, key=lambda draft: len(draft.proposal.missing)):
        if pair and _is_used(draft, (pair,)):
            continue
        if len(draft.proposal.missing) <= (draft.proposal.kind == "orders"):
            chosen.setdefault(draft.proposal.kind, draft)
    if "orders" not in chosen:
        raise Problems(tuple(_what_lacks(drafts)))
    return tuple(chosen[kind] for kind in ROLES if kind in chosen)


def _is_used(draft: TableDraft, chosen: Sequence[TableDraft]) -> bool:
    return any(draft.source is side.source for table in chosen for side in table.sides)


def write_draft(
    name: str, path: Path, tables: Sequence[TableDraft], wording: Wording, *, unused: Sequence[TableDraft] = ()
) -> StudyDraft:
    """The commented text of the study and the account of how it came about; files not used are to be checked too."""
    orders = next(table for table in tables if table.proposal.kind == "orders")
    currency = _currency_of(orders)
    column = orders.proposal.columns.get("order_date")
    days = order_days(orders.source, column, orders.options) if column else {}
    as_of = last_of(days, date.today()) if days else None
    lines = [*_head_lines(name, currency, as_of, wording), "sources:"]
    for table in tables:
        lines += table_lines(table, path.parent, wording)
    lines += [*_cleaning_lines(orders, wording), *report_lines(_has(tables, "present_grade"), wording)]
    settled = tuple(ground for table in tables for ground in _settled(table))
    dated = tuple(later_days(days, as_of)) if as_of else ()
    to_check = (Ground("check.company"), Ground("check.currency", {"currency": currency}), *dated, *_to_check(tables))
    to_check += tuple(Ground("check.unused", {"file": one.source.file}) for one in unused)
    return StudyDraft(path, "\n".join(lines) + "\n", tuple(tables), settled, to_check)


def _has(tables: Sequence[TableDraft], role: str) -> bool:
    """Whether any of the tables has a column for the role."""
    return any(one.role == role for table in tables for one in table.proposal.roles)


def _currency_of(orders: TableDraft) -> str:
    """What the marks beside the amounts say, else by the language of the column names."""
    likely = "CNY" if any(map(_is_chinese, orders.source.columns)) else "USD"
    column = orders.proposal.columns.get("amount")
    return propose_currency(orders.source, column, likely) if column else likely


def _head_lines(name: str, currency: str, as_of: date | None, wording: Wording) -> list[str]:
    return [
        *(f"# {line}" for line in wording("source.draft.head").splitlines()),
        "",
        noted(f"study: {scalar(name)}", wording("source.draft.study")),
        noted(f"company: {scalar(name)}", wording("source.draft.company")),
        noted("languages: [zh-CN, en]", wording("source.draft.languages")),
        noted(f"currency: {currency}", wording("source.draft.currency")),
        noted(f"as_of: {as_of}" if as_of else "# as_of:", wording(f"source.draft.as_of{'' if as_of else '_open'}")),
    ]


def table_lines(table: TableDraft, folder: Path, wording: Wording) -> list[str]:
    """The study's lines about one table, with how sure each role is."""
    kind = table.proposal.kind
    lines = [noted(f"  {kind}:", wording(f"source.kind.{'heads' if table.lines else kind}"))]
    lines += _side_lines(table, folder, wording, "    ")
    if table.lines:
        lines.append(noted("    lines:", wording("source.kind.lines")))
        lines += _side_lines(table.lines, folder, wording, "      ")
    return lines


def _side_lines(table: TableDraft, folder: Path, wording: Wording, indent: str) -> Iterable[str]:
    """Which files, which columns, how to read them."""
    proposal, sheets = table.proposal, {part.sheet for part in table.source.files}
    files = [scalar(_relative(path, folder)) for path in table.named]
    if len(files) == 1:
        yield f"{indent}file: {files[0]}"
    else:
        yield noted(f"{indent}file:", wording("source.draft.batch"))
        yield from (f"{indent}  - {file}" for file in files)
    if len(sheets) == 1 and None not in sheets:
        yield f"{indent}sheet: {scalar(str(*sheets))}"
    yield f"{indent}columns:"
    yield from (_role_line(item, wording, indent) for item in proposal.roles)
    yield from (noted(f'{indent}  {role}: ""', _missing_note(role, wording)) for role in proposal.missing)
    yield from (noted(f"{indent}{line}", note) for line, note in _reading_lines(table, wording))


def _role_line(item: RoleProposal, wording: Wording, indent: str) -> str:
    note = wording(f"source.role.{item.role}")
    if item.certainty != "sure":
        note = wording(f"source.certainty.{item.certainty}.{item.ground}", role=note)
    return noted(f"{indent}  {item.role}: {scalar(item.header)}", note)


def _missing_note(role: str, wording: Wording) -> str:
    return wording("source.draft.missing", role=wording(f"source.role.{role}"))


def _reading_lines(table: TableDraft, wording: Wording) -> Iterable[tuple[str, str]]:
    """Each line and its note."""
    ground = table.proposal.order_ground
    if table.read:
        pairs = ", ".join(f"{key}: {flow(value)}" for key, value in table.read.items())
        yield f"read: {{{pairs}}}", wording("source.draft.read")
    if ground is not None:
        yield f"order: {table.proposal.order_key}", wording(f"source.{ground.key}", **ground.slots)


def _cleaning_lines(orders: TableDraft, wording: Wording) -> Iterable[str]:
    """Without an order id two equal lines may be two purchases, so neither is dropped."""
    if not _has_order_id(orders):
        yield noted("cleaning: {duplicates: keep}", wording("source.draft.duplicates"))


def _has_order_id(orders: TableDraft) -> bool:
    return orders.proposal.order_key in (None, "order_id")


def render_draft(draft: StudyDraft, wording: Wording) -> str:
    """What init tells a person: where the study is, what was settled, what must be looked at."""
    lines = [wording("source.draft.written", path=str(draft.path)), "", wording("source.draft.settled")]
    lines += [f"  {told_ground(ground, wording)}" for ground in draft.settled]
    lines += ["", wording("source.draft.to_check")]
    lines += [f"  {told_ground(ground, wording)}" for ground in draft.to_check]
    return "\n".join(lines)


def _what_lacks(drafts: Iterable[TableDraft]) -> Iterable[SegkitError]:
    for draft in drafts:
        for role in propose_mapping(draft.source, "orders").missing or ("amount",):
            yield _why_unread(draft, role) or UnmappedRole(draft.source.file, role, draft.source.columns)


def _why_unread(draft: TableDraft, role: str) -> SegkitError | None:
    """Why a column that is called as order dates are does not read as such; None where there is none, or it does."""
    known = [name for names in read_dictionary()["orders"][role].values() for name in names]
    column = next((name for name in draft.source.columns if normal_header(name) in known), None)
    if role != "order_date" or column is None:
        return None
    try:
        fit_dates(draft.source, column, draft.options)
    except SegkitError as problem:
        return problem
    return None


def _settled(table: TableDraft) -> Iterable[Ground]:
    for side in table.sides:
        file, proposal, key = side.source.file, side.proposal, side.proposal.kind
        if table.lines:
            key = "heads" if side is table else "lines"
        yield Ground(f"settled.{key}", {"file": file, "n": len(proposal.roles)})
        yield from (replace(ground, slots={"file": file, **ground.slots}) for ground in side.source.grounds)
        if proposal.order_ground is not None:
            yield proposal.order_ground
    if table.match:
        yield Ground("settled.match", asdict(table.match))
    if not _has_order_id(table):
        yield Ground("settled.duplicates")


def _to_check(tables: Sequence[TableDraft]) -> Iterable[Ground]:
    for table in [side for one in tables for side in one.sides]:
        yield from table.source.notes
        if table.proposal.kind == "orders" and not table.lines:
            yield from shared_ids(table.source, table.proposal.columns.get("order_id"))
            yield from order_doubts(table.source, table.proposal.columns, table.options)
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


def _is_chinese(text: str) -> bool:
    return any("\u4e00" <= letter <= "\u9fff" for letter in text)
