"""Lessons m00, m01 and m09: solutions pass on many companies, blanks are not attempted, each mistake is told."""

from itertools import product

import pytest

from segkit.courseware.edition import Edition
from segkit.wording import LANGUAGES
from tests.lessons.lesson_trial import (
    blank,
    checked,
    company,
    exercises_of,
    lesson_of,
    right,
    said_of,
    shuffled,
)

LESSONS = ("m00_opening", "m01_why", "m09_personas")
ALL = [(name, exercise) for name in LESSONS for exercise in exercises_of(name)]
WRONGS = [
    (name, exercise, at, wrong.code)
    for name, exercise in ALL
    for at, wrong in enumerate(exercises_of(name)[exercise].wrongs)
]
ON_DATA = ("E0.2", "E9.1", "E9.2", "E9.3", "E9.4")


@pytest.mark.parametrize(("name", "exercise"), ALL)
def test_the_solution_passes(name, exercise):
    for seed in range(3 if exercise in ON_DATA else 1):
        said = said_of(name, exercise, company(seed), right(name, company(seed)), is_grader=True)
        assert said.is_right, (seed, said)


@pytest.mark.slow
@pytest.mark.parametrize(("name", "exercise"), [(name, one) for name, one in ALL if one in ON_DATA])
def test_the_solution_passes_on_twenty_companies_and_in_any_order(name, exercise):
    for seed in range(20):
        mixed = shuffled(company(seed), seed)
        assert said_of(name, exercise, company(seed), right(name, company(seed)), is_grader=True).is_right, seed
        assert said_of(name, exercise, mixed, right(name, mixed), hashes_from=company(seed)).is_right, seed


@pytest.mark.parametrize(("name", "exercise"), [(name, one) for name, one in ALL if one in ON_DATA])
def test_the_order_of_rows_changes_nothing(name, exercise):
    assert checked(name, exercise, shuffled(company(1), 1), hashes_from=company(1)).is_right


@pytest.mark.parametrize("rung", ["run", "fill", "write"])
@pytest.mark.parametrize(("name", "exercise"), ALL)
def test_what_a_learner_gets_is_not_attempted(name, exercise, rung):
    said = checked(name, exercise, company(1), blank(name, exercise, rung))
    assert said.outcome == "not_attempted", said


@pytest.mark.parametrize(("name", "exercise", "at", "code"), WRONGS)
def test_each_known_wrong_answer_gets_its_own_sentence(name, exercise, at, code):
    wrong = exercises_of(name)[exercise].wrongs[at]
    said = checked(name, exercise, company(1), wrong.source)
    assert (said.outcome, said.code) == ("fail", code), said


@pytest.mark.parametrize(("name", "exercise"), ALL)
def test_every_exercise_has_four_wrong_answers_with_codes_of_their_own(name, exercise):
    assert len({wrong.code for wrong in exercises_of(name)[exercise].wrongs}) >= 4


@pytest.mark.parametrize(("name", "exercise"), [(name, one) for name, one in ALL if one in ON_DATA])
def test_answers_written_in_by_hand_fail_on_another_company(name, exercise):
    assert not said_of(name, exercise, company(2), right(name, company(1))).is_right


@pytest.mark.parametrize("name", LESSONS)
def test_every_exercise_has_three_hints_an_explanation_and_a_group_discussion(name):
    for rung in ("run", "fill"):
        lesson = Edition("en", "1d", rung).told(lesson_of(name))
        for plan, language in product(lesson.plan.exercises, LANGUAGES):
            assert len(lesson.hints(plan.id, language)) == 3
            assert lesson.explanation(plan.id, language)
            assert any(cell.exercise == plan.id for cell in lesson.texts(language, "group"))


@pytest.mark.parametrize("name", LESSONS)
def test_all_five_cases_are_woven_in(name):
    lesson = lesson_of(name)
    assert {cell.case for cell in lesson.texts("en", "case")} == set(lesson.plan.cases)


@pytest.mark.parametrize("name", LESSONS)
def test_a_lesson_has_four_quiz_items_at_least(name):
    assert len(lesson_of(name).quiz) >= 4


def test_the_share_who_bought_once_is_the_other_side_of_the_repeat_share():
    for seed in range(3):
        data = company(seed)
        repeat_share = data.features["frequency"].ge(2).mean()  # as the report gives it by grade
        assert right("m00_opening", data)["once_share"] + repeat_share == pytest.approx(1)
        assert right("m00_opening", data)["n_customers"] == len(data.features)
