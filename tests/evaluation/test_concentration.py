"""Concentration by hand and against a plain sort."""

from decimal import Decimal
from itertools import count

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from segkit.engine import open_engine
from segkit.evaluation.concentration import concentration
from tests.evaluation.shop import as_table

CONNECTION = open_engine("duckdb")
NUMBERS = count()


def paid(engine, amounts):
    frame = pd.DataFrame({"monetary": [Decimal(amount) / 100 for amount in amounts]})
    return as_table(engine, frame, f"paid_{next(NUMBERS)}")


def test_one_of_five_customers_holds_half_the_money(engine):
    found = concentration(paid(engine, [500, 200, 100, 100, 100]), smallest=1)
    assert found.top_20_share == 0.5
    assert found.curve[0] == (0.0, 0.0)
    assert found.curve[-1] == (1.0, 1.0)
    assert dict(found.curve)[0.4] == 0.7
    assert found.share_for_80 == 0.6
    assert found.gini == pytest.approx(0.36)  # 2 * (1*1 + 1*2 + 1*3 + 2*4 + 5*5) / (5 * 10) - 6 / 5


@given(st.lists(st.integers(0, 300), min_size=20, max_size=120).filter(any))
def test_the_curve_equals_a_sort_of_all_customers_whatever_ties(amounts):
    found = concentration(paid(CONNECTION, amounts), smallest=1)
    ranked = np.sort(np.array(amounts, dtype=float))[::-1]
    held = np.concatenate([[0], np.cumsum(ranked)]) / ranked.sum()
    for part, share in found.curve:
        assert share == pytest.approx(np.interp(part * len(ranked), range(len(ranked) + 1), held), abs=2e-6)
    differences = np.abs(ranked[:, None] - ranked[None, :]).sum()
    assert found.gini == pytest.approx(differences / (2 * len(ranked) ** 2 * ranked.mean()), abs=2e-6)
    assert sum(found.deciles) == pytest.approx(1, abs=1e-4)


def test_who_brings_eighty_percent_is_counted_in_whole_customers(duckdb):
    """Of ten who pay 30, 25, 20, 10 and less, four are needed: three bring 75 of 100."""
    found = concentration(paid(duckdb, [30, 25, 20, 10, 5, 4, 3, 1, 1, 1]), smallest=1)
    assert found.share_for_80 == 0.4
    assert concentration(paid(duckdb, [100] * 10), smallest=1).share_for_80 == 0.8


def test_no_point_speaks_of_too_few_customers(duckdb):
    found = concentration(paid(duckdb, list(range(1, 101))), smallest=11)
    assert [part for part, _ in found.curve] == [0.0, 0.2, 0.4, 0.6, 0.8, 1.0]
    assert found.deciles == ()
    assert found.top_1_share is None
    assert found.top_20_share is not None


def test_customers_whose_money_all_went_back_are_heads_without_money(duckdb):
    found = concentration(paid(duckdb, [100, -50]), smallest=1)
    assert dict(found.curve)[0.5] == 1.0
    assert found.gini == 0.5


def test_without_money_nothing_is_concentrated(duckdb):
    found = concentration(paid(duckdb, [0] * 30), smallest=1)
    assert (found.gini, found.top_20_share, set(dict(found.curve).values())) == (0.0, 0.0, {0.0})
