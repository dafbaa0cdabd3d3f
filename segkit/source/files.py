"""One door for every file: a lazy table in which every column is text, and the ground of each decision.

DuckDB reads text files with everything spelled out and never sniffs. It takes file names as patterns, so they are
escaped; what it cannot read as it lies is first written as plain UTF-8 into the staging folder.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from segkit.errors import SettingUnused
from segkit.source.database import open_database
from segkit.source.opened import SourceTable, all_text, check_file, check_width, escape_pattern
from segkit.source.options import ReadOptions
from segkit.source.texts import open_text
from segkit.source.workbooks import open_sheet

if TYPE_CHECKING:
    from ibis.backends import BaseBackend

WORKBOOKS = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods")
DATABASES = (".sqlite", ".sqlite3", ".db", ".duckdb")
PARQUET = (".parquet", ".pq")
# What can be stated about files of some kinds only; how a value is written can be stated of any.
OF_TEXT = ("encoding", "delimiter", "quote", "escape", "separators_in", "header", "last_row")
OF_SHEETS = ("sheet", "fill_down", "header", "last_row")
OF_DATABASES = ("row_limit",)


def open_table(engine: "BaseBackend", path: Path, options: ReadOptions, staging: Path) -> SourceTable:
    """The file at `path` as a lazy table of text; copies are made in `staging` only where the engine needs them.

    Raises
    ------
    FileMissing
        Nothing lies at `path`.
    SourceError
        As `texts.open_text`, `workbooks.open_sheet` and `database.open_database` say.
    """
    check_file(path)
    staging.mkdir(parents=True, exist_ok=True)
    suffix = path.suffix.lower()
    if suffix in WORKBOOKS:
        return open_sheet(engine, path, options, staging)
    if suffix in DATABASES:
        return open_database(engine, str(path), staging=staging, row_limit=options.row_limit)
    if suffix in PARQUET:
        return open_parquet(engine, path)
    return open_text(engine, path, options, staging)


def check_settings(paths: Sequence[Path], options: ReadOptions) -> None:
    """See that everything stated about reading can be said of one of the files at least.

    Raises
    ------
    SettingUnused
        A sheet of a text file, an encoding of a workbook, and the like: whoever wrote it expects something of it.
    """
    known = {name for path in paths for name in _settings_of(path.suffix.lower())}
    for name in dict.fromkeys((*OF_TEXT, *OF_SHEETS, *OF_DATABASES)):
        if name not in known and getattr(options, name) not in (None, ()):
            raise SettingUnused(paths[0].name, name)


def _settings_of(suffix: str) -> tuple[str, ...]:
    if suffix in WORKBOOKS:
        return OF_SHEETS
    if suffix in DATABASES:
        return OF_DATABASES
    return () if suffix in PARQUET else OF_TEXT


def open_parquet(engine: "BaseBackend", path: Path) -> SourceTable:
    """A Parquet file, its columns turned into text."""
    stored = engine.read_parquet(escape_pattern(path))
    check_width(path.name, stored.columns)
    table = all_text(stored)
    return SourceTable(path, path.name, None, None, None, 1, tuple(table.columns), table)
