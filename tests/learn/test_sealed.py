"""A solution is read with the trainer's word, or alone with the key beside it."""

import json

import pytest

from segkit.learn.sealed import draw_word, seal, unseal

TEXT = "recency = (as_of - last).dt.days  # 天数\n"


def test_the_word_opens_what_it_sealed():
    assert unseal(seal(TEXT, "lychee-407"), "lychee-407") == TEXT


@pytest.mark.parametrize("typed", [" Lychee-407 ", "ＬＹＣＨＥＥ－４０７", "LYCHEE-407\n"])
def test_case_width_and_spaces_of_a_word_do_not_count(typed):
    assert unseal(seal(TEXT, "lychee-407"), typed) == TEXT


def test_another_word_opens_nothing():
    assert unseal(seal(TEXT, "lychee-407"), "lychee-408") is None
    assert unseal(seal(TEXT, "lychee-407")) is None


def test_a_changed_file_opens_nothing():
    sealed = seal(TEXT, "lychee-407")
    assert unseal(sealed | {"text": sealed["salt"]}, "lychee-407") is None


def test_the_file_holds_no_readable_solution():
    stored = json.dumps(seal(TEXT, "lychee-407"))
    assert "as_of" not in stored
    assert "lychee" not in stored
    assert "key" not in json.loads(stored)


def test_alone_the_key_lies_beside_the_solution():
    sealed = seal(TEXT)
    assert "as_of" not in json.dumps(sealed)
    assert unseal(sealed) == TEXT


def test_equal_solutions_are_sealed_differently_each_time():
    assert seal(TEXT, "mint-100")["text"] != seal(TEXT, "mint-100")["text"]


def test_a_word_can_be_read_out():
    assert draw_word().isascii()
    assert len(draw_word().split("-")) == 2
