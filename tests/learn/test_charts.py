"""The report's charts over a lesson's tables: the right figures, both languages, small groups without any."""

import re

import pandas as pd
import pytest

from segkit.errors import NotInPack
from segkit.learn.charts import CHARTS, concentration_of, draw_chart
from segkit.wording import LANGUAGES, Wording

PEOPLE = pd.DataFrame(
    {
        "value_tier": ["high_value"] * 20 + ["middle_value"] * 60 + ["low_value"] * 5,
        "monetary": [100.0] * 20 + [50.0] * 60 + [2.0] * 5,
        "recency_days": [5] * 20 + [200] * 60 + [400] * 5,
        "frequency": [9] * 20 + [5] * 60 + [1] * 5,
        "r_score": [5] * 20 + [2] * 60 + [1] * 5,
        "f_score": [5] * 20 + [4] * 60 + [1] * 5,
    }
)
BY_K = pd.DataFrame({"silhouette": [0.4, 0.5], "inertia": [90.0, 60.0], "stability": [0.9, 0.8]}, index=[2, 3])
DATA = {
    "segments": (PEOPLE, "value_tier"),
    "scores": (PEOPLE,),
    "concentration": (PEOPLE["monetary"],),
    "choice": (BY_K, 3),
    "counts": (pd.DataFrame({"1": [40, 5], "2": [0, 33]}, index=["甲", "乙"]),),
    "profile": (PEOPLE.head(20), PEOPLE.tail(65), ["recency_days", "monetary"]),
}


def words_of(kind, language="zh-CN"):
    drawn = draw_chart(kind, Wording(language), *DATA[kind])
    return re.findall(r"<text[^>]*>([^<]+)</text>", drawn.svg.decode()), drawn


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", CHARTS)
def test_every_kind_is_drawn_in_both_languages_and_says_what_it_shows(kind, language):
    _, drawn = words_of(kind, language)
    assert drawn.svg.startswith(b"<svg")
    assert drawn.text.startswith({"zh-CN": "图：", "en": "Chart:"}[language])


def test_segments_show_shares_of_people_and_of_money_and_none_for_a_small_group():
    texts, _ = words_of("segments", "en")
    # 20 of 85 customers bring 2000 of 5010; 60 bring 3000; five are too few to be shown.
    assert {"23.5%", "39.9%", "70.6%", "59.9%"} <= set(texts)
    assert not {"5.9%", "0.2%"} & set(texts)


def test_scores_frame_the_frequent_who_have_not_come_of_late():
    texts, _ = words_of("scores", "en")
    assert any("60" in text and "3,000" in text for text in texts)


def test_a_profile_compares_medians_with_everybody_else_as_a_hundred():
    texts, _ = words_of("profile", "en")
    assert "200" in texts  # median money 100 against 50 of the others
    assert any(text in texts for text in ("2", "3"))  # 5 days against 200


def test_concentration_follows_a_sum_by_hand():
    found = concentration_of(pd.Series([70.0, 20.0, 5.0, 5.0, 0.0, -3.0, 0.0, 0.0, 0.0, 0.0]))
    assert found.top_20_share == pytest.approx(0.9)
    assert found.share_for_80 == pytest.approx(0.2)
    assert [share for _, share in found.curve[:3]] == pytest.approx([0, 0.7, 0.9])
    assert concentration_of(pd.Series([5.0] * 7)).gini == pytest.approx(0, abs=1e-9)


def test_an_unknown_kind_is_told_with_those_there_are():
    with pytest.raises(NotInPack) as told:
        draw_chart("pie", Wording("en"))
    assert "segments" in str(vars(told.value))
