"""Room to answer on paper follows from what an exercise asks for."""

import pytest

from segkit.courseware.course import read_course
from segkit.courseware.documents.answer_room import answer_room, asked_in
from segkit.courseware.documents.atoms import joined
from segkit.courseware.documents.blocks import Grid
from segkit.courseware.documents.drafts import compose_slides
from segkit.courseware.documents.programme import programme_of
from segkit.courseware.documents.texts import Gallery
from segkit.wording import Wording


def room(exercise, language="en"):
    """The tables of an exercise as first cells without markup, and its numbers of lines."""
    lesson = next(one for one in read_course().lessons.values() if exercise in [e.id for e in one.plan.exercises])
    blocks = tuple(answer_room(lesson.plan.exercise(exercise), lesson, Wording(language)))
    tables = [
        [getattr(row[0], "striptags", lambda: "")() for row in one.rows] for one in blocks if isinstance(one, Grid)
    ]
    return tables, [one.n for one in blocks if not isinstance(one, Grid)]


def test_many_choices_stand_two_in_a_row_with_lines_for_the_reasons():
    (table,), lines = room("E1.1")
    assert table == ["s01", "s02", "s03", "s04", "s05", "s06"]
    assert lines == [3]


def test_two_choices_about_one_thing_share_its_row():
    (table,), _ = room("E1.2")
    assert table == ["shop", "cosmetics", "finance", "pharma", "service"]


def test_every_sentence_that_is_asked_for_has_a_row():
    (table,), lines = room("E2.4", "zh-CN")
    assert (len(table), lines) == (9, [])


def test_a_row_says_what_its_name_stands_for_where_the_lesson_says_it():
    (table,), _ = room("E1.3", "zh-CN")
    assert table[:2] == ["decision 要拍板的事", "owner 谁签字"]


def test_a_few_choices_have_room_for_reasons_and_a_text_its_lines():
    (table,), lines = room("E11.3")
    assert (len(table), lines) == (5, [4])  # as many lines as lesson.yml says


def test_what_is_only_filled_in_is_not_asked_on_paper():
    lesson = read_course().lessons["m05"]
    assert [one.name for one in asked_in(lesson, "E5.3")] == ["reference"]


@pytest.mark.parametrize(("exercise", "is_written"), [("E1.2", False), ("E11.3", True)])
def test_a_slide_speaks_of_writing_only_where_something_is_written(exercise, is_written):
    drafts = compose_slides(programme_of(read_course(), "half"), Wording("en"), Gallery("#000"))
    said = next(str(joined(one.atoms)) for one in drafts if one.part == exercise)
    assert ("Choose and write" in said) == is_written
