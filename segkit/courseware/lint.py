"""What is wrong with the course's sources: every finding with its file and line, none of which a pack may hold."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from babel.messages.pofile import read_po

from segkit.courseware.agenda import minutes_findings
from segkit.courseware.blocks import marks_findings
from segkit.courseware.checks_text import PUBLIC
from segkit.courseware.course import Course
from segkit.courseware.edition import CONDITIONS
from segkit.courseware.lesson import Lesson, lesson_folders
from segkit.courseware.lint_checks import check_findings, declared_of, line_of
from segkit.courseware.lint_forms import condition_findings
from segkit.courseware.lint_texts import avoided_in_file, text_findings
from segkit.errors import CellFaulty, CourseError, ExerciseUnknown, MessageMissing, Problems, SegkitError, each_problem
from segkit.settings import nearest
from segkit.wording import LANGUAGES

Messages = Mapping[str, Mapping[str, str]]


def lint_course(whole: Course, track: str = "") -> tuple[SegkitError, ...]:
    """Every finding in the course's files, in the order of files and lines; none where all is well.

    With `track`, that track's clock and lessons are looked at and no others.
    """
    course, codes = _of_track(whole, track) if track else whole, _codes(whole)
    messages = {language: read_sentences(course.folder, language) for language in LANGUAGES}
    found: list[SegkitError] = [*minutes_findings(course), *_message_findings(course, messages)]
    for lesson in course.lessons.values():
        found += lint_lesson(lesson, course, messages, codes)
    found += condition_findings(whole)
    for path in (course.folder / "course.yml", *sorted((course.folder / "forms").glob("*.yml"))):
        found += avoided_in_file(path, course.glossary)
    return tuple(sorted(found, key=lambda one: (getattr(one, "file", ""), getattr(one, "line", 0))))


def check_course(course: Course, track: str = "") -> None:
    """Raise Problems with all findings, where there are any; of a track's lessons and clock alone, if one is named."""
    found = lint_course(course, track)
    if found:
        raise Problems(found)


def _of_track(course: Course, name: str) -> Course:
    track = course.settings.tracks[name]
    settings = course.settings.model_copy(update={"tracks": {name: track}})
    lessons = {id: lesson for id, lesson in course.lessons.items() if id in track.lessons}
    return replace(course, settings=settings, lessons=lessons)


def lint_lesson(lesson: Lesson, course: Course, messages: Messages, codes: set[str]) -> tuple[SegkitError, ...]:
    """The findings of one lesson; what stops a file from being read is the only one of that file."""
    found: list[SegkitError] = [*text_findings(lesson, course.glossary), *_plan_findings(lesson, course)]
    found += _when_findings(lesson)
    found += marks_findings(lesson)
    try:
        found += check_findings(lesson, messages, codes)
    except SegkitError as problem:
        found += each_problem(problem)
    return tuple(found)


def read_sentences(course: Path, language: str) -> dict[str, str]:
    """What checks can say, by key; empty where the course has no such catalogue yet."""
    return {key: text for key, (text, _) in _entries(catalogue(course, language)).items()}


def catalogue(course: Path, language: str) -> Path:
    """Where the sentences of a language lie."""
    return course / "messages" / language.replace("-", "_") / "LC_MESSAGES" / "course.po"


def _entries(path: Path) -> dict[str, tuple[str, int]]:
    """Text and line by key."""
    if not path.is_file():
        return {}
    with path.open("rb") as file:
        return {str(one.id): (str(one.string), one.lineno or 1) for one in read_po(file) if one.id}


def _message_findings(course: Course, messages: Messages) -> Iterator[CourseError]:
    """Keys that one language lacks, and words to avoid."""
    for language, other in (LANGUAGES, LANGUAGES[::-1]):
        path = catalogue(course.folder, language)
        for key, (_, line) in _entries(path).items():
            if not messages[other].get(key):
                yield MessageMissing(str(path), line, key, other)
        if path.is_file():
            yield from avoided_in_file(path, course.glossary)


def _codes(course: Course) -> set[str]:
    """Every mistake that a rule of any lesson looks for, and those that the glossary lists."""
    codes = {one.code for one in course.glossary.misconceptions}
    for lesson in course.lessons.values():
        try:
            codes |= {one.code for one in declared_of(lesson) if one.family in (*PUBLIC, "hidden")}
        except SegkitError:
            continue  # told where the lesson itself is looked at
    return codes


def _plan_findings(lesson: Lesson, course: Course) -> Iterator[CourseError]:
    """Names in `lesson.yml` and `quiz.yml` that stand for nothing."""
    plan, file = lesson.plan, lesson.folder / "lesson.yml"
    exercises, objectives = [one.id for one in plan.exercises], [one.id for one in plan.objectives]
    for name, kept in plan.tracks.items():
        yield from _unknown(file, kept, exercises, "tracks", name)
    for at, objective in enumerate(plan.objectives):
        yield from _unknown(file, objective.exercises, exercises, "objectives", at)
    for at, exercise in enumerate(plan.exercises):
        yield from _unknown(file, (exercise.objective,), objectives, "exercises", at)
    for at, item in enumerate(lesson.quiz):
        yield from _unknown(lesson.folder / "quiz.yml", (item.objective,), objectives, "items", at)
    known = {one for track in course.settings.tracks.values() for one in track.lessons}
    known |= {folder.name.split("_")[0] for folder in lesson_folders(course.folder)}
    yield from _unknown(file, plan.requires, sorted(known), "requires")


def _when_findings(lesson: Lesson) -> Iterator[CourseError]:
    """Marks `when` that name no rung, data or track, and those of an exercise's code, which every pack needs."""
    known = {*CONDITIONS, *lesson.plan.tracks}
    for cell in lesson.cells:
        strange = cell.when if cell.kind == "code" and cell.exercise else cell.when - known
        if strange:
            yield CellFaulty(str(lesson.folder / "lesson.py"), cell.line, "when", " ".join(sorted(strange)))


def _unknown(file: Path, named: tuple[str, ...], known: list[str], *where: int | str) -> Iterator[CourseError]:
    for one in named:
        if one not in known:
            yield ExerciseUnknown(str(file), line_of(file, *where), one, nearest(one, known))
