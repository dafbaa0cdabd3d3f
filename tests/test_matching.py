import pytest

from segkit.matching import fold_text, holds_any, words_pattern


def test_folded_text_is_half_width_lower_case_and_trimmed():
    assert fold_text("　ＡＢＣ  Ｄ１\n退货 ") == "abc d1 退货"
    assert fold_text("") == ""


def test_a_chinese_word_is_found_anywhere():
    assert holds_any("我要申请退货了", ["退货"])
    assert not holds_any("我要申请", ["退货"])


@pytest.mark.parametrize(
    ("text", "found"),
    [("Shipping is slow", True), ("not shipped", True), ("my friendship", False), ("SHIP", True), ("re-ship", True)],
)
def test_a_latin_word_begins_where_a_word_begins(text, found):
    assert holds_any(text, ["ship"]) is found


@pytest.mark.parametrize(
    ("text", "found"), [("live", True), ("lives", True), ("lived", True), ("delivered", False), ("livestream", False)]
)
def test_a_whole_word_also_ends_there(text, found):
    assert holds_any(text, ["live"], whole=True) is found


def test_three_dots_in_a_word_stand_for_up_to_twelve_characters():
    assert holds_any("上海店几点关门", ["几点…关门"])
    assert holds_any("几点……那个关门", ["几点…关门"])
    assert not holds_any("几点" + "一" * 13 + "关门", ["几点…关门"])
    assert not holds_any("关门几点", ["几点…关门"])


def test_signs_in_a_word_stand_for_themselves():
    assert holds_any("C++ (v2)", ["c++ (v2)"])
    assert not holds_any("ccc v2", ["c++ (v2)"])


def test_no_words_find_nothing():
    assert words_pattern([]) is None
    assert words_pattern(["", " "]) is None
    assert not holds_any("text", [])
