"""The group's sheet (组内讨论表): roles and rules, then a page for each discussion in class."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from segkit.courseware.documents.atoms import title_of
from segkit.courseware.documents.blocks import Block, Fields, Lines, Prose, Sheet
from segkit.courseware.documents.conditions import taught_in
from segkit.courseware.documents.drafts import exercise_in
from segkit.courseware.documents.exercises import title_line
from segkit.courseware.documents.forms import compose_form, compose_parts, read_form, read_tables
from segkit.courseware.documents.occasion import Occasion
from segkit.courseware.documents.printing import Press, print_paper
from segkit.courseware.documents.programme import Programme
from segkit.courseware.documents.slots import slots_of
from segkit.courseware.documents.texts import Gallery, render_markdown
from segkit.courseware.lesson import Lesson
from segkit.wording import Wording

Rooms = Mapping[str, tuple[Block, ...]]  # what groups write on, by exercise or by the talk's own id
PARTS = {"conclusion": 3, "evidence": 4, "differ": 4, "next": 2}  # lines to write on


def render_group_sheet(programme: Programme, occasion: Occasion, press: Press) -> bytes:
    """The group's sheet of a track as a PDF/UA-1 file; each page names its group, for pages are handed in singly."""
    gallery, words = Gallery(press.brand.ink), press.words
    taught = taught_in(programme, occasion)
    slots = {**slots_of(programme, occasion, words), "course": title_line(programme, words)}
    tables = read_tables()
    rooms = {
        id: compose_parts(parts, words, slots, taught) for id, parts in {**tables.exercises, **tables.talks}.items()
    }
    talks = tuple(
        talk for lesson in programme.lessons for talk in _talks(lesson, programme.track, rooms, words, gallery)
    )
    paper = compose_form(read_form("group_template"), words, slots, taught=taught)
    return print_paper(replace(paper, sheets=(*paper.sheets, *(talks or (_open(words),)))), press)


def _talks(lesson: Lesson, track: str, rooms: Rooms, words: Wording, gallery: Gallery) -> Iterator[Sheet]:
    """A page per discussion: what it is about, then the talk's own table or the usual lines to write on."""
    left_out = {one.id for one in lesson.plan.exercises} - {one.id for one in lesson.plan.in_class(track)}
    named = ""
    for cell in lesson.texts(words.language, "lecture", "group"):
        named = exercise_in(cell.source) or ("" if cell.role == "lecture" and title_of(cell.source)[0] else named)
        if cell.role == "group" and (cell.exercise or named) not in left_out:
            id = cell.exercise or named
            title = words("documents.group_sheet.of", lesson=words.pick(lesson.plan.title), exercise=id)
            text = Prose(render_markdown(title_of(cell.for_learners)[1], gallery, top=3))
            room = rooms.get(cell.sid) or rooms.get(id) or tuple(_room(words))
            yield Sheet(f"talk-{cell.sid}", (_whose(words), text, *room, _comment(words)), title=title.strip())


def _whose(words: Wording) -> Block:
    """Which group's page it is, and who speaks."""
    return Fields(tuple((words(f"documents.group_sheet.{key}"), "") for key in ("group", "speaker")))


def _comment(words: Wording) -> Block:
    return Lines(2, words("documents.group_sheet.points"))


def _room(words: Wording) -> Iterator[Block]:
    for key, n in PARTS.items():
        yield Lines(n, words(f"documents.group_sheet.{key}"))


def _open(words: Wording) -> Sheet:
    """A page for any discussion, where the lessons have none."""
    return Sheet("talk", (_whose(words), *_room(words), _comment(words)), title=words("documents.slides.talk"))
