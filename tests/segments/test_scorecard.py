from decimal import Decimal

import ibis
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from segkit.columns import MEASURES
from segkit.segments.schemes import FittedScheme, assign_scheme, fit_scheme
from segkit.segments.scorecard import fit_scorecard, reweighted, scorecard_points
from segkit.segments.standard import ScorecardScheme, read_library_scheme
from tests.segments.schemes import both, named, scored
from tests.tables import rows, table


def indicator(measure, weight, cuts, points, **more):
    return {"measure": measure, "name": both(measure), "weight": weight, "cuts": cuts, "points": points} | more


def card(*indicators, floors=(60, 0), **more):
    segments = [named(f"s{floor}", at_least=floor) for floor in floors]
    words = {"name": both("t"), "purpose": both("t")}
    return ScorecardScheme(id="test", kind="scorecard", indicators=indicators, segments=segments, **words, **more)


def points(engine, scheme, customers):
    known = engine.create_table("customers", customers, overwrite=True)
    found = known.select("customer_id", points=scorecard_points(scheme, fit_scorecard(scheme, known), known))
    return [row["points"] for row in rows(engine, found)]


def bought(*frequencies):
    return scored(*({"frequency": n} for n in frequencies))


def test_a_typed_band_begins_at_its_cut(engine):
    scheme = card(indicator("frequency", 100, (2, 5), (10, 50, 90)))
    assert points(engine, scheme, bought(1, 2, 4, 5)) == [10, 50, 50, 90]


def test_bands_of_shares_hold_that_share_of_customers(engine):
    scheme = card(indicator("frequency", 100, (0.2, 0.4, 0.6, 0.8), (20, 40, 60, 80, 100), by="quantile"))
    assert points(engine, scheme, bought(1, 2, 3, 4, 5)) == [20, 40, 60, 80, 100]


def test_customers_alike_are_in_one_band_and_the_many_at_the_bottom_stay_there(engine):
    scheme = card(indicator("frequency", 100, (0.2, 0.4, 0.6, 0.8), (20, 40, 60, 80, 100), by="quantile"))
    assert points(engine, scheme, bought(1, 1, 1, 1, 9)) == [20, 20, 20, 20, 100]
    assert points(engine, scheme, bought(3, 3, 3)) == [20, 20, 20]


def test_weights_share_out_the_total(engine):
    scheme = card(
        indicator("frequency", 70, (2,), (0, 100)), indicator("monetary", 30, (10.01,), (0, 100)), floors=(70, 0)
    )
    customers = scored(
        {"frequency": 2, "monetary": Decimal("10.01")},
        {"frequency": 2, "monetary": Decimal("10.00")},
        {"frequency": 1, "monetary": Decimal("99.00")},
    )
    assert points(engine, scheme, customers) == [100, 70, 30]
    placed = rows(engine, assign_scheme(customers, fit_scheme(scheme, customers)))
    assert [row["test"] for row in placed] == ["s70", "s70", "s0"]


def test_weights_that_are_no_binary_fractions_still_reach_the_floor(engine):
    parts = [indicator(name, weight, (1,), (0, 70)) for name, weight in
             (("frequency", 33.3), ("recency_days", 33.3), ("tenure_days", 33.4))]  # fmt: skip
    scheme = card(*parts, floors=(70, 0))
    assert points(engine, scheme, scored({})) == [70]
    assert rows(engine, assign_scheme(scored({}), fit_scheme(scheme, scored({}))))[0]["test"] == "s70"


def test_what_is_not_known_gets_the_missing_points_and_moves_no_cut(engine):
    scheme = card(indicator("n_categories", 100, (0.5,), (0, 100), by="quantile", missing=30))
    customers = scored({"n_categories": None}, {"n_categories": 1}, {"n_categories": None}, {"n_categories": 2})
    assert points(engine, scheme, customers) == [30, 0, 30, 100]


def test_a_card_of_one_segment_takes_everybody(engine):
    scheme = card(indicator("frequency", 100, (), (50,)), floors=(0,))
    assert [row["test"] for row in rows(engine, assign_scheme(bought(1, 2), fit_scheme(scheme, bought(1, 2))))] == [
        "s0",
        "s0",
    ]


def test_nobody_at_all_is_no_error(engine):
    scheme = read_library_scheme("value_score")
    nobody = engine.create_table("customers", table(MEASURES.columns))
    assert rows(engine, assign_scheme(nobody, fit_scheme(scheme, nobody))) == []


def test_cuts_saved_with_a_run_place_new_customers_alike():
    scheme = card(indicator("frequency", 100, (0.5,), (0, 100), by="quantile"))
    fitted = FittedScheme.from_dict(fit_scheme(scheme, bought(1, 2, 3, 4)).to_dict())
    found = rows(ibis.duckdb.connect(), assign_scheme(bought(2, 3), fitted))
    assert [row["test"] for row in found] == ["s0", "s60"]


def broken(**change):
    whole = {"measure": "frequency", "name": both("f"), "weight": 100.0, "cuts": (2,), "points": (0, 100)}
    return card(whole | change)


@pytest.mark.parametrize(
    "change",
    [{"weight": 90}, {"cuts": (2, 3)}, {"cuts": (3, 2), "points": (0, 1, 2)}, {"points": (0, 101)},
     {"by": "quantile"}, {"measure": "city"}, {"missing": 101}],
)  # fmt: skip
def test_a_card_that_does_not_add_up_is_refused(change):
    with pytest.raises(ValueError, match="validation error"):
        broken(**change)


@pytest.mark.parametrize("floors", [(60, 10), (10, 60, 0), (60, 60, 0), ()])
def test_floors_fall_to_nothing(floors):
    with pytest.raises(ValueError, match="floors"):
        card(indicator("frequency", 100, (2,), (0, 100)), floors=floors)


@settings(max_examples=15)
@given(st.lists(st.integers(1, 9), min_size=2, max_size=15), st.randoms())
def test_more_orders_never_score_worse_whatever_the_order_of_rows(frequencies, chance):
    scheme = card(indicator("frequency", 100, (0.2, 0.4, 0.6, 0.8), (20, 40, 60, 80, 100), by="quantile"))
    engine = ibis.duckdb.connect()
    found = dict(zip(frequencies, points(engine, scheme, bought(*frequencies)), strict=True))
    shuffled = chance.sample(frequencies, len(frequencies))
    assert found == dict(zip(shuffled, points(ibis.duckdb.connect(), scheme, bought(*shuffled)), strict=True))
    ranked = [found[n] for n in sorted(found)]
    assert ranked == sorted(ranked)


def test_another_weight_leaves_the_others_their_proportions_and_a_sum_of_100():
    card = read_library_scheme("value_score")
    tried = {one.measure: one.weight for one in reweighted(card, "monetary_12m", 48).indicators}
    assert tried == pytest.approx(
        {"monetary_12m": 48, "frequency": 20, "recency_days": 16, "average_order": 8, "n_categories": 8}
    )
    assert [one.cuts for one in reweighted(card, "frequency", 10).indicators] == [one.cuts for one in card.indicators]


@pytest.mark.parametrize("weight", [0, 100, -10])
def test_a_weight_that_is_all_or_nothing_is_no_weight(weight):
    with pytest.raises(ValueError, match=str(weight)):
        reweighted(read_library_scheme("value_score"), "frequency", weight)


def test_a_weight_with_many_decimals_is_a_weight_like_any_other(engine):
    parts = [indicator(name, 100 / 3, (1,), (0, 70)) for name in ("frequency", "recency_days", "tenure_days")]
    assert points(engine, card(*parts, floors=(70, 0)), scored({})) == [70]
