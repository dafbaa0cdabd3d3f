"""From the course's sources to a class's pack: every gate is passed, or nothing is written."""

import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from segkit.courseware.answers import answers_of
from segkit.courseware.audit import audit_lesson
from segkit.courseware.companies import STANDARD, is_invented, plan_of, unseen_of, write_company
from segkit.courseware.course import Course
from segkit.courseware.course_data import add_company, add_hashes, write_course_data, write_json
from segkit.courseware.documents.occasion import Occasion
from segkit.courseware.edition import Edition
from segkit.courseware.grade.sentences import words_of_course
from segkit.courseware.kernels import learner_findings, run_solved
from segkit.courseware.lesson import Lesson
from segkit.courseware.lint import check_course
from segkit.courseware.menus import menus_of
from segkit.courseware.names import LEARNER, MARK, TRAINER, Listed, file_name, listed
from segkit.courseware.notebook import learner_notebook
from segkit.courseware.own_company import report_files, write_report
from segkit.courseware.papers import Proven, write_papers
from segkit.courseware.trial import Trial, blank_findings, solution_findings, try_lesson, wrong_findings
from segkit.errors import PackExists, Problems, SegkitError
from segkit.jupyter import nbformat
from segkit.learn.pack import FOLDER, installed_version
from segkit.notebooks import Kernel, warm_kernel
from segkit.report.brand import read_brand

Told = Callable[[str], None]
Supply = Callable[[Path], tuple[Path, Path]]  # writes the class's company and one that no learner sees, below a folder


@dataclass(frozen=True)
class BuiltPack:
    """A finished pack: where it lies, what it holds, and the word that opens each exercise's solution."""

    folder: Path
    edition: Edition
    files: tuple[Listed, ...]
    words: dict[str, str]


def build_pack(
    course: Course,
    edition: Edition,
    target: Path,
    *,
    supply: Supply | None = None,
    occasion: Occasion | None = None,
    brand: Path | None = None,
    has_papers: bool = True,
    tell: Told = lambda _step: None,
) -> BuiltPack:
    """Write the pack of an edition to `target`, which is new, empty, or an earlier pack.

    Parameters
    ----------
    supply
        Writes the companies; left out, the edition's invented company and an unseen one of its kind.
    occasion
        What is known of the class, for its papers.
    brand
        The folder of the brand in which papers are printed; left out, the plain one.
    has_papers
        Whether papers are printed; without them only notebooks and their data are written.
    tell
        Hears each step before it begins.

    Raises
    ------
    ExerciseUnknown, LessonsMissing
        There is no such track, or lessons of it do not stand yet.
    PackExists
        The folder holds something else.
    Problems
        Everything that a gate found: in the sources, in checks, learner notebooks, or leaks. Nothing is written.
    """
    course.taught(edition.track)
    _refuse_foreign(target)
    tell("lint")
    check_course(course, edition.track)
    with _staged(target) as folder:
        tell("companies")
        own, unseen = (supply or invented(edition))(folder / "companies")
        edition = replace(edition, company=own.name, is_own=not is_invented(own))
        course = replace(course, lessons={id: edition.told(lesson) for id, lesson in course.lessons.items()})
        lessons = course.taught(edition.track)
        words = _write_data(folder, course, lessons, edition, (own, unseen))
        tell("checks")
        trials = _prove(folder, lessons, edition, unseen.name)
        tell("notebooks")
        _write_notebooks(folder, lessons, edition)
        company = folder / LEARNER / FOLDER / "companies" / edition.company
        if has_papers and (company / "raw" / "study.yml").is_file():
            tell("report")
            _write_draft(folder, company, edition)
        tell("papers")
        files: tuple[Listed, ...] = ()
        if has_papers:
            look = read_brand(brand) if brand else None
            voice = words_of_course(course.folder, edition.language)
            offered, answers = menus_of(trials, voice), answers_of(trials, voice)
            known = Proven(offered, answers)
            files = write_papers(folder, course, edition, words, occasion=occasion, brand=look, proven=known)
        _finish(folder, edition, lessons)
    return BuiltPack(target, edition, files, words)


def invented(edition: Edition, customers: int = 600) -> Supply:
    """Supplies the edition's invented company and the unseen one that classes are graded on."""

    def write(folder: Path) -> tuple[Path, Path]:
        plan, unseen = plan_of(edition.company, customers=customers), unseen_of()
        own = write_company(plan, folder / plan.id).folder
        return own, write_company(unseen, folder / unseen.id, truth=True).folder

    return write


def of_study(study: Path) -> Supply:
    """Supplies a company's own data, which must be invented or anonymised, and an invented company to grade on."""

    def write(folder: Path) -> tuple[Path, Path]:
        own = write_company(study, folder / "own").folder
        unseen = unseen_of()
        return own, write_company(unseen, folder / unseen.id, truth=True).folder

    return write


def _refuse_foreign(target: Path) -> None:
    if target.exists() and not (target / MARK).is_file() and (target.is_file() or any(target.iterdir())):
        raise PackExists(str(target))


@contextmanager
def _staged(target: Path) -> Iterator[Path]:
    """A folder beside `target` that takes its place at the end; nothing is left of it where something fails."""
    folder = target.with_name(f"{target.name}.partial")
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    try:
        yield folder
        shutil.rmtree(target, ignore_errors=True)
        folder.rename(target)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _write_data(
    folder: Path, course: Course, lessons: tuple[Lesson, ...], edition: Edition, companies: tuple[Path, Path]
) -> dict[str, str]:
    """`course-data` for learners with their company, and for the trainer with the unseen one as well."""
    learner, trainer = folder / LEARNER, folder / TRAINER
    words = write_course_data(learner, course, lessons, edition)
    add_company(learner, companies[0])
    shutil.copytree(learner / FOLDER, trainer / FOLDER)
    add_company(trainer, companies[1])
    shutil.copytree(companies[1], trainer / file_name("unseen", edition.language) / companies[1].name)
    shutil.rmtree(folder / "companies")
    for lesson in lessons:
        hidden = trainer / file_name("hidden", edition.language) / lesson.name
        hidden.mkdir(parents=True)
        shutil.copyfile(lesson.folder / "checks.py", hidden / "checks.py")
    return words


def _prove(folder: Path, lessons: tuple[Lesson, ...], edition: Edition, unseen: str) -> list[Trial]:
    """Run each lesson in this process: solutions, wrong answers, blanks; write the hashes of the class's company.

    The trials on the class's company come back.

    Wrong answers are tried on the sample shop and its unseen like alone: on other companies' data a mistake may change
    nothing, where nobody ties and nobody returned.
    """
    place = folder / TRAINER / file_name("solutions", edition.language)
    place.mkdir()
    found: list[SegkitError] = []
    trials = []
    for lesson in lessons:
        trial, other = (try_lesson(lesson, replace(edition, company=one), place) for one in (edition.company, unseen))
        found += [*solution_findings(trial), *blank_findings(trial, edition.rung_of(lesson))]
        found += [*solution_findings(other), *wrong_findings(other)]
        found += wrong_findings(trial) if edition.company == STANDARD else ()
        _note_hashes(folder, lesson, trial, edition)
        trials.append(trial)
    _raise(found)
    return trials


def _note_hashes(folder: Path, lesson: Lesson, trial: Trial, edition: Edition) -> None:
    for part in (LEARNER, TRAINER):
        add_hashes(folder / part, lesson.id, {edition.company: trial.hashes})


def _write_notebooks(folder: Path, lessons: tuple[Lesson, ...], edition: Edition) -> None:
    """The learner's notebooks, run as a learner would; the solved ones with outputs; those for who fell behind."""
    places = {key: folder / listed(key, edition.language).path for key in ("notebooks", "solutions", "checkpoints")}
    found: list[SegkitError] = []
    with warm_kernel() as kernel:
        for lesson in lessons:
            _write(places["notebooks"] / f"{lesson.name}.ipynb", learner_notebook(lesson, edition))
            found += learner_findings(lesson, edition, places["notebooks"], kernel)
            _write_solved(lesson, edition, places, kernel)
    for lesson in lessons:
        found += audit_lesson(lesson, edition, folder / LEARNER)
    for part in (LEARNER, TRAINER):
        shutil.rmtree(folder / part / "answers", ignore_errors=True)
    _raise(found)


def _write_solved(lesson: Lesson, edition: Edition, places: dict[str, Path], kernel: Kernel) -> None:
    solved = run_solved(lesson, edition, places["solutions"], kernel)
    _write(places["solutions"] / f"{lesson.name}.ipynb", solved)
    ids = [one.id for one in edition.exercises(lesson) if lesson.code_of(one.id)]
    for number in range(1, len(ids)):
        name = f"{lesson.name}.{ids[number - 1]}.ipynb"
        _write(places["checkpoints"] / name, learner_notebook(lesson, edition, ids[:number]))


def _write_draft(folder: Path, company: Path, edition: Edition) -> None:
    """The class company's report before anybody has touched a setting, with which the class opens.

    In the language of the class, or the first that the company's study prints.
    """
    with tempfile.TemporaryDirectory(prefix="segkit-") as scratch:
        printed = report_files(write_report(company, Path(scratch), language=edition.language))
        file = printed.get(edition.language) or next(iter(printed.values()))
        shutil.copyfile(file, folder / listed("draft", edition.language).path)


def _write(path: Path, notebook: object) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(nbformat.writes(notebook) + "\n", encoding="utf-8", newline="\n")


def _finish(folder: Path, edition: Edition, lessons: tuple[Lesson, ...]) -> None:
    """Write the mark by which the folder is known as a pack."""
    told = {name: getattr(edition, name) for name in ("language", "track", "rung", "mode", "company")}
    write_json(folder / MARK, {"version": installed_version(), **told, "lessons": [one.name for one in lessons]})


def _raise(found: list[SegkitError]) -> None:
    if found:
        raise Problems(tuple(found))
