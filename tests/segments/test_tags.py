"""Tags: given by rule, keyword, hand and list; exclusive or not; over after their day; the same on both engines."""

from datetime import date, datetime

import pytest
from pydantic import ValidationError

from segkit.house import PACKAGE
from segkit.segments.lint import lint_standard
from segkit.segments.standard import read_standard
from segkit.segments.tag_kinds import Tag, TagGroup
from segkit.segments.tag_words import given_text
from segkit.segments.tags import Asked, Listing, fit_tags, given_tags, held_tags, tag_sums
from tests.segments.schemes import both, scored
from tests.tables import table

DAY = date(2025, 12, 31)
HEAD = "goal: {zh-CN: 目标, en: Goal}\nowner: 张三\nreview_date: 2026-06-30\nschemes: [rfm_8]\n"
MESSAGES = {"customer_id": "string", "sent_at": "timestamp", "text": "string"}


def tag(name, **how):
    return {"id": name, "name": both(name), "description": both(name)} | how


def group(name, *tags, **more):
    return TagGroup(id=name, name=both(name), description=both(name), tags=tags, **more)


def people(engine):
    """c000: 9 orders, yesterday; c001: 9 orders, a year ago; c002: one order, a year ago."""
    rows = ({"frequency": 9, "recency_days": 1}, {"frequency": 9, "recency_days": 365}, {"recency_days": 365})
    return engine.create_table("people", scored(*rows).to_pyarrow())


def given(customers, *groups, listings=None, messages=None):
    asked = Asked(DAY, listings or {}, messages)
    held = held_tags(customers, groups, fit_tags(groups, customers), asked)
    rows = given_tags(held, groups).order_by(["customer_id", "tag_group", "tag"]).to_pyarrow().to_pylist()
    return [(row["customer_id"], row["tag"]) for row in rows]


FREQUENT, AWAY = tag("frequent", when="frequency >= 6"), tag("away", when="recency_days > 90")


def test_a_customer_may_have_several_tags_of_a_group(engine):
    found = given(people(engine), group("habits", FREQUENT, AWAY))
    assert found == [("c000", "frequent"), ("c001", "away"), ("c001", "frequent"), ("c002", "away")]


def test_of_an_exclusive_group_the_first_that_holds_is_given(engine):
    found = given(people(engine), group("habits", AWAY, FREQUENT, exclusive=True))
    assert found == [("c000", "frequent"), ("c001", "away"), ("c002", "away")]


def test_a_rule_may_compare_with_all_customers(engine):
    found = given(people(engine), group("habits", tag("more", when="frequency > mean(frequency)")))
    assert found == [("c000", "more"), ("c001", "more")]


def test_conflicts_and_customers_without_a_tag_are_counted(engine):
    groups = (group("habits", AWAY, FREQUENT, exclusive=True), group("one", tag("rare", when="frequency = 1")))
    customers = people(engine)
    held = held_tags(customers, groups, {}, Asked(DAY, {}))
    (found,) = held.aggregate(**tag_sums(held, groups)).to_pyarrow().to_pylist()
    told = {name: found[name] for name in found if not name.startswith("revenue")}
    assert told == {
        "n": 3,
        "several.habits": 1,
        "none.habits": 0,
        "several.one": 0,
        "none.one": 2,
        "n.habits.away": 2,
        "n.habits.frequent": 1,
        "n.one.rare": 1,
        "over.habits.away": 0,
        "over.habits.frequent": 0,
        "over.one.rare": 0,
    }


def test_a_tag_by_hand_holds_until_its_day(engine):
    listings = {"vip.host": [Listing("c000"), Listing("c001", date(2025, 12, 30)), Listing("c002", DAY)]}
    hosts = group("vip", tag("host", customers=["c000", "c001", "c002"]))
    assert given(people(engine), hosts, listings=listings) == [("c000", "host"), ("c002", "host")]


def test_of_two_entries_of_one_customer_the_one_that_lasts_longest_counts(engine):
    listings = {"vip.host": [Listing("c000", DAY), Listing("c000", date(2025, 1, 1)), Listing("c001")]}
    found = given(people(engine), group("vip", tag("host", list="hosts.csv")), listings=listings)
    assert found == [("c000", "host"), ("c001", "host")]


def test_entries_about_nobody_give_nothing(engine):
    listings = {"vip.host": [Listing("nobody")]}
    assert given(people(engine), group("vip", tag("host", list="hosts.csv")), listings=listings) == []


def test_a_rule_whose_day_is_over_holds_for_nobody_and_is_counted(engine):
    groups = (group("sale", tag("autumn", when="frequency >= 6", until="2025-11-11")),)
    held = held_tags(people(engine), groups, {}, Asked(DAY, {}))
    (found,) = held.aggregate(**tag_sums(held, groups)).to_pyarrow().to_pylist()
    assert (found["n.sale.autumn"], found["over.sale.autumn"]) == (0, 2)


def test_a_keyword_tag_is_given_for_one_message_unless_more_are_asked(duckdb):
    """DuckDB only: words are looked for in a function of pyarrow."""
    said = [
        ("c000", "想退货"),
        ("c000", "能开发票吗"),
        ("c001", "开发票，谢谢"),
        ("c001", "发票抬头改一下"),
        ("c002", None),
    ]
    rows = ({"customer_id": who, "sent_at": datetime(2025, 12, 1), "text": text} for who, text in said)
    messages = duckdb.create_table("messages", table(MESSAGES, *rows).to_pyarrow())
    once = group("asks", tag("invoice", keywords={"words": ["发票"]}), tag("returns", keywords={"words": ["退货"]}))
    twice = group("asks", tag("invoice", keywords={"words": ["发票"], "at_least": 2}))
    customers = people(duckdb)
    assert given(customers, once, messages=messages) == [("c000", "invoice"), ("c000", "returns"), ("c001", "invoice")]
    assert given(customers, twice, messages=messages) == [("c001", "invoice")]
    assert given(customers, once) == []


@pytest.mark.parametrize(
    ("how", "told"),
    [
        ({}, "one_way"),
        ({"when": "frequency > 1", "customers": ["a"]}, "one_way"),
        ({"when": "frequency > 1", "valid_days": 3}, "listed_only"),
        ({"customers": ["a"], "valid_days": 3}, "given_too"),
        ({"keywords": {"words": []}}, "at least 1 item"),
        ({"customers": ["a"], "colour": "red"}, "#"),
    ],
)
def test_a_tag_is_given_in_exactly_one_way(how, told):
    with pytest.raises(ValidationError, match=told):
        Tag(**tag("one", **how))


def test_the_last_day_is_the_entrys_then_that_of_its_days_then_the_tags():
    one = Tag(**tag("one", list="a.csv", given="2025-01-01", valid_days=30, until="2026-06-30"))
    assert one.ends() == date(2025, 1, 31)
    assert one.ends(given=date(2025, 3, 1)) == date(2025, 3, 31)
    assert one.ends(until=date(2025, 5, 5)) == date(2025, 5, 5)
    assert Tag(**tag("one", customers=[12])).ends() is None
    assert Tag(**tag("one", customers=[12])).customers == ("12",)


def test_a_group_may_have_thirty_tags(engine):
    many = group("many", *(tag(f"t{n}", when=f"frequency > {n}") for n in range(30)), exclusive=True)
    assert len(given(people(engine), many)) == 3


@pytest.mark.parametrize("name", ["README.md", "README.zh-CN.md"])
def test_the_example_that_readers_copy_is_sound(tmp_path, name):
    text = (PACKAGE.parent / name).read_text(encoding="utf-8")
    example = text[text.index("```yaml\ntags:") + len("```yaml\n") :].partition("```")[0]
    file = tmp_path / "standard.yml"
    file.write_text(HEAD + example, encoding="utf-8")
    (tmp_path / "fair.csv").write_text("customer_id\nL1\n", encoding="utf-8")
    standard = read_standard(file)
    assert [tag.by for tag in standard.tags[0].tags] == ["rule", "keyword", "hand", "list"]
    assert {one.level for one in lint_standard(standard)} <= {"note", "warning"}


@pytest.mark.parametrize(
    ("keywords", "said"),
    [
        ({"words": ["发票", "开票"]}, "有消息含有：发票、开票"),
        ({"words": ["发票"], "at_least": 2}, "至少 2 条消息含有：发票"),
        ({"words": ["1"], "mode": "exact", "exclude": ["11"]}, "有消息恰好是：1（含有 11 的不算）"),
    ],
)
def test_a_tag_by_keyword_says_its_words(keywords, said):
    assert given_text(Tag(**tag("one", keywords=keywords)))["zh-CN"] == said
