"""Amounts are exact: compared with Python's Decimal. DuckDB alone, as the module says."""

from decimal import ROUND_HALF_UP, Decimal

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from segkit.engine import open_engine
from segkit.source.amounts import read_amounts, read_numbers
from segkit.source.options import ReadOptions

ENGINE = open_engine()  # Hypothesis runs many examples; one connection serves them all


def read(cells, **options):
    text = ENGINE.create_table("amounts", pa.table({"a": pa.array(cells, pa.string())}), overwrite=True)
    found = read_amounts(text.a, ReadOptions(**options))
    rows = text.select(amount=found.amount, is_rounded=found.is_rounded, form=found.form).to_pyarrow().to_pylist()
    return [tuple(row.values()) for row in rows]


@pytest.mark.parametrize(
    ("text", "amount", "form"),
    [
        ("12.5", "12.50", None), ("-3", "-3.00", None), ("1,234.50", "1234.50", "thousands"),
        ("１２．５０", "12.50", "full_width"), ("¥58.00", "58.00", "currency_sign"),
        ("￥58", "58.00", "currency_sign"), ("58元", "58.00", "currency_sign"), ("CNY 58", "58.00", "currency_sign"),
        ("$1,000", "1000.00", "currency_sign"),
        ("€7.10", "7.10", "currency_sign"), ("(50.00)", "-50.00", None), ("（50）", "-50.00", None),
        ("50.00-", "-50.00", None), ("1,200元-", "-1200.00", "currency_sign"),
        ("−50.00", "-50.00", None), ("-¥50", "-50.00", "currency_sign"), ("¥-50", "-50.00", "currency_sign"),
        (" 7 ", "7.00", None), ("+7", "7.00", None), (".5", "0.50", None), ("5.", "5.00", None), ("007", "7.00", None),
        ("0", "0.00", None), ("9999999999999999.99", "9999999999999999.99", None),
    ],
)  # fmt: skip
def test_an_amount_is_read_as_a_person_reads_it(text, amount, form):
    assert read([text]) == [(Decimal(amount), False, form)]


@pytest.mark.parametrize(
    "text",
    ["1.0E+17", "1e5", "12345678901234567", "9999999999999999.995", "1,23", "12,34,567", "1_000", "0x10", "1.2万",
     "--", "-", "#N/A", "待定", "(50", "50)", "(-50)", "-¥-5", "-50-", "(50-)",
     "¥", ".", "1.2.3", "2025-03-05", "1 2", None],
)  # fmt: skip
def test_what_is_no_plain_amount_is_null(text):
    assert read([text])[0][0] is None


def test_unit_words_count_only_where_they_are_stated():
    assert read(["1.2万", "0.00012345亿", "１.2万元"], unit_words=("万", "亿")) == [
        (Decimal("12000.00"), False, "unit_word"),
        (Decimal("12345.00"), False, "unit_word"),
        (Decimal("12000.00"), False, "unit_word"),
    ]
    assert read(["1.2亿"], unit_words=("万",))[0][0] is None


def test_a_decimal_comma_is_read_where_it_is_stated():
    assert [row[0] for row in read(["1.234,50", "12,5", "7"], decimal_mark=",")] == [
        Decimal("1234.50"), Decimal("12.50"), Decimal("7.00")]  # fmt: skip
    assert read(["1.234,50"])[0][0] is None


def test_halves_round_away_from_zero_and_are_counted():
    assert read(["1.005", "-1.005", "1.0049999999", "125.43999999999998", "2.500"]) == [
        (Decimal("1.01"), True, None),
        (Decimal("-1.01"), True, None),
        (Decimal("1.00"), True, None),
        (Decimal("125.44"), True, None),
        (Decimal("2.50"), False, None),
    ]


@given(st.lists(st.decimals(min_value=-(10**12), max_value=10**12, places=7, allow_nan=False), min_size=1, max_size=50))
def test_any_decimal_reads_as_python_rounds_it(values):
    expected = [value.quantize(Decimal("0.01"), ROUND_HALF_UP) for value in values]
    assert [row[0] for row in read([f"{value:f}" for value in values])] == expected


@given(st.lists(st.decimals(min_value=-(10**9), max_value=10**9, places=2, allow_nan=False), min_size=1, max_size=20))
@settings(max_examples=40)  # each is read four times
def test_every_way_of_writing_an_amount_gives_the_same_money(values):
    for pattern in ("{:.2f}", "{:,.2f}", "¥{:,.2f}", "{:.2f}元"):
        assert [row[0] for row in read([pattern.format(value) for value in values])] == values


CENTS = st.decimals(min_value=-(10**9), max_value=10**9, places=2, allow_nan=False)


@given(st.lists(CENTS, min_size=1, max_size=20), st.decimals(min_value="0.000001", max_value="99999", places=6))
def test_a_stated_rate_turns_amounts_as_python_rounds_them(values, rate):
    options = {"rates": (("USD", rate),), "currency": "CNY"}
    found = read([f"{value} USD" for value in values], **options)
    expected = [(value * rate).copy_abs().quantize(Decimal("0.01"), ROUND_HALF_UP).copy_sign(value) for value in values]
    assert [row[0] for row in found] == expected
    assert {row[2] for row in found} == {"converted"}


def test_a_mark_that_can_mean_the_study_s_own_currency_is_not_turned():
    options = {"rates": (("JPY", Decimal("0.05")), ("USD", Decimal(7))), "currency": "CNY"}
    assert [row[0] for row in read(["¥10", "10円", "$10", "10", "HK$10"], **options)] == [
        *(Decimal(10), Decimal("0.50"), Decimal(70), Decimal(10), Decimal(10))
    ]


def test_the_mark_beside_an_amount_is_told_unless_a_rate_settles_it():
    text = ENGINE.create_table(
        "marks", pa.table({"a": ["10", "$10", "10 usd", "¥10 USD", "rmb5", "5元"]}), overwrite=True
    )
    found = text.select(mark=read_amounts(text.a, ReadOptions()).currency).to_pyarrow()["mark"].to_pylist()
    assert found == [None, "$", "USD", "USD", "RMB", "元"]


def test_numbers_are_read_as_floats_and_nothing_else_is():
    text = ENGINE.create_table("n", pa.table({"a": ["2", "2.5", "1,200", "１２", "二", None, "1e3"]}), overwrite=True)
    assert text.select(n=read_numbers(text.a)).to_pyarrow()["n"].to_pylist() == [
        2.0,
        2.5,
        1200.0,
        12.0,
        None,
        None,
        None,
    ]
