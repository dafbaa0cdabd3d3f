"""Two versions of a standard: what reads otherwise, and who would move, against a count by hand."""

from collections import Counter
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from segkit.segments.differences import Change, Shift, comparable, compare_definitions, compare_segments
from segkit.segments.standard import read_library_scheme
from tests.segments.schemes import both, grid, rules, scored
from tests.segments.test_schemes import tiers

OLD = {"often": "frequency >= 4", "seldom": "frequency >= 2"}
NEW = {"often": "frequency >= 6", "seldom": "frequency >= 2"}


def buyers(*counts):
    return scored(*({"frequency": n, "monetary": Decimal(10 * n)} for n in counts))


def test_a_changed_condition_is_shown_old_and_new():
    changes = compare_definitions([rules(OLD)], [rules(NEW)])
    assert changes == (Change("changed", "test", "often", "when", "frequency >= 4", "frequency >= 6"),)


def test_added_and_removed_schemes_and_segments_are_named():
    more = rules(NEW | {"once": "frequency = 1"})
    changes = compare_definitions([rules(NEW), read_library_scheme("rfm_8")], [more, read_library_scheme("abcd")])
    assert [(one.kind, one.scheme, one.segment) for one in changes] == [
        ("changed", "test", ""),
        ("segment_added", "test", "once"),
        ("scheme_added", "abcd", ""),
        ("scheme_removed", "rfm_8", ""),
    ]


def test_the_same_standard_twice_has_no_differences():
    schemes = [read_library_scheme(name) for name in ("rfm_8", "value_score", "breadth")]
    assert compare_definitions(schemes, schemes) == ()
    assert comparable(schemes, schemes) == ()


def test_a_changed_weight_is_shown_by_its_place():
    card = read_library_scheme("value_score")
    first, second, *rest = card.indicators
    lighter = [first.model_copy(update={"weight": 30.0}), second.model_copy(update={"weight": 30.0}), *rest]
    changes = compare_definitions([card], [card.model_copy(update={"indicators": tuple(lighter)})])
    assert [(one.key, one.old, one.new) for one in changes] == [
        ("indicators.1.weight", "35.0", "30.0"),
        ("indicators.2.weight", "25.0", "30.0"),
    ]


def test_who_moves_is_counted_with_their_money(engine):
    customers = engine.create_table("customers", buyers(1, 3, 4, 5, 6, 9))
    found = compare_segments(rules(OLD), rules(NEW), customers)
    assert found == (Shift("test", "often", "seldom", 2, Decimal("90.00")),)


def test_clusters_are_not_compared():
    assert comparable([read_library_scheme("clusters")], [read_library_scheme("clusters")]) == ()


@given(
    counts=st.lists(st.integers(1, 12), min_size=1, max_size=30),
    cuts=st.lists(st.integers(1, 120), min_size=2, max_size=2, unique=True),
)
def test_moves_equal_a_count_by_hand(counts, cuts):
    from segkit.engine import open_engine

    duckdb = open_engine("duckdb")
    high, low = sorted(cuts, reverse=True)
    old, new = tiers("typed", 60, 20), tiers("typed", high, low)
    shifts = compare_segments(old, new, duckdb.create_table("customers", buyers(*counts)))

    def tier(spent, top, middle):
        return "top" if spent >= top else "middle" if spent >= middle else "rest"

    pairs = Counter((tier(10 * n, 60, 20), tier(10 * n, high, low)) for n in counts)
    assert {(one.origin, one.target): one.customers for one in shifts} == {
        pair: n for pair, n in pairs.items() if pair[0] != pair[1]
    }
    moved = sum(10 * n for n in counts if tier(10 * n, 60, 20) != tier(10 * n, high, low))
    assert sum(one.money for one in shifts) == moved
    duckdb.disconnect()


@pytest.mark.parametrize("other", [grid({"all": ["111"]}, reference="mean"), rules(OLD)])
def test_a_scheme_may_change_its_kind(other):
    assert compare_definitions([read_library_scheme("rfm_8").model_copy(update={"id": "test"})], [other])


def test_a_segment_renamed_reads_otherwise_in_both_languages():
    first = rules({"often": "frequency >= 4"})
    renamed = first.segments[0].model_copy(update={"name": both("Regulars")})
    changes = compare_definitions([first], [first.model_copy(update={"segments": (renamed,)})])
    assert {(one.key, one.new) for one in changes} == {("name.zh-CN", "Regulars"), ("name.en", "Regulars")}
