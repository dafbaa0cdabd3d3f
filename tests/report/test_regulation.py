"""The policy paper: every scheme and article in both languages, printed without faults."""

from datetime import date

import pytest

from segkit.commands.tag_lines import tag_lines
from segkit.house import kit_folder
from segkit.report.brand import read_brand
from segkit.report.regulation import Adopter, chinese_numeral, compose_regulation, render_regulation
from segkit.segments.standard import Override, Roles, default_standard, schemes_of
from segkit.segments.tag_kinds import TagGroup
from segkit.wording import LANGUAGES, Wording

COMPANY = Adopter({"zh-CN": "栗湾生活", "en": "Liwan Living"}, "rfm_8")


def paper(language, **changes):
    standard = default_standard().model_copy(update=changes)
    brand = read_brand(kit_folder("templates") / "brands" / "plain")
    return compose_regulation(standard, schemes_of(standard), COMPANY, brand, Wording(language))


@pytest.mark.parametrize(
    ("number", "said"), [(1, "一"), (10, "十"), (12, "十二"), (20, "二十"), (23, "二十三"), (30, "三十")]
)
def test_articles_are_numbered_as_chinese_rules_are(number, said):
    assert chinese_numeral(number) == said


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_paper_holds_its_ten_parts_and_every_segment(language):
    found = paper(language)
    assert len(found.chapters) == 10
    rules = found.chapters[2]
    words = Wording(language)
    standard = default_standard()
    for scheme, table in zip(schemes_of(standard), rules.tables, strict=True):
        assert table.title == words.pick(scheme.name)
    articles = [one.number for chapter in found.chapters for one in chapter.articles]
    assert len(articles) == len(set(articles)) > 20


def test_roles_and_overrides_are_told_where_there_are_any():
    roles = {"default": Roles(sets="运营部", applies="门店", data="信息部", reviews="总经办")}
    words = {
        "customer": "A",
        "scheme": "rfm_8",
        "segment": "key_value",
        "reason": "战略",
        "who": "王",
        "until": "2026-01-01",
    }
    with_both = paper("zh-CN", roles=roles, overrides=(Override(**words),))
    assert with_both.chapters[3].tables[0].rows == (("其余各套方案", "运营部", "门店", "信息部", "总经办"),)
    assert any("1 条" in one.text or "1条" in one.text for one in with_both.chapters[6].articles)
    assert paper("zh-CN").chapters[3].tables == ()


def test_an_approved_paper_says_by_whom_and_from_when():
    signed = paper("en", state="approved", approved_by="The board", approved_on=date(2026, 1, 5))
    assert any("The board" in fact for fact in signed.facts)
    assert signed.chapters[-1].tables[0].rows[-1][2:] == ("The board", "5 January 2026")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("look", ["plain", "harbour"])
def test_the_paper_is_printed_in_every_brand_and_twice_alike(look, language):
    standard = default_standard()
    brand = read_brand(kit_folder("templates") / "brands" / look)
    twice = [render_regulation(standard, schemes_of(standard), COMPANY, brand, Wording(language)) for _ in range(2)]
    assert twice[0].startswith(b"%PDF-")
    assert twice[0] == twice[1]


TAGS = TagGroup.model_validate(
    {
        "id": "care",
        "name": {"zh-CN": "服务关注", "en": "Care"},
        "description": {"zh-CN": "客服留意", "en": "For service"},
        "tags": [
            {
                "id": "frequent",
                "name": {"zh-CN": "常来", "en": "Often"},
                "description": {"zh-CN": "常客", "en": "Regulars"},
                "when": "frequency >= 6",
                "until": "2026-12-31",
            }
        ],
    }
)


@pytest.mark.parametrize(
    ("language", "title", "row"),
    [
        ("zh-CN", "标签组：服务关注", ("常来", "订单数 ≥ 6", "至 2026年12月31日", "常客")),
        ("en", "Tag group: Care", ("Often", "Orders ≥ 6", "until 31 December 2026", "Regulars")),
    ],
)
def test_tags_stand_behind_the_schemes_with_an_article_of_their_own(language, title, row):
    rules = paper(language, tags=(TAGS,)).chapters[2]
    assert (rules.tables[-1].title, rules.tables[-1].rows) == (title, (row,))
    assert len(rules.articles) == len(paper(language).chapters[2].articles) + 1


def test_the_command_lists_tags_behind_the_schemes():
    standard = default_standard().model_copy(update={"tags": (TAGS,)})
    assert list(tag_lines(standard, Wording("en"))) == [
        "\nCare  care  [tags, several]",
        "  For service",
        "    Often  frequent",
        "      rule: Orders ≥ 6; until 31 December 2026",
    ]
