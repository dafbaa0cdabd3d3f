"""Lesson m04, standards: solutions pass on many companies, blanks are not attempted, each mistake is told."""

from functools import lru_cache

import numpy as np
import pandas as pd
import pytest

from segkit.learn.data import LessonData
from tests.lessons.lesson_trial import blank, checked, company, exercises_of, lesson_of, results, right, said_of

M04 = "m04_standards"
EXERCISES = tuple(exercises_of(M04))
ON_DATA = EXERCISES[:5]
WRONGS = [
    (exercise, at, wrong.code) for exercise in EXERCISES for at, wrong in enumerate(exercises_of(M04)[exercise].wrongs)
]

# Mistakes of which the course's own company has no example: what is written after another answer of the exercise.
ON_EDGES = [
    (
        "E4.2",
        "std.edge_of_days",
        "over = rules.assign(dormant=days >= 180, lost=days >= 365)\n"
        'life = first_to_last(["mature", "new", "dormant", "lost"], over)',
    ),
    ("E4.2", "std.new_called_mature", 'life = first_to_last(["new", "mature", "dormant", "lost"])'),
    ("E4.3", "std.mean_of_answers", 'mood = tiers_of(feedback.groupby("customer_id")["satisfaction"].mean())'),
    (
        "E4.3",
        "std.first_not_latest",
        'mood = tiers_of(rows.drop_duplicates("customer_id").set_index("customer_id")["satisfaction"])',
    ),
    ("E4.5", "std.unknown_is_person", 'side = master["kind"].map(kinds).fillna("b2c")'),
]


@lru_cache(maxsize=32)
def on_the_edge(seed: int) -> LessonData:
    """An invented company with customers on every edge of the standard, and a master file with gaps."""
    made, draw = company(seed), np.random.default_rng(seed)
    features = made.features.copy()
    features["n_categories"] = draw.integers(1, 7, len(features))
    features.loc[:3, "recency_days"] = [180, 365, 180, 365]
    features["tenure_days"] = features["recency_days"] + draw.integers(0, 400, len(features))
    features.loc[:5, "monetary"] = [500.0, 2000.0, 499.99, 1999.99, 500.0, 2000.0]
    features.loc[4:5, ["recency_days", "tenure_days", "frequency"]] = [[10, 60, 6], [300, 500, 7]]
    customers = pd.DataFrame({"customer_id": features["customer_id"]})
    customers["kind"] = draw.choice(["个人", "企业", None], len(customers), p=[0.7, 0.2, 0.1])
    customers["industry"] = np.where(customers["kind"].eq("企业") & (draw.random(len(customers)) < 0.5), "餐饮", None)
    tables = {"features": features, "customers": customers.iloc[3:], "feedback": made.feedback}
    return LessonData(tables, made.as_of)


@lru_cache(maxsize=8)
def shuffled_edge(seed: int) -> LessonData:
    """The same company with the rows of every table in another order."""
    made = on_the_edge(seed)
    names = ("features", "customers", "feedback")
    mixed = {name: getattr(made, name).sample(frac=1, random_state=7).reset_index(drop=True) for name in names}
    return LessonData(mixed, made.as_of)


@pytest.mark.parametrize("exercise", EXERCISES)
def test_the_solution_passes(exercise):
    for seed in range(3):
        said = checked(M04, exercise, on_the_edge(seed), is_grader=True)
        assert said.is_right, (seed, said)


@pytest.mark.slow
@pytest.mark.parametrize("exercise", ON_DATA)
def test_the_solution_passes_on_twenty_companies(exercise):
    for seed in range(20):
        assert checked(M04, exercise, on_the_edge(seed), is_grader=True).is_right, seed


@pytest.mark.parametrize("exercise", ON_DATA)
def test_the_order_of_rows_changes_nothing(exercise):
    assert checked(M04, exercise, shuffled_edge(1), hashes_from=on_the_edge(1)).is_right


@pytest.mark.parametrize("rung", ["run", "fill", "write"])
@pytest.mark.parametrize("exercise", EXERCISES)
def test_what_a_learner_gets_is_not_attempted(exercise, rung):
    said = checked(M04, exercise, on_the_edge(1), blank(M04, exercise, rung))
    assert said.outcome == "not_attempted", said


@pytest.mark.parametrize(("exercise", "at", "code"), WRONGS)
def test_each_known_wrong_answer_gets_its_own_sentence(exercise, at, code):
    said = checked(M04, exercise, on_the_edge(1), exercises_of(M04)[exercise].wrongs[at].source)
    assert (said.outcome, said.code) == ("fail", code), said


@pytest.mark.parametrize(("exercise", "code", "change"), ON_EDGES)
def test_a_mistake_on_an_edge_gets_its_own_sentence(exercise, code, change):
    answer = f"{exercises_of(M04)[exercise].wrongs[0].source}\n{change}"
    assert checked(M04, exercise, on_the_edge(1), answer).code == code


@pytest.mark.parametrize("exercise", EXERCISES)
def test_every_exercise_has_four_wrong_answers_with_codes_of_their_own(exercise):
    assert len({wrong.code for wrong in exercises_of(M04)[exercise].wrongs}) >= 4


@pytest.mark.parametrize("exercise", ON_DATA)
def test_answers_written_in_by_hand_fail_on_another_company(exercise):
    assert not said_of(M04, exercise, on_the_edge(2), right(M04, on_the_edge(1))).is_right


def test_the_messages_to_be_coded_differ_from_company_to_company():
    sheets = [results(M04, on_the_edge(seed), "E4.4")["sheet"] for seed in range(2)]
    assert not sheets[0].equals(sheets[1])


def test_the_standard_is_the_same_in_both_languages():
    said = [results(M04, on_the_edge(1), "E4.6", language=language)["criteria"] for language in ("zh-CN", "en")]
    assert [one["review"] for one in said[0]] == [one["review"] for one in said[1]]


@pytest.mark.parametrize("language", ["zh-CN", "en"])
@pytest.mark.parametrize("exercise", EXERCISES)
def test_every_exercise_has_three_hints_an_explanation_and_a_group_discussion(exercise, language):
    lesson = lesson_of(M04)
    assert len(lesson.hints(exercise, language)) == 3
    assert lesson.explanation(exercise, language)
    assert any(cell.exercise == exercise for cell in lesson.texts(language, "group"))


def test_all_five_cases_are_woven_in_and_there_are_quiz_items():
    lesson = lesson_of(M04)
    assert {cell.case for cell in lesson.texts("en", "case")} == set(lesson.plan.cases)
    assert len(lesson.quiz) >= 4
