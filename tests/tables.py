"""Small tables for tests, checkable by hand, and their results as plain rows."""

from datetime import date
from decimal import Decimal
from typing import Any

import ibis
import pyarrow as pa
from ibis.expr.types import Table

from segkit.columns import ORDER_LINES

ARROW = {
    "string": pa.string(),
    "int64": pa.int64(),
    "float64": pa.float64(),
    "decimal(18, 2)": pa.decimal128(18, 2),
    "date": pa.date32(),
    "timestamp": pa.timestamp("us"),
    "boolean": pa.bool_(),
}


def table(columns: dict[str, str], *entries: dict[str, Any]) -> Table:
    """A table with the columns of the dictionary (name to type); what an entry does not name is null."""
    schema = pa.schema([(name, ARROW[kind.rstrip("?")]) for name, kind in columns.items()])
    return ibis.memtable(pa.Table.from_pylist(list(entries), schema))


def orders(*lines: tuple[str, int, str, str], **same: Any) -> Table:
    """Order lines from (customer, order, day, amount), negative for a refund; `same` fills further columns."""
    return table(ORDER_LINES.columns, *(order_line(*line) | same for line in lines))


def order_line(customer: str, order: int, day: str, amount: str) -> dict[str, Any]:
    """One order line as a row."""
    return {
        "customer_id": customer,
        "order_id": str(order),
        "order_date": date.fromisoformat(day),
        "amount": Decimal(amount),
        "is_refund": Decimal(amount) < 0,
    }


def rows(engine: Any, result: Table) -> list[dict[str, Any]]:
    """What `engine` makes of `result`, in the order of the first column."""
    found = engine.to_pyarrow(result).to_pylist()
    return sorted(found, key=lambda row: next(iter(row.values())))
