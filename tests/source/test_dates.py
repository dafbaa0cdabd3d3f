"""Dates read by form first, and only days that the calendar has. DuckDB alone, as the module says."""

from datetime import date, datetime, timedelta

import pyarrow as pa
import pytest

from segkit.errors import AmbiguousDates, SerialDates, UnreadableDates, ZonesUnclear
from segkit.source.dates import ORDERS, SURE, DateFormat, fit_date_format, read_moments
from segkit.source.options import Ground, ReadOptions


def column(duckdb, cells):
    return duckdb.create_table("dates", pa.table({"when": pa.array(cells, pa.string())}), overwrite=True)["when"]


def read(duckdb, cells, *forms, zone=None, what="day"):
    text = column(duckdb, cells)
    value = getattr(read_moments(text, DateFormat((*SURE, *forms), Ground(""), zone)), what)
    return text.as_table().select(value=value).to_pyarrow()["value"].to_pylist()


def fit(duckdb, cells, **options):
    order = options.pop("date_order", None)
    return fit_date_format(column(duckdb, cells), ReadOptions(date_order=order), file="a.csv", **options)


@pytest.mark.parametrize(
    "text",
    ["2025-03-05", "2025/3/5", "2025.03.05", "2025年3月5日", "2025年03月05日 10:30", "２０２５年３月５日", "20250305",
     " 2025-3-5 ", "2025-03-05T10:12:06Z", "2025-03-05 10:12:06 +0800", "2025-03-05 10:12:06.123", "5 Mar 2025",
     "Mar 5, 2025", "05-March-2025", "5-Mar-25", "05/Mar/2025", "Mar 5 2025", "2025/3/5 上午 10:03:00",
     "2025年3月5日 10时03分"],
)  # fmt: skip
def test_forms_that_can_be_read_in_one_way_are_read_together(duckdb, text):
    assert read(duckdb, [text]) == [date(2025, 3, 5)]


@pytest.mark.parametrize(
    "text",
    ["2024-02-30", "0000-00-00", "0000-00-00 00:00:00", "2024-13-05 09:30:41", "2024-03-05 24:00:00", "2024-3-5 10:61",
     "2025-04-31 20:15:00", "20241301", "待定", "45000", "3/4/2025", "2024-03-05x", "-", "2024-03-05 10:12:60"],
)  # fmt: skip
def test_what_is_no_day_of_the_calendar_is_null(duckdb, text):
    assert read(duckdb, [text]) == [None]


def test_every_day_of_four_centuries_reads_as_python_s_calendar_says(duckdb):
    cells = [f"{y}-{m:02}-{d:02}" for y in range(1900, 2301, 4) for m in range(14) for d in range(33)]
    cells += [cell.replace("-", "/") for cell in cells if "-02-" in cell]

    def expected(cell):
        try:
            return date(*map(int, cell.replace("/", "-").split("-")))
        except ValueError:
            return None

    assert read(duckdb, cells) == [expected(cell) for cell in cells]


def test_the_hour_is_the_clock_s_and_null_without_one(duckdb):
    cells = ["2025-03-05 23:59:59", "2025-03-05", "2025/3/5 7:05", "Mar 5, 2025 12:30 AM", "Mar 5, 2025 1:05 pm"]
    assert read(duckdb, cells, what="hour") == [23, None, 7, 0, 13]


@pytest.mark.parametrize(
    ("text", "hour"),
    [
        *(
            ("2025/3/5 上午 10:03:00", 10),
            ("2025/3/5 下午3:05", 15),
            ("2025-3-5 凌晨12:30", 0),
            ("2025-3-5 中午12:30", 12),
        ),
        *(("2025年3月5日 10时03分20秒", 10), ("2025年3月5日 9点05分", 9), ("2025-3-5 晚上 8:00", 20)),
    ],
)
def test_a_chinese_clock_is_read_as_people_say_it(duckdb, text, hour):
    assert (read(duckdb, [text]), read(duckdb, [text], what="hour")) == ([date(2025, 3, 5)], [hour])


def test_a_time_stamp_keeps_its_seconds_and_is_midnight_without_a_clock(duckdb):
    cells = ["2025-03-05 10:12:06", "2025/3/5 7:05", "2025-03-05"]
    expected = [datetime(2025, 3, 5, 10, 12, 6), datetime(2025, 3, 5, 7, 5), datetime(2025, 3, 5)]
    assert read(duckdb, cells, what="at") == expected


def test_times_with_an_offset_move_to_the_stated_zone_and_else_count_as_written(duckdb):
    cells = ["2025-03-05T20:00:00Z", "2025-03-05 20:00:00"]
    assert read(duckdb, cells, zone="Asia/Shanghai") == [date(2025, 3, 6), date(2025, 3, 5)]
    assert read(duckdb, cells) == [date(2025, 3, 5), date(2025, 3, 5)]


@pytest.mark.parametrize("other", ["2025-03-05 20:00:00 -0500", "2025-03-05T20:00:00Z"])
def test_times_of_several_zones_or_of_utc_are_asked_about(duckdb, other):
    with pytest.raises(ZonesUnclear) as raised:
        fit(duckdb, ["2025-03-05 20:00:00 +0800", other])
    assert raised.value.zones[0] == "+0800" or "+0000" in raised.value.zones


def test_one_place_s_own_clock_counts_as_written_in_summer_and_in_winter(duckdb):
    assert fit(duckdb, ["2025-03-05 20:00:00 -0500", "2025-07-05 20:00:00 -0400", "2025-07-05"]).time_zone is None


def test_two_digit_years_are_of_this_century_up_to_69(duckdb):
    assert read(duckdb, ["9/7/11", "9/7/69", "9/7/70"], "mdy") == [date(2011, 9, 7), date(2069, 9, 7), date(1970, 9, 7)]


def test_the_one_order_that_reads_all_rows_is_taken(duckdb):
    assert fit(duckdb, ["9/7/11", "3/14/11", "12/16/11"]).forms == (*SURE, "mdy")
    assert fit(duckdb, ["9/7/2011", "14/3/2011"]).forms == (*SURE, "dmy")
    assert fit(duckdb, ["98-09-27", "99-12-31"]).forms == (*SURE, "ymd")


@pytest.mark.parametrize("cells", [["3/4/2025", "5/6/2025"], ["3/14/2025", "14/3/2025"]])
def test_days_and_months_that_cannot_be_told_apart_are_asked_for(duckdb, cells):
    with pytest.raises(AmbiguousDates):
        fit(duckdb, cells)
    assert fit(duckdb, cells[:1], date_order="mdy").forms[-1] == "mdy"


def test_a_few_odd_cells_beside_the_main_form_do_not_change_the_format(duckdb):
    assert fit(duckdb, ["2025-03-05"] * 8 + ["3/4/2025", "待定"]).forms == SURE


def test_more_than_a_fifth_unread_stops_with_examples(duckdb):
    with pytest.raises(UnreadableDates) as raised:
        fit(duckdb, ["2025-03-05"] * 7 + ["待定", "改期", "?"])
    assert (raised.value.share, raised.value.column) == (0.3, "when")
    assert set(raised.value.examples) == {"待*", "改*", "?"}  # what is no day may be a name
    assert fit(duckdb, ["待定"], is_needed=False).forms == SURE


def test_empty_cells_are_no_reason_to_stop(duckdb):
    assert fit(duckdb, ["2025-03-05", None, None, None]).forms == SURE


def test_serial_days_count_in_a_workbook_only(duckdb):
    assert fit(duckdb, ["45000", "45001.5"], is_workbook=True).forms == (*SURE, "serial")
    expected = [datetime(2023, 3, 15), datetime(2023, 3, 16, 12)]
    assert read(duckdb, ["45000", "45001.5"], "serial", what="at") == expected
    with pytest.raises(SerialDates) as raised:
        fit(duckdb, ["45000"])
    assert raised.value.readings == ("45000 = 2023-03-15 (serial)", "45000 = 2027-03-16 (serial_1904)")
    assert read(duckdb, ["45000"], "serial_1904") == [date(2027, 3, 16)]


def test_a_day_written_in_any_order_reads_back(duckdb):
    days = [date(2000, 1, 1) + timedelta(days=97 * n) for n in range(100)]
    patterns = {"mdy": "%m/%d/%Y", "dmy": "%d.%m.%Y", "ymd": "%y-%m-%d"}
    for order in ORDERS:
        assert read(duckdb, [day.strftime(patterns[order]) for day in days], order) == days
