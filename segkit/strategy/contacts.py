"""Whom a customer belongs to: name, region, store and salesperson beside the segments, for the restricted files.

Runs on DuckDB only: the latest of an order's owners is found by argmax.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ibis.expr.types import Table

NAMED = ("customer_name", "city", "region", "store", "owner")
FROM_ORDERS = ("region", "store", "owner")


def add_contacts(segments: "Table", order_lines: "Table", customers: "Table | None" = None) -> "Table":
    """Add to each customer what is known of `customer_name`, `city`, `region`, `store` and `owner`.

    Parameters
    ----------
    customers
        The master file, one row per customer, where there is one. What it does not know of region, store and
        salesperson is taken from the customer's latest order that names one (ties on a day: last by name).

    Returns
    -------
    `segments`, row by row, with those of the five columns in which anything is known at all.
    """
    found = segments
    if customers is not None:
        given = [name for name in NAMED if name in customers.columns and name not in segments.columns]
        found = found.left_join(customers.select("customer_id", *given), "customer_id").drop("customer_id_right")
    known = _known(found)
    missing = [name for name in FROM_ORDERS if not known.get(name) and name in order_lines.columns]
    found = found.drop(*(name for name in missing if name in found.columns))
    named = [name for name, n in _known(order_lines.select(*missing)).items() if n] if missing else []
    if named:
        latest = order_lines.group_by("customer_id").aggregate(**{name: _latest(order_lines, name) for name in named})
        found = found.left_join(latest, "customer_id").drop("customer_id_right")
    known = _known(found)
    return found.drop(*(name for name, n in known.items() if not n))


def _known(table: "Table") -> dict[str, int]:
    """How many customers each of the columns is known for."""
    from segkit.engine import fetch_one

    present = [name for name in NAMED if name in table.columns]
    return fetch_one(table.aggregate(**{name: table[name].count() for name in present})) if present else {}


def _latest(order_lines: "Table", name: str) -> Any:
    column = order_lines[name]
    return column.argmax(order_lines.order_date.cast("string") + column, where=column.notnull())
