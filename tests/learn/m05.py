"""Runs the code of M5 on a small company, with the model solution or another answer in its place."""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from segkit.courseware.blocks import learner_code, solved_code
from segkit.courseware.cells import read_cells
from segkit.house import kit_folder
from segkit.learn.asking import hashes_of
from segkit.learn.messages import compile_messages
from segkit.learn.pack import Company, installed_version
from segkit.learn.rules import Exercise, read_exercises
from tests.learn.companies import write_company

FOLDER = kit_folder("course") / "lessons" / "m05_rfm"
CELLS = tuple(cell for cell in read_cells(FOLDER / "lesson.py") if cell.kind == "code")
KINDS = {"E5.5": "decision"}


@cache
def exercises() -> dict[str, Exercise]:
    """The checks of the lesson."""
    return read_exercises(FOLDER / "checks.py")


def write_pack(folder: Path, seed: int, customers: int = 120) -> Path:
    """A pack with M5 and one company; the folder where the notebooks would run."""
    data = folder / "course-data"
    write_company(data / "companies" / "liwan", seed, customers)
    lesson = data / "lessons" / "m05"
    lesson.mkdir(parents=True)
    (data / "version.json").write_text(json.dumps({"version": installed_version()}), encoding="utf-8")
    (lesson / "checks.py").write_bytes((FOLDER / "checks.py").read_bytes())
    compile_messages(kit_folder("course") / "messages", data / "messages")
    write_card(lesson, {})
    (folder / "notebooks").mkdir()
    return folder / "notebooks"


def write_card(lesson: Path, hashes: Mapping[str, Any]) -> None:
    """The lesson.json of a pack without hints and solutions."""
    named = {"zh-CN": "RFM", "en": "RFM"}
    cards = [{"id": id, "title": named} for id in exercises()]
    card = {"id": "m05", "title": named, "exercises": cards, "hashes": {"liwan": hashes}}
    (lesson / "lesson.json").write_text(json.dumps(card), encoding="utf-8")


def run_lesson(answers: Mapping[str, str] | None = None, rung: str = "") -> dict[str, Any]:
    """The namespace after every code cell ran in the current folder.

    Parameters
    ----------
    answers
        By exercise, what stands in the place of the model solution.
    rung
        Run the learner's cells of this rung instead; what they raise ends that cell alone.
    """
    space: dict[str, Any] = {}
    for cell in CELLS:
        if rung and cell.exercise:
            run_cell(learner_code(cell.source, rung, KINDS.get(cell.exercise, "code"), names_of(cell.exercise)), space)
        else:
            exec(solved_code(cell.source, (answers or {}).get(cell.exercise)), space)
    return space


def answered(space: Mapping[str, Any], exercise: str, source: str | None = None, rung: str = "") -> dict[str, Any]:
    """The namespace with another answer to one exercise, the lesson's other results as they are."""
    cell = next(cell for cell in CELLS if cell.exercise == exercise)
    kind, names = KINDS.get(exercise, "code"), names_of(exercise)
    new = {name: value for name, value in space.items() if name not in names}
    exec(learner_code(cell.source, rung, kind, names) if rung else solved_code(cell.source, source), new)
    return new


def run_cell(code: str, space: dict[str, Any]) -> None:
    """A learner's cell; a blank raises, as in a notebook, and the next cell runs all the same."""
    try:
        exec(code, space)
    except Exception:  # noqa: BLE001 - a blank breaks what it likes
        return


def names_of(exercise: str) -> tuple[str, ...]:
    """The names that an exercise's check reads."""
    return exercises()[exercise].names


def with_hashes(folder: Path, space: Mapping[str, Any]) -> None:
    """Write the hashes of these results into the pack, as the builder does with the model solution's."""
    company = Company("liwan", {}, "2025-12-31", "CNY", True, folder / "course-data" / "companies" / "liwan")
    found = {id: hashes_of(one, results(one, space), company.data()) for id, one in exercises().items()}
    write_card(folder / "course-data" / "lessons" / "m05", found)


def results(exercise: Exercise, space: Mapping[str, Any]) -> dict[str, Any]:
    """The exercise's named results in a namespace."""
    return {name: space[name] for name in exercise.names if name in space}


def as_reference(space: Mapping[str, Any]) -> SimpleNamespace:
    """The model solution's results by name, as a grader has them."""
    return SimpleNamespace(**{name: value for name, value in space.items() if not name.startswith("__")})
