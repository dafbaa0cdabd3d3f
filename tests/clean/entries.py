"""Small entries tables for the cleaning tests, made with the columns that `source` writes."""

import hashlib
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import ibis
import pyarrow as pa

from segkit.clean.orders import CleanOrders, clean_orders
from segkit.clean.rules import CleaningRules
from segkit.columns import ENTRIES

TYPES = {
    "string": pa.string(),
    "int64": pa.int64(),
    "float64": pa.float64(),
    "boolean": pa.bool_(),
    "date": pa.date32(),
    "decimal(18, 2)": pa.decimal128(18, 2),
}
SCHEMA = pa.schema([(name, TYPES[kind.rstrip("?")]) for name, kind in ENTRIES.columns.items()])
AS_OF = date(2025, 12, 31)


def entry(
    customer_id: str | None = "ana", day: str = "2025-03-05", amount: str = "10.00", **cells: Any
) -> dict[str, Any]:
    """One record as read: the date and the amount are typed where their text is one."""
    row: dict[str, Any] = dict.fromkeys(SCHEMA.names) | {
        "customer_id": customer_id,
        "date_text": day,
        "amount_text": amount,
    }
    row |= {"order_date": _day(day), "amount": _money(amount), "is_rounded": False} | cells
    if "record_hash" not in cells:
        row["record_hash"] = int.from_bytes(hashlib.md5(repr(row).encode()).digest()[:7])
    return row


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None


def _money(text: str) -> Decimal | None:
    try:
        return Decimal(text)
    except ArithmeticError:
        return None


def entries(*rows: dict[str, Any]) -> ibis.Table:
    """The rows as an ENTRIES table."""
    return ibis.memtable(pa.Table.from_pylist(list(rows), SCHEMA))


def cleaned(
    engine: Any,
    folder: Path,
    *rows: dict[str, Any],
    as_of: date | None = AS_OF,
    order_key: str = "order_id",
    customers: ibis.Table | None = None,
    **choices: Any,
) -> CleanOrders:
    """The rows cleaned with the study's defaults but for `choices`."""
    rules = CleaningRules(**choices)
    return clean_orders(engine, entries(*rows), rules, as_of, folder, order_key=order_key, customers=customers)


def listed(table: ibis.Table) -> list[dict[str, Any]]:
    """The rows of a small table."""
    return table.to_pyarrow().to_pylist()


def reasons(clean: CleanOrders) -> dict[int, str]:
    """Physical row: why it was set aside."""
    return {row["row"]: row["reason"] for row in listed(clean.quarantine)}
