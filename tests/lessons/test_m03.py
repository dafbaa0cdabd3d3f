"""Lesson m03, cleaning: solutions pass on many companies, blanks are not attempted, each mistake is told."""

import pytest

from tests.lessons.dirty_company import dirty_company, mixed
from tests.lessons.lesson_trial import blank, checked, exercises_of, lesson_of, results, said_of

M03 = "m03_cleaning"
EXERCISES = tuple(exercises_of(M03))
WRONGS = [
    (exercise, at, wrong.code) for exercise in EXERCISES for at, wrong in enumerate(exercises_of(M03)[exercise].wrongs)
]


@pytest.mark.parametrize("exercise", EXERCISES)
def test_the_solution_passes(exercise):
    for seed in range(3):
        said = checked(M03, exercise, dirty_company(seed), is_grader=True)
        assert said.is_right, (seed, said)


@pytest.mark.slow
@pytest.mark.parametrize("exercise", EXERCISES)
def test_the_solution_passes_on_twenty_companies(exercise):
    for seed in range(20):
        assert checked(M03, exercise, dirty_company(seed), is_grader=True).is_right, seed


@pytest.mark.parametrize("exercise", EXERCISES)
def test_the_order_of_rows_changes_nothing(exercise):
    assert checked(M03, exercise, mixed(dirty_company(1), 1), hashes_from=dirty_company(1)).is_right


@pytest.mark.parametrize("rung", ["run", "fill", "write"])
@pytest.mark.parametrize("exercise", EXERCISES)
def test_what_a_learner_gets_is_not_attempted(exercise, rung):
    said = checked(M03, exercise, dirty_company(1), blank(M03, exercise, rung))
    assert said.outcome == "not_attempted", said


@pytest.mark.parametrize(("exercise", "at", "code"), WRONGS)
def test_each_known_wrong_answer_gets_its_own_sentence(exercise, at, code):
    said = checked(M03, exercise, dirty_company(1), exercises_of(M03)[exercise].wrongs[at].source)
    assert (said.outcome, said.code) == ("fail", code), said


def test_a_refund_of_an_earlier_purchase_cancels_no_order_of_this_period():
    parts = "\n".join(wrong.source for wrong in exercises_of(M03)["E3.3"].wrongs if wrong.code == "clean.cancel_missed")
    answer = f"""{parts}
is_back = per_order["has_refund"] & per_order["net"].lt(0.01)
cancelled = per_order.index[is_back].tolist()
"""
    assert checked(M03, "E3.3", dirty_company(1), answer).code == "clean.refund_of_earlier"


@pytest.mark.parametrize("exercise", EXERCISES)
def test_every_exercise_has_four_wrong_answers_with_codes_of_their_own(exercise):
    assert len({wrong.code for wrong in exercises_of(M03)[exercise].wrongs}) >= 4


@pytest.mark.parametrize("exercise", EXERCISES)
def test_answers_written_in_by_hand_fail_on_another_company(exercise):
    copied = results(M03, dirty_company(1), exercise)
    assert not said_of(M03, exercise, dirty_company(2), copied).is_right


@pytest.mark.parametrize("language", ["zh-CN", "en"])
@pytest.mark.parametrize("exercise", EXERCISES)
def test_every_exercise_has_three_hints_an_explanation_and_a_group_discussion(exercise, language):
    lesson = lesson_of(M03)
    assert len(lesson.hints(exercise, language)) == 3
    assert lesson.explanation(exercise, language)
    assert any(cell.exercise == exercise for cell in lesson.texts(language, "group"))


def test_all_five_cases_are_woven_in_and_there_are_quiz_items():
    lesson = lesson_of(M03)
    assert {cell.case for cell in lesson.texts("en", "case")} == set(lesson.plan.cases)
    assert len(lesson.quiz) >= 4
