"""Errors of grading what learners hand in."""

from dataclasses import dataclass

from segkit.errors.base import SegkitError


class GradingError(SegkitError):
    """Something about grading a class."""


@dataclass(eq=False)
class GraderDied(GradingError):
    """The process in which notebooks run ended before it reached any learner's cell."""

    code = "E-GRD-01"
    exit_code = 1
    kind: str
    detail: str


@dataclass(eq=False)
class NothingHandedIn(GradingError):
    """A folder holds nothing that a learner handed in for the lesson."""

    code = "E-GRD-02"
    folder: str
    lesson: str


@dataclass(eq=False)
class GradingPackMissing(GradingError):
    """The trainer's folder lacks what grading needs."""

    code = "E-GRD-03"
    folder: str
    missing: str


@dataclass(eq=False)
class ModelAnswerFails(GradingError):
    """The lesson's own solution does not pass its checks on the unseen company."""

    code = "E-GRD-04"
    exit_code = 1
    lesson: str
    exercise: str
    rule: str


@dataclass(eq=False)
class GradebookMissing(GradingError):
    """A folder holds no gradebook, so there is nothing to make marks of."""

    code = "E-GRD-05"
    folder: str


@dataclass(eq=False)
class LessonTwice(GradingError):
    """Two gradebooks are about one lesson: which one counts cannot be known."""

    code = "E-GRD-06"
    lesson: str
    first: str
    second: str


@dataclass(eq=False)
class AnswersNameless(GradingError):
    """Sheets of a test were filled anonymously, so that they are nobody's marks."""

    code = "E-GRD-07"
    file: str
    n: int


@dataclass(eq=False)
class GradebookAltered(GradingError):
    """A gradebook lacks a sheet that marks are read from."""

    code = "E-GRD-08"
    file: str
    sheet: str
    sheets: tuple[str, ...]
