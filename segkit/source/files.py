"""One door for every file: a lazy table in which every column is text, and the ground of each decision.

DuckDB reads text files with everything spelled out and never sniffs. It takes file names as patterns, so they are
escaped; what it cannot read as it lies is first written as plain UTF-8 into the staging folder.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from segkit.errors import DamagedFile, FileMissing, HeaderOnly, UnevenRows
from segkit.source.encodings import Encoding, settle_encoding, write_utf8
from segkit.source.options import Ground, ReadOptions
from segkit.source.structure import (
    Dialect,
    Header,
    Record,
    first_lines,
    parse,
    settle_dialect,
    settle_header,
    write_aligned,
)

if TYPE_CHECKING:
    from ibis.backends import BaseBackend
    from ibis.expr.types import Table

WORKBOOKS = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods")
UNEVEN = re.compile(r"Line: (?P<row>[0-9]+).*Expected Number of Columns: (?P<expected>[0-9]+)", re.DOTALL)
DATABASES = (".sqlite", ".sqlite3", ".db", ".duckdb")


@dataclass(frozen=True)
class SourceTable:
    """A company's table as it lies: all columns text, null only where a cell is empty, rows in the file's order."""

    path: Path
    file: str
    sheet: str | None
    encoding: str | None
    dialect: Dialect | None
    header_row: int
    columns: tuple[str, ...]
    table: "Table"
    grounds: tuple[Ground, ...] = ()

    @property
    def is_workbook(self) -> bool:
        """Whether the cells come from a spreadsheet, where a bare number may be a date."""
        return self.sheet is not None


@dataclass(frozen=True)
class TextLayout:
    """All that was settled about a text file before the engine reads it."""

    encoding: Encoding
    dialect: Dialect
    header: Header
    records: tuple[Record, ...]


def open_table(engine: "BaseBackend", path: Path, options: ReadOptions, staging: Path) -> SourceTable:
    """The file at `path` as a lazy table of text; copies are made in `staging` only where the engine needs them.

    Raises
    ------
    FileMissing, EmptyFile, HeaderOnly, UnreadableEncoding
        The file is not there, holds nothing, or cannot be decoded.
    UnevenRows
        A record with more or fewer fields than the header.
    DamagedFile, LockedFile, SheetUnclear, SheetMissing
        About workbooks. `NewerDatabase`, `DatabaseUnreadable` about database files with one table.
    """
    check_file(path)
    staging.mkdir(parents=True, exist_ok=True)
    suffix = path.suffix.lower()
    if suffix in WORKBOOKS:
        from segkit.source.workbooks import open_sheet

        return open_sheet(engine, path, options, staging)
    if suffix in DATABASES:
        from segkit.source.database import open_database

        return open_database(engine, str(path), staging=staging)
    if suffix in (".parquet", ".pq"):
        return open_parquet(engine, path)
    return open_text(engine, path, options, staging)


def check_file(path: Path) -> None:
    """Raise `FileMissing` with the nearest names of the folder where no file lies at `path`."""
    if path.is_file():
        return
    names = sorted(item.name for item in path.parent.iterdir()) if path.parent.is_dir() else []
    raise FileMissing(str(path), nearest_name(path.name, names))


def settle_layout(path: Path, options: ReadOptions) -> TextLayout:
    """Encoding, dialect and header of a text file; the file must hold at least one record under its header."""
    encoding = settle_encoding(path, options.encoding)
    lines = first_lines(path, encoding)
    dialect = settle_dialect(lines, options.delimiter)
    records = parse(lines, dialect)
    header = settle_header(records, options.header)
    if not any(record.first_line > header.skip for record in records):
        raise HeaderOnly(path.name, header.columns)
    return TextLayout(encoding, dialect, header, tuple(records))


def open_text(engine: "BaseBackend", path: Path, options: ReadOptions, staging: Path) -> SourceTable:
    """A CSV or TSV file, or one whose columns are aligned by blanks."""
    layout = settle_layout(path, options)
    readable = stage_text(path, layout, staging)
    table = engine.read_csv(
        escape_pattern(readable),
        columns=dict.fromkeys(layout.header.columns, "VARCHAR"),
        auto_detect=False,
        header=False,
        skip=layout.header.skip,
        delim=layout.dialect.delimiter,
        quote='"',
        escape='"',
        nullstr="",
        strict_mode=True,
        parallel=True,
    )
    check_rows(table, path.name)
    grounds = (layout.encoding.ground, layout.dialect.ground, layout.header.ground)
    header = layout.header
    return SourceTable(
        path, path.name, None, layout.encoding.name, layout.dialect, header.row, header.columns, table, grounds
    )


def check_rows(table: "Table", file: str) -> None:
    """Let the engine count the records once: it does so only if each has the header's number of fields.

    Raises
    ------
    UnevenRows, DamagedFile
        A row with fields too many or too few, or one that breaks the form in another way.
    """
    from duckdb import InvalidInputException

    try:
        table.count().to_pyarrow()
    except InvalidInputException as error:
        found = UNEVEN.search(str(error))
        if found is None:
            raise DamagedFile(file, str(error).splitlines()[0]) from None
        raise UnevenRows(file, int(found["row"]), int(found["expected"])) from None


def stage_text(path: Path, layout: TextLayout, staging: Path) -> Path:
    """The file itself where the engine reads it as it lies, else a plain copy."""
    target = staging / staged_name(path, "csv")
    if layout.dialect.is_aligned:
        return write_aligned(path, layout.encoding, target)
    return path if layout.encoding.is_plain else write_utf8(path, layout.encoding, target)


def open_parquet(engine: "BaseBackend", path: Path) -> SourceTable:
    """A Parquet file, its columns turned into text."""
    table = all_text(engine.read_parquet(escape_pattern(path)))
    return SourceTable(path, path.name, None, None, None, 1, tuple(table.columns), table)


def all_text(table: "Table") -> "Table":
    """Every column as plain text: dates as ISO, whole numbers without point or exponent."""
    return table.select(**{name: _as_text(table[name]) for name in table.columns})


def _as_text(column):  # type: ignore[no-untyped-def]
    kind = column.type()
    if kind.is_string():
        return column.nullif("")
    if kind.is_floating():
        import ibis

        is_whole = (column == column.floor()) & (column.abs() < 1e18)
        return ibis.ifelse(is_whole, column.try_cast("int64").cast("string"), column.cast("string"))
    return column.cast("string")


def staged_name(path: Path, suffix: str, part: str = "") -> str:
    """A safe name for a file's copy: the same file and part always get the same."""
    return f"{sha256(f'{path.resolve()}|{part}'.encode()).hexdigest()[:16]}.{suffix}"


def escape_pattern(path: Path) -> str:
    """The path with `[ * ?` bracketed, so that DuckDB opens this file and no other."""
    return "".join(f"[{mark}]" if mark in "[*?" else mark for mark in str(path))


def nearest_name(name: str, names: Sequence[str]) -> str:
    """The name of `names` most like `name`, or a dash."""
    return next(iter(get_close_matches(name, names, n=1, cutoff=0.4)), "–")
