"""Commands about the course: are its sources sound, has a translation been read, write a class's pack."""

from pathlib import Path
from typing import Annotated

import typer

from segkit.commands.session import session_of

Folder = Annotated[Path | None, typer.Argument()]


def lint(context: typer.Context, folder: Folder = None) -> None:
    """Say what is wrong with the course's sources, each finding with file and line; 2 where there is anything."""
    from segkit.courseware.audit import leak_findings
    from segkit.courseware.course import read_course
    from segkit.courseware.lint import lint_course

    wording, course = session_of(context).wording, read_course(folder)
    found = lint_course(course)
    found += tuple(leak for lesson in course.lessons.values() for leak in leak_findings(lesson, course))
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


def build(
    context: typer.Context,
    track: Annotated[str, typer.Option("--track")] = "1d",
    rung: Annotated[str | None, typer.Option("--rung")] = None,
    mode: Annotated[str, typer.Option("--mode")] = "class",
    *,
    study: Annotated[Path | None, typer.Option("--study")] = None,
    company: Annotated[str, typer.Option("--company")] = "liwan",
    to: Annotated[Path | None, typer.Option("--to")] = None,
    brand: Annotated[Path | None, typer.Option("--brand")] = None,
    course: Annotated[Path | None, typer.Option("--course")] = None,
) -> None:
    """Write a class's pack in one language: what learners get, what the trainer keeps, every paper."""
    from segkit.courseware.build import build_pack, of_study
    from segkit.courseware.course import read_course
    from segkit.courseware.edition import Edition
    from segkit.courseware.names import file_name

    session = session_of(context)
    wording = session.wording
    taught = read_course(course)
    rung = rung or taught.track(track).rung
    _check_choice("--rung", rung, ("run", "fill", "write"))
    _check_choice("--mode", mode, ("class", "self", "exam"))
    edition = Edition(wording.language, track, rung, mode, company)
    target = to or Path("build") / "course" / f"{track}-{wording.language}-{rung}"
    built = build_pack(
        taught,
        edition,
        target,
        supply=of_study(study) if study else None,
        brand=brand,
        tell=lambda step: typer.echo(wording(f"course.build.step.{step}"), err=True),
    )
    facts = {"folder": str(built.folder), "contents": file_name("contents", wording.language)}
    typer.echo(wording("course.build.done", n=len(built.files), **facts))


def _check_choice(option: str, given: str, choices: tuple[str, ...]) -> None:
    from segkit.errors import BadChoice

    if given not in choices:
        raise BadChoice(option, given, choices)
