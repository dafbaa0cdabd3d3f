"""Cells that stand in some packs only: by the rung, by whose data the class works on, by the track."""

from pathlib import Path

import pytest

from segkit.courseware.course import read_course
from segkit.courseware.edition import Edition
from segkit.courseware.lint import lint_course
from segkit.errors import CellFaulty
from tests.courseware.small_course import small_course, spoil

RUN, FILL = Edition("en", "1d", "run"), Edition("en", "1d", "fill")


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """A sound course that may be spoiled."""
    return small_course(tmp_path / "course")


def marked(course: Path, when: str) -> Path:
    """The course with the tiny lesson's trainer's note under a condition, in both languages."""
    spoil(course, "lesson.py", 'sid="m99-trainer" lang="zh-CN"', f'sid="m99-trainer" lang="zh-CN" when="{when}"')
    return course


def sids(course: Path, edition: Edition) -> set[str]:
    """The texts of the lesson as an edition tells it."""
    return {cell.sid for cell in edition.told(read_course(course).lessons["m99"]).cells}


@pytest.mark.parametrize(
    ("when", "edition"),
    [
        ("run", RUN),
        ("code", FILL),
        ("example", FILL),
        ("own", Edition("en", "1d", is_own=True)),
        ("half", Edition("en", "half")),
        ("code own 1d", Edition("en", "1d", is_own=True)),
    ],
)
def test_a_text_stands_where_all_its_conditions_hold(course, when, edition):
    assert "m99-trainer" in sids(marked(course, when), edition)


@pytest.mark.parametrize(
    ("when", "edition"), [("run", FILL), ("code", RUN), ("own", FILL), ("half", FILL), ("run own", RUN)]
)
def test_a_text_stands_nowhere_else_in_either_language(course, when, edition):
    assert "m99-trainer" not in sids(marked(course, when), edition)


def test_cells_without_conditions_stand_in_every_pack(course):
    lesson = read_course(course).lessons["m99"]
    assert RUN.told(lesson).cells == FILL.told(lesson).cells == lesson.cells


def test_a_lesson_that_lacks_the_rung_is_told_as_its_first_one(course):
    spoil(course, "lesson.yml", "rungs: [run, fill, write]", "rungs: [run]")
    assert "m99-trainer" in sids(marked(course, "run"), FILL)


def test_a_condition_that_means_nothing_is_found(course):
    found = lint_course(read_course(marked(course, "runn")), "1d")
    assert {type(one) for one in found} == {CellFaulty}
    assert {(one.mark, one.found) for one in found} == {("when", "runn")}


def test_the_code_of_an_exercise_is_needed_in_every_pack(course):
    spoil(course, "lesson.py", '# %% ex="E99.1"', '# %% ex="E99.1" when="run"')
    assert [type(one) for one in lint_course(read_course(course), "1d")] == [CellFaulty]


def test_where_options_are_chosen_the_task_says_so(course):
    exercise = read_course(course).lessons["m99"].plan.exercises[0]
    chosen = exercise.model_copy(update={"choose": {"zh-CN": "选", "en": "Choose it."}})
    assert chosen.task_in("run")["en"] == "Choose it."
    assert chosen.task_in("fill") == exercise.task == exercise.task_in("run")
