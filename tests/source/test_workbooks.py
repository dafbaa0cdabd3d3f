"""What stands in a workbook's cells reaches the table exactly, or is set aside with its row and reason, or is told."""

import zipfile
from datetime import date
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from segkit.columns import REQUIRED
from segkit.engine import fetch_rows
from segkit.errors import Problems, RuinedIds, RuinedIdsInText, SheetUnclear
from segkit.source.files import open_table
from segkit.source.inspect import inspect_file, render_inspection
from segkit.source.long_ids import check_ids_in_text, check_long_ids
from segkit.source.mapping import mapped_text
from segkit.source.options import ReadOptions
from segkit.source.workbooks import list_sheets
from segkit.wording import LANGUAGES, Wording

COLUMNS = {"customer_id": "会员号"}


@pytest.fixture
def opened(duckdb, tmp_path):
    def open_it(path, **options):
        return open_table(duckdb, path, ReadOptions(**options), tmp_path / "staging")

    return open_it


@pytest.fixture
def text_file(opened, tmp_path):
    def write(*ids):
        (tmp_path / "a.csv").write_text("会员号,金额\n" + "".join(f"{name},5\n" for name in ids), encoding="utf-8")
        return opened(tmp_path / "a.csv")

    return write


def rows(source):
    return [tuple(row.values()) for row in fetch_rows(source.table, at_most=100)]


def odd(source):
    return [tuple(row.values()) for row in pq.read_table(source.set_aside).to_pylist()]


def lines(source):
    return pq.read_table(source.lines).column("row").to_pylist()


def notes(source):
    return {note.key.removeprefix("sheet."): dict(note.slots) for note in source.notes}


def xlsx(path: Path, *table, sheet="订单", change=None) -> Path:
    """Rows written by xlsxwriter, then `change(book, sheet)`."""
    import xlsxwriter

    with xlsxwriter.Workbook(str(path)) as book:
        page = book.add_worksheet(sheet)
        for at, line in enumerate(table):
            page.write_row(at, 0, line)
        if change:
            change(book, page)
    return path


HEAD, FIRST, SECOND, THIRD = ["会员号", "金额"], ["甲", 1], ["乙", 2], ["丙", 3]


def test_a_sound_workbook_has_no_set_aside_and_its_rows_follow_the_header(opened, tmp_path):
    source = opened(xlsx(tmp_path / "a.xlsx", HEAD, FIRST, SECOND))
    assert (rows(source), source.set_aside, source.lines, source.notes) == ([("甲", "1"), ("乙", "2")], None, None, ())


def test_the_row_of_each_record_is_known_where_blank_rows_lie_between(opened, tmp_path):
    source = opened(xlsx(tmp_path / "a.xlsx", ["三月订单"], [], HEAD, [], FIRST, [], [], SECOND, THIRD))
    assert (source.header_row, lines(source)) == (3, [5, 8, 9])
    assert pq.read_table(source.lines).column("record").to_pylist() == [0, 1, 2]


def test_columns_empty_on_the_left_keep_their_place(opened, tmp_path):
    source = opened(xlsx(tmp_path / "a.xlsx", [None, *HEAD], [None, *FIRST]))
    assert (source.columns, rows(source)) == (("column_1", "会员号", "金额"), [(None, "甲", "1")])


# --- merged cells -------------------------------------------------------------------------------


def test_all_rows_of_merged_cells_are_set_aside(opened, tmp_path):
    source = opened(
        xlsx(tmp_path / "a.xlsx", HEAD, FIRST, SECOND, [None, 3], change=lambda _, s: s.merge_range("A3:A4", "乙"))
    )
    assert rows(source) == [("甲", "1")]
    assert odd(source) == [(3, "merged_cells", "会员号", "乙\t2"), (4, "merged_cells", "会员号", "\t3")]


def test_merged_cells_above_the_rows_or_without_a_value_do_no_harm(opened, tmp_path):
    def change(_, sheet):
        sheet.merge_range("A1:B1", "三月订单")
        sheet.merge_range("B4:B5", "")

    source = opened(xlsx(tmp_path / "a.xlsx", [], HEAD, FIRST, ["乙"], ["丙"], change=change))
    assert (rows(source), source.set_aside) == ([("甲", "1"), ("乙", None), ("丙", None)], None)


def test_cells_merged_within_one_row_leave_it_to_the_cleaning_rules(opened, tmp_path):
    """A total over three columns is a total row, and the cells beside its first are empty."""
    head = ["会员号", "商品", "金额"]
    path = xlsx(tmp_path / "a.xlsx", head, ["甲", "茶", 1], change=lambda _, s: s.merge_range("A3:B3", "合计"))
    assert (rows(opened(path)), opened(path).set_aside) == ([("甲", "茶", "1"), ("合计", None, None)], None)


def test_merged_cells_of_an_older_workbook_are_set_aside(opened, tmp_path):
    def change(_, sheet):
        sheet.write_merge(1, 2, 0, 0, "甲")
        for row in (1, 2):
            sheet.write(row, 1, row)

    xls(tmp_path / "a.xls", HEAD, [], [], ["乙", 3], change=change)
    source = opened(tmp_path / "a.xls")
    assert (rows(source), [row[:2] for row in odd(source)]) == (
        [("乙", "3")],
        [(2, "merged_cells"), (3, "merged_cells")],
    )


# --- formulas and errors ------------------------------------------------------------------------


def test_a_formula_without_a_stored_result_sets_its_row_aside(opened, tmp_path):
    import openpyxl

    book = openpyxl.Workbook()
    for line in (HEAD, FIRST, ["乙", "=1+1"], THIRD):
        book.active.append(line)
    book.save(tmp_path / "a.xlsx")
    source = opened(tmp_path / "a.xlsx")
    assert (rows(source), odd(source)) == ([("甲", "1"), ("丙", "3")], [(3, "no_stored_value", "金额", "乙\t")])
    assert lines(source) == [2, 4]


def test_an_error_cell_sets_its_row_aside_and_is_shown(opened, tmp_path):
    def change(_, sheet):
        sheet.write_formula("B3", "=1/0", value="#DIV/0!")

    source = opened(xlsx(tmp_path / "a.xlsx", HEAD, FIRST, SECOND, THIRD, change=change))
    assert (rows(source), odd(source)) == ([("甲", "1"), ("丙", "3")], [(3, "error_cell", "金额", "乙\t#DIV/0!")])


def xls(path: Path, *table, change=None) -> Path:
    """Rows written by xlwt, then `change(book, sheet)`."""
    import xlwt

    book = xlwt.Workbook()
    sheet = book.add_sheet("a")
    for row, line in enumerate(table):
        for column, value in enumerate(line):
            sheet.write(row, column, value)
    if change:
        change(book, sheet)
    book.save(str(path))
    return path


def test_an_older_workbook_s_errors_and_unstored_formulas_are_set_aside(opened, tmp_path):
    import xlwt

    def change(_, sheet):
        sheet.write(2, 1, xlwt.Formula("1+1"))
        sheet.row(3).set_cell_error(1, 42)

    source = opened(xls(tmp_path / "a.xls", HEAD, FIRST, ["乙"], ["丙"], ["丁", 4], change=change))
    assert (rows(source), lines(source)) == ([("甲", "1"), ("丁", "4")], [2, 5])
    assert odd(source) == [(3, "no_stored_value", "金额", "乙\t"), (4, "error_cell", "金额", "丙\t#N/A")]


def test_an_older_workbook_s_hidden_rows_and_sheets_are_told(opened, tmp_path):
    def change(book, sheet):
        sheet.row(2).hidden = True
        book.add_sheet("旧").visibility = 1

    source = opened(xls(tmp_path / "a.xls", HEAD, FIRST, SECOND, change=change))
    assert notes(source) == {"hidden_sheets": {"sheets": ["旧"]}, "hidden_rows": {"n": 1, "rows": [3]}}


def test_an_older_workbook_of_many_sectors_is_scanned_to_its_end(opened, tmp_path):
    def change(_, sheet):
        sheet.row(9001).set_cell_error(1, "#REF!")

    source = opened(xls(tmp_path / "a.xls", HEAD, *[[f"客户{n}", n] for n in range(9000)], ["尾"], change=change))
    assert odd(source) == [(9002, "error_cell", "金额", "尾\t#REF!")]


def test_a_formula_s_stored_result_is_read_and_empty_text_is_one(opened, tmp_path):
    def change(_, sheet):
        sheet.write_formula("A2", '="甲"', value="甲")
        sheet.write_formula("B2", "=1+1", value=2)
        sheet.write_formula("A3", '=""&"#N/A"', value="乙")

    path = xlsx(tmp_path / "a.xlsx", HEAD, ["", ""], ["", 5], change=change)
    edit(path, '<c r="B3"><v>5</v></c>', '<c r="B3" t="str"><f>""</f><v></v></c>')
    assert (rows(opened(path)), opened(path).set_aside) == ([("甲", "2"), ("乙", None)], None)


def test_zeros_written_by_a_library_that_cannot_calculate_are_no_results(opened, tmp_path):
    def change(_, sheet):
        sheet.write_formula("B2", "=1+1")
        sheet.write_formula("B3", "=1+2")

    source = opened(xlsx(tmp_path / "a.xlsx", HEAD, ["甲"], ["乙"], THIRD, change=change))
    assert (rows(source), [row[:2] for row in odd(source)]) == (
        [("丙", "3")],
        [(2, "no_stored_value"), (3, "no_stored_value")],
    )


def test_a_sheet_all_of_whose_rows_are_odd_is_opened_for_the_account_of_them(opened, tmp_path):
    source = opened(xlsx(tmp_path / "a.xlsx", HEAD, ["甲"], change=lambda _, s: s.write_formula("B2", "=1+1")))
    assert (rows(source), len(odd(source))) == ([], 1)


def edit(path: Path, old: str, new: str, part: str = "xl/worksheets/sheet1.xml") -> None:
    """Replace text in a part of a packed workbook."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    assert old.encode() in parts[part]
    parts[part] = parts[part].replace(old.encode(), new.encode())
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)


def with_prefix(path: Path) -> None:
    """The sheet with a namespace prefix, as the Open XML SDK writes it."""
    import re

    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    sheet = parts["xl/worksheets/sheet1.xml"].decode()
    sheet = re.sub(r"<(/?)([a-zA-Z])", r"<\1x:\2", sheet).replace("xmlns=", "xmlns:x=")
    parts["xl/worksheets/sheet1.xml"] = sheet.encode()
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)


def without_references(path: Path) -> None:
    """The sheet with neither rows nor cells numbered, as some small writers leave it."""
    import re

    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    sheet = parts["xl/worksheets/sheet1.xml"].decode()
    parts["xl/worksheets/sheet1.xml"] = re.sub(r'<(row|c) r="\w+"', r"<\1 ", sheet).encode()
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)


@pytest.mark.parametrize("write", [with_prefix, without_references])
def test_other_ways_to_write_a_sheet_are_understood(opened, tmp_path, write):
    def change(_, sheet):
        sheet.write_formula("B3", "=1/0", value="#DIV/0!")
        sheet.write_formula("B4", "=1+1", value="")
        sheet.set_row(1, None, None, {"hidden": True})

    path = xlsx(tmp_path / "a.xlsx", HEAD, FIRST, ["乙", ""], ["丙", ""], change=change)
    write(path)
    source = opened(path)
    assert [row[:3] for row in odd(source)] == [(3, "error_cell", "金额"), (4, "no_stored_value", "金额")]
    assert (rows(source), notes(source)) == ([("甲", "1")], {"hidden_rows": {"n": 1, "rows": [2]}})


def test_a_format_whose_faults_cannot_be_seen_says_so(opened, tmp_path):
    """An .ods with one row; calamine reads its error cell as empty."""
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    names = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
    )

    def cell(text):
        return f'<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>'

    table = "".join(
        f"<table:table-row>{cell(a)}{cell(b)}</table:table-row>" for a, b in (("会员号", "城市"), ("甲", "上海"))
    )
    sheet = f'<office:spreadsheet><table:table table:name="a">{table}</table:table></office:spreadsheet>'
    body = f"<office:body>{sheet}</office:body>"
    with zipfile.ZipFile(tmp_path / "a.ods", "w") as archive:
        archive.writestr("mimetype", kind)
        archive.writestr("content.xml", f"<office:document-content {names}>{body}</office:document-content>")
        entry = f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/>'
        space = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
        archive.writestr(
            "META-INF/manifest.xml", f'<manifest:manifest xmlns:manifest="{space}">{entry}</manifest:manifest>'
        )
    source = opened(tmp_path / "a.ods")
    assert (rows(source), notes(source)) == ([("甲", "上海")], {"unseen_faults": {"kind": "ods"}})


# --- sheets and rows out of sight ---------------------------------------------------------------


def test_hidden_sheets_are_told_and_not_read(opened, tmp_path):
    def change(book, _):
        for name, hide in (("旧", "hide"), ("底稿", "very_hidden")):
            sheet = book.add_worksheet(name)
            sheet.write_row(0, 0, HEAD)
            getattr(sheet, hide)()

    source = opened(xlsx(tmp_path / "a.xlsx", HEAD, FIRST, change=change))
    assert (source.sheet, notes(source)) == ("订单", {"hidden_sheets": {"sheets": ["旧", "底稿"]}})


def test_a_hidden_sheet_is_read_where_it_is_stated(opened, tmp_path):
    def change(book, _):
        sheet = book.add_worksheet("旧")
        sheet.write_row(0, 0, HEAD)
        sheet.write_row(1, 0, SECOND)
        sheet.hide()

    source = opened(xlsx(tmp_path / "a.xlsx", HEAD, FIRST, change=change), sheet="旧")
    assert (rows(source), notes(source)) == ([("乙", "2")], {"hidden_read": {"sheet": "旧"}})


def test_a_hidden_sheet_is_read_where_no_other_holds_data(opened, tmp_path):
    def change(book, sheet):
        sheet.hide()
        book.add_worksheet("空").activate()

    source = opened(xlsx(tmp_path / "a.xlsx", HEAD, FIRST, change=change))
    assert (rows(source), notes(source)) == ([("甲", "1")], {"hidden_read": {"sheet": "订单"}})


def test_hidden_rows_are_read_and_told_by_their_numbers(opened, tmp_path):
    def change(_, sheet):
        for row in range(1, 31):
            sheet.set_row(row, None, None, {"hidden": True})

    source = opened(xlsx(tmp_path / "a.xlsx", HEAD, *[["甲", n] for n in range(40)], change=change))
    assert (len(rows(source)), notes(source)["hidden_rows"]) == (40, {"n": 30, "rows": list(range(2, 22))})


def test_rows_that_a_filter_hides_are_told_as_such(opened, tmp_path):
    def change(_, sheet):
        sheet.autofilter("A1:B3")
        sheet.filter_column("A", "x == 甲")
        sheet.set_row(2, None, None, {"hidden": True})

    source = opened(xlsx(tmp_path / "a.xlsx", HEAD, FIRST, SECOND, change=change))
    assert (len(rows(source)), notes(source)) == (2, {"filtered_rows": {"n": 1, "rows": [3]}})


def test_several_visible_sheets_with_data_are_asked_about(opened, tmp_path):
    def change(book, _):
        book.add_worksheet("退货").write_row(0, 0, HEAD)

    path = xlsx(tmp_path / "a.xlsx", HEAD, FIRST, change=change)
    assert list_sheets(path) == {"订单": (2, 2), "退货": (1, 2)}
    with pytest.raises(SheetUnclear):
        opened(path)


def test_every_note_can_be_told_in_both_languages():
    slots = {"sheet": "旧", "sheets": ["旧"], "n": 3, "rows": [2, 3], "kind": "xlsx"}
    keys = ("hidden_sheets", "hidden_read", "hidden_rows", "filtered_rows", "dates_1904", "other_kind", "unseen_faults")
    assert all(Wording(language)(f"source.sheet.{key}", **slots) for language in LANGUAGES for key in keys)


@pytest.mark.parametrize(("columns", "n_kept"), [((), 2), (("会员号", "金额"), 2), (("会员号",), 3), ((" 会员号",), 3)])
def test_a_fault_in_a_column_that_nobody_uses_sets_no_row_aside(opened, tmp_path, columns, n_kept):
    def change(_, sheet):
        sheet.write_formula("B3", "=VLOOKUP(1,A:A,1,0)", value="#N/A")

    source = opened(xlsx(tmp_path / "a.xlsx", HEAD, FIRST, SECOND, THIRD, change=change), columns=columns)
    assert (len(rows(source)), source.set_aside is None) == (n_kept, n_kept == 3)


def test_the_inspection_of_a_workbook_tells_what_is_hidden_and_what_was_set_aside(duckdb, tmp_path):
    def change(_, sheet):
        sheet.write_formula("B3", "=1/0", value="#DIV/0!")
        sheet.set_row(1, None, None, {"hidden": True})

    path = xlsx(tmp_path / "a.xlsx", HEAD, FIRST, SECOND, THIRD, change=change)
    found = inspect_file(duckdb, path, ReadOptions(), tmp_path / "staging")
    assert found.problems[0].key == "sheet.hidden_rows"
    assert dict(found.account.quarantined) == {"error_cell": 1}
    assert all(
        Wording(language)("clean.rule.error_cell") in render_inspection(found, Wording(language))
        for language in LANGUAGES
    )


# --- dates --------------------------------------------------------------------------------------


@pytest.mark.parametrize("from_1904", [False, True])
def test_dates_are_read_by_the_workbook_s_own_calendar(opened, tmp_path, from_1904):
    import xlsxwriter

    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(str(path), {"date_1904": from_1904, "default_date_format": "yyyy-mm-dd"}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["会员号", "下单时间"])
        sheet.write_row(1, 0, ["甲", date(2025, 3, 25)])
    source = opened(path)
    assert rows(source) == [("甲", "2025-03-25")]
    assert notes(source) == ({"dates_1904": {}} if from_1904 else {})


def test_dates_of_an_older_workbook_from_1904_are_read_by_its_calendar(opened, tmp_path):
    import xlwt

    def change(book, sheet):
        book.dates_1904 = True
        sheet.write(1, 1, date(2025, 3, 25), xlwt.easyxf(num_format_str="yyyy-mm-dd"))

    source = opened(xls(tmp_path / "a.xls", ["会员号", "下单时间"], ["甲"], change=change))
    assert (rows(source), notes(source)) == ([("甲", "2025-03-25")], {"dates_1904": {}})


# --- long ids -----------------------------------------------------------------------------------


@pytest.mark.parametrize("ending", ["xlsx", "xls"])
def test_numbers_of_16_and_more_digits_in_an_id_column_stop_with_masked_examples(opened, tmp_path, ending):
    ids = [110101199003070012, 13812345678, 110101199003070013]
    ending_of = {"xlsx": "0000", "xls": "0016"}  # 15 decimal digits, or the nearest binary number
    write = {"xlsx": xlsx, "xls": xls}[ending]
    path = write(tmp_path / f"a.{ending}", HEAD, *[[name, 1] for name in ids])
    with pytest.raises(Problems) as raised:
        check_long_ids(opened(path), COLUMNS)
    (problem,) = raised.value.problems
    assert isinstance(problem, RuinedIds)
    assert (problem.column, problem.n, problem.examples) == ("会员号", 2, (f"110****{ending_of[ending]}",) * 2)


def test_long_ids_kept_as_text_and_long_numbers_elsewhere_are_no_concern(opened, tmp_path):
    source = opened(xlsx(tmp_path / "a.xlsx", HEAD, ["110101199003070012", 1e17]))
    check_long_ids(source, COLUMNS)


def test_mapping_a_ruined_column_to_an_id_stops_the_collection(opened, tmp_path):
    head = ["会员号", "下单时间", "实付金额"]
    source = opened(xlsx(tmp_path / "a.xlsx", head, [110101199003070012, "2025-03-25", 5]))
    with pytest.raises(Problems, match="RuinedIds"):
        mapped_text(
            source, {"customer_id": "会员号", "order_date": "下单时间", "amount": "实付金额"}, REQUIRED["orders"]
        )


def test_an_id_shown_with_an_exponent_stops_a_text_file(text_file):
    with pytest.raises(Problems) as raised:
        check_ids_in_text(text_file("1.10101E+17", "甲", "1.10101E+17"), COLUMNS)
    (problem,) = raised.value.problems
    assert isinstance(problem, RuinedIdsInText)
    assert (problem.file, problem.column, problem.n, problem.examples) == ("a.csv", "会员号", 2, ("1.1****E+17",) * 2)


def test_ids_that_end_in_zeros_one_after_the_other_stop_a_text_file(text_file):
    with pytest.raises(Problems):
        check_ids_in_text(text_file("110101199003070000", "110101199003080000", "110101199003090000"), COLUMNS)


@pytest.mark.parametrize("ids", [("1E5", "12E4567", "2e+1"), ("110101199003070000", "110101199003080012")])
def test_ids_that_only_look_alike_pass(text_file, ids):
    check_ids_in_text(text_file(*ids), COLUMNS)


def test_a_ruined_id_in_text_cells_of_a_workbook_stops_as_well(opened, tmp_path):
    with pytest.raises(Problems):
        check_long_ids(opened(xlsx(tmp_path / "a.xlsx", HEAD, ["1.10101E+17", 1])), COLUMNS)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_told_of_ruined_ids_names_the_place_and_the_remedy(language):
    told = Wording(language).explain(RuinedIds("a.xlsx", "订单", "会员号", 2, ("110****0000",)))
    assert all(part in told for part in ("a.xlsx", "订单", "会员号", "110****0000", "15"))


def test_staged_rows_are_written_in_blocks_and_keep_their_order(tmp_path, monkeypatch):
    from segkit.source import staging
    from segkit.source.sheet_scan import SheetScan

    monkeypatch.setattr(staging, "CELLS_PER_BLOCK", 4)
    table = [HEAD, *[[f"{n}", float(n)] for n in range(7)], ["", ""], ["x", 1e16]]
    staged = staging.stage_rows(iter(table), tmp_path / "a.parquet", None, SheetScan())
    assert pq.read_table(tmp_path / "a.parquet").column("金额").to_pylist()[5:] == ["5", "6", "1" + "0" * 16]
    assert (staged.n, staged.has_lines, staged.rounded) == (8, True, {"金额": (1, ["1" + "0" * 16])})
