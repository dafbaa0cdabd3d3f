from decimal import Decimal

import pytest

from segkit.columns import MEASURES
from segkit.segments.schemes import assign_scheme, describe_scheme, fit_scheme
from segkit.segments.standard import TiersScheme, read_library_scheme
from tests.segments.schemes import both, named, rules, scored
from tests.tables import rows, table


def tiers(by, cuts, *, measure="assets", unknown=True):
    segments = [named(one) for one in ("top", "middle", "rest")]
    words = {"name": both("t"), "purpose": both("t")} | ({"unknown": named("nobody_knows")} if unknown else {})
    return TiersScheme(id="test", kind="tiers", measure=measure, by=by, cuts=cuts, segments=segments, **words)


def owners(*amounts):
    known = [None if one is None else Decimal(str(one)) for one in amounts]
    return table(MEASURES.columns, *({"customer_id": f"c{i}", "assets": one} for i, one in enumerate(known)))


def placed(engine, scheme, customers):
    known = engine.create_table("customers", customers, overwrite=True)
    return [row[scheme.id] for row in rows(engine, assign_scheme(known, fit_scheme(scheme, known)))]


@pytest.mark.parametrize(
    ("by", "cuts"),
    [("typed", (50, 10)), ("share", (0.5, 0.9)), ("quantile", (0.33, 0.66))],
)
def test_who_has_no_value_stands_apart_and_moves_no_cut(engine, by, cuts):
    # 60 + 30 + 10: the first alone brings half, the first two nine tenths.
    found = placed(engine, tiers(by, cuts), owners(None, 60, 30, 9.99, None))
    assert found == ["nobody_knows", "top", "middle", "rest", "nobody_knows"]


def test_without_a_place_for_them_they_belong_to_the_last_tier(engine):
    assert placed(engine, tiers("typed", (50, 10), unknown=False), owners(None, 60)) == ["rest", "top"]


def test_who_stands_at_the_edge_of_a_tier_is_in_it_whatever_rounding_took_away(engine):
    # The floor of 66.666… is known as 66.666667.
    orders = scored(*({"average_order": value} for value in (200 / 3, 10.0, 9.0, 8.0, 1.0)))
    assert (
        placed(engine, read_library_scheme("amount_tier"), orders)
        == ["amount_large", *["amount_middle"] * 2] + ["amount_small"] * 2
    )


def test_nothing_and_less_than_nothing_are_values(engine):
    assert placed(engine, tiers("typed", (50, 10)), owners(0, -5, None)) == ["rest", "rest", "nobody_knows"]


def test_where_nobody_has_a_value_all_are_unknown(engine):
    for by, cuts in (("typed", (50, 10)), ("share", (0.5, 0.8)), ("quantile", (0.2, 0.6))):
        known = owners(None, None)
        assert [row["test"] for row in rows(engine, assign_scheme(known, fit_scheme(tiers(by, cuts), known)))] == [
            "nobody_knows"
        ] * 2


def test_nobody_at_all_is_no_error(engine):
    for name in ("clv_tier", "net_worth", "amount_tier", "frequency_tier", "value_tier"):
        known = table(MEASURES.columns)
        assert rows(engine, assign_scheme(known, fit_scheme(read_library_scheme(name), known))) == []


def test_the_unknown_are_described_last():
    found = describe_scheme(fit_scheme(read_library_scheme("net_worth"), owners(1)))
    assert [one.id for one in found.segments][-1] == "net_worth_unknown"


def test_nobody_is_above_a_quantile_by_what_rounding_took_away(engine):
    # The quantile is 33.333…, known as 33.333333: the one customer above it is the first.
    orders = scored(*({"average_order": value} for value in (500.0, 100 / 3, 9.0, 8.0, 1.0)))
    assert (
        placed(engine, rules({"up": "average_order > quantile(average_order, 0.8)"}), orders) == ["up"] + ["others"] * 4
    )
