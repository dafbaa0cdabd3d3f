"""Where a row stood: its file, its sheet, and the physical line on which its record begins.

Records are numbered from 0 as they were read. In a file without line breaks inside quotes and without records that
reading set aside, the n-th record stands n lines below the header; elsewhere `Origin.lines` says where it does.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import accumulate
from typing import TYPE_CHECKING

import ibis

from segkit.clean.rules import STRUCTURE
from segkit.engine import fetch_rows

if TYPE_CHECKING:
    from ibis.expr.types import IntegerValue, Table

STRUCTURE_COLUMNS = {"file": "string", "sheet": "string", "row": "int64", "reason": "string", "text": "string"}


@dataclass(frozen=True)
class Origin:
    """Where the entries came from, as quarantine names it.

    `header_row` is the header's row in the file, 0 for none. `columns`: role to header, as messages name it. `lines`
    (record, file, sheet, row): from each of these records on, up to the next of them, records follow each other line by
    line. `set_aside` (STRUCTURE_COLUMNS): what reading itself set aside or declared no data, by reason.
    """

    source: str = "orders"
    file: str = ""
    header_row: int = 1
    sheet: str | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    lines: "Table | None" = None
    set_aside: "Table | None" = None
    files: Mapping[str, int] = field(default_factory=dict)


NOWHERE = Origin()


def with_places(table: "Table", origin: Origin) -> "Table":
    """`table` (with `file_row_number`, the record's number) and where each record stood: file, sheet, row."""
    if origin.lines is None:
        return table.mutate(
            file=ibis.literal(origin.file),
            sheet=ibis.literal(origin.sheet, type="string"),
            row=(table.file_row_number + origin.header_row + 1).cast("int64"),
        )
    starts = origin.lines.select(_record="record", _file="file", _sheet="sheet", _row="row")
    found = table.asof_join(starts, on=table.file_row_number >= starts._record)
    row = found._row + found.file_row_number - found._record
    return found.mutate(file=found._file, sheet=found._sheet, row=row.cast("int64")).drop(
        "_record", "_file", "_sheet", "_row"
    )


def file_place(record: "IntegerValue", origin: Origin) -> "IntegerValue":
    """The place of a record's file among the files of a batch, from 0; asked by halving, without a join."""
    return _halved(record, list(accumulate(origin.files.values())), 0)


def _halved(record: "IntegerValue", ends: list[int], first: int) -> "IntegerValue":
    if len(ends) == 1:
        return ibis.literal(first, "int32")
    half = len(ends) // 2
    return ibis.ifelse(
        record < ends[half - 1], _halved(record, ends[:half], first), _halved(record, ends[half:], first + half)
    )


def structure_counts(origin: Origin) -> dict[str, int]:
    """Records that reading set aside or declared no data, by reason; a sum row may be found here or by its rule."""
    if origin.set_aside is None:
        return {}
    found = origin.set_aside.group_by("reason").aggregate(n=lambda rows: rows.count())
    counts = {row["reason"]: row["n"] for row in fetch_rows(found, at_most=1000)}
    return {reason: counts[reason] for reason in (*STRUCTURE, "total_row") if reason in counts}


def broken_rows(origin: Origin) -> "Table | None":
    """The rows that reading set aside because their structure is broken."""
    if origin.set_aside is None:
        return None
    reasons = [reason for reason, effect in STRUCTURE.items() if effect == "quarantined"]
    return origin.set_aside.filter(origin.set_aside.reason.isin(reasons)).select(*STRUCTURE_COLUMNS)
