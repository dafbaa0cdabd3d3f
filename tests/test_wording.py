"""Figures as people read them."""

from decimal import Decimal

import pytest

from segkit.report.money import column_printer
from segkit.wording import Wording

ZH, EN = Wording("zh-CN"), Wording("en")


@pytest.mark.parametrize(
    ("value", "printed"), [(24.5, "25 days"), (66.5, "67 days"), (43.5, "44 days"), (43.4, "43 days")]
)
def test_half_a_day_is_rounded_up(value, printed):
    assert EN.show(value, "days") == printed
    assert ZH.show(value, "whole") == printed.split()[0]


def test_a_whole_number_may_be_a_decimal():
    assert EN.show(Decimal("2905"), "days") == "2,905 days"


def test_a_unit_cost_keeps_its_cents_and_names_its_currency():
    assert (ZH.show(Decimal("6.5"), "fee"), EN.show(Decimal("6.5"), "fee")) == ("6.50元", "¥6.50")


def test_a_currency_is_named_by_its_word_or_its_code_and_symbol():
    assert (ZH.show("CNY", "currency"), ZH.show("USD", "currency")) == ("人民币元", "美元")
    assert (EN.show("CNY", "currency"), EN.show("USD", "currency")) == ("CNY (¥)", "USD ($)")


@pytest.mark.parametrize(
    ("values", "printed"),
    [
        ((2_500_000, 997_500, 6_400), ["¥2,500.0K", "¥997.5K", "¥6.4K"]),
        ((2_500_000, 1_997_500), ["¥2.5M", "¥2.0M"]),
        ((4_362, 144), ["¥4,362", "¥144"]),
        ((-39_000, 12_000), ["−¥39.0K", "¥12.0K"]),
        ((40_000, None), ["¥40.0K", "not shown"]),
        ((None,), ["not shown"]),
    ],
)
def test_a_column_of_money_has_one_unit(values, printed):
    show = column_printer(values, EN)
    assert [show(value) for value in values] == printed


def test_chinese_columns_stay_in_wan_unless_a_figure_would_vanish_in_it():
    show = column_printer((25_000, 6_400), ZH)
    assert [show(25_000), show(6_400)] == ["2.5万元", "0.6万元"]
    show = column_printer((25_000, 40), ZH)
    assert [show(25_000), show(40)] == ["2.5万元", "40元"]


@pytest.mark.parametrize(
    ("n", "text"),
    [
        (1, "1 row is set aside, 1 row of 1 customer"),
        (2, "2 rows are set aside, 2 rows of 2 customers"),
        (21, "21 rows are set aside, 21 rows of 21 customers"),
    ],
)
def test_what_is_counted_stands_in_the_singular_behind_a_1(n, text):
    pattern = "{n:count} rows are set aside, {n} rows of {n:count} customers"
    assert Wording("en").fill(pattern, n=n) == text


def test_words_that_are_not_counted_and_the_companys_own_stay_as_they_are():
    words = Wording("en")
    assert (
        words.fill("line {n} was, of {n} of the rows; {name} rows", n=1, name="Top 1")
        == "line 1 was, of 1 of the rows; Top 1 rows"
    )


@pytest.mark.parametrize("kind", ["money", "price", "cents", "fee", "percent", "days"])
def test_only_heads_are_fewer_than_eleven(kind):
    """Money below eleven would be a sum: what is hidden of money, shares and days says that it is not shown."""
    assert EN.show(None, "count") == "<11"
    assert EN.show(None, kind) == "not shown"


@pytest.mark.parametrize(
    ("kind", "value", "zh", "en"),
    [
        ("price", Decimal("-8282.4"), "−8,282元", "−¥8,282"),
        ("money", Decimal(-39025), "−3.9万元", "−¥39.0K"),
        ("fee", Decimal("-6.5"), "−6.50元", "−¥6.50"),
        ("points", -0.02, "−2.0个百分点", "−2.0 points"),
        ("one", -2.0, "−2.0", "−2.0"),
        ("price", Decimal("-0.3"), "0元", "¥0"),
    ],
)
def test_a_negative_figure_has_a_true_minus_before_its_currency(kind, value, zh, en):
    assert (ZH.show(value, kind), EN.show(value, kind)) == (zh, en)
