"""What is marked of a lesson: its exercises with all their checks, its setup, and its own solution as a notebook."""

import ast
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from segkit.courseware.grade.sandbox import Cell
from segkit.courseware.lesson import Lesson
from segkit.learn.rules import Exercise, read_exercises

START = re.compile(r"\bstart\s*\(")
CHOICE = re.compile(r"""choose\(\s*["']([^"']+)["']\s*,\s*["']([^"']+)["'].*#\s*CHOICE:\s*(.+?)\s*$""", re.MULTILINE)


@dataclass(frozen=True)
class Task:
    """One exercise to mark; `checks` is None where no rule asks about it and the trainer reads what was written."""

    id: str
    title: Mapping[str, str]
    kind: str
    checks: Exercise | None
    is_home: bool = False  # done after the class or by choice: it counts only once it is done

    @property
    def names(self) -> tuple[str, ...]:
        """The learner's variables that hold its results."""
        return self.checks.names if self.checks else ()


@dataclass(frozen=True)
class Assignment:
    """A lesson as the grader knows it.

    `setup`: the parameters' cell with this run's values comes first, see `setup_for`. `solution`: the code cells of
    the model solution; `choices`: what it chooses, by exercise and name.
    """

    lesson: str
    name: str
    title: Mapping[str, str]
    tasks: tuple[Task, ...]
    setup: tuple[str, ...]
    solution: tuple[Cell, ...]
    choices: Mapping[str, Mapping[str, Any]]

    @property
    def names(self) -> dict[str, tuple[str, ...]]:
        """The results to hand back, by exercise that has rules."""
        return {task.id: task.names for task in self.tasks if task.checks}

    def setup_for(self, language: str) -> tuple[str, ...]:
        """The cells that are run before a learner's: parameters of this run, then the source's own setup."""
        return (f'company, language, mode = "unseen", {language!r}, "exam"', *self.setup)


def read_assignment(lesson: Lesson, track: str = "") -> Assignment:
    """What is marked of `lesson`: every exercise, or those that a track keeps, which knows what is done at home.

    Its `checks.py` is run as Python, hidden rules included.
    """
    checks = read_exercises(lesson.folder / "checks.py")
    plans = lesson.plan.kept(track) if track else lesson.plan.exercises
    at_home = {plan.id for plan in plans if track and plan.where_in(track) != "class"}
    tasks = tuple(Task(plan.id, plan.title, plan.kind, checks.get(plan.id), plan.id in at_home) for plan in plans)
    code = [cell for cell in lesson.cells if cell.kind == "code" and "parameters" not in cell.tags]
    setup = tuple(cell.source for cell in code if not cell.exercise and START.search(cell.source))
    solution = tuple(Cell(cell.source, cell.exercise) for cell in code if cell.source not in setup)
    return Assignment(lesson.id, lesson.name, lesson.plan.title, tasks, setup, solution, _choices(solution))


def _choices(cells: tuple[Cell, ...]) -> dict[str, dict[str, Any]]:
    """What the solution's own marks `# CHOICE: value` say; a value that is no literal is a text."""
    found: dict[str, dict[str, Any]] = {}
    for cell in cells:
        for exercise, name, value in CHOICE.findall(cell.source):
            found.setdefault(exercise, {})[name] = _literal(value)
    return found


def _literal(text: str) -> Any:
    try:
        return ast.literal_eval(text)
    except (ValueError, SyntaxError):
        return text
