"""The computing engine behind Ibis, the one door from it into memory, and figures all engines agree on."""

import math
from collections.abc import Callable, Sequence
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from segkit.errors import TooManyRows, UnknownEngine

if TYPE_CHECKING:
    import pyarrow as pa
    from ibis.backends import BaseBackend
    from ibis.expr.types import Column, Scalar, Table

ENGINES = ("duckdb", "polars", "spark")
MILLION = 1_000_000


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


# --- exact figures: the same on every engine, with any number of threads -----------------------------


def exact_means(table: "Table", columns: Sequence[str]) -> dict[str, float]:
    """The mean of each column over its values that are not null, to six decimals; 0 where there are none.

    Sums are taken of whole numbers or decimals: float sums differ from run to run with two threads.
    """
    asked = {column: whole_sum(table[column]) for column in columns}
    asked |= {f"n_{column}": table[column].count() for column in columns}
    found = fetch_one(table.aggregate(**asked))
    return {column: _mean(found[column], found[f"n_{column}"], table, column) for column in columns}


def whole_sum(column: "Column") -> "Scalar":
    """The sum of a column; of floats in millionths, so that the order of adding cannot matter."""
    return (column * MILLION + 0.5).floor().cast("int64").sum() if column.type().is_floating() else column.sum()


def _mean(total: Any, size: int, table: "Table", column: str) -> float:
    unit = MILLION if table[column].type().is_floating() else 1
    return round(float(Decimal(total or 0) / max(size, 1) / unit), 6)


def exact_medians(table: "Table", columns: Sequence[str]) -> dict[str, float]:
    """The median of each column; of an even number of values the middle of the two in the middle, 0 where none."""
    middle = order_statistics(table, columns, lambda size: ((size - 1) // 2, size // 2))
    return {column: round(sum(pair) / 2, 6) for column, pair in middle.items()}


def exact_quantiles(table: "Table", columns: Sequence[str], shares: Sequence[float]) -> dict[str, tuple[float, ...]]:
    """For each share the smallest value of the column that so many values do not exceed; 0 where there are none."""
    return order_statistics(table, columns, lambda size: [math.ceil(round(size * share, 6)) - 1 for share in shares])


def as_figure(column: "Column") -> "Column":
    """Numbers as they are compared with the figures above: as float64, to six decimals; null stays null.

    Without it a customer at the edge is above or below it by what rounding took away: 66.66666… is not 66.666667.
    """
    values = column.cast("float64")
    return values.round(6) if column.type().is_floating() else values


def order_statistics(
    table: "Table", columns: Sequence[str], positions: Callable[[int], Sequence[int]]
) -> dict[str, tuple[float, ...]]:
    """The values of each column at `positions(number of values)`, counted from 0 in ascending order, nulls left out.

    A linear quantile at k / (n - 1) is the k-th value itself; rounding takes away what interpolation leaves.
    """
    sizes = fetch_one(table.aggregate(**{column: table[column].count() for column in columns}))
    places = {column: positions(size) for column, size in sizes.items()}
    asked = {
        f"{column}_{i}": table[column].cast("float64").quantile(_share(place, sizes[column]))
        for column in columns
        for i, place in enumerate(places[column])
    }
    found = fetch_one(table.aggregate(**asked))
    return {
        column: tuple(round(float(found[f"{column}_{i}"] or 0), 6) for i in range(len(places[column])))
        for column in columns
    }


def _share(position: int, size: int) -> float:
    return min(max(position, 0), max(size - 1, 0)) / max(size - 1, 1)


def write_parquet(engine: "BaseBackend", table: "Table", path: Path) -> None:
    """Write `table` with the types that its schema states.

    DuckDB sums integers into 128 bits, which Parquet would hold as floats; Ibis believes them to be int64 and drops a
    cast. So each integer is cast in the statement itself, which fails where a value does not fit.
    """
    if engine.name != "duckdb":
        table.to_parquet(str(path))
        return
    columns = ", ".join(
        f'CAST("{name}" AS BIGINT) AS "{name}"' if kind.is_int64() else f'"{name}"'
        for name, kind in table.schema().items()
    )
    target = str(path).replace("'", "''")
    engine._run_pre_execute_hooks(table)
    engine.con.execute(f"COPY (SELECT {columns} FROM ({engine.compile(table)})) TO '{target}' (FORMAT parquet)")
