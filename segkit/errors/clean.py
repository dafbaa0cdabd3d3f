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
