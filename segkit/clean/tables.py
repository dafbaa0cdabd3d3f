"""Writing a table once and reading it back, so that what comes next starts from a file."""

import glob
from pathlib import Path
from typing import TYPE_CHECKING

import ibis

if TYPE_CHECKING:
    from ibis.backends import BaseBackend
    from ibis.expr.types import Table

LARGEST_DICTIONARY = 4096  # beyond it a column (order numbers, time stamps) gains nothing and costs a sixth of the time


def store(engine: "BaseBackend", table: "Table", path: Path) -> "Table":
    """`table` written to `path` in its own order, and read from there."""
    path.parent.mkdir(parents=True, exist_ok=True)
    engine.to_parquet(table, path, dictionary_size_limit=LARGEST_DICTIONARY)
    return read_stored(engine, path)


def read_stored(engine: "BaseBackend", path: Path) -> "Table":
    """The table at `path`, exactly this file: DuckDB would read `a[1].parquet` as a pattern and open another."""
    return engine.read_parquet(glob.escape(str(path)))


def read_numbered(engine: "BaseBackend", path: Path) -> "Table":
    """The table at `path` with `file_row_number`, 0 for its first row; costs no window."""
    return engine.read_parquet(glob.escape(str(path)), file_row_number=True)


def as_view(engine: "BaseBackend", table: "Table") -> "Table":
    """`table` as a view of the engine, for what is asked for several times.

    What is asked of it is then translated without all that lies beneath, which takes most of a small file's time.
    """
    return engine.create_view(ibis.util.gen_name("view"), table)
