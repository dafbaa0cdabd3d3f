"""A lesson's code run in this process, exercise by exercise: with its solution, with a wrong answer, with blanks.

Lessons are the kit's own, so their code is trusted; what learners hand in the grader runs, apart from this process.
"""

import contextlib
import copy
import io
import os
import warnings
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from segkit.courseware.blocks import CHOICE, learner_code, solved_code, without_magics
from segkit.courseware.cells import Cell
from segkit.courseware.checks_text import declared_checks
from segkit.courseware.edition import Edition
from segkit.courseware.lesson import Lesson
from segkit.courseware.notebook import PARAMETERS
from segkit.errors import CourseError, LearnerNotebookFails, SolutionRejected, WrongUnnoticed
from segkit.learn.asking import Known, ask, hashes_of
from segkit.learn.outcome import NOT_ATTEMPTED, Checked
from segkit.learn.rules import Exercise, read_exercises

BLANK = "____"
Names = dict[str, Any]


@dataclass(frozen=True)
class Stop:
    """The moment before an exercise's cell ran, and what its solution gave."""

    exercise: Exercise
    cell: Cell
    before: Names
    results: Names
    hashes: Mapping[str, str]


@dataclass(frozen=True)
class Trial:
    """A lesson run through with its solutions on one company."""

    lesson: Lesson
    edition: Edition
    folder: Path  # where notebooks lie, below `course-data`
    data: Any
    stops: tuple[Stop, ...]

    @property
    def hashes(self) -> dict[str, Mapping[str, str]]:
        """By exercise, what a learner's file holds of the solution's values; exercises that need none are absent."""
        return {stop.exercise.id: stop.hashes for stop in self.stops if stop.hashes}


def try_lesson(lesson: Lesson, edition: Edition, folder: Path) -> Trial:
    """Run the lesson with its solutions on the edition's company; `folder` lies in a pack with its `course-data`.

    Raises
    ------
    LearnerNotebookFails
        A cell raises.
    """
    exercises = read_exercises(lesson.folder / "checks.py")
    names: Names = {"__name__": "__lesson__"}
    stops: list[Stop] = []
    for cell in (cell for cell in lesson.cells if cell.kind == "code" and edition.keeps(lesson, cell.exercise)):
        before = _kept(names) if cell.exercise in exercises else {}
        _run(solved_code(_set(cell, edition)), names, folder, lesson, cell)
        if cell.exercise in exercises:
            exercise = exercises[cell.exercise]
            results = _kept({name: names[name] for name in exercise.names if name in names})
            hashes = hashes_of(exercise, results, names["lesson"].data)
            stops.append(Stop(exercise, cell, before, results, hashes))
    return Trial(lesson, edition, folder, names["lesson"].data if "lesson" in names else None, tuple(stops))


def solution_findings(trial: Trial) -> Iterator[CourseError]:
    """Solutions that do not pass their own checks, hidden ones among them."""
    for stop in trial.stops:
        said = _asked(stop, stop.results, trial)
        if not said.is_right:
            file = str(trial.lesson.folder / "checks.py")
            told = said.code or ", ".join(map(str, said.slots.values()))
            yield SolutionRejected(file, stop.exercise.id, trial.edition.company, said.outcome, told)


def wrong_findings(trial: Trial) -> Iterator[CourseError]:
    """Known wrong answers that do not get their own code."""
    file = trial.lesson.folder / "checks.py"
    declared = [one for one in declared_checks(trial.lesson.checks, file) if one.family == "wrong"]
    for stop in trial.stops:
        lines = [one.line for one in declared if one.exercise == stop.exercise.id]
        for wrong, line in zip(stop.exercise.wrongs, lines, strict=True):
            said = answer(trial, stop, solved_code(stop.cell.source, wrong.source))
            if said.code != wrong.code:
                told = said.code or said.outcome
                yield WrongUnnoticed(str(file), line, stop.exercise.id, wrong.code, told)


def blank_findings(trial: Trial, rung: str) -> Iterator[CourseError]:
    """Exercises that, as the learner of a rung gets them, are anything but not attempted.

    In the rung `run` the code of an exercise is there and may pass at once.
    """
    file = f"{trial.lesson.name}.ipynb"
    for stop in trial.stops:
        kind = trial.lesson.plan.exercise(stop.exercise.id).kind
        said = answer(trial, stop, learner_code(stop.cell.source, rung, kind, stop.exercise.names))
        may_pass = rung == "run" and kind == "code" and said.is_right
        if said.outcome != NOT_ATTEMPTED and not may_pass:
            detail = said.code or said.outcome
            yield LearnerNotebookFails(file, stop.cell.line, f"{stop.exercise.id} {rung}", detail)


def solution_names(trial: Trial, stop: Stop) -> Names:
    """Every name that stands after the exercise's solution."""
    names = _kept(stop.before)
    _run(solved_code(stop.cell.source), names, trial.folder, trial.lesson, stop.cell)
    return names


def answer(trial: Trial, stop: Stop, code: str, given: Mapping[str, Any] | None = None) -> Checked:
    """What the grader says where `code` stands in the exercise's place; a blank that raises is not attempted.

    `given`: names that the code reads beside those that stood before it.
    """
    names = _kept(stop.before) | dict(given or {})
    for name in stop.exercise.names:
        names.pop(name, None)
    try:
        _run(code, names, trial.folder, trial.lesson, stop.cell)
    except LearnerNotebookFails as problem:
        if BLANK not in problem.detail and not _is_choice_open(code, problem.detail):
            return Checked(stop.exercise.id, "error", "", slots={"type": problem.kind, "text": problem.detail})
    return _asked(stop, {name: names[name] for name in stop.exercise.names if name in names}, trial)


def _is_choice_open(code: str, detail: str) -> bool:
    """Whether an error comes of a choice that is not made yet, which is `...`."""
    return CHOICE in code or "ellipsis" in detail.lower()


def _asked(stop: Stop, results: Names, trial: Trial) -> Checked:
    reference = SimpleNamespace(**stop.results)
    return ask(stop.exercise, results, trial.data, Known(stop.hashes, reference, is_grader=True))


def _set(cell: Cell, edition: Edition) -> str:
    """The cell's code; that of the parameters with the edition's."""
    if "parameters" not in cell.tags:
        return cell.source
    given = (f"{name} = {getattr(edition, name)!r}" for name in PARAMETERS)
    return "\n".join((cell.source, *given))


def _run(code: str, names: Names, folder: Path, lesson: Lesson, cell: Cell) -> None:
    """Run code as a cell would: in the notebook's folder, what it prints and warns of left unheard."""
    told = io.StringIO()
    os.environ.setdefault("MPLBACKEND", "agg")
    with contextlib.chdir(folder), contextlib.redirect_stdout(told), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            exec(compile(without_magics(code), f"{lesson.name}:{cell.line}", "exec"), names)
        except Exception as error:
            detail = " ".join(str(error).split())[:200]
            raise LearnerNotebookFails(f"{lesson.name}/lesson.py", cell.line, type(error).__name__, detail) from error


def _kept(names: Names) -> Names:
    """The names as they are now: tables and collections copied, so that what runs later changes none of them."""
    return {name: _copied(value) for name, value in names.items()}


def _copied(value: Any) -> Any:
    if hasattr(value, "iloc"):
        return value.copy()
    return copy.copy(value) if isinstance(value, list | dict | set) else value


def on_company(edition: Edition, company: str) -> Edition:
    """The same edition on another company."""
    return replace(edition, company=company)
