"""The folder `course-data` beside notebooks: lessons, public checks, messages, companies, and sealed solutions."""

import json
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from segkit.bilingual import code_in_language
from segkit.courseware.blocks import solution_of
from segkit.courseware.checks_text import public_checks
from segkit.courseware.course import Course
from segkit.courseware.edition import Edition
from segkit.courseware.lesson import Lesson
from segkit.courseware.plan import ExercisePlan
from segkit.learn.messages import compile_messages
from segkit.learn.pack import FOLDER, installed_version
from segkit.learn.sealed import draw_word, seal
from segkit.wording import LANGUAGES

Hashes = Mapping[str, Mapping[str, Mapping[str, str]]]  # by company, exercise and code


def write_course_data(pack: Path, course: Course, lessons: tuple[Lesson, ...], edition: Edition) -> dict[str, str]:
    """Write `course-data` below `pack` without companies; the release word of each exercise, none but in a class."""
    data = pack / FOLDER
    (pack / "notebooks").mkdir(parents=True, exist_ok=True)
    write_json(data / "version.json", {"version": installed_version()})
    compile_messages(course.folder / "messages", data / "messages")
    words: dict[str, str] = {}
    for lesson in lessons:
        drawn = {one.id: draw_word() for one in edition.exercises(lesson)} if edition.mode == "class" else {}
        words |= drawn
        folder = data / "lessons" / lesson.id
        write_json(folder / "lesson.json", lesson_card(lesson, edition, drawn))
        (folder / "checks.py").write_text(public_checks(lesson.checks, lesson.folder / "checks.py"), encoding="utf-8")
    return words


def add_company(pack: Path, company: Path) -> None:
    """Copy a company's folder, without the trainer's truth, into the pack."""
    target = pack / FOLDER / "companies" / company.name
    shutil.copytree(company, target, ignore=shutil.ignore_patterns("truth"), dirs_exist_ok=True)


def add_hashes(pack: Path, lesson: str, hashes: Hashes) -> None:
    """Write the hashes of the solution's values into a lesson's card."""
    path = pack / FOLDER / "lessons" / lesson / "lesson.json"
    write_json(path, {**json.loads(path.read_text(encoding="utf-8")), "hashes": hashes})


def lesson_card(lesson: Lesson, edition: Edition, words: Mapping[str, str]) -> dict[str, Any]:
    """What a learner's file tells of a lesson; `segkit.learn.pack` says its form. Solutions are sealed with `words`."""
    exercises = [_exercise_card(lesson, one, edition, words) for one in edition.exercises(lesson)]
    return {"id": lesson.id, "title": lesson.plan.title, "exercises": exercises, "hashes": {}}


def write_json(path: Path, content: Mapping[str, Any]) -> None:
    """Write a JSON file that a person can read, its folder made."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _exercise_card(lesson: Lesson, plan: ExercisePlan, edition: Edition, words: Mapping[str, str]) -> dict[str, Any]:
    card = {
        "id": plan.id,
        "title": plan.title,
        "minutes": plan.minutes,
        "kind": plan.kind,
        "where": plan.where_in(edition.track),
        "hints": {language: list(lesson.hints(plan.id, language)) for language in LANGUAGES},
    }
    solution = "\n\n".join(solution_of(cell.source) for cell in lesson.code_of(plan.id))
    if edition.mode == "exam":
        return card
    reasons = {language: lesson.explanation(plan.id, language) for language in LANGUAGES}
    card["explain"] = {language: seal(text) for language, text in reasons.items() if text}
    if solution:
        word = words.get(plan.id, "")
        card["solution"] = {one: seal(code_in_language(solution, one), word) for one in LANGUAGES}
    return card
