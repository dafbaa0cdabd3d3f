"""The playbook: every ready-made segment has its line, in both languages, with its slots filled from facts."""

import re
from decimal import Decimal
from pathlib import Path
from string import Formatter

import pytest
from ruamel.yaml import YAML

from segkit.house import PACKAGE
from segkit.strategy.playbook import (
    OBJECTIVES,
    Line,
    SegmentFacts,
    choose_line,
    choose_roles,
    fill_playbook,
    horizon,
    in_currency,
    read_playbook,
    read_shared,
)
from segkit.wording import FORMATS, LANGUAGES, Wording

COMPANY = {"zh-CN": "栗湾生活", "en": "Liwan Living"}
VOICES = {language: Wording(language) for language in LANGUAGES}
SCHEMES = ("rfm_8", "rfm_11", "value_tier", "abcd", "general")
TEXTS = ("goal", "action", "script", "reply", "measure")
LINES = [(scheme, segment) for scheme in SCHEMES for segment in read_playbook(scheme)]
WHOLE = SegmentFacts("key_value", 312, Decimal(900_000), Decimal("413.2"), "床品四件套", "官网商城", 3, 43.0)


def line_of(scheme: str, segment: str) -> Line:
    return read_playbook(scheme)[segment]


def slots_of(pattern: str) -> set[tuple[str, str | None]]:
    return {(slot, spec) for _, slot, spec, _ in Formatter().parse(pattern) if slot}


def library(scheme: str) -> dict[str, str]:
    """Segment ids of a ready-made scheme with the objective its standard gives."""
    path: Path = PACKAGE / "segments" / "library" / f"{scheme}.yml"
    scheme_ = YAML(typ="safe").load(path)["scheme"]
    segments = [*scheme_["segments"], *([scheme_["otherwise"]] if "otherwise" in scheme_ else [])]
    return {segment["id"]: segment["objective"] for segment in segments}


@pytest.mark.parametrize("scheme", ["rfm_8", "rfm_11", "value_tier", "abcd"])
def test_every_segment_of_a_ready_made_scheme_has_a_line_with_the_standards_objective(scheme):
    assert {segment: line.objective for segment, line in read_playbook(scheme).items()} == library(scheme)


@pytest.mark.parametrize(("scheme", "segment"), LINES)
def test_both_languages_of_a_line_quote_the_same_figures(scheme, segment):
    for name in TEXTS:
        text = getattr(line_of(scheme, segment), name)
        slots = [
            {(slot, spec) for _, slot, spec, _ in Formatter().parse(text[language]) if slot} for language in LANGUAGES
        ]
        assert slots[0] == slots[1], name
        assert all(not spec or spec in FORMATS for _, spec in slots[0])


@pytest.mark.parametrize(("scheme", "segment"), LINES)
def test_a_filled_script_has_at_most_seventy_characters(scheme, segment):
    facts = SegmentFacts(segment, 312, None, Decimal(413), "床品四件套", "官网商城", 3, 43.0)
    for given in (facts, SegmentFacts(segment, 312)):
        filled = fill_playbook(scheme, [given], wordings=VOICES, company=COMPANY)[0]
        assert len(filled.script["zh-CN"]) <= 70
        assert len(filled.script["en"]) <= 160


@pytest.mark.parametrize(("scheme", "segment"), LINES)
def test_a_text_message_names_its_sender_and_how_to_opt_out(scheme, segment):
    line = line_of(scheme, segment)
    if line.channel == "sms":
        assert line.script["zh-CN"].startswith("【{company}】")
        assert "退订" in line.script["zh-CN"]
        assert "opt out" in line.script["en"]


@pytest.mark.parametrize(("scheme", "segment"), LINES)
def test_no_customer_is_called_of_low_value(scheme, segment):
    line = line_of(scheme, segment)
    assert not any("低价值" in getattr(line, name)["zh-CN"] for name in TEXTS)
    assert not any("low value" in getattr(line, name)["en"].lower() for name in TEXTS)


@pytest.mark.parametrize(("scheme", "segment"), LINES)
def test_a_line_chooses_from_what_is_shared(scheme, segment):
    line, shared = line_of(scheme, segment), read_shared()
    assert line.service in shared.services
    assert line.channel in shared.channels
    assert line.owner in shared.owners
    assert line.cost > 0


def test_slots_are_filled_from_facts_in_each_language():
    action = fill_playbook("rfm_8", [WHOLE], wordings=VOICES, company=COMPANY)[0]
    assert action.goal["zh-CN"] == "90天内守住212位客户的复购节奏，两单间隔不超过43天"
    assert action.action["zh-CN"] == (
        "为212位客户各指定一名顾问，每周四前预告床品四件套新品，留48小时优先选购，主推413元价位"
    )
    assert "before Thursday" in action.action["en"]
    assert action.measure["en"] == "90-day repeat rate against 100 control customers"


def test_what_is_unknown_is_said_plainly_and_never_printed_as_a_gap():
    action = fill_playbook("rfm_8", [SegmentFacts("key_value", 312)], wordings=VOICES, company=COMPANY)[0]
    assert "预告常购品类新品" in action.action["zh-CN"]
    assert "同类商品" in action.script["zh-CN"]
    assert not any("None" in text or "<11" in text for text in action.action.values())


def test_a_suppressed_segment_prints_no_figure():
    action = fill_playbook("rfm_8", [SegmentFacts("key_keep", None)], wordings=VOICES, company=COMPANY)[0]
    assert action.n is None
    assert action.goal["zh-CN"] == "人数很少，逐户维护，不做试点"
    assert "对照客户" not in action.measure["zh-CN"]


def test_actions_are_ranked_by_revenue_at_stake_and_unknown_stakes_come_last():
    facts = [
        SegmentFacts("key_value", 300, Decimal(10)),
        SegmentFacts("key_keep", 200, Decimal(90)),
        SegmentFacts("general_keep", None, None),
    ]
    actions = fill_playbook("rfm_8", facts, wordings=VOICES, company=COMPANY)
    assert [(action.rank, action.segment) for action in actions] == [
        (1, "key_keep"),
        (2, "key_value"),
        (3, "general_keep"),
    ]


def test_a_segment_of_a_companys_own_scheme_gets_the_line_that_fits_its_figures():
    figures = [(2.0, 0.5), (2.0, 3.0), (0.4, 0.5), (0.4, 3.0)]
    lines = [
        choose_line("ours", SegmentFacts("x", 50, value_index=value, recency_index=recency)).objective
        for value, recency in figures
    ]
    assert lines == list(OBJECTIVES)


def test_each_role_goes_to_the_segment_with_most_at_stake():
    facts = [
        SegmentFacts("key_keep", 200, Decimal(90)),
        SegmentFacts("key_win_back", 200, Decimal(95)),
        SegmentFacts("key_value", 200, Decimal(10)),
    ]
    assert choose_roles("rfm_8", facts) == {"keep": "key_value", "win_back": "key_win_back"}


def test_costs_are_assumed_in_yuan_and_told_in_the_studys_currency():
    assert in_currency(Decimal(7), "CNY") == Decimal("7.00")
    assert in_currency(Decimal(7), "USD") == Decimal("1.00")


@pytest.mark.parametrize("scheme", SCHEMES)
def test_a_measure_waits_as_many_days_as_it_says(scheme):
    for line in read_playbook(scheme).values():
        told = re.search(r"(\d+)天", line.measure["zh-CN"])
        assert line.days == ("cycle" if "cycle:days" in line.measure["zh-CN"] else int(told[1]) if told else line.days)
        assert horizon(line, 66.5) == (67 if line.days == "cycle" else line.days)
        assert horizon(line, None) == (90 if line.days == "cycle" else line.days)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_a_goal_counts_those_contacted_not_the_control_group(scheme):
    for line in read_playbook(scheme).values():
        for text in line.goal.values():
            assert "{n:count}" not in text
            assert "{treated:count}" in text


def test_a_goal_and_its_action_speak_of_the_same_customers():
    line = fill_playbook("rfm_8", [SegmentFacts("key_keep", 435)], wordings=VOICES, company=COMPANY)[0]
    assert "335位" in line.goal["zh-CN"]
    assert "335位" in line.action["zh-CN"]
    assert line.days == 60
