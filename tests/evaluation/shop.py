"""A small random shop in plain pandas, and what a reader would compute from it by hand."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import ibis
import numpy as np
import pandas as pd
import pyarrow as pa

from segkit.features.days import customer_days

AS_OF = date(2025, 12, 31)
LINE_TYPES = pa.schema(
    [
        ("customer_id", pa.string()),
        ("order_id", pa.string()),
        ("order_date", pa.date32()),
        ("amount", pa.decimal128(18, 2)),
        ("is_refund", pa.bool_()),
        ("category", pa.string()),
        ("channel", pa.string()),
        ("region", pa.string()),
        ("store", pa.string()),
    ]
)


def random_lines(customers: int = 300, seed: int = 1, days: int = 900) -> pd.DataFrame:
    """Orders of one to three lines over `days` days up to AS_OF, one line in twenty refunded some days later."""
    rng = np.random.default_rng(seed)
    rows: list[dict[str, Any]] = []
    for person in range(customers):
        for number in range(1 + rng.geometric(0.3)):
            day = AS_OF - timedelta(days=int(rng.integers(0, days)))
            for _ in range(rng.integers(1, 4)):
                rows.append(_line(person, number, day, int(rng.integers(100, 90_000)), rng))
                if rng.random() < 0.05:
                    later = min(day + timedelta(days=9), AS_OF)
                    rows.append(rows[-1] | {"order_date": later, "amount": -rows[-1]["amount"], "is_refund": True})
    return pd.DataFrame(rows)


def _line(person: int, number: int, day: date, cents: int, rng: np.random.Generator) -> dict[str, Any]:
    return {
        "customer_id": f"c{person:04d}",
        "order_id": f"o{person:04d}-{number}",
        "order_date": day,
        "amount": Decimal(cents) / 100,
        "is_refund": False,
        "category": str(rng.choice(["茶", "杯", "灯"])),
        "channel": str(rng.choice(["门店", "网店"])),
        "region": ["华东", "华南", "华北"][person % 3],
        "store": f"s{person % 5}",
    }


def line(customer: str, order: str, day: str, amount: str, **more: Any) -> dict[str, Any]:
    """One order line for small tables; a negative amount is a refund."""
    blank = {"category": None, "channel": None, "region": None, "store": None}
    return blank | {
        "customer_id": customer,
        "order_id": order,
        "order_date": date.fromisoformat(day),
        "amount": Decimal(amount),
        "is_refund": amount.startswith("-"),
    } | more  # fmt: skip


def lines_table(engine: Any, lines: pd.DataFrame | list[dict[str, Any]], name: str = "order_lines") -> ibis.Table:
    """The order lines in an engine."""
    rows = lines.to_dict("records") if isinstance(lines, pd.DataFrame) else lines
    return engine.create_table(name, pa.Table.from_pylist(rows, schema=LINE_TYPES))


def days_table(engine: Any, lines: pd.DataFrame | list[dict[str, Any]]) -> ibis.Table:
    """Their customer-days, written down."""
    return engine.create_table("days", customer_days(lines_table(engine, lines)))


def features_by_pandas(lines: pd.DataFrame, as_of: date = AS_OF) -> pd.DataFrame:
    """RFM of every buyer, written the pandas way."""
    seen = lines[lines.order_date <= as_of]
    bought = seen[(seen.amount > 0) & ~seen.is_refund]
    year = seen[seen.order_date > as_of - timedelta(days=365)]
    table = pd.DataFrame(
        {
            "frequency": bought.groupby("customer_id").order_id.nunique(),
            "monetary": seen.groupby("customer_id").amount.sum(),
            "first_date": bought.groupby("customer_id").order_date.min(),
            "last_date": bought.groupby("customer_id").order_date.max(),
        }
    )
    table["monetary_12m"] = year.groupby("customer_id").amount.sum().reindex(table.index).fillna(Decimal("0.00"))
    table["recency_days"] = [(as_of - day).days for day in table.last_date]
    table["tenure_days"] = [(as_of - day).days for day in table.first_date]
    return table.dropna(subset=["frequency"]).reset_index()


def segments_by_pandas(lines: pd.DataFrame, as_of: date = AS_OF) -> pd.DataFrame:
    """Features plus three tiers by frequency and a part of the year, as two schemes."""
    table = features_by_pandas(lines, as_of)
    table["tier"] = np.select([table.frequency >= 6, table.frequency >= 3], ["high", "middle"], "low")
    table["active"] = np.where(table.recency_days <= 90, "active", "silent")
    return table


def as_table(engine: Any, frame: pd.DataFrame, name: str = "segments") -> ibis.Table:
    """A pandas table in an engine, money as decimal(18, 2)."""
    return engine.create_table(name, pa.table({column: _array(frame[column]) for column in frame}))


def _array(values: pd.Series) -> pa.Array:
    is_money = len(values) and isinstance(values.iloc[0], Decimal)
    return pa.array(values.tolist(), type=pa.decimal128(18, 2) if is_money else None, from_pandas=True)
