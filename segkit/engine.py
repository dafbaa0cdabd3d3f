"""The computing engine behind Ibis, and the one door from it into memory."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from segkit.errors import TooManyRows, UnknownEngine

if TYPE_CHECKING:
    import pyarrow as pa
    from ibis.backends import BaseBackend
    from ibis.expr.types import Table

ENGINES = ("duckdb", "polars", "spark")


def open_engine(
    name: str = "duckdb", *, memory: str = "1GB", threads: int = 2, spill: Path | None = None
) -> "BaseBackend":
    """A fresh connection: DuckDB in memory (spilling to `spill`), Polars (tests), or Spark (`segkit[spark]`)."""
    import ibis

    if name == "duckdb":
        return _open_duckdb(memory, threads, spill)
    if name == "polars":
        return ibis.polars.connect()
    if name == "spark":
        return ibis.pyspark.connect()
    raise UnknownEngine(name, ENGINES)


def _open_duckdb(memory: str, threads: int, spill: Path | None) -> "BaseBackend":
    import ibis

    options: dict[str, Any] = {
        "memory_limit": memory,
        "threads": threads,
        "autoinstall_known_extensions": False,
        "autoload_known_extensions": False,
    }
    if spill is not None:
        options["temp_directory"] = str(spill)
    return ibis.duckdb.connect(**options)


def fetch(table: "Table", *, at_most: int) -> "pa.Table":
    """The rows of `table` in memory, in the table's own order.

    Raises
    ------
    TooManyRows
        The table has more than `at_most` rows; nothing is cut silently.
    """
    rows = table.limit(at_most + 1).to_pyarrow()
    if rows.num_rows > at_most:
        raise TooManyRows(table.count().to_pyarrow().as_py(), at_most)
    return rows


def fetch_rows(table: "Table", *, at_most: int) -> list[dict[str, Any]]:
    """The rows of `table` as dicts."""
    return fetch(table, at_most=at_most).to_pylist()


def fetch_one(table: "Table") -> dict[str, Any]:
    """The single row of an aggregate."""
    return fetch_rows(table, at_most=1)[0]
