"""Checks of the lesson that tests grade."""

from segkit.learn.rules import Exercise

e981 = Exercise("E98.1", names=("recency",))
e982 = Exercise("E98.2", names=("frequency",))
e983 = Exercise("E98.3", names=("monetary",))
e984 = Exercise("E98.4", names=("days", "reason"), reason="reason")


@e981.shape("rfm.one_per_customer")
def one_per_customer(recency, data):
    """Each customer stands once."""
    return recency.index.is_unique and set(recency.index) == set(data.orders.customer_id)


@e981.property("rfm.r_direction")
def last_day_counts(recency, data):
    """The last order counts, not the first."""
    first = (data.as_of - data.orders.groupby("customer_id")["order_date"].min()).dt.days
    return not (first.sort_index() == recency.sort_index()).all()


@e981.property("rfm.today_not_as_of")
def as_of_counts(recency, data):
    """The day that counts is given."""
    found = int(recency.min())
    return True if found == (data.as_of - data.orders.order_date.max()).days else {"found": found}


@e981.hidden("rfm.recency_values")
def recency_as_reference(recency, reference):
    """HIDDEN-CANARY-98: every customer has the reference's days."""
    return recency.sort_index().tolist() == reference.recency.sort_index().tolist()


@e982.shape("rfm.frequency_per_customer")
def frequency_per_customer(frequency, data):
    """Each customer stands once."""
    return frequency.index.is_unique and set(frequency.index) == set(data.orders.customer_id)


@e982.property("rfm.lines_not_orders")
def orders_count(frequency, data):
    """Orders are counted, not their lines."""
    return frequency.sum() == data.orders.order_id.nunique()


@e983.property("rfm.returns_not_netted")
def refunds_count(monetary, data):
    """Refunds are subtracted."""
    return abs(monetary.sum() - data.orders.amount.sum()) < 0.005


@e983.hidden("rfm.monetary_values")
def monetary_as_reference(monetary, reference):
    """Every customer has the reference's money."""
    return (monetary.sort_index() - reference.monetary.sort_index()).abs().max() < 0.005


@e984.property("rfm.cut_too_short")
def cut_is_long_enough(days):
    """Half of the customers come again within two months."""
    return days >= 60


BY_CUSTOMER = "orders.groupby('customer_id')"
e981.wrong("rfm.one_per_customer", "recency = (as_of - orders['order_date']).dt.days")
e981.wrong("rfm.r_direction", f"recency = (as_of - {BY_CUSTOMER}['order_date'].min()).dt.days")
e981.wrong(
    "rfm.today_not_as_of",
    f"recency = (pd.Timestamp('2026-06-30') - {BY_CUSTOMER}['order_date'].max()).dt.days",
)
e982.wrong("rfm.frequency_per_customer", "frequency = orders['order_id'].value_counts()")
e982.wrong("rfm.lines_not_orders", f"frequency = {BY_CUSTOMER}['order_id'].size()")
e983.wrong("rfm.returns_not_netted", "monetary = orders[orders.amount > 0].groupby('customer_id')['amount'].sum()")
e984.wrong("rfm.cut_too_short", "days, reason = 30, '越短越好，早点联系客户，免得忘了'")
