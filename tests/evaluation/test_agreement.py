"""Contingency, agreement and matching, by hand and against scikit-learn."""

import numpy as np
import pandas as pd
import pytest
from sklearn.metrics import adjusted_rand_score

from segkit.evaluation.agreement import agreement, as_matrix, crosswalk, match_groups, pair_counts
from segkit.evaluation.figures import Grouping
from tests.evaluation.shop import as_table, random_lines, segments_by_pandas


def test_agreement_equals_scikit_learn_on_both_engines(engine):
    people = segments_by_pandas(random_lines()).assign(same=lambda t: t.tier)
    found = agreement(as_table(engine, people), "tier", ["active", "same"])
    assert found["tier|same"] == 1.0
    assert found["tier|active"] == pytest.approx(adjusted_rand_score(people.tier, people.active), abs=1e-6)


def test_the_crosswalk_hides_small_pairs_with_what_gives_them_away_and_shows_empty_ones(duckdb):
    sizes = {"xp": 25, "xq": 5, "yq": 10, "zp": 40, "zq": 30, "zr": 50}
    pairs = [pair for pair, n in sizes.items() for _ in range(n)]
    people = pd.DataFrame({"customer_id": range(len(pairs)), "a": [p[0] for p in pairs], "b": [p[1] for p in pairs]})
    found = crosswalk(Grouping(as_table(duckdb, people), "a", ("x", "y", "z"), 6), "b", ("p", "q", "r"))
    assert found.counts == ((None, None, 0), (0, 10, 0), (None, None, 50))
    assert found.covered == (("x", "p"), ("z", "p"), ("z", "q"))


def test_a_customer_without_a_group_counts_as_one_of_its_own(duckdb):
    people = pd.DataFrame({"a": ["x", "x"], "b": ["p", None]})
    assert pair_counts(as_table(duckdb, people), "a", "b") == {("x", "p"): 1, ("x", ""): 1}


def test_groups_are_matched_so_that_most_customers_agree():
    counts = as_matrix({("x", "1"): 9, ("x", "2"): 8, ("y", "1"): 8, ("y", "2"): 1}, "xy", "12")
    assert match_groups(counts, "xy", "12") == {"2": "x", "1": "y"}  # 16 agree; the largest cell first gives 10


def test_a_group_that_meets_no_class_is_not_matched():
    assert match_groups(np.array([[5, 0], [0, 0]]), "xy", "12") == {"1": "x"}
