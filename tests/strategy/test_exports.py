"""The restricted files: the customer table and the work lists. DuckDB only: they use windows and Parquet."""

import csv
from datetime import date
from decimal import Decimal
from hashlib import md5

import openpyxl
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from segkit.strategy.control import add_control
from segkit.strategy.exports import SchemeNames, write_customers
from segkit.strategy.playbook import SegmentFacts, fill_playbook
from segkit.strategy.spreadsheet import escape_control, file_names, neutral
from segkit.strategy.work_lists import PER_LIST_AT_MOST, write_work_lists
from segkit.wording import LANGUAGES, Wording

NAMES = {"key_value": "重要价值客户", "general_keep": "一般保持客户"}
WORDS = Wording("zh-CN", segments=NAMES)
SCHEMES = (SchemeNames("rfm_8", "RFM 八类", NAMES),)
AS_OF = date(2025, 12, 31)


def customers(duckdb, *rows, owner=True):
    """Rows of (customer_id, name, owner, net spend, segment)."""
    ids, names, owners, spend, segments = (list(column) for column in zip(*rows, strict=True))
    n = len(ids)
    table = {
        "customer_id": ids,
        "customer_name": pa.array(names, pa.string()),
        "last_date": [date(2025, 12, 1)] * n,
        "recency_days": [30] * n,
        "frequency": [3] * n,
        "monetary": pa.array([Decimal(str(value)) for value in spend], pa.decimal128(18, 2)),
        "monetary_12m": pa.array([Decimal(1)] * n, pa.decimal128(18, 2)),
        "rfm_8": segments,
    }
    if owner:
        table["owner"] = pa.array(owners, pa.string())
    return duckdb.create_table("customers", pa.table(table), overwrite=True)


def actions():
    facts = [SegmentFacts("key_value", 50), SegmentFacts("general_keep", 50)]
    voices = {language: Wording(language) for language in LANGUAGES}
    return fill_playbook("rfm_8", facts, wordings=voices, company={"zh-CN": "栗湾", "en": "Liwan"})


def lists(table, folder):
    named = table.mutate(segment=table.rfm_8)
    return write_work_lists(named, actions(), folder, wording=WORDS, as_of=AS_OF)


def rows_of(path):
    sheet = openpyxl.load_workbook(path).active
    return [list(row) for row in sheet.iter_rows(min_row=6, values_only=True)]


def test_the_customer_table_has_a_bom_names_and_ids_and_is_ordered(duckdb, tmp_path):
    table = customers(duckdb, ("b", "李", "王", 5, "general_keep"), ("a", None, "王", 7, "key_value"))
    assert write_customers(table, SCHEMES, tmp_path / "customers.csv", wording=WORDS) == 2
    data = (tmp_path / "customers.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(data.decode("utf-8-sig").splitlines()))
    assert [row["客户编号"] for row in rows] == ["a", "b"]
    assert rows[0]["RFM 八类"] == "重要价值客户"
    assert rows[0]["RFM 八类（编码）"] == "key_value"
    assert rows[0]["消费金额"] == "7.00"
    assert [path.name for path in tmp_path.iterdir()] == ["customers.csv"]


def test_a_formula_in_a_name_is_written_as_text(duckdb, tmp_path):
    table = customers(duckdb, ("a", "=1+1", "x", 1, "key_value"), ("b", "安\x07静", "x", 1, "key_value"))
    write_customers(table, SCHEMES, tmp_path / "customers.csv", wording=WORDS)
    text = (tmp_path / "customers.csv").read_text(encoding="utf-8-sig")
    assert '"\'=1+1"' in text
    assert "安\\u0007静" in text
    lists(table, tmp_path)
    assert [row[1] for row in rows_of(tmp_path / "x.xlsx")] == ["=1+1", "安\\u0007静"]
    sheet = openpyxl.load_workbook(tmp_path / "x.xlsx").active
    assert sheet["B6"].data_type == "s"


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@x", "\t=1", "\r1", "＝1", "＋1", "－1", "＠x", " =1", "\ufeff=1"])
def test_every_start_of_a_formula_is_neutralised(text):
    assert neutral(text).startswith("'")


@given(st.text())
def test_neutral_text_has_no_character_that_steers(text):
    assert escape_control(neutral(text)) == neutral(text)
    assert neutral(text)[:1] not in set("=+-@＝＋－＠\t\r\n")


@given(st.lists(st.text(max_size=80), unique=True, max_size=20))
def test_file_names_are_legal_on_windows_and_unlike(names):
    given_names = list(file_names(names).values())
    assert len({name.casefold() for name in given_names}) == len(names)
    for name in given_names:
        assert 0 < len(name) <= 70
        assert not set(name) & set('<>:"/\\|?*')
        assert name == name.strip(" .")


def test_names_that_windows_reserves_are_changed():
    assert file_names(["CON", "a/b", "A?B", "..", "nul.txt"]) == {
        "CON": "_CON",
        "a/b": "a_b",
        "A?B": "A_B-2",
        "..": "_",
        "nul.txt": "_nul.txt",
    }


def test_each_salesperson_gets_a_list_with_reason_script_due_date_and_an_empty_result(duckdb, tmp_path):
    table = customers(
        duckdb,
        ("a", "张", "王岚", 5, "key_value"),
        ("b", "李", "王岚", 9, "key_value"),
        ("c", "赵", None, 7, "key_value"),
        ("d", "钱", "王岚", 8, "general_keep"),
    )
    written = lists(table, tmp_path)
    assert {(item.owner, item.n, item.listed) for item in written} == {("王岚", 2, 2), ("未分配", 1, 1)}
    rows = rows_of(tmp_path / "王岚.xlsx")
    assert [row[0] for row in rows] == ["b", "a"]
    first = rows[0]
    assert first[2] == "重要价值客户"
    assert first[3].startswith("最近一单在2025年12月1日")
    assert first[7].date() == date(2026, 2, 11)
    assert first[8] is None


def test_a_long_list_is_cut_and_says_so(duckdb, tmp_path):
    many = [(f"c{at:04d}", "张", "王岚", at, "key_value") for at in range(PER_LIST_AT_MOST + 30)]
    written = lists(customers(duckdb, *many), tmp_path)
    assert (written[0].n, written[0].listed) == (PER_LIST_AT_MOST + 30, PER_LIST_AT_MOST)
    sheet = openpyxl.load_workbook(tmp_path / "王岚.xlsx").active
    assert "230" in sheet["A2"].value
    assert "200" in sheet["A2"].value


def test_without_salespeople_and_stores_there_is_one_list(duckdb, tmp_path):
    table = customers(duckdb, ("a", "张", None, 5, "key_value"), owner=False)
    assert [item.owner for item in lists(table, tmp_path)] == ["全部客户"]


def test_a_list_has_the_same_bytes_every_time(duckdb, tmp_path):
    table = customers(duckdb, ("a", "张", "王岚", 5, "key_value"))
    lists(table, tmp_path)
    once = (tmp_path / "王岚.xlsx").read_bytes()
    lists(table, tmp_path)
    assert once == (tmp_path / "王岚.xlsx").read_bytes()


def held_out(table):
    """Whom the control group of the two segments holds."""
    named = table.mutate(segment=table.rfm_8)
    return add_control(named, actions(), scheme="rfm_8")


def test_the_control_group_is_as_large_as_said_and_does_not_depend_on_the_order_of_rows(duckdb):
    rows = [(f"c{at:02}", None, "王", at, "key_value" if at < 50 else "lost") for at in range(60)]
    drawn = [held_out(customers(duckdb, *order)).to_pyarrow().to_pylist() for order in (rows, rows[::-1])]
    held = [{row["customer_id"] for row in once if row["is_control"]} for once in drawn]
    assert held[0] == held[1]
    assert len(held[0]) == 25  # half of 50, as 100 are not there; "lost" has no action, so none is drawn
    ranked = sorted((md5(f"{row[0]}|rfm_8".encode()).hexdigest(), row[0]) for row in rows[:50])
    assert held[0] == {customer for _, customer in ranked[:25]}


def test_the_control_group_stands_in_no_list_and_each_list_says_how_many_were_left_out(duckdb, tmp_path):
    rows = [(f"c{at:02}", None, "王" if at % 2 else "李", at, "key_value") for at in range(50)]
    drawn = held_out(customers(duckdb, *rows))
    held = {row["customer_id"] for row in drawn.to_pyarrow().to_pylist() if row["is_control"]}
    written = write_work_lists(drawn, actions(), tmp_path, wording=WORDS, as_of=AS_OF)
    assert (sum(item.n for item in written), sum(item.control for item in written)) == (25, 25)
    for item in written:
        assert not held & {row[0] for row in rows_of(tmp_path / item.file)}
        head = openpyxl.load_workbook(tmp_path / item.file).active.cell(3, 1).value
        assert head.startswith(f"另有{item.control}位列入对照组")


def test_the_customer_table_says_who_is_in_the_control_group(duckdb, tmp_path):
    drawn = held_out(customers(duckdb, *((f"c{at:02}", None, "王", at, "key_value") for at in range(50))))
    write_customers(drawn.drop("segment"), SCHEMES, tmp_path / "customers.csv", wording=WORDS)
    rows = list(csv.DictReader((tmp_path / "customers.csv").read_text("utf-8-sig").splitlines()))
    assert sorted(row["对照组（试点期间不联系）"] for row in rows) == ["否"] * 25 + ["是"] * 25


def test_nobody_to_contact_means_no_list(duckdb, tmp_path):
    assert lists(customers(duckdb, ("a", "张", "王岚", 5, "general_keep")), tmp_path) == ()
