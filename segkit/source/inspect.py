"""`segkit inspect`: what a file is and how it reads, column by column, with examples masked."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from segkit.columns import CURRENCY_MARKS, ROLES
from segkit.engine import fetch_one, fetch_rows
from segkit.errors import AmbiguousDates, DatesDiffer, SegkitError, SerialDates
from segkit.source.accounts import RecordAccount, account_records, lines_of
from segkit.source.amounts import read_amounts, read_numbers
from segkit.source.dates import read_moments
from segkit.source.entries import record_hash
from segkit.source.files import open_table
from segkit.source.inspect_files import FileReport, file_lines, odd_dates, report_files, shared_ids, told_ground
from segkit.source.masks import mask, shown
from segkit.source.one_form import fit_dates
from segkit.source.opened import SourceTable
from segkit.source.options import Ground, ReadOptions
from segkit.source.profiles import ColumnProfile, profile_columns
from segkit.source.propose import propose_mapping
from segkit.source.questions import open_questions, question_as_dict, question_lines
from segkit.source.textgrid import aligned_lines
from segkit.wording import Wording

if TYPE_CHECKING:
    from ibis.backends import BaseBackend

OPEN_ROLES = (  # what tells nothing about a person; everything else is shown masked
    {*ROLES["feedback"], *ROLES["events"], "product", "quantity", "store", "region", "city", "status", "gender", "kind"}
    | {"order_date", "amount", "age_band", "present_grade", "industry", "sent_at", "label", "joined_date"}
) - {"customer_id", "comment"}
MOSTLY_EMPTY = 0.5
N_REASONS = 10  # for which a row of a sheet may be set aside
WIDEST = 36  # of an example in the terminal's table


@dataclass(frozen=True)
class ColumnReport:
    """One column: what its values are, how many are empty, between what they lie, what they look like masked."""

    name: str
    role: str | None
    kind: str  # date, money, whole, text or empty
    n_filled: int
    empty_share: float
    lowest: str | None
    highest: str | None
    examples: tuple[str, ...]


@dataclass(frozen=True)
class Inspection:
    """All that was found about a file; `inspection_as_dict` makes JSON of it."""

    file: str
    sheet: str | None
    taken_as: str | None
    encoding: str | None
    delimiter: str | None
    is_aligned: bool
    header_row: int
    n_rows: int
    account: RecordAccount
    columns: tuple[ColumnReport, ...]
    grounds: tuple[Ground, ...]
    problems: tuple[Ground, ...]
    questions: tuple[SegkitError, ...] = ()  # that a run would stop at
    files: tuple[FileReport, ...] = ()  # of a batch


@dataclass(frozen=True)
class _Reading:
    """A column's typed values and what the table says of them."""

    profile: ColumnProfile
    text: Any
    value: Any
    mark: Any = None  # of currency, beside amounts

    def measures(self) -> dict[str, Any]:
        name, text, value = self.profile.name, self.text, self.value
        found = {"filled": text.count(), "blanks": (text != text.strip()).sum().fill_null(0)}
        if value is not None:
            found |= {"read": value.count(), "low": value.min(), "high": value.max()}
        if self.mark is not None:
            found["marks"] = self.mark.collect(distinct=True)
        return {f"{key} of {name}": measure for key, measure in found.items()}


def inspect_file(
    engine: "BaseBackend", path: Path, options: ReadOptions, staging: Path, *, out: Path | None = None
) -> Inspection:
    """Read the whole file and report on each column; the kept rows are written to `out` as Parquet, if given.

    Raises
    ------
    FileMissing, EmptyFile, HeaderOnly, UnreadableEncoding, DamagedFile, LockedFile, SheetUnclear, SheetMissing
        As when the file is opened.
    """
    return inspect_source(engine, open_table(engine, path, replace(options, keeps_totals=False), staging), options, out)


def inspect_source(
    engine: "BaseBackend", source: SourceTable, options: ReadOptions, out: Path | None = None
) -> Inspection:
    """The same of a table that is open already, a batch of files among them."""
    if out is not None:
        source.table.to_parquet(str(out))
    proposal = propose_mapping(source)
    roles = {header: role for role, header in proposal.columns.items()}
    readings = [_read(source, profile, options) for profile in profile_columns(source.table, source.columns).values()]
    measures = {key: measure for reading in readings for key, measure in reading.measures().items()}
    same = source.table.select(hash=record_hash(source.table, source.columns))
    found = fetch_one(source.table.aggregate(**measures, rows=source.table.count()))
    n_distinct = fetch_one(same.aggregate(n=same.hash.nunique()))["n"]
    columns = tuple(_report(reading, roles.get(reading.profile.name), found) for reading in readings)
    repeated = (*_repeated(found["rows"] - n_distinct), *shared_ids(source, proposal.columns.get("order_id")))
    dates = [reading.profile.name for reading in readings if reading.profile.kind == "date"]
    problems = (*source.notes, *odd_dates(source, dates, options), *_problems(readings, found), *repeated)
    return Inspection(
        file=source.file,
        sheet=source.sheet,
        taken_as=None if proposal.missing else proposal.kind,
        encoding=source.encoding,
        delimiter=source.dialect.delimiter if source.dialect else None,
        is_aligned=bool(source.dialect and source.dialect.is_aligned),
        header_row=source.header_row,
        n_rows=found["rows"],
        account=account_records(engine, source, found["rows"]),
        columns=columns,
        grounds=source.grounds,
        problems=problems,
        questions=open_questions(source, (reading.profile for reading in readings), proposal.columns, options),
        files=report_files(engine, source),
    )


def inspection_as_dict(found: Inspection, table: Path | None) -> dict[str, Any]:
    """The inspection for programs: counts of records, every problem with its code, line and column, how it reads."""
    account = found.account
    odd = [
        {"code": row.reason, "line": row.line, "column": None, **({"file": row.file} if row.file else {})}
        for row in account.odd_rows
    ]
    slots = [(problem.key.removeprefix("problem."), dict(problem.slots)) for problem in found.problems]
    columns = [{"code": code, "line": None, "column": more.pop("column", None), **more} for code, more in slots]
    return {
        "records": account.records,
        "kept": account.kept,
        "quarantined": account.n_quarantined,
        "non_data": account.n_non_data,
        "reasons": {**account.quarantined, **account.non_data},
        "problems": [*odd, *columns, *map(question_as_dict, found.questions)],
        "encoding": found.encoding,
        "dialect": {"delimiter": found.delimiter, "is_aligned": found.is_aligned},
        "table": table,
        "file": found.file,
        "files": [asdict(file) for file in found.files],
        "sheet": found.sheet,
        "taken_as": found.taken_as,
        "header_row": found.header_row,
        "columns": [asdict(column) for column in found.columns],
        "grounds": [asdict(ground) for ground in found.grounds],
    }


def render_inspection(inspection: Inspection, wording: Wording) -> str:
    """The inspection as text for a terminal."""
    return "\n".join(
        [
            *_head(inspection, wording),
            *file_lines(inspection.files, wording),
            "",
            *_table(inspection, wording),
            "",
            *_problem_lines(inspection, wording),
            *question_lines(inspection.questions, wording),
        ]
    )


def _read(source: SourceTable, profile: ColumnProfile, options: ReadOptions) -> _Reading:
    text = source.table[profile.name]
    if profile.kind == "date":
        try:
            format_ = fit_dates(source, profile.name, options, is_needed=False)
        except (AmbiguousDates, DatesDiffer, SerialDates):
            return _Reading(profile, text, None)
        return _Reading(profile, text, read_moments(text, format_).day)
    if profile.kind == "whole" and not profile.has_leading_zero:
        return _Reading(profile, text, read_numbers(text))
    if profile.kind != "money":
        return _Reading(profile, text, None)
    amounts = read_amounts(text, options)
    return _Reading(profile, text, amounts.amount, amounts.currency)


def _report(reading: _Reading, role: str | None, found: Mapping[str, Any]) -> ColumnReport:
    profile, name, rows = reading.profile, reading.profile.name, found["rows"]
    is_open = role in OPEN_ROLES or (role is None and profile.kind in ("date", "money"))
    examples = profile.examples if is_open else tuple(map(mask, profile.examples))
    is_ranged = is_open or profile.kind == "date"
    low, high = (_shown(found.get(f"{key} of {name}")) if is_ranged else None for key in ("low", "high"))
    filled = found[f"filled of {name}"]
    return ColumnReport(name, role, profile.kind, filled, round(1 - filled / rows, 4), low, high, examples)


def _shown(value: date | Decimal | float | None) -> str | None:
    if isinstance(value, float):
        return f"{value:g}" if value.is_integer() and abs(value) < 1e6 else f"{value:.0f}"
    return None if value is None else str(value)


def _problems(readings: Iterable[_Reading], found: Mapping[str, Any]) -> Iterable[Ground]:
    for reading in readings:
        name, slots = reading.profile.name, {"column": reading.profile.name}
        filled, blanks = found[f"filled of {name}"], found[f"blanks of {name}"]
        empty = 1 - filled / found["rows"]
        if not filled:
            yield Ground("problem.empty_column", slots)
        elif empty > MOSTLY_EMPTY:
            yield Ground("problem.mostly_empty", slots | {"share": round(empty, 4)})
        marks = sorted(found.get(f"marks of {name}") or ())
        if marks and not set.intersection(*(set(CURRENCY_MARKS[mark]) for mark in marks)):
            yield Ground("problem.currencies", slots | {"marks": marks})
        if blanks:
            yield Ground("problem.outer_blanks", slots | {"n": blanks})
        if reading.value is not None and (unread := filled - found[f"read of {name}"]):
            yield Ground(
                "problem.unread", slots | {"n": unread, "examples": _unread(reading), "as": reading.profile.kind}
            )


def _unread(reading: _Reading) -> tuple[str, ...]:
    """Three cells that do not read; what looks like a date or an amount is shown, anything else masked."""
    rows = reading.text.as_table().filter(reading.text.notnull() & reading.value.isnull()).limit(3)
    cells = (str(cell) for row in fetch_rows(rows, at_most=3) for cell in row.values())
    return tuple(mask(cell) if reading.profile.kind == "whole" else shown(cell)[:WIDEST] for cell in cells)


def _repeated(n: int) -> tuple[Ground, ...]:
    return (Ground("problem.repeated_rows", {"n": n}),) if n else ()


def _head(found: Inspection, wording: Wording) -> Iterable[str]:
    yield wording("source.inspect.title", file=found.file, n_rows=found.n_rows, n_columns=len(found.columns))
    if found.taken_as:
        yield wording("source.inspect.taken_as", kind=wording(f"source.kind.{found.taken_as}"))
    if found.encoding:
        yield wording("source.inspect.encoding", encoding=found.encoding)
    if found.sheet:
        yield wording("source.inspect.sheet", sheet=found.sheet)
    if found.delimiter:
        names = {"\t": wording("source.inspect.blank" if found.is_aligned else "source.inspect.tab")}
        yield wording("source.inspect.separator", separator=names.get(found.delimiter, found.delimiter))
    if not found.files:
        yield wording("source.inspect.header" if found.header_row else "source.inspect.no_header", row=found.header_row)
    account = found.account
    parts = {"kept": account.kept, "quarantined": account.n_quarantined, "non_data": account.n_non_data}
    yield wording("source.inspect.records", n=account.records, **parts)
    for ground in found.grounds:
        yield wording("source.inspect.ground", ground=told_ground(ground, wording))


def _table(found: Inspection, wording: Wording) -> Iterable[str]:
    heads = [wording(f"source.inspect.{key}") for key in ("column", "type", "empty", "range", "examples")]
    return aligned_lines([heads, *(_cells(column, wording) for column in found.columns)])


def _cells(column: ColumnReport, wording: Wording) -> list[str]:
    span = f"{column.lowest} – {column.highest}" if column.lowest is not None else ""
    examples = ", ".join(example[:WIDEST] for example in column.examples)
    return [
        column.name,
        wording(f"source.type.{column.kind}"),
        wording.show(column.empty_share, "percent"),
        span,
        examples,
    ]


def _problem_lines(found: Inspection, wording: Wording) -> Iterable[str]:
    odd = {**found.account.quarantined, **found.account.non_data}
    if not found.problems and not odd:
        yield from () if found.questions else (wording("source.inspect.no_problems"),)
        return
    yield wording("source.inspect.problems")
    for reason, n in odd.items():
        lines = ", ".join(lines_of(found.account, reason))
        yield "  " + wording(
            "source.problem.set_aside", code=reason, name=wording(f"clean.rule.{reason}"), n=n, lines=lines
        )
    yield from ("  " + told_ground(problem, wording) for problem in found.problems)
