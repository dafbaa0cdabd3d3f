"""Which customers get a card, and what is masked on it."""

from dataclasses import replace

import pytest

from segkit.steps.dossiers import LONGEST, masked, plan_first
from tests.report import shop


def test_the_segments_that_decisions_are_asked_for_come_first():
    assert plan_first(shop.report()) == ("key_keep", "key_value", "key_develop")


def test_without_decisions_the_first_three_lines_of_the_playbook_count():
    assert plan_first(replace(shop.report(), decisions=())) == ("key_keep", "key_value", "key_develop")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("我的电话 13812348000，请回电", "我的电话 138****8000，请回电"),
        ("手机号138 1234 8000", "手机号138****8000"),
        ("发到 wen.di@example.com 吧", "发到 wen****.com 吧"),
        ("订单3天没发货，退 120 元", "订单3天没发货，退 120 元"),
        ("两行\n变一行", "两行 变一行"),
        ("", ""),
    ],
)
def test_numbers_and_addresses_in_a_message_are_masked_and_amounts_are_not(text, shown):
    assert masked(text) == shown


def test_a_long_message_is_cut():
    assert len(masked("很长" * 90)) == LONGEST
    assert masked("很长" * 90).endswith("…")
