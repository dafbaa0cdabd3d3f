"""What marks are made of, as a class has it: gradebooks with typed points, judges' points, sheets of the test."""

import re
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

from segkit.courseware.board import read_points
from segkit.courseware.certificates import read_scores
from segkit.courseware.filled import FilledRow, FilledTable, heads_of, read_filled
from segkit.courseware.gain import Sheet
from segkit.courseware.grade.grading import FILES
from segkit.courseware.grade.marking import FULL, HOME
from segkit.courseware.marks import Entry, Extras, exact
from segkit.courseware.quiz.pack import read_forms
from segkit.courseware.quiz.sheets import read_sheets
from segkit.courseware.roster import Learner, Roster
from segkit.errors import (
    AnswersNameless,
    FilledCellWrong,
    GradebookAltered,
    GradebookMissing,
    HeaderOnly,
    LessonTwice,
    NothingFilled,
    Problems,
    SheetMissing,
)
from segkit.learn.quiz_forms import normal_code, score_sheet
from segkit.wording import LANGUAGES, Wording

PROBLEM = "grading.problem."  # what the code of work begins with that could not be run
MOST_MARKS = 100  # points that one judge may give
AFTER = "B"  # the form that is answered after the course
LONGEST_CODE = 12
READERS = 2
DETAILS = ("learner", "name", "lesson", "exercise", "title", "code", "points")
Typed = Mapping[tuple[str, str], Fraction]


def read_gradebooks(folder: Path) -> tuple[Entry, ...]:
    """All exercises of all hand-ins in the gradebooks (XLSX) of a graded folder, a folder per lesson, or of one lesson.

    Points that the trainer typed on the sheet of answers to read count, of several texts of an exercise their mean;
    else those on the sheet of details, where the trainer may also correct them. What the first sheet shows is computed
    from both and not read.

    Raises
    ------
    GradebookMissing
        There is none.
    LessonTwice
        Two of them are about one lesson.
    GradebookAltered
        One lacks a sheet that is read.
    Problems
        Points that are no number from 0 to 3, all of a gradebook together.
    SourceError, FilledColumnMissing, FilledRowBroken
        As `read_filled`.
    """
    books = sorted(folder.glob(f"*/{FILES['xlsx']}")) or sorted(folder.glob(FILES["xlsx"]))
    if not books:
        raise GradebookMissing(str(folder))
    with ThreadPoolExecutor(READERS) as pool:  # each sheet is read by a process of its own, 0.3 s each
        entries = dict(zip(books, pool.map(_entries, books), strict=True))
    first: dict[str, Path] = {}
    for book, lesson in dict.fromkeys((book, one.lesson) for book, own in entries.items() for one in own):
        if first.setdefault(lesson, book) != book:
            raise LessonTwice(lesson, _place(first[lesson]), _place(book))
    return tuple(one for own in entries.values() for one in own)


def read_extras(
    roster: Roster, judges: Path | None = None, answers: Path | None = None, forms: Path | None = None
) -> Extras:
    """What a class had beside exercises.

    Parameters
    ----------
    judges
        A table of group and points of 100, a row per judge.
    answers
        With `forms`: sheets of form B whose code is the learner's number or name. Without: a table of number or name
        and marks of 100.

    Raises
    ------
    AnswersNameless
        No sheet of form B carries a code that is somebody's number or name: anonymous sheets are nobody's marks.
    Problems, FilledCellWrong, FormUnreadable, SourceError, FilledColumnMissing, FilledRowBroken, NothingFilled
        As `read_points`, `read_scores`, `read_forms` and `read_sheets`.
    """
    found = Extras() if answers is None else _test(answers, forms, roster)
    return found if judges is None else replace(found, report=_report(judges, roster))


def _place(book: Path) -> str:
    return f"{book.resolve().parent.name}/{book.name}"


def _entries(book: Path) -> tuple[Entry, ...]:
    """Of a gradebook in whichever language; where it lacks its sheets, the problem is told in the first."""
    missing: list[SheetMissing] = []
    for language in LANGUAGES:
        try:
            return _entries_in(book, Wording(language))
        except SheetMissing as problem:
            missing.append(problem)
    raise GradebookAltered(_place(book), missing[0].sheet, missing[0].sheets)


def _entries_in(book: Path, words: Wording) -> tuple[Entry, ...]:
    table = _sheet(book, words("grading.sheet.rows"), DETAILS)
    typed = _typed(book, words("grading.sheet.to_read"))
    points, problems = _numbers(table, table.rows)
    if problems:
        raise Problems(tuple(problems))
    at_home = words("grading.title_home", title="")
    return tuple(_entry(row, points.get(row.row), typed, at_home) for row in table.rows)


def _entry(row: FilledRow, points: Fraction | None, typed: Typed, at_home: str) -> Entry:
    """A row of the details; `at_home` is what the title of an exercise for home ends with."""
    key, code = (row.get("learner"), row.get("exercise")), row.get("code")
    return Entry(
        row.get("learner"),
        row.get("name"),
        row.get("lesson"),
        row.get("exercise"),
        typed.get(key, points),
        is_typed=key in typed,
        absent="home" if code == HOME else code.removeprefix(PROBLEM) if code.startswith(PROBLEM) else "",
        is_home=row.get("title").endswith(at_home.strip()),
    )


def _typed(book: Path, sheet: str) -> Typed:
    """The mean of the points typed for an exercise's texts, by learner and exercise, without those left open."""
    try:
        table = _sheet(book, sheet, ("learner", "exercise", "points", "of"))
    except (HeaderOnly, NothingFilled):
        return {}
    asked = [row for row in table.rows if row.get("of")]
    points, problems = _numbers(table, asked)
    if problems:
        raise Problems(tuple(problems))
    given: dict[tuple[str, str], list[Fraction]] = {}
    for row in asked:
        if row.row in points:
            given.setdefault((row.get("learner"), row.get("exercise")), []).append(points[row.row])
    return {key: sum(own, Fraction(0)) / len(own) for key, own in given.items()}


def _sheet(book: Path, sheet: str, roles: Sequence[str]) -> FilledTable:
    """A sheet of a gradebook; problems in it name lesson and sheet."""
    needed = [role for role in roles if role not in ("name", "title", "code")]
    heads, name = heads_of("column", *roles, domain="grading"), f"{_place(book)} [{sheet}]"
    return read_filled(book, heads, needed, sheet=sheet, header=1, name=name)


def _numbers(table: FilledTable, rows: Iterable[FilledRow]) -> tuple[dict[int, Fraction], list[FilledCellWrong]]:
    """Points by row, without those that are empty, and cells that are no points."""
    numbers: dict[int, Fraction] = {}
    problems: list[FilledCellWrong] = []
    for row in rows:
        text = row.get("points").removesuffix("分").strip()
        if text and (not re.fullmatch(r"\d(\.\d+)?", text) or Fraction(text) > FULL):
            problems.append(table.wrong(row, "points", "points_of_exercise"))
        elif text:
            numbers[row.row] = Fraction(text)
    return numbers, problems


def _report(judges: Path, roster: Roster) -> dict[str, Fraction]:
    given = read_points(judges, roster, most=MOST_MARKS)
    return {one.id: exact(given[one.group]) / MOST_MARKS for one in roster.learners if one.group in given}


def _test(answers: Path, forms: Path | None, roster: Roster) -> Extras:
    if forms is None:
        scores, strange = read_scores(answers, roster)
        return Extras(test={id: exact(score) / MOST_MARKS for id, score in scores.items()}, strange=strange)
    both = read_forms(forms)
    sheets = [one for one in read_sheets([answers], both) if one.form == AFTER]
    if not sheets:
        raise NothingFilled(answers.name)
    named = [(one, who) for one in sheets if (who := _who(one, roster))]
    if not named:
        raise AnswersNameless(answers.name, len(sheets))
    ids = [who.id for _, who in named]
    return Extras(
        test={who.id: exact(score_sheet(both[AFTER], one.answers).corrected_share) for one, who in named},
        doubled=frozenset(id for id in ids if ids.count(id) > 1),
        nameless=len(sheets) - len(named),
    )


def _who(sheet: Sheet, roster: Roster) -> Learner | None:
    """The one learner whose number or name the sheet's code is; None for nobody's, and where several may be meant."""
    wanted = _as_code(sheet.code)
    found = [one for one in roster.learners if wanted in (_as_code(one.id), _as_code(one.name))]
    return found[0] if len(found) == 1 else None


def _as_code(text: str) -> str:
    return normal_code(text)[:LONGEST_CODE].lstrip("0")
