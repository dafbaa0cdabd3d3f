"""The page of two schemes across each other: which cells it reads, and that it never tells what is hidden."""

from dataclasses import replace
from decimal import Decimal

import page as validator
import pytest

from segkit import facts as f
from segkit.house import kit_folder
from segkit.report.brand import read_brand
from segkit.report.findings import find
from segkit.report.pages.document import compose
from segkit.report.story.crossing import readings
from segkit.wording import LANGUAGES, Wording
from tests.report import shop
from tests.report.printing import printed_pages

BRAND = read_brand(kit_folder("templates") / "brands" / "plain")
PAGE = "crossing-value_tier-satisfaction"
NAMES = {
    "high_value": ("高价值客户", "High value"),
    "low_value": ("低价值客户", "Low value"),
    "satisfied": ("满意客户", "Satisfied"),
    "satisfied_not": ("不满意客户", "Dissatisfied"),
    "satisfied_unknown": ("未评价客户", "No answer"),
}


def cell(row, column, n, index=100.0, residual=0.0, *, is_covered=False):
    if n is None:
        return f.CrossCell(row, column, None, None, None, None, None, None, None, is_covered)
    expected = round(100 * n / index, 1) if index else 50.0
    return f.CrossCell(row, column, n, n / 1000, Decimal(100 * n), n / 1000, expected, index, residual)


def crossing(*cells, contingency=0.2):
    rows, columns = (tuple(dict.fromkeys(getattr(one, side) for one in cells)) for side in ("row", "column"))
    return f.Crossing("value_tier", "satisfaction", rows, columns, cells, contingency)


ALARM = crossing(
    cell("high_value", "satisfied", 120, 160.0, 3.1),
    cell("high_value", "satisfied_not", 38, 95.0, -0.3),
    cell("high_value", "satisfied_unknown", 200, 180.0, 6.0),
    cell("low_value", "satisfied", 60, 60.0, -3.1),
    cell("low_value", "satisfied_not", 12, 105.0, 0.3),
    cell("low_value", "satisfied_unknown", 400, 90.0, -2.0),
)


def report_of(facts):
    report = replace(shop.report(), chapters=f.Chapters((facts.page,), crossings=(facts,)))
    return replace(report, findings=find(report))


def voice(language):
    side = LANGUAGES.index(language)
    words = shop.words(language)
    return replace(words, segments={**words.segments, **{key: names[side] for key, names in NAMES.items()}})


def titles(facts):
    return {item.id for item in report_of(facts).findings if item.page == PAGE}


def test_the_valued_and_dissatisfied_come_first_then_who_crowds_and_who_lacks():
    found = [(one.kind, one.cell.row, one.cell.column) for one in readings(ALARM)]
    assert found == [
        ("alarm", "high_value", "satisfied_not"),
        ("over", "high_value", "satisfied"),
        ("under", "low_value", "satisfied"),
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_title_names_the_valued_and_dissatisfied_with_customers_and_money(language):
    (made,) = [one for one in compose(report_of(ALARM), BRAND, voice(language)).pages if one.id == PAGE]
    assert NAMES["satisfied_not"][LANGUAGES.index(language)] in made.title
    assert "38" in made.title
    assert Wording(language).show(Decimal(3800), "money") in made.title


def test_the_row_of_the_title_is_the_valued_whichever_scheme_stands_in_the_rows():
    turned = crossing(cell("satisfied_not", "high_value", 38), cell("satisfied_not", "low_value", 12))
    title = next(item for item in report_of(turned).findings if item.id == "page.crossing.title.alarm")
    assert (title.slots["row"], title.slots["column"]) == ("high_value", "satisfied_not")


@pytest.mark.parametrize(
    ("n", "is_covered", "variant"),
    [(None, False, "alarm_few"), (None, True, "alarm_covered"), (0, False, "alarm_none")],
)
def test_a_hidden_cell_is_not_told_and_a_covered_one_not_called_small(n, is_covered, variant):
    facts = crossing(cell("high_value", "satisfied_not", n, is_covered=is_covered))
    assert f"page.crossing.title.{variant}" in titles(facts)


def test_where_chance_explains_all_nothing_is_read_into_it():
    plain = crossing(
        cell("low_value", "satisfied", 60, 140.0, 4.0), cell("low_value", "satisfied_unknown", 9, 900.0, 9)
    )
    assert readings(plain) == ()
    assert titles(plain) == {"page.crossing.title.alike", "page.crossing.so_what.alike"}


def test_two_schemes_that_say_the_same_are_called_so():
    same = crossing(cell("low_value", "satisfied", 60, 200.0, 9.0), contingency=0.8)
    assert titles(same) == {"page.crossing.title.same", "page.crossing.so_what.same"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_rule_of_pdf_ua_1_fails(language):
    content = printed_pages(report_of(ALARM), BRAND, voice(language), "crossing")
    checked = validator.validate_pdf_bytes(content, profile="ua1")
    assert [(failure.rule_id, failure.message) for failure in checked.failures] == []


@pytest.mark.parametrize(("rows", "columns"), [(1, 1), (2, 30), (30, 2), (25, 25), (11, 8)])
def test_a_grid_of_any_size_keeps_to_its_page(rows, columns):
    cells = tuple(cell(f"r{r}", f"c{c}", 20 + r * c, 160.0, 3.0) for r in range(rows) for c in range(columns))
    facts = crossing(*cells)
    content = printed_pages(report_of(facts), BRAND, voice("en"), "crossing")
    assert validator.validate_pdf_bytes(content, profile="ua1").is_compliant
