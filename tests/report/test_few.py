"""A company of few customers: nothing is said of nobody, and no empty chart stands for what is hidden."""

from dataclasses import replace

import pytest

from segkit import facts as f
from segkit.evaluation.profile import blank_card
from segkit.house import kit_folder
from segkit.report.brand import read_brand
from segkit.report.findings import find
from segkit.report.pages.document import compose
from segkit.report.sheets.company import company_sheets
from segkit.report.sources import source_of
from segkit.report.view import Document
from tests.report import shop

BRAND = read_brand(kit_folder("templates") / "brands" / "plain")


def few() -> f.Report:
    """The shop with every segment, month, card and pilot hidden."""
    whole, gone = shop.report(), {"n": None, "repeat_rate": None, "low": None, "high": None}
    assert whole.evaluation.holdout is not None
    assert whole.movement is not None
    months = tuple(replace(month, revenue_new=None, revenue_returning=None) for month in whole.baseline.months)
    hidden = tuple(replace(row, n=None, share_n=None, revenue=None, share_revenue=None) for row in whole.figures)
    holdout = replace(whole.evaluation.holdout, rows=tuple(replace(r, **gone) for r in whole.evaluation.holdout.rows))
    moves = tuple(replace(move, n=None, revenue_before=None, revenue_after=None) for move in whole.movement.moves)
    report = replace(
        whole,
        baseline=replace(whole.baseline, months=months),
        figures=hidden,
        cards=tuple(replace(blank_card(card.role, card.segment)) for card in whole.cards),
        movement=replace(whole.movement, moves=moves, sizes_before={}, sizes_after={}),
        economics=tuple(replace(entry, observed_rate=None, break_even_rate=None) for entry in whole.economics),
        decisions=(),
        evaluation=replace(whole.evaluation, holdout=holdout),
    )
    return replace(report, findings=find(report))


@pytest.fixture(scope="module", params=["zh-CN", "en"])
def document(request) -> Document:
    return compose(few(), BRAND, shop.words(request.param))


def blocks(document: Document, page: str) -> list[str]:
    found = next(one for one in document.pages if one.id == page)
    return [block.kind for row in found.rows for block in row]


@pytest.mark.parametrize(
    ("page", "kinds"),
    [
        ("decisions", ["prose"]),
        ("baseline", ["prose"]),
        ("movement", ["prose"]),
        ("keep", ["strip", "prose"]),
        ("economics", ["table"]),
        ("trust", ["strip", "table"]),
    ],
)
def test_what_is_hidden_is_told_in_words_and_not_by_an_empty_chart(document, page, kinds):
    assert blocks(document, page) == kinds


def test_hidden_segments_have_no_total_of_nothing(document):
    chart = next(page for page in document.pages if page.id == "segments").rows[0][0].chart.decode()
    assert "100.0%" not in chart


def test_the_source_of_hidden_rows_does_not_count_them():
    key, _ = source_of(few(), "trust", 1)
    assert key == "holdout_few"


def test_a_segment_of_nobody_has_no_averages(document):
    report = shop.report()
    first, *rest = report.figures
    empty = replace(first, n=0, share_n=0.0, average_order=None, recency_median=None, repeat_share=None)
    page = compose(replace(report, figures=(empty, *rest)), BRAND, shop.words(document.language)).pages
    table = next(one for one in page if one.id == "segments").rows[1][0]
    line = next(row for row in table.rows if row[1].text == "0")
    assert [cell.text for cell in line[2:]] == ["–"] * 5


def test_a_quarter_of_few_customers_does_not_tell_how_many():
    report = shop.report()
    assert report.structure is not None
    counts = (5, *report.structure.n_customers[1:])
    sheets = company_sheets(replace(report, structure=replace(report.structure, n_customers=counts)))
    rows = next(one for one in sheets if one.page == "structure").rows
    assert (rows[0][1], rows[1][1]) == (None, counts[1])
