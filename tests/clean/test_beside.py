"""Tables beside the orders: every record is kept, set aside with its reason, or too late; files are told apart."""

from datetime import date

import ibis
import pytest

from segkit.clean.batches import account_beside
from segkit.clean.master import clean_table, left_out
from segkit.clean.orders import aside_beside
from segkit.clean.places import Origin
from segkit.columns import ROLES
from tests.clean.entries import listed
from tests.clean.test_places import LINES, SET_ASIDE

AS_OF = date(2025, 12, 31)
ANSWERS = [
    {"customer_id": "ana", "satisfaction": 5.0, "answered_date": date(2025, 3, 1)},
    {"customer_id": None, "satisfaction": 4.0, "answered_date": None},
    {"customer_id": " ", "satisfaction": 4.0, "answered_date": None},
    {"customer_id": "bob", "satisfaction": None, "answered_date": date(2026, 3, 1)},
    {"customer_id": "eve", "satisfaction": 3.0, "answered_date": date(2026, 3, 1)},
    {"customer_id": "eve", "satisfaction": 3.0, "answered_date": None},
]
REASONS = {1: "missing_id", 2: "missing_id", 3: "missing_value", 4: "outside_window"}


@pytest.fixture
def answers():
    kinds = {name: kind.rstrip("?") for name, kind in ROLES["feedback"].items()} | {"record": "int64"}
    rows = [dict.fromkeys(kinds) | row | {"record": at} for at, row in enumerate(ANSWERS)]
    return ibis.memtable(rows, schema=kinds)


def test_rows_that_no_later_step_counts_have_a_reason(answers):
    assert {row["record"]: row["reason"] for row in listed(left_out("feedback", answers, AS_OF))} == REASONS


def test_what_is_left_out_and_what_is_kept_are_all_rows(answers):
    kept = listed(clean_table("feedback", answers, None, AS_OF))
    assert [row["record"] for row in kept] == [at for at in range(len(ANSWERS)) if at not in REASONS]


def test_without_an_as_of_day_no_row_is_too_late(answers):
    assert "outside_window" not in {row["reason"] for row in listed(left_out("feedback", answers, None))}


def test_each_file_of_a_table_has_its_account_and_its_rows_to_mend(answers):
    lines = ibis.memtable(
        [dict(zip(LINES, row, strict=True)) for row in [(0, "1.csv", None, 2), (3, "2.csv", None, 2)]], schema=LINES
    )
    broken = [("2.csv", None, 5, "too_many_fields", "ana,1,2"), ("1.csv", None, 1, "preamble", "评分表")]
    aside = ibis.memtable([dict(zip(SET_ASIDE, row, strict=True)) for row in broken], schema=SET_ASIDE)
    origin = Origin("feedback", "1.csv … 2.csv (2)", lines=lines, set_aside=aside, files={"1.csv": 3, "2.csv": 3})
    gone = left_out("feedback", answers, AS_OF)
    accounts = account_beside(gone, origin, {"1.csv": 3, "2.csv": 3})
    told = [(one.file, one.rows, one.kept, one.quarantined, one.outside, one.non_data) for one in accounts]
    assert told == [("1.csv", 4, 1, 2, 0, 1), ("2.csv", 4, 1, 2, 1, 0)]
    rows = aside_beside(gone, origin).order_by("file", "row")
    assert [(row["file"], row["row"], row["reason"], row["text"]) for row in listed(rows)] == [
        ("1.csv", 3, "missing_id", None),
        ("1.csv", 4, "missing_id", None),
        ("2.csv", 2, "missing_value", None),
        ("2.csv", 5, "too_many_fields", "ana,1,2"),
    ]
