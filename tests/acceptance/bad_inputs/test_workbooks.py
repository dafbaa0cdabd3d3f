"""Inputs 35 to 38, and headers of several rows: what hides in a workbook, and what its cells do not hold."""

import pytest

from tests.acceptance.bad_inputs.company import HEAD, Shop, clean_rows, explained, write_study
from tests.acceptance.bad_inputs.sheets import workbook

BOOK = "订单.xlsx"


def notes(shop: Shop, **settings: str) -> tuple[str, str]:
    """What the data page says of the workbook, in both languages."""
    cleaned = shop.cleaned(BOOK, **settings)
    return cleaned.notes("zh-CN"), cleaned.notes("en")


def test_hidden_sheets_and_rows_are_told_and_a_sheet_can_be_chosen(shop: Shop):
    """#35"""

    def change(book, sheet):
        for name, hide in (("旧单", "hide"), ("底稿", "very_hidden")):
            other = book.add_worksheet(name)
            for at, row in enumerate((HEAD, *clean_rows(12))):
                other.write_row(at, 0, row)
            getattr(other, hide)()
        sheet.set_row(4, None, None, {"hidden": True})

    workbook(shop.folder, clean_rows(), change=change)
    chinese, english = notes(shop)
    assert all(name in text for name in ("旧单", "底稿", "5") for text in (chinese, english))
    assert ("隐藏" in chinese, "hidden" in english) == (True, True)
    assert len(shop.cleaned(BOOK, below="sheet: 旧单").table("order_lines")) == 12


def test_filtered_rows_are_read_and_told(shop: Shop):
    """#35"""

    def change(_, sheet):
        sheet.autofilter("A1:F31")
        sheet.filter_column("A", "x == HY1001")
        sheet.set_row(2, None, None, {"hidden": True})

    workbook(shop.folder, clean_rows(), change=change)
    chinese, english = notes(shop)
    assert ("筛选" in chinese, "filtered" in english) == (True, True)


def test_of_several_sheets_with_data_none_is_picked(shop: Shop):
    """#36"""

    def change(book, _):
        other = book.add_worksheet("退货")
        for at, row in enumerate((HEAD, *clean_rows(12))):
            other.write_row(at, 0, row)

    workbook(shop.folder, clean_rows(), change=change)
    write_study(shop.folder, BOOK)
    told = shop.stops("E-SRC-06", BOOK, "订单", "退货", known="退货")
    assert all("sheet: 订单" in text for text in told.values())
    assert len(shop.cleaned(BOOK, below="sheet: 订单").table("order_lines")) == 30


def test_a_formula_without_a_result_and_an_error_set_their_rows_aside(shop: Shop):
    """#37"""

    def change(_, sheet):
        sheet.write_formula("F3", "=1+1", value="")
        sheet.write_formula("F4", "=1/0", value="#DIV/0!")

    workbook(shop.folder, clean_rows(), change=change)
    cleaned = shop.cleaned(BOOK)
    assert cleaned.aside == {3: "no_stored_value", 4: "error_cell"}
    assert any("保存" in row[1] for row in cleaned.returned if row[0] == "no_stored_value")
    explained(cleaned.aside)


def test_merged_cells_set_their_rows_aside_until_somebody_says_to_fill_them_down(shop: Shop):
    """#38"""
    rows = [[*row[:3], "" if at in (1, 2) else row[3], *row[4:]] for at, row in enumerate(clean_rows())]
    workbook(shop.folder, rows, change=lambda _, sheet: sheet.merge_range("D2:D4", "D0000"))
    cleaned = shop.cleaned(BOOK)
    assert cleaned.aside == dict.fromkeys((2, 3, 4), "merged_cells")
    explained(cleaned.aside)
    filled = shop.cleaned(BOOK, read="read: {fill_down: [订单号]}")
    assert [row["order_id"] for row in filled.table("order_lines")][:4] == ["D0000", "D0000", "D0000", "D0003"]
    assert ("2 格" in filled.notes("zh-CN"), "2 cells" in filled.notes("en"), filled.aside) == (True, True, {})


@pytest.mark.parametrize("n_more", [1, 2])
def test_several_header_rows_of_a_sheet_are_asked_about(shop: Shop, n_more):
    """#29"""
    more = [["编号A", "文字", "号码", "编号B", "时间", "元"], ["a", "b", "c", "d", "e", "f"]][:n_more]
    workbook(shop.folder, [*more, *clean_rows()])
    write_study(shop.folder, BOOK)
    line = f"read: {{header: {n_more + 1}}}"
    told = shop.stops("E-TXT-03", BOOK, "1", str(n_more + 1))
    assert all(line in text for text in told.values())
    names = dict(
        zip(("customer_id", "order_id", "order_date", "amount"), (more[-1][at] for at in (0, 3, 4, 5)), strict=True)
    )
    assert len(shop.cleaned(BOOK, read=line, **names).table("order_lines")) == 30


def test_a_header_of_merged_cells_above_the_names_is_no_header(shop: Shop):
    """#29"""

    def change(_, sheet):
        sheet.merge_range("A1:C1", "会员信息")
        sheet.merge_range("D1:F1", "订单信息")

    workbook(shop.folder, [list(HEAD), *clean_rows()], head=[""] * 6, change=change)
    cleaned = shop.cleaned(BOOK)
    assert (len(cleaned.table("order_lines")), cleaned.aside) == (30, {})
