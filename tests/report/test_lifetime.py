"""The annex of lifetime value: what is said follows the figures, and nothing is said where no model may be used."""

from dataclasses import replace
from decimal import Decimal

import pytest

from segkit import facts as f
from segkit.house import kit_folder
from segkit.report.brand import read_brand
from segkit.report.findings import find, say, sentence_of
from segkit.report.pages.document import compose
from segkit.report.sheets.lifetime import lifetime_sheets
from segkit.wording import LANGUAGES
from tests.report import shop
from tests.report.printing import printed_pages

BRAND = read_brand(kit_folder("templates") / "brands" / "plain")
LIMIT = {"zh-CN": 44, "en": 120}
MODEL = f.FittedModel(
    "mbg_nbd", {"r": 0.525, "alpha": 6.183, "a": 0.891, "b": 1.614}, {"r": 0.08, "alpha": 0.7}, -9582.1, 3000
)
TRIALS = (f.Trial("mbg_nbd", 1650.0, 1882, -0.123, 0.786, 1.6), f.Trial("same_again", 2457.0, 1882, 0.306, 0.897, 1.97))
DOUBT = f.Doubt("almost_nobody_repeats", "refused", 0.97, 0.95)
WHOLE = f.Lifetime(
    models=(MODEL,),
    spend=None,
    doubts=(),
    trials=TRIALS,
    trial_days=180,
    tracking=f.Tracking((1, 2, 3), (4, 9, 15), (5.0, 9.5, 14.2)),
    months=12,
    margin=0.3,
    discount=0.1,
    kept=0.99,
    orders=7540.9,
    value=Decimal("804764.94"),
    alive=0.7,
)


def with_lifetime(facts):
    report = replace(shop.report(), lifetime=facts)
    return replace(report, findings=find(report))


CASES = {
    "better": WHOLE,
    "worse": replace(WHOLE, trials=(TRIALS[0], replace(TRIALS[1], mae=0.5))),
    "": replace(WHOLE, trials=()),
    "orders": replace(WHOLE, value=None),
    "none": replace(WHOLE, models=(), tracking=None, trials=(), doubts=(DOUBT,), orders=None, value=None, alive=None),
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("variant", CASES)
def test_the_title_says_what_the_trial_says(variant, language):
    item = sentence_of(with_lifetime(CASES[variant]), "annex_lifetime")
    assert item.id.removeprefix("page.annex_lifetime.title").removeprefix(".") == variant
    assert 8 < len(say(item, shop.words(language))) <= LIMIT[language]


def test_a_report_without_lifetime_value_has_no_such_page():
    pages = [page.id for page in compose(with_lifetime(None), BRAND, shop.words("en")).annex]
    assert "annex_lifetime" not in pages


def test_sheets_hold_what_there_is():
    assert [one.at for one in lifetime_sheets(WHOLE)] == [1, 2, 4]
    assert [one.at for one in lifetime_sheets(CASES["none"])] == [3]
    parameters = list(lifetime_sheets(WHOLE))[-1]
    assert parameters.rows[0] == ("mbg_nbd", "r", 0.525, 0.08)
    assert parameters.rows[2] == ("mbg_nbd", "a", 0.891, None)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("variant", ["better", "none"])
def test_the_page_is_printed(variant, language):
    assert printed_pages(with_lifetime(CASES[variant]), BRAND, shop.words(language), "annex_lifetime")[:5] == b"%PDF-"
