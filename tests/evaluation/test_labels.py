"""A scheme against labelled customers, by hand and against scikit-learn."""

import numpy as np
import pandas as pd
import pytest
from sklearn.metrics import accuracy_score, confusion_matrix, precision_recall_fscore_support

from segkit.evaluation.figures import Grouping
from segkit.evaluation.labels import label_test
from segkit.facts import Gap
from tests.evaluation.shop import as_table


def grouping(engine, segments, order):
    people = pd.DataFrame({"customer_id": [f"c{i}" for i in range(len(segments))], "scheme": list(segments)})
    return Grouping(as_table(engine, people), "scheme", tuple(order), 11)


def labelled(engine, labels):
    people = pd.DataFrame({"customer_id": [f"c{i}" for i in range(len(labels))], "label": list(labels)})
    return as_table(engine, people, "labels")


def test_a_label_test_by_hand(engine):
    found = label_test(
        labelled(engine, "AAAB"), grouping(engine, "aabbb", "ab"), names={"A": "a", "B": "b"}, is_clusters=False
    )
    assert (found.n, found.accuracy, found.labels) == (4, 0.75, ("a", "b"))
    assert found.confusion == ((2, 1), (0, 1))
    a, b = found.rows
    assert (a.n, a.precision, a.recall, a.f1) == (3, 1.0, pytest.approx(2 / 3, abs=1e-6), 0.8)
    assert (b.n, b.precision, b.recall) == (1, 0.5, 1.0)
    assert found.macro_f1 == pytest.approx((0.8 + 2 / 3) / 2, abs=1e-6)


def test_a_label_test_equals_scikit_learn(duckdb):
    random = np.random.default_rng(5)
    labels, segments = random.choice(list("abcd"), 300), random.choice(list("abcd"), 300)
    found = label_test(labelled(duckdb, labels), grouping(duckdb, segments, "abcd"), names={}, is_clusters=False)
    precision, recall, f1, n = precision_recall_fscore_support(labels, segments)
    assert found.accuracy == pytest.approx(accuracy_score(labels, segments), abs=1e-6)
    assert found.confusion == tuple(map(tuple, confusion_matrix(labels, segments).tolist()))
    assert [row.precision for row in found.rows] == pytest.approx(precision, abs=1e-6)
    assert [row.recall for row in found.rows] == pytest.approx(recall, abs=1e-6)
    assert [row.f1 for row in found.rows] == pytest.approx(f1, abs=1e-6)
    assert [row.n for row in found.rows] == n.tolist()
    assert found.macro_f1 == pytest.approx(f1.mean(), abs=1e-6)


def test_clusters_are_matched_to_labels_first(duckdb):
    found = label_test(labelled(duckdb, "aaabbb"), grouping(duckdb, "111222", "12"), names={}, is_clusters=True)
    assert (found.accuracy, found.matched, found.labels) == (1.0, {"1": "a", "2": "b"}, ("a", "b"))


def test_a_cluster_too_many_keeps_its_number_and_is_wrong(duckdb):
    found = label_test(labelled(duckdb, "aaabbb"), grouping(duckdb, "113222", "123"), names={}, is_clusters=True)
    assert found.labels == ("3", "a", "b")
    assert found.accuracy == pytest.approx(5 / 6, abs=1e-6)
    assert found.macro_f1 == pytest.approx((0.8 + 1) / 2, abs=1e-6)


def test_labels_that_mean_nothing_here_leave_a_gap(duckdb):
    scheme = grouping(duckdb, "ab", "ab")
    assert label_test(labelled(duckdb, "xy"), scheme, names={}, is_clusters=False) == Gap(
        "labels", "no_common_label", {"scheme": "scheme"}
    )
    nobody = as_table(duckdb, pd.DataFrame({"customer_id": ["z"], "label": ["a"]}), "nobody")
    assert label_test(nobody, scheme, names={}, is_clusters=False) == Gap(
        "labels", "no_labelled_customers", {"scheme": "scheme"}
    )
