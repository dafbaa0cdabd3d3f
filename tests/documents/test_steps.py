"""What happens within a lesson follows its slides, and its minutes add up."""

from hypothesis import given
from hypothesis import strategies as st

from segkit.courseware.documents.slides import Stretch, lay_out_slides
from segkit.courseware.documents.steps import BUFFER, Step, shared, steps_of
from tests.documents import sample

TEACH = Stretch("teach", 3, 5)


def test_steps_follow_the_slides_and_add_up_to_the_lesson():
    deck = lay_out_slides(sample.programme(), sample.press("en"))
    steps = steps_of(sample.tiny(), "1d", deck.stretches("m99"))
    found = [(step.part, step.minutes, step.stretch and (step.stretch.first, step.stretch.last)) for step in steps]
    assert found == [
        ("teach", 8, (3, 5)),
        ("E99.1", 8, (6, 6)),
        ("talk", 5, (7, 7)),
        ("E99.2", 6, (8, 8)),
        ("teach", 2, (9, 9)),
        ("buffer", 1, None),
    ]
    assert sum(step.minutes for step in steps) == sample.tiny().plan.minutes_of("1d")


def test_what_has_minutes_and_no_slide_comes_after_the_slides():
    steps = steps_of(sample.tiny(), "1d", (TEACH,))
    assert steps == (Step("teach", 10, TEACH), Step("E99.1", 8), Step("E99.2", 6), Step("talk", 5), Step(BUFFER, 1))


def test_minutes_are_shared_by_slides_and_remainders_go_to_the_largest():
    assert shared(10, (3, 1)) == (8, 2)  # 7.5 and 2.5: of equal remainders the first rounds up
    assert shared(1, (1, 1, 1)) == (1, 0, 0)
    assert shared(5, ()) == ()


@given(st.integers(0, 240), st.lists(st.integers(1, 30), min_size=1, max_size=9))
def test_shares_of_minutes_add_up_and_stray_less_than_a_minute(minutes, weights):
    parts = shared(minutes, weights)
    assert sum(parts) == minutes
    assert all(abs(part - minutes * weight / sum(weights)) < 1 for part, weight in zip(parts, weights, strict=True))
