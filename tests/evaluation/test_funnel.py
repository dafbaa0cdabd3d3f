"""Purchase stages of everybody known, and how long the steps between them took."""

from datetime import date

import pandas as pd
import pytest

from segkit.engine import fetch_rows
from segkit.evaluation.funnel import STAGES, funnel, purchase_stages
from segkit.features.days import customer_days
from tests.evaluation.shop import as_table
from tests.tables import order_line

AS_OF = date(2025, 12, 31)
LINES = [
    ("ann", 1, "2025-03-10", "50.00"),  # asked on 1 March, bought after 9 days, again after 21
    ("ann", 2, "2025-03-31", "20.00"),
    ("bob", 3, "2025-05-05", "10.00"),  # one order of two lines
    ("bob", 3, "2025-05-05", "15.00"),
    ("cy", 4, "2025-06-01", "30.00"),  # two orders on one day
    ("cy", 5, "2025-06-01", "30.00"),
    ("dee", 6, "2026-01-02", "99.00"),  # later than the as-of day
    ("bob", 3, "2025-05-09", "-5.00"),  # a refund is no second order
]
JOINED = {"ann": "2025-02-01", "bob": "2025-05-05", "dee": "2025-01-01", "eve": None, "fay": "2025-08-01"}
ASKED = {"ann": "2025-03-01", "bob": "2025-06-30", "fay": "2025-08-11", "gus": "2025-09-01", "hal": "2026-02-01"}


def dated(engine, days, name):
    frame = pd.DataFrame({"customer_id": list(days), name: [day and date.fromisoformat(day) for day in days.values()]})
    return as_table(engine, frame, name)


@pytest.fixture
def people(engine):
    lines = as_table(engine, pd.DataFrame([order_line(*line) | {"channel": "网店"} for line in LINES]))
    joined, asked = dated(engine, JOINED, "joined_date"), dated(engine, ASKED, "asked_date")
    return purchase_stages(customer_days(lines), AS_OF, joined=joined, asked=asked)


def test_everybody_of_any_table_stands_in_one_stage(people):
    found = {row["customer_id"]: row["stage"] for row in fetch_rows(people, at_most=100)}
    assert found == {
        "ann": "repeat",
        "bob": "first",
        "cy": "repeat",
        "dee": "potential",
        "eve": "potential",
        "fay": "intent",
        "gus": "intent",
        "hal": "potential",
    }


def test_two_orders_of_one_day_are_a_repeat_of_that_day(people):
    (cy,) = (row for row in fetch_rows(people, at_most=100) if row["customer_id"] == "cy")
    assert cy["first_date"] == cy["second_date"] == date(2025, 6, 1)


def test_a_later_stage_has_reached_those_before_it(people):
    steps = {step.stage: step for step in funnel(people, smallest=1)}
    assert [steps[name].n for name in STAGES] == [3, 2, 1, 2]
    assert [steps[name].reached for name in STAGES] == [8, 5, 3, 2]
    assert [steps[name].share_reached for name in STAGES] == [1.0, 0.625, 0.6, pytest.approx(2 / 3, abs=1e-6)]


def test_steps_are_timed_where_both_days_are_known_and_in_order(people):
    steps = {step.stage: step for step in funnel(people, smallest=1)}
    assert (steps["intent"].median_days, steps["intent"].n_timed) == (28.0, 3)  # 28, 56 and 10 days from joining
    assert (steps["first"].median_days, steps["first"].n_timed) == (9.0, 1)  # bob put into the cart after buying
    assert (steps["repeat"].median_days, steps["repeat"].n_timed) == (10.5, 2)  # 21 and 0 days
    assert steps["potential"].median_days is None


def test_a_handful_in_a_stage_is_hidden_with_what_would_tell_it(people):
    steps = funnel(people, smallest=3)
    assert [step.n for step in steps] == [3, None, None, None]
    assert [step.reached for step in steps] == [8, None, None, None]


def test_orders_alone_make_no_potential_customer(engine):
    lines = as_table(engine, pd.DataFrame([order_line(*line) | {"channel": "网店"} for line in LINES]))
    steps = funnel(purchase_stages(customer_days(lines), AS_OF), smallest=1)
    assert [step.n for step in steps] == [0, 0, 1, 2]
    assert [step.n_timed for step in steps] == [0, 0, 0, 2]
