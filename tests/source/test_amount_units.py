"""Amounts in 万元, in thousands, in a currency beside, with points before three digits: asked, then exact."""

from decimal import Decimal

import pytest

from segkit.engine import fetch_rows
from segkit.errors import AmountUnitUnclear, ThousandsUnclear
from segkit.source.amount_units import unit_of_header
from segkit.source.entries import read_entries
from segkit.source.files import open_table
from segkit.source.options import ReadOptions

COLUMNS = {"customer_id": "id", "order_date": "day"}


@pytest.fixture
def amounts(duckdb, tmp_path):
    """The amounts of a file of which the last columns are given, one text per line; `read` as a study states it."""

    def read(header, *cells, **options):
        names = header.split(",")
        lines = [f"{n},2025-01-0{n},{cell}" for n, cell in enumerate(cells, 1)]
        (tmp_path / "a.csv").write_text("\n".join([f"id,day,{header}", *lines]) + "\n", encoding="utf-8")
        settled = ReadOptions(delimiter=",", **options)
        source = open_table(duckdb, tmp_path / "a.csv", settled, tmp_path / "staging")
        roles = COLUMNS | {"amount": names[0]} | ({"currency": names[1]} if len(names) > 1 else {})
        table = read_entries(source, roles, settled, "line").table
        return [(row["amount"], row["amount_currency"]) for row in fetch_rows(table, at_most=99)]

    return read


def only(found):
    return [amount for amount, _ in found]


@pytest.mark.parametrize(
    ("header", "unit"),
    [
        *(("实付金额（万元）", "万元"), ("金额(单位：千元)", "千元"), ("销售额万元", "万元"), ("实付金额(分)", "分")),
        *(("Amount (USD 000)", "thousand"), ("Sales (in millions)", "million"), ("Total [k]", "thousand")),
        *(("实付金额", None), ("金额（元）", None), ("Amount (USD)", None), ("Amount (net)", None), ("万元户数", None)),
    ],
)
def test_a_header_names_its_unit(header, unit):
    assert unit_of_header(header) == unit


def test_a_unit_in_the_header_is_asked_about_with_the_lines_that_settle_it(amounts):
    with pytest.raises(AmountUnitUnclear) as caught:
        amounts("金额（万元）", "0.5", "1.2", "3")
    assert caught.value.lines == ("read: {amount_unit: 万元}", "read: {amount_unit: 元}")


@pytest.mark.parametrize(
    ("unit", "cells", "expected"),
    [
        ("万元", ("0.2427", "-1.5", ""), ["2427.00", "-15000.00", None]),
        ("thousand", ("4.0665", "1,219.8"), ["4066.50", "1219800.00"]),
        ("million", ("0.00012345", "2"), ["123.45", "2000000.00"]),
        ("亿元", ("0.01",), ["1000000.00"]),
        ("分", ("4066", "-1050"), ["40.66", "-10.50"]),
        ("one", ("4066", "40.5"), ["4066.00", "40.50"]),
    ],
)
def test_amounts_in_a_stated_unit_are_exact_to_the_cent(amounts, unit, cells, expected):
    cells = [f'"{cell}"' if "," in cell else cell for cell in cells]
    found = only(amounts("金额（万元）", *cells, amount_unit=unit))
    assert found == [None if one is None else Decimal(one) for one in expected]


def test_a_currency_in_a_column_beside_stands_behind_its_amount(amounts):
    rates = {"EUR": Decimal("1.10"), "CNY": Decimal("0.14")}
    found = amounts("Amount,Currency", "10.00,USD", "10.00,EUR", "100,CNY", "7,", rates=rates, currency="USD")
    assert only(found) == [Decimal("10.00"), Decimal("11.00"), Decimal("14.00"), Decimal("7.00")]


def test_currencies_beside_without_a_rate_are_left_unsettled_for_cleaning_to_ask(amounts):
    assert [mark for _, mark in amounts("Amount,Currency", "10.00,USD", "10.00,EUR")] == ["USD", "EUR"]


def test_points_that_all_stand_before_three_digits_are_asked_about(amounts):
    with pytest.raises(ThousandsUnclear):
        amounts("Amount", "1.000", "2.037", "3.074", "40")
    assert only(amounts("Amount", "1.000", "2.037", "3.074", decimal_mark=",")) == [
        Decimal(n) for n in (1000, 2037, 3074)
    ]
    found = only(amounts("Amount", "1.000", "2.037", "3.074", decimal_mark="."))
    assert found == [Decimal("1.00"), Decimal("2.04"), Decimal("3.07")]


def test_other_decimals_beside_them_settle_the_matter(amounts):
    found = only(amounts("Amount", "1.000", "2.037", "3.074", "5.25"))
    assert found == [Decimal("1.00"), Decimal("2.04"), Decimal("3.07"), Decimal("5.25")]
