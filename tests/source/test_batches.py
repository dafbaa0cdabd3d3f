"""Several files of one header are one table; what cannot be one table stops with the files named."""

from decimal import Decimal

import pytest

from segkit.clean.orders import clean_orders
from segkit.clean.places import Origin
from segkit.clean.rules import CleaningRules
from segkit.engine import fetch_rows
from segkit.errors import (
    AmountsDiffer,
    DatesDiffer,
    FileMissing,
    HeaderOnly,
    HeadersDiffer,
    MissingKey,
    NoFileMatches,
    Problems,
    SameFileTwice,
    SettingUnused,
)
from segkit.source.batches import file_labels, open_named
from segkit.source.draft import init_study, render_draft
from segkit.source.entries import read_entries
from segkit.source.header_grid import header_grid
from segkit.source.inspect import inspect_source, inspection_as_dict, render_inspection
from segkit.source.naming import find_files, natural_key
from segkit.source.one_form import fit_dates
from segkit.source.options import ReadOptions
from segkit.source.textgrid import text_width
from segkit.study import read_study
from segkit.wording import LANGUAGES, Wording
from tests.source.test_files import workbook

HEADER = "会员号,订单号,日期,金额\n"
COLUMNS = {"customer_id": "会员号", "order_id": "订单号", "order_date": "日期", "amount": "金额"}


def month(number, n=6, day="2025-{month:02}-{at:02}", amount="{at}.50"):
    """A month's orders, one per day from the first on."""
    cells = ({"month": number, "at": at} for at in range(1, n + 1))
    lines = (f"L{one['at']},S{one['month']}-{one['at']},{day.format(**one)},{amount.format(**one)}" for one in cells)
    return HEADER + "".join(f"{line}\n" for line in lines)


@pytest.fixture
def batch(duckdb, tmp_path):
    """`batch(names and contents, named)`: the files written below a folder and opened as one table."""

    def open_it(files, *named, **options):
        for name, content in files.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return open_named(duckdb, named or ("*.csv",), tmp_path, ReadOptions(**options), tmp_path / "staging")

    return open_it


@pytest.mark.parametrize("setting", [{"sheet": "一月"}, {"fill_down": ("会员号",)}, {"row_limit": 5}])
def test_a_setting_that_no_file_has_is_told(batch, setting):
    with pytest.raises(SettingUnused) as problem:
        batch({"1月.csv": month(1)}, "1月.csv", **setting)
    assert (problem.value.file, problem.value.setting) == ("1月.csv", *setting)


def test_a_setting_that_one_file_of_a_batch_has_is_right(batch, tmp_path):
    workbook(tmp_path / "2月.xlsx", 一月=[HEADER.strip().split(","), ["L1", "S1", "2025-02-01", "1.50"]])
    assert batch({"1月.csv": month(1)}, "1月.csv", "2月.xlsx", sheet="一月", encoding="utf-8").n_records == 7


def listed(table):
    return fetch_rows(table, at_most=1000)


def cleaned(engine, source, folder):
    """The batch cleaned, each row placed in its file."""
    beside = {"lines": source.lines, "set_aside": source.set_aside}
    read = {key: engine.read_parquet(str(path)) for key, path in beside.items() if path}
    origin = Origin(
        "orders", source.file, source.header_row, files={part.file: part.n_records for part in source.parts}, **read
    )
    entries = read_entries(source, COLUMNS, ReadOptions(), "order_id")
    return clean_orders(engine, entries.table, CleaningRules(), None, folder / "tables", origin=origin)


# --- which files are meant ----------------------------------------------------------------------------


@pytest.fixture
def months(tmp_path):
    """A folder of three months, with what programs leave in it."""
    for name in ("2025-10.csv", "2025-2.csv", "2025-1.csv", "~$2025-1.xlsx", ".DS_Store", "说明.docx"):
        (tmp_path / "订单").mkdir(exist_ok=True)
        (tmp_path / "订单" / name).write_text("a\n1\n", encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("named", [["订单"], ["订单/"], ["订单/2025-*.csv"], ["订单/2025-2.csv", "订单/2025-1*.csv"]])
def test_a_folder_a_pattern_and_a_list_name_the_same_files_in_the_order_of_their_numbers(months, named):
    assert [path.name for path in find_files(named, months).files] == ["2025-1.csv", "2025-2.csv", "2025-10.csv"]


def test_hidden_temporary_and_other_files_of_a_folder_are_passed_over_and_said(months):
    assert set(find_files(["订单"], months).passed_over) == {"~$2025-1.xlsx", ".DS_Store", "说明.docx"}


def test_a_file_named_twice_is_read_once(months):
    assert len(find_files(["订单/2025-1.csv", "订单/*-1.csv"], months).files) == 1


def test_a_name_that_exists_is_that_file_whatever_signs_it_holds(tmp_path):
    for name in ("订单[2025].csv", "订单2.csv", "x*.csv", "xy.csv"):
        (tmp_path / name).write_text("a\n1\n", encoding="utf-8")
    assert [path.name for path in find_files(["订单[2025].csv"], tmp_path).files] == ["订单[2025].csv"]
    assert [path.name for path in find_files(["x*.csv"], tmp_path).files] == ["x*.csv"]


def test_a_name_that_is_no_pattern_and_not_there_is_missing(months):
    with pytest.raises(FileMissing) as caught:
        find_files(["订单/2025-3.csv"], months)
    assert caught.value.nearest in ("2025-1.csv", "2025-2.csv")


@pytest.mark.parametrize("named", ["订单/2026-*.csv", "空"])
def test_a_pattern_or_folder_without_a_file_says_so(months, named):
    (months / "空").mkdir()
    with pytest.raises(NoFileMatches) as caught:
        find_files([named], months)
    assert caught.value.file == named


def test_numbers_in_names_are_compared_by_their_size():
    assert sorted(["b2", "a10", "a2b", "a2", "a"], key=natural_key) == ["a", "a2", "a2b", "a10", "b2"]


def test_files_of_one_name_are_told_apart_by_their_folders(tmp_path):
    paths = [tmp_path / "甲" / "1.csv", tmp_path / "乙" / "1.csv"]
    assert list(file_labels(paths).values()) == ["甲/1.csv", "乙/1.csv"]


# --- one table ----------------------------------------------------------------------------------------


def test_encodings_forms_and_the_order_of_columns_may_differ(batch):
    source = batch(
        {
            "1.csv": "会员号,金额\n上海淮海路门店的老会员,1\n".encode("gb18030"),
            "2.csv": "金额;会员号\r\n2;张悦\r\n",
            "3.csv": "会员号 \t金额\nL3\t3\n".encode("utf-16"),
        }
    )
    assert [tuple(row.values()) for row in listed(source.table)] == [
        ("上海淮海路门店的老会员", "1"),
        ("张悦", "2"),
        ("L3", "3"),
    ]
    assert (source.encoding, source.n_records) == ("gb18030, utf-8, utf-16", 3)
    assert [note.key for note in source.notes] == ["batch.other_order"]


def test_text_files_and_workbooks_are_one_table_where_their_headers_agree(batch, tmp_path):
    workbook(tmp_path / "2.xlsx", 一月=[["会员号", "金额"], ["L2", "2.5"]])
    source = batch({"1.csv": "会员号,金额\nL1,1\n"}, "1.csv", "2.xlsx")
    assert [tuple(row.values()) for row in listed(source.table)] == [("L1", "1"), ("L2", "2.5")]
    assert [part.sheet for part in source.parts] == [None, "一月"]


def test_a_single_file_is_opened_as_ever(batch):
    source = batch({"1.csv": HEADER + "L1,S1,2025-01-01,5\n"})
    assert (source.parts, source.file, source.grounds[0].key) == ((), "1.csv", "encoding.all_utf8")


def test_many_files_stay_in_their_order(batch):
    source = batch({f"{at}.csv": f"a\n{at}\n" for at in range(1, 120)})
    assert [row["a"] for row in listed(source.table)] == [str(at) for at in range(1, 120)]


def test_every_row_keeps_its_file_and_its_physical_line(batch, duckdb, tmp_path):
    files = {
        "1.csv": month(1) + "L9,S9,2025-02-30,5\n",
        "2.csv": month(2).replace("L2,", '"L\n2",').replace("2025-02-03", "2025-13-03") + "L1,S2-9,2025-02-01,5,6\n",
    }
    clean = cleaned(duckdb, batch(files), tmp_path)
    rows = listed(clean.quarantine.select("file", "row", "reason"))
    assert [tuple(row.values()) for row in rows] == [
        ("1.csv", 8, "unreadable_date"),
        ("2.csv", 5, "unreadable_date"),
        ("2.csv", 9, "too_many_fields"),
    ]


def test_rows_and_money_are_accounted_for_file_by_file(batch, duckdb, tmp_path):
    files = {"1.csv": month(1), "2.csv": month(2) + "L9,S9,2025-02-30,5\n\nL1,S1,x,1,2\n"}
    clean = cleaned(duckdb, batch(files), tmp_path)
    told = [(one.file, one.rows, one.kept, one.quarantined, one.non_data, one.amount_kept) for one in clean.accounts]
    assert told == [("1.csv", 6, 6, 0, 0, Decimal("24.00")), ("2.csv", 9, 6, 2, 1, Decimal("24.00"))]
    for name in ("rows", "kept", "quarantined", "non_data", "amount", "amount_quarantined"):
        assert sum(getattr(one, name) for one in clean.accounts) == getattr(clean.account, name)


def test_an_order_in_two_files_is_found_repeats_and_refunds_left_aside(batch, duckdb, tmp_path):
    both = "L1,S1-1,2025-01-01,1.50\n"
    refund = "L2,S1-2,2025-02-02,-2.50\n"
    clean = cleaned(duckdb, batch({"1.csv": month(1), "2.csv": month(2) + both + refund}), tmp_path)
    assert clean.overlap.orders == 0
    assert next(line.rows for line in clean.ledger if line.rule == "exact_duplicate") == 1
    other = "L1,S1-3,2025-02-01,7.00\n"
    clean = cleaned(duckdb, batch({"2.csv": month(2) + other}), tmp_path)
    assert (clean.overlap.orders, clean.overlap.lines, clean.overlap.amount) == (1, 2, Decimal("10.50"))
    assert (clean.overlap.of, clean.overlap.examples) == (12, ("S1-3",))


# --- what cannot be one table ------------------------------------------------------------------------


def test_a_differing_header_stops_with_a_grid_of_file_against_column(batch):
    files = {"1.csv": month(1), "2.csv": month(2).replace("金额", "实付金额"), "3.csv": month(3)}
    with pytest.raises(HeadersDiffer) as caught:
        batch(files)
    problem = caught.value
    assert (problem.n_files, problem.n_shared, problem.n_differing) == (3, 3, 2)
    assert problem.grid.splitlines() == [
        "       金额  实付金额",
        "1.csv  ✓     –",
        "2.csv  –     ✓",
        "3.csv  ✓     –",
    ]
    for language in LANGUAGES:
        assert problem.grid in Wording(language).explain(problem)


def test_the_grid_of_many_files_and_columns_fits_a_screen():
    usual = ("会员号", "订单号")
    headers = {f"很长的门店名称的导出文件-{at:03}-最终版.csv": usual for at in range(300)}
    headers |= {f"{at}.csv": (*usual, *(f"备注列名也很长的一列{n}" for n in range(12))) for at in range(40)}
    lines = header_grid(headers).splitlines()
    assert len(lines) <= 17
    assert max(map(text_width, lines)) <= 120
    assert lines[0].endswith("+7")
    assert lines[-1] == "… +325"


def test_the_same_file_under_two_names_stops_and_both_are_named(batch):
    with pytest.raises(SameFileTwice) as caught:
        batch({"一月.csv": month(1), "二月.csv": month(2), "一月 (1).csv": month(1)})
    assert {caught.value.file, caught.value.other} == {"一月.csv", "一月 (1).csv"}


def test_problems_of_several_files_are_told_together(batch):
    with pytest.raises(Problems) as caught:
        batch({"1.csv": month(1), "2.csv": HEADER, "3.csv": HEADER + "\n"})
    assert [(type(one), one.file) for one in caught.value.problems] == [(HeaderOnly, "2.csv"), (HeaderOnly, "3.csv")]


@pytest.mark.parametrize("n", [6, 20])
def test_one_file_that_writes_its_dates_otherwise_is_named(batch, n):
    """Whether its order of day and month can be told (days up to twenty) or not (up to six)."""
    files = {f"{at}.csv": month(at) for at in range(1, 8)}
    source = batch(files | {"8.csv": month(8, n, day="{at:02}/{month:02}/2025")})
    with pytest.raises(DatesDiffer) as caught:
        fit_dates(source, "日期", ReadOptions())
    assert (caught.value.file, caught.value.n_others, caught.value.share) == ("8.csv", 7, 1.0)


def test_dates_with_day_first_in_one_file_and_month_first_in_another_name_the_rarer(batch):
    first = {f"{at}.csv": month(at, 20, day="{at:02}/{month:02}/2025") for at in (1, 2)}
    source = batch(first | {"3.csv": month(3, 20, day="{month:02}/{at:02}/2025")})
    with pytest.raises(DatesDiffer) as caught:
        fit_dates(source, "日期", ReadOptions())
    assert caught.value.file == "3.csv"


def test_a_stated_order_of_day_and_month_reads_a_batch_of_both_forms(batch):
    source = batch({"1.csv": month(1), "2.csv": month(2, 20, day="{at:02}/{month:02}/2025")})
    assert fit_dates(source, "日期", ReadOptions(date_order="dmy")).ground.slots == {"n": 26, "read": 26}


def test_files_of_one_name_are_told_apart_in_what_is_wrong_with_them(batch):
    with pytest.raises(HeaderOnly) as caught:
        batch({"甲/订单.csv": month(1), "乙/订单.csv": HEADER}, "*/订单.csv")
    assert caught.value.file == "乙/订单.csv"


def test_one_file_settles_the_order_of_day_and_month_for_all(batch):
    """Days up to six say nothing by themselves; the other file's go up to twenty."""
    files = {"1.csv": month(1, day="{at:02}/{month:02}/2025"), "2.csv": month(2, 20, day="{at:02}/{month:02}/2025")}
    assert fit_dates(batch(files), "日期", ReadOptions()).forms[-1] == "dmy"


def test_one_file_that_writes_its_amounts_otherwise_is_named(batch):
    source = batch({"1.csv": month(1), "2.csv": month(2, amount="{at}元5角")})
    with pytest.raises(AmountsDiffer) as caught:
        read_entries(source, COLUMNS, ReadOptions(), "order_id")
    assert (caught.value.file, caught.value.examples[0]) == ("2.csv", "1元5角")


# --- inspect, init, study ----------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_inspect_shows_each_file_of_a_batch_and_order_ids_in_several(batch, duckdb, language):
    files = {"1.csv": month(1), "2.csv": month(2) + "L1,S1-1,2025-01-01,1.50\nL1,S1,2\n"}
    found = inspect_source(duckdb, batch(files, keeps_totals=False), ReadOptions())
    assert [(file.file, file.records, file.kept, file.quarantined) for file in found.files] == [
        ("1.csv", 6, 6, 0),
        ("2.csv", 8, 7, 1),
    ]
    assert (found.account.records, found.account.n_quarantined) == (14, 1)
    shown = render_inspection(found, Wording(language))
    assert "2.csv:9" in shown
    assert next(one for one in found.problems if one.key == "problem.shared_ids").slots["n"] == 1
    assert inspection_as_dict(found, None)["problems"][0] == {
        "code": "too_few_fields", "line": 9, "column": None, "file": "2.csv"
    }  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
def test_init_takes_a_folder_of_one_header_for_one_table(months, language):
    for path in (months / "订单").glob("2025-*.csv"):
        path.write_bytes(month(int(path.stem[5:])).encode("gb18030"))
    draft = init_study("a", [months / "订单"], months, language)
    orders = read_study(draft.path).sources.orders
    assert (orders.file, orders.read.encoding) == ("../../订单", "gb18030")
    assert "2025-1.csv … 2025-10.csv (3)" in render_draft(draft, Wording(language))
    assert [set(one.slots["files"]) for one in draft.to_check if one.key == "batch.passed_over"] == [
        {"~$2025-1.xlsx", ".DS_Store", "说明.docx"}
    ]


def test_init_names_files_of_one_header_singly_where_they_were_named_so(months):
    for at in (1, 2):
        (months / f"{at}.csv").write_text(month(at), encoding="utf-8")
    draft = init_study("a", [months / "1.csv", months / "2.csv"], months)
    assert read_study(draft.path).sources.orders.file == ("../../1.csv", "../../2.csv")


def test_init_stops_where_a_folder_holds_orders_under_two_headers(months):
    for at in (1, 2):
        (months / "订单" / f"2025-{at}.csv").write_text(month(at), encoding="utf-8")
    (months / "订单" / "2025-10.csv").write_text(month(10).replace("金额", "实付金额"), encoding="utf-8")
    with pytest.raises(HeadersDiffer):
        init_study("a", [months / "订单"], months)


def test_init_says_which_file_it_does_not_use(months):
    (months / "1.csv").write_text(month(1), encoding="utf-8")
    (months / "2.csv").write_text(month(1).replace("金额", "实付金额"), encoding="utf-8")
    draft = init_study("a", [months / "1.csv", months / "2.csv"], months)
    assert [one.slots["file"] for one in draft.to_check if one.key == "check.unused"] == ["2.csv"]


def test_a_source_without_file_and_url_is_a_missing_key(tmp_path):
    text = "study: a\ncompany: A\nsources:\n  orders:\n    columns: {customer_id: a, order_date: b, amount: c}\n"
    (tmp_path / "study.yml").write_text(text, encoding="utf-8")
    with pytest.raises(Problems) as caught:
        read_study(tmp_path)
    assert [(type(one), one.key) for one in caught.value.problems] == [(MissingKey, "sources.orders.file")]
