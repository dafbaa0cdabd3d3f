from datetime import date

import pytest

from segkit.columns import FEATURES, ORDER_LINES
from segkit.features.behaviour import customer_features
from tests.tables import order_line, orders, rows, table

END = date(2024, 3, 31)


def line(day, amount, category=None, channel=None, order=1, customer="ana"):
    return order_line(customer, order, day, amount) | {"category": category, "channel": channel}


def of_ana(engine, *lines):
    return rows(engine, customer_features(table(ORDER_LINES.columns, *lines), END))[0]


def test_features_have_the_columns_and_types_of_the_dictionary():
    found = customer_features(orders(("ana", 1, "2024-03-01", "1")), END).schema()
    assert {name: str(kind) for name, kind in found.items()} == {
        name: kind.rstrip("?") for name, kind in FEATURES.columns.items()
    }


def test_the_top_category_is_the_one_most_was_paid_for(engine):
    ana = of_ana(engine, line("2024-03-01", "3", "tea"), line("2024-03-01", "2", "cup"), line("2024-03-01", "2", "cup"))
    assert (ana["top_category"], ana["n_categories"]) == ("cup", 2)


def test_of_equal_categories_the_smallest_name_is_on_top(engine):
    ana = of_ana(engine, line("2024-03-01", "3", "tea"), line("2024-03-01", "3", "cup"))
    assert ana["top_category"] == "cup"


def test_an_unknown_category_is_no_category(engine):
    ana = of_ana(engine, line("2024-03-01", "9", "未知"), line("2024-03-01", "3", "tea"), line("2024-03-01", "3"))
    assert (ana["top_category"], ana["n_categories"]) == ("tea", 1)


def test_without_categories_and_channels_there_is_no_favourite(engine):
    ana = of_ana(engine, line("2024-03-01", "9"))
    assert (ana["top_category"], ana["n_categories"], ana["main_channel"]) == (None, None, None)


def test_the_main_channel_is_the_one_most_was_paid_through(engine):
    ana = of_ana(
        engine,
        line("2024-03-01", "9", channel="shop"),
        line("2024-03-02", "8", channel="app", order=2),
        line("2024-03-03", "2", channel="app", order=3),
    )
    assert ana["main_channel"] == "app"


def test_the_gap_is_the_time_between_first_and_last_over_the_repeats(engine):
    ana = of_ana(engine, line("2024-01-01", "1"), line("2024-01-11", "1", order=2), line("2024-01-31", "1", order=3))
    assert ana["mean_gap_days"] == 15.0


def test_one_order_has_no_gap(engine):
    assert of_ana(engine, line("2024-01-01", "1"))["mean_gap_days"] is None


def test_ratios_count_orders_not_lines(engine):
    # 2 March 2024 is a Saturday; the refund of 5 is half of what was paid.
    ana = of_ana(
        engine,
        line("2024-03-01", "4"),
        line("2024-03-01", "2"),
        line("2024-03-02", "4", order=2),
        line("2024-03-05", "-5", order=1),
    )
    assert ana["average_order"] == pytest.approx(2.5)
    assert ana["lines_per_order"] == pytest.approx(1.5)
    assert ana["weekend_share"] == pytest.approx(0.5)
    assert ana["refund_share"] == pytest.approx(0.5)


def test_who_paid_nothing_has_no_refund_share(engine):
    assert of_ana(engine, line("2024-03-01", "0"))["refund_share"] == 0.0
