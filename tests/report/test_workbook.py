"""The XLSX twin, read back."""

from dataclasses import replace

import openpyxl
import pytest

from segkit import facts as f
from segkit.report.exhibits import ANNEX, BODY, exhibit_number
from segkit.report.findings import find, say, sentence_of
from segkit.report.numbering import exhibit_numbers, report_sheets
from segkit.report.workbook import HEAD_ROW, write_workbook
from segkit.wording import LANGUAGES, read_catalogue
from tests.report import shop
from tests.report.test_findings import bare

REPORT = replace(shop.report(), findings=find(shop.report()))


@pytest.fixture(params=LANGUAGES)
def book(request, tmp_path):
    path = tmp_path / "tables.xlsx"
    write_workbook(REPORT, shop.words(request.param), path)
    return request.param, openpyxl.load_workbook(path)


def test_exhibits_count_by_page():
    assert exhibit_number("summary") == "2.1"
    assert exhibit_number("trust", 2) == "18.2"
    assert exhibit_number("annex_clusters", 2) == "A3.2"
    assert len({exhibit_number(page) for page in (*BODY, *ANNEX)}) == len(BODY) + len(ANNEX)


def test_every_exhibit_has_a_sheet_and_a_line_in_the_contents(book):
    _, file = book
    numbers = file.sheetnames[1:]
    assert len(numbers) == len(set(numbers)) == len(list(report_sheets(REPORT)))
    listed = [row[0] for row in file.worksheets[0].iter_rows(min_row=HEAD_ROW + 2, values_only=True)]
    assert listed == numbers


def test_a_sheet_carries_the_pages_conclusion_and_the_exhibits_title(book):
    language, file = book
    words = shop.words(language)
    sheet = file["8.1"]
    assert words("report.grid.1.title") in sheet["A1"].value
    assert sheet["A2"].value == say(sentence_of(REPORT, "grid"), words)
    assert sheet.freeze_panes == "B6"


def test_figures_are_numbers_with_a_format_and_hidden_ones_are_told(book):
    _, file = book
    rows = {row[0].value: row for row in file["7.1"].iter_rows(min_row=HEAD_ROW + 2)}
    first = rows[shop.NAMES["key_value"][0 if book[0] == "zh-CN" else 1]]
    assert [cell.value for cell in first[1:5]] == pytest.approx(
        [412, 412 / shop.N, 2_610_000, 2_610_000 / shop.REVENUE]
    )
    assert first[2].number_format == "0.0%"
    hidden = [row for row in file["8.1"].iter_rows(min_row=HEAD_ROW + 2, values_only=True) if row[2] == "<11"]
    assert [row[3:] for row in hidden] == [("不显示", "不显示") if book[0] == "zh-CN" else ("not shown", "not shown")]


def test_no_cell_is_a_formula(book):
    _, file = book
    for sheet in file.worksheets:
        assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)


def test_equal_reports_give_equal_bytes(tmp_path):
    once, again = tmp_path / "a.xlsx", tmp_path / "b.xlsx"
    for path in (once, again):
        write_workbook(REPORT, shop.words("en"), path)
    assert once.read_bytes() == again.read_bytes()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_report_with_little_in_it_still_makes_a_workbook(language, tmp_path):
    report = replace(bare(), findings=find(bare()))
    assert "4.1" in write_workbook(report, shop.words(language), tmp_path / "tables.xlsx")


def test_page_and_workbook_call_a_column_by_one_name():
    """But for the columns that hold something else there, or two things in one."""
    apart = {"effect", "owner", "before", "after", "action"}
    for language in LANGUAGES:
        page, book = (read_catalogue(domain, language) for domain in ("report", "exhibits"))
        shared = {key for key in page if key.startswith("column.") and key in book}
        differ = {key for key in shared if page[key].replace(" ", "") != book[key].replace(" ", "")}
        assert differ == {f"column.{name}" for name in apart}, language


def test_duties_are_words_and_a_place_is_called_by_its_kind(book):
    language, file = book
    words = shop.words(language)
    duties = {cell.value for row in file["17.2"].iter_rows(min_row=HEAD_ROW + 2, min_col=2) for cell in row}
    assert duties <= {
        words(f"report.duty.{duty}") for duty in ("responsible", "accountable", "consulted", "informed")
    } | {"–"}
    assert file["14.3"].cell(HEAD_ROW + 1, 1).value == words(f"exhibits.column.place_{REPORT.satisfaction.place_kind}")


def test_a_clients_own_grades_are_translated_wherever_they_stand(tmp_path):
    grades = replace(REPORT.schemes[1], id="grade_today", kind="column", segments=(grade("金卡"), grade("银卡")))
    figures = tuple(
        replace(row, scheme="grade_today", segment=name)
        for row, name in zip(REPORT.figures[:2], ("金卡", "银卡"), strict=True)
    )
    report = replace(REPORT, schemes=(*REPORT.schemes, grades), figures=(*REPORT.figures, *figures))
    english = shop.words("en")
    write_workbook(
        report, replace(english, values={**english.values, "金卡": "Gold", "银卡": "Silver"}), tmp_path / "t.xlsx"
    )
    file = openpyxl.load_workbook(tmp_path / "t.xlsx")
    assert [row[0] for row in file["A4.2"].iter_rows(min_row=HEAD_ROW + 2, values_only=True)] == ["Gold", "Silver"]
    defined = [row[2::2] for row in file["A2.1"].iter_rows(min_row=HEAD_ROW + 2, values_only=True)]
    assert ("Gold", "As the customer file says") in defined


def grade(name):
    same = shop.text(name, name)
    return f.Segment(name, same, same, same, None)


def test_a_class_that_nobody_was_put_in_has_no_precision(tmp_path):
    test = replace(REPORT.evaluation.labels[0], confusion=((81, 11, 0), (6, 75, 0), (2, 125, 0)))
    report = replace(REPORT, evaluation=replace(REPORT.evaluation, labels=(test,)))
    write_workbook(report, shop.words("en"), tmp_path / "t.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "t.xlsx")["A5.1"]
    assert [row[2] for row in sheet.iter_rows(min_row=HEAD_ROW + 2, values_only=True)][2] == "–"


def test_what_a_report_lacks_leaves_no_gap_in_the_numbers():
    cards = tuple(replace(card, categories=()) if card.role == "grow" else card for card in REPORT.cards)
    facts = replace(REPORT.satisfaction, drivers=())
    numbers = exhibit_numbers(replace(REPORT, cards=cards, satisfaction=facts))
    assert [numbers["grow", at] for at in (1, 3, 2)] == ["13.1", "13.2", "13.3"]
    assert [numbers["keep", at] for at in (1, 2, 3)] == ["11.1", "11.2", "11.3"]
    assert [numbers.get(("satisfaction", at)) for at in (1, 2, 3)] == ["14.1", None, "14.2"]
