"""Grades a class: marks what was handed in on a company nobody has seen, writes what trainer and learners get."""

import os
import queue
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Protocol

from segkit.courseware.documents.printing import Press, print_paper
from segkit.courseware.grade.assignment import Assignment
from segkit.courseware.grade.class_report import class_paper
from segkit.courseware.grade.collect import Submission
from segkit.courseware.grade.feedback import feedback_notebook, feedback_paper
from segkit.courseware.grade.figures import ClassFigures, class_figures
from segkit.courseware.grade.gradebook import Graded, rows_of, write_csv, write_workbook
from segkit.courseware.grade.limits import Limits
from segkit.courseware.grade.marking import Desk, Mark, learn_ground, mark_notebook, unmarked
from segkit.courseware.grade.rooms import open_room
from segkit.learn.outcome import NOT_ATTEMPTED
from segkit.learn.pack import Company
from segkit.strategy.spreadsheet import file_names

WORTH_LOADING = 16  # submissions, from which on loading every usual library once costs less than in each child
WORTH_A_ROOM = 4  # submissions that each further process is started for
NOTHING = "nothing"  # of somebody on the roster who handed nothing in
NOT_SAVED = "not_saved"
FILES = {"csv": "gradebook.csv", "xlsx": "gradebook.xlsx", "report": "class-report.pdf", "feedback": "feedback"}
Told = Callable[[str], None]


class Person(Protocol):
    """Somebody on a roster."""

    @property
    def id(self) -> str:
        """The number."""

    @property
    def name(self) -> str:
        """The name."""

    @property
    def group(self) -> str:
        """The group, or nothing."""


class Class(Protocol):
    """A roster, as far as grading needs it."""

    @property
    def learners(self) -> Sequence[Person]:
        """Everybody."""

    def stands_for(self, who: str) -> Sequence[Person]:
        """Those for whom a hand-in counts."""


@dataclass(frozen=True)
class Sitting:
    """What a class is marked with: the assignment, the company nobody has seen, the class's own where there is one."""

    assignment: Assignment
    unseen: Company
    own: Company | None = None
    limits: Limits = field(default_factory=Limits)
    language: str = "zh-CN"


@dataclass(frozen=True)
class Result:
    """A class, graded; `company` is the id of the class's own, empty where it has none."""

    graded: tuple[Graded, ...]
    figures: ClassFigures
    company: str = ""


def grade_class(
    submissions: Sequence[Submission],
    sitting: Sitting,
    *,
    roster: Class | None = None,
    jobs: int = 2,
    tell: Told = lambda _learner: None,
) -> Result:
    """Everybody's marks and the class's figures; `tell` hears each learner once marked.

    With a roster a group's hand-in counts for each of its members, and whoever handed in nothing is listed too.

    Raises
    ------
    ModelAnswerFails
        The lesson's own solution does not pass on one of the companies.
    GraderDied
        The processes in which notebooks run cannot be started.
    """
    rooms = max(1, min(jobs, os.cpu_count() or 1, len(submissions) // WORTH_A_ROOM))
    marks = _marks(submissions, sitting, rooms, tell)
    graded = tuple(_graded(submissions, marks, sitting.assignment, roster))
    minutes = {one.learner: one.minutes for one in submissions}
    by_machine = {task.id for task in sitting.assignment.tasks if task.checks}
    handed_in = {
        one.learner: tuple(mark for mark in one.marks if mark.exercise in by_machine)
        for one in graded
        if one.note != NOTHING
    }
    return Result(graded, class_figures(handed_in, minutes), sitting.own.id if sitting.own else "")


def _marks(submissions: Sequence[Submission], sitting: Sitting, jobs: int, tell: Told) -> dict[str, tuple[Mark, ...]]:
    with ExitStack() as stack:
        rooms: queue.Queue[Any] = queue.Queue()
        is_thrifty = len(submissions) < WORTH_LOADING
        for _ in range(jobs):
            rooms.put(stack.enter_context(open_room(is_thrifty=is_thrifty)))
        desk = _with_room(rooms, lambda room: _desk(sitting, room))

        def marked(one: Submission) -> tuple[Mark, ...]:
            if one.problem:
                return unmarked(sitting.assignment, f"grading.problem.{one.problem}")
            marks = _with_room(rooms, lambda room: mark_notebook(one.cells, one.choices, replace(desk, room=room)))
            tell(one.learner)
            return marks

        with ThreadPoolExecutor(jobs) as pool:
            return dict(zip((one.learner for one in submissions), pool.map(marked, submissions), strict=True))


def _with_room(rooms: "queue.Queue[Any]", work: Callable[[Any], Any]) -> Any:
    """What `work` does in the next room that is free."""
    room = rooms.get()
    try:
        return work(room)
    finally:
        rooms.put(room)


def _desk(sitting: Sitting, room: Any) -> Desk:
    unseen = learn_ground(sitting.assignment, sitting.unseen, room, sitting.limits)
    own = learn_ground(sitting.assignment, sitting.own, room, sitting.limits) if sitting.own else None
    return Desk(sitting.assignment, unseen, own, room, sitting.limits, sitting.language)


def _graded(
    submissions: Sequence[Submission],
    marks: Mapping[str, tuple[Mark, ...]],
    assignment: Assignment,
    roster: Class | None,
) -> Iterable[Graded]:
    """Everybody with marks; without a roster as they handed in, with one in its order, strangers to it at the end."""
    alone = {
        one.learner: Graded(
            one.learner, own, note=one.problem or _remark(one, own), source=one.learner, helps=one.helps
        )
        for one in submissions
        for own in (marks[one.learner],)
    }
    if roster is None:
        yield from alone.values()
        return
    by_person: dict[str, Graded] = {}
    for one in submissions:
        for person in roster.stands_for(one.learner):
            if person.id not in by_person or by_person[person.id].note:
                by_person[person.id] = alone[one.learner]
    nothing = unmarked(assignment, f"grading.problem.{NOTHING}")
    for person in roster.learners:
        found = by_person.get(person.id, Graded(person.id, nothing, note=NOTHING))
        yield replace(found, learner=person.id, name=person.name, group=person.group)
    yield from (one for who, one in alone.items() if not roster.stands_for(who))


def _remark(one: Submission, marks: Iterable[Mark]) -> str:
    """That a notebook lacks what its own hand-in says was right; empty where it does not."""
    empty = {mark.exercise for mark in marks if mark.outcome == NOT_ATTEMPTED}
    return NOT_SAVED if empty & one.claims else ""


def write_results(
    result: Result, submissions: Sequence[Submission], assignment: Assignment, press: Press, folder: Path
) -> tuple[Path, ...]:
    """Write gradebook, class report and everybody's feedback into `folder`; the files, feedback last.

    Files of the same names are replaced. The language is that of `press`.
    """
    folder.mkdir(parents=True, exist_ok=True)
    words = press.words
    write_csv(rows_of(result.graded, assignment, words), words, folder / FILES["csv"])
    write_workbook(result.graded, assignment, words, folder / FILES["xlsx"], dated=press.dated)
    report = print_paper(class_paper(result.figures, assignment, words), press)
    (folder / FILES["report"]).write_bytes(report)
    written = [folder / FILES[kind] for kind in ("csv", "xlsx", "report")]
    return (*written, *_write_feedback(result, submissions, assignment, press, folder / FILES["feedback"]))


def _write_feedback(
    result: Result, submissions: Sequence[Submission], assignment: Assignment, press: Press, folder: Path
) -> Iterable[Path]:
    folder.mkdir(exist_ok=True)
    cells = {one.learner: one.cells for one in submissions}
    names = file_names(one.learner for one in result.graded)
    for one in result.graded:
        if one.note == NOTHING:
            continue
        page, notebook = (folder / f"{names[one.learner]}.{kind}" for kind in ("pdf", "ipynb"))
        page.write_bytes(print_paper(feedback_paper(one, assignment, press.words, press.brand), press))
        own = cells.get(one.source, ())
        again = feedback_notebook(one, own, assignment, press.words, result.company)
        notebook.write_text(again, encoding="utf-8")
        yield from (page, notebook)
