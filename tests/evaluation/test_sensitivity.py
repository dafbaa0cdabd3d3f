"""Settings side by side: who moves, with how much money."""

from decimal import Decimal

import pandas as pd
import pytest

from segkit.evaluation.figures import Grouping
from segkit.evaluation.sensitivity import Alternative, Moved, compare_settings, moved, moved_by_other_rule
from tests.evaluation.shop import as_table, random_lines, segments_by_pandas

TIERS = ("high", "middle", "low")


@pytest.fixture
def two(engine):
    frame = pd.DataFrame(
        {
            "customer_id": list("abcd"),
            "now": ["x", "x", "y", "y"],
            "other": ["x", "y", "y", "y"],
            "clusters": ["2", "2", "1", "3"],
            "monetary_12m": [Decimal(f"{n}.00") for n in (1, 2, 4, 8)],
        }
    )
    table = as_table(engine, frame)
    return {name: Grouping(table, name, ("x", "y"), 1) for name in ("now", "other", "clusters")}


def test_customers_and_money_that_another_rule_moves(two):
    assert moved(two["now"], two["other"]) == Moved(0.25, Decimal("2.00"))
    assert moved_by_other_rule(two["now"], {"mean": two["other"], "same": two["now"]}) == {"mean": 0.25, "same": 0.0}


def test_clusters_are_matched_before_their_customers_are_counted(two):
    found = moved(two["now"], two["clusters"], is_renumbered=True)
    assert found.share == 0.25  # cluster 1 or 3 stands for y, the other is left over


def test_a_handful_of_moved_customers_is_not_shown(two):
    now = Grouping(two["now"].table, "now", ("x", "y"), 2)
    assert moved(now, two["other"]) == Moved(None, None)
    assert moved(now, now) == Moved(0.0, Decimal("0.00"))


def test_a_setting_says_what_it_moves_and_how_well_it_separates(duckdb):
    people = segments_by_pandas(random_lines())
    people["stricter"] = people.tier.mask(people.frequency.between(6, 8), "middle")
    table = as_table(duckdb, people)
    now, other = (Grouping(table, scheme, TIERS, 1) for scheme in ("tier", "stricter"))
    text = {"zh-CN": "更严", "en": "Stricter"}
    (found,) = compare_settings(now, [Alternative("stricter", text, other, auc=0.7)])
    changed = people[people.tier != people.stricter]
    assert found.moved_share == pytest.approx(len(changed) / len(people), abs=1e-6)
    assert found.moved_revenue_12m == changed.monetary_12m.sum()
    assert (found.id, found.text, found.auc) == ("stricter", text, 0.7)
    assert -1 < found.silhouette < 1
