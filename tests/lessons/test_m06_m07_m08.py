"""The lessons in the rung `run` alone: solutions pass on several companies, nothing chosen is not attempted, each known
wrong answer gets its own sentence."""

from functools import cache

import pytest

from segkit.courseware.blocks import solved_code
from tests.lessons.lesson_trial import blank, company, exercises_of, lesson_of, right, said_of, shuffled

LESSONS = ("m06_value", "m07_clusters", "m08_evaluation")
ALL = [(name, exercise) for name in LESSONS for exercise in exercises_of(name)]
WRONGS = [
    (name, exercise, at, wrong.code)
    for name, exercise in ALL
    for at, wrong in enumerate(exercises_of(name)[exercise].wrongs)
]


@cache
def mixed():
    """The first company with its rows in another order, made once."""
    return shuffled(company(1), 1)


def answered(name, exercise, data, answer):
    """The outcome of an answer after the lesson's other cells, which do not hang on it and are run once a company."""
    (cell,) = lesson_of(name).code_of(exercise)
    space = dict(right(name, data))
    try:
        exec(solved_code(cell.source, answer), space)
    except (KeyError, TypeError) as stopped:
        if "lesson.choose(" not in answer:
            raise AssertionError(answer) from stopped
    return said_of(name, exercise, data, space)


@pytest.mark.parametrize(("name", "exercise"), ALL)
def test_the_solution_passes(name, exercise):
    for seed in (1, 2):
        said = said_of(name, exercise, company(seed), right(name, company(seed)), is_grader=True)
        assert said.is_right, (seed, said)


@pytest.mark.slow
@pytest.mark.parametrize("name", LESSONS)
def test_the_solution_passes_on_twenty_companies_and_in_any_order(name):
    for seed in range(20):
        data, others = company(seed), shuffled(company(seed), seed)
        for exercise in exercises_of(name):
            assert said_of(name, exercise, data, right(name, data), is_grader=True).is_right, (seed, exercise)
            assert said_of(name, exercise, others, right(name, others), hashes_from=data).is_right, (seed, exercise)


@pytest.mark.parametrize(("name", "exercise"), ALL)
def test_the_order_of_rows_changes_nothing(name, exercise):
    said = said_of(name, exercise, mixed(), right(name, mixed()), hashes_from=company(1))
    assert said.is_right, said


@pytest.mark.parametrize(("name", "exercise"), ALL)
def test_what_a_learner_gets_is_not_attempted(name, exercise):
    said = answered(name, exercise, company(1), blank(name, exercise, "run"))
    assert said.outcome == "not_attempted", said


@pytest.mark.parametrize(("name", "exercise", "at", "code"), WRONGS)
def test_each_known_wrong_answer_gets_its_own_sentence(name, exercise, at, code):
    wrong = exercises_of(name)[exercise].wrongs[at]
    said = answered(name, exercise, company(1), wrong.source)
    assert (said.outcome, said.code) == ("fail", code), said


@pytest.mark.parametrize(("name", "exercise"), ALL)
def test_every_exercise_has_four_wrong_answers_with_codes_of_their_own(name, exercise):
    assert len({wrong.code for wrong in exercises_of(name)[exercise].wrongs}) >= 4


@pytest.mark.parametrize("name", LESSONS)
def test_every_exercise_has_three_hints_an_explanation_and_a_group_discussion(name):
    lesson = lesson_of(name)
    for plan in lesson.plan.exercises:
        for language in ("zh-CN", "en"):
            assert len(lesson.hints(plan.id, language)) == 3
            assert lesson.explanation(plan.id, language)
            assert any(cell.exercise == plan.id for cell in lesson.texts(language, "group"))


@pytest.mark.parametrize("name", LESSONS)
def test_all_five_cases_are_woven_in_and_four_quiz_items_are_there(name):
    lesson = lesson_of(name)
    assert {cell.case for cell in lesson.texts("en", "case")} == set(lesson.plan.cases)
    assert len(lesson.quiz) >= 4
