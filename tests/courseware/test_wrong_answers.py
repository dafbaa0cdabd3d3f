"""Every known wrong answer of the course, in both languages: it gets its own code, and reads in the learner's."""

import re

import pytest

from segkit.courseware.blocks import solved_code
from segkit.courseware.companies import plan_of, write_company
from segkit.courseware.course import read_course
from segkit.courseware.course_data import add_company, write_course_data
from segkit.courseware.documents.key import own_lines
from segkit.courseware.documents.texts import code_in
from segkit.courseware.edition import Edition
from segkit.courseware.lesson import lesson_folders, read_lesson
from segkit.courseware.trial import try_lesson, wrong_findings
from segkit.learn.rules import read_exercises

TRACK = "1d"  # it keeps every exercise
CHINESE = re.compile(r"[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]")
IN_CHINESE_DATA = {"E3.1"}  # its answers read the signs of a Chinese file: 万, ￥, full-width commas


@pytest.fixture(scope="module")
def notebooks(tmp_path_factory):
    """The folder of notebooks in a pack with the sample company."""
    folder, course, edition = tmp_path_factory.mktemp("wrongs"), read_course(), Edition("en", TRACK)
    write_course_data(folder / "pack", course, tuple(course.lessons.values()), edition)
    add_company(folder / "pack", write_company(plan_of(edition.company), folder / edition.company).folder)
    return folder / "pack" / "notebooks"


@pytest.mark.slow
@pytest.mark.parametrize("folder", lesson_folders(), ids=lambda folder: folder.name)
def test_each_wrong_answer_gets_its_own_code_in_english_too(folder, notebooks):
    trial = try_lesson(read_lesson(folder), Edition("en", TRACK), notebooks)  # in Chinese: tests/lessons
    found = [(one.exercise, one.expected, one.said) for one in wrong_findings(trial)]
    assert [stop.exercise.id for stop in trial.stops] == list(read_exercises(folder / "checks.py"))
    assert found == []


@pytest.mark.parametrize("folder", lesson_folders(), ids=lambda folder: folder.name)
def test_an_english_answer_key_shows_wrong_answers_in_english(folder):
    lesson, found = read_lesson(folder), []
    for exercise in read_exercises(folder / "checks.py").values():
        solution = "\n".join(code_in(solved_code(cell.source), "en") for cell in lesson.code_of(exercise.id))
        printed = [own_lines(code_in(wrong.source, "en"), solution.splitlines()) for wrong in exercise.wrongs]
        found += [(exercise.id, text) for text in printed if CHINESE.search(text)]
    assert [one for one in found if one[0] not in IN_CHINESE_DATA] == []
