"""Commands about the course: are its sources sound, has a translation been read, write a class's pack."""

from pathlib import Path
from typing import Annotated

import typer

from segkit.commands.session import session_of

Folder = Annotated[Path | None, typer.Argument()]


def lint(context: typer.Context, folder: Folder = None) -> None:
    """Say what is wrong with the course's sources, each finding with file and line; 2 where there is anything."""
    from segkit.courseware.course import read_course
    from segkit.courseware.lint import lint_course

    wording, course = session_of(context).wording, read_course(folder)
    found = lint_course(course)
    for finding in found:
        typer.echo(wording.explained(finding)[0].what)
    counts = {"lessons": len(course.lessons), "offered": len(course.offered), "tracks": course.offered or "–"}
    typer.echo(wording("course.lint.found" if found else "course.lint.sound", n=len(found), **counts))
    raise typer.Exit(2 if found else 0)


def stamp(context: typer.Context, lesson: Annotated[str, typer.Argument()], folder: Folder = None) -> None:
    """Note in each English text which Chinese one it was translated from, once both were read beside each other."""
    from segkit.courseware.course import read_course
    from segkit.courseware.lint_texts import stamp_lesson
    from segkit.errors import ExerciseUnknown
    from segkit.settings import nearest

    lessons = read_course(folder).lessons
    if lesson not in lessons:
        raise ExerciseUnknown("lessons", 1, lesson, nearest(lesson, lessons))
    stamped = stamp_lesson(lessons[lesson])
    typer.echo(session_of(context).wording("course.stamp.done", n=len(stamped), texts=stamped))
