"""The control group: which customers are left untreated so that a pilot's effect can be told from what comes anyway.

Runs on DuckDB and Spark only: md5, and a window per segment.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from segkit.facts import Action
from segkit.strategy.allocation import control_size

if TYPE_CHECKING:
    from ibis.expr.types import Table

CONTROL = "is_control"


def add_control(customers: "Table", actions: Iterable[Action], *, scheme: str) -> "Table":
    """Add `is_control`: whether a customer is left untreated.

    Parameters
    ----------
    customers
        One row per customer: customer_id and `segment`, of the main scheme.
    actions
        One per segment. Its control group has `control_size` customers, as its texts say where so many may be shown; a
        segment without an action, or of suppressed size, has none.
    scheme
        The main scheme's id. In each segment those with the smallest md5 of id and scheme are drawn: neither the
        order of rows nor a later run changes who they are, and another scheme draws others.
    """
    import ibis

    sizes = {action.segment: control_size(action.n) or 0 for action in actions}
    ticket = (customers.customer_id + f"|{scheme}").hexdigest("md5")
    window = ibis.window(group_by="segment", order_by=["ticket_", "customer_id"])
    drawn = customers.mutate(ticket_=ticket).mutate(place_=ibis.row_number().over(window))
    held = [(drawn.segment == segment, n) for segment, n in sizes.items() if n]
    size = ibis.cases(*held, else_=0) if held else ibis.literal(0)
    return drawn.mutate(**{CONTROL: drawn.place_ < size}).drop("ticket_", "place_")
