"""Inputs 50 to 55: how money is written, and money of several currencies."""

from decimal import Decimal

import pytest

from segkit.errors import MixedCurrencies
from tests.acceptance.bad_inputs.company import ROLES, Shop, as_text, clean_rows, explained, spoiled

RATES = "read: {rates: {EUR: 7.80, USD: 7.105}}"


def amounts(cleaned) -> list[Decimal]:
    return [row["amount"] for row in cleaned.table("order_lines")]


def test_thousands_commas_are_taken_out_and_counted(shop: Shop):
    """#50"""
    shop.write(as_text([[*row[:5], f'"{text}"'] for row, text in zip(clean_rows(), ["1,234.50"] * 30, strict=True)]))
    cleaned = shop.cleaned()
    assert (set(amounts(cleaned)), cleaned.ledger["thousands"]) == ({Decimal("1234.50")}, 30)


def test_full_width_digits_signs_and_minus_forms_are_read_and_a_unit_word_is_not(shop: Shop):
    """#51"""
    texts = {
        "r0": "１２３",
        "r1": "４５．６",
        "r2": "￥1234",
        "r3": "20元",
        "r4": "1.2万",
        "r5": "(50.00)",
        "r6": "50-",
        "r7": "−7.00",
    }
    shop.write(as_text(spoiled(clean_rows(), "金额", **texts)))
    cleaned = shop.cleaned()
    read = [Decimal(text) for text in ("123", "45.6", "1234", "20", "-50", "-50", "-7")]
    assert amounts(cleaned)[:7] == read
    assert cleaned.aside == {6: "unreadable_amount"}
    assert {name: cleaned.ledger[name] for name in ("full_width", "currency_sign", "refund")} == {
        "full_width": 2, "currency_sign": 2, "refund": 3
    }  # fmt: skip
    explained(cleaned.aside)
    stated = shop.cleaned(read="read: {unit_words: [万]}")
    assert (amounts(stated)[4], stated.aside) == (Decimal("12000.00"), {})


def test_several_currencies_in_one_column_stop_until_their_rates_are_stated(shop: Shop):
    """#52"""
    shop.write(as_text(spoiled(clean_rows(), "金额", r0="$10", r1="¥20", r2="€30", r3="40 USD", r4="$1.01")))
    assert [one["marks"] for one in shop.inspected()["problems"] if one["code"] == "currencies"] == [
        ["$", "USD", "¥", "€"]
    ]
    told = shop.stops("E-NUM-01", "订单.csv", "金额", "USD × 3", "EUR × 1", "CNY × 1", "2", "$10", "€30", known="×")
    assert all("read: {rates: {EUR: …, USD: …}}" in text for text in told.values())
    cleaned = shop.cleaned(read=RATES)
    assert amounts(cleaned)[:6] == [Decimal(x) for x in ("71.05", "20", "234.00", "284.20", "7.18", "25.50")]
    assert (cleaned.ledger["converted"], cleaned.ledger["currency_sign"]) == (4, 1)
    assert "1 USD = 7.105 CNY" in cleaned.notes("zh-CN")
    assert "1 EUR = 7.80 CNY" in cleaned.notes("en") or "1 EUR = 7.8 CNY" in cleaned.notes("en")


def test_dollars_in_a_study_in_yuan_stop_and_a_study_in_dollars_reads_them(shop: Shop):
    """#52"""
    shop.write(as_text(spoiled(clean_rows(), "金额", r2="$10")))
    shop.stops("E-NUM-01", "USD × 1", "$10", "CNY", known="×")
    assert shop.cleaned(more="currency: USD").ledger["currency_sign"] == 1


@pytest.mark.parametrize(("texts", "currency", "is_mixed"), [
    (("¥10", "20円"), "JPY", False), (("¥10", "20元"), "CNY", False), (("¥10", "20円", "30元"), "JPY", True),
    (("$10", "HK$20"), "HKD", False), (("$10",), "EUR", True), (("NT$10", "10元"), "TWD", False),
])  # fmt: skip
def test_a_sign_of_two_currencies_is_settled_by_the_study(shop: Shop, texts, currency, is_mixed):
    """#52"""
    shop.write(as_text(spoiled(clean_rows(), "金额", **{f"r{at}": text for at, text in enumerate(texts)})))
    if is_mixed:
        with pytest.raises(MixedCurrencies):
            shop.cleaned(more=f"currency: {currency}")
    else:
        assert shop.cleaned(more=f"currency: {currency}").ledger["currency_sign"] == len(texts)


def test_amounts_beyond_any_number_are_set_aside_and_no_total_is_infinite(shop: Shop):
    """#53"""
    texts = {"r0": "1e308", "r1": "1e309", "r2": "inf", "r3": "NaN", "r4": "12345678901234567890", "r5": "99999999.00"}
    rows = spoiled(clean_rows(400), "金额", **texts)
    shop.write(as_text(rows))
    cleaned = shop.cleaned()
    assert cleaned.ledger["unreadable_amount"] == 5
    assert cleaned.aside[7] == "amount_limit"
    assert cleaned.quality.accounts[0].amount_kept == sum(Decimal(row[5]) for row in rows[6:])
    explained(cleaned.aside)


def test_refunds_follow_the_stated_policy_and_are_counted(shop: Shop):
    """#54"""
    rows = clean_rows()
    shop.write(as_text([*rows, ["HY1001", *rows[0][1:3], "D9000", "2025-12-01", "-300.00"], [*rows[1][:5], "-30.50"]]))
    total = sum(Decimal(row[5]) for row in rows)
    netted, dropped = shop.cleaned(), shop.cleaned(more="cleaning: {refunds: drop}")
    assert (netted.ledger["refund"], netted.quality.accounts[0].amount_kept) == (2, total - Decimal("330.50"))
    assert (dropped.aside, dropped.quality.accounts[0].amount_kept) == ({32: "refund", 33: "refund"}, total)
    explained(dropped.aside)


def test_equal_order_lines_are_set_aside_and_one_stays(shop: Shop):
    """#55"""
    rows = clean_rows()
    shop.write(as_text([*rows, rows[3], rows[3]]))
    cleaned = shop.cleaned()
    assert (cleaned.aside, len(amounts(cleaned))) == ({32: "exact_duplicate", 33: "exact_duplicate"}, 30)
    explained(cleaned.aside)
    assert shop.cleaned(more="cleaning: {duplicates: keep}").ledger["exact_duplicate"] == 2
    assert set(ROLES) == {"customer_id", "order_id", "order_date", "amount"}
