"""Whoever pastes the class's figures instead of working them out fails on the company that nobody has seen."""

from dataclasses import replace

import pytest

from segkit.courseware.companies import plan_of, unseen_of, write_company
from segkit.courseware.course import read_course
from segkit.courseware.course_data import add_company, write_course_data
from segkit.courseware.edition import Edition
from segkit.courseware.lesson import lesson_folders, read_lesson
from segkit.courseware.trial import answer, try_lesson

pytestmark = pytest.mark.slow
EDITION = Edition("en", "1d")
# Choices and an index near 0, equal at both companies by what they are: a reason is right wherever it is given.
ALIKE = {"E7.2", "E8.3"}


@pytest.fixture(scope="module")
def notebooks(tmp_path_factory):
    """The folder of notebooks in a pack with the class's company and the unseen one."""
    folder, course = tmp_path_factory.mktemp("pasted"), read_course()
    write_course_data(folder / "pack", course, course.taught(EDITION.track), EDITION)
    for plan in (plan_of(EDITION.company), unseen_of()):
        add_company(folder / "pack", write_company(plan, folder / plan.id).folder)
    return folder / "pack" / "notebooks"


@pytest.mark.parametrize("folder", lesson_folders(), ids=lambda folder: folder.name)
def test_a_pasted_result_fails_on_the_unseen_company(folder, notebooks):
    lesson = read_lesson(folder)
    own = try_lesson(lesson, EDITION, notebooks)
    unseen = try_lesson(lesson, replace(EDITION, company=unseen_of().id), notebooks)
    for mine, there in zip(own.stops, unseen.stops, strict=True):
        id = mine.exercise.id
        if lesson.plan.exercise(id).kind == "code" and id not in ALIKE:
            pasted = "\n".join(f"{name} = pasted[{name!r}]" for name in mine.results)
            said = answer(unseen, replace(there, before={**there.before, "pasted": mine.results}), pasted)
            assert not said.is_right, id
