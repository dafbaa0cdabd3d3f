"""What a class asked for: language, track, rung, mode and company of one pack."""

from dataclasses import dataclass

from segkit.courseware.lesson import Lesson
from segkit.courseware.plan import ExercisePlan


@dataclass(frozen=True)
class Edition:
    """One form of the course; `rung` is what is given wherever a lesson offers it."""

    language: str
    track: str
    rung: str = "fill"
    mode: str = "class"
    company: str = "liwan"

    def rung_of(self, lesson: Lesson) -> str:
        """The rung asked for, or the first that the lesson offers where it lacks that one."""
        return self.rung if self.rung in lesson.plan.rungs else lesson.plan.rungs[0]

    def exercises(self, lesson: Lesson) -> tuple[ExercisePlan, ...]:
        """The exercises of the lesson that the track keeps."""
        return lesson.plan.kept(self.track)

    def keeps(self, lesson: Lesson, exercise: str) -> bool:
        """Whether the lesson's cells bound to `exercise` stand in this edition; those bound to none always do."""
        return not exercise or exercise in {one.id for one in self.exercises(lesson)}
