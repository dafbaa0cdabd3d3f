"""Single cells: stand-ins keep what is taught of an id, a phone, a day, and lose what identifies."""

from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from segkit.anonymise.cells import (
    Calendar,
    Moment,
    hidden_id,
    hidden_key,
    kept_amount,
    moved_day,
    plain_id,
    same_age,
)
from segkit.anonymise.secret import Secret, open_secret
from segkit.errors import KeyInside, KeyTooShort

SECRET = Secret(b"a key of the tests, long enough for all")
CALENDAR = Calendar(date(2025, 12, 31), 100)


def day(text: str, at: str | None, *, clock: bool = False) -> str | None:
    return moved_day(Moment(text, datetime.fromisoformat(at) if at else None, clock), CALENDAR)


def test_equal_ids_have_equal_stand_ins_of_their_kind():
    one, other = hidden_id("L10000216", SECRET, "customer"), hidden_id("L10000217", SECRET, "customer")
    assert one == hidden_id("L10000216", SECRET, "customer") != other
    assert one[2:] != hidden_id("L10000216", SECRET, "order")[2:]
    assert one != hidden_id("L10000216", Secret(b"another key, as long as the first one"), "customer")


@pytest.mark.parametrize("text", [" L100", "L100 ", "\u3000L100", "Ｌ１００", "Ｌ100", "L100\u200b", "L1\u200b00"])
def test_an_untidy_id_stays_untidy_and_is_the_same_one(text):
    hidden = hidden_id(text, SECRET, "customer")
    assert hidden != hidden_id("L100", SECRET, "customer")
    assert plain_id(hidden) == hidden_id("L100", SECRET, "customer")


def test_ids_that_count_as_written_have_stand_ins_of_their_own():
    hidden = {hidden_id(text, SECRET, "customer", as_written=True) for text in ("L100", "L100 ", "Ｌ100", "l100")}
    assert len(hidden) == 4
    assert all(text == plain_id(text) for text in hidden)


@pytest.mark.parametrize("text", [None, "", "  ", "-", "NULL", "#N/A", "无", "未知", "散客"])
def test_a_word_for_nobody_stays(text):
    assert hidden_id(text, SECRET, "customer") == text


def test_totals_and_tests_stay_what_they_are_without_what_stood_beside_them():
    assert hidden_id("华东门店 小计：12,345.00", SECRET, "order") == "小计"
    assert hidden_id("TEST2025001", SECRET, "order").startswith("TEST-")
    assert hidden_id("TESTA2025001", SECRET, "order").startswith("D-")
    assert hidden_id("测试2025001", SECRET, "order").startswith("测试-")


def test_a_phone_becomes_one_that_nobody_can_have_however_it_was_written():
    hidden = hidden_key("13800138000", SECRET, "mobile")
    assert len(hidden) == 15
    assert hidden.startswith("10")
    for text in ("138 0013 8000", "+86 138-0013-8000", "８６13800138000"):
        assert hidden_key(text, SECRET, "mobile") == hidden


@pytest.mark.parametrize("text", ["138****8000", "11111111111", "无"])
def test_a_fake_phone_stays_fake(text):
    assert hidden_key(text, SECRET, "mobile").startswith("****")


def test_a_day_moves_by_whole_weeks_in_the_form_it_had():
    assert day("2025-03-05", "2025-03-05") == "2023-04-05"
    assert day("2025-03-05 10:12:06", "2025-03-05 10:12:06", clock=True) == "2023-04-05 10:12:06"
    assert day("2025年3月5日", "2025-03-05") == "2023/4/5"
    assert day("05/03/2025 9:05", "2025-03-05 09:05:00", clock=True) == "2023/4/5 9:05:00"


def test_a_day_that_was_none_or_absurd_says_nothing_of_itself():
    assert day("2025-02-30", None) == day("张伟", None) == "2024-02-30"
    assert day("2205-03-05", "2205-03-05") == "2099-01-01"
    assert day("1900-03-05", "1900-03-05") == "1900-01-01"
    assert day("合计", None) == "合计"


@given(st.dates(date(1990, 1, 1), date(2026, 12, 31)), st.integers(26, 260))
def test_weekdays_and_the_side_of_the_as_of_day_stay(when, weeks):
    calendar = Calendar(date(2025, 12, 31), weeks)
    moved = calendar.moved(when)
    assert (moved <= calendar.as_of - calendar.shift) == (when <= calendar.as_of)
    assert when > calendar.as_of or moved.weekday() == when.weekday()
    assert moved <= date((calendar.as_of - calendar.shift).year + 1, 12, 31)


@given(
    st.dates(date(1915, 1, 1), date(2025, 12, 31)), st.integers(0, 260), st.dates(date(2020, 1, 1), date(2026, 1, 1))
)
def test_a_birthday_gives_the_same_age_and_another_day(born, weeks, as_of):
    calendar = Calendar(as_of, weeks)
    text = same_age(Moment(born.isoformat(), datetime(born.year, born.month, born.day)), calendar)
    if born > as_of:
        assert text is None
        return
    shown, now = date.fromisoformat(text), as_of - calendar.shift
    assert age(shown, now) == age(born, as_of)


def age(born: date, now: date) -> int:
    return now.year - born.year - ((now.month, now.day) < (born.month, born.day))


def test_an_amount_stays_as_it_was_written_unless_it_is_multiplied():
    assert kept_amount("¥1,200.00", Decimal("1200.00"), "n/a") == "¥1,200.00"
    assert kept_amount("¥1,200.00", Decimal("1200.00"), "n/a", Decimal("0.75")) == "900.00"
    assert kept_amount("问张伟", None, "n/a") == "n/a"
    assert kept_amount(None, None, "n/a") is None


def test_a_new_key_is_made_once_for_its_owner_alone(tmp_path):
    first = open_secret(tmp_path / "keys" / "key.txt", tmp_path / "class")
    assert first == open_secret(tmp_path / "keys" / "key.txt", tmp_path / "class")
    assert (tmp_path / "keys" / "key.txt").stat().st_mode & 0o077 == 0
    assert repr(first.key)[2:12] not in repr(first)


def test_the_factor_and_the_weeks_are_far_from_none():
    for number in range(200):
        secret = Secret(f"key number {number:030}".encode())
        assert 0.5 <= secret.factor() <= 2
        assert not Decimal("0.8") < secret.factor() < Decimal("1.4")
        assert 26 <= secret.weeks(26, 260) <= 260


def test_a_key_inside_the_folder_is_refused(tmp_path):
    with pytest.raises(KeyInside):
        open_secret(tmp_path / "class" / "keys" / "key.txt", tmp_path / "class")
    (tmp_path / "way").symlink_to(tmp_path / "class", target_is_directory=True)
    with pytest.raises(KeyInside):
        open_secret(tmp_path / "way" / "key.txt", tmp_path / "class")


def test_a_short_key_is_refused(tmp_path):
    Path(tmp_path / "key.txt").write_text("secret")
    with pytest.raises(KeyTooShort):
        open_secret(tmp_path / "key.txt", tmp_path / "class")
