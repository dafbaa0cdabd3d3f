"""Names and salespeople beside the segments. DuckDB only: it uses argmax."""

from datetime import date

import pyarrow as pa

from segkit.engine import fetch_rows
from segkit.strategy.contacts import add_contacts


def lines(duckdb, *rows):
    """Rows of (customer_id, day of January, owner)."""
    ids, days, owners = zip(*rows, strict=True)
    table = {
        "customer_id": ids,
        "order_date": [date(2025, 1, day) for day in days],
        "owner": pa.array(owners, pa.string()),
    }
    return duckdb.create_table("lines", pa.table(table))


def people(duckdb, name, **columns):
    return duckdb.create_table(name, pa.table({key: pa.array(values, pa.string()) for key, values in columns.items()}))


def test_the_master_file_says_whom_a_customer_belongs_to(duckdb):
    segments = people(duckdb, "segments", customer_id=["a", "b"])
    master = people(
        duckdb, "master", customer_id=["a", "c"], customer_name=["张", "李"], owner=["王", "赵"], city=[None, None]
    )
    found = add_contacts(segments, lines(duckdb, ("a", 1, "钱")), master)
    assert fetch_rows(found.order_by("customer_id"), at_most=9) == [
        {"customer_id": "a", "customer_name": "张", "owner": "王"},
        {"customer_id": "b", "customer_name": None, "owner": None},
    ]


def test_without_a_master_the_latest_order_that_names_somebody_decides(duckdb):
    segments = people(duckdb, "segments", customer_id=["a", "b"])
    found = add_contacts(
        segments, lines(duckdb, ("a", 1, "王"), ("a", 9, "赵"), ("a", 9, "钱"), ("a", 20, None), ("b", 2, None))
    )
    rows = {row["customer_id"]: row["owner"] for row in fetch_rows(found, at_most=9)}
    assert rows == {"a": max("赵", "钱"), "b": None}


def test_where_nobody_is_named_nothing_is_added(duckdb):
    segments = people(duckdb, "segments", customer_id=["a"])
    assert add_contacts(segments, lines(duckdb, ("a", 1, None))).columns == ("customer_id",)
