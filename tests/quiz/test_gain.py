"""What a class learned, against published figures and against sums that can be done by hand."""

import numpy as np
import pytest

from segkit.courseware.gain import Sheet, band_of, class_gain, gain_interval, measure_gain
from segkit.learn.quiz_forms import Form, score_sheet
from tests.quiz.classroom import forms, item, sheet

# Crouch & Mazur (2001), Peer instruction: ten years of experience and results, Am. J. Phys. 69, 970-977, as retold with
# worked figures by D. Bruff (2009): from 70 to 80 % is a gain of 0.33, from 90 to 95 % one of 0.5.
PUBLISHED = [(0.70, 0.80, 0.33), (0.90, 0.95, 0.50)]


@pytest.mark.parametrize(("before", "after", "gain"), PUBLISHED)
def test_the_gain_is_the_published_one(before, after, gain):
    assert round(class_gain([before], [after]), 2) == gain


def test_the_gain_of_a_published_course_is_found_from_its_table():
    """BMC Medical Education 21:210 (2021), Table 1: mean gain 11.1 of 20 marks (55.55 %), 225.8 % of the pre-test mean;
    class average normalised gain 0.73."""
    before = 11.1 / 2.258 / 20
    assert class_gain([before], [before + 0.5555]) == pytest.approx(0.73, abs=0.01)


def test_the_class_gain_is_that_of_the_means_and_not_the_mean_of_gains():
    """Hake (1998), Am. J. Phys. 66, 64-74: by class averages. Of 20 -> 60 and 80 -> 90 %: 25 / 50 = 0.5 either way by
    chance; of 0 -> 50 and 80 -> 100 % it is 35 / 60, where the mean of both gains is 0.75."""
    assert class_gain([0.0, 0.8], [0.5, 1.0]) == pytest.approx(35 / 60)


def test_a_class_that_forgets_has_a_negative_gain():
    assert class_gain([0.5], [0.25]) == -0.5


@pytest.mark.parametrize(("before", "after"), [([], []), ([1.0, 1.0], [1.0, 0.9])])
def test_nobody_and_full_marks_have_no_gain(before, after):
    assert class_gain(before, after) is None


@pytest.mark.parametrize(
    ("gain", "learners", "band"),
    [
        (0.29, 10, "low"),
        (0.30, 10, "medium"),
        (0.70, 10, "medium"),
        (0.71, 10, "high"),
        (0.71, 9, None),
        (None, 99, None),
    ],
)
def test_bands_are_hakes_and_need_ten_learners(gain, learners, band):
    assert band_of(gain, learners) == band


def test_the_interval_is_the_same_every_time_and_holds_the_gain():
    before, after = np.linspace(0.2, 0.6, 20), np.linspace(0.5, 0.9, 20)
    low, high = gain_interval(before, after)
    assert (low, high) == gain_interval(before, after)
    assert low < class_gain(before, after) < high


def test_equal_learners_leave_nothing_uncertain():
    assert gain_interval([0.5] * 12, [0.75] * 12) == pytest.approx((0.5, 0.5))


def test_one_learner_has_no_interval():
    assert gain_interval([0.5], [0.75]) is None


def test_more_learners_give_a_narrower_interval():
    widths = [np.ptp(gain_interval([0.2, 0.6] * n, [0.7, 0.8] * n)) for n in (5, 50)]
    assert widths[0] > 2 * widths[1]


def test_taking_off_for_guessing_leaves_the_gain_where_it_is():
    """With equally many options and no blanks (x - 1/k) / (1 - 1/k) is linear: the ratio stays."""
    ten = Form("A", "1d", tuple(item(f"Q1.{n}", options=4) for n in range(10)))
    pre, post = (score_sheet(ten, sheet(ten, "X", right).answers) for right in (4, 7))
    corrected = [marks.corrected / 10 for marks in (pre, post)]
    assert class_gain([corrected[0]], [corrected[1]]) == pytest.approx(class_gain([pre.share], [post.share]))


@pytest.fixture
def both():
    return forms("1d")  # eight items each


def klass(both, pairs):
    """Sheets of learners by code: items right on A and on B, None where there is no sheet."""
    return [
        sheet(both[form], code, right)
        for code, rights in pairs.items()
        for form, right in zip("AB", rights, strict=True)
        if right is not None
    ]


def test_only_learners_with_both_sheets_count(both):
    found = measure_gain(both, klass(both, {"A1": (2, 4), "A2": (4, 6), "LEFT": (0, None), "NEW": (None, 8)}))
    assert (found.matched, found.left, found.joined, found.doubled) == (2, 1, 1, 0)
    assert (found.before, found.after) == (3 / 8, 5 / 8)
    assert found.gain == pytest.approx(2 / 5)


def test_drop_outs_do_not_flatter_the_gain(both):
    weak = {f"W{n}": (1, None) for n in range(5)}
    strong = {f"S{n}": (4, 6) for n in range(5)}
    assert measure_gain(both, klass(both, {**weak, **strong})).gain == pytest.approx(0.5)


def test_full_marks_before_are_set_aside_and_counted(both):
    found = measure_gain(both, klass(both, {"FULL": (8, 7), "A1": (4, 6)}))
    assert (found.matched, found.full_before, found.counted) == (2, 1, 1)
    assert found.gain == pytest.approx(0.5)


def test_a_class_that_knew_everything_before_has_no_gain(both):
    found = measure_gain(both, klass(both, {f"F{n}": (8, 8) for n in range(12)}))
    assert (found.gain, found.low, found.band, found.full_before) == (None, None, None, 12)


def test_a_code_on_two_sheets_of_a_form_is_matched_to_neither(both):
    sheets = [*klass(both, {"A1": (2, 4)}), *klass(both, {"TWO": (0, 8)}), sheet(both["B"], "TWO", 1)]
    found = measure_gain(both, sheets)
    assert (found.matched, found.doubled, found.left) == (1, 1, 0)
    assert found.gain == pytest.approx(2 / 6)


def test_nine_learners_have_a_gain_and_an_interval_and_no_band(both):
    nine = measure_gain(both, klass(both, {f"L{n}": (2 + n % 2, 6) for n in range(9)}))
    assert nine.gain is not None
    assert nine.low is not None
    assert nine.band is None
    ten = measure_gain(both, klass(both, {f"L{n}": (2 + n % 2, 6) for n in range(10)}))
    assert ten.band == "medium"


def test_the_order_of_sheets_changes_nothing(both):
    sheets = klass(both, {f"L{n}": (n % 4, 4 + n % 3) for n in range(12)})
    assert measure_gain(both, sheets) == measure_gain(both, sheets[::-1])


def test_no_sheets_give_no_gain(both):
    found = measure_gain(both, [])
    assert (found.matched, found.gain, found.topics, found.mistakes) == (0, None, (), ())


def test_topics_tell_the_share_right_before_and_after(both):
    found = measure_gain(both, klass(both, {"A1": (1, 2), "A2": (0, 2)}))
    assert [(one.topic, one.before, one.after) for one in found.topics[:3]] == [
        ("why", 0.5, 1.0),
        ("cleaning", 0.0, 1.0),
        ("standards", 0.0, 0.0),
    ]


def test_a_misconception_is_counted_once_for_a_learner_and_told_before_and_after():
    one = [item("Q1.1", codes=("rfm.today", "rfm.lines", "rfm.refunds")), item("Q1.2", codes=("rfm.today",) * 3)]
    both = {form: Form(form, "x", tuple(one)) for form in "AB"}
    sheets = [
        Sheet("A", "A1", {"Q1.1": 1, "Q1.2": 2}),
        Sheet("A", "A2", {"Q1.1": 2, "Q1.2": 0}),
        Sheet("B", "A1", {"Q1.1": 0, "Q1.2": 0}),
        Sheet("B", "A2", {"Q1.1": 2, "Q1.2": None}),
    ]
    found = {one.code: (one.before, one.after) for one in measure_gain(both, sheets).mistakes}
    assert found == {"rfm.today": (1, 0), "rfm.lines": (1, 1)}
