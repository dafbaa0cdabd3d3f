"""`segkit course grade`: from a folder of what learners handed in to gradebook, feedback and class report."""

import re
import sys
import tempfile
import zipfile
from contextlib import suppress
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from segkit.commands.session import print_json, session_of
from segkit.house import kit_folder

if TYPE_CHECKING:
    from segkit.courseware.grade.companies import Grounds
    from segkit.courseware.grade.grading import Result
    from segkit.courseware.lesson import Lesson
    from segkit.wording import Wording

LESSON = re.compile(r"(?<![a-z0-9])m\d\d(?![0-9])")


def grade(
    context: typer.Context,
    folder: Annotated[Path, typer.Argument()],
    lesson: Annotated[str, typer.Option("--lesson")] = "",
    track: Annotated[str, typer.Option("--track")] = "",
    pack: Annotated[Path | None, typer.Option("--pack")] = None,
    *,
    roster: Annotated[Path | None, typer.Option("--roster")] = None,
    to: Annotated[Path | None, typer.Option("--to")] = None,
    course: Annotated[Path | None, typer.Option("--course")] = None,
    brand: Annotated[Path | None, typer.Option("--brand")] = None,
    as_json: Annotated[bool, typer.Option("--json")] = False,
) -> None:
    """Grade every lesson of which something lies in the folder, or the one named."""
    from segkit.courseware.grade.companies import track_of
    from segkit.courseware.grade.grading import NOTHING
    from segkit.courseware.lesson import read_lessons
    from segkit.errors import NothingHandedIn

    wording = session_of(context).wording
    place = course or kit_folder("course")
    wanted = {lesson} if lesson else lessons_in(folder)
    lessons = {id: one for id, one in read_lessons(place).items() if id in wanted}
    if not lessons:
        raise NothingHandedIn(str(folder), lesson or "–")
    target = to or folder.parent / f"{folder.resolve().name}-graded"
    track = track or (track_of(pack) if pack else "")
    with tempfile.TemporaryDirectory(prefix="segkit-") as scratch:
        grounds = _grounds(pack, Path(scratch))
        told = {
            id: _grade_lesson(one, (folder, target / id), grounds, (place, brand, track, roster), wording)
            for id, one in lessons.items()
        }
    if as_json:
        print_json({id: _as_dict(result, files) for id, (result, files) in told.items()})
        return
    for id, (result, _) in told.items():
        n = sum(one.note != NOTHING for one in result.graded)
        key = "done" if n == len(result.graded) else "done_absent"
        typer.echo(wording(f"grading.{key}", n=n, absent=len(result.graded) - n, folder=target / id))


def lessons_in(folder: Path) -> frozenset[str]:
    """The lessons that names of files tell, also of those inside archives."""
    found: set[str] = set()
    for path in folder.rglob("*"):
        names = [path.name]
        if path.suffix.lower() == ".zip":
            with suppress(zipfile.BadZipFile, OSError, ValueError), zipfile.ZipFile(path) as archive:
                names += archive.namelist()[:2000]
        found.update(told for name in names for told in LESSON.findall(name.lower()))
    return frozenset(found)


def _grounds(pack: Path | None, scratch: Path) -> "Grounds":
    from segkit.courseware.grade.companies import find_companies, make_companies

    return find_companies(pack) if pack else make_companies(scratch)


def _grade_lesson(
    lesson: "Lesson", places: tuple[Path, Path], grounds: "Grounds", how: tuple[Any, ...], wording: "Wording"
) -> tuple["Result", tuple[Path, ...]]:
    from segkit.courseware.documents.printing import Press
    from segkit.courseware.grade.assignment import read_assignment
    from segkit.courseware.grade.collect import collect
    from segkit.courseware.grade.grading import Sitting, grade_class, write_results
    from segkit.courseware.grade.sentences import words_of_course
    from segkit.report.brand import read_brand

    (folder, target), (course, brand, track, roster) = places, how
    assignment = read_assignment(lesson, track)
    submissions = collect(folder, lesson.id, lesson.name)
    typer.echo(wording("grading.running", n=len(submissions)), err=True)
    if sys.platform != "linux":
        typer.echo(wording("grading.weak_doors"), err=True)
    sitting = Sitting(assignment, grounds.unseen, grounds.own, language=wording.language)
    result = grade_class(submissions, sitting, roster=_roster(roster))
    words = replace(words_of_course(course, wording.language), currency=grounds.unseen.currency)
    press = Press(read_brand(brand or kit_folder("templates") / "brands" / "plain"), words, date.today())
    return result, write_results(result, submissions, assignment, press, target)


def _roster(file: Path | None) -> Any:
    if file is None:
        return None
    from segkit.courseware.roster import read_roster

    return read_roster(file)


def _as_dict(result: "Result", files: tuple[Path, ...]) -> dict[str, Any]:
    learners = {
        one.learner: {mark.exercise: [mark.outcome, mark.code, mark.points] for mark in one.marks}
        for one in result.graded
    }
    again = [[missed.exercise, missed.code, missed.n] for missed in result.figures.again]
    return {"learners": learners, "again": again, "files": files}
