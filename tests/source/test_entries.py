"""Orders become typed entries; real files keep every record and every cent, counted by other means."""

import csv
import io
from decimal import ROUND_HALF_UP, Decimal

import pytest

from segkit.columns import ENTRIES, ROLES
from segkit.engine import fetch_one, fetch_rows
from segkit.errors import MissingColumn, Problems, UnmappedRole
from segkit.source.entries import read_entries
from segkit.source.files import open_table
from segkit.source.options import ReadOptions
from segkit.source.tables import read_table

CENT = Decimal("0.01")
PLAIN = {"customer_id": "会员号", "order_id": "订单号", "order_date": "下单时间", "amount": "实付金额"}


@pytest.fixture
def opened(duckdb, tmp_path):
    def open_it(text):
        path = tmp_path / "a.csv"
        path.write_text(text, encoding="utf-8")
        return open_table(duckdb, path, ReadOptions(), tmp_path / "staging")

    return open_it


def entries(source, columns=PLAIN, options=None, order_key="order_id"):
    return fetch_rows(read_entries(source, columns, options or ReadOptions(), order_key).table, at_most=100)


def test_entries_have_the_columns_and_types_of_the_dictionary_in_the_file_s_order(opened):
    lines = [" L1 ,7,2025-03-05 10:12:06,1.005,x", ",NULL,待定,见合同,", *["L2,8,2025-03-06,5,"] * 4]
    source = opened("\n".join(["会员号,订单号,下单时间,实付金额,备注", *lines]))
    table = read_entries(source, PLAIN, ReadOptions(), "order_id").table
    kinds = {name: kind.removesuffix("?") for name, kind in ENTRIES.columns.items()}
    assert {name: str(kind) for name, kind in table.schema().items()} == kinds
    first, second = fetch_rows(table, at_most=6)[:2]
    assert (first["customer_id"], first["order_hour"]) == (" L1 ", 10)
    assert (first["amount"], first["is_rounded"]) == (Decimal("1.01"), True)
    assert (second["customer_id"], second["order_id"]) == (None, "NULL")
    assert (second["order_date"], second["date_text"]) == (None, "待定")
    assert (second["amount"], second["amount_text"]) == (None, "见合同")


def test_equal_records_share_a_hash_and_a_difference_in_any_column_parts_them(opened):
    head = "会员号,订单号,下单时间,实付金额,备注\n"
    lines = ["L1,1,2025-03-05,5,", "L1,1,2025-03-05,5,", "L1,1,2025-03-05,5,x", "L1,1,2025-03-05,5.0,"]
    hashes = [row["record_hash"] for row in entries(opened(head + "\n".join(lines)))]
    assert hashes[0] == hashes[1]
    assert len(set(hashes)) == 3


def test_without_an_order_id_the_column_is_null_for_cleaning_to_derive(opened):
    source = opened("会员号,订单号,下单时间,实付金额\nL1,1,2025-03-05,5\n")
    assert [row["order_id"] for row in entries(source, order_key="line")] == [None]


def test_headers_are_found_in_spite_of_width_case_and_outer_blanks(opened):
    source = opened("会员号 ,Ｏrder ID,下单时间,实付金额\nL1,1,2025-03-05,5\n")
    assert entries(source, PLAIN | {"order_id": "order id"})[0]["order_id"] == "1"


def test_all_missing_columns_are_told_at_once_with_the_nearest_names(opened):
    source = opened("会员号,订单编号,下单时间,实付金额\nL1,1,2025-03-05,5\n")
    with pytest.raises(Problems) as raised:
        entries(source, {"customer_id": "会员编号", "order_id": "订单号", "order_date": "下单时间"})
    found = raised.value.problems
    assert [type(problem) for problem in found] == [MissingColumn, MissingColumn, UnmappedRole]
    assert found[1].nearest == "订单编号"


def test_a_small_table_is_typed_as_the_dictionary_says(opened):
    source = opened("会员号,事件时间,事件\nL1,2025-03-05 10:12:06,加购\nL2,,浏览\n")
    columns = {"customer_id": "会员号", "event_at": "事件时间", "event": "事件"}
    table = read_table("events", source, columns, ReadOptions())
    assert {name: str(kind) for name, kind in table.schema().items()} == {
        name: kind.removesuffix("?") for name, kind in ROLES["events"].items()
    }
    assert table.count().to_pyarrow().as_py() == 2


def by_hand(path, codec, amount, **options):
    """Records and money counted without segkit: Python's csv and Decimal."""
    text = path.read_bytes().decode(codec)
    records = list(csv.reader(io.StringIO(text, newline=None), **options))[1:]
    return len(records), sum(Decimal(record[amount]).quantize(CENT, ROUND_HALF_UP) for record in records)


def cdnow_by_hand(path):
    lines = path.read_text(encoding="ascii").splitlines()
    return len(lines), sum(Decimal(line[-8:].strip()) for line in lines)


def superstore_xls_by_hand(path):
    from python_calamine import CalamineWorkbook

    rows = CalamineWorkbook.from_path(path).get_sheet_by_name("订单").to_python()[1:]
    return len(rows), sum(Decimal(repr(row[16])).quantize(CENT, ROUND_HALF_UP) for row in rows)


CHINESE = {"customer_id": "客户 ID", "order_id": "订单 ID", "order_date": "订单日期", "amount": "销售额"}
REAL = {
    "superstore-cn/superstore_cn_orders_gb18030.csv": (CHINESE, lambda path: by_hand(path, "gb18030", 16)),
    "superstore-cn/示例 - 超市.xls": (CHINESE, superstore_xls_by_hand),
    "r-rfm/rfm_data_orders.csv": (
        {"customer_id": "customer_id", "order_date": "order_date", "amount": "revenue"},
        lambda path: by_hand(path, "ascii", 2),
    ),
    "cdnow/CDNOW_sample.txt": (
        {"customer_id": "column_1", "order_date": "column_3", "amount": "column_5"},
        cdnow_by_hand,
    ),
    "superstore-en/sample-orders.csv": (
        {"customer_id": "customer", "order_id": "order_id", "order_date": "order_date", "amount": "grand_total"},
        lambda path: by_hand(path, "mac_roman", 3),
    ),
}


@pytest.mark.parametrize("name", REAL)
def test_a_real_file_keeps_every_record_every_date_and_every_cent(duckdb, shared_data, tmp_path, name):
    columns, count = REAL[name]
    options = ReadOptions(sheet="订单" if name.endswith("xls") else None)
    source = open_table(duckdb, shared_data / name, options, tmp_path)
    key = "order_id" if "order_id" in columns else "line"
    table = read_entries(source, columns, options, key).table
    found = fetch_one(table.aggregate(n=table.count(), dates=table.order_date.count(), money=table.amount.sum()))
    n, money = count(shared_data / name)
    assert found == {"n": n, "dates": n, "money": money}


def test_mac_roman_letters_are_read_and_two_digit_years_are_month_first(duckdb, shared_data, tmp_path):
    name = "superstore-en/sample-orders.csv"
    source = open_table(duckdb, shared_data / name, ReadOptions(), tmp_path)
    found = read_entries(source, REAL[name][0], ReadOptions(), "order_id")
    row = fetch_rows(found.table.filter(found.table.order_id == "CA-2011-100293"), at_most=1)[0]
    assert (row["customer_id"], str(row["order_date"])) == ("Neil Französisch", "2011-03-14")
    assert found.date_format.ground.key == "date.mdy"
