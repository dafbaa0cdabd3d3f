"""Two standards with planted faults: every one is told with its line and column, in both languages, and nothing else.

Behind each fault in `faults/*.yml` stands its code and the column that it must be told with.
"""

import json
import re
from pathlib import Path

import pytest

from segkit.cli import run_command
from segkit.errors import Problems
from segkit.segments.standard import read_standard
from segkit.wording import LANGUAGES, Wording

FAULTS = Path(__file__).parent / "faults"
PLANTED = re.compile(r"([A-Z]-[A-Z]+-\d+|[a-z_]+):(\d+)")


def planted(name):
    """(line, column, code) of each fault, by the comments of the file."""
    lines = (FAULTS / name).read_text(encoding="utf-8").splitlines()
    marks = [(at, mark) for at, line in enumerate(lines, 1) for mark in PLANTED.findall(line.rpartition("  # ")[2])]
    return sorted((line, int(column), code) for line, (code, column) in marks)


@pytest.fixture
def linted(capsys):
    """`linted(name, language)`: exit code and what `segkit standard lint` says of a file, in words and as JSON."""

    def run(name, language):
        path = str(FAULTS / name)
        code = run_command(("standard", "lint", path, "--language", language))
        told = capsys.readouterr()
        run_command(("standard", "lint", path, "--language", language, "--json"))
        return code, told.out + told.err, json.loads(capsys.readouterr().out)

    return run


def test_more_than_25_kinds_of_fault_are_planted():
    found = [*planted("settings.yml"), *planted("lint.yml")]
    assert len(found) >= 60
    assert len({code for _, _, code in found if not code.startswith("E-CFG")}) >= 30


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_fault_that_stops_is_told_with_its_place_all_at_once(linted, golden, language):
    code, told, found = linted("settings.yml", language)
    assert code == 2
    assert sorted((one["line"], one["column"], one["code"]) for one in found["problems"]) == planted("settings.yml")
    golden(f"faults.settings.{language}.txt", told.replace(str(FAULTS / "settings.yml"), "standard.yml"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_fault_of_a_readable_standard_is_told_with_its_place(linted, golden, language):
    code, told, found = linted("lint.yml", language)
    assert code == 2
    assert sorted((one["line"], one["column"], one["code"]) for one in found) == planted("lint.yml")
    golden(f"faults.lint.{language}.txt", told.replace(str(FAULTS / "lint.yml"), "standard.yml"))


def test_errors_come_first_then_the_order_of_the_lines(linted):
    found = linted("lint.yml", "en")[2]
    levels = {"error": 0, "warning": 1, "note": 2}
    assert found == sorted(found, key=lambda one: (levels[one["level"]], one["line"], one["column"]))


def test_a_fault_in_a_condition_is_marked_under_its_place():
    with pytest.raises(Problems) as raised:
        read_standard(FAULTS / "settings.yml")
    (fault,) = [one for one in raised.value.problems if one.code == "E-STD-03"]
    assert Wording("en").explained(fault)[0].what.splitlines()[-2:] == ['city = "上海"', " " * 7 + "^"]
