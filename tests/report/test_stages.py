"""The way to the second order and the cohorts: sheets of the other schemes' page, and beside their own schemes."""

from dataclasses import replace
from datetime import date

import pytest

from segkit import facts as f
from segkit.report.exhibits import kind_of
from segkit.report.sheets.annex import annex_sheets
from segkit.report.sheets.stages import sheets_beside
from segkit.report.sources import source_line
from segkit.report.workbook import exhibit_title, printed_row
from segkit.wording import LANGUAGES
from tests.report import shop

FUNNEL = (
    f.FunnelStep("potential", 40, 300, 1.0, None, 0),
    f.FunnelStep("intent", 60, 260, 0.866667, 12.0, 90),
    f.FunnelStep("first", 120, 200, 0.769231, 3.5, 80),
    f.FunnelStep("repeat", 80, 80, 0.4, 41.0, 80),
)
COHORTS = (f.Cohort(date(2025, 1, 1), 120, (0.3, 0.25)), f.Cohort(date(2025, 4, 1), None, (None,)))


@pytest.fixture
def report():
    return replace(shop.report(), funnel=FUNNEL, cohorts=COHORTS)


def parts(sheets):
    return [one.part for one in sheets if one.page == "annex_schemes" and one.part]


def test_stages_and_cohorts_are_told_where_a_study_has_them(report):
    assert parts(annex_sheets(report)) == ["funnel", "cohorts"]
    assert parts(annex_sheets(shop.report())) == []
    numbers = [one.at for one in annex_sheets(report) if one.page == "annex_schemes"]
    assert numbers == list(range(1, len(numbers) + 1))


def test_each_stands_beside_the_scheme_it_explains(report):
    beside = {
        scheme: [one.part for one in sheets_beside(report, scheme, f"scheme-{scheme}", 3)]
        for scheme in ("stage", "life_cycle", "shop_cycle", "value_tier")
    }
    assert beside == {"stage": ["funnel"], "life_cycle": ["cohorts"], "shop_cycle": ["cohorts"], "value_tier": []}
    assert kind_of("scheme-stage") == "scheme"


@pytest.mark.parametrize("language", LANGUAGES)
def test_their_titles_and_sources_are_in_the_readers_language(report, language):
    words = shop.words(language)
    funnel, cohorts = (one for one in annex_sheets(report) if one.page == "annex_schemes" and one.part)
    titles = {
        "zh-CN": ["购买阶段漏斗：走到哪一步，用了多少天", "首次购买之后，各季度有多少人再来买"],
        "en": [
            "Purchase stages: how far people came, and how many days it took",
            "After the first purchase: who bought again, quarter by quarter",
        ],
    }
    assert [exhibit_title(one, report, words) for one in (funnel, cohorts)] == titles[language]
    assert "300" in source_line(report, words, funnel.page, funnel.at, part=funnel.part)


def test_a_quarter_without_a_rate_and_a_hidden_cohort_are_told_apart(report):
    words = shop.words("en")
    (cohorts,) = (one for one in annex_sheets(report) if one.part == "cohorts")
    told = [printed_row(cohorts.columns, row, words) for row in cohorts.rows]
    assert told == [["2025 Q1", 120, 0.3, 0.25], ["2025 Q2", "<11", "not shown", "not shown"]]
