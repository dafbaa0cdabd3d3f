"""Conditions in words: both languages, whole numbers, ways told apart."""

import pytest

from segkit.segments.plain import condition_text, in_words
from segkit.wording import Wording

ZH = Wording("zh-CN")


def test_columns_and_signs_are_in_words_and_orders_are_whole_numbers():
    said = condition_text("recency_days <= 85.5 and frequency > 5.5 and monetary > 567.89")
    assert said["zh-CN"] == "最近消费间隔（天） ≤ 85，且订单数 ≥ 6，且消费金额 > 567.89"
    assert said["en"].endswith("≥ 6 and Net spend > 567.89")


def test_ways_to_the_same_segment_are_told_apart():
    said = in_words("(frequency <= 5.5 and monetary > 1) or (frequency > 5.5 and monetary <= 1)", ZH)
    assert said == "订单数 ≤ 5，且消费金额 > 1；或订单数 ≥ 6，且消费金额 ≤ 1"


def test_what_it_does_not_know_stays_as_written():
    assert in_words("monetary > most(monetary)", ZH) == "消费金额 > most(消费金额)"
    assert in_words("", ZH) == ""


@pytest.mark.parametrize(
    ("condition", "chinese", "english"),
    [
        (
            "monetary > mean(monetary)",
            "消费金额 > 全体客户的平均消费金额",
            "Net spend > the mean of Net spend over all customers",
        ),
        ("city = 'monetary'", "城市 = 'monetary'", "City = 'monetary'"),
        ("frequency >= quantile(frequency, 0.8)", "80.0% 分位", "the 80.0% quantile of Orders"),
    ],
)
def test_figures_over_all_customers_and_columns_are_named(condition, chinese, english):
    assert chinese in in_words(condition, Wording("zh-CN"))
    assert english in in_words(condition, Wording("en"))
