"""Personas of a small shop: who is described, what is known of them, and what stays hidden."""

from decimal import Decimal

import pytest

from segkit.columns import SCORES
from segkit.evaluation.figures import Grouping, segment_figures
from segkit.evaluation.personas import Described, personas
from segkit.evaluation.profile import blank_card
from tests.tables import table

COLUMNS = SCORES.columns | {
    "type": "string",
    "main_day_part": "string?",
    "satisfaction_place": "float64?",
    "main_need": "string?",
}


def customer(at, segment, **more):
    base = dict.fromkeys(SCORES.columns, 0)
    base |= {"customer_id": str(at), "type": segment, "monetary": Decimal(100), "monetary_12m": Decimal(100)}
    base |= {"first_date": None, "last_date": None, "top_category": None, "main_channel": None}
    return base | {"lines_per_order": 1.0, "mean_gap_days": None, "average_order": 100.0, "n_categories": 1} | more


def described(duckdb, *people, smallest=2, rule=frozenset(), satisfied_from=0.75):
    known = duckdb.create_table("people", table(COLUMNS, *people).to_pyarrow())
    order = tuple(dict.fromkeys(one["type"] for one in people))
    grouping = Grouping(known, "type", order, smallest)
    figures = {row.segment: row for row in segment_figures(grouping)}
    cards = {name: blank_card("", name) for name in order}
    return {one.segment: one for one in personas(grouping, Described(figures, cards, rule, satisfied_from))}


def shop():
    often = [customer(at, "often", frequency=5, satisfaction_place=1.0, main_need="product") for at in range(4)]
    rare = [customer(at + 10, "rare", frequency=1, satisfaction_place=0.0, main_need="service") for at in range(6)]
    return [*often, *rare]


def test_a_persona_says_who_they_are_and_what_sets_them_apart(duckdb):
    found = described(duckdb, *shop())
    often = found["often"]
    assert (often.n, often.share_n, often.per_head, often.sample_n) == (4, 0.4, Decimal("100.00"), 4)
    assert {(one.measure, one.trait): one.delta for one in often.effects if one.delta} == {
        ("frequency", ""): 1.0,
        ("need", "product"): 1.0,
        ("need", "service"): -1.0,
        ("satisfied", "yes"): 1.0,
    }


def test_satisfaction_and_messages_count_those_who_gave_them(duckdb):
    silent = [customer(at + 20, "often", frequency=5) for at in range(3)]
    found = described(duckdb, *shop(), *silent)
    assert (found["often"].answered_n, found["often"].satisfied_share, found["often"].wrote_n) == (4, 1.0, 4)
    assert [(bar.name, bar.share) for bar in found["rare"].needs] == [("service", 1.0)]


def test_too_few_answers_and_messages_are_not_told(duckdb):
    people = [customer(at, "often", frequency=5) for at in range(5)]
    people += [customer(9, "often", satisfaction_place=1.0, main_need="product")]
    others = [customer(at + 20, "rare", frequency=1) for at in range(6)]
    often = described(duckdb, *people, *others)["often"]
    assert (often.answered_n, often.satisfied_share, often.wrote_n, often.needs) == (None, None, None, ())


def test_a_segment_of_too_few_and_one_hidden_with_it_have_no_persona(duckdb):
    sizes = {"one": 1, "few": 4, "many": 9}
    people = [customer(f"{name}{at}", name) for name, n in sizes.items() for at in range(n)]
    assert set(described(duckdb, *people, smallest=3)) == {"many"}


@pytest.mark.parametrize(("rule", "measures"), [(frozenset({"f_score"}), {"frequency"}), (frozenset(), set())])
def test_measures_that_form_the_segments_are_marked(duckdb, rule, measures):
    found = described(duckdb, *shop(), rule=rule)
    assert {one.measure for one in found["often"].effects if one.is_rule} == measures


def test_without_answers_nobody_is_called_satisfied(duckdb):
    found = described(duckdb, *shop(), satisfied_from=None)
    assert found["often"].answered_n is None
    assert not [one for one in found["often"].effects if one.measure == "satisfied"]
