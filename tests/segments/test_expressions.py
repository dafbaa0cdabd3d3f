from contextlib import suppress
from decimal import Decimal

import ibis
import pytest
from hypothesis import given
from hypothesis import strategies as st

from segkit.columns import SCORES
from segkit.errors import (
    ChainedComparison,
    ConditionNotAllowed,
    ConditionTooLarge,
    ConditionUnreadable,
    DoubleQuotes,
    EqualsNull,
    LookAlike,
    MixedKinds,
    StandardError,
    UnknownMeasure,
)
from segkit.segments.expressions import is_true, parse_condition, truth
from tests.tables import rows, table

COLUMNS = {"customer_id": "string", "frequency": "int64", "monetary": "decimal(18, 2)", "n_categories": "int64?"}
COLUMNS |= {"city": "string?", "is_member": "boolean?"}


@pytest.mark.parametrize(
    ("text", "error", "position"),
    [
        ('city = "上海"', DoubleQuotes, 8),
        ("frequency > ３", LookAlike, 13),
        ("frequency > 0x10", ConditionNotAllowed, 14),
        ("frequency > 1_000", ConditionNotAllowed, 14),
        ("frequency > 1 as y", ConditionNotAllowed, 15),
        ("frequency > 1 -- why", ConditionNotAllowed, 13),
        ("/* why */ frequency > 1", ConditionNotAllowed, 11),
        ("1 < frequency < 3", ChainedComparison, 1),
        ("city = null", EqualsNull, 8),
        ("city in ('a', null)", EqualsNull, 15),
        ("{{x}}", ConditionNotAllowed, 1),
        ("frequency > ?", ConditionNotAllowed, 13),
        ("frequency > :x", ConditionNotAllowed, 13),
        ("select", ConditionNotAllowed, 1),
        ("frequency > (select 1)", ConditionNotAllowed, 14),
        ("frequency > 1; drop", ConditionNotAllowed, 14),
        ("frequency % 2 = 0", ConditionNotAllowed, 11),
        ("frequency > sum(frequency)", ConditionNotAllowed, 13),
        ("frequency > quantile(frequency, 2)", ConditionNotAllowed, 13),
        ("frequency > mean(frequency, 1)", ConditionNotAllowed, 13),
        ("city like 'a'", ConditionNotAllowed, 6),
        ("frequency", ConditionNotAllowed, 1),
        ("true", ConditionNotAllowed, 1),
        ("frequency is null is null is null", None, None),
        ("city > 3", MixedKinds, 8),
        ("frequency > 'a'", MixedKinds, 13),
        ("frequency > median(city)", MixedKinds, 20),
        ("(frequency > 1", ConditionUnreadable, 15),
        ("city = 'a", ConditionUnreadable, 10),
        ("", ConditionUnreadable, 1),
    ],
)
def test_what_is_not_in_the_language_is_refused_with_its_place(text, error, position):
    if error is None:
        assert parse_condition(text, COLUMNS).columns == {"frequency"}
        return
    with pytest.raises(error) as raised:
        parse_condition(text, COLUMNS)
    assert raised.value.position == position


def test_an_unknown_column_is_met_with_the_nearest_name_and_a_mark_under_it():
    with pytest.raises(UnknownMeasure) as raised:
        parse_condition("city = '上海' and freqency > 3", COLUMNS)
    assert raised.value.nearest == "frequency"
    assert raised.value.slots()["shown"].splitlines() == ["city = '上海' and freqency > 3", " " * 18 + "^"]


@pytest.mark.parametrize(
    ("text", "limit"),
    [
        ("frequency > 1 " * 200, "characters"),
        ("(" * 21 + "frequency > 1" + ")" * 21, "depth"),
        (" or ".join(["n > 1"] * 201), "terms"),
    ],
)
def test_too_large_a_condition_is_refused_before_it_is_parsed(text, limit):
    with pytest.raises(ConditionTooLarge) as raised:
        parse_condition(text, COLUMNS | {"n": "int64"})
    assert raised.value.limit == limit


def test_two_hundred_terms_are_read_and_applied(engine):
    condition = parse_condition(" or ".join(["n=1"] * 200), COLUMNS | {"n": "int64"})
    everybody = table({"n": "int64"}, {"n": 1}, {"n": 2})
    assert [row["match"] for row in rows(engine, everybody.mutate(match=is_true(condition, everybody, {})))] == [
        True,
        False,
    ]


def customers(*entries):
    return table(COLUMNS, *({"customer_id": str(i)} | entry for i, entry in enumerate(entries)))


CUSTOMERS = [
    {"frequency": 3, "monetary": "10.01", "n_categories": 2, "city": "上海", "is_member": True},
    {"frequency": 1, "monetary": "-5.00", "n_categories": None, "city": None, "is_member": None},
    {"frequency": 7, "monetary": "99.99", "n_categories": 0, "city": "北京", "is_member": False},
]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("frequency >= 3 and monetary > 10", [True, False, True]),
        ("monetary = 10.01", [True, False, False]),
        ("monetary > 10.01", [False, False, True]),
        ("n_categories > 0", [True, False, False]),
        ("not n_categories > 0", [False, False, True]),
        ("n_categories > 0 or frequency = 1", [True, True, False]),
        ("n_categories is null", [False, True, False]),
        ("n_categories is not null and is_member", [True, False, False]),
        ("city in ('上海', '广州')", [True, False, False]),
        ("city not in ('上海')", [False, False, True]),
        ("frequency between 2 and 5", [True, False, False]),
        ("frequency not between 2 and 5", [False, True, True]),
        ("monetary * 2 - 20 > frequency", [False, False, True]),
        ("monetary < -1.5", [False, True, False]),
        ("frequency > mean(frequency) and not is_member", [False, False, True]),
        ("frequency in (1, 7) and city <> '北京' or is_member = true", [True, False, False]),
    ],
)
def test_both_engines_and_the_linter_read_a_condition_alike(engine, text, expected):
    entries = [entry | {"monetary": Decimal(entry["monetary"])} for entry in CUSTOMERS]
    condition = parse_condition(text, COLUMNS)
    references = {"mean(frequency)": 11 / 3}
    everybody = customers(*entries)
    found = rows(engine, everybody.select("customer_id", match=is_true(condition, everybody, references)))
    assert [row["match"] for row in found] == expected
    by_hand = [truth(condition, entry | {"monetary": float(entry["monetary"])}, references) for entry in entries]
    assert [value is True for value in by_hand] == expected


def test_references_are_named_as_written():
    condition = parse_condition("frequency > mean(frequency) and monetary >= quantile(monetary, 0.8)", COLUMNS)
    assert [one.key for one in condition.references] == ["mean(frequency)", "quantile(monetary, 0.8)"]


atoms = st.sampled_from(
    [
        "frequency > 2",
        "n_categories <= 1",
        "n_categories is null",
        "city = 'a'",
        "not city = 'b'",
        "frequency in (1, 3)",
    ]
)
conditions = st.recursive(
    atoms, lambda inner: st.builds("({0} {2} {1})".format, inner, inner, st.sampled_from(["and", "or"])), max_leaves=6
)
people = st.lists(
    st.fixed_dictionaries(
        {
            "frequency": st.integers(1, 4),
            "n_categories": st.none() | st.integers(0, 3),
            "city": st.none() | st.sampled_from(["a", "b"]),
        }
    ),
    max_size=6,
)


@given(conditions, people)
def test_the_engine_and_the_linter_agree_on_every_condition(text, entries):
    condition = parse_condition(text, COLUMNS)
    everybody = customers(*entries)
    found = rows(ibis.duckdb.connect(), everybody.select("customer_id", match=is_true(condition, everybody, {})))
    assert [row["match"] for row in found] == [truth(condition, entry, {}) is True for entry in entries]


words = st.sampled_from(
    [
        "frequency",
        "monetary",
        "mean",
        "(",
        ")",
        "and",
        "or",
        "not",
        ">",
        "=",
        "in",
        "between",
        "is",
        "null",
        "1",
        "'a'",
        ",",
        "-",
        "*",
    ]
)


@given(st.text(max_size=60) | st.lists(words, max_size=14).map(" ".join))
def test_any_text_is_a_condition_or_a_coded_error(text):
    with suppress(StandardError):
        assert parse_condition(text, SCORES.columns).columns
