"""The gradebook: a CSV with a line per learner and exercise, and a workbook with a table of points before it."""

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from io import StringIO
from itertools import count
from pathlib import Path
from typing import Any

from xlsxwriter.utility import xl_rowcol_to_cell

from segkit.courseware.grade.assignment import Assignment
from segkit.courseware.grade.collect import Help
from segkit.courseware.grade.figures import points_share
from segkit.courseware.grade.marking import FULL, Mark
from segkit.courseware.grade.sentences import bare, sentence_of
from segkit.strategy.spreadsheet import neutral, open_workbook, write_cell
from segkit.wording import Wording

BOM = "\ufeff"  # without it Excel takes UTF-8 for the system's own encoding
COLUMNS = (
    *("learner", "name", "group", "lesson", "exercise", "title"),
    *("outcome", "code", "points", "of", "said", "help", "note"),
)
TO_READ = ("learner", "name", "group", "exercise", "title", "variable", "answer", "points", "of")
WHO = 3  # columns before the first exercise's points
WIDE = ("title", "said", "help", "note", "answer")

Rooms = Mapping[tuple[str, str], Sequence[int]]


@dataclass(frozen=True)
class Graded:
    """One learner, marked; name and group come from a roster and may be empty, `note` is a problem's key or empty.

    `source` is the name under which the work was handed in; of a group's work it is not the learner's. `helps` says by
    exercise what helped, and changes no mark.
    """

    learner: str
    marks: tuple[Mark, ...]
    name: str = ""
    group: str = ""
    note: str = ""
    source: str = ""
    helps: Mapping[str, Help] = field(default_factory=dict)

    @property
    def share(self) -> float | None:
        """Points as a share of full points, of the exercises that have a mark; None where none has."""
        return points_share(self.marks)


def rows_of(graded: Sequence[Graded], assignment: Assignment, words: Wording) -> list[dict[str, Any]]:
    """One row per learner and exercise, in the order of learners and of the lesson, by the names in `COLUMNS`.

    `points` is None where the trainer has still to read the answer, and where an exercise for home is not done.
    """
    titles = titles_of(assignment, words)
    return [_row(one, mark, assignment.lesson, titles[mark.exercise], words) for one in graded for mark in one.marks]


def titles_of(assignment: Assignment, words: Wording) -> dict[str, str]:
    """The title of each exercise by its id; one for home says so."""
    titles = {task.id: words.pick(task.title) for task in assignment.tasks}
    at_home = {task.id for task in assignment.tasks if task.is_home}
    return {id: words("grading.title_home", title=title) if id in at_home else title for id, title in titles.items()}


def points_cell(mark: Mark, words: Wording) -> int | str:
    """Its points, or why there are none: still to be read, or for home and not done."""
    return mark.points if mark.points is not None else words(f"grading.{'to_read' if mark.is_waiting else 'at_home'}")


def _row(one: Graded, mark: Mark, lesson: str, title: str, words: Wording) -> dict[str, Any]:
    return {
        "learner": one.learner,
        "name": one.name,
        "group": one.group,
        "lesson": lesson,
        "exercise": mark.exercise,
        "title": title,
        "outcome": words(f"grading.outcome.{mark.outcome}"),
        "code": mark.code,
        "points": mark.points,
        "of": FULL,
        "said": bare(sentence_of(mark, words)),
        "help": _helped(one.helps.get(mark.exercise), words),
        "note": note_of(one, words),
    }


def _helped(found: Help | None, words: Wording) -> str:
    """What helped with an exercise in a few words; empty where nothing is known to have."""
    if found is None:
        return ""
    said = [words("grading.help.hints", n=found.hints)] if found.hints else []
    seen = {"solution": found.is_solution_seen, "given": found.is_given}
    said += [words(f"grading.help.{key}") for key, is_so in seen.items() if is_so]
    return words("grading.help.and").join(said)


def note_of(graded: Graded, words: Wording) -> str:
    """Why nothing of a learner's could be run; empty where something could."""
    return words(f"grading.problem.{graded.note}") if graded.note else ""


def write_csv(rows: Sequence[Mapping[str, Any]], words: Wording, path: Path) -> None:
    """Write the rows as UTF-8 with BOM; no text is left that a spreadsheet would run as a formula."""
    lines = StringIO()
    writer = csv.writer(lines, lineterminator="\n")
    writer.writerow(words(f"grading.column.{name}") for name in COLUMNS)
    writer.writerows([_plain(row[name]) for name in COLUMNS] for row in rows)
    path.write_text(BOM + lines.getvalue(), encoding="utf-8", newline="")


def _plain(value: Any) -> Any:
    return neutral(value) if isinstance(value, str) else "" if value is None else value


def write_workbook(
    graded: Sequence[Graded], assignment: Assignment, words: Wording, path: Path, *, dated: date
) -> None:
    """Write the workbook: points with their share, the rows, and what the trainer has to read, with room for points.

    Points typed there, and those corrected among the rows, count at once: the first sheet's cells and shares are
    formulas, an exercise with several texts has the mean of theirs. Equal input gives equal bytes.
    """
    with open_workbook(path, as_of=dated, title=words("grading.gradebook")) as book:
        head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        share, text = book.add_format({"num_format": "0%"}), book.add_format({"text_wrap": True, "valign": "top"})
        answers = list(_answers(graded, assignment, words))
        sheets = [book.add_worksheet(words(f"grading.sheet.{name}")) for name in ("points", "rows", "to_read")]
        _write_points(sheets[0], graded, assignment, words, (head, share), rooms=_rooms(answers))
        _write_rows(sheets[1], COLUMNS, rows_of(graded, assignment, words), words, (head, text))
        _write_rows(sheets[2], TO_READ, answers, words, (head, text))
        if answers:
            at = TO_READ.index("points")
            allowed = {"validate": "decimal", "criteria": "between", "minimum": 0, "maximum": FULL}
            sheets[2].data_validation(1, at, len(answers), at, allowed)


def _answers(graded: Sequence[Graded], assignment: Assignment, words: Wording) -> Iterator[dict[str, Any]]:
    """One row per text that the trainer has to read, its points left open, and per choice that it speaks of.

    Only texts have full points: the reason that the exercise names, all where it names none. Where nothing can be
    shown as text, a row without an answer has room for the points: what there is stands in the notebook.
    """
    titles = titles_of(assignment, words)
    reasons = {task.id: task.checks.reason for task in assignment.tasks if task.checks}
    for one in graded:
        for mark in one.marks:
            reason = reasons.get(mark.exercise, "")
            shown = mark.answers or ({"": ""} if mark.is_waiting else {})
            for name, answer in shown.items():
                is_read = name == reason or reason not in shown
                row = _row(one, mark, assignment.lesson, titles[mark.exercise], words)
                yield {**row, "variable": name, "answer": answer, "points": None, "of": FULL if is_read else None}


def _rooms(answers: Sequence[Mapping[str, Any]]) -> Rooms:
    """By learner and exercise, the rows of the third sheet in which the trainer types points."""
    rooms: dict[tuple[str, str], list[int]] = {}
    for row, one in enumerate(answers, start=1):
        if one["of"] is not None:
            rooms.setdefault((one["learner"], one["exercise"]), []).append(row)
    return rooms


def _write_points(
    sheet: Any,
    graded: Sequence[Graded],
    assignment: Assignment,
    words: Wording,
    styles: tuple[Any, Any],
    *,
    rooms: Rooms,
) -> None:
    head, share = styles
    heads = [words(f"grading.column.{name}") for name in ("learner", "name", "group")]
    heads += [f"{id} {title}" for id, title in titles_of(assignment, words).items()]
    for at, label in enumerate([*heads, words("grading.column.share"), words("grading.column.note")]):
        write_cell(sheet, 0, at, label, head)
    details = count(1)  # rows of the second sheet, in the same order
    for row, one in enumerate(graded, start=1):
        for at, value in enumerate((one.learner, one.name, one.group)):
            write_cell(sheet, row, at, value)
        for at, mark in enumerate(one.marks, start=WHO):
            own, rows = next(details), rooms.get((one.learner, mark.exercise))
            points = _typed(rows, words) if rows else _found(own, mark, words)
            sheet.write_formula(row, at, points, None, points_cell(mark, words))
        last = WHO + len(one.marks)
        sheet.write_formula(row, last, _share(row, last), share, "" if one.share is None else one.share)
        write_cell(sheet, row, last + 1, note_of(one, words))
    sheet.set_column(0, len(heads) + 1, 14)
    sheet.freeze_panes(1, 3)


def _typed(rows: Sequence[int], words: Wording) -> str:
    """The mean of the points typed in these rows of the third sheet, or that they are still to be read."""
    cells = ",".join(f"'{words('grading.sheet.to_read')}'!{_cell(row, TO_READ.index('points'))}" for row in rows)
    return f'=IF(COUNT({cells})=0,"{words("grading.to_read")}",AVERAGE({cells}))'


def _found(row: int, mark: Mark, words: Wording) -> str:
    """The points that stand in this row of the second sheet, where the trainer may correct them, or why none do."""
    cell = f"'{words('grading.sheet.rows')}'!{_cell(row, COLUMNS.index('points'))}"
    return f"={cell}" if mark.points is not None else f'=IF({cell}="","{points_cell(mark, words)}",{cell})'


def _share(row: int, last: int) -> str:
    """Points by full points of the exercises in a row that have any; empty where none has."""
    cells = f"{_cell(row, WHO)}:{_cell(row, last - 1)}"
    return f'=IF(COUNT({cells})=0,"",SUM({cells})/(COUNT({cells})*{FULL:g}))'


def _cell(row: int, column: int) -> str:
    return str(xl_rowcol_to_cell(row, column))


def _write_rows(
    sheet: Any,
    columns: Sequence[str],
    rows: Sequence[Mapping[str, Any]],
    words: Wording,
    styles: tuple[Any, Any],
) -> None:
    head, text = styles
    for at, name in enumerate(columns):
        write_cell(sheet, 0, at, words(f"grading.column.{name}"), head)
        sheet.set_column(at, at, 48 if name in WIDE else 14)
    for row, values in enumerate(rows, start=1):
        for at, name in enumerate(columns):
            write_cell(sheet, row, at, values[name], text)
    sheet.freeze_panes(1, 1)
