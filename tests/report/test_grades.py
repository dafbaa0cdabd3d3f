"""The page of the present grade against the new scheme: its sentences, and a layout that keeps the rules."""

from dataclasses import replace

import page as validator
import pytest

from segkit import facts as f
from segkit.evaluation.regrading import regrading
from segkit.report.findings import find, say, sentence_of
from segkit.report.numbering import report_sheets
from segkit.report.story.grades import moves_by_segment
from segkit.wording import LANGUAGES
from tests.report import shop
from tests.report.printing import printed_pages
from tests.report.test_crossing import BRAND, cell


def report_of(cells, *, is_ordered=True):
    rows, columns = (tuple(dict.fromkeys(getattr(one, side) for one in cells)) for side in ("row", "column"))
    crossed = f.Crossing("rfm_8", "grade_today", rows, columns, tuple(cells), 0.4)
    facts = regrading(crossed, "no_grade", is_ordered=is_ordered)
    report = replace(shop.report(), chapters=f.Chapters(("grades",), grades=facts))
    return replace(report, findings=find(report))


CELLS = [
    cell("key_value", "普卡", 59, 18.0, -20.0), cell("key_value", "金卡", 382, 278.0, 20.0),
    cell("key_value", "no_grade", None),
    cell("key_keep", "普卡", 165, 50.0, -9.0), cell("key_keep", "金卡", 41, 90.0, -1.0),
    cell("key_keep", "no_grade", 12, 100.0, 0.0),
]  # fmt: skip


def square(*counts):
    pairs = [(row, column) for row in ("key_value", "key_keep") for column in ("普卡", "金卡")]
    return [cell(*pair, n) for pair, n in zip(pairs, reversed(counts), strict=True)]


VARIANTS = {
    "": report_of(CELLS),
    ".other": report_of(CELLS, is_ordered=False),
    ".same": report_of(square(30, 0, 0, 40)),
    ".few": report_of(square(None, None, None, None)),
}


@pytest.mark.parametrize("variant", VARIANTS)
def test_the_title_says_what_was_found(variant):
    report = VARIANTS[variant]
    assert sentence_of(report, "grades", "title").id == f"page.grades.title{variant}"
    for language in LANGUAGES:
        assert say(sentence_of(report, "grades", "so_what"), shop.words(language))


def test_the_title_counts_who_holds_too_low_and_too_high_a_grade():
    words = say(sentence_of(VARIANTS[""], "grades", "title"), shop.words("en"))
    assert "84.5%" in words  # (382 + 165) of 647 with a grade
    assert "59 hold a lower grade" in words
    assert "41 a higher one" in words


def test_segments_stand_in_the_schemes_order():
    assert [one.segment for one in moves_by_segment(VARIANTS[""].chapters.grades)] == ["key_value", "key_keep"]


def test_the_workbook_has_the_grid_and_every_move():
    grid, moves = (one for one in report_sheets(VARIANTS[""]) if one.page == "grades")
    assert len(grid.rows) == 6
    assert [row[3] for row in moves.rows] == ["same", "same", "up", "down", "ungraded"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("variant", ["", ".other", ".few"])
def test_the_page_keeps_the_rules_of_layout_and_pdf_ua(variant, language):
    content = printed_pages(VARIANTS[variant], BRAND, shop.words(language), "grades")
    assert [found.rule_id for found in validator.validate_pdf_bytes(content, profile="ua1").failures] == []
