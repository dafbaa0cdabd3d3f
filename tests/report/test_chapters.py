"""Chapters that a study chose: their pages, sheets and sentences; nothing of them by default."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from io import BytesIO

import openpyxl
import page
import pypdf
import pytest

from segkit import facts as f
from segkit.house import kit_folder
from segkit.report.brand import read_brand
from segkit.report.exhibits import BODY, exhibit_number, page_number
from segkit.report.findings import find, say, sentence_of
from segkit.report.html import render_pdf
from segkit.report.pages.document import compose
from segkit.report.words import apply_words, read_words
from segkit.report.words_template import write_words_template
from segkit.report.workbook import write_workbook
from segkit.wording import LANGUAGES
from tests.report import shop
from tests.report.printing import printed_pages
from tests.report.test_lifetime import WHOLE

BRAND = read_brand(kit_folder("templates") / "brands" / "plain")
PAGES = ("standard", "scheme-value_tier", "scheme-clusters", "lifetime")
STANDARD = f.StandardFacts(
    goal=shop.text("把服务投给值得的客户", "Serve where it pays"),
    owner="会员运营部",
    review_date=date(2026, 6, 30),
    version="1.2",
    state="approved",
    approved_by="周闻笛",
    approved_on=date(2025, 7, 1),
    duties=(f.Duty("default", "会员运营部", "门店", "数据组", "总经理办公会"),),
    decided=(f.HandDecisions("value_tier", 3, 1, 2),),
    left_out=(f.LeftOut("need", shop.text("客户需求分类", "Needs"), "source_missing.messages"),),
)


def line(segment: str) -> f.Action:
    return replace(shop.actions()[0], segment=segment)


def chosen(pages=PAGES, standard=STANDARD) -> f.Report:
    """The invented shop with these pages chosen."""
    lines = {"value_tier": tuple(map(line, shop.TIERS)), "clusters": ()}
    chapters = f.Chapters(pages, standard, lines)
    report = replace(shop.report(), chapters=chapters, lifetime=WHOLE)
    return replace(report, findings=find(report))


def test_by_default_no_page_follows_the_usual_ones():
    assert shop.report().chapters == f.Chapters()
    assert tuple(one.id for one in compose(shop.report(), BRAND, shop.words("en")).pages) == BODY


def test_chosen_pages_follow_the_usual_ones_and_are_numbered_on():
    pages = compose(chosen(), BRAND, shop.words("en")).pages
    assert tuple(one.id for one in pages) == (*BODY, *PAGES)
    assert page_number("standard", PAGES) == "19"
    assert exhibit_number("scheme-clusters", 2, PAGES) == "21.2"
    assert exhibit_number("annex_ledger", 1, PAGES) == "A1.1"
    assert [one.kicker for one in pages[-4:]] == [
        "19  Classification standard",
        "20  Scheme: Value tiers",
        "21  Scheme: Clusters",
        "22  Customer lifetime value",
    ]


@pytest.mark.parametrize(("language", "brand"), [("zh-CN", "harbour"), ("en", "plain")])
def test_no_rule_of_pdf_ua_1_fails_with_chapters(language, brand):
    content = render_pdf(chosen(), read_brand(kit_folder("templates") / "brands" / brand), shop.words(language))
    checked = page.validate_pdf_bytes(content, profile="ua1")
    assert [(failure.rule_id, failure.message) for failure in checked.failures] == []
    names = [item.title for item in pypdf.PdfReader(BytesIO(content)).outline if not isinstance(item, list)]
    assert len(names) >= 22


def test_the_workbook_has_the_chapters_sheets_under_the_pages_numbers(tmp_path):
    report = chosen()
    numbers = write_workbook(report, shop.words("en"), tmp_path / "t.xlsx")
    assert {"19.1", "19.2", "19.3", "20.1", "20.2", "22.1", "22.2"} <= set(numbers)
    assert len(numbers) == len(set(numbers))
    book = openpyxl.load_workbook(tmp_path / "t.xlsx")
    assert book["20.1"]["A1"].value.endswith("Value tiers")
    assert book["19.3"]["B6"].value.startswith("This needs messages") or "messages" in book["19.3"]["B6"].value
    row = [cell.value for cell in book["19.1"][7]]
    assert row[3:] == [3, 1, 2]


def test_a_scheme_page_tells_who_brings_more_than_their_share():
    title = sentence_of(chosen(), "scheme-value_tier")
    assert (title.id, title.slots["segment"]) == ("page.scheme.title.rich", "high")
    assert title.slots["share"] == pytest.approx(0.2)
    assert title.slots["revenue"] == pytest.approx(3_790_000 / shop.REVENUE)


def test_a_scheme_that_does_not_part_by_money_says_so():
    report = chosen(("scheme-value_tier",))
    even = tuple(
        replace(row, share_n=1 / 3, share_revenue=1 / 3) if row.scheme == "value_tier" else row
        for row in report.figures
    )
    report = replace(report, figures=even)
    titles = {item.id for item in find(report) if item.page == "scheme-value_tier"}
    assert titles == {"page.scheme.title.even", "page.scheme.so_what.even"}


@pytest.mark.parametrize(
    ("change", "variant"),
    [
        ({}, "approved"),
        ({"state": "draft"}, "draft"),
        ({"review_date": date(2025, 12, 30)}, "late"),
        ({"is_ready_made": True}, "ready"),
    ],
)
def test_the_standards_title_says_in_what_state_it_is(change, variant):
    report = chosen(standard=replace(STANDARD, **change))
    title = sentence_of(report, "standard")
    assert title.id == f"page.standard.title.{variant}"
    for language in LANGUAGES:
        assert say(title, shop.words(language))


@pytest.mark.parametrize(
    ("facts", "ids"),
    [
        (WHOLE, {"page.lifetime.title", "page.lifetime.so_what.better"}),
        (replace(WHOLE, value=None, trials=()), {"page.lifetime.title.orders", "page.lifetime.so_what.untried"}),
        (replace(WHOLE, models=(), tracking=None), {"page.lifetime.title.none", "page.lifetime.so_what.none"}),
    ],
)
def test_lifetime_value_in_the_body_says_how_far_it_may_be_trusted(facts, ids):
    report = replace(chosen(), lifetime=facts)
    assert {item.id for item in find(report) if item.page == "lifetime"} == ids


def test_a_page_among_several_of_its_kind_takes_its_own_words(tmp_path):
    path = tmp_path / "words.yml"
    path.write_text("texts:\n  page.scheme-value_tier.title: {en: 'Ours: {share:percent}'}\n", encoding="utf-8")
    voice = apply_words(read_words(path), chosen()).voice(shop.words("en"))
    titles = {one.id: one.title for one in compose(chosen(), BRAND, voice).pages}
    assert titles["scheme-value_tier"] == "Ours: 20.0%"
    assert titles["scheme-clusters"] != titles["scheme-value_tier"]


def test_the_template_of_own_words_offers_every_chosen_page(tmp_path):
    path = tmp_path / "words.yml"
    write_words_template(chosen(), path, "how")
    text = path.read_text(encoding="utf-8")
    assert "page.scheme-value_tier.title:" in text
    assert "带来{revenue:percent}的收入" in text.split("page.scheme-value_tier.title:")[1][:300]
    read_words(path)


def test_a_scheme_of_many_segments_keeps_to_its_page():
    names = tuple(f"s{at}" for at in range(40))
    segments = tuple(
        f.Segment(name, *[shop.text("很长的判定规则" * 6, "a long rule " * 9)] * 3, None) for name in names
    )
    scheme = f.Scheme("long", shop.text("长方案", "Long"), shop.text("用途", "Purpose"), "rules", True, segments)
    row = next(one for one in shop.segment_figures() if one.segment == "high")
    figures = tuple(
        replace(row, scheme="long", segment=name, revenue=Decimal(1000 - at)) for at, name in enumerate(names)
    )
    report = chosen(("scheme-long",))
    report = replace(report, schemes=(*report.schemes, scheme), figures=(*report.figures, *figures))
    report = replace(report, chapters=replace(report.chapters, lines={"long": tuple(map(line, names))}))
    content = printed_pages(replace(report, findings=find(report)), BRAND, shop.words("zh-CN"), "scheme-long")
    assert page.validate_pdf_bytes(content, profile="ua1").is_compliant
