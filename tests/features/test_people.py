from datetime import date
from decimal import Decimal

import pytest

from segkit.columns import CUSTOMERS, TOLD
from segkit.features.people import city_tier, customer_kind, customer_people, industry_section
from tests.tables import rows, table

END = date(2024, 3, 31)


def told(engine, *entries, as_of=END):
    known = table(CUSTOMERS.columns, *({"customer_id": f"c{i}"} | entry for i, entry in enumerate(entries)))
    return rows(engine, customer_people(known, as_of))


def test_people_have_the_columns_and_types_of_the_dictionary():
    found = customer_people(table(CUSTOMERS.columns, {"customer_id": "a", "city": "上海"}), END).schema()
    kinds = {name: kind.rstrip("?") for name, kind in TOLD["customers"].items() if name != "our_share"}
    assert {name: str(kind) for name, kind in found.items()} == {"customer_id": "string"} | kinds


@pytest.mark.parametrize(
    ("born", "age"),
    [
        (date(1990, 3, 31), 34),  # today
        (date(1990, 4, 1), 33),  # tomorrow
        (date(1990, 3, 1), 34),
        (date(2024, 3, 31), 0),
        (date(2024, 4, 1), None),  # not yet born
        (date(1903, 4, 1), 120),
        (date(1903, 3, 31), None),  # 121
        (date(1900, 1, 1), None),
        (None, None),
    ],
)
def test_ages_are_whole_years_from_birthday_to_birthday(engine, born, age):
    assert told(engine, {"birth_date": born})[0]["age_years"] == age


def test_who_was_born_on_a_leap_day_is_a_year_older_on_the_first_of_march(engine):
    born = {"birth_date": date(2000, 2, 29)}
    ages = [
        told(engine, born, as_of=day)[0]["age_years"]
        for day in (date(2025, 2, 28), date(2025, 3, 1), date(2024, 2, 29))
    ]
    assert ages == [24, 25, 24]


@pytest.mark.parametrize(
    ("city", "tier"),
    [
        ("上海", "first"), ("北京市朝阳区", "first"), ("江苏省南京市", "new_first"), ("合肥", "new_first"),
        ("广东省佛山市", "second"),
        ("三亚", "other"), ("咸阳", "other"), ("Shanghai", "first"), ("GUANGZHOU", "first"), ("Xi'an", "new_first"),
        ("Xianyang", "other"), ("Foshan City", "second"), ("西安市", "new_first"),
    ],
)  # fmt: skip
def test_a_city_has_its_tier_with_its_province_and_in_pinyin(city, tier):
    assert city_tier(city) == tier


def test_there_are_four_fifteen_and_thirty_cities_of_the_first_three_tiers():
    from segkit.features.people import read_words

    chinese = {tier: [one for one in cities if not one.isascii()] for tier, cities in read_words("places.yml").items()}
    assert {tier: len(set(cities)) for tier, cities in chinese.items()} == {"first": 4, "new_first": 15, "second": 30}


@pytest.mark.parametrize(
    ("kind", "expected"),
    [("企业客户", "business"), ("个人", "person"), ("经销商", "channel"), ("渠道公司", "channel"), ("B2B", "business"),
     ("Private person", "person"), ("Reseller", "channel"), ("VIP", None), ("", None)],
)  # fmt: skip
def test_a_kind_of_customer_is_told_by_a_word(kind, expected):
    assert customer_kind(kind) == expected


SECTIONS = {  # GB/T 4754-2017
    "A": "农、林、牧、渔业",
    "B": "采矿业",
    "C": "制造业",
    "D": "电力、热力、燃气及水生产和供应业",
    "E": "建筑业",
    "F": "批发和零售业",
    "G": "交通运输、仓储和邮政业",
    "H": "住宿和餐饮业",
    "I": "信息传输、软件和信息技术服务业",
    "J": "金融业",
    "K": "房地产业",
    "L": "租赁和商务服务业",
    "M": "科学研究和技术服务业",
    "N": "水利、环境和公共设施管理业",
    "O": "居民服务、修理和其他服务业",
    "P": "教育",
    "Q": "卫生和社会工作",
    "R": "文化、体育和娱乐业",
    "S": "公共管理、社会保障和社会组织",
    "T": "国际组织",
}
ENGLISH = {
    "A": "Agriculture, forestry, animal husbandry and fishery", "B": "Mining", "C": "Manufacturing",
    "D": "Electric power, heat, gas and water supply", "E": "Construction", "F": "Wholesale and retail trade",
    "G": "Transport, storage and post", "H": "Hotels and catering", "I": "Information technology and software",
    "J": "Finance", "K": "Real estate", "L": "Leasing and business services", "M": "Scientific research",
    "N": "Water conservancy and environment", "O": "Household services and repair", "P": "Education",
    "Q": "Health and social work", "R": "Culture, sports and entertainment", "S": "Public administration",
    "T": "International organisations",
}  # fmt: skip


@pytest.mark.parametrize(
    ("industry", "section"),
    [(name, letter) for names in (SECTIONS, ENGLISH) for letter, name in names.items()]
    + [("C", "C"), ("c", None), ("Ｃ", "C"), ("C39", "C"), ("C3911", "C"), ("F 批发", "F"), ("I、软件", "I")]
    + [("K12教育", "P"), ("T恤加工", "C"), ("连锁超市", "F"), ("宠物", None), ("", None), ("Z", None)],
)
def test_an_industry_is_told_by_its_official_name_its_letter_or_a_word(industry, section):
    assert industry_section(industry) == section


def test_what_is_not_known_stays_unknown(engine):
    found = told(
        engine, {"city": "未知", "kind": "VIP", "industry": None}, {"city": None}, {"city": "镇江", "kind": "企业"}
    )
    assert [(one["city_level"], one["kind_told"], one["industry_section"]) for one in found] == [
        (None, None, None), (None, None, None), ("other", "business", None),
    ]  # fmt: skip


def test_money_and_demand_are_taken_as_they_stand(engine):
    entry = {
        "assets": Decimal("1.50"),
        "demand": Decimal("9.00"),
        "investment_demand": "稳健",
        "joined_date": date(2024, 3, 1),
    }
    found = told(engine, entry)[0]
    assert {name: found[name] for name in ("assets", "demand", "investment_demand", "joined_days")} == {
        "assets": Decimal("1.50"), "demand": Decimal("9.00"), "investment_demand": "稳健", "joined_days": 30,
    }  # fmt: skip


def test_no_customers_give_no_rows(engine):
    assert told(engine) == []
