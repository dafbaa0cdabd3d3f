"""The tables beside the orders, to the row: where each record went, and those set aside as files to mend.

Customers, answers, events, messages, labels, and the heads of orders whose lines stand apart.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import ibis

from segkit.clean.batches import account_beside
from segkit.clean.checks import Beside
from segkit.clean.master import left_out
from segkit.clean.orders import aside_beside
from segkit.clean.places import Origin
from segkit.clean.tables import read_numbered
from segkit.engine import fetch_rows
from segkit.facts import RowAccount
from segkit.source.batches import counted
from segkit.source.opened import SourceTable
from segkit.steps.collection import joined_orders, open_source
from segkit.steps.returned import write_returned
from segkit.steps.stage import Stage
from segkit.wording import Wording

if TYPE_CHECKING:
    from ibis.expr.types import Table

NAMES = ("customers", "feedback", "events", "messages", "labels")
MOST_REASONS = 100


@dataclass(frozen=True)
class TableBeside:
    """One table as it lies, and which of its records no later step counts (record, reason)."""

    name: str
    source: SourceTable
    left_out: "Table"


def account_tables(stage: Stage, as_of: date | None) -> Beside:
    """The accounts of all tables beside the orders; each one's rows set aside are written as quarantine-<name>.csv."""
    accounts: list[RowAccount] = []
    reasons: Counter[str] = Counter()
    for table in tables_beside(stage, as_of):
        origin = origin_of(stage, table.name, table.source)
        records = {part.file: part.n_records or 0 for part in table.source.files}
        accounts += account_beside(table.left_out, origin, records)
        aside = aside_beside(table.left_out, origin)
        reasons.update(_by_reason(aside))
        if any(account.quarantined for account in accounts if account.source == table.name):
            target = stage.run.restricted / f"quarantine-{table.name}.csv"
            write_returned(aside, table.source, target, wording=Wording(stage.study.languages[0]))
    return Beside(tuple(accounts), reasons)


def tables_beside(stage: Stage, as_of: date | None) -> Iterator[TableBeside]:
    """The tables beside the orders, in the order of the study's sources, their files counted; heads come first."""
    joined, given = joined_orders(stage), stage.study.sources.given()
    if joined:
        yield TableBeside("heads", _counted(joined.heads), joined.left_out)
    for name in NAMES:
        if stage.has(f"collected_{name}"):
            read = read_numbered(stage.engine, stage.run.table(f"collected_{name}"))
            gone = left_out(name, read.mutate(record=read.file_row_number), as_of)
            yield TableBeside(name, _counted(open_source(stage, given[name])), gone)


def origin_of(stage: Stage, name: str, source: SourceTable, *, lines: SourceTable | None = None) -> Origin:
    """Where the rows of a source stand, and what reading it set aside; a batch's tables say themselves which file.

    `lines`: those of joined orders as they lie, for it is their files that the rows come from.
    """
    own = {"file": ibis.literal(source.file), "sheet": ibis.literal(source.sheet, type="string")}
    beside = {"lines": source.lines, "set_aside": source.set_aside}
    found = {key: stage.engine.read_parquet(str(path)) for key, path in beside.items() if path}
    placed = {key: table if "file" in table.columns else table.mutate(**own) for key, table in found.items()}
    files = tuple(part.file for part in (lines or source).parts)
    return Origin(name, source.file, source.header_row, source.sheet, files=files, **placed)


def _counted(source: SourceTable) -> SourceTable:
    return source if source.parts else counted(source)


def _by_reason(aside: "Table") -> dict[str, int]:
    counts = aside.group_by("reason").aggregate(n=aside.count()).order_by("reason")
    return {row["reason"]: row["n"] for row in fetch_rows(counts, at_most=MOST_REASONS)}
