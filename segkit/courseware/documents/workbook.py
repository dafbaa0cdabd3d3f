"""The learner's workbook: the lessons' texts to read again, frames for the exercises, room for one's own notes."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby

from segkit.courseware.blocks import without_magics
from segkit.courseware.cells import Cell
from segkit.courseware.documents.atoms import LINES_OF_CODE, title_of
from segkit.courseware.documents.blocks import Block, Box, Heading, Lines, Listing, Paper, Prose, Sheet
from segkit.courseware.documents.by_hand import answers, empty_table
from segkit.courseware.documents.drafts import exercise_in
from segkit.courseware.documents.exercises import exercise_box, title_line
from segkit.courseware.documents.occasion import Occasion
from segkit.courseware.documents.printing import Press, print_paper
from segkit.courseware.documents.programme import Programme
from segkit.courseware.documents.texts import Gallery, code_in, render_code, render_inline, render_markdown
from segkit.courseware.lesson import Lesson
from segkit.courseware.plan import ExercisePlan
from segkit.wording import Wording

SET_UP = ("start(", "lesson.load(")


def render_workbook(programme: Programme, occasion: Occasion, press: Press) -> bytes:
    """The workbook of a track as a PDF/UA-1 file: a chapter per lesson, no solution and no trainer's note."""
    gallery, words = Gallery(press.brand.ink), press.words
    sheets = tuple(_chapter(lesson, programme.track, words, gallery) for lesson in programme.lessons)
    when = words.show(occasion.day, "date") if occasion.day else ""
    paper = Paper(
        words("documents.workbook.title"),
        (*sheets, *_by_hand(programme, words, gallery), _last(words)),
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
    told: set[str] = set()
    left = {one.id: one for one in lesson.plan.kept(track)}
    for is_case, run in groupby(_shown(lesson, track, words), lambda cell: cell.role == "case"):
        if is_case:
            yield _cases(tuple(run), words, gallery)
            continue
        for cell in run:
            told.add(exercise_in(cell.source) if cell.kind == "text" else "")
            if cell.is_answer:
                yield from empty_table(cell, words, gallery)
            elif cell.kind == "text":
                yield from _text(cell, words, gallery)
            elif cell.exercise in left:
                yield _frame(left.pop(cell.exercise), told, lesson, words, gallery)
            elif not cell.exercise:
                yield Prose(render_code(code_in(cell.source, words.language)))
    for exercise in left.values():
        yield _frame(exercise, told, lesson, words, gallery)


def _frame(exercise: ExercisePlan, told: set[str], lesson: Lesson, words: Wording, gallery: Gallery) -> Box:
    """The frame of an exercise; its task only where the text before it did not say it."""
    box = exercise_box(exercise, lesson, words, gallery)
    return replace(box, blocks=box.blocks[1:]) if exercise.id in told else box


def _shown(lesson: Lesson, track: str, words: Wording) -> Iterator[Cell]:
    for cell in lesson.cells:
        is_text = cell.language == words.language and _is_told(cell, lesson, track)
        if is_text if cell.kind == "text" else (cell.exercise or _is_read(cell)):
            yield cell


def _cases(cells: tuple[Cell, ...], words: Wording, gallery: Gallery) -> Box:
    blocks = tuple(Prose(render_markdown(cell.source, gallery, top=4)) for cell in cells)
    title = words(f"documents.case.{cells[0].case}") if len(cells) == 1 else words("documents.cases")
    return Box(title, blocks, "wash")


def _is_read(cell: Cell) -> bool:
    """Whether code is there to be read: no setting up, no long one that only makes data, no options, no chart alone."""
    is_short = len(cell.source.strip().splitlines()) <= LINES_OF_CODE
    is_set_up = "parameters" in cell.tags or any(mark in cell.source for mark in SET_UP)
    return is_short and not is_set_up and not all(map(_is_dumb, ast.parse(without_magics(cell.source)).body))


def _is_dumb(statement: ast.stmt) -> bool:
    """Whether a line of code says nothing on paper: it draws, or names what a drop-down offers."""
    if isinstance(statement, ast.Expr):
        return ast.unparse(statement).startswith("lesson.chart(")
    return isinstance(statement, ast.Assign) and isinstance(statement.value, ast.Dict | ast.DictComp)


def _is_told(cell: Cell, lesson: Lesson, track: str) -> bool:
    """Whether a text is the learner's: no trainer's note, and no task of an exercise that the track leaves out."""
    named = exercise_in(cell.source) or cell.exercise
    left_out = {one.id for one in lesson.plan.exercises} - {one.id for one in lesson.plan.kept(track)}
    return cell.role in ("lecture", "group", "case") and named not in left_out


def _text(cell: Cell, words: Wording, gallery: Gallery) -> Iterator[Block]:
    if cell.role == "lecture":
        yield Prose(render_markdown(cell.source, gallery, top=3))
        return
    title, text = title_of(cell.source)
    talk = Prose(render_markdown(text, gallery, top=4)), Lines(3, words("documents.workbook.we_say"))
    yield Box(title or words("documents.slides.talk"), talk)


def _ending(lesson: Lesson, words: Wording, gallery: Gallery) -> Iterator[Block]:
    for key, points in (("corrects", lesson.plan.corrects), ("takeaways", lesson.plan.takeaways)):
        if points:
            items = tuple(render_inline(words.pick(one), gallery) for one in points)
            listing = Listing(items, "check" if key == "takeaways" else "bullet")
            yield Box(words(f"documents.workbook.{key}"), (listing,), "wash")


def _by_hand(programme: Programme, words: Wording, gallery: Gallery) -> Iterator[Sheet]:
    """A sheet with what is worked out by hand in all lessons, towards the end, where nobody looks by chance."""
    blocks = tuple(block for lesson in programme.lessons for block in answers(lesson, words, gallery))
    if blocks:
        yield Sheet("by-hand", blocks, title=words("documents.workbook.answers"))


def _last(words: Wording) -> Sheet:
    parts = tuple(Lines(4, words(f"documents.workbook.plan.{n}")) for n in (1, 2, 3, 4))
    notes = Heading(words("documents.workbook.notes")), Lines(7)
    return Sheet("my-plan", (*parts, *notes), title=words("documents.workbook.plan"))
