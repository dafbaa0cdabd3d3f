"""The playbook: every ready-made segment has its line, in both languages, with its slots filled from facts."""

import re
from decimal import Decimal
from string import Formatter

import pytest

from segkit.segments.standard import ClustersScheme, library_names, read_library_scheme, segments_of
from segkit.slot_formats import FORMATS
from segkit.strategy.playbook import (
    FOLDER,
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
from segkit.wording import LANGUAGES, Wording

COMPANY = {"zh-CN": "栗湾生活", "en": "Liwan Living"}
VOICES = {language: Wording(language) for language in LANGUAGES}
READY = [scheme for scheme in map(read_library_scheme, library_names()) if not isinstance(scheme, ClustersScheme)]
SCHEMES = (*(scheme.id for scheme in READY), "general")
TEXTS = ("goal", "action", "script", "reply", "measure")
LINES = [(scheme, segment) for scheme in SCHEMES for segment in read_playbook(scheme)]
WHOLE = SegmentFacts("key_value", 312, Decimal(900_000), Decimal("413.2"), "床品四件套", "官网商城", 3, 43.0)


def line_of(scheme: str, segment: str) -> Line:
    return read_playbook(scheme)[segment]


def slots_of(pattern: str) -> set[tuple[str, str | None]]:
    return {(slot, spec) for _, slot, spec, _ in Formatter().parse(pattern) if slot}


@pytest.mark.parametrize("scheme", READY, ids=lambda scheme: scheme.id)
def test_every_segment_of_every_ready_made_scheme_has_its_own_line(scheme):
    """Clusters alone have none: their segments are named by people. The objective is the standard's."""
    lines = read_playbook(scheme.id)
    assert {one.id: one.objective for one in segments_of(scheme)} == {
        one: line.objective for one, line in lines.items()
    }
    for segment in segments_of(scheme):
        line, service = lines[segment.id], read_shared().services[lines[segment.id].service]
        texts = (segment.public_name, *(getattr(line, name) for name in TEXTS), service.response, service.rhythm)
        assert all(text[language].strip() for text in texts for language in LANGUAGES)


def test_no_file_of_the_playbook_is_left_without_a_scheme():
    assert {path.stem for path in FOLDER.glob("*.yml")} == {*SCHEMES, "shared"}


def test_no_two_segments_do_or_say_the_same():
    """Within a scheme each line is its own; only general lines may repeat what a ready-made scheme says."""
    for scheme in SCHEMES:
        for name in ("goal", "action", "script"):
            for language in LANGUAGES:
                said = [getattr(line, name)[language] for line in read_playbook(scheme).values()]
                assert len(set(said)) == len(said), (scheme, name)


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


UNSAID = {
    "zh-CN": re.compile("低价值|流失|沉默|沉睡|休眠|观望|挽留|低频|价格敏感|低消费|数据不足|贡献低|未定级"),
    "en": re.compile(
        r"\b(low(est)? value|silent|dormant|churn\w*|lapsed|hibernating|wait-and-see|price-sensitive)\b", re.I
    ),
}
REDUCED = {
    "zh-CN": re.compile("折|优惠|降价|减免|立减|满减|返现|代金|红包|特价"),
    "en": re.compile(r"\b(discount|coupon|voucher|% off|cashback|bargain|reduced|sale price)", re.I),
}


@pytest.mark.parametrize(("scheme", "segment"), LINES)
def test_no_customer_is_called_of_low_value(scheme, segment):
    line = line_of(scheme, segment)
    assert not any("低价值" in getattr(line, name)["zh-CN"] for name in TEXTS)
    assert not any("low value" in getattr(line, name)["en"].lower() for name in TEXTS)


@pytest.mark.parametrize(("scheme", "segment"), LINES)
def test_no_customer_hears_the_words_the_company_uses_of_them(scheme, segment):
    line = line_of(scheme, segment)
    for heard in (line.script, line.reply):
        assert not any(UNSAID[language].search(heard[language]) for language in LANGUAGES)


@pytest.mark.parametrize(("scheme", "segment"), LINES)
def test_who_is_to_be_kept_is_promised_no_reduction(scheme, segment):
    line = line_of(scheme, segment)
    if line.objective == "keep":
        for heard in (line.script, line.reply):
            assert not any(REDUCED[language].search(heard[language]) for language in LANGUAGES)


def test_no_member_of_a_community_is_phoned_for_being_silent():
    """The group is where they are woken; a dissatisfied customer hears from the head of service, by phone."""
    assert {line.channel for line in read_playbook("community_activity").values()} <= {"community", "notice"}
    sorry = read_playbook("satisfaction")["satisfied_not"]
    assert (sorry.owner, sorry.channel) == ("service", "phone")


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
        "将212位客户逐一分给专属顾问，每周四前预告床品四件套新品，留48小时优先选购，主推413元价位"
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


ONLY_TREATED = {
    "zh-CN": re.compile("接通|点击|退订|打开率|作答|回答|问卷|拜访|引荐|推荐人|回访率|办结|投票|到场|到店率"),
    "en": re.compile(r"\b(calls? answered|clicks|opt-outs|opened|answers received|visits|introductions|votes)\b", re.I),
}


@pytest.mark.parametrize(("scheme", "segment"), LINES)
def test_what_is_compared_with_the_control_group_is_something_that_it_has_too(scheme, segment):
    """Nobody calls or writes to a control group: such figures are of the process and stand apart."""
    measure = line_of(scheme, segment).measure
    for language, mark in (("zh-CN", "对照"), ("en", "control")):
        compared, _, process = measure[language].partition("；过程指标：" if language == "zh-CN" else "; process: ")
        assert mark in compared
        assert mark not in process
        assert not ONLY_TREATED[language].search(compared)
    assert ("过程指标" in measure["zh-CN"]) == ("process" in measure["en"])


def test_halves_too_small_to_be_shown_are_spoken_of_without_a_number():
    line = fill_playbook("rfm_8", [SegmentFacts("general_keep", 16)], wordings=VOICES, company=COMPANY)[0]
    assert line.goal["zh-CN"] == "以一次到货提醒唤起这几位老客户的补货需要，控制单客费用"
    assert line.measure["zh-CN"] == "30天复购率，与几位对照客户比较；过程指标：退订率"
    assert line.measure["en"] == "30-day repeat rate against the control customers; process: opt-outs"
    assert "8" not in "".join([*line.goal.values(), *line.measure.values()])
