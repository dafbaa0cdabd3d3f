"""Inputs 17 to 32 and 34: rows, quotes, separators and headers of text files."""

import pytest

from segkit.errors import RepeatedColumn
from tests.acceptance.bad_inputs.company import HEAD, ROLES, Shop, as_text, clean_rows, column_of, day, explained

SQL = 'a"; drop table x; --'


def lines(n: int = 30) -> list[str]:
    """The clean file's lines, without their ends."""
    return as_text(clean_rows(n)).splitlines()


def with_line(at: int, text: str, n: int = 30) -> str:
    """The clean file with the physical line `at` (from 1) written otherwise."""
    found = lines(n)
    found[at - 1] = text
    return "\n".join(found) + "\n"


def kept(shop: Shop, **settings: str) -> tuple[int, dict[int, str]]:
    """How many rows are kept, and why the others are set aside, by line."""
    cleaned = shop.cleaned(**settings)
    explained(cleaned.aside)
    return len(cleaned.table("order_lines")), cleaned.aside


def test_mixed_line_ends_are_read_and_lines_keep_their_numbers(shop: Shop):
    """#17"""
    found = lines()
    found[7] = "HY1,x"
    ends = ("\r", "\n", "\r\n")
    shop.write("".join(line + ends[at % 3] for at, line in enumerate(found))[:-1].encode())
    assert kept(shop) == (29, {8: "too_few_fields"})
    shop.write("\r".join(found).encode())
    assert shop.inspected()["problems"][0] == {"code": "too_few_fields", "line": 8, "column": None}


def test_a_line_break_in_quotes_belongs_to_its_record(shop: Shop):
    """#18"""
    text = with_line(3, 'HY1002,"李秀兰\n（团购）",13800138001,D0001,2025-02-04,21.50').splitlines()
    text[8] = "HY1,x"  # the ninth physical line
    shop.write("\n".join(text) + "\n")
    assert kept(shop, customer_name="姓名") == (29, {9: "too_few_fields"})


def test_an_unclosed_quote_costs_its_row_and_no_other(shop: Shop):
    """#19"""
    shop.write(with_line(5, 'HY1004,"赵大年,13800138003,D0003,2025-04-06,23.50'))
    cleaned = shop.cleaned()
    assert (len(cleaned.table("order_lines")), cleaned.aside) == (29, {5: "unclosed_quote"})
    row = next(row for row in cleaned.returned if row[0] == "unclosed_quote")
    assert (row[4], "D0003" in row[5]) == ("5", True)
    explained(cleaned.aside)


def test_a_stray_quote_sets_its_row_aside(shop: Shop):
    """#20"""
    shop.write(with_line(5, 'HY1004,"B "bob" y",13800138003,D0003,2025-04-06,23.50'))
    assert kept(shop) == (29, {5: "stray_quote"})


def test_a_separator_too_many_sets_its_row_aside_and_many_such_rows_stop(shop: Shop):
    """#21"""
    shop.write(with_line(5, "HY1004,赵,大年,13800138003,D0003,2025-04-06,23.50"))
    assert kept(shop) == (29, {5: "too_many_fields"})
    rows = column_of(
        clean_rows(400), "姓名", lambda at, text: text if at < 280 or at % 5 == 4 else f"{text[0]},{text[1:]}"
    )
    shop.write(as_text(rows))
    told = shop.stops("E-SRC-11", "订单.csv", "24.0%", "282")
    assert all("delimiter" in text for text in told.values())


def test_a_separator_behind_the_last_field_is_odd_in_one_row_and_a_habit_in_all(shop: Shop):
    """#22"""
    shop.write(with_line(5, lines()[4] + ","))
    assert kept(shop) == (29, {5: "too_many_fields"})
    found = lines()
    shop.write("\n".join([found[0], *(line + "," for line in found[1:])]) + "\n")
    cleaned = shop.cleaned()
    assert (len(cleaned.table("order_lines")), cleaned.aside) == (30, {})
    assert ("末尾都多一个分隔符" in cleaned.notes("zh-CN"), "ends in a separator" in cleaned.notes("en")) == (
        True,
        True,
    )


def test_a_separator_too_few_sets_its_row_aside(shop: Shop):
    """#23"""
    shop.write(with_line(5, "HY1004,赵大年,D0003,2025-04-06,23.50"))
    assert kept(shop) == (29, {5: "too_few_fields"})


def test_semicolons_are_found_and_a_decimal_comma_is_asked_about(shop: Shop):
    """#24"""
    rows = column_of(clean_rows(), "金额", lambda at, _: f"1.{234 + at},50")
    shop.write(as_text(rows, mark=";"))
    assert shop.inspected()["dialect"]["delimiter"] == ";"
    told = shop.stops("E-NUM-02", "订单.csv", "金额", "1.234,50")
    assert all('read: {decimal_mark: ","}' in text for text in told.values())
    cleaned = shop.cleaned(read='read: {decimal_mark: ","}')
    assert (str(cleaned.table("order_lines")[0]["amount"]), cleaned.aside) == ("1234.50", {})


def test_full_width_commas_are_told_as_such_and_read_when_stated(shop: Shop):
    """#25"""
    shop.write(as_text(clean_rows(), mark="，"))
    told = shop.stops("E-TXT-02", "订单.csv", "，", known="，")
    assert all('read: {delimiter: "，"}' in text for text in told.values())
    assert kept(shop, read='read: {delimiter: "，"}') == (30, {})


def test_lines_above_the_header_are_counted_as_no_data(shop: Shop):
    """#26"""
    shop.write("2025 年订单明细\n导出时间：2026-01-01\n\n" + as_text(clean_rows()))
    cleaned = shop.cleaned()
    assert (cleaned.ledger["preamble"], cleaned.aside) == (3, {})
    assert shop.inspected()["non_data"] == 3


def test_sums_are_no_customers(shop: Shop):
    """#27"""
    found = lines()
    found.insert(10, "小计,,,,,225.00")
    shop.write("\n".join([*found, "合计,,,,,1050.00"]) + "\n")
    cleaned = shop.cleaned()
    assert (cleaned.ledger["total_row"], len(cleaned.table("order_lines")), cleaned.aside) == (2, 30, {})


def test_a_header_once_more_is_no_data_and_another_table_below_stops(shop: Shop):
    """#28"""
    shop.write(as_text(clean_rows(10)) + as_text(clean_rows(30)[10:]))
    assert shop.cleaned().ledger["repeated_header"] == 1
    shop.write(as_text(clean_rows()) + "".join(f"门店{at},{at}\n" for at in range(10)))
    told = shop.stops("E-TXT-04", "订单.csv", "32", "10")
    assert all("read: {last_row: 31}" in text for text in told.values())
    assert kept(shop, read="read: {last_row: 31}") == (30, {})


def test_another_table_of_as_many_columns_stops_and_rows_of_words_do_not(shop: Shop):
    """#28"""
    other = [
        ["门店", "负责人", "电话", "城市", "日期", "数量"],
        *(["店", "李秀兰", "1", "沪", day(at), "5"] for at in range(9)),
    ]
    shop.write(as_text(clean_rows()) + as_text(other[1:], head=other[0]))
    told = shop.stops("E-TXT-04", "订单.csv", "32", "9")
    assert all("read: {last_row: 31}" in text for text in told.values())
    assert kept(shop, read="read: {last_row: 31}") == (30, {})
    shop.write(with_line(5, "散客,赵大年,1,无单号,待定,面议"))
    assert kept(shop) == (29, {5: "unreadable_date"})


@pytest.mark.parametrize("n_more", [1, 2])
def test_several_header_rows_are_asked_about(shop: Shop, n_more):
    """#29"""
    found = lines()
    below = ["编码,文字,号码,编码,时间,元", "char,char,char,char,date,decimal"][:n_more]
    shop.write("\n".join([found[0], *below, *found[1:]]) + "\n")
    line = f"read: {{header: {n_more + 1}}}"
    told = shop.stops("E-TXT-03", "订单.csv", "1", str(n_more + 1))
    assert all(line in text for text in told.values())
    roles = dict(zip(ROLES, (below[-1].split(",")[at] for at in (0, 3, 4, 5)), strict=True))
    if n_more == 1:  # 编码 stands twice in the stated header
        roles |= {"customer_id": "编码_1", "order_id": "编码_2"}
    else:
        roles |= {"customer_id": "char_1", "order_id": "char_4"}
    assert kept(shop, read=line, **roles)[0] == 30


def test_of_two_columns_of_one_name_none_is_picked(shop: Shop):
    """#30"""
    head = ("会员号", "姓名", "金额", "订单号", "下单时间", "金额")
    shop.write(as_text(column_of(clean_rows(), "手机", lambda at, _: f"{at}.00"), head=head))
    shop.stops("E-COL-03", "订单.csv", "金额", "金额_1", "金额_2", known="金额_1\n金额_2")
    with pytest.raises(RepeatedColumn):
        raise RepeatedColumn("", "", "", ())
    assert str(shop.cleaned(amount="金额_2").table("order_lines")[1]["amount"]) == "21.50"


def test_a_column_without_a_name_is_told_and_used_by_its_place(shop: Shop):
    """#31"""
    shop.write(as_text(clean_rows(), head=("会员号", "", "  ", "订单号", "下单时间", "金额")))
    cleaned = shop.cleaned(customer_name="column_2")
    assert len(cleaned.table("order_lines")) == 30
    assert all(
        "column_2" in cleaned.notes(language) and "column_3" in cleaned.notes(language) for language in ("zh-CN", "en")
    )
    assert any(one["code"] == "header.unnamed" for one in shop.inspected()["problems"])


def test_a_renamed_column_stops_with_the_nearest_name(shop: Shop):
    """#32"""
    shop.write(as_text(clean_rows(), head=("会员编号", *HEAD[1:])))
    told = shop.stops("E-COL-01", "订单.csv", "会员号", "会员编号", known="会员编号")
    assert all("columns" in text for text in told.values())
    assert kept(shop, customer_id="会员编号") == (30, {})


def test_a_column_s_name_is_text_even_if_it_is_sql_or_a_formula(shop: Shop):
    """#34"""
    shop.write(as_text(clean_rows(), head=("会员号", "=1+1", '"a""; drop table x; --"', "订单号", "下单时间", "金额")))
    assert [column["name"] for column in shop.inspected()["columns"]][1:3] == ["=1+1", SQL]
    assert kept(shop, customer_name="=1+1", product=SQL) == (30, {})
