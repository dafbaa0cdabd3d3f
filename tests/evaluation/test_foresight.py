"""The holdout test against pandas and scikit-learn, and revenue at risk by hand."""

import hashlib
from datetime import date, timedelta
from decimal import Decimal

import numpy as np
import pytest
from sklearn.metrics import roc_auc_score

from segkit.evaluation.figures import Grouping
from segkit.evaluation.foresight import holdout, holdout_cut, return_auc, returns_by_day, within
from segkit.evaluation.risk import revenue_at_risk
from segkit.evaluation.statistics import wilson
from segkit.facts import Foresight, Gap
from tests.evaluation.shop import AS_OF, as_table, days_table, random_lines, segments_by_pandas

TIERS = ("high", "middle", "low")
CUT = AS_OF - timedelta(days=180)


@pytest.fixture
def lines():
    return random_lines(400, seed=3)


@pytest.fixture
def formed(duckdb, lines):
    return Grouping(as_table(duckdb, segments_by_pandas(lines, CUT)), "tier", TIERS, 11)


@pytest.fixture
def days(duckdb, lines):
    return days_table(duckdb, lines)


def next_period(lines):
    """Customers known on the cut, with what they did after it."""
    people = segments_by_pandas(lines, CUT).set_index("customer_id")
    later = lines[(lines.order_date > CUT) & (lines.order_date <= AS_OF)]
    people["spend"] = later.groupby("customer_id").amount.sum().reindex(people.index).fillna(Decimal(0))
    people["returned"] = people.index.isin(later[~later.is_refund].customer_id)
    return people.reset_index()


def test_holdout_rates_and_spend_equal_pandas(formed, days, lines):
    found, people = holdout(formed, days, cut=CUT, end=AS_OF), next_period(lines)
    assert found.overall_rate == pytest.approx(people.returned.mean(), abs=1e-6)
    for row in found.rows:
        group = people[people.tier == row.segment]
        assert row.n == len(group)
        assert row.repeat_rate == pytest.approx(group.returned.mean(), abs=1e-6)
        assert (row.low, row.high) == pytest.approx(wilson(group.returned.sum(), len(group)), abs=1e-6)
        assert float(row.spend_per_head) == pytest.approx(float(group.spend.sum()) / len(group), abs=0.006)
        assert row.naive_rate == pytest.approx((group.recency_days < 180).mean(), abs=1e-6)
    high = people[people.tier == "high"]
    assert found.spend_top_share == pytest.approx(float(high.spend.sum() / people.spend.sum()), abs=1e-6)
    assert found.heads_top_share == pytest.approx(len(high) / len(people), abs=1e-6)


def test_the_order_of_segments_is_learned_on_one_half_and_tested_on_the_other(formed, days, lines):
    people = next_period(lines)
    first = np.array([hashlib.md5(name.encode()).hexdigest()[0] < "8" for name in people.customer_id])
    scores = []
    for learn, test in ((first, ~first), (~first, first)):
        seen = people[learn].groupby("tier").returned
        rate = (seen.sum() + 1) / (seen.count() + 2)
        scores.append(roc_auc_score(people[test].returned, people[test].tier.map(rate)))
    assert holdout(formed, days, cut=CUT, end=AS_OF).auc_scheme == pytest.approx(np.mean(scores), abs=1e-6)
    assert return_auc(formed, days, cut=CUT, end=AS_OF) == pytest.approx(np.mean(scores), abs=1e-6)


def test_the_naive_rule_ranks_by_recency_in_as_many_groups(formed, days, lines):
    people = next_period(lines)
    fewer = people.recency_days.rank(method="min") - 1  # customers who bought more recently
    group = fewer * 3 // len(people)
    wanted = roc_auc_score(people.returned, -group)
    assert holdout(formed, days, cut=CUT, end=AS_OF).auc_naive == pytest.approx(wanted, abs=1e-6)


def test_a_segment_that_foretells_perfectly_has_an_auc_of_one(duckdb, days, lines):
    people = next_period(lines)
    people["tier"] = np.where(people.returned, "high", "low")
    formed = Grouping(as_table(duckdb, people.drop(columns=["spend", "returned"]), "known"), "tier", TIERS, 11)
    assert holdout(formed, days, cut=CUT, end=AS_OF).auc_scheme == 1.0


def test_a_small_segment_says_nothing_and_an_empty_one_nothing_but_nought(duckdb, days, lines):
    people = segments_by_pandas(lines, CUT)
    people["tier"] = ["middle"] * 5 + ["low"] * (len(people) - 5)
    found = holdout(Grouping(as_table(duckdb, people, "few"), "tier", TIERS, 11), days, cut=CUT, end=AS_OF)
    assert found.rows[0] == Foresight("high", 0, None, None, None, None, None)
    assert found.rows[1] == Foresight("middle", None, None, None, None, None, None)


def test_too_few_customers_on_the_cut_leave_a_gap(formed, days):
    few = Grouping(formed.table.limit(5), "tier", TIERS, 11)
    assert holdout(few, days, cut=CUT, end=AS_OF) == Gap("holdout", "few_customers", {"n": 5, "needed": 11})


@pytest.mark.parametrize(
    ("first", "cut"), [(date(2024, 1, 1), AS_OF - timedelta(180)), (date(2025, 1, 1), AS_OF - timedelta(90))]
)
def test_the_cut_leaves_twice_the_hidden_period_before_it(first, cut):
    assert holdout_cut(first, AS_OF) == cut


def test_a_short_history_leaves_a_gap():
    first = date(2025, 6, 1)
    assert holdout_cut(first, AS_OF) == Gap("holdout", "short_history", {"first_day": first, "needed_days": 270})


def test_revenue_at_risk_is_the_years_spend_of_those_who_stay_away():
    seen = Foresight("high", 100, 0.6, 0.5, 0.7, Decimal("1.00"), 0.4)
    risk = revenue_at_risk(Decimal("1000.00"), seen)
    assert (risk.value, risk.low, risk.high) == (Decimal("400.00"), Decimal("300.00"), Decimal("500.00"))
    assert revenue_at_risk(None, seen) is None
    assert revenue_at_risk(Decimal(1), Foresight("high", None, None, None, None, None, None)) is None
    assert revenue_at_risk(Decimal(-5), seen).value == 0


def test_rates_over_a_shorter_wait_equal_pandas(formed, days, lines):
    people = segments_by_pandas(lines, CUT).set_index("customer_id")
    later = lines[(lines.order_date > CUT) & (lines.order_date <= CUT + timedelta(days=60)) & ~lines.is_refund]
    people["returned"] = people.index.isin(later.customer_id)
    returns = returns_by_day(formed, days, CUT, AS_OF)
    for row in holdout(formed, days, cut=CUT, end=AS_OF).rows:
        group, found = people[people.tier == row.segment], within(row, returns[row.segment], 60)
        assert found.repeat_rate == pytest.approx(group.returned.mean(), abs=1e-6)
        assert (found.low, found.high) == pytest.approx(wilson(group.returned.sum(), len(group)), abs=1e-6)
        assert (found.days, found.n) == (60, row.n)


def test_a_wait_longer_than_the_hidden_period_has_the_periods_own_rate():
    row = Foresight("x", 20, 0.5, 0.3, 0.7, None, None)
    found = within(row, (1, 4, 10), 90)
    assert (found.repeat_rate, found.days) == (0.5, 3)
    assert within(row, (1, 4, 10), 2).repeat_rate == 0.2
    few = Foresight("x", None, None, None, None, None, None)
    assert within(few, (1, 4, 10), 2) == few
