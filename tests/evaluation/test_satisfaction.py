"""Value against satisfaction, drivers and places, by hand and against scipy."""

from datetime import date
from decimal import Decimal

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest
from scipy.stats import spearmanr

from segkit.engine import fetch_rows
from segkit.evaluation.figures import Grouping
from segkit.evaluation.places import choose_places
from segkit.evaluation.satisfaction import Answers, drivers, satisfaction
from tests.evaluation.shop import as_table, line, lines_table

PEOPLE = pd.DataFrame(
    {
        "customer_id": list("abcdef"),
        "value_tier": ["high", "high", "high", "low", "low", "low"],
        "monetary_12m": [Decimal(f"{n}.00") for n in (100, 200, 400, 10, 20, 40)],
        "frequency": [5, 1, 5, 1, 2, 1],
        "main_channel": ["门店", "门店", "网店", "网店", None, "未知"],
    }
)


def value(engine, smallest=1):
    return Grouping(as_table(engine, PEOPLE, "people"), "value_tier", ("high", "low"), smallest)


def answers(engine, *rows, scale=(1, 5)):
    kinds = [("customer_id", "string"), ("answered_date", "date32"), ("satisfaction", "double"), ("service", "double")]
    names = [name for name, _ in kinds]
    records = [dict(zip(names, row, strict=True)) for row in rows]
    table = engine.create_table("feedback", pa.Table.from_pylist(records, schema=pa.schema(kinds)))
    return Answers(table, *scale)


FEEDBACK = [
    ("a", date(2025, 1, 1), 5.0, 5.0),
    ("a", date(2025, 6, 1), 2.0, 1.0),
    ("b", date(2025, 1, 1), 4.0, 4.0),
    ("d", date(2025, 1, 1), 3.0, 3.0),
    ("d", None, 5.0, 5.0),
    ("z", date(2025, 1, 1), 1.0, 1.0),
]


def test_the_latest_answer_counts_and_the_two_top_boxes_are_satisfied(engine):
    feedback = answers(engine, *FEEDBACK)
    latest = fetch_rows(feedback.latest().order_by("customer_id"), at_most=9)
    assert [(row["customer_id"], row["satisfaction"]) for row in latest] == [("a", 2), ("b", 4), ("d", 3), ("z", 1)]
    assert feedback.satisfied_from == 4
    assert Answers(feedback.table, 0, 100).satisfied_from == 80


def test_of_two_answers_on_one_day_the_lower_counts(engine):
    feedback = answers(engine, ("a", date(2025, 1, 1), 5.0, 2.0), ("a", date(2025, 1, 1), 3.0, 4.0))
    assert fetch_rows(feedback.latest(), at_most=9) == [{"customer_id": "a", "satisfaction": 3.0, "service": 2.0}]


def test_value_against_satisfaction_by_hand(duckdb):
    found = satisfaction(value(duckdb), ["high"], answers(duckdb, *FEEDBACK), None)
    assert found.quadrants == {
        "valued_satisfied": 1,
        "valued_dissatisfied": 1,
        "other_satisfied": 0,
        "other_dissatisfied": 1,
    }
    assert found.valued_dissatisfied_revenue_12m == Decimal("100.00")
    assert (found.has_feedback, found.response_share) == (True, 0.5)


def test_small_quadrants_and_their_money_are_hidden(duckdb):
    found = satisfaction(value(duckdb, 2), ["high"], answers(duckdb, *FEEDBACK), None)
    assert set(found.quadrants.values()) == {None, 0}
    assert found.valued_dissatisfied_revenue_12m is None


def test_without_feedback_only_the_places_are_compared(engine):
    people = value(engine)
    places = engine.create_table("places", pa.table({"customer_id": list("abcd"), "place": ["s", "n", "s", "n"]}))
    found = satisfaction(people, ["high"], None, ("region", places))
    assert (found.has_feedback, found.quadrants, found.drivers, found.place_kind) == (False, {}, (), "region")
    south, north = found.places
    assert (south.name, south.n, south.revenue_12m, south.repeat_share) == ("s", 2, Decimal("500.00"), 1.0)
    assert (north.name, north.revenue_12m, north.repeat_share) == ("n", Decimal("210.00"), 0.0)
    assert (south.satisfied_share, south.dissatisfied_valued_n) == (None, None)


def test_answers_of_strangers_alone_are_no_feedback(duckdb):
    found = satisfaction(value(duckdb), ["high"], answers(duckdb, ("z", None, 1.0, 1.0)), None)
    assert (found.has_feedback, found.places, found.place_kind) == (False, (), None)


def test_places_with_feedback_say_how_many_valued_customers_are_dissatisfied_there(duckdb):
    places = duckdb.create_table("places", pa.table({"customer_id": list("abcd"), "place": ["s", "s", "n", "n"]}))
    found = satisfaction(value(duckdb), ["high"], answers(duckdb, *FEEDBACK), ("store", places))
    figures = {place.name: (place.satisfied_share, place.dissatisfied_valued_n) for place in found.places}
    assert figures == {"n": (0.0, 0), "s": (0.5, 1)}


def test_drivers_are_ranked_by_their_rank_correlation(duckdb):
    random = np.random.default_rng(2)
    overall = random.integers(1, 6, 200)
    noisy = np.clip(overall + random.integers(-1, 2, 200), 1, 5)
    table = pd.DataFrame(
        {
            "customer_id": [f"c{i}" for i in range(200)],
            "satisfaction": overall.astype(float),
            "service": noisy.astype(float),
            "price": random.integers(1, 6, 200).astype(float),
            "packaging": 3.0,
            "comment": "好",
        }
    )
    found = drivers(Answers(as_table(duckdb, table, "feedback"), 1, 5), smallest=11)
    assert [driver.dimension for driver in found] == ["service", "price"]
    assert found[0].importance == pytest.approx(spearmanr(table.service, table.satisfaction).statistic, abs=1e-6)
    assert found[0].performance == pytest.approx((table.service.mean() - 1) / 4, abs=1e-6)
    assert found[0].n == 200


def test_regions_of_the_master_come_before_channels(engine):
    people = value(engine).table
    master = as_table(
        engine,
        pd.DataFrame(
            {"customer_id": list("abc"), "region": ["南", "北", "未知"], "store": list("xyz"), "city": list("xyz")}
        ),
        "customers",
    )
    lines = lines_table(engine, [line("a", "1", "2025-01-01", "1.00")])
    kind, places = choose_places(people, master, lines)
    assert kind == "region"
    assert {row["customer_id"]: row["place"] for row in fetch_rows(places, at_most=9)} == {"a": "南", "b": "北"}


def test_without_a_master_a_customers_store_is_where_most_was_paid(engine):
    lines = [
        line("a", "1", "2025-01-01", "1.00", store="x"),
        line("a", "2", "2025-01-02", "9.00", store="y"),
        line("b", "3", "2025-01-01", "2.00", store="x"),
        line("b", "4", "2025-01-01", "2.00", store="w"),
    ]
    kind, places = choose_places(value(engine).table, None, lines_table(engine, lines))
    assert kind == "store"
    assert {row["customer_id"]: row["place"] for row in fetch_rows(places, at_most=9)} == {"a": "y", "b": "w"}


def test_channels_are_compared_where_no_place_is_known(engine):
    lines = lines_table(engine, [line("a", "1", "2025-01-01", "1.00")])
    people = value(engine).table
    kind, places = choose_places(people, None, lines)
    assert kind == "channel"
    assert len(fetch_rows(places, at_most=9)) == 4
    assert choose_places(people.filter(people.customer_id == "a"), None, lines) is None


def places_of(duckdb, satisfied):
    """Three regions of fifty answers each, with so many satisfied customers; all of one value."""
    rows = [(f"{place}{i}", place, 5.0 if i < n else 3.0) for place, n in satisfied.items() for i in range(50)]
    people = pd.DataFrame(
        [{"customer_id": c, "tier": "low", "monetary_12m": Decimal(1), "frequency": 1} for c, *_ in rows]
    )
    grouping = Grouping(as_table(duckdb, people, "fifty"), "tier", ("high", "low"), 11)
    feedback = answers(duckdb, *((customer, None, score, None) for customer, _, score in rows))
    region = as_table(duckdb, pd.DataFrame([{"customer_id": c, "place": place} for c, place, _ in rows]), "region")
    return satisfaction(grouping, ("high",), feedback, ("region", region))


@pytest.mark.parametrize(
    ("satisfied", "weak"),
    [
        ({"东": 45, "南": 25, "西": 43}, "南"),
        ({"东": 45, "南": 41, "西": 43}, None),  # eight points, and chance all the same
        ({"东": 45, "南": 25, "西": 26}, None),  # two of them: none stands alone
    ],
)
def test_a_place_stands_out_only_far_below_the_next_and_beyond_chance(duckdb, satisfied, weak):
    found = places_of(duckdb, satisfied)
    assert found.weak_place == weak
    assert (found.answered_n, found.scale, found.satisfied_from) == (150, (1, 5), 4)


def test_a_hidden_quadrant_hides_another_with_it(duckdb):
    found = places_of(duckdb, {"东": 45, "南": 48, "西": 49})  # eight are not satisfied
    assert found.quadrants["other_dissatisfied"] is None
    assert found.covered == ("other_satisfied",)


def test_a_driver_has_its_mean_on_the_scale_as_asked(duckdb):
    feedback = answers(duckdb, ("a", None, 5.0, 5.0), ("b", None, 3.0, 4.0), ("d", None, 1.0, 2.0))
    assert [(one.mean, one.performance) for one in drivers(feedback, smallest=1)] == [(3.666667, 0.666667)]


def test_drivers_rest_on_the_same_customers_as_the_quadrants(duckdb):
    more = [("b", date(2025, 1, 1), 4.0, 4.0), ("c", date(2025, 1, 1), 2.0, 3.0), ("y", date(2025, 1, 1), 1.0, 2.0)]
    found = satisfaction(value(duckdb), ("high",), answers(duckdb, *more), None)
    assert (found.answered_n, found.drivers[0].n) == (2, 2)  # nobody knows y
