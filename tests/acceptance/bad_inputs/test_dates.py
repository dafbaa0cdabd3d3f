"""Inputs 44 to 49: dates of several forms, of no calendar, of another time zone, or after the last day."""

from datetime import date

import pytest

from tests.acceptance.bad_inputs.company import Shop, as_text, clean_rows, column_of, day, explained, spoiled
from tests.acceptance.bad_inputs.sheets import workbook

WRITTEN = {
    "han": lambda at: f"{int(day(at)[:4])}年{int(day(at)[5:7])}月{int(day(at)[8:])}日",
    "slashes": lambda at: "/".join(str(int(part)) for part in day(at).split("-")),
    "compact": lambda at: day(at).replace("-", ""),
    "full width": lambda at: day(at).translate({ord(digit): ord(digit) + 0xFEE0 for digit in "0123456789"}),
}


def dated(write) -> str:
    """The clean file with the dates written otherwise."""
    return as_text(column_of(clean_rows(), "下单时间", lambda at, _: write(at)))


def days(cleaned) -> list[date]:
    return [row["order_date"] for row in cleaned.table("order_lines")]


@pytest.mark.parametrize("form", WRITTEN)
def test_a_column_of_one_other_form_is_read_and_counted(shop: Shop, form):
    """#44"""
    shop.write(dated(WRITTEN[form]))
    cleaned = shop.cleaned()
    assert days(cleaned) == [date.fromisoformat(day(at)) for at in range(30)]
    assert cleaned.ledger["date_form"] == 30


def test_a_few_dates_of_a_form_that_could_be_misread_are_set_aside(shop: Shop):
    """#44"""
    shop.write(as_text(spoiled(clean_rows(), "下单时间", r3="03/04/2025")))
    cleaned = shop.cleaned()
    assert cleaned.aside == {5: "unreadable_date"}
    explained(cleaned.aside)


def test_day_and_month_that_cannot_be_told_apart_are_asked_about(shop: Shop):
    """#45"""
    shop.write(dated(lambda at: f"{1 + at % 12:02}/{1 + at % 11:02}/2025"))
    told = shop.stops("E-DAT-02", "订单.csv", "下单时间")
    for text in told.values():
        assert "01/01/2025" in text
        assert all(f"read: {{date_order: {order}}}" in text for order in ("mdy", "dmy"))
    assert days(shop.cleaned(read="read: {date_order: dmy}"))[1] == date(2025, 2, 2)
    assert days(shop.cleaned(read="read: {date_order: mdy}"))[11] == date(2025, 12, 1)


def test_a_spreadsheet_s_day_numbers_are_dates_in_a_workbook_and_a_question_in_text(shop: Shop):
    """#46"""
    shop.write(dated(lambda at: str(45741 + at)))
    told = shop.stops("E-DAT-03", "订单.csv", "下单时间", "45741 = 2025-03-25", "2029-03-26")
    assert all("read: {date_order: serial}" in text for text in told.values())
    assert days(shop.cleaned(read="read: {date_order: serial}"))[0] == date(2025, 3, 25)
    more = "as_of: 2029-12-31"
    assert days(shop.cleaned(read="read: {date_order: serial_1904}", more=more))[0] == date(2029, 3, 26)
    rows = [[*row[:4], date.fromisoformat(row[4]), row[5]] for row in clean_rows()]
    for is_1904 in (False, True):
        workbook(shop.folder, rows, date_1904=is_1904, default_date_format="yyyy-mm-dd")
        cleaned = shop.cleaned("订单.xlsx")
        assert days(cleaned) == [date.fromisoformat(day(at)) for at in range(30)]
        assert ("1904" in cleaned.notes("en")) == is_1904


def test_days_of_no_calendar_are_set_aside_one_by_one(shop: Shop):
    """#47"""
    texts = ("2025-02-30", "0000-00-00", "1900-01-00", "25-03-05")
    shop.write(as_text(spoiled(clean_rows(), "下单时间", **{f"r{at}": text for at, text in enumerate(texts)})))
    cleaned = shop.cleaned()
    assert cleaned.aside == dict.fromkeys((2, 3, 4, 5), "unreadable_date")
    explained(cleaned.aside)


def test_orders_after_the_last_day_are_left_out_and_many_of_them_stop(shop: Shop):
    """#48"""
    rows = spoiled(clean_rows(100), "下单时间", r0="2026-01-15", r1="2099-12-31")
    shop.write(as_text(rows))
    cleaned = shop.cleaned()
    assert (cleaned.quality.accounts[0].outside, cleaned.aside) == (1, {3: "future_date"})
    shop.write(as_text(column_of(rows, "下单时间", lambda at, text: "2026-01-15" if at % 10 == 2 else text)))
    told = shop.stops("E-CLN-02", "订单.csv", "11.0%", "5.0%", "as_of")
    assert all("cleaning: {later_orders: leave_out}" in text for text in told.values())
    left_out = shop.cleaned(more="cleaning: {later_orders: leave_out}")
    assert (left_out.quality.accounts[0].outside, left_out.warned >= {"after_as_of"}) == (11, True)


def test_times_of_several_zones_or_of_utc_ask_for_the_company_s(shop: Shop):
    """#49"""
    zones = ("Z", "+08:00", "-0500")
    shop.write(dated(lambda at: f"{day(at)}T20:30:00{zones[at % 3]}"))
    told = shop.stops("E-DAT-04", "订单.csv", "下单时间", "+0000", "+0800", "-0500", "20:30:00Z")
    line = "read: {time_zone: Asia/Shanghai}"
    assert all(line in text for text in told.values())
    cleaned = shop.cleaned(read=line)
    assert [str(found) for found in days(cleaned)[:3]] == ["2025-01-04", "2025-02-04", "2025-03-06"]
    assert all("Asia/Shanghai" in cleaned.notes(language) for language in ("zh-CN", "en"))
    shop.write(dated(lambda at: f"{day(at)}T20:30:00+08:00"))
    assert days(shop.cleaned())[0] == date(2025, 1, 3)
