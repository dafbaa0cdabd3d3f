"""A persona's page: worded from its figures, honest where nothing sets it apart, with a note that stays."""

from dataclasses import replace
from decimal import Decimal

import page as validator
import pytest

from segkit import facts as f
from segkit.house import kit_folder
from segkit.report.brand import read_brand
from segkit.report.findings import find
from segkit.report.pages.document import compose
from segkit.report.words import apply_words, read_words
from segkit.report.words_template import write_words_template
from segkit.wording import LANGUAGES
from tests.report import shop
from tests.report.printing import printed_pages

BRAND = read_brand(kit_folder("templates") / "brands" / "plain")
EFFECTS = (
    f.Effect("frequency", "", 0.83, 9.0, 2.0, True),
    f.Effect("n_categories", "", 0.76, 5.0, 2.0, False),
    f.Effect("channel", "小程序", 0.31, 0.52, 0.21, False),
    f.Effect("satisfied", "yes", 0.2, 0.81, 0.61, False),
    f.Effect("refund_share", "", -0.05, 0.0, 0.0, False),
)


def persona(**change):
    card = shop.card("", "key_value", 0, 1.0)
    made = f.Persona(
        "key_value", 412, 0.1373, Decimal(2_610_000), 0.428, Decimal("6334.95"), Decimal("563.71"), 11.2, 2.1, 21.0,
        38.0, card.categories, card.channels, (f.ShareBar("evening", 0.52, 1.4), f.ShareBar("noon", 0.2, 1.0)), 5,
        card.months,
        0.81, 256, (f.ShareBar("product", 0.6, 1.3),), 169, EFFECTS, 412,
    )  # fmt: skip
    return replace(made, **change)


def report_of(one):
    report = replace(shop.report(), chapters=f.Chapters((one.page,), personas=(one,)))
    return replace(report, findings=find(report))


def made_page(one, words):
    return next(made for made in compose(report_of(one), BRAND, words).pages if made.id == one.page)


def texts(made):
    blocks = [block for row in made.rows for block in row]
    prose = [text for block in blocks if block.kind == "prose" for text in block.paragraphs]
    return "\n".join((*prose, *(text for block in blocks if block.kind == "definitions" for _, text in block.items)))


def test_the_portrait_is_built_from_the_figures():
    chinese = texts(made_page(persona(), shop.words("zh-CN")))
    assert "这类客户共412人，占全部客户的13.7%，贡献收入的42.8%，人均消费6,335元。" in chinese
    assert "与其他客户相比，他们买的品类更多、更常从小程序下单、满意的更多。" in chinese
    english = texts(made_page(persona(), shop.words("en")))
    assert "Compared with everybody else, they buy in more categories, order more through Mini program" in english
    assert "Saturday" in english


def test_what_the_rule_brings_about_is_not_called_a_difference():
    title = next(item for item in report_of(persona()).findings if item.page == persona().page)
    assert (title.id, title.slots["n"]) == ("page.persona.title.apart", 3)


@pytest.mark.parametrize(
    ("effects", "variant", "said"),
    [
        (EFFECTS[:1], "by_rule", "Apart from the measures that form the segment"),
        (EFFECTS[4:], "alike", "In no measure do they clearly differ"),
        ((), "alike", "In no measure do they clearly differ"),
    ],
)
def test_where_nothing_sets_them_apart_the_page_says_so(effects, variant, said):
    one = persona(effects=effects)
    assert {item.id for item in report_of(one).findings if item.page == one.page} == {f"page.persona.title.{variant}"}
    assert said in texts(made_page(one, shop.words("en")))


def test_the_consultants_note_and_portrait_stand_on_the_card(tmp_path):
    path = tmp_path / "words.yml"
    path.write_text(
        "texts:\n  persona.key_value.note: {en: 'Ask {n:count} of them about the new line.'}\n"
        "  persona.key_value.portrait: {en: 'The backbone of the shop.'}\n",
        encoding="utf-8",
    )
    words = read_words(path)
    for n in (412, 430):
        voice = apply_words(words, report_of(persona(n=n))).voice(shop.words("en"))
        told = texts(made_page(persona(n=n), voice))
        assert f"Ask {n} of them about the new line." in told
        assert "The backbone of the shop." in told
        assert "bring 42.8%" not in told


def test_the_template_of_own_words_has_room_for_a_note(tmp_path):
    path = tmp_path / "words.yml"
    write_words_template(report_of(persona()), path, "how")
    assert "persona.key_value.note:" in path.read_text(encoding="utf-8")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("brand", ["plain", "harbour"])
def test_no_rule_of_pdf_ua_1_fails(language, brand):
    bare = persona(
        segment="金卡 1", effects=(), categories=(), channels=(), day_parts=(), months=(), weekday=None, needs=(),
        satisfied_share=None, answered_n=None, wrote_n=None, lines_per_order=None, cycle_median=None,
    )  # fmt: skip
    chapters = f.Chapters((persona().page, bare.page), personas=(persona(), bare))
    report = replace(shop.report(), chapters=chapters)
    look = read_brand(kit_folder("templates") / "brands" / brand)
    content = printed_pages(replace(report, findings=find(report)), look, shop.words(language), "persona")
    checked = validator.validate_pdf_bytes(content, profile="ua1")
    assert [(failure.rule_id, failure.message) for failure in checked.failures] == []
