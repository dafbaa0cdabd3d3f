from datetime import date
from decimal import Decimal

import ibis
from hypothesis import given, settings
from hypothesis import strategies as st

from segkit.columns import ORDER_LINES
from segkit.features.rfm import rfm_metrics
from tests.tables import order_line, orders, rows, table

END = date(2024, 3, 31)


def metrics(engine, lines, *names, as_of=END):
    return [{name: row[name] for name in ("customer_id", *names)} for row in rows(engine, rfm_metrics(lines, as_of))]


def test_two_lines_of_one_order_are_one_purchase(engine):
    lines = orders(("ana", 1, "2024-03-01", "10.00"), ("ana", 1, "2024-03-01", "5.00"))
    assert metrics(engine, lines, "recency_days", "frequency", "monetary") == [
        {"customer_id": "ana", "recency_days": 30, "frequency": 1, "monetary": Decimal("15.00")}
    ]


def test_a_refund_lowers_money_and_is_no_purchase(engine):
    lines = orders(("ana", 1, "2024-03-01", "10.00"), ("ana", 2, "2024-03-20", "-4.00"))
    assert metrics(engine, lines, "recency_days", "frequency", "monetary") == [
        {"customer_id": "ana", "recency_days": 30, "frequency": 1, "monetary": Decimal("6.00")}
    ]


def test_a_line_of_zero_money_is_a_purchase(engine):
    lines = orders(("ana", 1, "2024-03-01", "0.00"))
    assert metrics(engine, lines, "frequency", "monetary") == [
        {"customer_id": "ana", "frequency": 1, "monetary": Decimal("0.00")}
    ]


def test_orders_after_the_as_of_day_do_not_count(engine):
    lines = orders(("ana", 1, "2024-03-31", "10.00"), ("ana", 2, "2024-04-01", "99.00"), ("bo", 3, "2024-04-01", "1"))
    assert metrics(engine, lines, "recency_days", "frequency", "monetary") == [
        {"customer_id": "ana", "recency_days": 0, "frequency": 1, "monetary": Decimal("10.00")}
    ]


def test_who_only_returned_things_is_no_customer(engine):
    lines = orders(("ana", 1, "2024-03-01", "-10.00"), ("bo", 2, "2024-03-01", "1.00"))
    assert metrics(engine, lines) == [{"customer_id": "bo"}]


def test_the_last_twelve_months_are_the_last_365_days(engine):
    lines = orders(("ana", 1, "2023-04-01", "1.00"), ("ana", 2, "2023-04-02", "2.00"), ("bo", 3, "2020-01-01", "4.00"))
    assert metrics(engine, lines, "monetary", "monetary_12m") == [
        {"customer_id": "ana", "monetary": Decimal("3.00"), "monetary_12m": Decimal("2.00")},
        {"customer_id": "bo", "monetary": Decimal("4.00"), "monetary_12m": Decimal("0.00")},
    ]


def test_tenure_runs_from_the_first_purchase(engine):
    lines = orders(("ana", 1, "2024-03-01", "1.00"), ("ana", 2, "2024-03-21", "1.00"))
    assert metrics(engine, lines, "tenure_days", "first_date", "last_date") == [
        {"customer_id": "ana", "tenure_days": 30, "first_date": date(2024, 3, 1), "last_date": date(2024, 3, 21)}
    ]


def test_no_orders_give_no_customers(engine):
    assert metrics(engine, orders()) == []


some_lines = st.lists(
    st.builds(
        order_line,
        st.sampled_from(["ana", "bo", "cy"]),
        st.integers(1, 4),
        st.dates(date(2022, 1, 1), date(2024, 6, 30)).map(str),
        st.decimals(-50, 50, places=2).map(str),
    ),
    max_size=12,
)


@given(some_lines, st.randoms())
@settings(max_examples=50)
def test_the_order_of_rows_changes_nothing(lines, chance):
    engine = ibis.duckdb.connect()
    shuffled = chance.sample(lines, len(lines))
    before, after = (rows(engine, rfm_metrics(table(ORDER_LINES.columns, *some), END)) for some in (lines, shuffled))
    assert before == after


@given(some_lines)
def test_the_metrics_are_those_of_a_plain_count(lines):
    found = rows(ibis.duckdb.connect(), rfm_metrics(table(ORDER_LINES.columns, *lines), END))
    expected = []
    for customer in ("ana", "bo", "cy"):
        seen = [line for line in lines if line["customer_id"] == customer and line["order_date"] <= END]
        bought = [line for line in seen if line["amount"] >= 0]
        if bought:
            last = max(line["order_date"] for line in bought)
            total = sum(line["amount"] for line in seen)
            expected.append((customer, (END - last).days, len({line["order_id"] for line in bought}), total))
    assert [(r["customer_id"], r["recency_days"], r["frequency"], r["monetary"]) for r in found] == expected
