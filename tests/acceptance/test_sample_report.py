"""The sample company's report as a reader gets it: pages, files, sameness, agreement with the labels."""

import re
from decimal import Decimal

import page
import pypdf
import pytest

from tests.acceptance.kit import BODY_PAGES

pytestmark = pytest.mark.slow
TABLE_NUMBER = re.compile(r"(\d+|A\d+)\.\d+")


def bookmarks(reader: pypdf.PdfReader) -> list[tuple[str, int]]:
    """Each bookmark's title and page, from 1, in their order."""

    def walk(items):
        for item in items:
            if isinstance(item, list):
                yield from walk(item)
            else:
                yield item.title, reader.get_destination_page_number(item) + 1

    return list(walk(reader.outline))


def embedded_fonts(reader: pypdf.PdfReader) -> dict[str, bool]:
    """Every font of every page by name, and whether its program is in the file."""
    fonts = {}
    for sheet in reader.pages:
        for entry in (sheet["/Resources"].get("/Font") or {}).values():
            font = entry.get_object()
            inner = font["/DescendantFonts"][0].get_object() if "/DescendantFonts" in font else font
            held = inner["/FontDescriptor"].get_object()
            fonts[str(font["/BaseFont"])] = any(key.startswith("/FontFile") for key in held)
    return fonts


def test_the_body_has_eighteen_pages_in_the_readers_order(direct, language):
    titles = [item for item in direct.facts["findings"] if item["id"].split(".")[2:3] == ["title"]]
    assert {item["page"] for item in titles} >= set(BODY_PAGES)
    html = direct.file(language, "html").read_text(encoding="utf-8")
    order = re.findall(r'<section class="(?:page|cover)[^"]*" id="(\w+)"', html)
    assert tuple(order) == BODY_PAGES
    heads = re.findall(r"<h2[^>]*>(.*?)</h2>", html, re.S)
    marks = bookmarks(pypdf.PdfReader(direct.file(language, "pdf")))
    assert [number for _, number in marks[:17]] == list(range(2, 19))
    assert [len(title) > 5 for title, _ in marks[:17]] == [True] * 17
    assert len(heads) >= 17


def test_the_whole_has_twenty_to_twenty_eight_pages(pdf):
    reader = pypdf.PdfReader(pdf)
    assert 20 <= len(reader.pages) <= 28
    assert bookmarks(reader)[-1][1] <= len(reader.pages)


def test_the_file_has_at_most_700_kb(pdf, tell):
    tell(f"{pdf.parent.name} {pdf.name}: {pdf.stat().st_size / 1000:.0f} kB")
    assert pdf.stat().st_size <= 700_000


def test_no_rule_of_pdf_ua_1_fails(pdf):
    report = page.validate_pdf_bytes(pdf.read_bytes(), profile="ua1")
    assert [(failure.rule_id, failure.message) for failure in report.failures] == []


def test_only_fonts_of_the_kit_or_the_brand_are_embedded(pdf):
    fonts = embedded_fonts(pypdf.PdfReader(pdf))
    assert fonts
    assert all(fonts.values())
    assert all(re.fullmatch(r"/[A-Z]{6}\+Segkit-Sans.*", name) for name in fonts)


def test_no_glyph_is_missing(pdf):
    text = "".join(sheet.extract_text() for sheet in pypdf.PdfReader(pdf).pages)
    assert not set(text) & {"〓", "\ufffd", "\0"}


def test_two_runs_give_equal_facts_and_equal_pdf_bytes(direct, again, language):
    assert (direct.folder / "report.json").read_bytes() == (again.folder / "report.json").read_bytes()
    assert direct.file(language, "pdf").read_bytes() == again.file(language, "pdf").read_bytes()


def test_two_runs_give_equal_twins_and_equal_fitted_numbers(direct, again, language):
    assert (direct.folder / "fitted.json").read_bytes() == (again.folder / "fitted.json").read_bytes()
    for kind in ("html", "xlsx"):
        assert direct.file(language, kind).read_bytes() == again.file(language, kind).read_bytes()


def test_notebooks_and_the_direct_way_say_the_same(direct, by_notebooks, language):
    assert (direct.folder / "report.json").read_bytes() == (by_notebooks.folder / "report.json").read_bytes()
    assert direct.file(language, "pdf").read_bytes() == by_notebooks.file(language, "pdf").read_bytes()


def test_the_html_refers_to_nothing_outside_itself(direct, in_other_brand, language):
    for published in (direct, in_other_brand):
        html = published.file(language, "html").read_text(encoding="utf-8")
        assert "default-src 'none'" in html
        assert set(re.findall(r'(?:src|href)="([^"#][^:"]*)', html)) <= {"data"}
        assert set(re.findall(r"url\(['\"]?([a-z]+)", html)) <= {"data"}
        assert "<script" not in html
        assert "@import" not in html


def test_the_workbook_has_the_pdfs_exhibits_by_the_same_numbers(direct, language):
    import openpyxl

    book = openpyxl.load_workbook(direct.file(language, "xlsx"))
    heads = [cell for sheet in book for row in sheet.iter_rows(max_row=4, values_only=True) for cell in row if cell]
    in_book = {found[0] for text in (*book.sheetnames, *map(str, heads)) if (found := TABLE_NUMBER.search(text))}
    html = direct.file(language, "html").read_text(encoding="utf-8")
    in_report = set(re.findall(r'<span class="number">[^<]*?(A?\d+\.\d+)<', html))
    assert in_report
    charts_of_the_table_that_follows = {number for number in in_report if number.endswith(".0")}
    assert in_report - charts_of_the_table_that_follows <= in_book


def test_clusters_and_schemes_agree_with_the_experts_as_well_as_before(direct, tell):
    tests = {one["scheme"]: one for one in direct.facts["evaluation"]["labels"]}
    for one in tests.values():
        tell(f"{one['scheme']}: n {one['n']}, accuracy {one['accuracy']:.3f}, macro F1 {one['macro_f1']:.3f}")
    assert tests["clusters"]["accuracy"] >= 0.5
    assert tests["clusters"]["macro_f1"] >= 0.4


def test_money_in_the_report_is_money_kept(direct):
    assert Decimal(direct.facts["meta"]["revenue"]) == Decimal(direct.account()["amount_kept"])
