"""Every reason why something was not computed has its sentence in both languages."""

import re
from datetime import date
from pathlib import Path

import pytest

import segkit.evaluation
from segkit.wording import LANGUAGES, Wording, read_catalogue

SLOTS = {"first_day": date(2025, 3, 1), "needed_days": 270, "needed": 11, "n": 3, "scheme": "rfm_8", "column": "margin"}
ROOM = Path(segkit.evaluation.__file__).parent
REASONS = sorted({r for path in ROOM.glob("*.py") for r in re.findall(r'Gap\("\w+", "(\w+)"', path.read_text("utf-8"))})


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_reason_has_a_sentence(language):
    words = Wording(language)
    assert len(REASONS) >= 5
    for reason in REASONS:
        assert words(f"gaps.{reason}", **SLOTS)


def test_both_languages_know_the_same_reasons():
    chinese, english = (read_catalogue("gaps", language) for language in LANGUAGES)
    assert chinese.keys() == english.keys()


def test_a_reason_quotes_its_slots():
    assert Wording("zh-CN")("gaps.short_history", **SLOTS).startswith("数据从2025年3月1日开始，这项计算至少需要270天")
