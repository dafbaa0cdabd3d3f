"""Built notebooks run on a warm kernel: the solved ones for their outputs, the learner's to see where they stop."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from segkit.courseware.blocks import CHOICE, shown_names, solved_code, without_magics
from segkit.courseware.edition import Edition
from segkit.courseware.lesson import Lesson
from segkit.courseware.notebook import answered, checked, learner_notebook, names_in, solved_notebook
from segkit.errors import CourseError, KernelDied, LearnerNotebookFails, SolutionRejected
from segkit.house import PACKAGE
from segkit.jupyter import CellTimeoutError, DeadKernelError, NotebookClient, nbformat
from segkit.notebooks import Kernel

CELL_SECONDS = 120
# The kernel is warm: names of the notebook before must go, and what each cell raises is noted, however it is shown.
OPENING = """\
get_ipython().run_line_magic("reset", "-f")
import os, sys
os.chdir({folder!r})
sys.path[:0] = [{package!r}]  # the builder's own segkit, wherever the kernel was started
get_ipython().segkit_seen = []
if not hasattr(get_ipython(), "segkit_watches"):
    get_ipython().segkit_watches = lambda ran: get_ipython().segkit_seen.append(
        repr(ran.error_before_exec or ran.error_in_exec or "")
    )
    get_ipython().events.register("post_run_cell", get_ipython().segkit_watches)
del os, sys"""
SOLVE = """\
_solved = dict(globals())
exec({code!r}, _solved)
globals().update({{_name: _solved[_name] for _name in {names!r} if _name in _solved}})
del _solved"""
OUTCOME = 'print(lesson.check("{exercise}").outcome)'
CLOSING = 'print(__import__("json").dumps(get_ipython().segkit_seen))'
BLANK = "____"


@dataclass(frozen=True)
class Ran:
    """A cell that was run: the exception as Python writes it, empty where none was raised, and what it printed."""

    cell: Any
    raised: str
    printed: str


def run_solved(lesson: Lesson, edition: Edition, folder: Path, kernel: Kernel) -> Any:
    """The solved notebook with its outputs, run in `folder`, which lies below `course-data`.

    Raises
    ------
    LearnerNotebookFails
        A cell raises.
    SolutionRejected
        A check does not pass.
    KernelDied
        The kernel is gone.
    """
    notebook = solved_notebook(lesson, edition)
    ran = run_cells(list(notebook.cells), folder, kernel, lesson.name)
    for number, one in enumerate(ran, start=1):
        if one.raised:
            raise _failing(lesson, number, one.raised)
    notebook.cells = [_as_run(one.cell, number) for number, one in enumerate(ran, start=1)]
    return notebook


def learner_findings(lesson: Lesson, edition: Edition, folder: Path, kernel: Kernel) -> Iterator[CourseError]:
    """What is wrong with a learner's notebook: it stops elsewhere than at an open exercise, or one passes by itself.

    After each exercise its solution is put in, so that what follows it is looked at as well.
    """
    built = learner_notebook(lesson, edition).cells
    may_pass = edition.rung_of(lesson) == "run"
    for number, one in _with_places(run_cells(_with_solutions(lesson, built, edition), folder, kernel, lesson.name)):
        part = one.cell.metadata.get("segkit", {}).get("part", "")
        if one.raised and not (part == "answer" and _is_open(one)):
            yield _failing(lesson, number, one.raised)
        elif part == "open" and one.printed != "not_attempted" and not may_pass:
            yield LearnerNotebookFails(_file(lesson), number, exercise_of(one.cell), one.printed)
        elif part == "solved" and one.printed not in ("pass", "needs_trainer"):
            exercise = one.cell.metadata["segkit"]["exercise"]
            yield SolutionRejected(_file(lesson), exercise, edition.company, one.printed, "")


def run_cells(cells: list[Any], folder: Path, kernel: Kernel, name: str) -> tuple[Ran, ...]:
    """Run cells on a kernel that forgets what was before, in `folder`; what each raised and printed.

    A relative `folder` is one of this process: the kernel itself stands in the notebook's before.

    Raises
    ------
    KernelDied
        The kernel died, or a cell took longer than two minutes.
    """
    opening, closing = (
        nbformat.v4.new_code_cell(code)
        for code in (OPENING.format(folder=str(folder.absolute()), package=str(PACKAGE.parent)), CLOSING)
    )
    notebook = nbformat.v4.new_notebook(cells=[opening, *cells, closing], nbformat_minor=5)
    client = NotebookClient(notebook, km=kernel.manager, allow_errors=True, timeout=CELL_SECONDS)
    try:
        client.execute()
    except (CellTimeoutError, DeadKernelError) as error:
        raise KernelDied(name) from error
    finally:
        kernel.hang_up()
    raised = iter(json.loads(_printed(notebook.cells[-1]))[1:])  # the first is the opening's own
    return tuple(_ran(cell, raised) for cell in notebook.cells[1:-1])


def exercise_of(cell: Any) -> str:
    """The exercise that a cell belongs to; empty where to none."""
    return str(cell.metadata.get("segkit", {}).get("exercise", ""))


def _is_open(one: Ran) -> bool:
    """Whether an answer stopped at a blank or at a choice that is not made yet, which is `...`."""
    return BLANK in one.raised or CHOICE in one.cell.source or "ellipsis" in one.raised.lower()


def _ran(cell: Any, raised: Iterator[str]) -> Ran:
    """What came of one cell; a text cell and an empty one raise nothing and are not noted."""
    if cell.cell_type != "code" or not cell.source.strip():
        return Ran(cell, "", "")
    found = next(raised)
    return Ran(cell, "" if found == "''" else found, _printed(cell))


def _printed(cell: Any) -> str:
    return "".join(one.text for one in cell.outputs if one.output_type == "stream" and one.name == "stdout").strip()


def _with_solutions(lesson: Lesson, built: list[Any], edition: Edition) -> list[Any]:
    """The learner's cells; after each check the outcome, the solution, and the outcome again."""
    cells: list[Any] = []
    for cell in built:
        if exercise := checked(cell):
            cells.append(_probe(OUTCOME.format(exercise=exercise), "open", exercise))
            cells += _solutions(lesson, exercise, edition)
            cells.append(_probe(OUTCOME.format(exercise=exercise), "solved", exercise))
        else:
            cells.append(cell)
            if (exercise := answered(cell)) and not _is_checked(built, exercise):
                cells += _solutions(lesson, exercise, edition)
    return cells


def _solutions(lesson: Lesson, exercise: str, edition: Edition) -> list[Any]:
    """Cells that leave what every learner has who solved the exercise, and nothing else that the solution makes."""
    kind, checked_names = lesson.plan.exercise(exercise).kind, names_in(lesson).get(exercise, ())
    made = []
    for cell in lesson.code_of(exercise):
        names = shown_names(cell.source, edition.rung_of(lesson), kind, checked_names)
        code = SOLVE.format(code=without_magics(solved_code(cell.source)), names=names)
        made.append(_probe(code, "solution", exercise))
    return made


def _is_checked(built: list[Any], exercise: str) -> bool:
    return any(checked(cell) == exercise for cell in built)


def _probe(code: str, part: str, exercise: str) -> Any:
    cell = nbformat.v4.new_code_cell(code)
    cell.metadata["segkit"] = {"part": part, "exercise": exercise}
    return cell


def _with_places(ran: tuple[Ran, ...]) -> Iterator[tuple[int, Ran]]:
    """Each cell with its number among the learner's own."""
    number = 0
    for one in ran:
        number += one.cell.metadata.get("segkit", {}).get("part", "") not in ("solution", "solved")
        yield number, one


def _as_run(cell: Any, number: int) -> Any:
    """An executed cell without times and places, numbered by its place."""
    cell.metadata.pop("execution", None)
    if cell.cell_type == "code":
        cell.execution_count = number
        for output in cell.outputs:
            if "execution_count" in output:
                output.execution_count = number
    return cell


def _failing(lesson: Lesson, number: int, raised: str) -> LearnerNotebookFails:
    kind, _, detail = raised.partition("(")
    return LearnerNotebookFails(_file(lesson), number, kind, detail.rstrip(")")[:200])


def _file(lesson: Lesson) -> str:
    return f"{lesson.name}.ipynb"
