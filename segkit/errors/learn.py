"""Errors of what runs inside a learner's notebook, and of a lesson's checks."""

from dataclasses import dataclass

from segkit.errors.base import SegkitError


@dataclass(eq=False)
class RuleAsksUnknown(SegkitError):
    """A rule of an exercise takes an argument that is no result of the exercise."""

    code = "E-LRN-01"
    exercise: str
    rule: str
    argument: str
    known: tuple[str, ...]


@dataclass(eq=False)
class RuleTwice(SegkitError):
    """Two rules of one exercise compare values under the same code."""

    code = "E-LRN-02"
    exercise: str
    rule: str


@dataclass(eq=False)
class PackMissing(SegkitError):
    """No course-data lies in the notebook's folder or above it."""

    code = "E-LRN-03"
    folder: str


@dataclass(eq=False)
class PackOutdated(SegkitError):
    """The course's files were made by another version of segkit than the one that runs."""

    code = "E-LRN-04"
    pack: str
    installed: str


@dataclass(eq=False)
class NotInPack(SegkitError):
    """A lesson, company, table, exercise or choice that the course does not have."""

    code = "E-LRN-05"
    part: str
    name: str
    known: tuple[str, ...]


@dataclass(eq=False)
class PackFaulty(SegkitError):
    """A file of the course cannot be read or lacks something."""

    code = "E-LRN-06"
    file: str
    what: str


@dataclass(eq=False)
class NameNeeded(SegkitError):
    """Something is handed in without a name or number."""

    code = "E-LRN-07"
    who: str
