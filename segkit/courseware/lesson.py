"""A lesson as its authors wrote it: plan, cells, quiz and checks, read from its folder."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from segkit.courseware.cells import Cell, read_cells
from segkit.courseware.plan import LessonPlan, Quiz, QuizItem
from segkit.errors import FileMissing
from segkit.house import kit_folder
from segkit.settings import read_settings

FILES = ("lesson.yml", "lesson.py", "checks.py", "quiz.yml")


@dataclass(frozen=True)
class Lesson:
    """One lesson; `checks` is the text of `checks.py`, `folder` where everything lies."""

    folder: Path
    plan: LessonPlan
    cells: tuple[Cell, ...]
    quiz: tuple[QuizItem, ...]
    checks: str

    @property
    def id(self) -> str:
        """Such as `m05`."""
        return self.plan.id

    @property
    def name(self) -> str:
        """The folder's name, such as `m05_rfm`; notebooks are called so."""
        return self.folder.name

    def texts(self, language: str, *roles: str) -> tuple[Cell, ...]:
        """The text cells of one language in order, of these roles; of all roles where none is named."""
        return tuple(
            cell
            for cell in self.cells
            if cell.kind == "text" and cell.language == language and (not roles or cell.role in roles)
        )

    def slides(self, language: str) -> tuple[Cell, ...]:
        """The text cells of one language that the slides show."""
        return tuple(cell for cell in self.texts(language) if cell.is_slide)

    def hints(self, exercise: str, language: str) -> tuple[str, ...]:
        """The ladder of hints of an exercise, the gentlest first."""
        return tuple(cell.source for cell in self.texts(language, "hint") if cell.exercise == exercise)

    def explanation(self, exercise: str, language: str) -> str:
        """What is told after a pass; empty where nothing is."""
        return "\n\n".join(cell.source for cell in self.texts(language, "explain") if cell.exercise == exercise)

    def code_of(self, exercise: str) -> tuple[Cell, ...]:
        """The code cells bound to an exercise, with their marks of the solution."""
        return tuple(cell for cell in self.cells if cell.kind == "code" and cell.exercise == exercise)


def read_lesson(folder: Path) -> Lesson:
    """The lesson whose four files lie in `folder`; `quiz.yml` may be absent.

    Raises
    ------
    FileMissing
        One of the other files is not there.
    CellFaulty
        A cell of `lesson.py` carries a mark that means nothing.
    Problems
        What is wrong in `lesson.yml` or `quiz.yml`, each with line and column.
    """
    for name in FILES[:3]:
        if not (folder / name).is_file():
            raise FileMissing(str(folder / name), "")
    quiz = folder / "quiz.yml"
    return Lesson(
        folder,
        read_settings(folder / "lesson.yml", LessonPlan),
        read_cells(folder / "lesson.py"),
        read_settings(quiz, Quiz).items if quiz.is_file() else (),
        (folder / "checks.py").read_text(encoding="utf-8"),
    )


def lesson_folders(course: Path | None = None) -> tuple[Path, ...]:
    """The folders of all lessons of a course, by number; of the kit's own where none is named."""
    return tuple(
        sorted(path.parent for path in ((course or kit_folder("course")) / "lessons").glob("m[0-9]*/lesson.yml"))
    )


def read_lessons(course: Path | None = None) -> dict[str, Lesson]:
    """Every lesson of a course by id, in the order of their numbers; raises as `read_lesson`."""
    return {lesson.id: lesson for lesson in _each(lesson_folders(course))}


def _each(folders: tuple[Path, ...]) -> Iterator[Lesson]:
    yield from map(read_lesson, folders)
