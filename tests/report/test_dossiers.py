"""The restricted cards of key customers: marked on every page, masked, and complete in both languages."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from io import BytesIO

import page as validator
import pypdf
import pytest

from segkit.house import kit_folder
from segkit.report.brand import read_brand
from segkit.report.dossiers import Answer, Dossier, compose_dossiers, render_dossiers
from segkit.wording import LANGUAGES
from tests.report import shop

BRANDS = {name: read_brand(kit_folder("templates") / "brands" / name) for name in ("plain", "harbour")}
MONTHS = tuple((date(2024 + at // 12, at % 12 + 1, 1), Decimal(100 * (at % 5))) for at in range(24))
DOSSIER = Dossier(
    customer_id="L1",
    name="周闻笛",
    places=("上海", "徐汇店"),
    owner="林知夏",
    segment="key_value",
    monetary=Decimal("7360.50"),
    monetary_12m=Decimal("3000.00"),
    frequency=10,
    recency_days=6,
    first_date=date(2024, 1, 17),
    last_date=date(2025, 12, 25),
    months=MONTHS,
    classes=(("rfm_8", "key_value"), ("value_tier", "high"), ("clusters", "c1")),
    answer=Answer(date(2025, 11, 2), 4.0, (1.0, 5.0), (("delivery", 2.0),), "送得慢了一点"),
    messages=((date(2025, 12, 1), "有没有大一号的托盘"), (date(2025, 11, 1), "发票开好了吗")),
    action=shop.actions()[0],
    due=date(2026, 2, 11),
    is_control=False,
)


def pages(*dossiers, language="zh-CN"):
    return compose_dossiers(dossiers, shop.report(), BRANDS["plain"], shop.words(language)).pages


def told(made):
    (voice,) = [block for row in made.rows for block in row if block.kind == "definitions"]
    return "\n".join(text for _, text in voice.items)


def test_a_card_says_who_the_customer_is_and_what_was_last_said():
    (made,) = pages(DOSSIER)
    assert made.title == "周闻笛：“重要价值客户”，累计消费7,360元"
    assert "2025年11月2日评4.0分（满分5分）；低于总评的：物流配送2.0分；原话：“送得慢了一点”" in told(made)
    assert "有没有大一号的托盘" in told(made)


def test_the_next_action_has_an_owner_and_a_day():
    (made,) = pages(DOSSIER, language="en")
    assert made.so_what[0].startswith("For this segment: Member day")
    assert made.so_what[1] == "In charge: 林知夏; by 11 February 2026"


def test_a_customer_of_the_control_group_is_to_be_left_alone():
    (made,) = pages(replace(DOSSIER, is_control=True), language="en")
    assert len(made.so_what) == 1
    assert made.so_what[0].startswith("Control group")


def test_what_is_not_known_is_said_to_be_so():
    (made,) = pages(replace(DOSSIER, name="", owner="", answer=None, messages=(), action=None), language="en")
    assert made.title.startswith("L1: ")
    assert "No answer yet" in told(made)
    assert "No message on record" in told(made)
    assert made.so_what == ("No action of its own: standard service.",)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("brand", BRANDS)
def test_every_page_is_marked_as_internal_and_no_rule_of_pdf_ua_1_fails(language, brand):
    many = tuple(replace(DOSSIER, customer_id=f"L{at}") for at in range(1, 4))
    schemes = tuple((f"s{at}", "key_value") for at in range(35))
    crowded = replace(DOSSIER, classes=schemes, messages=((date(2025, 12, 1), "很长的来信" * 18),) * 3)
    content = render_dossiers((*many, crowded), shop.report(), BRANDS[brand], shop.words(language))
    checked = validator.validate_pdf_bytes(content, profile="ua1")
    assert [(failure.rule_id, failure.message) for failure in checked.failures] == []
    sheets = pypdf.PdfReader(BytesIO(content)).pages
    assert len(sheets) == 5
    mark = {"zh-CN": "内部资料", "en": "Internal"}[language]
    assert all(mark in sheet.extract_text() for sheet in sheets)


def test_a_name_that_the_faces_lack_is_printed_with_a_blank_sign():
    content = render_dossiers(
        (replace(DOSSIER, name="周\U000300f7"),), shop.report(), BRANDS["plain"], shop.words("zh-CN")
    )
    assert "周〓" in "".join(sheet.extract_text() for sheet in pypdf.PdfReader(BytesIO(content)).pages)
