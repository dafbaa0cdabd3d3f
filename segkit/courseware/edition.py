"""What a class asked for: language, track, rung, mode and company of one pack."""

from dataclasses import dataclass, replace

from segkit.courseware.lesson import Lesson
from segkit.courseware.plan import ExercisePlan

# What a cell's mark `when` may name, beside tracks: the rung with its code at hand or one of code to write; the data.
CONDITIONS = ("run", "code", "own", "example")


@dataclass(frozen=True)
class Edition:
    """One form of the course; `rung` is what is given wherever a lesson offers it.

    `is_own`: whether the class works on a company's own data, not on an invented company's.
    """

    language: str
    track: str
    rung: str = "fill"
    mode: str = "class"
    company: str = "liwan"
    is_own: bool = False

    def rung_of(self, lesson: Lesson) -> str:
        """The rung asked for, or the first that the lesson offers where it lacks that one."""
        return lesson.plan.rung_for(self.rung)

    def told(self, lesson: Lesson) -> Lesson:
        """The lesson with the cells alone that hold in this edition, by their mark `when`."""
        true = {
            "run" if self.rung_of(lesson) == "run" else "code",
            "own" if self.is_own else "example",
            self.track,
        }
        return replace(lesson, cells=tuple(cell for cell in lesson.cells if cell.when <= true))

    def exercises(self, lesson: Lesson) -> tuple[ExercisePlan, ...]:
        """The exercises of the lesson that the track keeps."""
        return lesson.plan.kept(self.track)

    def keeps(self, lesson: Lesson, exercise: str) -> bool:
        """Whether the lesson's cells bound to `exercise` stand in this edition; those bound to none always do."""
        return not exercise or exercise in {one.id for one in self.exercises(lesson)}
