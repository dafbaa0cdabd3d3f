from datetime import date, datetime
from typing import Any

import ibis
import pyarrow as pa
import pytest

from segkit.clean.master import clean_customers, clean_table
from segkit.columns import CUSTOMERS, ROLES
from tests.clean.entries import cleaned, entry, listed

TYPES = {"string": pa.string(), "date": pa.date32(), "float64": pa.float64(), "timestamp": pa.timestamp("us")}
TYPES |= {"decimal(18, 2)": pa.decimal128(18, 2)}


def table(kind: str, *rows: dict[str, Any]) -> ibis.Table:
    """The rows as a table of `kind`, typed as ROLES says."""
    schema = pa.schema([(role, TYPES[wanted.rstrip("?")]) for role, wanted in ROLES[kind].items()])
    return ibis.memtable(pa.Table.from_pylist([dict.fromkeys(schema.names) | row for row in rows], schema))


def master(*rows: dict[str, Any]) -> ibis.Table:
    """A customer master with the given cells."""
    return table("customers", *rows)


def test_the_most_complete_row_about_a_customer_stays(duckdb):
    rows = (
        {"customer_id": "a", "city": "上海"},
        {"customer_id": "ａ", "city": "北京", "region": "华北"},
        {"customer_id": ""},
    )
    best = duckdb.to_pyarrow(clean_customers(master(*rows))).to_pylist()
    assert [(row["customer_id"], row["city"]) for row in best] == [("a", "北京")]
    assert list(best[0]) == list(CUSTOMERS.columns)


@pytest.mark.parametrize("order", [1, -1])
def test_of_two_equally_complete_rows_the_later_member_stays(duckdb, order):
    rows = [
        {"customer_id": "a", "city": city, "joined_date": date(2024, m, 1)} for city, m in (("上海", 2), ("北京", 1))
    ]
    assert duckdb.to_pyarrow(clean_customers(master(*rows[::order]))).to_pylist()[0]["city"] == "上海"


def test_gaps_are_filled_from_the_master_then_with_unknown(duckdb, tmp_path):
    known = master({"customer_id": "a", "region": "华东"})
    rows = (entry("a", region="华北"), entry("a", region=" "), entry("b"))
    clean = cleaned(duckdb, tmp_path, *rows, customers=known)
    assert sorted(line["region"] for line in listed(clean.lines)) == ["华东", "华北", "未知"]
    assert clean.filled == {"region": 2}


def test_a_column_the_file_has_not_comes_from_the_master_and_is_no_gap(duckdb, tmp_path):
    known = master({"customer_id": "a", "owner": "叶雨雯"})
    clean = cleaned(duckdb, tmp_path, entry("a"), entry("b"), customers=known)
    assert sorted(line["owner"] for line in listed(clean.lines)) == ["叶雨雯", "未知"]
    assert clean.filled == {}


def test_a_column_nobody_has_stays_empty(duckdb, tmp_path):
    assert (
        listed(cleaned(duckdb, tmp_path, entry("a"), customers=master({"customer_id": "a"})).lines)[0]["store"] is None
    )


def test_money_and_ids_are_never_filled(duckdb, tmp_path):
    clean = cleaned(duckdb, tmp_path, entry("a", amount=""), entry(None), customers=master({"customer_id": "a"}))
    assert (clean.account.kept, clean.account.quarantined) == (0, 2)


def test_a_customer_labelled_in_two_ways_proves_nothing(duckdb):
    labels = table("labels", *({"customer_id": who, "label": label} for who, label in ("ax", "ax", "bx", "by")))
    kept = clean_table("labels", labels, None, None)
    assert duckdb.to_pyarrow(kept).to_pylist() == [{"customer_id": "a", "label": "x"}]


def test_what_came_after_the_as_of_day_or_says_nothing_is_left_out(duckdb):
    cells = [
        ("a", datetime(2025, 12, 31, 23, 59), "view"),
        ("a", datetime(2026, 1, 1), "view"),
        (None, datetime(2025, 1, 1), "view"),
    ]
    events = table("events", *({"customer_id": who, "event_at": at, "event": what} for who, at, what in cells))
    kept = clean_table("events", events, None, date(2025, 12, 31))
    assert len(duckdb.to_pyarrow(kept)) == 1
