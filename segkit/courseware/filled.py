"""Tables that people filled in by hand: rosters, answer sheets, surveys. CSV or XLSX, read by the kit's own reader."""

import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from csv import writer as csv_writer
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Any
from unicodedata import normalize

from segkit.errors import FilledCellWrong, FilledColumnMissing, FilledRowBroken, NothingFilled
from segkit.wording import LANGUAGES, Wording

MOST_ROWS = 20_000
ALIASES: Mapping[str, tuple[str, ...]] = {  # what else people write over a column, beside the kit's own templates
    "name": ("学员", "学员姓名", "参训人员", "learner", "full name"),
    "department": ("所在部门", "单位", "dept", "dept."),
    "group": ("小组", "组别", "分组", "team"),
    "position": ("职位", "职务", "job title", "role"),
    "id": ("学号", "工号", "座号", "staff no.", "no."),
    "code": ("匿名编号", "暗号", "anonymous code"),
    "person": ("学号", "编号", "姓名", "匿名代码", "name", "no.", "code"),
    "form": ("卷", "试卷", "paper"),
    "present": ("签到", "是否出勤", "到课", "present", "attended"),
    "score": ("总评", "总分", "总成绩", "total", "mark", "grade"),
    "points": ("得分", "分数"),
}


@dataclass(frozen=True)
class FilledRow:
    """One row: its number in the file, and the trimmed cells by role; a role without a column is absent."""

    row: int
    cells: Mapping[str, str]

    def get(self, role: str) -> str:
        """The cell of a role, empty where there is none."""
        return self.cells.get(role, "")


@dataclass(frozen=True)
class FilledTable:
    """A file's rows, without those that are empty; `heads` are the headers by role."""

    file: str
    heads: Mapping[str, str]
    rows: tuple[FilledRow, ...]

    def wrong(self, row: FilledRow, role: str, expected: str) -> FilledCellWrong:
        """The problem that the cell of a role cannot be read; what a person wrote is quoted shortly."""
        return FilledCellWrong(self.file, row.row, self.heads.get(role, role), row.get(role)[:20], expected)


def read_filled(
    path: Path,
    roles: Mapping[str, Sequence[str]],
    needed: Sequence[str] = (),
    *,
    sheet: str | None = None,
    header: int | None = None,
    name: str = "",
) -> FilledTable:
    """The rows of a CSV or XLSX file by role.

    Parameters
    ----------
    roles
        The headers by which a role is known, in any language; width, case and blanks do not matter.
    needed
        Roles that must have a column.
    sheet
        The sheet of a workbook that is meant; None for the only one that holds data.
    header
        The row of the headers where it is known; None: it is looked for.
    name
        What problems call the file; its own name where nothing is said.

    Raises
    ------
    SourceError
        The file cannot be read, as `segkit.source.files.open_table` says.
    FilledRowBroken
        A row does not fit the header: nobody may be lost silently.
    FilledColumnMissing
        A needed role has no column.
    NothingFilled
        There are no rows.
    """
    names = [name for names in roles.values() for name in names]
    name = name or path.name
    columns, records = _read(path, name, fill_down=tuple(names), sheet=sheet, header=header)
    by_name = {_bare(name): name for name in reversed(columns)}
    heads = {role: by_name[_bare(n)] for role, names in roles.items() for n in reversed(names) if _bare(n) in by_name}
    for role in needed:
        if role not in heads:
            raise FilledColumnMissing(name, " / ".join(roles[role][:2]), tuple(columns))
    rows = tuple(
        FilledRow(at, cells)
        for at, record in records
        if any((cells := {role: _trimmed(record[head]) for role, head in heads.items()}).values())
    )
    if not rows:
        raise NothingFilled(name)
    return FilledTable(name, heads, rows)


def sheet_named(path: Path, key: str) -> str | None:
    """The workbook's sheet that is called as `key` says in one of the languages; None without one and for no workbook.

    Raises
    ------
    SourceError
        The workbook cannot be opened, as `segkit.source.workbooks.ask_child` says.
    """
    from segkit.source.files import WORKBOOKS, check_file
    from segkit.source.workbooks import list_sheets

    check_file(path)
    names = {Wording(language)(key) for language in LANGUAGES}
    sheets = list_sheets(path) if path.suffix.lower() in WORKBOOKS else ()
    return next((name for name in sheets if name in names), None)


def heads_of(key: str, *roles: str, domain: str = "classroom") -> dict[str, tuple[str, ...]]:
    """The headers of roles in all languages, from `<domain>.<key>.<role>`, with what else people write."""
    voices = [Wording(language) for language in LANGUAGES]
    return {role: (*(words(f"{domain}.{key}.{role}") for words in voices), *ALIASES.get(role, ())) for role in roles}


def filled_text(heads: Sequence[str], rows: Iterable[Sequence[Any]] = ()) -> str:
    """A table as CSV; cells that a spreadsheet would run are defused."""
    from segkit.strategy.spreadsheet import neutral_or_number

    text = StringIO(newline="")
    csv_writer(text).writerows([heads, *([neutral_or_number(str(cell)) for cell in row] for row in rows)])
    return text.getvalue()


def write_filled(path: Path, heads: Sequence[str], rows: Iterable[Sequence[Any]] = ()) -> Path:
    """Write a CSV that Excel opens as it is: UTF-8 with a mark."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(filled_text(heads, rows), encoding="utf-8-sig", newline="")
    return path


def _read(path: Path, name: str, **options: Any) -> tuple[tuple[str, ...], list[tuple[int, Mapping[str, Any]]]]:
    """The headers, and each record with its row in the file."""
    from segkit.engine import fetch_rows, open_engine
    from segkit.source.files import open_table
    from segkit.source.options import ReadOptions

    engine = open_engine("duckdb")
    try:
        with tempfile.TemporaryDirectory(prefix="segkit-class-") as staging:
            source = open_table(engine, path, ReadOptions(**options), Path(staging))
            for broken in _aside(source.set_aside):
                raise FilledRowBroken(name, broken)
            records = fetch_rows(source.table, at_most=MOST_ROWS)
            return source.columns, list(zip(_row_numbers(source, len(records)), records, strict=True))
    finally:
        engine.disconnect()


def _aside(file: Path | None) -> Iterator[int]:
    """The rows of the file that hold something and could not be read."""
    if file is not None:
        import pyarrow.parquet as pq

        yield from (one["row"] for one in pq.read_table(file).to_pylist() if str(one["text"]).strip(" ,;\t"))


def _row_numbers(source: Any, n: int) -> Iterator[int]:
    """Physical rows: line by line from the header on, but where `lines` says that a record begins elsewhere."""
    import pyarrow.parquet as pq

    starts = {0: source.header_row + 1}
    if source.lines is not None:
        starts |= {one["record"]: one["row"] for one in pq.read_table(source.lines).to_pylist()}
    row = source.header_row
    for at in range(n):
        row = starts.get(at, row + 1)
        yield row


def _bare(name: str) -> str:
    return "".join(normalize("NFKC", name).casefold().split())


def _trimmed(cell: Any) -> str:
    return str(cell).strip() if cell is not None else ""
