"""Marks as files: a table that certificates read, and a workbook that says beside it how the marks came about."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from segkit.courseware.certificates import MARKS_SHEET
from segkit.courseware.filled import write_filled
from segkit.courseware.marks import PARTS, ClassMarks, Lack, Marks, Scale
from segkit.strategy.spreadsheet import open_workbook, write_cell
from segkit.wording import Wording


def write_marks(marks: ClassMarks, scale: Scale, words: Wording, folder: Path, *, dated: date) -> tuple[Path, Path]:
    """Write `marks.csv`, which Excel opens as it is, and `marks.xlsx`, which says beside the table how it came about.

    Both stand as they are for `segkit course certificates --scores`: whoever has no total has an empty cell there.
    """
    heads = tuple(_heads(marks, words))
    table = write_filled(
        folder / "marks.csv", heads, [["" if x is None else x for x in row] for row in _rows(marks, words)]
    )
    book = folder / "marks.xlsx"
    with open_workbook(book, as_of=dated, title=words(MARKS_SHEET)) as file:
        styles = {
            "head": file.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"}),
            "tenth": file.add_format({"num_format": "0.0", "valign": "top"}),
            "text": file.add_format({"text_wrap": True, "valign": "top"}),
        }
        _write_table(file.add_worksheet(words(MARKS_SHEET)), heads, _rows(marks, words), styles)
        notes = file.add_worksheet(words("classroom.marks.sheet.notes"))
        notes.set_column(0, 0, 110)
        for at, line in enumerate(notes_of(marks, scale, words)):
            write_cell(notes, at, 0, line, styles["text"])
    return table, book


def notes_of(marks: ClassMarks, scale: Scale, words: Wording) -> Iterator[str]:
    """How the marks came about and what they lack, a sentence each."""
    yield words("classroom.marks.note.parts", parts=tuple(_part_of(part, marks, words) for part in marks.full))
    absent = tuple(words(f"classroom.marks.part.{part}") for part in PARTS if part not in marks.full)
    if absent:
        yield words("classroom.marks.note.absent", parts=absent)
    counted = tuple(words("classroom.marks.note.lesson", lesson=one, n=n) for one, n in marks.lessons.items())
    yield words("classroom.marks.note.lessons", lessons=counted, n=sum(marks.lessons.values()))
    yield words("classroom.marks.note.total", least=f"{scale.least:g}", excellent=f"{scale.excellent:g}")
    yield from warnings_of(marks, words)


def warnings_of(marks: ClassMarks, words: Wording) -> Iterator[str]:
    """What the trainer has still to see to, a sentence each; nothing where nothing is open."""
    if marks.waiting:
        yield words("classroom.marks.note.waiting", n=marks.waiting)
    if marks.strange:
        yield words("classroom.marks.note.strange", n=len(marks.strange), names=marks.strange)
    if marks.nameless:
        yield words("classroom.marks.note.nameless", n=marks.nameless)


def lack_text(lack: Lack, words: Wording) -> str:
    """What is missing, in a few words."""
    key = f"classroom.marks.lack.{lack.kind}"
    return words(key if lack.where or not words.has(f"{key}.all") else f"{key}.all", where=lack.where)


def _heads(marks: ClassMarks, words: Wording) -> Iterator[str]:
    yield from (words(f"classroom.column.{name}") for name in ("id", "name", "group"))
    yield from (_part_of(part, marks, words) for part in PARTS)
    yield words("classroom.column.score")
    yield from (words(f"classroom.marks.{name}") for name in ("band", "lacks"))


def _part_of(part: str, marks: ClassMarks, words: Wording) -> str:
    """A part with its full points in this class, or that it does not count."""
    name = words(f"classroom.marks.part.{part}")
    if part not in marks.full:
        return words("classroom.marks.part.absent", part=name)
    return words("classroom.marks.part.full", part=name, full=f"{float(marks.full[part]):g}")


def _rows(marks: ClassMarks, words: Wording) -> list[list[Any]]:
    return [_row(one, words) for one in marks.rows]


def _row(one: Marks, words: Wording) -> list[Any]:
    who = [one.learner.id, one.learner.name, one.learner.group]
    numbers = [*(one.parts.get(part) for part in PARTS), one.total]
    lacks = words("classroom.marks.lack.joint").join(lack_text(lack, words) for lack in one.lacks)
    return [*who, *numbers, words(f"classroom.marks.band.{one.band}"), lacks]


def _write_table(sheet: Any, heads: Sequence[str], rows: Sequence[Sequence[Any]], styles: Mapping[str, Any]) -> None:
    for at, head in enumerate(heads):
        write_cell(sheet, 0, at, head, styles["head"])
    for row, cells in enumerate(rows, start=1):
        for at, cell in enumerate(cells):
            is_text = isinstance(cell, str)
            write_cell(
                sheet, row, at, cell if is_text or cell is None else float(cell), styles["text" if is_text else "tenth"]
            )
    sheet.set_column(0, len(heads) - 2, 14)
    sheet.set_column(len(heads) - 1, len(heads) - 1, 60)
    sheet.freeze_panes(1, 2)
