"""A lesson's own code proves its checks: the solution passes, each wrong answer has its code, a blank is a blank."""

from pathlib import Path

import pytest

from segkit.courseware.course import Course, read_course
from segkit.courseware.course_data import add_company, write_course_data
from segkit.courseware.edition import Edition
from segkit.courseware.trial import (
    blank_findings,
    on_company,
    solution_findings,
    try_lesson,
    wrong_findings,
)
from segkit.errors import LearnerNotebookFails, SolutionRejected, WrongUnnoticed
from tests.courseware.small_course import lesson_file, small_company, small_course, spoil

EDITION = Edition("zh-CN", "1d", company="small")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A course that may be spoiled."""
    return small_course(tmp_path / "course")


def packed(folder: Path) -> tuple[Course, Path]:
    """The course, and a pack of it with two companies; the folder of its notebooks."""
    course, pack = read_course(folder), folder.parent / "pack"
    write_course_data(pack, course, tuple(course.lessons.values()), EDITION)
    for seed, name in enumerate(("small", "other")):
        add_company(pack, small_company(folder.parent / name, seed=seed))
    return course, pack / "notebooks"


def tried(folder: Path, company: str = "small"):
    """The tiny lesson, run through."""
    course, notebooks = packed(folder)
    return try_lesson(course.lessons["m99"], on_company(EDITION, company), notebooks)


@pytest.mark.parametrize("company", ["small", "other"])
def test_a_solution_passes_its_checks_on_every_company(folder, company):
    assert list(solution_findings(tried(folder, company))) == []


def test_each_wrong_answer_gets_its_own_code(folder):
    assert list(wrong_findings(tried(folder))) == []


@pytest.mark.parametrize("rung", ["run", "fill", "write"])
def test_every_blank_is_not_attempted(folder, rung):
    assert list(blank_findings(tried(folder), rung)) == []


def test_two_companies_have_other_values_and_so_other_hashes(folder):
    course, notebooks = packed(folder)
    first, second = (
        try_lesson(course.lessons["m99"], on_company(EDITION, name), notebooks).stops[0].results["recency"].tolist()
        for name in ("small", "other")
    )
    assert first != second


def test_a_solution_that_its_checks_reject_is_told(folder):
    spoil(folder, "lesson.py", '["order_date"].max()  #', '["order_date"].min()  #')
    assert [(type(one), one.said) for one in solution_findings(tried(folder))] == [
        (SolutionRejected, "tiny.r_direction")
    ]


def test_a_wrong_answer_without_its_code_is_told_with_its_line(folder):
    spoil(folder, "checks.py", 'e991.wrong("tiny.r_direction"', 'e991.wrong("tiny.whole_days"')
    (finding,) = wrong_findings(tried(folder))
    lines = lesson_file(folder, "checks.py").read_text(encoding="utf-8").split("\n")
    assert isinstance(finding, WrongUnnoticed)
    assert (finding.expected, finding.said) == ("tiny.whole_days", "tiny.r_direction")
    assert 'e991.wrong("tiny.whole_days"' in lines[finding.line - 1]


def test_an_exercise_that_passes_as_it_is_given_is_told(folder):
    spoil(folder, "lesson.py", '# FADE: orders.groupby("customer_id")["order_date"].____()', "# KEEP")
    spoil(folder, "lesson.py", "# FADE: (____ - last).dt.days", "# KEEP")
    assert [one.detail for one in blank_findings(tried(folder), "fill")] == ["pass"]


def test_code_that_raises_is_told_with_its_cell(folder):
    spoil(folder, "lesson.py", "as_of = lesson.as_of", "as_of = lesson.as_of_day")
    with pytest.raises(LearnerNotebookFails) as told:
        tried(folder)
    assert told.value.kind == "AttributeError"
