"""Files people write: every problem is told with its place, whatever stands in them, and soon."""

import pytest
from pydantic import Field

from segkit.errors import (
    BadValue,
    ConfigTooLarge,
    ConfigUnreadable,
    Problems,
    SegkitError,
    UnknownKey,
    each_problem,
)
from segkit.settings import Strict, read_settings
from segkit.study_sources import Read
from segkit.wording import LANGUAGES, Wording
from segkit.yaml_text import MOST_VALUES


class Shop(Strict):
    """A small settings file."""

    name: str = ""
    n: int = 0
    tables: dict[str, dict[str, str]] = Field(default_factory=dict)


@pytest.fixture
def problems(tmp_path):
    """`problems(text, model)`: what is wrong with the file; both languages can tell it."""

    def read(text, model=Shop):
        path = tmp_path / "shop.yml"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        with pytest.raises(SegkitError) as raised:
            read_settings(path, model)
        assert all(Wording(language).explain(raised.value) for language in LANGUAGES)
        return each_problem(raised.value)

    return read


@pytest.mark.parametrize("value", ["2024-02-30", "2024-13-01", "2024-01-01T25:00:00", "!!int x", "9" * 5000])
def test_what_looks_like_a_day_or_a_number_and_is_none_is_told_with_all_other_problems(problems, value):
    wrong, unknown = problems(f"n: {value}\nnam: a\n")
    assert (type(wrong), wrong.key, wrong.line) == (BadValue, "n", 1)
    assert (type(unknown), unknown.key, unknown.line) == (UnknownKey, "nam", 2)


@pytest.mark.parametrize("text", ["[" * 41, "name: " + "{a: " * 300, "- " * 2000, "&a ? *a : 1\n"])
def test_values_within_values_without_end_are_refused(problems, text):
    (found,) = problems(text)
    assert isinstance(found, ConfigTooLarge | ConfigUnreadable)
    assert found.line == 1


def test_few_lines_that_stand_for_millions_of_values_are_refused(problems):
    lines = ["a: &a [x, x, x, x, x, x, x, x, x]"]
    for before, name in zip("abcdefg", "bcdefgh", strict=True):
        lines.append(f"{name}: &{name} [{', '.join([f'*{before}'] * 9)}]")
    (found,) = problems("\n".join(lines))
    assert (type(found), found.at_most) == (ConfigTooLarge, MOST_VALUES)


@pytest.mark.parametrize(("text", "line"), [("name: a\nn: \x07", 2), ('name: a\n\n"\\U00110000": b', 3)])
def test_a_sign_that_no_text_may_hold_is_told_with_its_line(problems, text, line):
    (found,) = problems(text)
    assert (type(found), found.line) == (ConfigUnreadable, line)


def test_a_fault_under_a_merged_key_is_told_where_it_was_merged(problems):
    (found,) = problems("tables:\n  a: {x: &b {y: z}}\n  c:\n    <<: *b\n    d: [1]\n")[:1]
    assert isinstance(found, BadValue)


def test_an_unknown_key_may_be_called_anything(problems):
    (found,) = problems("name: a\n's[': 1\n")
    assert (type(found), found.key, found.line) == (UnknownKey, "s[", 2)


def test_an_anchor_may_be_used_again(tmp_path):
    path = tmp_path / "shop.yml"
    path.write_text("name: &a x\nn: &a 1\n")
    assert read_settings(path, Shop).n == 1


@pytest.mark.parametrize("delimiter", ["", "\n", "\r", "::", '"', "a\0", ", , ,", "，，，"])
def test_a_delimiter_that_cannot_tell_fields_apart_is_refused(delimiter):
    with pytest.raises(ValueError, match="delimiter"):
        Read(delimiter=delimiter)


@pytest.mark.parametrize("delimiter", [",", "\t", ";", "|", "，", "；", ", ", "^", "~"])
def test_any_sign_that_tells_fields_apart_may_be_stated(delimiter):
    assert Read(delimiter=delimiter).delimiter == delimiter


@pytest.mark.parametrize("quote", ["", "ab", "“", ",", ";", "\t", "\\", "a", "\n"])
def test_a_quote_is_one_sign_that_nothing_else_uses(quote):
    with pytest.raises(ValueError, match="quote"):
        Read(quote=quote)


def test_a_quote_is_no_part_of_the_delimiter():
    with pytest.raises(ValueError, match="delimiter, quote"):
        Read(quote="~", delimiter="~")


def test_problems_met_together_are_told_together(problems):
    assert Problems(problems("n: a\nm: 1\n")).code == "E-ALL"
