"""The customer table for `restricted/`: one row per customer, every scheme, for a CRM to read in."""

import csv
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING

from segkit.strategy.spreadsheet import NEEDS_CARE, neutral, neutral_or_number
from segkit.wording import Wording

if TYPE_CHECKING:
    import pyarrow as pa
    from ibis.expr.types import Table

BATCH = 100_000  # rows in memory at a time
BOM = b"\xef\xbb\xbf"  # without it Excel takes UTF-8 for the system's own encoding


@dataclass(frozen=True)
class SchemeNames:
    """A scheme's column in the segments table, its name and its segments' names in one language."""

    scheme: str
    name: str
    segments: Mapping[str, str]


def write_customers(segments: "Table", schemes: Sequence[SchemeNames], path: Path, *, wording: Wording) -> int:
    """Write one row per customer to a CSV (UTF-8 with BOM); the number of rows comes back.

    Parameters
    ----------
    segments
        One row per customer: columns of the dictionary, and one column of segment ids per scheme. Read in batches
        ordered by customer_id, so memory does not grow with the number of customers.
    schemes
        Each gives two columns, the segment's name and its id; a scheme without a column is left out.
    """
    known = [scheme for scheme in schemes if scheme.scheme in segments.columns]
    plain = [column for column in segments.columns if column not in {scheme.scheme for scheme in known}]
    rows = 0
    with path.open("wb") as file:
        file.write(BOM + _header_line(plain, known, wording).encode())
        for batch in _batches(segments.order_by("customer_id"), path.with_suffix(".ordered")):
            file.write(_lines(_named(batch, plain, known, wording)))
            rows += batch.num_rows
    return rows


def write_text_rows(ordered: "Table", heads: Sequence[str], path: Path) -> None:
    """Write a table of text as CSV (UTF-8 with BOM), in its order, every cell harmless; `heads` name the columns.

    Cells are quoted; null is an empty cell; plain numbers stay as they are.
    """
    with path.open("wb") as file:
        line = StringIO()
        csv.writer(line, lineterminator="\n").writerow(neutral(head) for head in heads)
        file.write(BOM + line.getvalue().encode())
        for batch in _batches(ordered, path.with_suffix(".ordered")):
            columns = [_harmless(column, neutral_or_number) for column in batch.columns]
            file.write(_lines(_numbered(columns)))


def _batches(ordered: "Table", aside: Path) -> "Iterator[pa.RecordBatch]":
    """The table in batches, in its order, by way of a Parquet file: Ibis's own batches warn on this DuckDB."""
    import pyarrow.parquet as pq

    try:
        ordered.to_parquet(aside)
        with pq.ParquetFile(aside) as file:
            yield from file.iter_batches(BATCH)
    finally:
        aside.unlink(missing_ok=True)


def _header_line(plain: Sequence[str], schemes: Sequence[SchemeNames], wording: Wording) -> str:
    labels = [_label(column, wording) for column in plain]
    for scheme in schemes:
        labels += [scheme.name, wording("strategy.column.scheme_id", scheme=scheme.name)]
    line = StringIO()
    csv.writer(line, lineterminator="\n").writerow(neutral(label) for label in labels)
    return line.getvalue()


def _label(column: str, wording: Wording) -> str:
    key = f"strategy.column.{column}"
    return wording(key) if wording.has(key) else column


def _named(
    batch: "pa.RecordBatch", plain: Sequence[str], schemes: Sequence[SchemeNames], wording: Wording
) -> "pa.Table":
    """The batch with text made harmless and each scheme's column doubled: name, id."""
    columns = [_harmless(_in_words(batch.column(column), wording)) for column in plain]
    for scheme in schemes:
        ids = batch.column(scheme.scheme)
        columns += [_names_of(ids, scheme.segments), _harmless(ids)]
    return _numbered(columns)


def _numbered(columns: "Sequence[pa.Array]") -> "pa.Table":
    """The columns, named by their places: a CSV's own header line is written before."""
    import pyarrow as pa

    return pa.table(list(columns), names=[str(place) for place in range(len(columns))])


def _in_words(column: "pa.Array", wording: Wording) -> "pa.Array":
    """Truth values as yes and no, shares and means to four decimals; any other column as it is."""
    import pyarrow as pa
    import pyarrow.compute as pc

    if pa.types.is_floating(column.type):
        return pc.round(column, 4)
    if not pa.types.is_boolean(column.type):
        return column
    return pc.if_else(column, wording("strategy.yes"), wording("strategy.no"))


def _harmless(column: "pa.Array", write: Callable[[str], str] = neutral) -> "pa.Array":
    import pyarrow as pa
    import pyarrow.compute as pc

    if not pa.types.is_string(column.type) and not pa.types.is_large_string(column.type):
        return column
    if not pc.any(pc.match_substring_regex(column, NEEDS_CARE)).as_py():
        return column
    return pa.array([None if text is None else write(text) for text in column.to_pylist()], pa.string())


def _names_of(ids: "pa.Array", names: Mapping[str, str]) -> "pa.Array":
    """The names of the ids; an id without a name stays as it is."""
    import pyarrow as pa
    import pyarrow.compute as pc

    known = pc.index_in(ids, pa.array(list(names), pa.string()))
    named = pc.take(pa.array([neutral(name) for name in names.values()], pa.string()), known)
    return pc.coalesce(named, ids.cast(pa.string()))


def _lines(table: "pa.Table") -> bytes:
    import pyarrow as pa
    import pyarrow.csv

    sink = pa.BufferOutputStream()
    pa.csv.write_csv(table, sink, pa.csv.WriteOptions(include_header=False))
    return sink.getvalue().to_pybytes()
