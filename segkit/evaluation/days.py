"""Order lines folded once to customer-days, from which months, gaps, quarters and holdout periods are cheap.

An order counts as a purchase when it has a positive line that is no refund; refunds lower the money of their own day.
"""

from datetime import date, timedelta

import ibis
from ibis.expr.types import Table

YEAR = 365  # days: "last 12 months" here and in `monetary_12m`


def customer_days(order_lines: Table) -> Table:
    """Fold order lines to days.

    Returns
    -------
    One row per customer and day with at least one line: customer_id, order_date, revenue (net, `decimal(18, 2)`),
    n_orders (distinct orders with a purchase that day; 0 on days that hold refunds only). An order whose lines lie on
    two days counts on both. Materialise it once (`.cache()`): every other function here reads it, none the lines twice.
    """
    lines = order_lines.mutate(is_bought=(order_lines.amount > 0) & ~order_lines.is_refund)
    orders = lines.group_by("customer_id", "order_id", "order_date").aggregate(
        revenue=lines.amount.sum(), n_orders=lines.is_bought.any().cast("int64")
    )
    return orders.group_by("customer_id", "order_date").aggregate(
        revenue=orders.revenue.sum().cast("decimal(18, 2)"), n_orders=orders.n_orders.sum().cast("int64")
    )


def rfm_at(days: Table, as_of: date) -> Table:
    """Recency, frequency and money as of an earlier day, from customer-days instead of ten times as many lines.

    Returns
    -------
    One row per customer with a purchase up to `as_of`: customer_id, recency_days, frequency, monetary, monetary_12m,
    tenure_days, first_date, last_date, as `segkit.columns.FEATURES` defines them (up to orders that span two days).
    """
    seen = days.filter(days.order_date <= as_of)
    bought = seen.n_orders > 0
    summary = seen.group_by("customer_id").aggregate(
        frequency=seen.n_orders.sum().cast("int64"),
        monetary=seen.revenue.sum().cast("decimal(18, 2)"),
        monetary_12m=_sum_after(seen, year_before(as_of)),
        first_date=seen.order_date.min(where=bought),
        last_date=seen.order_date.max(where=bought),
    )
    day = ibis.literal(as_of)
    return summary.filter(summary.frequency > 0).mutate(
        recency_days=lambda t: day.delta(t.last_date, unit="day").cast("int64"),
        tenure_days=lambda t: day.delta(t.first_date, unit="day").cast("int64"),
    )


def bought_between(days: Table, after: date, until: date) -> Table:
    """Purchases later than `after`, up to and including `until`.

    Returns
    -------
    One row per customer with a line in the period: customer_id, orders (purchases in it), spend (net).
    """
    period = days.filter(days.order_date > after, days.order_date <= until)
    return period.group_by("customer_id").aggregate(
        orders=period.n_orders.sum().cast("int64"), spend=period.revenue.sum().cast("decimal(18, 2)")
    )


def year_before(as_of: date) -> date:
    """The last day that no longer belongs to the twelve months up to `as_of`."""
    return as_of - timedelta(days=YEAR)


def _sum_after(days: Table, day: date) -> ibis.expr.types.DecimalValue:
    return ibis.ifelse(days.order_date > day, days.revenue, 0).cast("decimal(18, 2)").sum().cast("decimal(18, 2)")
