"""The region, store, channel or city that a customer belongs to, and how its customers do."""

from ibis.expr.types import StringColumn, Table

from segkit.columns import UNKNOWN
from segkit.engine import fetch_one

FROM_MASTER = ("region", "store", "city")
FROM_LINES = ("region", "store")
KINDS = ("region", "store", "channel", "city")


def choose_places(people: Table, customers: Table | None, order_lines: Table) -> tuple[str, Table] | None:
    """What kind of place customers are compared by, and where each belongs.

    Regions come first, then stores, channels, cities: the first that has two known names or more. Regions and stores
    are the customer master's; without one those that most was paid for, of equals the smallest name. A channel is
    `main_channel` of `people` (columns.FEATURES).

    Returns
    -------
    The kind, and one row per customer with a known place: customer_id, place. None where there is nothing to compare.
    """
    found = {"channel": people.select("customer_id", place=people.main_channel)}
    if customers is not None:
        found |= {kind: customers.select("customer_id", place=customers[kind]) for kind in FROM_MASTER}
    for kind in FROM_LINES:
        if not _can_compare(found.get(kind)):
            found[kind] = _favourite(order_lines, kind)
    first = next((kind for kind in KINDS if _can_compare(found.get(kind))), None)
    return None if first is None else (first, found[first].filter(_is_known(found[first].place)))


def _can_compare(places: Table | None) -> bool:
    if places is None:
        return False
    known = places.filter(_is_known(places.place))
    return int(fetch_one(known.aggregate(n=known.place.nunique()))["n"]) > 1


def _is_known(place: StringColumn) -> StringColumn:
    return place.notnull() & (place != UNKNOWN) & (place != "")


def _favourite(order_lines: Table, kind: str) -> Table:
    """Each customer's place most was paid at; a second look at the sums stands for a window."""
    known = order_lines.filter(_is_known(order_lines[kind]))
    paid = known.group_by("customer_id", place=known[kind]).aggregate(amount=known.amount.sum())
    most = paid.group_by("customer_id").aggregate(amount=paid.amount.max())
    top = paid.join(most, ["customer_id", "amount"])
    return top.group_by("customer_id").aggregate(place=top.place.min())
