"""Checks of the tiny lesson."""

import pandas as pd

from segkit.learn.rules import Exercise

e991 = Exercise("E99.1", names=("recency",))
e992 = Exercise("E99.2", names=("days", "reason"), reason="reason")


@e991.shape("tiny.one_per_customer")
def one_per_customer(recency, data):
    """Each customer stands once."""
    return recency.index.is_unique and set(recency.index) == set(data.orders.customer_id)


@e991.property("tiny.r_direction")
def last_day_not_first(recency, data):
    """A customer's last order counts, not the first."""
    first = (data.as_of - data.orders.groupby("customer_id")["order_date"].min()).dt.days
    return not (first.sort_index() == recency.sort_index()).all()


@e991.property("tiny.today_not_as_of")
def as_of_counts(recency, data):
    """Somebody bought on the as-of day at the latest, nobody after it."""
    return recency.min() == (data.as_of - data.orders.order_date.max()).days


@e991.property("tiny.whole_days")
def whole_days(recency):
    """Days are whole numbers."""
    return pd.api.types.is_integer_dtype(recency)


e991.tolerance("tiny.recency_values", lambda recency: recency.sort_index().tolist(), digits=0)


@e991.hidden("tiny.unseen_values")
def same_as_reference(recency, reference):
    """Every customer has the reference's days."""
    return recency.sort_index().tolist() == reference.recency.sort_index().tolist()


e991.wrong("tiny.one_per_customer", "recency = (as_of - orders['order_date']).dt.days")
e991.wrong("tiny.r_direction", "recency = (as_of - orders.groupby('customer_id')['order_date'].min()).dt.days")
e991.wrong(
    "tiny.today_not_as_of",
    "recency = (as_of + pd.Timedelta(days=9) - orders.groupby('customer_id')['order_date'].max()).dt.days",
)
e991.wrong("tiny.whole_days", "recency = (as_of - orders.groupby('customer_id')['order_date'].max()).dt.days / 1.0")


@e992.property("tiny.cut_too_short")
def cut_is_long_enough(days):
    """A cut below two months would call half of the customers lost."""
    return days >= 60


e992.wrong("tiny.cut_too_short", "days, reason = 30, '越短越好，早点联系客户，免得忘了'")
