"""The tables beside the orders, to the row: where each record went, and those set aside as files to mend.

Customers, answers, events, messages, labels, and the heads of orders whose lines stand apart.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

import ibis

from segkit.clean.batches import account_beside
from segkit.clean.checks import Beside
from segkit.clean.identity import ID_FORMS
from segkit.clean.master import left_out
from segkit.clean.orders import aside_beside
from segkit.clean.places import Origin
from segkit.clean.tables import read_numbered
from segkit.engine import fetch_rows
from segkit.facts import RowAccount
from segkit.source.opened import SourceTable
from segkit.steps.collection import ReadTable, joined_orders, open_source, read_facts
from segkit.steps.returned import write_returned
from segkit.steps.stage import Stage
from segkit.wording import Wording

if TYPE_CHECKING:
    from ibis.expr.types import Table

MOST_REASONS = 100


@dataclass(frozen=True)
class TableBeside:
    """One table, which of its records no later step counts (record, reason), and how to open it once more."""

    read: ReadTable
    left_out: "Table"
    open: Callable[[], SourceTable]


def account_tables(stage: Stage, as_of: date | None) -> Beside:
    """The accounts of all tables beside the orders; each one's rows set aside are written as quarantine-<name>.csv."""
    accounts: list[RowAccount] = []
    reasons: Counter[str] = Counter()
    for table in tables_beside(stage, as_of):
        origin = origin_of(stage, table.read)
        own = account_beside(table.left_out, origin, table.read.records)
        accounts += own
        if any(account.quarantined for account in own):
            aside = aside_beside(table.left_out, origin)
            reasons.update(_by_reason(aside))
            target = stage.run.restricted / f"quarantine-{table.read.name}.csv"
            write_returned(aside, table.open(), target, wording=Wording(stage.study.languages[0]))
    return Beside(tuple(accounts), reasons)


def tables_beside(stage: Stage, as_of: date | None) -> Iterator[TableBeside]:
    """The tables beside the orders, the orders' heads first; a workbook is not opened again for it."""
    joined, given = joined_orders(stage), stage.study.sources.given()
    if joined:
        heads = joined.heads
        yield TableBeside(read_facts("heads", heads), joined.left_out, lambda: heads)
    for read in stage.load("read_tables", tuple[ReadTable, ...]):
        table = read_numbered(stage.engine, stage.run.table(f"collected_{read.name}"))
        numbered, plain_id = table.mutate(record=table.file_row_number), ID_FORMS[stage.study.cleaning.ids]
        gone = left_out(read.name, numbered, as_of, plain_id)
        yield TableBeside(read, gone, partial(open_source, stage, given[read.name]))


def origin_of(stage: Stage, read: ReadTable) -> Origin:
    """Where the rows of a table stand, and what reading it set aside; a batch's tables say themselves which file."""
    own = {"file": ibis.literal(read.file), "sheet": ibis.literal(read.sheet, type="string")}
    beside = {"lines": read.lines, "set_aside": read.set_aside}
    found = {key: stage.engine.read_parquet(str(path)) for key, path in beside.items() if path}
    placed = {key: table if "file" in table.columns else table.mutate(**own) for key, table in found.items()}
    files = read.records if read.is_batch else {}
    return Origin(read.name, read.file, read.header_row, read.sheet, files=files, **placed)


def _by_reason(aside: "Table") -> dict[str, int]:
    counts = aside.group_by("reason").aggregate(n=aside.count()).order_by("reason")
    return {row["reason"]: row["n"] for row in fetch_rows(counts, at_most=MOST_REASONS)}
