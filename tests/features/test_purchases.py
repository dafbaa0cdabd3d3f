from datetime import date, timedelta
from decimal import Decimal
from math import sqrt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from segkit.columns import ORDER_LINES, TOLD
from segkit.engine import open_engine
from segkit.features.purchases import customer_purchases, first_amounts
from tests.tables import order_line, orders, rows, table

END = date(2024, 12, 31)


def line(day, amount, customer="ana", order=1, **more):
    return order_line(customer, order, day, amount) | more


def of_all(engine, *lines):
    found = rows(engine, customer_purchases(table(ORDER_LINES.columns, *lines), END))
    return {row["customer_id"]: row for row in found}


def test_purchases_have_the_columns_and_types_of_the_dictionary():
    found = customer_purchases(orders(("ana", 1, "2024-03-01", "1")), END).schema()
    kinds = {name: kind.rstrip("?") for name, kind in TOLD["orders"].items()}
    assert {name: str(found[name]) for name in kinds} == kinds


def test_the_main_part_of_the_day_is_the_one_most_was_paid_in(engine):
    ana = of_all(
        engine,
        line("2024-03-01", "5", order_hour=10),
        line("2024-03-02", "3", order_hour=18),
        line("2024-03-03", "3", order_hour=22),
        line("2024-03-04", "-9", order_hour=10),
        line("2024-03-05", "90"),
    )["ana"]
    assert ana["main_day_part"] == "evening"


@pytest.mark.parametrize(
    ("hour", "part"),
    [(0, "night"), (5, "night"), (6, "morning"), (10, "morning"), (11, "noon"), (13, "noon"), (14, "afternoon"),
     (17, "afternoon"), (18, "evening"), (22, "evening"), (23, "night")],
)  # fmt: skip
def test_each_hour_has_its_part_of_the_day(hour, part):
    assert of_all(open_engine(), line("2024-03-01", "5", order_hour=hour))["ana"]["main_day_part"] == part


def test_of_equal_parts_of_the_day_the_first_by_name_counts(engine):
    lines = line("2024-03-01", "5", order_hour=8), line("2024-03-02", "5", order_hour=15)
    assert of_all(engine, *lines)["ana"]["main_day_part"] == "afternoon"


def test_without_times_no_part_of_the_day_is_known(engine):
    assert of_all(engine, line("2024-03-01", "5"))["ana"]["main_day_part"] is None


def test_the_price_level_compares_a_piece_with_its_category(engine):
    # Tea costs 10, 20 and 30 a piece, 20 on average; cups 5. Bo: 1.5 and 1.
    found = of_all(
        engine,
        line("2024-03-01", "20", category="tea", quantity=2.0),
        line("2024-03-01", "20", "cy", category="tea"),
        line("2024-03-01", "30", "bo", category="tea", quantity=1.0),
        line("2024-03-01", "5", "bo", category="cup", quantity=0.0),
    )
    assert {name: row["price_level"] for name, row in found.items()} == {"ana": 0.5, "bo": 1.25, "cy": 1.0}


def test_gifts_refunds_and_lines_without_a_category_have_no_price(engine):
    found = of_all(
        engine,
        line("2024-03-01", "0", category="tea"),
        line("2024-03-02", "-5", category="tea"),
        line("2024-03-02", "5", category="未知"),
        line("2024-03-03", "9"),
        line("2024-03-03", "7", "bo", category="tea"),
    )
    assert (found["ana"]["price_level"], found["bo"]["price_level"]) == (None, 1.0)


def test_a_price_too_small_to_be_counted_is_left_out(engine):
    assert of_all(engine, line("2024-03-01", "0.01", category="nail", quantity=1e9))["ana"]["price_level"] is None


def test_the_largest_order_adds_up_its_lines(engine):
    lines = line("2024-03-01", "5"), line("2024-03-01", "4"), line("2024-03-02", "8", order=2)
    assert of_all(engine, *lines)["ana"]["largest_order"] == Decimal("9.00")


def test_a_month_is_thirty_days_back_from_the_last_day(engine):
    # 31 December 0 days ago, 2 December 29, 1 December 30, and 360 days ago is beyond the twelve.
    days = [END - timedelta(days=ago) for ago in (0, 29, 30, 359, 360)]
    assert of_all(engine, *(line(day.isoformat(), "5") for day in days))["ana"]["n_months"] == 3


def test_who_bought_before_those_months_has_none_of_them(engine):
    ana = of_all(engine, line("2022-03-01", "5"))["ana"]
    assert (ana["n_months"], ana["monthly_variation"]) == (0, None)


def test_equal_months_vary_by_nothing_and_one_month_of_twelve_by_the_root_of_eleven(engine):
    even = [line((END - timedelta(days=30 * i)).isoformat(), "0.10", order=i) for i in range(12)]
    found = of_all(engine, *even, line("2024-12-01", "7", "bo"))
    assert found["ana"]["monthly_variation"] == 0.0
    assert found["bo"]["monthly_variation"] == pytest.approx(sqrt(11), abs=1e-6)


def test_who_got_all_money_back_has_no_variation(engine):
    assert of_all(engine, line("2024-12-01", "7"), line("2024-12-02", "-7"))["ana"]["monthly_variation"] is None


def test_a_refund_alone_is_no_month_of_buying(engine):
    assert of_all(engine, line("2024-12-01", "7"), line("2024-06-02", "-2"))["ana"]["n_months"] == 1


def test_who_only_gave_back_or_buys_later_is_absent(engine):
    assert of_all(engine, line("2024-12-01", "-7"), line("2025-01-01", "7", "bo")) == {}
    assert of_all(engine) == {}


def test_the_first_amount_is_all_that_was_paid_on_the_first_day(engine):
    lines = orders(("ana", 1, "2024-03-01", "5"), ("ana", 2, "2024-03-01", "4"), ("ana", 3, "2024-03-02", "9"),
                   ("ana", 1, "2024-03-01", "-1"), ("bo", 4, "2025-03-01", "9"))  # fmt: skip
    assert rows(engine, first_amounts(lines, END)) == [{"customer_id": "ana", "first_amount": Decimal("9.00")}]


bought = st.tuples(
    st.integers(0, 500),  # days ago
    st.integers(-2000, 9000).filter(bool),  # cents
    st.sampled_from(["tea", "cup", "未知", None]),
    st.sampled_from([None, 1.0, 3.0]),
    st.none() | st.integers(0, 23),
)


@settings(max_examples=15)
@given(st.lists(bought, min_size=1, max_size=12), st.randoms())
def test_the_order_of_lines_decides_nothing(entries, chance):
    lines = [
        line((END - timedelta(days=ago)).isoformat(), str(Decimal(cents) / 100), f"c{i % 3}", order=i // 2,
             category=category, quantity=quantity, order_hour=hour)
        for i, (ago, cents, category, quantity, hour) in enumerate(entries)
    ]  # fmt: skip
    assert of_all(open_engine(), *lines) == of_all(open_engine(), *chance.sample(lines, len(lines)))
