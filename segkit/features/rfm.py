"""Recency, frequency and monetary value of each customer, as expressions over order lines."""

from datetime import date, timedelta

import ibis
from ibis.expr.types import DecimalScalar, Table

from segkit.features.days import customer_days

YEAR_DAYS = 365
SATURDAY = 5  # Monday is 0
METRICS = (
    "customer_id",
    "recency_days",
    "frequency",
    "monetary",
    "monetary_12m",
    "tenure_days",
    "first_date",
    "last_date",
)


def channel_orders(days: Table) -> Table:
    """Purchases counted by customer and channel.

    Parameters
    ----------
    days
        As `customer_days` returns it; refunds in it do not count.

    Returns
    -------
    One row per customer and channel bought through (null where unknown): n_orders, n_weekend_orders (by the order's
    day), paid_amount (refunds not subtracted).

    Notes
    -----
    Counting distinct orders inside one group per customer takes twice as long as grouping twice.
    """
    orders = days.filter(days.n_orders > 0)
    weekend = orders.order_date.day_of_week.index() >= SATURDAY
    return orders.group_by("customer_id", "channel").aggregate(
        n_orders=orders.count(),
        n_weekend_orders=orders.order_date.count(where=weekend),
        paid_amount=orders.revenue.sum().cast("decimal(18, 2)"),
    )


def rfm_metrics(order_lines: Table, as_of: date) -> Table:
    """Summarise each customer's orders up to and including `as_of`.

    Parameters
    ----------
    order_lines
        As `columns.ORDER_LINES`.

    Returns
    -------
    One row per customer: customer_id, recency_days (whole days since the last purchase), frequency (distinct orders
    with a line that is no refund; a line of zero money is a purchase), monetary (net, refunds subtracted),
    monetary_12m (the same over the last 365 days), tenure_days, first_date, last_date. A customer who bought nothing
    up to `as_of` is absent, refunds alone are no purchase.

    References
    ----------
    Hughes (1994), Strategic Database Marketing.
    """
    seen = order_lines.filter(order_lines.order_date <= as_of)
    return summarise(seen, channel_orders(customer_days(seen)), as_of).select(*METRICS)


def summarise(order_lines: Table, orders: Table, as_of: date) -> Table:
    """The columns of `rfm_metrics` and the counts that habits are made of.

    Parameters
    ----------
    orders
        As `channel_orders` returns it, for the same `as_of`.

    Returns
    -------
    One row per customer with a purchase: the columns of `rfm_metrics`, n_lines, n_weekend_orders, paid_amount.
    """
    sums, counts = _line_sums(order_lines, as_of), _order_counts(orders)
    buyers = sums.join(counts, "customer_id")
    day = ibis.literal(as_of)
    return buyers.mutate(
        recency_days=day.delta(buyers.last_date, unit="day").cast("int64"),
        tenure_days=day.delta(buyers.first_date, unit="day").cast("int64"),
    )


def _line_sums(order_lines: Table, as_of: date) -> Table:
    seen = order_lines.filter(order_lines.order_date <= as_of)
    bought = ~seen.is_refund
    recent = seen.order_date > as_of - timedelta(days=YEAR_DAYS)
    return seen.group_by("customer_id").aggregate(
        monetary=seen.amount.sum().cast("decimal(18, 2)"),
        monetary_12m=_money_or_zero(seen.amount.sum(where=recent)).cast("decimal(18, 2)"),
        first_date=seen.order_date.min(where=bought),
        last_date=seen.order_date.max(where=bought),
        n_lines=seen.order_id.count(where=bought),
        paid_amount=_money_or_zero(seen.amount.sum(where=bought)),
    )


def _order_counts(orders: Table) -> Table:
    return orders.group_by("customer_id").aggregate(
        frequency=orders.n_orders.sum().cast("int64"), n_weekend_orders=orders.n_weekend_orders.sum()
    )


def _money_or_zero(amount: DecimalScalar) -> DecimalScalar:
    return ibis.coalesce(amount, ibis.literal(0, type="decimal(18, 2)"))
