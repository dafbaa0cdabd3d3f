"""From what a notebook left in its variables to marks; here, away from learners' code, the checks are asked."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

from segkit.courseware.grade.assignment import Assignment, Task
from segkit.courseware.grade.decode import decoded
from segkit.courseware.grade.limits import Limits
from segkit.courseware.grade.sandbox import Cell, Heard, Job, Room, Stop, run_apart
from segkit.errors import ModelAnswerFails
from segkit.learn.asking import Known, ask, hashes_of, is_blank
from segkit.learn.outcome import ERROR, FAIL, NEEDS_TRAINER, NOT_ATTEMPTED, PASS, Checked
from segkit.learn.pack import Company

PUBLIC, UNSEEN = 2, 1  # points for right results on the class's company, and on one that nobody has seen
FULL = PUBLIC + UNSEEN
ONLY_OWN, BY_HAND, HOME = "grading.only_own", "grading.by_hand", "grading.home"
READ_BY_TRAINER = ("rubric", "cards")  # kinds of exercises whose right form is not yet a right answer
LONGEST_ANSWER = 3_000  # letters
BLANK, BLANK_SIGNS = "____", ("____", "ellipsis")
OUTSIDE = {"timeout": "grading.timeout", "ended": "grading.ended", "disk": "grading.disk"}


@dataclass(frozen=True)
class Mark:
    """One learner's exercise, marked.

    `points` is None where the trainer has still to read `answers`, texts by name, and where an exercise for home is
    not done, which counts neither for nor against anybody.
    """

    exercise: str
    outcome: str
    code: str = ""
    points: int | None = 0
    slots: Mapping[str, Any] = field(default_factory=dict)
    answers: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_waiting(self) -> bool:
        """Whether a person has still to read it."""
        return self.outcome == NEEDS_TRAINER and self.points is None


@dataclass(frozen=True)
class Ground:
    """A company that notebooks are run on, and what the model solution found there."""

    company: Company
    reference: Mapping[str, Any] = field(default_factory=dict)  # by exercise, results as attributes
    hashes: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


@dataclass(frozen=True)
class Desk:
    """Where one lesson is marked: what is asked, in which room it runs, within which limits, in which language."""

    assignment: Assignment
    unseen: Ground
    own: Ground | None
    room: Room
    limits: Limits
    language: str = "zh-CN"


def learn_ground(assignment: Assignment, company: Company, room: Room, limits: Limits) -> Ground:
    """Run the model solution on `company` and keep what it found.

    Raises
    ------
    ModelAnswerFails
        It does not pass its own checks there, hidden ones included, so that nobody could be marked.
    """
    heard = _run(
        assignment, assignment.solution, assignment.choices, Ground(company), room=room, limits=limits, language="en"
    )
    reference, hashes = {}, {}
    for task in assignment.tasks:
        if task.checks is None:
            continue
        found = _results(heard, task)
        reference[task.id] = SimpleNamespace(**found)
        known = Known(reference=reference[task.id], is_grader=True)
        if all(name in found and not is_blank(found[name]) for name in task.names):
            hashes[task.id] = _hashes(assignment.lesson, task, found, company)
            known = Known(hashes[task.id], reference[task.id], is_grader=True)
        said = ask(task.checks, found, company.data(), known)
        if said.outcome not in (PASS, NEEDS_TRAINER):
            stops = "; ".join(f"{stop.kind} {stop.text}" for stop in heard.stops)
            raise ModelAnswerFails(assignment.lesson, task.id, f"{said.code} {stops}".strip())
    return Ground(company, reference, hashes)


def _hashes(lesson: str, task: Task, found: Mapping[str, Any], company: Company) -> dict[str, str]:
    """Of the model solution's values; a rule that stumbles over them is the author's to mend."""
    assert task.checks is not None  # asked of exercises with rules only
    try:
        return hashes_of(task.checks, found, company.data())
    except Exception as problem:
        raise ModelAnswerFails(lesson, task.id, f"{type(problem).__name__}: {problem}") from problem


def mark_notebook(cells: tuple[Cell, ...], choices: Mapping[str, Mapping[str, Any]], desk: Desk) -> tuple[Mark, ...]:
    """The marks of one notebook, an exercise each, in the lesson's order.

    Full points for what is right on the unseen company, hidden rules included. What is wrong there is tried on the
    class's own company with the public rules alone: right there only, it keeps two points of three.
    """
    how: Any = {"room": desk.room, "limits": desk.limits, "language": desk.language}
    heard = _run(desk.assignment, cells, _moved(choices, desk), desk.unseen, **how)
    marks = [_mark(task, heard, cells, desk.unseen, is_grader=True) for task in desk.assignment.tasks]
    missed = [mark for mark in marks if mark.outcome in (FAIL, ERROR) and mark.code not in OUTSIDE.values()]
    if desk.own and missed:
        again = _run(desk.assignment, cells, choices, desk.own, **how)
        tasks = {task.id: task for task in desk.assignment.tasks}
        for mark in missed:
            at_home = _mark(tasks[mark.exercise], again, cells, desk.own, is_grader=False)
            if at_home.outcome in (PASS, NEEDS_TRAINER):
                marks[marks.index(mark)] = _half(mark, tasks[mark.exercise])
    return tuple(marks)


def _moved(choices: Mapping[str, Mapping[str, Any]], desk: Desk) -> dict[str, dict[str, Any]]:
    """The choices with the class's as-of day, where it was chosen, replaced by that of the unseen company."""
    import pandas as pd

    old, new = ((str(pd.Timestamp(one.company.as_of)) if one else "") for one in (desk.own, desk.unseen))
    return {id: {name: new if str(kept) == old else kept for name, kept in own.items()} for id, own in choices.items()}


def unmarked(assignment: Assignment, code: str) -> tuple[Mark, ...]:
    """The marks of somebody whose work could not be run: nothing attempted, for the reason `code`."""
    return tuple(Mark(task.id, NOT_ATTEMPTED, code, None if task.is_home else 0) for task in assignment.tasks)


def _half(mark: Mark, task: Task) -> Mark:
    """A result that is right on the class's company alone; a hidden rule's own sentence says more than that."""
    hidden = {rule.code for rule in task.checks.rules if rule.is_hidden} if task.checks else set()
    code = mark.code if mark.code in hidden else ONLY_OWN
    return Mark(mark.exercise, FAIL, code, PUBLIC, mark.slots if code == mark.code else {})


def _run(
    assignment: Assignment,
    cells: tuple[Cell, ...],
    choices: Mapping[str, Mapping[str, Any]],
    ground: Ground,
    *,
    room: Room,
    limits: Limits,
    language: str,
) -> Heard:
    company = ground.company
    job = Job(
        cells,
        assignment.setup_for(language),
        assignment.names,
        company.folder,
        company.as_of,
        choices=choices,
        language=language,
    )
    return run_apart(job, room, limits)


def _results(heard: Heard, task: Task) -> dict[str, Any]:
    """The exercise's results as plain objects; what is no result of ours is left out."""
    found = {}
    for name, tree in heard.results.get(task.id, {}).items():
        if name in task.names:
            try:
                found[name] = decoded(tree)
            except (ValueError, RecursionError):
                continue
    return found


def _mark(task: Task, heard: Heard, cells: tuple[Cell, ...], ground: Ground, *, is_grader: bool) -> Mark:
    if task.checks is None:
        return Mark(task.id, NEEDS_TRAINER, BY_HAND, None)
    results = _results(heard, task)
    known = Known(ground.hashes.get(task.id, {}), ground.reference.get(task.id) if is_grader else None, is_grader)
    said = ask(task.checks, results, ground.company.data(), known)
    if said.outcome in (NOT_ATTEMPTED, FAIL, ERROR):
        stopped = _stopped(task, said, heard.stops, cells)
        if said.outcome == NOT_ATTEMPTED or stopped.code in OUTSIDE.values():
            return stopped
    if said.outcome == NEEDS_TRAINER or (said.outcome == PASS and task.kind in READ_BY_TRAINER):
        return Mark(task.id, NEEDS_TRAINER, said.code, None, said.slots, _texts(results))
    return Mark(task.id, said.outcome, said.code, FULL if said.outcome == PASS else 0, said.slots)


def _texts(results: Mapping[str, Any]) -> dict[str, str]:
    """What a person reads of results: texts, numbers and lists of them; a table is read in the notebook."""
    kinds = (str, int, float, bool, list, tuple, dict, set)
    return {name: str(value)[:LONGEST_ANSWER] for name, value in results.items() if isinstance(value, kinds)}


def _stopped(task: Task, said: Checked, stops: tuple[Stop, ...], cells: tuple[Cell, ...]) -> Mark:
    """Why a result is missing: its cell stopped, which is an error, or nothing was filled in, at home or in class."""
    for stop in stops:
        if 0 <= stop.cell < len(cells) and is_about(task, cells[stop.cell]) and not _is_blank(stop, cells[stop.cell]):
            slots = {"type": stop.kind, "text": stop.text, "line": stop.line or 0}
            return Mark(task.id, ERROR, OUTSIDE.get(stop.kind, "learn.error"), 0, slots)
    if task.is_home:
        return Mark(task.id, NOT_ATTEMPTED, HOME, None)
    return Mark(task.id, NOT_ATTEMPTED, said.code, 0, said.slots)


def is_about(task: Task, cell: Cell) -> bool:
    """Whether a cell would have given the exercise's results: it says so, or assigns one of the names."""
    names = "|".join(map(re.escape, task.names))
    return cell.exercise == task.id or bool(re.search(rf"(?m)^[^#\n]*\b(?:{names})\b[^=\n]*=(?!=)", cell.source))


def _is_blank(stop: Stop, cell: Cell) -> bool:
    """Whether a cell stopped because something in it is still to be filled in."""
    is_outside = stop.kind in OUTSIDE
    return not is_outside and (BLANK in cell.source or any(sign in stop.text.lower() for sign in BLANK_SIGNS))
