"""Repeat rates by the quarter of the first purchase."""

from datetime import date

import pandas as pd
import pytest

from segkit.evaluation.cohorts import cohorts, first_day_of, last_whole_quarter
from segkit.facts import Cohort
from segkit.features.days import customer_days
from tests.evaluation.shop import as_table
from tests.tables import order_line

LINES = [
    ("ann", 1, "2024-01-15", "5.00"),
    ("ann", 2, "2024-02-15", "5.00"),  # the same quarter again
    ("ann", 3, "2024-04-01", "5.00"),
    ("bob", 4, "2024-03-31", "5.00"),
    ("bob", 5, "2024-09-30", "5.00"),
    ("bob", 5, "2024-10-02", "-5.00"),  # a refund is no purchase
    ("cy", 6, "2024-07-01", "5.00"),
    ("cy", 7, "2024-11-11", "5.00"),
]


@pytest.fixture
def days(engine):
    return customer_days(as_table(engine, pd.DataFrame([order_line(*one) | {"channel": "网店"} for one in LINES])))


def test_each_cohort_has_a_rate_for_every_whole_quarter_after_it(days):
    assert cohorts(days, date(2024, 12, 31), smallest=1) == (
        Cohort(date(2024, 1, 1), 2, (0.5, 0.5, 0.0)),
        Cohort(date(2024, 7, 1), 1, (1.0,)),
    )


def test_a_quarter_that_has_not_ended_has_no_rate(days):
    assert [len(one.rates) for one in cohorts(days, date(2024, 12, 30), smallest=1)] == [2, 0]


def test_a_small_cohort_is_hidden(days):
    assert cohorts(days, date(2024, 12, 31), smallest=2)[1] == Cohort(date(2024, 7, 1), None, (None,))


def test_a_rate_of_a_handful_is_hidden(days):
    assert cohorts(days, date(2024, 12, 31), smallest=2)[0] == Cohort(date(2024, 1, 1), 2, (None, None, 0.0))


@pytest.mark.parametrize(("day", "first"), [("2024-03-31", "2024-01-01"), ("2024-03-30", "2023-10-01")])
def test_a_quarter_is_whole_from_its_last_day_on(day, first):
    assert first_day_of(last_whole_quarter(date.fromisoformat(day))) == date.fromisoformat(first)
