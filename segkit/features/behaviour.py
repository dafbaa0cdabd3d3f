"""How customers buy: gaps, baskets, kinds of product, channels, parts of the week, returns."""

from collections.abc import Callable
from datetime import date

import ibis
from ibis.expr.types import FloatingColumn, NumericColumn, Table

from segkit.columns import FEATURES, UNKNOWN
from segkit.features.days import customer_days
from segkit.features.rfm import channel_orders, summarise


def customer_features(
    order_lines: Table,
    as_of: date,
    *,
    days: Table | None = None,
    keep: Callable[[Table], Table] = lambda table: table,
) -> Table:
    """Everything the kit knows of each customer from orders up to and including `as_of`.

    Parameters
    ----------
    days
        `customer_days` of the same lines up to `as_of`, where it is written already.
    keep
        Writes a table that is asked twice (orders by customer and channel) and returns the written one; left out, the
        engine works it out twice.

    Returns
    -------
    One row per customer as `columns.FEATURES`; a customer without a purchase up to `as_of` is absent. Category and
    channel are those that most money was paid for, of equals the smallest name; the filled-in name 未知 is no
    category and no channel. Money becomes float64 before any mean or ratio.
    """
    seen = order_lines.filter(order_lines.order_date <= as_of)
    orders = keep(channel_orders(customer_days(seen) if days is None else days))
    lines = seen.filter(~seen.is_refund).mutate(paid_amount=lambda line: line.amount)
    customers = summarise(order_lines, orders, as_of)
    for habit in (
        _favourite(lines, "category").rename(top_category="name", n_categories="n_names"),
        _favourite(orders, "channel").rename(main_channel="name").drop("n_names"),
    ):
        customers = customers.left_join(habit, "customer_id").drop("customer_id_right")
    return _add_ratios(customers).select(*FEATURES.columns)


def _favourite(purchases: Table, column: str) -> Table:
    """Per customer: `name`, the value of `column` most was paid for, and `n_names`, how many there are.

    A second look at the sums instead of a window, which Polars lacks and Spark would pull into one partition.
    """
    known = purchases.filter(purchases[column] != UNKNOWN)
    sums = known.group_by("customer_id", name=known[column]).aggregate(most=known.paid_amount.sum())
    best = sums.group_by("customer_id").aggregate(most=sums.most.max(), n_names=sums.name.count())
    top = sums.join(best, ["customer_id", "most"])
    return top.group_by("customer_id").aggregate(name=top.name.min(), n_names=top.n_names.max().cast("int64"))


def _add_ratios(customers: Table) -> Table:
    """Means and shares, from whole numbers and money as float64."""
    c = customers
    days = (c.tenure_days - c.recency_days).cast("float64")
    spent, paid = c.monetary.cast("float64"), c.paid_amount.cast("float64")
    return c.mutate(
        mean_gap_days=_ratio(days, c.frequency - 1, ibis.null("float64")),
        average_order=_ratio(spent, c.frequency),
        lines_per_order=_ratio(c.n_lines.cast("float64"), c.frequency),
        weekend_share=_ratio(c.n_weekend_orders.cast("float64"), c.frequency),
        refund_share=_ratio(paid - spent, paid),
    )


def _ratio(part: FloatingColumn, whole: NumericColumn, empty: ibis.Value | float = 0.0) -> FloatingColumn:
    """`part / whole`, and `empty` where the whole is nothing."""
    return ibis.cases((whole > 0, part / whole.cast("float64").nullif(0.0)), else_=empty)
