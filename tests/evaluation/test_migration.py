"""Quarters, structure over time and movement, by hand and against pandas."""

from collections import Counter
from datetime import date, timedelta
from decimal import Decimal

import pandas as pd
import pytest

from segkit.engine import fetch_rows
from segkit.evaluation.days import rfm_at
from segkit.evaluation.figures import Grouping
from segkit.evaluation.migration import Alike, movement, quarter_days, structure_over_time
from segkit.facts import Gap
from tests.evaluation.shop import AS_OF, as_table, days_table, line, random_lines, segments_by_pandas

TIERS = ("high", "middle", "low")


def tiers(table, smallest=1):
    frequency = table.frequency
    tier = (frequency >= 6).ifelse("high", (frequency >= 3).ifelse("middle", "low"))
    return Grouping(table.mutate(tier=tier), "tier", TIERS, smallest)


def people(rows):
    frame = pd.DataFrame(rows, columns=["customer_id", "tier", "monetary_12m"])
    return frame.assign(monetary_12m=[Decimal(amount) for amount in frame.monetary_12m])


def test_quarter_days_keep_to_the_end_of_the_month():
    assert quarter_days(date(2025, 12, 31), 4) == (
        date(2025, 3, 31),
        date(2025, 6, 30),
        date(2025, 9, 30),
        date(2025, 12, 31),
    )
    assert quarter_days(date(2025, 5, 30), 2) == (date(2025, 2, 28), date(2025, 5, 30))


def test_structure_counts_every_customer_known_on_each_day(engine):
    lines = random_lines()
    days = days_table(engine, lines)
    quarters = quarter_days(AS_OF)
    found = structure_over_time(lambda day: tiers(rfm_at(days, day)), quarters, min(lines.order_date))
    assert found.quarters == quarters
    assert found.segments == TIERS
    for day, shares, n in zip(found.quarters, found.shares, found.n_customers, strict=True):
        wanted = segments_by_pandas(lines, day).tier.value_counts(normalize=True).reindex(TIERS).fillna(0)
        assert shares == pytest.approx(tuple(wanted), abs=1e-6)
        assert n == len(segments_by_pandas(lines, day))


def test_a_quarter_before_the_data_had_a_quarter_of_history_is_left_out(duckdb):
    days = days_table(duckdb, random_lines())
    assign = lambda day: tiers(rfm_at(days, day))  # noqa: E731
    found = structure_over_time(assign, quarter_days(AS_OF), date(2025, 5, 1))
    assert found.quarters == (date(2025, 9, 30), AS_OF)
    short = structure_over_time(assign, quarter_days(AS_OF), date(2025, 9, 1))
    assert short == Gap("structure", "short_history", {"first_day": date(2025, 9, 1), "needed_days": 80})


def test_movement_by_hand(engine):
    before = people([("a", "low", "1"), ("b", "low", "2"), ("c", "high", "30"), ("d", "middle", "4")])
    after = people(
        [("a", "high", "10"), ("b", "high", "20"), ("c", "low", "3"), ("d", "middle", "5"), ("e", "low", "6")]
    )
    found = movement(
        Grouping(as_table(engine, before, "before"), "tier", TIERS, 1),
        Grouping(as_table(engine, after, "after"), "tier", TIERS, 1),
        date(2025, 9, 30),
    )
    assert [(m.before, m.after, m.direction, m.n, m.revenue_before, m.revenue_after) for m in found.moves] == [
        ("low", "high", "up", 2, Decimal("3.00"), Decimal("30.00")),
        ("", "low", "new", 1, Decimal("0.00"), Decimal("6.00")),
        ("high", "low", "down", 1, Decimal("30.00"), Decimal("3.00")),
        ("middle", "middle", "same", 1, Decimal("4.00"), Decimal("5.00")),
    ]
    assert (found.n_up, found.revenue_up) == (2, Decimal("30.00"))
    assert (found.n_down, found.revenue_down) == (1, Decimal("30.00"))


def test_small_moves_keep_their_direction_and_show_no_figure(duckdb):
    before = people([(f"c{i}", "low", "1") for i in range(30)])
    after = people([(f"c{i}", "high" if i < 3 else "low", "2") for i in range(30)])
    found = movement(
        Grouping(as_table(duckdb, before, "before"), "tier", TIERS, 11),
        Grouping(as_table(duckdb, after, "after"), "tier", TIERS, 11),
        date(2025, 9, 30),
    )
    assert [(m.after, m.direction, m.n, m.revenue_after, m.is_covered) for m in found.moves] == [
        ("low", "same", None, None, True),  # 30 before, less 27, would give the three away
        ("high", "up", None, None, False),
    ]
    assert (found.n_up, found.revenue_up, found.n_down) == (None, None, 0)
    assert found.sizes_before == {"high": 0, "middle": 0, "low": 30}
    assert found.sizes_after == {"high": None, "middle": 0, "low": None}  # 30 less 27 would tell the three


def test_every_customer_of_today_stands_in_one_move(duckdb):
    lines = random_lines()
    days = days_table(duckdb, lines)
    since = date(2025, 9, 30)
    found = movement(tiers(rfm_at(days, since)), tiers(rfm_at(days, AS_OF)), since)
    then, now = (segments_by_pandas(lines, day).set_index("customer_id").tier for day in (since, AS_OF))
    wanted = Counter((then.get(customer, ""), tier) for customer, tier in now.items())
    assert {(m.before, m.after): m.n for m in found.moves} == wanted


def test_movement_over_equally_many_days_counts_both_ends_alike(engine):
    """Every two months is no more than it was; only the longer history lifts ana, and hides that bo has stopped."""
    lines = [line("ana", f"a{m}", f"2025-{m:02d}-10", "10.00") for m in (6, 8, 10)]
    lines += [line("bo", f"b{m}", f"2025-{m:02d}-06", "10.00") for m in (4, 5, 6)]
    days, since = days_table(engine, lines), date(2025, 9, 30)
    length = (since - date(2025, 4, 1)).days + 1
    alike = Alike(length, *(tiers(rfm_at(days, day, day - timedelta(days=length))) for day in (since, AS_OF)))
    found = movement(tiers(rfm_at(days, since)), tiers(rfm_at(days, AS_OF)), since, alike)
    assert [(m.before, m.after, m.n) for m in found.moves] == [("middle", "middle", 1), ("low", "middle", 1)]
    assert (found.n_up, found.n_down) == (1, 0)
    assert (found.window_days, found.window_up, found.window_down) == (183, 0, 1)
    assert (found.window_revenue_up, found.window_revenue_down) == (Decimal("0.00"), Decimal("30.00"))


def test_who_bought_nothing_in_the_window_stays_with_nothing_counted(engine):
    days = days_table(engine, [line("bo", "1", "2025-04-06", "10.00"), line("cy", "2", "2025-11-06", "7.00")])
    rows = fetch_rows(rfm_at(days, AS_OF, date(2025, 10, 1)).order_by("customer_id"), at_most=2)
    assert [(row["frequency"], row["monetary"], row["recency_days"]) for row in rows] == [
        (0, Decimal("0.00"), 269),
        (1, Decimal("7.00"), 55),
    ]


def test_a_quarter_with_a_small_segment_hides_another_with_it(duckdb):
    before = people([(f"c{i}", "high" if i < 3 else "middle" if i < 18 else "low", "1") for i in range(60)])
    grouping = Grouping(as_table(duckdb, before, "before"), "tier", TIERS, 11)
    found = structure_over_time(lambda _day: grouping, quarter_days(AS_OF, 2), date(2020, 1, 1))
    assert found.shares == ((None, None, 0.7), (None, None, 0.7))
    assert found.covered == (("middle",), ("middle",))
