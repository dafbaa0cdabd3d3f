"""What the key knows of an exercise: its choices in words, its results, and what the check says of other options."""

from dataclasses import replace

import pytest

from segkit.courseware.answers import Slip, answers_of
from segkit.wording import Wording
from tests.courseware.small_course import small_course, spoil
from tests.courseware.test_trial import EDITION, tried

CHOICE = 'days = 90   # FADE: lesson.choose("E99.2", "days", [30, 90, 180])'
LABELS = {"tiny.month": "a month", "tiny.season": "a season"}


@pytest.fixture
def folder(tmp_path):
    return small_course(tmp_path / "course")


def answers(folder, rung="fill", **sentences):
    trial = tried(folder)
    trial = replace(trial, edition=replace(EDITION, rung=rung))
    return answers_of([trial], Wording("en", overrides=sentences))


def test_a_choice_stands_by_its_name_and_label(folder):
    options = 'spans = {30: "tiny.month", 90: "tiny.season"}\n'
    new = 'days = 90   # FADE: lesson.choose("E99.2", "days", spans)'
    spoil(folder, "lesson.py", "# BEGIN SOLUTION\n" + CHOICE, options + "# BEGIN SOLUTION\n" + new)
    assert answers(folder, **LABELS)["E99.2"].choices == (("days", "a season"),)


def test_an_exercise_without_a_choice_has_results_alone(folder):
    found = answers(folder)["E99.1"]
    assert found.choices == ()
    assert [name for name, _ in found.results] == ["recency"]


def test_other_options_are_left_alone_where_learners_write_code(folder):
    assert answers(folder, "fill")["E99.2"].slips == ()


def test_other_options_are_tried_where_learners_only_choose(folder):
    assert answers(folder, "run")["E99.2"].slips == (
        Slip("days", "30", "tiny.cut_too_short"),
        Slip("days", "180", ""),  # passes too
    )


def test_an_option_that_does_not_pass_has_the_code_of_what_is_said(folder):
    old = "recency = (as_of - last).dt.days  # FADE: (____ - last).dt.days"
    new = 'unit = 1  # FADE: lesson.choose("E99.1", "unit", [1, 7])\nrecency = (as_of - last).dt.days // unit  # KEEP'
    spoil(folder, "lesson.py", old, new)
    (slip,) = answers(folder, "run")["E99.1"].slips
    assert (slip.label, slip.code) == ("7", "tiny.today_not_as_of")
