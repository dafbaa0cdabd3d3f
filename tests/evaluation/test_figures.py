"""Segment figures and the recency x frequency grid, against pandas and by hand."""

from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from segkit.evaluation.figures import Grouping, recency_frequency_grid, segment_figures, whose_sleepers
from segkit.evaluation.shown import each, shown
from tests.evaluation.shop import as_table, random_lines, segments_by_pandas

TIERS = ("high", "middle", "low")


def test_segment_figures_equal_pandas_on_both_engines(engine):
    people = segments_by_pandas(random_lines())
    found = segment_figures(Grouping(as_table(engine, people), "tier", TIERS, 11))
    assert [row.segment for row in found] == list(TIERS)
    for row in found:
        group = people[people.tier == row.segment]
        assert row.n == len(group)
        assert row.revenue == group.monetary.sum()
        assert row.revenue_12m == group.monetary_12m.sum()
        assert row.orders == group.frequency.sum()
        assert row.recency_median == np.median(group.recency_days)
        assert row.share_n == pytest.approx(len(group) / len(people), abs=1e-6)
        assert row.share_revenue == pytest.approx(float(group.monetary.sum() / people.monetary.sum()), abs=1e-6)
        assert float(row.average_order) == pytest.approx(float(group.monetary.sum()) / group.frequency.sum(), abs=0.006)
        assert row.repeat_share == pytest.approx((group.frequency >= 2).mean(), abs=1e-6)


def test_a_segment_of_fewer_than_the_smallest_group_says_nothing(duckdb):
    people = segments_by_pandas(random_lines(40))
    people["tier"] = ["high"] * 10 + ["low"] * (len(people) - 10)
    high, middle, low = segment_figures(Grouping(as_table(duckdb, people), "tier", TIERS, 11))
    for row in (high, low):  # all less the 30 would give the ten away
        assert {value for name, value in vars(row).items() if name not in ("scheme", "segment", "is_covered")} == {None}
    assert (high.is_covered, low.is_covered) == (False, True)
    assert (middle.n, middle.revenue, middle.average_order) == (0, Decimal("0.00"), None)


def test_the_grid_holds_every_customer_and_what_sleeps(engine):
    people = segments_by_pandas(random_lines())
    people["r_score"] = 5 - np.minimum(people.recency_days // 100, 4)
    people["f_score"] = np.minimum(people.frequency, 5)
    grid = recency_frequency_grid(as_table(engine, people), 5, (1.0,), (2.0,), smallest=1)
    assert len(grid.cells) == 25
    assert [(c.r_score, c.f_score) for c in grid.cells[:6]] == [(5, 1), (5, 2), (5, 3), (5, 4), (5, 5), (4, 1)]
    assert sum(cell.n for cell in grid.cells) == len(people)
    assert sum(cell.revenue for cell in grid.cells) == people.monetary.sum()
    asleep = people[(people.r_score <= 2) & (people.f_score >= 4)]
    assert (grid.sleeping_n, grid.sleeping_revenue) == (len(asleep), asleep.monetary.sum())


def test_small_cells_of_the_grid_are_hidden_and_empty_ones_are_nought(duckdb):
    people = segments_by_pandas(random_lines(30)).assign(r_score=2, f_score=1)
    people.loc[:9, "f_score"] = 2
    grid = recency_frequency_grid(as_table(duckdb, people), 2, (), (), smallest=11)
    assert [cell.is_covered for cell in grid.cells] == [True, False, False, False]
    assert [(cell.n, cell.revenue is None) for cell in grid.cells] == [
        (None, True),  # 30 in all, less 20, would give the ten away
        (None, True),
        (0, False),
        (0, False),
    ]


@given(n=st.integers(0, 50), smallest=st.integers(1, 20))
def test_a_figure_shows_for_nobody_or_for_enough(n, smallest):
    assert (shown("x", n, smallest) is None) == (0 < n < smallest)


def test_money_per_head_rounds_half_up_to_the_cent():
    assert each(Decimal("0.05"), 2) == Decimal("0.03")
    assert each(Decimal("5.00"), 0) is None


@pytest.mark.parametrize(("smallest", "told"), [(1, ("b", 20)), (11, (None, None))])
def test_the_sleepers_segment_is_told_where_it_and_the_rest_may_be(duckdb, smallest, told):
    people = segments_by_pandas(random_lines(30)).assign(r_score=1, f_score=2, tier="b")
    people.loc[20:, "tier"] = "a"
    table = as_table(duckdb, people)
    grid = recency_frequency_grid(table, 2, (), (), smallest=smallest)
    found = whose_sleepers(grid, Grouping(table, "tier", ("a", "b"), smallest))
    assert (found.sleeping_segment, found.sleeping_segment_n) == told
    assert found.sleeping_revenue_12m == people.monetary_12m.sum()
