"""The group's sheet (组内讨论表): roles and rules, then a page for each discussion in class."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from segkit.courseware.documents.atoms import title_of
from segkit.courseware.documents.blocks import Block, Box, Fields, Heading, Lines, Prose
from segkit.courseware.documents.drafts import exercise_in
from segkit.courseware.documents.exercises import title_line
from segkit.courseware.documents.forms import compose_form, compose_parts, read_form, read_tables
from segkit.courseware.documents.occasion import Occasion
from segkit.courseware.documents.printing import Press, print_paper
from segkit.courseware.documents.programme import Programme
from segkit.courseware.documents.texts import Gallery, render_markdown
from segkit.courseware.lesson import Lesson
from segkit.wording import Wording

Rooms = Mapping[str, tuple[Block, ...]]  # what groups write on, by exercise
PARTS = {"conclusion": 3, "evidence": 4, "differ": 4, "next": 2}  # lines to write on


def render_group_sheet(programme: Programme, occasion: Occasion, press: Press) -> bytes:
    """The group's sheet of a track as a PDF/UA-1 file."""
    gallery, words = Gallery(press.brand.ink), press.words
    slots = {**occasion.slots(words), "course": title_line(programme, words)}
    rooms = {
        id: (*compose_parts(parts, words, slots), *_report(words)) for id, parts in read_tables().exercises.items()
    }
    lessons, track = programme.lessons, programme.track
    talks = tuple(block for lesson in lessons for block in _talks(lesson, track, rooms, words, gallery))
    paper = compose_form(read_form("group_template"), words, slots, {"discussions": talks or _open(words)})
    return print_paper(paper, press)


def _talks(lesson: Lesson, track: str, rooms: Rooms, words: Wording, gallery: Gallery) -> Iterator[Block]:
    """A frame per discussion: what it is about, then the exercise's own table or the usual lines to write on."""
    left_out = {one.id for one in lesson.plan.exercises} - {one.id for one in lesson.plan.in_class(track)}
    named = ""
    for cell in lesson.texts(words.language, "lecture", "group"):
        named = exercise_in(cell.source) or ("" if cell.role == "lecture" and title_of(cell.source)[0] else named)
        if cell.role == "group" and (cell.exercise or named) not in left_out:
            id = cell.exercise or named
            title = words("documents.group_sheet.of", lesson=words.pick(lesson.plan.title), exercise=id)
            text = title_of(cell.for_learners)[1]
            yield Box(title.strip(), (Prose(render_markdown(text, gallery, top=4)), *(rooms.get(id) or _room(words))))


def _room(words: Wording) -> Iterator[Block]:
    for key, n in PARTS.items():
        yield Lines(n, words(f"documents.group_sheet.{key}"))
    yield from _report(words)


def _report(words: Wording) -> Iterator[Block]:
    yield Fields(tuple((words(f"documents.group_sheet.{key}"), "") for key in ("speaker", "points")))


def _open(words: Wording) -> tuple[Block, ...]:
    """A page for any discussion, where the lessons have none."""
    return (Heading(words("documents.slides.talk")), *_room(words))
