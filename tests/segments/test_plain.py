"""Conditions in words: both languages, whole numbers, ways told apart."""

from segkit.segments.plain import condition_text, in_words
from segkit.wording import Wording

ZH = Wording("zh-CN")


def test_columns_and_signs_are_in_words_and_orders_are_whole_numbers():
    said = condition_text("recency_days <= 85.5 and frequency > 5.5 and monetary > 567.89")
    assert said["zh-CN"] == "最近消费间隔（天） ≤ 85，且 订单数 ≥ 6，且 消费金额 > 567.89"
    assert said["en"].endswith("≥ 6 and Net spend > 567.89")


def test_ways_to_the_same_segment_are_told_apart():
    said = in_words("(frequency <= 5.5 and monetary > 1) or (frequency > 5.5 and monetary <= 1)", ZH)
    assert said == "订单数 ≤ 5，且 消费金额 > 1；或 订单数 ≥ 6，且 消费金额 ≤ 1"


def test_what_it_does_not_know_stays_as_written():
    assert in_words("monetary > mean(monetary)", ZH) == "monetary > mean(monetary)"
    assert in_words("", ZH) == ""
