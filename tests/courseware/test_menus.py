"""What drop-downs offer stands on paper in words: worked out from the lesson's own code, once for equal ones."""

import pytest

from segkit.courseware.documents.exercises import exercise_box
from segkit.courseware.documents.texts import Gallery
from segkit.courseware.menus import Menu, menus_of
from segkit.wording import Wording
from tests.courseware.small_course import small_course, spoil
from tests.courseware.test_trial import tried
from tests.documents import sample

CHOICE = 'days = 90   # FADE: lesson.choose("E99.2", "days", [30, 90, 180])'


@pytest.fixture
def folder(tmp_path):
    return small_course(tmp_path / "course")


def menus(folder, **sentences):
    return menus_of([tried(folder)], Wording("en", overrides=sentences))


def test_the_values_of_a_choice_are_its_labels(folder):
    assert menus(folder) == {"E99.2": (Menu(("days",), ("30", "90", "180")),)}


def test_a_label_is_the_sentence_of_its_key_and_equal_offers_stand_together(folder):
    options = 'spans = {30: "tiny.month", 90: "tiny.season"}\n'
    both = (
        'days = 90   # FADE: lesson.choose("E99.2", "days", spans)\n'
        'late = {one: 90 for one in "ab"}   # FADE: {one: lesson.choose("E99.2", f"{one}_late", spans) for one in "ab"}'
    )
    spoil(folder, "lesson.py", "# BEGIN SOLUTION\n" + CHOICE, options + "# BEGIN SOLUTION\n" + both)
    found = menus(folder, **{"tiny.month": "a month", "tiny.season": "a season"})
    assert found == {"E99.2": (Menu(("days", "late"), ("a month", "a season")),)}


@pytest.mark.parametrize(("labels", "n"), [(("30", "90"), 1), (("recency", "days"), 0)])
def test_a_frame_says_what_there_is_to_choose_unless_its_task_does(labels, n):
    lesson = sample.tiny()
    (exercise, *_) = lesson.plan.exercises
    task = {"zh-CN": "recency 和 days 选一个", "en": "recency or days"}
    exercise = exercise.model_copy(update={"task": task})
    programme = sample.programme(lesson, {exercise.id: (Menu(("unit",), labels),)})
    box = exercise_box(exercise, lesson, programme, Wording("zh-CN"), Gallery("#000"))
    offers = [block for block in box.blocks if block.kind == "listing"]
    assert len(offers) == n
    assert all("30；90" in str(offer.items[0]) for offer in offers)
