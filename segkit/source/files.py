"""One door for every file: a lazy table in which every column is text, and the ground of each decision.

DuckDB reads text files with everything spelled out and never sniffs. It takes file names as patterns, so they are
escaped; what it cannot read as it lies is first written as plain UTF-8 into the staging folder.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from segkit.errors import DamagedFile, HeaderOnly, UnevenRows
from segkit.source.database import open_database
from segkit.source.encodings import Encoding, settle_encoding, write_utf8
from segkit.source.opened import SourceTable, all_text, check_file, escape_pattern, staged_name
from segkit.source.options import ReadOptions
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
from segkit.source.workbooks import open_sheet

if TYPE_CHECKING:
    from ibis.backends import BaseBackend
    from ibis.expr.types import Table

WORKBOOKS = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods")
UNEVEN = re.compile(r"Line: (?P<row>[0-9]+).*Expected Number of Columns: (?P<expected>[0-9]+)", re.DOTALL)
DATABASES = (".sqlite", ".sqlite3", ".db", ".duckdb")


@dataclass(frozen=True)
class TextLayout:
    """All that was settled about a text file before the engine reads it."""

    encoding: Encoding
    dialect: Dialect
    header: Header
    records: tuple[Record, ...]


def open_table(
    engine: "BaseBackend", path: Path, options: ReadOptions, staging: Path, *, is_checked: bool = False
) -> SourceTable:
    """The file at `path` as a lazy table of text; copies are made in `staging` only where the engine needs them.

    `is_checked`: the file was opened before in this run; its records are not counted and it is not copied again.

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
        return open_sheet(engine, path, options, staging)
    if suffix in DATABASES:
        return open_database(engine, str(path), staging=staging)
    if suffix in (".parquet", ".pq"):
        return open_parquet(engine, path)
    return open_text(engine, path, options, staging, is_checked=is_checked)


def settle_layout(path: Path, options: ReadOptions) -> TextLayout:
    """Encoding, dialect and header of a text file; the file must hold at least one record under its header.

    Kept as long as the file is: every byte is looked at, and two stages of a run ask (760 MB: 2 s each time).
    """
    state = path.stat()
    return _settled(path, options, state.st_size, state.st_mtime_ns)


@lru_cache(maxsize=32)
def _settled(path: Path, options: ReadOptions, _size: int, _changed: int) -> TextLayout:
    encoding = settle_encoding(path, options.encoding)
    lines = first_lines(path, encoding)
    dialect = settle_dialect(lines, options.delimiter)
    records = parse(lines, dialect)
    header = settle_header(records, options.header)
    if not any(record.first_line > header.skip for record in records):
        raise HeaderOnly(path.name, header.columns)
    return TextLayout(encoding, dialect, header, tuple(records))


def open_text(
    engine: "BaseBackend", path: Path, options: ReadOptions, staging: Path, *, is_checked: bool = False
) -> SourceTable:
    """A CSV or TSV file, or one whose columns are aligned by blanks."""
    layout = settle_layout(path, options)
    readable = stage_text(path, layout, staging, is_written=is_checked)
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
    if not is_checked:
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


def stage_text(path: Path, layout: TextLayout, staging: Path, *, is_written: bool = False) -> Path:
    """The file itself where the engine reads it as it lies, else a plain copy; one that is written already is kept."""
    target = staging / staged_name(path, "csv")
    if is_written and target.is_file():
        return target
    if layout.dialect.is_aligned:
        return write_aligned(path, layout.encoding, target)
    return path if layout.encoding.is_plain else write_utf8(path, layout.encoding, target)


def open_parquet(engine: "BaseBackend", path: Path) -> SourceTable:
    """A Parquet file, its columns turned into text."""
    table = all_text(engine.read_parquet(escape_pattern(path)))
    return SourceTable(path, path.name, None, None, None, 1, tuple(table.columns), table)
