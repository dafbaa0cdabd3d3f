"""The learner's workbook: the lessons' texts to read again, frames for the exercises, room for one's own notes."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby

from segkit.courseware.blocks import without_magics
from segkit.courseware.cells import Cell
from segkit.courseware.documents.atoms import LINES_OF_CODE, joined, title_of
from segkit.courseware.documents.blocks import Block, Box, Heading, Lines, Listing, Paper, Prose, Sheet
from segkit.courseware.documents.by_hand import answers, empty_table
from segkit.courseware.documents.drafts import exercise_in
from segkit.courseware.documents.exercises import contents_title, exercise_box, title_line
from segkit.courseware.documents.occasion import Occasion
from segkit.courseware.documents.outputs import Outputs, atoms_of_outputs
from segkit.courseware.documents.printing import Press, print_paper
from segkit.courseware.documents.programme import Programme
from segkit.courseware.documents.texts import Gallery, code_in, render_code, render_inline, render_markdown
from segkit.courseware.lesson import Lesson
from segkit.courseware.plan import ExercisePlan
from segkit.wording import Wording

SET_UP = ("start(", "lesson.load(")
ALL_CASES = 5  # industries that a lesson may tell of


def render_workbook(programme: Programme, occasion: Occasion, press: Press, outputs: Outputs | None = None) -> bytes:
    """The workbook of a track as a PDF/UA-1 file: a chapter per lesson, no solution and no trainer's note.

    `outputs` is what the lessons' code gave on the class's company: it stands in place of the code.
    """
    gallery, words = Gallery(press.brand.ink), press.words
    writer = _Writer(programme, words, gallery, outputs or {})
    sheets = tuple(map(writer.chapter, programme.lessons))
    when = words.show(occasion.day, "date") if occasion.day else ""
    all_sheets = (*sheets, *_by_hand(programme, words, gallery), _last(words))
    paper = Paper(
        words("documents.workbook.title"),
        all_sheets,
        kicker=" · ".join(filter(None, (title_line(programme, words), when))),
        lead=_lead(occasion, words),
        contents=contents_title(all_sheets, words),
        files=gallery.files,
    )
    return print_paper(paper, press)


def _lead(occasion: Occasion, words: Wording) -> str:
    """How the workbook is to be read, and whose data it shows where that is an invented company's."""
    lead = words("documents.workbook.lead")
    if not occasion.example:
        return lead
    return words("documents.then", first=lead, second=words("documents.on_example", own=occasion.own(words)))


class _Writer:
    """Writes the chapters of one track in one language."""

    def __init__(self, programme: Programme, words: Wording, gallery: Gallery, outputs: Outputs) -> None:
        self.programme, self.words, self.gallery, self.outputs = programme, words, gallery, outputs

    def chapter(self, lesson: Lesson) -> Sheet:
        blocks = (*self._questions(lesson), *self._body(lesson), *_ending(lesson, self.words, self.gallery))
        kicker = self.words("documents.lesson", number=self.programme.number_of(lesson), id=lesson.id)
        return Sheet(lesson.id, blocks, title=self.words.pick(lesson.plan.title), kicker=kicker)

    def _questions(self, lesson: Lesson) -> Iterator[Block]:
        if lesson.plan.questions:
            items = Listing(tuple(self.words.pick(one) for one in lesson.plan.questions))
            yield Box(self.words("documents.workbook.questions"), (items,), "wash")

    def _body(self, lesson: Lesson) -> Iterator[Block]:
        told: set[str] = set()
        left = {one.id: one for one in lesson.plan.kept(self.programme.track)}
        for is_case, run in groupby(self._shown(lesson), lambda cell: cell.role == "case"):
            if is_case:
                yield self._cases(tuple(run))
                continue
            for cell in run:
                told.add(exercise_in(cell.source) if cell.kind == "text" else "")
                if cell.exercise in left and cell.kind == "code":
                    yield self._frame(left.pop(cell.exercise), told, lesson)
                else:
                    yield from self._cell(cell, lesson)
        for exercise in left.values():
            yield self._frame(exercise, told, lesson)

    def _shown(self, lesson: Lesson) -> Iterator[Cell]:
        for cell in lesson.cells:
            is_text = cell.language == self.words.language and _is_told(cell, lesson, self.programme)
            if is_text or (cell.kind == "code" and cell.slide != "skip"):
                yield cell

    def _cell(self, cell: Cell, lesson: Lesson) -> Iterator[Block]:
        """A text; of what is worked out by hand an empty table; of code what it gave, or the code to be read."""
        if cell.is_answer:
            yield from empty_table(cell, self.words, self.gallery)
        elif cell.kind == "text":
            yield from _text(cell, self.words, self.gallery)
        elif not cell.exercise:
            atoms = atoms_of_outputs(self.outputs, lesson, cell, self.gallery)
            if atoms:
                yield Prose(joined(atoms))
            elif not self.outputs and _is_read(cell):
                yield Prose(render_code(code_in(cell.source, self.words.language)))

    def _frame(self, exercise: ExercisePlan, told: set[str], lesson: Lesson) -> Box:
        """The frame of an exercise; its task only where the text before it did not say it."""
        box = exercise_box(exercise, lesson, self.programme, self.words, self.gallery)
        return replace(box, blocks=box.blocks[1:]) if exercise.id in told else box

    def _cases(self, cells: tuple[Cell, ...]) -> Box:
        blocks = tuple(Prose(render_markdown(cell.source, self.gallery, top=4)) for cell in cells)
        return Box(self.words(f"documents.{'cases' if len(cells) == ALL_CASES else 'case'}"), blocks, "wash")


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


def _is_told(cell: Cell, lesson: Lesson, programme: Programme) -> bool:
    """Whether a text is the learner's: no trainer's note, no task of an exercise left out, none of code to write."""
    named = exercise_in(cell.source) or cell.exercise
    left_out = {one.id for one in lesson.plan.exercises} - {one.id for one in lesson.plan.kept(programme.track)}
    ready = {one.id for one in lesson.plan.exercises if programme.is_ready(one)}
    is_task = cell.role == "lecture" and exercise_in(cell.source) in ready
    return cell.role in ("lecture", "group", "case") and named not in left_out and not is_task


def _text(cell: Cell, words: Wording, gallery: Gallery) -> Iterator[Block]:
    if cell.role == "lecture":
        yield Prose(render_markdown(cell.source, gallery, top=3))
        return
    title, text = title_of(cell.for_learners)
    talk = Prose(render_markdown(text, gallery, top=4)), Lines(3, words("documents.workbook.we_say"))
    yield Box(title or words("documents.slides.talk"), talk)


def _ending(lesson: Lesson, words: Wording, gallery: Gallery) -> Iterator[Block]:
    for key, points in (("corrects", lesson.plan.corrects), ("takeaways", lesson.plan.takeaways)):
        if points:
            items = tuple(render_inline(words.pick(one), gallery) for one in points)
            listing = Listing(items, "check" if key == "takeaways" else "bullet")
            yield Box(words(f"documents.workbook.{key}"), (listing,), "wash bound" if key == "takeaways" else "wash")


def _by_hand(programme: Programme, words: Wording, gallery: Gallery) -> Iterator[Sheet]:
    """A sheet with what is worked out by hand in all lessons, towards the end, where nobody looks by chance."""
    blocks = tuple(block for lesson in programme.lessons for block in answers(lesson, words, gallery))
    if blocks:
        yield Sheet("by-hand", blocks, title=words("documents.workbook.answers"))


def _last(words: Wording) -> Sheet:
    parts = tuple(Lines(4, words(f"documents.workbook.plan.{n}")) for n in (1, 2, 3, 4))
    notes = Heading(words("documents.workbook.notes")), Lines(7)
    return Sheet("my-plan", (*parts, *notes), title=words("documents.workbook.plan"))
