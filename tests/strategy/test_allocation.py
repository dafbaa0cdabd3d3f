"""Effort and return: break-even, control groups and what a pilot can see."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from segkit.facts import Foresight
from segkit.strategy.allocation import (
    Assumptions,
    break_even_rate,
    control_size,
    decisions,
    detectable_rise,
    economics,
)
from segkit.strategy.playbook import SegmentFacts, choose_roles, fill_playbook
from segkit.wording import LANGUAGES, Wording

VOICES = {language: Wording(language) for language in LANGUAGES}
ASSUMED = Assumptions(margin=0.25, uplift=(0.02, 0.05))


def actions(*facts: SegmentFacts):
    return fill_playbook("rfm_8", list(facts), wordings=VOICES, company={"zh-CN": "栗湾", "en": "Liwan"})


def seen(segment: str, rate: float) -> dict[str, Foresight]:
    return {segment: Foresight(segment, 500, rate, round(rate - 0.04, 2), round(rate + 0.04, 2), None, None)}


def test_an_action_breaks_even_when_extra_margin_pays_its_cost():
    assert break_even_rate(Decimal(5), Decimal(200), 0.25) == 0.1  # 5 / (200 x 0.25)


def test_without_an_average_order_there_is_no_break_even():
    assert break_even_rate(Decimal(5), None, 0.25) is None
    assert break_even_rate(Decimal(5), Decimal(0), 0.25) is None


@pytest.mark.parametrize(("n", "control"), [(0, 0), (1, 0), (40, 20), (300, 100), (1000, 200), (None, None)])
def test_a_control_group_is_a_fifth_at_least_a_hundred_and_never_over_half(n, control):
    assert control_size(n) == control


def test_the_detectable_rise_agrees_with_the_textbook_sample_size():
    # Fleiss: 0.25 against 0.40 at 5 % and 80 % power needs 152 in each of two equal groups (without correction).
    assert detectable_rise(0.25, 152, 152) == pytest.approx(0.15, abs=0.001)


@given(st.floats(0.01, 0.9), st.integers(20, 5_000), st.integers(20, 5_000))
def test_a_larger_pilot_sees_no_less(base, treated, control):
    small, large = detectable_rise(base, treated, control), detectable_rise(base, 2 * treated, 2 * control)
    assert large is not None or small is None
    assert small is None or large <= small


def test_no_pilot_without_customers_sees_anything():
    assert detectable_rise(0.3, 0, 10) is None
    assert detectable_rise(0.98, 5, 5) is None


def test_economics_puts_cost_and_repeat_rate_side_by_side():
    lines = actions(SegmentFacts("key_value", 1000, Decimal(1)))
    entry = economics(lines, {"key_value": Decimal(200)}, seen("key_value", 0.4), assumptions=ASSUMED)[0]
    assert (entry.treated_n, entry.control_n) == (800, 200)
    assert entry.cost == 800 * lines[0].cost_per_customer
    assert entry.break_even_rate == 0.08  # 4 / (200 x 0.25)
    assert (entry.observed_low, entry.observed_rate, entry.observed_high) == (0.36, 0.4, 0.44)
    assert entry.detectable == pytest.approx(detectable_rise(0.4, 800, 200))


def test_a_suppressed_segment_has_no_economics():
    entry = economics(actions(SegmentFacts("key_value", None)), {}, {}, assumptions=ASSUMED)[0]
    assert (entry.n, entry.cost, entry.break_even_rate, entry.detectable) == (None, None, None, None)


def test_three_asks_carry_an_effect_that_is_assumed_uplift_times_margin():
    facts = [
        SegmentFacts(key, 1000, Decimal(9 - at)) for at, key in enumerate(("key_keep", "key_value", "key_develop"))
    ]
    lines = actions(*facts, SegmentFacts("general_win_back", 1000, Decimal(99)))
    effort = economics(lines, {fact.segment: Decimal(200) for fact in facts}, {}, assumptions=ASSUMED)
    asked = decisions(lines, effort, as_of=date(2025, 12, 31))
    assert [ask.id for ask in asked] == ["win_back_pilot", "keep_service", "second_order"]
    assert (asked[0].effect_low, asked[0].effect_high) == (Decimal("800.00"), Decimal("2000.00"))  # 800 x 2 % x 50
    assert (asked[0].uplift_low, asked[0].uplift_high) == (0.02, 0.05)
    assert {ask.due for ask in asked} == {date(2026, 1, 14)}
    assert asked[0].full_cost == Decimal("6500.00")
    assert asked[0].buyers_to_break_even == 104  # 800 x 6.50 / 50


def test_where_not_even_everybody_pays_the_cost_no_number_of_buyers_is_given():
    lines = actions(SegmentFacts("key_keep", 1000, Decimal(1)))
    effort = economics(lines, {"key_keep": Decimal(20)}, {}, assumptions=ASSUMED)
    assert decisions(lines, effort, as_of=date(2025, 12, 31))[0].buyers_to_break_even is None


def test_uplift_is_cut_where_almost_everybody_buys_anyway():
    lines = actions(SegmentFacts("key_value", 1000, Decimal(1)))
    effort = economics(lines, {"key_value": Decimal(200)}, seen("key_value", 0.93), assumptions=ASSUMED)
    assert decisions(lines, effort, as_of=date(2025, 12, 31))[0].uplift_high == 0.03


def test_nothing_is_asked_for_a_suppressed_segment():
    lines = actions(SegmentFacts("key_value", None))
    assert decisions(lines, economics(lines, {}, {}, assumptions=ASSUMED), as_of=date(2025, 1, 1)) == ()


def test_a_segment_too_small_for_a_pilot_is_passed_over_for_the_next_of_its_objective():
    facts = [SegmentFacts("key_develop", 28, Decimal(9)), SegmentFacts("general_develop", 122, Decimal(1))]
    lines = actions(*facts)
    effort = economics(lines, {fact.segment: Decimal(200) for fact in facts}, {}, assumptions=ASSUMED)
    asked = decisions(lines, effort, as_of=date(2025, 12, 31))
    assert [ask.segment for ask in asked] == ["general_develop"]
    assert choose_roles("rfm_8", facts) == {"grow": "general_develop"}
    assert choose_roles("rfm_8", facts[:1]) == {"grow": "key_develop"}
