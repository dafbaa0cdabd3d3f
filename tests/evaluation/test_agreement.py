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


def test_the_crosswalk_hides_small_pairs_and_shows_empty_ones(duckdb):
    people = pd.DataFrame({"customer_id": range(40), "a": ["x"] * 30 + ["y"] * 10, "b": ["p"] * 25 + ["q"] * 15})
    found = crosswalk(Grouping(as_table(duckdb, people), "a", ("x", "y"), 6), "b", ("p", "q"))
    assert found.counts == ((25, None), (0, 10))


def test_a_customer_without_a_group_counts_as_one_of_its_own(duckdb):
    people = pd.DataFrame({"a": ["x", "x"], "b": ["p", None]})
    assert pair_counts(as_table(duckdb, people), "a", "b") == {("x", "p"): 1, ("x", ""): 1}


def test_groups_are_matched_so_that_most_customers_agree():
    counts = as_matrix({("x", "1"): 9, ("x", "2"): 8, ("y", "1"): 8, ("y", "2"): 1}, "xy", "12")
    assert match_groups(counts, "xy", "12") == {"2": "x", "1": "y"}  # 16 agree; the largest cell first gives 10


def test_a_group_that_meets_no_class_is_not_matched():
    assert match_groups(np.array([[5, 0], [0, 0]]), "xy", "12") == {"1": "x"}
