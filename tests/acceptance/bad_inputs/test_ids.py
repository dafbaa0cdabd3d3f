"""Inputs 39 to 43: ids that only look alike, that a spreadsheet has ruined, or that are none."""

from decimal import Decimal

from tests.acceptance.bad_inputs.company import Shop, as_text, clean_rows, column_of, explained, spoiled, write_study
from tests.acceptance.bad_inputs.sheets import workbook


def customers(cleaned) -> set[str]:
    return {row["customer_id"] for row in cleaned.table("order_lines")}


def test_leading_zeros_make_another_customer_and_are_told(shop: Shop):
    """#39"""
    shop.write(as_text(column_of(clean_rows(), "会员号", lambda at, _: ("00123", "123", "7")[at % 3])))
    cleaned = shop.cleaned()
    assert (customers(cleaned), cleaned.warned) == ({"00123", "123", "7"}, {"leading_zeros"})


def test_ids_that_a_spreadsheet_has_rounded_stop(shop: Shop):
    """#40"""
    long = column_of(clean_rows(), "会员号", lambda at, _: f"11010119900307{at % 7}000")
    shop.write(as_text(long))
    told = shop.stops("E-XLS-15", "订单.csv", "会员号", "110****7000"[:3] + "****")
    assert ("文本" in told["zh-CN"] or "不要" in told["zh-CN"], "110101199003070000" in told["en"]) == (True, False)
    shop.write(as_text(column_of(clean_rows(), "会员号", lambda at, _: f"1.1010{at % 3}E+17")))
    shop.stops("E-XLS-15", "订单.csv", "会员号", "30")
    workbook(shop.folder, [[float(row[0]), *row[1:]] for row in long])
    write_study(shop.folder, "订单.xlsx")
    told = shop.stops("E-XLS-14", "订单.xlsx", "会员号", "30")
    assert ("文本" in told["zh-CN"], "as text" in told["en"]) == (True, True)


def test_words_that_other_tools_take_for_nothing_stay_ids_and_are_told(shop: Shop):
    """#41"""
    shop.write(as_text(spoiled(clean_rows(), "会员号", r0="NA", r1="None", r2="nan", r3="NULL")))
    cleaned = shop.cleaned()
    assert {"NA", "None", "nan"} < customers(cleaned)
    assert cleaned.aside == {5: "missing_id"}  # NULL is what databases write for nothing
    assert "word_ids" in cleaned.warned


def test_ids_written_alike_are_one_customer_and_counted(shop: Shop):
    """#42"""
    texts = {
        "r0": "ＨＹ１００１",
        "r5": " HY1001 ",
        "r10": "HY\u200b1001",
        "r15": "\u202aHY1001\u202c",
        "r20": "HY1001\u3000",
    }
    shop.write(as_text(spoiled(clean_rows(), "会员号", **texts)))
    cleaned = shop.cleaned()
    assert (len(customers(cleaned)), cleaned.ledger["normalised_id"]) == (5, 5)
    line = next(line for line in cleaned.quality.ledger if line.rule == "normalised_id")
    assert (line.customers_before, line.customers_after) == (10, 5)


def test_ids_stay_different_where_the_study_says_that_they_are(shop: Shop):
    """#42, switched off: blanks still stand for no customer, and no row is told as rewritten."""
    shop.write(as_text(spoiled(clean_rows(), "会员号", r0="ＨＹ１００１", r5=" HY1001 ", r10="HY\u200b1001", r15="")))
    cleaned = shop.cleaned(more="cleaning: {ids: as_written}")
    assert {"ＨＹ１００１", " HY1001 ", "HY\u200b1001", "HY1001"} <= customers(cleaned)
    assert (cleaned.ledger.get("normalised_id", 0), list(cleaned.aside.values())) == (0, ["missing_id"])


def test_a_row_without_a_customer_is_set_aside_with_its_money(shop: Shop):
    """#43"""
    shop.write(as_text(spoiled(clean_rows(), "会员号", r0="", r1="   ", r2="-")))
    cleaned = shop.cleaned()
    assert (cleaned.aside, cleaned.warned >= {"missing_ids"}) == (dict.fromkeys((2, 3, 4), "missing_id"), True)
    line = next(line for line in cleaned.quality.ledger if line.rule == "missing_id")
    assert line.amount == Decimal("64.50")
    explained(cleaned.aside)
