"""Pages from facts: complete, worded, self-contained; gaps are told, data is escaped."""

import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from segkit.errors import PageFaulty
from segkit.facts import Gap, ShareBar
from segkit.house import kit_folder
from segkit.report.brand import read_brand
from segkit.report.exhibits import BODY
from segkit.report.findings import find
from segkit.report.html import page_source, render_html
from segkit.report.legible import legible
from segkit.report.lint import check_exhibits
from segkit.report.pages.document import compose
from segkit.report.view import Figure, Table
from tests.report import shop

PLAIN = read_brand(kit_folder("templates") / "brands" / "plain")
HARBOUR = read_brand(kit_folder("templates") / "brands" / "harbour")


@pytest.fixture(scope="module", params=["zh-CN", "en"])
def document(request):
    return compose(shop.report(), PLAIN, shop.words(request.param))


def blocks(document):
    for page in (*document.pages, *document.annex):
        for row in page.rows:
            yield from row


def test_the_body_is_in_the_readers_order(document):
    assert tuple(page.id for page in document.pages) == BODY


def test_every_exhibit_has_its_own_number(document):
    numbers = [block.id for block in blocks(document) if isinstance(block, Figure | Table)]
    assert len(numbers) == len(set(numbers))


def test_every_exhibit_is_complete(document):
    assert check_exhibits(document) == ()


def test_an_exhibit_without_a_source_is_found(document):
    first = next(block for page in document.pages for row in page.rows for block in row if isinstance(block, Table))
    bare = replace(document.pages[0], rows=((replace(first, source=""),),))
    faults = check_exhibits(replace(document, pages=(bare,), annex=()))
    assert [(type(fault), fault.rule) for fault in faults] == [(PageFaulty, "source")]


def test_rows_are_as_long_as_their_heads(document):
    for table in (block for block in blocks(document) if isinstance(block, Table)):
        assert {len(row) for row in table.rows} <= {len(table.columns)}


def test_titles_are_sentences_from_the_facts(document):
    report = shop.report()
    top = f"{report.concentration.top_20_share:.1%}"
    assert any(top in page.title for page in document.pages if page.id == "concentration")


def test_english_pages_hold_no_chinese_and_chinese_pages_no_english_words():
    english = compose(shop.report(), PLAIN, shop.words("en"))
    texts = [text for page in english.pages for text in (page.title, page.kicker, *page.so_what)]
    assert not [text for text in texts if re.search("[\u4e00-\u9fff]", text)]


def test_the_twin_fetches_nothing():
    html = render_html(shop.report(), HARBOUR, shop.words("en"))
    assert "default-src 'none'" in html
    assert not re.findall(r"""(?:src|href)=["'](?!#|data:)""", html)
    assert not re.findall(r"url\((?!\"?data:|#)", html)


def test_the_twin_has_every_chart_with_its_description():
    html = render_html(shop.report(), HARBOUR, shop.words("zh-CN"))
    seen = Seen()
    seen.feed(html)
    assert len(seen.described) == html.count('class="chart"')
    assert all(len(text) >= 20 for text in seen.described)
    assert len(seen.ids) == len(set(seen.ids))


class Seen(HTMLParser):
    """Descriptions of charts and all ids."""

    def __init__(self) -> None:
        super().__init__()
        self.described: list[str] = []
        self.ids: list[str] = []

    def handle_starttag(self, _tag, attrs):
        found = dict(attrs)
        if found.get("role") == "img":
            self.described.append(found["aria-label"])
        if "id" in found:
            self.ids.append(found["id"])


def test_data_is_escaped():
    report = shop.report()
    evil = ShareBar("<script>alert(1)</script>", 0.5, 1.2)
    card = replace(report.cards[0], channels=(evil,))
    report = replace(report, cards=(card, *report.cards[1:]))
    html, _ = page_source(compose(report, PLAIN, shop.words("zh-CN")), PLAIN, "2025-12-31")
    assert "<script>" not in html
    assert "&lt;script&gt;" in html


def test_a_report_with_gaps_tells_them_and_keeps_its_pages():
    report = shop.report()
    evaluation = replace(report.evaluation, holdout=None, labels=(), stability_ari=None)
    gaps = (Gap("structure", "short_history", {"first_day": report.meta.first_day, "needed_days": 730}),)
    report = replace(
        report, structure=None, movement=None, clusters=None, cards=(), actions=(), economics=(), decisions=(),
        plan=(), evaluation=evaluation, gaps=gaps, satisfaction=replace(report.satisfaction, has_feedback=False),
    )  # fmt: skip
    report = replace(report, findings=find(report))
    document = compose(report, PLAIN, shop.words("zh-CN"))
    assert tuple(page.id for page in document.pages) == BODY
    assert check_exhibits(document) == ()


def test_unprintable_characters_of_data_are_counted_by_field():
    report = shop.report()
    report = replace(report, cards=(replace(report.cards[0], categories=(ShareBar("茶🎉", 0.5, 1.0),)),))
    cleaned, lost = legible(report, PLAIN.fonts)
    assert cleaned.cards[0].categories[0].name == "茶〓"
    assert lost == {"categories": 1}


def test_templates_hold_no_sentence_and_no_colour():
    folder = kit_folder("templates") / "report"
    for path in folder.glob("*.j2"):
        text = re.sub(r"{[{%#].*?[}%#]}", "", path.read_text("utf-8"), flags=re.S)
        text = re.sub(r"<[^>]*>", "", text, flags=re.S)
        assert re.findall(r"[A-Za-z\u4e00-\u9fff]{2,}", text) == [], path.name
    for path in folder.glob("*.css"):
        rules = re.sub(r"/\*.*?\*/", "", path.read_text("utf-8"), flags=re.S)
        assert re.findall(r"#[0-9a-fA-F]{3,8}\b(?![^{]*\{)|rgb\(", rules) == [], path.name


def test_actions_that_the_strategy_page_cannot_hold_stand_in_the_annex():
    report = shop.report()
    more = tuple(replace(report.actions[0], segment=f"s{rank}", rank=rank) for rank in range(20, 26))
    document = compose(replace(report, actions=(*report.actions, *more)), PLAIN, shop.words("zh-CN"))
    page = next(page for page in document.pages if page.id == "strategy")
    blocks = [block for part in document.annex for row in part.rows for block in row]
    rest = next(block for block in blocks if getattr(block, "id", "") == "A2.4")
    assert len(page.rows[0][0].rows) == 8
    assert len(rest.rows) == len(report.actions) + 6 - 8
    assert "A2.4" in page.rows[0][0].notes[0]
