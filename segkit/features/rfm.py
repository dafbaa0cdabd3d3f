"""Recency, frequency and monetary value of each customer, as expressions over order lines."""

from datetime import date, timedelta

import ibis
from ibis.expr.types import DecimalScalar, Table

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


def orders_until(order_lines: Table, as_of: date) -> Table:
    """Order lines up to `as_of` gathered into orders.

    Returns
    -------
    One row per customer and order: bought_date and last_bought_date (null where all lines are refunds), amount and
    amount_12m (net; the latter over the last 365 days), paid_amount and n_lines (both without refunds), channel (the
    smallest name where lines differ; null where unknown).

    Notes
    -----
    Counting distinct orders inside one group per customer takes twice as long as grouping twice.
    """
    seen = order_lines.filter(order_lines.order_date <= as_of)
    bought = ~seen.is_refund
    recent = seen.order_date > as_of - timedelta(days=YEAR_DAYS)
    return seen.group_by("customer_id", "order_id").aggregate(
        bought_date=seen.order_date.min(where=bought),
        last_bought_date=seen.order_date.max(where=bought),
        amount=seen.amount.sum(),
        amount_12m=_money_or_zero(seen.amount.sum(where=recent)),
        paid_amount=_money_or_zero(seen.amount.sum(where=bought)),
        n_lines=seen.order_id.count(where=bought),
        channel=seen.channel.min(where=bought),
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
    return summarise_orders(orders_until(order_lines, as_of), as_of).select(*METRICS)


def summarise_orders(orders: Table, as_of: date) -> Table:
    """The columns of `rfm_metrics` and the counts that habits are made of, from orders of `orders_until`.

    Returns
    -------
    One row per customer with a purchase: the columns of `rfm_metrics`, n_lines, n_weekend_orders, paid_amount.
    """
    day = ibis.literal(as_of)
    weekend = orders.bought_date.day_of_week.index() >= SATURDAY
    buyers = orders.group_by("customer_id").aggregate(
        frequency=orders.bought_date.count().cast("int64"),
        monetary=orders.amount.sum().cast("decimal(18, 2)"),
        monetary_12m=orders.amount_12m.sum().cast("decimal(18, 2)"),
        first_date=orders.bought_date.min(),
        last_date=orders.last_bought_date.max(),
        n_lines=orders.n_lines.sum(),
        n_weekend_orders=orders.bought_date.count(where=weekend),
        paid_amount=orders.paid_amount.sum(),
    )
    return buyers.filter(buyers.frequency > 0).mutate(
        recency_days=day.delta(buyers.last_date, unit="day").cast("int64"),
        tenure_days=day.delta(buyers.first_date, unit="day").cast("int64"),
    )


def _money_or_zero(amount: DecimalScalar) -> DecimalScalar:
    return ibis.coalesce(amount, ibis.literal(0, type="decimal(18, 2)"))
