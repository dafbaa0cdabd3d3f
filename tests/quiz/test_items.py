"""Item analysis against two worked examples that teachers are given, and what ties do."""

import pytest

from segkit.courseware.quiz.analysis import analyse_items, discrimination, point_biserial
from segkit.learn.quiz_forms import Form
from tests.quiz.classroom import item, sheet

# "Item Analysis Worksheet" (ten learners, ten questions, upper and lower half; studylib.net/doc/25270846): totals in
# per cent of the whole test, answers, and the difficulty and discrimination that the sheet gives for each question.
TOTALS = (100, 90, 70, 70, 70, 60, 60, 50, 50, 30)
ANSWERS = (
    (1, 1, 1, 1, 1, 1, 1, 1, 1, 1),
    (1, 1, 1, 1, 1, 1, 1, 1, 0, 1),
    (1, 1, 0, 1, 1, 1, 1, 1, 0, 0),
    (0, 1, 1, 1, 1, 1, 0, 1, 0, 1),
    (1, 1, 1, 0, 1, 1, 1, 0, 0, 1),
    (1, 1, 1, 0, 1, 1, 0, 1, 0, 0),
    (0, 1, 1, 0, 1, 1, 0, 1, 0, 1),
    (0, 1, 1, 1, 0, 0, 1, 0, 1, 0),
    (1, 1, 1, 0, 1, 0, 0, 0, 0, 1),
    (0, 1, 0, 0, 0, 1, 0, 0, 1, 0),
)
DIFFICULTY = (0.6, 1.0, 0.8, 0.5, 0.8, 0.8, 0.5, 0.6, 0.3, 0.6)
DISCRIMINATION = (0.4, 0.0, 0.0, 0.6, 0.4, 0.4, 0.6, 0.4, -0.2, 0.4)


@pytest.mark.parametrize("question", range(10))
def test_difficulty_and_discrimination_are_those_of_the_worked_example(question):
    right = [row[question] for row in ANSWERS]
    assert sum(right) / 10 == pytest.approx(DIFFICULTY[question])
    assert discrimination(right, TOTALS, part=0.5) == pytest.approx(DISCRIMINATION[question])


def test_options_are_counted_as_in_the_worked_example():
    """A widely copied example of thirty pupils: A 0, B 3, C 24 (right), D 3; its difficulty is 24 / 30 = 0.80."""
    form = Form("A", "x", (item("Q1.1", right=2),))
    chosen = [1] * 3 + [2] * 24 + [3] * 3
    (found,) = analyse_items(form, [{"Q1.1": at} for at in chosen])
    assert found.chosen == (0, 3, 24, 3)
    assert found.difficulty == pytest.approx(0.80)


def test_learners_that_tie_at_the_edge_count_in_equal_parts():
    """A third of nine is three; of 5 4 4 4 2 2 2 2 1 the best third is one whole and two thirds of each of three."""
    right, totals = [1, 1, 0, 0, 0, 0, 0, 0, 0], [5, 4, 4, 4, 2, 2, 2, 2, 1]
    assert discrimination(right, totals) == pytest.approx((1 + 2 / 3) / 3)


def test_the_order_of_learners_changes_nothing():
    right, totals = [1, 0, 1, 0, 1, 0, 0, 1, 0], [3, 3, 3, 2, 2, 2, 1, 1, 1]
    assert discrimination(right, totals) == pytest.approx(discrimination(right[::-1], totals[::-1]))


@pytest.mark.parametrize("totals", [[], [3], [2, 2, 2]])
def test_where_all_marks_tie_nothing_is_discriminated(totals):
    assert discrimination([1] * len(totals), totals) is None


def test_the_correlation_is_with_the_rest_of_the_test():
    assert point_biserial([1, 1, 0, 0], [3, 3, 1, 1]) == pytest.approx(1)
    assert point_biserial([1, 1, 1, 1], [3, 2, 1, 0]) is None


def test_below_nine_sheets_discrimination_is_not_told():
    form = Form("A", "x", tuple(item(f"Q1.{n}") for n in range(4)))
    sheets = [sheet(form, str(n), n % 4).answers for n in range(9)]
    assert {one.discrimination for one in analyse_items(form, sheets[:8])} == {None}
    assert analyse_items(form, sheets)[0].discrimination is not None


def test_blanks_are_counted_apart_from_wrong_options():
    form = Form("A", "x", (item("Q1.1"),))
    (found,) = analyse_items(form, [{"Q1.1": None}, {}, {"Q1.1": 3}])
    assert (found.blank, found.chosen, found.difficulty) == (2, (0, 0, 0, 1), 0)
