"""What is hidden for a small neighbour's sake is printed as hidden, not as small; in page and workbook alike."""

from dataclasses import replace

from segkit.evaluation.suppression import hidden_matches
from segkit.facts import Crosswalk, Move, Structure
from segkit.house import kit_folder
from segkit.report.brand import read_brand
from segkit.report.marks import marked, marked_cells, marked_counts, marked_shares
from segkit.report.numbering import report_sheets
from segkit.report.pages.document import compose
from segkit.report.sheets.company import figure_row
from segkit.report.workbook import printed_row
from segkit.wording import COVERED
from tests.report import shop


def hiding() -> tuple:
    """Two segments without figures: one small, one hidden with it."""
    gone = dict.fromkeys(("n", "share_n", "revenue", "share_revenue", "revenue_12m", "average_order"))
    small, large, *rest = shop.report().figures
    return (replace(small, **gone), replace(large, **gone, is_covered=True), *rest)


def test_a_covered_row_of_the_workbook_is_not_called_small():
    report = replace(shop.report(), figures=hiding())
    sheet = next(one for one in report_sheets(report) if (one.page, one.at) == ("segments", 2))
    small, covered = (printed_row(sheet.columns, row, shop.words("zh-CN")) for row in sheet.rows[:2])
    assert small[1] == "<11"
    assert covered[1] == "不显示"
    assert figure_row(report.figures[1])[1] is COVERED


def test_a_covered_row_of_the_page_is_not_called_small_and_adds_nothing_to_the_total():
    report = replace(shop.report(), figures=hiding())
    document = compose(report, read_brand(kit_folder("templates") / "brands" / "plain"), shop.words("en"))
    table = next(page for page in document.pages if page.id == "segments").rows[1][0]
    told = {row[0].text: row[1].text for row in table.rows}
    assert (told["Key value"], told["Key growth"]) == ("<11", "not shown")
    assert table.total[1].text == "3,000"


def test_crosswalk_structure_and_moves_mark_what_they_cover():
    walk = Crosswalk("grade", ("x", "y"), ("p", "q"), ((None, 40), (None, 0)), (("y", "p"),))
    assert marked_counts(walk) == ((None, 40), (COVERED, 0))
    facts = Structure((), ("a", "b", "c"), ((None, None, 0.7),), (60,), (("b",),))
    assert marked_shares(replace(facts, quarters=(shop.report().meta.as_of,))) == ((None, COVERED, 0.7),)
    move = Move("a", "b", "up", None, None, None, is_covered=True)
    assert (marked(move).n, marked(replace(move, is_covered=False)).n) == (COVERED, None)


def test_small_cells_against_an_experts_labels_are_hidden_and_one_beside_them():
    counts = {("a", "a"): 52, ("a", "b"): 4, ("b", "a"): 12, ("b", "b"): 40}
    told = marked_cells(counts, hidden_matches(counts, 11), 11)
    assert told["a", "b"] is None
    assert told["a", "a"] is COVERED
    assert told["b", "a"] is COVERED
    assert marked_cells({("a", "a"): 52, ("a", "b"): 0}, set(), 11) == {("a", "a"): 52, ("a", "b"): 0}
