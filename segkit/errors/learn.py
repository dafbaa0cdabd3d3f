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
