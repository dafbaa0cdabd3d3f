"""A scheme tried on customers: everybody is held once, and odd sizes and idle thresholds are named."""

from decimal import Decimal

from segkit.segments.proving import Held, ProvingFinding, prove_scheme
from segkit.segments.standard import read_library_scheme
from tests.segments.schemes import rules, scored
from tests.segments.test_schemes import tiers


def buyers(engine, *counts):
    people = scored(*({"frequency": n, "monetary": Decimal(10 * n)} for n in counts))
    return engine.create_table("customers", people)


def test_every_customer_is_held_by_one_segment(engine):
    proof = prove_scheme(rules({"often": "frequency >= 4"}), buyers(engine, 1, 2, 4, 5))
    assert proof.held == (Held("often", 2, 0.5), Held("others", 2, 0.5))
    assert proof.findings == ()


def test_segments_of_nobody_and_of_nearly_everybody_are_named(engine):
    proof = prove_scheme(rules({"often": "frequency >= 2", "never": "frequency < 1"}), buyers(engine, *[5] * 9, 1))
    assert [(one.code, one.subject, one.figure) for one in proof.findings] == [
        ("dominant", "often", 0.9),
        ("empty", "never", 0.0),
    ]


def test_a_segment_of_less_than_one_percent_is_named(engine):
    proof = prove_scheme(rules({"one": "frequency = 9", "few": "frequency > 5"}), buyers(engine, 9, *[6, 1] * 100))
    assert [(one.code, one.subject) for one in proof.findings] == [("tiny", "one")]


def test_thresholds_beyond_all_values_do_nothing_and_are_named(engine):
    customers = buyers(engine, 1, 2, 3, 4)
    assert prove_scheme(rules({"a": "frequency >= 3 or frequency > 50"}), customers).findings == (
        ProvingFinding("out_of_range", "test", "frequency", 50.0, 1.0, 4.0),
    )
    by_money = prove_scheme(tiers("typed", 1000, 20), customers)
    assert [(one.code, one.subject) for one in by_money.findings] == [("empty", "top"), ("out_of_range", "monetary")]


def test_who_takes_all_others_may_hold_nobody(engine):
    scheme = read_library_scheme("breadth")
    people = scored({"n_categories": 1}, {"n_categories": 3})
    assert prove_scheme(scheme, engine.create_table("customers", people)).findings == ()
