"""The learner's workbook: the lessons' texts to read again, frames for the exercises, room for one's own notes."""

from __future__ import annotations

from collections.abc import Iterator

from segkit.courseware.cells import Cell
from segkit.courseware.documents.atoms import title_of
from segkit.courseware.documents.blocks import Block, Box, Lines, Listing, Paper, Prose, Sheet
from segkit.courseware.documents.exercises import exercise_box, title_line
from segkit.courseware.documents.occasion import Occasion
from segkit.courseware.documents.printing import Press, print_paper
from segkit.courseware.documents.programme import Programme
from segkit.courseware.documents.slides import exercise_in
from segkit.courseware.documents.texts import Gallery, code_in, render_code, render_inline, render_markdown
from segkit.courseware.lesson import Lesson
from segkit.wording import Wording

SET_UP = ("start(", "lesson.load(")


def render_workbook(programme: Programme, occasion: Occasion, press: Press) -> bytes:
    """The workbook of a track as a PDF/UA-1 file: a chapter per lesson, no solution and no trainer's note."""
    gallery, words = Gallery(press.brand.ink), press.words
    sheets = tuple(_chapter(lesson, programme.track, words, gallery) for lesson in programme.lessons)
    when = words.show(occasion.day, "date") if occasion.day else ""
    paper = Paper(
        words("documents.workbook.title"),
        (*sheets, _last(words)),
        kicker=" · ".join(filter(None, (title_line(programme, words), when))),
        lead=words("documents.workbook.lead"),
        files=gallery.files,
    )
    return print_paper(paper, press)


def _chapter(lesson: Lesson, track: str, words: Wording, gallery: Gallery) -> Sheet:
    blocks = (*_questions(lesson, words), *_body(lesson, track, words, gallery), *_ending(lesson, words, gallery))
    return Sheet(lesson.id, blocks, title=words.pick(lesson.plan.title), kicker=words("documents.lesson", id=lesson.id))


def _questions(lesson: Lesson, words: Wording) -> Iterator[Block]:
    if lesson.plan.questions:
        items = Listing(tuple(words.pick(one) for one in lesson.plan.questions))
        yield Box(words("documents.workbook.questions"), (items,), "wash")


def _body(lesson: Lesson, track: str, words: Wording, gallery: Gallery) -> Iterator[Block]:
    left = {one.id: one for one in lesson.plan.kept(track)}
    for cell in lesson.cells:
        if cell.kind == "code":
            if cell.exercise in left:
                yield exercise_box(left.pop(cell.exercise), lesson, words, gallery)
            elif not cell.exercise and _is_read(cell):
                yield Prose(render_code(code_in(cell.source, words.language)))
        elif cell.language == words.language and _is_told(cell, lesson, left):
            yield from _text(cell, words, gallery)
    for exercise in left.values():
        yield exercise_box(exercise, lesson, words, gallery)


def _is_read(cell: Cell) -> bool:
    """Whether code belongs to the lesson and is no setting up."""
    return "parameters" not in cell.tags and not any(mark in cell.source for mark in SET_UP)


def _is_told(cell: Cell, lesson: Lesson, left: object) -> bool:
    """Whether a text is the learner's: not the task of an exercise that the track leaves out."""
    named = exercise_in(cell.source) or cell.exercise
    known = {one.id for one in lesson.plan.exercises}
    return cell.role in ("lecture", "group", "case") and not (named in known and named not in left)  # type: ignore[operator]


def _text(cell: Cell, words: Wording, gallery: Gallery) -> Iterator[Block]:
    if cell.role == "lecture":
        yield Prose(render_markdown(cell.source, gallery, top=3))
        return
    title, text = title_of(cell.source)
    blocks: tuple[Block, ...] = (Prose(render_markdown(text, gallery, top=4)),)
    if cell.role == "group":
        yield Box(title or words("documents.slides.talk"), (*blocks, Lines(3, words("documents.workbook.we_say"))))
    else:
        yield Box(title or words(f"documents.case.{cell.case}"), blocks, "wash")


def _ending(lesson: Lesson, words: Wording, gallery: Gallery) -> Iterator[Block]:
    for key, points in (("corrects", lesson.plan.corrects), ("takeaways", lesson.plan.takeaways)):
        if points:
            items = tuple(render_inline(words.pick(one), gallery) for one in points)
            yield Box(words(f"documents.workbook.{key}"), (Listing(items, "check" if key == "takeaways" else "bullet"),), "wash")
    yield Lines(4, words("documents.workbook.notes"))


def _last(words: Wording) -> Sheet:
    parts = tuple(Lines(4, words(f"documents.workbook.plan.{n}")) for n in (1, 2, 3, 4))
    return Sheet("my-plan", parts, title=words("documents.workbook.plan"))
