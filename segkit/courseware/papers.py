"""The papers of a pack: every PDF and text beside the notebooks, written where the pack's list of names puts it."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from segkit.courseware.answers import Answers
from segkit.courseware.course import Course
from segkit.courseware.documents.contents import PackFile, render_contents
from segkit.courseware.documents.key import Checked
from segkit.courseware.documents.notices import write_notices
from segkit.courseware.documents.occasion import Occasion
from segkit.courseware.documents.outputs import Outputs, read_outputs
from segkit.courseware.documents.pack import learners_documents, trainers_documents
from segkit.courseware.documents.printing import Press
from segkit.courseware.documents.programme import Programme, on_the_day, programme_of
from segkit.courseware.edition import Edition
from segkit.courseware.lint import read_sentences
from segkit.courseware.menus import Menus
from segkit.courseware.names import LEARNER, NAMES, Listed, listed
from segkit.courseware.quiz.pack import class_files
from segkit.house import kit_folder
from segkit.learn.pack import FOLDER
from segkit.learn.rules import Exercise, read_exercises
from segkit.report.brand import Brand, read_brand
from segkit.wording import Wording

UNDATED = date(2026, 1, 1)  # what a file's date says where the day of the class is open
OF_THE_DATA = ("notebooks", "course_data", "solutions", "checkpoints", "hidden", "unseen")


@dataclass(frozen=True)
class Proven:
    """What running the lessons has shown: what drop-downs offer, and what the solutions come to."""

    menus: Menus = field(default_factory=dict)
    answers: Answers = field(default_factory=dict)


def write_papers(
    folder: Path,
    course: Course,
    edition: Edition,
    words: Mapping[str, str],
    *,
    occasion: Occasion | None = None,
    brand: Brand | None = None,
    proven: Proven | None = None,
) -> tuple[Listed, ...]:
    """Write all papers of an edition below `folder`; every file of the pack in the order of its contents page.

    Parameters
    ----------
    words
        The word that opens each exercise's solution, by exercise; empty but in a class.
    occasion
        What is known of the class; left out, papers have lines to write on.
    brand
        How papers look; left out, the plain brand.
    proven
        What the lessons gave when they were run; left out, papers name no options and the key no results.

    Raises
    ------
    PageError
        A paper cannot be printed, as `write_pdf`.
    """
    proven = proven or Proven()
    company, is_invented = _company(folder, edition)
    programme = programme_of(course, edition.track)
    programme = replace(programme, menus=proven.menus, rung=edition.rung, on_example=is_invented)
    known = on_the_day(occasion or Occasion(course.settings.title), programme)
    known = replace(known, rung=edition.rung, example=company if is_invented else None)
    brand = brand or read_brand(kit_folder("templates") / "brands" / "plain")
    press = Press(brand, Wording(edition.language), known.day or UNDATED)
    outputs = read_outputs(folder / listed("solutions", edition.language).path, programme.lessons)
    for key, content in _papers(
        course, programme, edition, words, (known, press), company=company, seen=(outputs, proven)
    ):
        _write(folder / listed(key, edition.language).path, content)
    is_self_study = edition.mode == "self"
    for name, content in class_files(edition.track, press, course=course.folder, is_self_study=is_self_study).items():
        _write(folder / name, content)
    files = _present(folder, edition)
    shown = [PackFile(one.path, one.key, one.part) for one in files if _is_described(one.key, press.words)]
    (folder / listed("contents", edition.language).path).write_bytes(render_contents(shown, programme, known, press))
    return files


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def _papers(
    course: Course,
    programme: Programme,
    edition: Edition,
    words: Mapping[str, str],
    class_: tuple[Occasion, Press],
    *,
    company: Mapping[str, str],
    seen: tuple[Outputs, Proven],
) -> Iterator[tuple[str, bytes]]:
    (occasion, press), (outputs, proven) = class_, seen
    say = press.words
    checked = Checked(_exercises(programme), read_sentences(course.folder, edition.language), proven.answers)
    facts = _facts(programme, edition, say)
    taken = "example" if occasion.example else "own"
    yield "readme", say(f"course.pack.readme.{taken}", company=say.pick(company), **facts).encode("utf-8-sig")
    yield "start", say(f"course.pack.start.{taken}").encode("utf-8-sig")
    yield from learners_documents(programme, occasion, press, outputs=outputs)
    yield from trainers_documents(course, programme, checked, occasion, press, outputs=outputs)
    yield "class_file", _class_file(programme, occasion, say).encode("utf-8")
    yield "notices", write_notices(programme, occasion, say).encode("utf-8-sig")
    if words:
        yield "words", _word_list(programme, words, say).encode("utf-8-sig")


def _class_file(programme: Programme, occasion: Occasion, say: Wording) -> str:
    """What certificates need to know of the class, as far as it is known; the rest is for the trainer to fill in."""
    places = {key: listed(key, say.language).path for key in ("roster", "class_file")}
    day = occasion.day.isoformat() if occasion.day else ""
    known = {"hours": f"{programme.net / 60:g}", "first": day, "issuer": "", "trainer": json.dumps(occasion.trainer)}
    lines = [f"{f'{name}: {value}':<20}# {say(f'course.pack.class_file.{name}')}" for name, value in known.items()]
    return "\n".join([f"# {say('course.pack.class_file.lead', **places)}", *lines, ""])


def _facts(programme: Programme, edition: Edition, say: Wording) -> dict[str, str]:
    names = {key: listed(key, edition.language).path for key in NAMES}
    return {"title": say.pick(programme.title), "form": say.pick(programme.form)} | names


def _company(folder: Path, edition: Edition) -> tuple[dict[str, str], bool]:
    """What the company is called whose data the class works on, by language, and whether it is invented."""
    path = folder / LEARNER / FOLDER / "companies" / edition.company / "company.json"
    held = json.loads(path.read_text(encoding="utf-8"))
    return dict(held["name"]), bool(held.get("is_invented"))


def _exercises(programme: Programme) -> dict[str, Exercise]:
    return {
        id: exercise
        for lesson in programme.lessons
        for id, exercise in read_exercises(lesson.folder / "checks.py").items()
    }


def _word_list(programme: Programme, words: Mapping[str, str], say: Wording) -> str:
    """One line per exercise: its word, to be shown when the class is done with it."""
    lines = [
        f"{one.id}\t{words[one.id]}\t{say.pick(one.title)}"
        for lesson in programme.lessons
        for one in lesson.plan.kept(programme.track)
        if one.id in words
    ]
    return "\n".join((say("course.pack.words"), "", *lines, ""))


def _present(folder: Path, edition: Edition) -> tuple[Listed, ...]:
    """The files of the list of names that were written."""
    every = (listed(key, edition.language) for key in NAMES)
    return tuple(one for one in every if (folder / one.path).exists() or one.key == "contents")


def _is_described(key: str, say: Wording) -> bool:
    return say.has(f"documents.file.{key}")
