"""Errors in the data's quality."""

from dataclasses import dataclass

from segkit.errors.base import SegkitError


@dataclass(eq=False)
class QualityStop(SegkitError):
    """A quality check at its stop value: a report on such data would mislead."""

    code = "E-CLN-01"
    file: str
    check: str
    value: float
    stop: float


@dataclass(eq=False)
class LaterOrders(SegkitError):
    """More lines after the as-of day than slips would be: the day is wrong, or the lines are meant to be left out."""

    code = "E-CLN-02"
    file: str
    value: float
    stop: float
    line: str
