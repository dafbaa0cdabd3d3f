"""Clusters are the same if the same customers are together, whatever the numbers say."""

import pandas as pd

from segkit.learn.clusters import agreement, matched_ids, matched_profiles, same_grouping

REFERENCE = pd.Series({"ana": 0, "bo": 0, "cy": 1, "di": 1, "ed": 2})
PROFILES = pd.DataFrame({"recency_days": [10.0, 200.0, 90.0], "monetary": [9000.0, 100.0, 2000.0]})


def test_other_numbers_in_another_order_are_the_same_grouping():
    renamed = REFERENCE.map({0: 2, 1: 0, 2: 1})[::-1]
    assert agreement(renamed, REFERENCE) == 1.0
    assert same_grouping(renamed.astype(str), REFERENCE)


def test_another_grouping_is_not():
    assert not same_grouping(pd.Series({"ana": 0, "bo": 1, "cy": 0, "di": 1, "ed": 2}), REFERENCE)


def test_whoever_is_missing_makes_a_group_of_its_own():
    assert agreement(REFERENCE.drop("bo"), REFERENCE) < 1


def test_plain_lists_are_compared_by_position():
    assert agreement([0, 0, 1], ["b", "b", "a"]) == 1.0
    assert agreement([], []) == 1.0


def test_profiles_find_their_counterparts_in_any_order():
    shuffled = PROFILES.iloc[[2, 0, 1]].reset_index(drop=True)
    assert matched_ids(shuffled, PROFILES) == {0: 2, 1: 0, 2: 1}
    assert matched_profiles(shuffled * 1.01, PROFILES)


def test_a_profile_without_a_counterpart_is_seen():
    moved = PROFILES.assign(recency_days=[10.0, 200.0, 10.0])
    assert not matched_profiles(moved, PROFILES)
    assert not matched_profiles(PROFILES.head(2), PROFILES)
