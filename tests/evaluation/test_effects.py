"""One effect size for measures and traits: by hand, against every pair, and honest where nothing is known."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from segkit.evaluation.effects import MOST_TRAITS, cliffs_delta, measure_effects, ranked, trait_effects

NUMBERS = st.lists(st.integers(0, 9).map(float), min_size=1, max_size=12).map(np.array)


def test_a_group_above_all_others_has_delta_one():
    assert cliffs_delta(np.array([5.0, 6.0]), np.array([1.0, 2.0, 3.0])) == 1.0
    assert cliffs_delta(np.array([1.0]), np.array([1.0, 1.0])) == 0.0
    assert cliffs_delta(np.array([]), np.array([1.0])) is None


@given(NUMBERS, NUMBERS)
def test_delta_counts_every_pair(own, others):
    pairs = [np.sign(one - other) for one in own for other in others]
    assert cliffs_delta(own, others) == pytest.approx(np.mean(pairs), abs=1e-6)


def test_of_a_trait_delta_is_the_difference_of_the_shares():
    own, others = np.array([1.0, 1.0, 1.0, 0.0]), np.array([1.0, 0.0, 0.0, 0.0])
    assert cliffs_delta(own, others) == 0.5
    values = np.array(["tea", "tea", "tea", "cup", "tea", "cup", "cup", "cup", None], dtype=object)
    is_own = np.array([True] * 4 + [False] * 5)
    tea = next(
        one for one in trait_effects("category", values, is_own, is_rule=False, smallest=1) if one.trait == "tea"
    )
    assert (tea.delta, tea.own, tea.others) == (0.5, 0.75, 0.25)


def test_unknown_values_count_for_nobody_and_medians_stand_beside():
    values = {"frequency": np.array([1.0, 3.0, np.nan, 9.0, 9.0])}
    is_own = np.array([True, True, True, False, False])
    (found,) = measure_effects(values, is_own, by_rule=frozenset({"frequency"}), smallest=2)
    assert (found.delta, found.own, found.others, found.is_rule) == (-1.0, 2.0, 9.0, True)


def test_too_few_on_either_side_say_nothing():
    values = {"frequency": np.array([1.0, 3.0, 9.0])}
    is_own = np.array([True, False, False])
    assert measure_effects(values, is_own, by_rule=frozenset(), smallest=2) == []
    words = np.array(["a", "a", None], dtype=object)
    assert trait_effects("channel", words, is_own, is_rule=False, smallest=2) == []
    assert trait_effects("channel", np.array([None] * 3, dtype=object), is_own, is_rule=False, smallest=1) == []


def test_a_trait_that_hardly_anybody_of_the_group_has_is_left_out():
    values = np.array(["tea"] * 9 + ["cup"] + ["cup"] * 10, dtype=object)
    is_own = np.array([True] * 10 + [False] * 10)
    assert [one.trait for one in trait_effects("category", values, is_own, is_rule=False, smallest=2)] == ["tea"]


def test_only_the_most_frequent_traits_are_looked_at():
    values = np.array([f"c{at:02}" for at in range(20)] * 2, dtype=object)
    is_own = np.array([True] * 20 + [False] * 20)
    assert len(trait_effects("category", values, is_own, is_rule=False, smallest=1)) == MOST_TRAITS


def test_the_most_different_come_first_whichever_way():
    values = {"a": np.array([1.0, 2.0, 1.0, 3.0]), "b": np.array([1.0, 1.0, 9.0, 9.0])}
    found = ranked(measure_effects(values, np.array([True, True, False, False]), by_rule=frozenset(), smallest=1))
    assert [one.measure for one in found] == ["b", "a"]
