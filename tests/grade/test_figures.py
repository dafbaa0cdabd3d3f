"""Difficulty, discrimination and the ideas to teach again, on a class small enough to count by hand."""

import pytest

from segkit.courseware.grade.figures import class_figures, correlation
from segkit.courseware.grade.marking import Mark

RIGHT, WAITS = ("pass", "", 3), ("needs_trainer", "", None)


def marks(*outcomes):
    return tuple(Mark(f"E{at}", outcome, code, points) for at, (outcome, code, points) in enumerate(outcomes, 1))


def missed(code, points=0):
    return ("fail", code, points)


CLASS = {
    "a": marks(RIGHT, RIGHT, WAITS),
    "b": marks(RIGHT, missed("x.lines"), WAITS),
    "c": marks(missed("x.order", 2), missed("x.lines"), missed("x.cut")),
    "d": marks(missed("x.order"), missed("x.lines"), WAITS),
    "e": marks(("not_attempted", "learn.not_attempted", 0), ("error", "learn.error", 0), WAITS),
}


def test_difficulty_is_the_mean_share_of_points():
    first, second, third = class_figures(CLASS).exercises
    assert first.difficulty == pytest.approx((3 + 3 + 2) / 15)
    assert second.difficulty == pytest.approx(3 / 15)
    assert third.difficulty == 0  # four answers wait to be read: only the fifth has points


def test_tried_right_and_waiting_are_counted():
    found = [(one.n, one.done, one.passed, one.waiting) for one in class_figures(CLASS).exercises]
    assert found == [(5, 4, 2, 0), (5, 5, 1, 0), (5, 5, 0, 4)]


def test_an_exercise_for_home_that_nobody_did_has_no_difficulty_and_changes_no_mean():
    left = Mark("E4", "not_attempted", "grading.home", None)
    figures = class_figures({who: (*own, left) for who, own in CLASS.items()})
    assert (figures.exercises[-1].difficulty, figures.exercises[-1].done) == (None, 0)
    assert figures.mean_share == class_figures(CLASS).mean_share == pytest.approx((3 + 3 + 2 + 3) / 33)


def test_discrimination_is_the_correlation_with_all_other_points():
    first, _, _ = class_figures(CLASS).exercises
    pairs = [(3, 1), (3, 0), (2, 0), (0, 0), (0, 0)]  # own points, and the share of points in all others
    assert first.discrimination == pytest.approx(correlation(pairs))
    # By hand: means 1.6 and 0.2, xy = 3 - 1.6 = 1.4, xx = 9.2, yy = 0.8; 1.4 / sqrt(7.36).
    assert first.discrimination == pytest.approx(0.5160, abs=1e-4)


def test_correlation_follows_pearson_on_a_worked_example():
    # Five pairs worked by hand: means 3 and 4, xy = 8, xx = 10, yy = 10
    assert correlation([(1, 2), (2, 4), (3, 3), (4, 6), (5, 5)]) == pytest.approx(0.8)
    assert correlation([(1, 1), (1, 2)]) is None


def test_below_five_learners_there_is_no_discrimination():
    few = dict(list(CLASS.items())[:4])
    assert {one.discrimination for one in class_figures(few).exercises} == {None}


def test_the_most_missed_ideas_come_first_and_what_only_did_not_run_is_none():
    assert [(one.code, one.n) for one in class_figures(CLASS).again] == [("x.lines", 3), ("x.order", 2), ("x.cut", 1)]


def test_minutes_are_the_median_of_those_who_say_them():
    figures = class_figures(CLASS, {"a": {"E1": 5.0}, "b": {"E1": 9.0}, "c": {"E1": 30.0}, "d": {}})
    assert [one.minutes for one in figures.exercises] == [9.0, None, None]


def test_a_class_without_learners_has_no_figures():
    figures = class_figures({})
    assert (figures.n, figures.mean_share, figures.exercises, figures.again) == (0, None, (), ())
