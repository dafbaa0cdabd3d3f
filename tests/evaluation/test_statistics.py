"""Formulas against published or hand-computed values, and against scikit-learn where it has them."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import adjusted_rand_score, roc_auc_score

from segkit.evaluation.statistics import adjusted_rand, auc, control_group_size, detectable_rise, gini, wilson

COUNTS = st.lists(st.integers(0, 30), min_size=1, max_size=8)


@pytest.mark.parametrize(
    ("k", "n", "low", "high"),
    [  # Newcombe (1998), Statistics in Medicine 17, 857-872, table I, method 3
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_wilson_gives_the_published_intervals(k, n, low, high):
    assert wilson(k, n) == (pytest.approx(low, abs=5e-5), pytest.approx(high, abs=5e-5))


@given(n=st.integers(1, 500), data=st.data())
def test_wilson_holds_the_share_within_nought_and_one(n, data):
    k = data.draw(st.integers(0, n))
    low, high = wilson(k, n)
    assert 0 <= low <= k / n <= high <= 1


def test_of_nobody_nothing_is_known():
    assert wilson(0, 0) == (0.0, 1.0)


def test_auc_by_hand():
    assert auc([3, 0], [0, 2]) == 1.0
    assert auc([1, 1], [1, 1]) == 0.5
    assert auc([2, 1], [1, 3]) == pytest.approx((2 * 3 + 0.5 * (2 * 1 + 1 * 3)) / 12)
    assert auc([0], [5]) is None


@given(COUNTS, st.data())
def test_auc_equals_scikit_learn(returned, data):
    stayed = data.draw(st.lists(st.integers(0, 30), min_size=len(returned), max_size=len(returned)))
    if not (sum(returned) and sum(stayed)):
        assert auc(returned, stayed) is None
        return
    scores = [-i for counts in (returned, stayed) for i, n in enumerate(counts) for _ in range(n)]
    truth = [1] * sum(returned) + [0] * sum(stayed)
    assert auc(returned, stayed) == pytest.approx(roc_auc_score(truth, scores))


def test_gini_by_hand():
    assert gini([1, 1, 1]) == pytest.approx(0)
    assert gini([0, 0, 0, 1]) == 0.75
    assert gini([5, 1], [1, 4]) == pytest.approx(gini([5, 1, 1, 1, 1]))
    assert gini([]) == 0.0


@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), min_size=1, max_size=60))
def test_adjusted_rand_equals_scikit_learn(pairs):
    table = np.zeros((5, 5), dtype=int)
    for left, right in pairs:
        table[left, right] += 1
    assert adjusted_rand(table) == pytest.approx(adjusted_rand_score(*zip(*pairs, strict=True)))


@pytest.mark.parametrize(
    ("base", "rise", "n"),
    [
        (0.60, 0.10, 356),  # Fleiss, Levin & Paik: 0.60 against 0.70, before continuity correction
        (0.10, 0.05, 686),  # by hand: (1.959964 * sqrt(0.21875) + 0.841621 * sqrt(0.2175)) ** 2 / 0.0025 = 685.5
    ],
)
def test_control_group_size_by_hand(base, rise, n):
    assert control_group_size(base, rise) == n


def test_a_group_of_the_size_asked_for_sees_the_rise():
    n = control_group_size(0.2, 0.04)
    assert detectable_rise(0.2, n, n) == pytest.approx(0.04, abs=1e-4)
    assert detectable_rise(0.2, n, 10 * n) < 0.04
    assert detectable_rise(0.9, 5, 5) is None
    assert detectable_rise(0.5, 0, 100) is None
