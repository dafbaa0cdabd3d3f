"""Months of new and returning customers, by hand and against pandas."""

from datetime import date, timedelta
from decimal import Decimal

import pandas as pd
import pytest

from segkit.engine import fetch_rows
from segkit.evaluation.baseline import baseline, months_up_to, years_back
from segkit.evaluation.days import bought_between, rfm_at
from segkit.features.days import customer_days
from tests.evaluation.shop import AS_OF, features_by_pandas, line, lines_table, random_lines

HAND = [
    line("ana", "1", "2025-11-03", "10.00"),
    line("ana", "1", "2025-11-03", "5.00"),
    line("ana", "2", "2025-12-01", "20.00"),
    line("ana", "1", "2025-12-20", "-5.00"),
    line("bo", "3", "2025-12-31", "7.00"),
]


def test_a_customer_is_new_in_the_month_of_the_first_purchase_and_returning_after_it(engine):
    november, december = baseline(customer_days(lines_table(engine, HAND)), AS_OF, smallest=1).months
    assert (november.month, november.n_new, november.n_returning) == (date(2025, 11, 1), 1, 0)
    assert (november.revenue_new, november.orders, november.average_order) == (Decimal("15.00"), 1, Decimal("15.00"))
    assert (december.n_new, december.n_returning, december.orders) == (1, 1, 2)
    assert (december.revenue_new, december.revenue_returning) == (Decimal("7.00"), Decimal("15.00"))
    assert december.repeat_share == 0.5


def test_a_month_with_a_few_new_customers_hides_them_and_what_gives_them_away(duckdb):
    (_, december) = baseline(customer_days(lines_table(duckdb, HAND)), AS_OF, smallest=2).months
    assert (december.n_new, december.revenue_new, december.repeat_share) == (None, None, None)
    assert december.orders == 2


def test_the_last_year_stands_against_the_year_before_only_where_the_data_reach(duckdb):
    short = baseline(customer_days(lines_table(duckdb, HAND)), AS_OF, smallest=1)
    assert (short.revenue_12m, short.revenue_before, short.customers_12m) == (Decimal("37.00"), None, 2)
    assert (short.repeat_share_12m, short.average_order_12m) == (0.5, Decimal("12.33"))
    longer = [*HAND, line("cy", "9", "2024-01-02", "3.00"), line("cy", "8", "2024-12-31", "4.00")]
    both = baseline(customer_days(lines_table(duckdb, longer, "longer")), AS_OF, smallest=1)
    assert (both.revenue_before, both.customers_before, both.revenue_12m) == (Decimal("7.00"), 1, Decimal("37.00"))


def test_baseline_equals_pandas(engine):
    lines = random_lines()
    found = baseline(customer_days(lines_table(engine, lines)), AS_OF, smallest=1)
    lines["month"] = [day.replace(day=1) for day in lines.order_date]
    bought = lines[~lines.is_refund]
    first = bought.groupby("customer_id").month.min()
    assert [row.month for row in found.months] == months_up_to(AS_OF, 24)
    for row in found.months:
        month = bought[bought.month == row.month]
        buyers = month.customer_id.unique()
        assert row.orders == month.order_id.nunique()
        assert row.n_new == sum(first[buyers] == row.month)
        assert row.n_new + row.n_returning == len(buyers)
        assert row.revenue_new + row.revenue_returning == lines[lines.month == row.month].amount.sum()
    year = bought[bought.order_date > AS_OF - timedelta(days=365)]
    orders = year.groupby("customer_id").order_id.nunique()
    assert found.customers_12m == len(orders)
    assert found.repeat_share_12m == pytest.approx((orders > 1).mean(), abs=1e-6)
    assert found.revenue_12m == features_by_pandas(lines).monetary_12m.sum()


def test_no_purchase_at_all_gives_an_empty_baseline(duckdb):
    empty = baseline(customer_days(lines_table(duckdb, [])), AS_OF, smallest=11)
    assert (empty.months, empty.customers_12m, empty.revenue_12m) == ((), 0, Decimal("0.00"))


def test_months_run_over_new_year():
    assert months_up_to(date(2025, 2, 28), 3) == [date(2024, 12, 1), date(2025, 1, 1), date(2025, 2, 1)]


def test_an_order_of_two_lines_is_one_purchase_and_its_refund_stands_on_its_own_day(engine):
    rows = fetch_rows(customer_days(lines_table(engine, HAND)).order_by("customer_id", "order_date"), at_most=9)
    assert [(r["customer_id"], r["order_date"].isoformat(), r["n_orders"], r["revenue"]) for r in rows] == [
        ("ana", "2025-11-03", 1, Decimal("15.00")),
        ("ana", "2025-12-01", 1, Decimal("20.00")),
        ("ana", "2025-12-20", 0, Decimal("-5.00")),
        ("bo", "2025-12-31", 1, Decimal("7.00")),
    ]


def test_counts_stay_whole_numbers_in_parquet(duckdb, tmp_path):
    days = customer_days(lines_table(duckdb, HAND))
    for name, table in {"days": days, "rfm": rfm_at(days, AS_OF), "next": bought_between(days, AS_OF, AS_OF)}.items():
        table.to_parquet(tmp_path / f"{name}.parquet")
        kinds = duckdb.read_parquet(tmp_path / f"{name}.parquet").schema()
        assert not [column for column, kind in kinds.items() if kind.is_floating()]


@pytest.mark.parametrize("as_of", [AS_OF, date(2025, 3, 31)])
def test_rfm_of_an_earlier_day_from_days_equals_pandas_from_lines(engine, as_of):
    lines = random_lines()
    found = pd.DataFrame(fetch_rows(rfm_at(customer_days(lines_table(engine, lines)), as_of), at_most=9999))
    wanted = features_by_pandas(lines, as_of)
    found = found.set_index("customer_id").loc[wanted.customer_id].reset_index()
    for column in wanted.columns:
        assert found[column].tolist() == wanted[column].tolist(), column


def test_the_year_before_begins_with_its_first_day_in_a_leap_year_too(engine):
    lines = [line("cy", "9", "2024-01-01", "3.00"), line("cy", "8", "2024-12-31", "4.00"), *HAND]
    found = baseline(customer_days(lines_table(engine, lines)), AS_OF, smallest=1)
    first, last = found.months[:12], found.months[12:]
    assert (
        found.revenue_before == sum(month.revenue_new + month.revenue_returning for month in first) == Decimal("7.00")
    )
    assert found.revenue_12m == sum(month.revenue_new + month.revenue_returning for month in last) == Decimal("37.00")


@pytest.mark.parametrize(("day", "n", "before"), [("2025-12-31", 2, "2023-12-31"), ("2024-02-29", 1, "2023-02-28")])
def test_years_are_counted_back_on_the_calendar(day, n, before):
    assert years_back(date.fromisoformat(day), n) == date.fromisoformat(before)


def test_buyers_of_the_year_before_who_bought_again_are_counted(engine):
    before = [line(name, f"{name}1", "2024-01-03", "5.00") for name in ("ana", "cy", "di")]
    found = baseline(customer_days(lines_table(engine, [*before, *HAND])), AS_OF, smallest=1)
    assert (found.customers_before, found.customers_stayed, found.customers_12m) == (3, 1, 2)
    few = baseline(customer_days(lines_table(engine, [*before, *HAND], "few")), AS_OF, smallest=2)
    assert few.customers_stayed is None  # one stayed: too few to be spoken of
