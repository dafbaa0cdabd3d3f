"""`segkit course marks`: from a graded folder, judges' points and tests to each learner's marks of a hundred."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from segkit.commands.session import print_json, session_of

if TYPE_CHECKING:
    from segkit.courseware.marks import ClassMarks, Marks


def marks(
    context: typer.Context,
    graded: Annotated[Path, typer.Argument()],
    roster: Annotated[Path, typer.Option("--roster")],
    judges: Annotated[Path | None, typer.Option("--judges")] = None,
    answers: Annotated[Path | None, typer.Option("--answers")] = None,
    *,
    forms: Annotated[Path | None, typer.Option("--forms")] = None,
    out: Annotated[Path | None, typer.Option("--out")] = None,
    course: Annotated[Path | None, typer.Option("--course")] = None,
    as_json: Annotated[bool, typer.Option("--json")] = False,
) -> None:
    """Add up exercises, report and test to marks of a hundred per learner, as certificates read them."""
    from segkit.courseware.marks import Scale, class_marks
    from segkit.courseware.marks_file import warnings_of, write_marks
    from segkit.courseware.marks_sources import read_extras, read_gradebooks
    from segkit.courseware.quiz.pack import pass_marks, weights
    from segkit.courseware.roster import read_roster

    words, people = session_of(context).wording, read_roster(roster)
    scale = Scale(weights(course), *pass_marks(course))
    extras = read_extras(people, judges, answers, forms)
    found = class_marks(people, read_gradebooks(graded), scale, extras)
    files = write_marks(found, scale, words, out or graded, dated=date.today())
    if as_json:
        print_json({"files": files, **_as_dict(found)})
        return
    passed = sum(one.band in ("pass", "distinction") for one in found.rows)
    told = words("cli.course.marks", n=len(found.rows), exercises=sum(found.lessons.values()), passed=passed)
    typer.echo("\n".join([told, *(f"  {file}" for file in files), *warnings_of(found, words)]))


def _as_dict(found: "ClassMarks") -> dict[str, Any]:
    return {
        "full": {part: float(points) for part, points in found.full.items()},
        "lessons": dict(found.lessons),
        "marks": [_row(one) for one in found.rows],
        "unmatched": found.strange,
        "unnamed_sheets": found.nameless,
    }


def _row(one: "Marks") -> dict[str, Any]:
    who = {name: getattr(one.learner, name) for name in ("id", "name", "group")}
    parts = {part: None if points is None else float(points) for part, points in one.parts.items()}
    lacks = [{"kind": lack.kind, "where": lack.where} for lack in one.lacks]
    return {
        **who,
        "parts": parts,
        "total": None if one.total is None else float(one.total),
        "band": one.band,
        "lacks": lacks,
    }
