"""Errors of the computing engine."""

from dataclasses import dataclass

from segkit.errors.base import SegkitError


class EngineError(SegkitError):
    """Something about the computing engine."""


@dataclass(eq=False)
class TooManyRows(EngineError):
    """More rows than the caller can hold in memory."""

    code = "E-ENG-01"
    exit_code = 1
    rows: int
    at_most: int


@dataclass(eq=False)
class UnknownEngine(EngineError):
    """No engine of that name."""

    code = "E-ENG-02"
    name: str
    known: tuple[str, ...]
