"""What learners work out by hand: an empty table to write in, the answers on a page of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator

from segkit.courseware.cells import Cell
from segkit.courseware.documents.atoms import title_of
from segkit.courseware.documents.blocks import Block, Box, Grid, Heading, Prose
from segkit.courseware.documents.texts import Gallery, render_inline, render_markdown
from segkit.courseware.lesson import Lesson
from segkit.wording import Wording

TALL = 8.0  # millimetres of a row to write in
LINE = re.compile(r"^\|(.+)\|\s*$", re.MULTILINE)


def empty_table(cell: Cell, words: Wording, gallery: Gallery) -> Iterator[Block]:
    """The first table of the answers with its first column alone, to be filled in; without its last column.

    That one says what is easily got wrong. A cell without a table gives nothing.
    """
    lines = [[part.strip() for part in found.split("|")] for found in LINE.findall(cell.source)]
    rows = [line for line in lines if not set("".join(line)) <= set("-: ")]
    if len(rows) < 2:
        return
    heads, *rest = ([render_inline(part, gallery) for part in row[:-1]] for row in rows)
    n = len(heads) - 1
    grid = Grid(tuple(heads), tuple((row[0], *("",) * n) for row in rest), (20, *(80 / n,) * n), height=TALL)
    yield Box(words("documents.workbook.by_hand"), (grid,), "bound")


def answers(lesson: Lesson, words: Wording, gallery: Gallery) -> Iterator[Block]:
    """The answers of what a lesson lets learners work out by hand; nothing where it does not."""
    for cell in lesson.texts(words.language, "lecture"):
        if cell.is_answer:
            yield Heading(words.pick(lesson.plan.title))
            yield Prose(render_markdown(title_of(cell.source)[1], gallery, top=4))
