"""Errors of the course: its lesson sources, what is built of them, and the learner's notebooks."""

from dataclasses import dataclass

from segkit.errors.base import SegkitError


class CourseError(SegkitError):
    """Something in a lesson's sources, or in what is built of them."""


@dataclass(eq=False)
class TextUnpaired(CourseError):
    """A text cell without its twin in the other language."""

    code = "E-CRS-01"
    file: str
    line: int
    sid: str
    language: str


@dataclass(eq=False)
class TranslationStale(CourseError):
    """An English text that was translated from another Chinese text than the one that stands there."""

    code = "E-CRS-02"
    file: str
    line: int
    sid: str
    found: str
    expected: str


@dataclass(eq=False)
class MinutesDiffer(CourseError):
    """Minutes that do not add up to what is planned."""

    code = "E-CRS-03"
    file: str
    line: int
    part: str
    track: str
    planned: int
    found: int


@dataclass(eq=False)
class TermAvoided(CourseError):
    """A word that the glossary says not to use."""

    code = "E-CRS-04"
    file: str
    line: int
    found: str
    better: str


@dataclass(eq=False)
class ClusterIdsCompared(CourseError):
    """A check that compares the numbers of clusters, which another seed changes."""

    code = "E-CRS-05"
    file: str
    line: int
    found: str


@dataclass(eq=False)
class MessageMissing(CourseError):
    """A sentence of a check that one language lacks."""

    code = "E-CRS-06"
    file: str
    line: int
    key: str
    language: str


@dataclass(eq=False)
class TextsUneven(CourseError):
    """A text and its twin that are not built alike."""

    code = "E-CRS-07"
    file: str
    line: int
    sid: str
    part: str
    chinese: str
    english: str


@dataclass(eq=False)
class ExerciseUnchecked(CourseError):
    """An exercise whose answer nothing looks at."""

    code = "E-CRS-08"
    file: str
    line: int
    exercise: str


@dataclass(eq=False)
class TooFewWrongs(CourseError):
    """An exercise with code that ships fewer known wrong answers than it must."""

    code = "E-CRS-09"
    file: str
    line: int
    exercise: str
    n: int
    at_least: int


@dataclass(eq=False)
class MisconceptionUnknown(CourseError):
    """A code of a mistake that neither a check nor the glossary knows."""

    code = "E-CRS-10"
    file: str
    line: int
    item: str
    misconception: str
    nearest: str


@dataclass(eq=False)
class ExerciseUnknown(CourseError):
    """An exercise, objective, lesson or track is named that there is none of."""

    code = "E-CRS-11"
    file: str
    line: int
    found: str
    nearest: str


@dataclass(eq=False)
class CellFaulty(CourseError):
    """A cell whose marks are wrong."""

    code = "E-CRS-12"
    file: str
    line: int
    mark: str
    found: str


@dataclass(eq=False)
class SolutionMarks(CourseError):
    """BEGIN and END SOLUTION that do not belong together, or a code cell that no Python can read."""

    code = "E-CRS-13"
    file: str
    line: int
    exercise: str


@dataclass(eq=False)
class LessonsMissing(CourseError):
    """A track that names lessons which do not stand yet."""

    code = "E-CRS-14"
    track: str
    missing: tuple[str, ...]
    offered: tuple[str, ...]


@dataclass(eq=False)
class Leak(CourseError):
    """Something in a learner's file that only the trainer may hold."""

    code = "E-CRS-15"
    file: str
    place: str
    exercise: str
    found: str


@dataclass(eq=False)
class LearnerNotebookFails(CourseError):
    """A learner's notebook that stops elsewhere than at an exercise that is not yet done."""

    code = "E-CRS-16"
    file: str
    cell: int
    kind: str
    detail: str


@dataclass(eq=False)
class SolutionRejected(CourseError):
    """A solution that does not pass its own checks."""

    code = "E-CRS-17"
    file: str
    exercise: str
    company: str
    outcome: str
    said: str


@dataclass(eq=False)
class WrongUnnoticed(CourseError):
    """A known wrong answer that does not get the message it must get."""

    code = "E-CRS-18"
    file: str
    line: int
    exercise: str
    expected: str
    said: str


@dataclass(eq=False)
class TooManyExercises(CourseError):
    """More exercises in class than a day holds."""

    code = "E-CRS-19"
    file: str
    line: int
    track: str
    n: int
    at_most: int


@dataclass(eq=False)
class PackExists(CourseError):
    """A folder for the pack that holds something else."""

    code = "E-CRS-20"
    folder: str


@dataclass(eq=False)
class HalfWidth(CourseError):
    """Half-width punctuation in Chinese prose."""

    code = "E-CRS-21"
    file: str
    line: int
    found: str


@dataclass(eq=False)
class ChecksUnreadable(CourseError):
    """A `checks.py` that no Python can read, or that says something the builder cannot take apart."""

    code = "E-CRS-22"
    file: str
    line: int
    found: str
