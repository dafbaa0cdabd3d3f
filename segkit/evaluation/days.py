"""Earlier days and later periods, from orders on their days: a tenth of the lines' rows and no second look at them.

`days` is what `segkit.features.days.customer_days` returns, in a table that is written.
"""

from datetime import date, timedelta

import ibis
from ibis.expr.types import BooleanValue, DecimalScalar, Table

YEAR = 365  # days: "last 12 months" here and in `monetary_12m`


def rfm_at(days: Table, as_of: date, counted_after: date | None = None) -> Table:
    """Recency, frequency and money as of an earlier day, from customer-days instead of ten times as many lines.

    Parameters
    ----------
    counted_after
        Frequency and money count only what is later; who bought nothing since has none of either.

    Returns
    -------
    One row per customer with a purchase up to `as_of`: customer_id, recency_days, frequency, monetary, monetary_12m,
    tenure_days, first_date, last_date, as `segkit.columns.FEATURES` defines them. The money of an order whose lines
    lie on several days belongs to the first of them.
    """
    seen = days.filter(days.order_date <= as_of)
    bought = seen.n_orders > 0
    is_counted = ibis.literal(True) if counted_after is None else seen.order_date > counted_after
    summary = seen.group_by("customer_id").aggregate(
        frequency=seen.order_date.count(where=bought & is_counted),
        monetary=_sum_where(seen, is_counted),
        monetary_12m=_sum_where(seen, seen.order_date > year_before(as_of)),
        first_date=seen.order_date.min(where=bought),
        last_date=seen.order_date.max(where=bought),
    )
    day = ibis.literal(as_of)
    return summary.filter(summary.last_date.notnull()).mutate(
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


def _sum_where(days: Table, is_counted: BooleanValue) -> DecimalScalar:
    return ibis.ifelse(is_counted, days.revenue, 0).cast("decimal(18, 2)").sum().cast("decimal(18, 2)")
