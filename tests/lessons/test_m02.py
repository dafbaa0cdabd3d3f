"""Lesson m02: solutions pass on many companies, blanks are not attempted, each mistake is told."""

import pytest

from tests.lessons.lesson_trial import blank, checked, exercises_of, lesson_of, results, right, said_of
from tests.lessons.raw_trial import raw_company, raw_shuffled

NAME = "m02_collection"
ALL = tuple(exercises_of(NAME))
ON_DATA = ("E2.2", "E2.3")
WRONGS = [(one, at, wrong.code) for one in ALL for at, wrong in enumerate(exercises_of(NAME)[one].wrongs)]


@pytest.mark.parametrize("exercise", ALL)
def test_the_solution_passes(exercise):
    for seed in range(3 if exercise in ON_DATA else 1):
        data = raw_company(seed)
        said = said_of(NAME, exercise, data, right(NAME, data), is_grader=True)
        assert said.is_right, (seed, said)


@pytest.mark.slow
@pytest.mark.parametrize("exercise", ON_DATA)
def test_the_solution_passes_on_twenty_companies_and_in_any_order(exercise):
    for seed in range(20):
        data, mixed = raw_company(seed), raw_shuffled(raw_company(seed), seed)
        assert said_of(NAME, exercise, data, right(NAME, data), is_grader=True).is_right, seed
        assert said_of(NAME, exercise, mixed, right(NAME, mixed), hashes_from=data).is_right, seed


@pytest.mark.parametrize("exercise", ON_DATA)
def test_the_order_of_rows_changes_nothing(exercise):
    assert checked(NAME, exercise, raw_shuffled(raw_company(1), 1), hashes_from=raw_company(1)).is_right


@pytest.mark.parametrize("exercise", ALL)
def test_what_a_learner_gets_is_not_attempted(exercise):
    said = checked(NAME, exercise, raw_company(1), blank(NAME, exercise, "run"))
    assert said.outcome == "not_attempted", said


@pytest.mark.parametrize(("exercise", "at", "code"), WRONGS)
def test_each_known_wrong_answer_gets_its_own_sentence(exercise, at, code):
    wrong = exercises_of(NAME)[exercise].wrongs[at]
    said = checked(NAME, exercise, raw_company(1), wrong.source)
    assert (said.outcome, said.code) == ("fail", code), said


@pytest.mark.parametrize("exercise", ALL)
def test_every_exercise_has_four_wrong_answers_with_codes_of_their_own(exercise):
    assert len({wrong.code for wrong in exercises_of(NAME)[exercise].wrongs}) >= 4


@pytest.mark.parametrize("exercise", ON_DATA)
def test_answers_written_in_by_hand_fail_on_another_company(exercise):
    assert not said_of(NAME, exercise, raw_company(2), right(NAME, raw_company(1))).is_right


@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_every_exercise_has_three_hints_an_explanation_and_a_group_discussion(language):
    lesson = lesson_of(NAME)
    for plan in lesson.plan.exercises:
        assert len(lesson.hints(plan.id, language)) == 3
        assert lesson.explanation(plan.id, language)
        assert any(cell.exercise == plan.id for cell in lesson.texts(language, "group"))


def test_all_five_cases_are_woven_in_and_there_are_four_quiz_items():
    lesson = lesson_of(NAME)
    assert {cell.case for cell in lesson.texts("en", "case")} == set(lesson.plan.cases)
    assert len(lesson.quiz) >= 4


@pytest.mark.parametrize("exercise", ALL)
def test_a_right_answer_in_english_is_right(exercise):
    space = results(NAME, raw_company(1), language="en")
    assert said_of(NAME, exercise, raw_company(1), space).is_right
