"""Order lines folded once to orders on their days, from which months, gaps, quarters and holdout periods are cheap.

An order is a purchase when it has a line that is no refund, and stands on the day of the first such line; a refund
lowers the money of its own day.
"""

from datetime import date, timedelta

import ibis
from ibis.expr.types import DecimalScalar, Table

YEAR = 365  # days: "last 12 months" here and in `monetary_12m`


def customer_days(order_lines: Table) -> Table:
    """The days on which customers bought or sent back.

    Returns
    -------
    One row per order and one per refund line: customer_id, order_date, revenue (net, `decimal(18, 2)`), n_orders (1, or
    0 for a refund). Write it to a table once: every function here that takes `days` reads it many times. Not folded
    further to one row per day, which saves hardly a row and costs as much again.
    """
    bought = order_lines.filter(~order_lines.is_refund)
    orders = bought.group_by("customer_id", "order_id").aggregate(
        order_date=bought.order_date.min(), revenue=bought.amount.sum().cast("decimal(18, 2)")
    )
    refunds = order_lines.filter(order_lines.is_refund)
    return ibis.union(
        orders.select("customer_id", "order_date", "revenue", n_orders=ibis.literal(1, type="int64")),
        refunds.select("customer_id", "order_date", revenue=refunds.amount, n_orders=ibis.literal(0, type="int64")),
    )


def rfm_at(days: Table, as_of: date) -> Table:
    """Recency, frequency and money as of an earlier day, from customer-days instead of ten times as many lines.

    Returns
    -------
    One row per customer with a purchase up to `as_of`: customer_id, recency_days, frequency, monetary, monetary_12m,
    tenure_days, first_date, last_date, as `segkit.columns.FEATURES` defines them. The money of an order whose lines
    lie on several days belongs to the first of them.
    """
    seen = days.filter(days.order_date <= as_of)
    bought = seen.n_orders > 0
    summary = seen.group_by("customer_id").aggregate(
        frequency=seen.order_date.count(where=bought),
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
        orders=period.order_date.count(where=period.n_orders > 0), spend=period.revenue.sum().cast("decimal(18, 2)")
    )


def year_before(as_of: date) -> date:
    """The last day that no longer belongs to the twelve months up to `as_of`."""
    return as_of - timedelta(days=YEAR)


def _sum_after(days: Table, day: date) -> DecimalScalar:
    return ibis.ifelse(days.order_date > day, days.revenue, 0).cast("decimal(18, 2)").sum().cast("decimal(18, 2)")
