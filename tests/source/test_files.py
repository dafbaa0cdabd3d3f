"""One door for every file: text tables, exactly this file, and coded errors for what holds nothing."""

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from segkit.engine import fetch_rows
from segkit.errors import (
    DamagedFile,
    EmptyFile,
    FileMissing,
    HeaderOnly,
    LockedFile,
    SecondTable,
    SheetMissing,
    SheetUnclear,
    TooManyColumns,
    UnevenRows,
)
from segkit.source.files import open_table
from segkit.source.options import ReadOptions
from segkit.source.sheets import cell_text
from segkit.source.workbooks import list_sheets


@pytest.fixture
def opened(duckdb, tmp_path):
    def open_it(name, content, **options):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return open_table(duckdb, path, ReadOptions(**options), tmp_path / "staging")

    return open_it


def rows(source):
    return [tuple(row.values()) for row in fetch_rows(source.table, at_most=100)]


def workbook(path: Path, **sheets) -> Path:
    import xlsxwriter

    with xlsxwriter.Workbook(str(path), {"default_date_format": "yyyy-mm-dd"}) as book:
        for name, lines in sheets.items():
            sheet = book.add_worksheet(name)
            for at, line in enumerate(lines):
                sheet.write_row(at, 0, line)
    return path


ORDERS = "id,name,paid\n" + "".join(f"{n},x,5\n" for n in range(20))


def test_two_broken_rows_at_the_end_are_set_aside_and_no_second_table(opened):
    source = opened("a.csv", ORDERS + "20,x\n21,y\n")
    assert (source.n_records, [row["reason"] for row in pq.read_table(source.set_aside).to_pylist()]) == (
        20,
        ["too_few_fields", "too_few_fields"],
    )


@pytest.mark.parametrize("below", ["city,n\nUlm,2\n", "1,2\n3,4\n5,6\n7,8\n"])
def test_rows_of_another_width_are_a_second_table_where_a_header_or_their_number_says_so(opened, below):
    with pytest.raises(SecondTable) as caught:
        opened("a.csv", ORDERS + below)
    assert caught.value.line == "read: {last_row: 21}"


@pytest.mark.parametrize(
    ("content", "delimiter"),
    [
        ("id,name,paid\n01,张悦,\n2,NA,1.50\n", ","),
        ("id\tname\tpaid\n01\t张悦\t\n2\tNA\t1.50\n", "\t"),
        ("id;name;paid\r\n01;张悦;\r\n2;NA;1.50", ";"),
        ("id|name|paid\n01|张悦|\n\n2|NA|1.50\n", "|"),
        ("id,name,paid\r01,张悦,\r2,NA,1.50\r", ","),
        ("id,name,paid\r\n01,张悦,\n2,NA,1.50\r\n", ","),
    ],
)
def test_cells_are_text_as_they_stand_and_null_only_where_empty(opened, content, delimiter):
    source = opened("a.csv", content)
    assert (source.columns, source.dialect.delimiter) == (("id", "name", "paid"), delimiter)
    assert rows(source) == [("01", "张悦", None), ("2", "NA", "1.50")]


def test_line_breaks_and_separators_inside_quotes_belong_to_the_cell(opened):
    assert rows(opened("a.csv", 'a,b\n1,"x,\ny ""z"""\n')) == [("1", 'x,\ny "z"')]


@pytest.mark.parametrize("name", ["订单[2025].csv", "x*.csv", "a?.csv", "-b.csv", "it's.csv"])
def test_a_name_that_looks_like_a_pattern_opens_this_file_alone(opened, name):
    for other in ("订单2.csv", "xy.csv", "ab.csv"):
        opened(other, "a\nwrong\n")
    assert rows(opened(name, "a\nright\n")) == [("right",)]


def test_columns_aligned_by_blanks_without_a_header_are_named_by_position(opened):
    source = opened("a.txt", " 00004 0001 19970101  2   29.33\n 00004 0001 19970118  2  129.73\n")
    assert (source.columns, source.header_row) == (tuple(f"column_{n}" for n in range(1, 6)), 0)
    assert rows(source)[1] == ("00004", "0001", "19970118", "2", "129.73")


def test_a_title_above_the_header_is_passed_over(opened):
    source = opened("a.csv", "三月订单,,\n\n会员号,下单时间,实付金额\nL1,2025-03-05,5\n")
    assert (source.header_row, rows(source)) == (3, [("L1", "2025-03-05", "5")])


def test_a_stated_header_row_is_taken(opened):
    assert rows(opened("a.csv", "1,2\n3,4\n", header=0)) == [("1", "2"), ("3", "4")]
    assert opened("b.csv", "1,2\n3,4\n", header=1).columns == ("1", "2")


def test_empty_and_repeated_headers_get_names_of_their_own(opened):
    assert opened("a.csv", "备注 ,,备注\na,b,c\n").columns == ("备注_1", "column_2", "备注_2")


@pytest.mark.parametrize(
    ("content", "error"),
    [("", EmptyFile), ("\ufeff", EmptyFile), ("a,b\n", HeaderOnly), ("\ufeffa,b", HeaderOnly)],
)
def test_a_file_without_rows_stops_with_its_code(opened, content, error):
    with pytest.raises(error):
        opened("a.csv", content)


def test_a_missing_file_is_told_with_the_nearest_name(duckdb, tmp_path):
    (tmp_path / "订单2025.csv").write_text("a\n1\n")
    with pytest.raises(FileMissing) as raised:
        open_table(duckdb, tmp_path / "订单2024.csv", ReadOptions(), tmp_path)
    assert raised.value.nearest == "订单2025.csv"


@pytest.mark.parametrize("row", ["4,5", "4,5,6,7"])
def test_a_row_with_other_fields_than_the_header_is_told_by_its_number(opened, row):
    with pytest.raises(UnevenRows) as raised:
        opened("a.csv", f"a,b,c\n1,2,3\n{row}\n")
    assert (raised.value.row, raised.value.expected) == (3, 3)


def test_parquet_becomes_plain_text(duckdb, tmp_path):
    table = pa.table({"id": [13812345678.0, 2.5], "n": [1, None], "day": pa.array([0, 1], pa.date32())})
    pq.write_table(table, tmp_path / "a.parquet")
    source = open_table(duckdb, tmp_path / "a.parquet", ReadOptions(), tmp_path)
    assert rows(source) == [("13812345678", "1", "1970-01-01"), ("2.5", None, "1970-01-02")]


def test_a_workbook_s_only_sheet_with_data_is_read_as_text(duckdb, tmp_path):
    path = workbook(tmp_path / "a[1].xlsx", 空=[], 会员=[["会员号", "余额"], ["0012", 129.7], [13812345678, 1e17]])
    source = open_table(duckdb, path, ReadOptions(), tmp_path)
    assert (source.sheet, rows(source)) == ("会员", [("0012", "129.7"), ("13812345678", "100000000000000000")])


def test_several_sheets_with_data_are_asked_about_and_a_wrong_name_is_told(duckdb, tmp_path):
    path = workbook(tmp_path / "a.xlsx", 订单=[["a", "b"], ["x", "y"]], 退货=[["c"], ["z"]])
    assert list_sheets(path) == {"订单": (2, 2), "退货": (2, 1)}
    with pytest.raises(SheetUnclear):
        open_table(duckdb, path, ReadOptions(), tmp_path)
    with pytest.raises(SheetMissing) as raised:
        open_table(duckdb, path, ReadOptions(sheet="订货"), tmp_path)
    assert raised.value.nearest in ("订单", "退货")
    assert rows(open_table(duckdb, path, ReadOptions(sheet="退货"), tmp_path)) == [("z",)]


def test_what_is_no_workbook_stops_with_its_code(duckdb, tmp_path):
    for name, content in (("a.xls", b"a,b\n1,2\n"), ("b.xlsx", b"PK\x03\x04broken")):
        (tmp_path / name).write_bytes(content)
        with pytest.raises((DamagedFile, LockedFile)):
            open_table(duckdb, tmp_path / name, ReadOptions(), tmp_path)


def test_a_sheet_with_a_header_alone_has_no_rows(duckdb, tmp_path):
    with pytest.raises(HeaderOnly):
        open_table(duckdb, workbook(tmp_path / "a.xlsx", 会员=[["a", "b"]]), ReadOptions(), tmp_path)


def test_cells_become_what_a_person_would_type():
    from datetime import date, datetime

    cells = [1e17, 129.7, -0.5, 3.0, True, date(2025, 3, 5), datetime(2025, 3, 5, 10, 12), "  NA", None, ""]
    expected = ["100000000000000000", "129.7", "-0.5", "3", "TRUE", "2025-03-05", "2025-03-05 10:12:00", "  NA", "", ""]
    assert [cell_text(cell) for cell in cells] == expected


def test_a_file_that_changed_is_settled_anew(opened):
    assert opened("orders.csv", "a,b\n1,2\n").columns == ("a", "b")
    assert opened("orders.csv", "a;b;c\n1;2;3\n").columns == ("a", "b", "c")


def test_a_table_wider_than_any_companys_is_told_by_its_columns(opened, duckdb, tmp_path):
    names = [f"c{n}" for n in range(1_001)]
    lines = "\n".join(",".join(row) for row in (names, ["1"] * 1_001, ["2"] * 1_001))
    with pytest.raises(TooManyColumns) as caught:
        opened("wide.csv", lines)
    assert (caught.value.n, caught.value.most) == (1_001, 1_000)
    book = workbook(
        tmp_path / "wide.xlsx", Orders=[["id", "paid", *[""] * 998, "far out"], ["1", "5", *[""] * 998, "x"]]
    )
    pq.write_table(pa.table({name: ["1"] for name in names}), tmp_path / "wide.parquet")
    for path in (book, tmp_path / "wide.parquet"):
        with pytest.raises(TooManyColumns):
            open_table(duckdb, path, ReadOptions(), tmp_path / "staging")
