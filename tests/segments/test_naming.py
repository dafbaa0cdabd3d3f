from decimal import Decimal

import numpy as np
import pytest

from segkit.columns import FEATURES, SCORES
from segkit.facts import ClusterProfile, IndexBar
from segkit.segments.clusters import KReason
from segkit.segments.expressions import is_true, parse_condition, truth
from segkit.segments.handover import fit_handover
from segkit.segments.naming import describe_clusters_scheme, name_clusters, profile_clusters, reason_text
from segkit.segments.personas import describe_segments
from segkit.segments.standard import ClustersScheme
from segkit.wording import LANGUAGES, Wording
from tests.segments.schemes import both, named, scored
from tests.tables import rows


def bar(measure, index):
    return IndexBar(measure, index, 100.0, index)


def grouped(engine, *customers):
    """Customers with a cluster from (cluster, recency, frequency, money)."""
    known = scored(
        *({"top_category": c, "recency_days": r, "frequency": f, "monetary": Decimal(m)} for c, r, f, m in customers)
    )
    return engine.create_table("customers", known.rename(clusters="top_category"))


def test_a_segment_is_described_by_its_most_different_measures_first(engine):
    known = grouped(engine, ("a", 10, 4, 300), ("a", 10, 4, 300), ("b", 10, 2, 50), ("b", 10, 2, 50))
    bars = describe_segments(known, "clusters", ["recency_days", "frequency", "monetary", "weekend_share"])
    assert bars["b"] == (
        IndexBar("monetary", 50.0, 175.0, 28.6),
        IndexBar("frequency", 2.0, 3.0, 66.7),
        IndexBar("recency_days", 10.0, 10.0, 100.0),
        IndexBar("weekend_share", 1.0, 1.0, 100.0),
    )


def test_a_segment_too_small_to_speak_of_is_not_described(engine):
    known = grouped(engine, ("a", 10, 4, 300), ("b", 10, 2, 50), ("b", 10, 2, 50))
    assert set(describe_segments(known, "clusters", ["frequency"], smallest_group=2)) == {"b"}


def test_a_cluster_is_named_from_what_sets_it_apart():
    bars = [bar("monetary", 300.0), bar("recency_days", 30.0), bar("frequency", 110.0)]
    assert name_clusters({"cluster_1": bars}) == {
        "cluster_1": {"zh-CN": "近期活跃高额客户", "en": "Recent, high spend"}
    }


def test_a_cluster_like_all_others_is_called_so():
    assert name_clusters({"cluster_1": [bar("monetary", 100.0)]})["cluster_1"]["en"] == "Around the average"


def test_no_two_clusters_share_a_name():
    alike = [bar("monetary", 50.0), bar("frequency", 50.0)]
    richer = [IndexBar("monetary", 60.0, 100.0, 60.0), bar("frequency", 50.0)]
    two = name_clusters({"cluster_1": richer, "cluster_2": alike})
    assert [name["en"] for name in two.values()] == [
        "Infrequent, low spend (more money)", "Infrequent, low spend (less money)",
    ]  # fmt: skip
    three = name_clusters({f"cluster_{i}": alike for i in (1, 2, 3)})
    assert len({name["zh-CN"] for name in three.values()}) == 3


def test_profiles_give_shares_and_hide_small_clusters(engine):
    known = grouped(engine, ("cluster_1", 1, 9, 80), ("cluster_2", 9, 1, 10), ("cluster_2", 9, 1, 10))
    first, second = profile_clusters(known, "clusters", ["monetary"], {"cluster_2": "monetary <= 20"}, smallest_group=2)
    assert (first.n, first.share_n, first.share_revenue, first.indices) == (None, None, None, ())
    assert (second.n, second.share_n, second.share_revenue) == (2, 0.666667, 0.2)
    assert (first.condition, second.condition) == ("", "monetary <= 20")


def test_names_are_proposed_until_a_person_confirms_all_of_them():
    words = {"name": both("t"), "purpose": both("t"), "features": ("monetary",)}
    profiles = [ClusterProfile("cluster_1", both("Recent"), 20, 1.0, 1.0, (), "monetary > 1")]
    proposed = describe_clusters_scheme(ClustersScheme(id="c", kind="clusters", **words), profiles)
    assert (proposed.is_confirmed, proposed.segments[0].name) == (False, both("Recent"))
    mine = ClustersScheme(id="c", kind="clusters", segments=(named("cluster_1"),), **words)
    assert describe_clusters_scheme(mine, profiles).is_confirmed


def test_a_tree_hands_clusters_over_as_conditions_that_repeat_them():
    chance = np.random.default_rng(5)
    measures = np.column_stack([chance.integers(1, 200, 400), chance.integers(1, 10, 400)]).astype(float)
    labels = np.where(measures[:, 0] > 90, "cluster_2", np.where(measures[:, 1] > 3, "cluster_1", "cluster_3"))
    handed = fit_handover(measures, ["recency_days", "frequency"], labels)
    assert handed.fidelity == 1.0
    assert handed.conditions["cluster_2"] == "recency_days > 90.5"
    conditions = {name: parse_condition(text, SCORES.columns) for name, text in handed.conditions.items()}
    for (recency, frequency), label in zip(measures, labels, strict=True):
        customer = {"recency_days": int(recency), "frequency": int(frequency)}
        assert [name for name, one in conditions.items() if truth(one, customer, {})] == [label]


def test_the_conditions_of_a_hand_over_place_customers_in_the_engine(engine):
    known = grouped(engine, ("a", 10, 4, 300), ("b", 95, 2, 50))
    condition = parse_condition("recency_days > 90.5 and monetary <= 50.25", SCORES.columns)
    found = rows(engine, known.select("customer_id", match=is_true(condition, known, {})))
    assert [row["match"] for row in found] == [False, True]


@pytest.mark.parametrize("rule", ["elbow", "silhouette", "unstable", "only", "given"])
def test_every_choice_of_k_has_its_reason_in_both_languages(rule):
    said = reason_text(KReason(rule, 4, 2, 4, (2, 4)))
    assert set(said) == set(LANGUAGES)
    assert "4" in said["zh-CN"]
    assert ("不作为候选" in said["zh-CN"]) == (rule in {"elbow", "silhouette"})


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_numeric_feature_has_a_word_for_high_and_low(language):
    numbers = [
        name for name, kind in FEATURES.columns.items() if kind.rstrip("?") in {"int64", "float64", "decimal(18, 2)"}
    ]
    for name in numbers:
        assert Wording(language).has(f"segments.word.{name}.high")
        assert Wording(language).has(f"segments.word.{name}.low")


def test_how_long_ago_they_bought_is_always_said_where_it_tells():
    bars = [bar("average_order", 206.0), bar("monetary", 181.0), bar("recency_days", 146.5)]
    assert name_clusters({"cluster_1": bars})["cluster_1"] == {
        "zh-CN": "久未购高客单客户",
        "en": "Long absent, large orders",
    }
