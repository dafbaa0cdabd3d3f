"""Profile cards against pandas; on DuckDB, for the purchase cycle's sample is by md5."""

from decimal import Decimal

import numpy as np
import pandas as pd
import pytest

from segkit.evaluation.figures import Grouping
from segkit.evaluation.profile import profile_cards
from tests.evaluation.shop import as_table, days_table, line, random_lines, segments_by_pandas

TIERS = ("high", "middle", "low")
ROLES = {"keep": "high", "grow": "low"}


def with_habits(lines, people):
    """The habits that `segkit.columns.FEATURES` adds, the pandas way."""
    bought = lines[~lines.is_refund]
    orders = bought.drop_duplicates("order_id")
    weekend = pd.Series([day.weekday() >= 5 for day in orders.order_date], index=orders.index)
    by = people.customer_id
    paid = bought.groupby("customer_id").amount.sum()
    back = -lines[lines.is_refund].groupby("customer_id").amount.sum()
    return people.assign(
        n_categories=by.map(bought.groupby("customer_id").category.nunique()),
        weekend_share=by.map(weekend.groupby(orders.customer_id).mean()),
        lines_per_order=by.map(bought.groupby("customer_id").size() / bought.groupby("customer_id").order_id.nunique()),
        refund_share=by.map((back / paid).astype(float)).fillna(0.0).astype(float),
    )


@pytest.fixture
def lines():
    return random_lines()


@pytest.fixture
def people(lines):
    return with_habits(lines, segments_by_pandas(lines))


@pytest.fixture
def cards(duckdb, lines, people):
    days = days_table(duckdb, lines)
    grouping = Grouping(as_table(duckdb, people), "tier", TIERS, 11)
    return profile_cards(grouping, duckdb.table("order_lines"), days, ROLES, {"high": Decimal("9.00")})


def test_a_card_says_who_and_how_much(cards, people):
    keep, grow = cards
    high = people[people.tier == "high"]
    assert (keep.role, keep.segment, grow.segment) == ("keep", "high", "low")
    assert (keep.n, keep.revenue_12m, keep.at_stake) == (len(high), high.monetary_12m.sum(), Decimal("9.00"))
    assert keep.recency_median == np.median(high.recency_days)
    assert grow.at_stake is None


def test_indices_compare_sums_of_the_segment_with_those_of_all(cards, people):
    found = {bar.measure: bar for bar in cards[0].indices}

    def values(group):
        repeat = group[group.frequency > 1]
        return {
            "recency_days": group.recency_days.mean(),
            "frequency": group.frequency.mean(),
            "average_order": float(group.monetary.sum()) / group.frequency.sum(),
            "monetary": float(group.monetary.sum()) / len(group),
            "n_categories": group.n_categories.mean(),
            "tenure_days": group.tenure_days.mean(),
            "mean_gap_days": (repeat.tenure_days - repeat.recency_days).sum() / (repeat.frequency - 1).sum(),
            "weekend_share": group.weekend_share.mean(),
            "refund_share": group.refund_share.mean(),
        }

    own, overall = values(people[people.tier == "high"]), values(people)
    assert set(found) == set(own)
    for measure, bar in found.items():
        assert (bar.value, bar.overall) == pytest.approx((own[measure], overall[measure]), rel=1e-5)
        assert bar.index == pytest.approx(100 * own[measure] / overall[measure], abs=0.06)
    distances = [abs(np.log(bar.index / 100)) for bar in cards[0].indices]
    assert distances == sorted(distances, reverse=True)


@pytest.mark.parametrize(("column", "field"), [("category", "categories"), ("channel", "channels")])
def test_what_a_segment_buys_and_where_with_its_lift(cards, lines, people, column, field):
    tier = lines.customer_id.map(people.set_index("customer_id").tier)
    own = lines[tier == "high"].groupby(column).amount.sum().astype(float)
    overall = lines.groupby(column).amount.sum().astype(float)
    bars = getattr(cards[0], field)
    assert {bar.name for bar in bars} == set(own.index)
    assert [bar.share for bar in bars] == sorted((bar.share for bar in bars), reverse=True)
    for bar in bars:
        assert bar.share == pytest.approx(own[bar.name] / own.sum(), abs=1e-6)
        assert bar.lift == pytest.approx(bar.share / (overall[bar.name] / overall.sum()), abs=1e-4)


def test_when_a_segment_buys(cards, lines, people):
    tier = lines.customer_id.map(people.set_index("customer_id").tier)
    days = pd.to_datetime(lines[(tier == "high") & ~lines.is_refund].drop_duplicates("order_id").order_date)
    months = days.dt.month.value_counts(normalize=True).reindex(range(1, 13)).fillna(0)
    weekdays = days.dt.day_of_week.value_counts(normalize=True).reindex(range(7)).fillna(0)
    assert cards[0].months == pytest.approx(tuple(months), abs=1e-6)
    assert cards[0].weekdays == pytest.approx(tuple(weekdays), abs=1e-6)


def test_the_purchase_cycle_is_that_of_successive_purchase_days(cards, lines, people):
    tier = lines.customer_id.map(people.set_index("customer_id").tier)
    bought = lines[(tier == "high") & ~lines.is_refund].drop_duplicates(["customer_id", "order_date"])
    ordered = bought.sort_values(["customer_id", "order_date"])
    gaps = pd.to_datetime(ordered.order_date).groupby(ordered.customer_id).diff().dropna().dt.days
    assert cards[0].cycle_median == gaps.median()
    assert cards[0].cycle_late == sorted(gaps)[int(np.ceil(0.8 * len(gaps))) - 1]
    for day, share in cards[0].cycle_curve:
        assert share == pytest.approx((gaps <= day).mean(), abs=1e-6)
    assert cards[0].cycle_curve[0][0] == 0
    assert cards[0].cycle_curve[-1][1] >= 0.95


def cards_of(engine, rows, smallest):
    """The cards of a shop whose customers are all `low`."""
    frame, days = pd.DataFrame(rows), days_table(engine, rows)
    people = with_habits(frame, segments_by_pandas(frame).assign(tier="low"))
    grouping = Grouping(as_table(engine, people), "tier", TIERS, smallest)
    return profile_cards(grouping, engine.table("order_lines"), days, ROLES, {"low": Decimal("1.00")})


def test_a_cycle_by_hand(duckdb):
    days = ("2025-01-01", "2025-01-11", "2025-01-11", "2025-01-31", "2025-03-02")
    rows = [line("ana", str(i), day, "5.00", category="茶") for i, day in enumerate(days)]
    keep, grow = cards_of(duckdb, rows, 1)
    assert (keep.n, keep.indices, keep.cycle_median) == (0, (), None)
    assert (grow.cycle_median, grow.cycle_late) == (20.0, 30.0)
    assert dict(grow.cycle_curve)[10] == pytest.approx(1 / 3, abs=1e-6)
    assert [bar.name for bar in grow.categories] == ["茶"]
    assert grow.channels == ()


def test_a_segment_of_too_few_customers_has_an_empty_card(duckdb):
    rows = [line("ana", "1", "2025-01-01", "5.00"), line("bo", "2", "2025-02-01", "5.00")]
    (_, grow) = cards_of(duckdb, rows, 11)
    shown = {name: value for name, value in vars(grow).items() if value not in (None, ())}
    assert shown == {"role": "grow", "segment": "low"}


def test_what_only_a_few_of_a_segment_bought_is_left_out(duckdb):
    rows = [line(f"c{i}", f"{i}", "2025-01-01", "5.00", category="茶" if i < 3 else "杯") for i in range(20)]
    (_, grow) = cards_of(duckdb, rows, 11)
    assert [(bar.name, bar.share, bar.lift) for bar in grow.categories] == [("杯", 0.85, 1.0)]
    assert (grow.cycle_curve, grow.cycle_median) == ((), None)
