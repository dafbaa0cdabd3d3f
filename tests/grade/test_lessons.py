"""Every lesson of the course can be graded as its learners get it: blanks, solutions and known wrong answers."""

import json

import pytest

from segkit.courseware.blocks import solved_code
from segkit.courseware.companies import CompanyPlan, unseen_plan, write_company
from segkit.courseware.edition import Edition
from segkit.courseware.grade.assignment import read_assignment
from segkit.courseware.grade.collect import collect
from segkit.courseware.grade.companies import read_company
from segkit.courseware.grade.limits import Limits
from segkit.courseware.grade.marking import Desk, learn_ground, mark_notebook
from segkit.courseware.grade.sandbox import Cell
from segkit.courseware.lesson import lesson_folders, read_lesson
from segkit.courseware.notebook import learner_notebook
from segkit.learn.outcome import NEEDS_TRAINER, NOT_ATTEMPTED, PASS

pytestmark = pytest.mark.slow
LIMITS = Limits(cell_seconds=30, total_seconds=120)
LESSONS = [folder for folder in lesson_folders() if (folder / "checks.py").is_file()]


@pytest.fixture(scope="module")
def companies(tmp_path_factory):
    """A class's company and an unseen one, small."""
    folder = tmp_path_factory.mktemp("companies")
    for plan, name in ((CompanyPlan(customers=120), "own"), (unseen_plan(1, customers=300), "unseen")):
        write_company(plan, folder / name)
    return read_company(folder / "own"), read_company(folder / "unseen")


@pytest.fixture(scope="module", params=LESSONS, ids=lambda folder: folder.name)
def desk(request, nursery, companies):
    """Where one lesson is marked; its solution passes on both companies, or this fails."""
    own, unseen = companies
    assignment = read_assignment(read_lesson(request.param))
    grounds = [learn_ground(assignment, company, nursery, LIMITS) for company in (unseen, own)]
    return Desk(assignment, *grounds, nursery, LIMITS)


@pytest.mark.parametrize("rung", ["fill", "write"])
def test_a_learner_s_notebook_that_nobody_touched_is_not_attempted(desk, rung, request, tmp_path):
    lesson = read_lesson(request.node.callspec.params["desk"])
    built = learner_notebook(lesson, Edition("en", "1d", rung))
    (tmp_path / f"{lesson.name}-A01.ipynb").write_text(json.dumps(built), encoding="utf-8")
    (one,) = collect(tmp_path, lesson.id, lesson.name)
    marks = mark_notebook(one.cells, one.choices, desk)
    assert {mark.outcome for mark in marks} == {NOT_ATTEMPTED}


def test_a_known_wrong_answer_of_each_exercise_gets_its_own_code_and_costs_no_other(desk):
    """The first of each exercise; tests/lessons try them all."""
    for task in desk.assignment.tasks:
        for wrong in task.checks.wrongs[:1] if task.checks else ():
            cells = tuple(
                Cell(solved_code(cell.source, wrong.source), cell.exercise) if cell.exercise == task.id else cell
                for cell in desk.assignment.solution
            )
            marks = {mark.exercise: mark for mark in mark_notebook(cells, desk.assignment.choices, desk)}
            assert marks[task.id].code == wrong.code, (task.id, wrong.source)
            others = {mark.outcome for id, mark in marks.items() if id != task.id}
            assert others <= {PASS, NEEDS_TRAINER} or _leans_on(task.id, desk), (task.id, wrong.source, marks)


def _leans_on(exercise, desk):
    """Whether later exercises use this one's results, and so share its mistake."""
    names = next(task.names for task in desk.assignment.tasks if task.id == exercise)
    later = [cell.source for cell in desk.assignment.solution if cell.exercise != exercise]
    return any(name in source for name in names for source in later)
