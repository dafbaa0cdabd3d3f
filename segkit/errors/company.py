"""Errors of the companies that a class works on."""

from dataclasses import dataclass

from segkit.errors.base import SegkitError


@dataclass(eq=False)
class UnknownCompany(SegkitError):
    """No invented company of that id."""

    code = "E-CLS-01"
    company: str
    nearest: str
    known: tuple[str, ...]


@dataclass(eq=False)
class NotAnonymous(SegkitError):
    """A real company's study would go into a class as it is."""

    code = "E-CLS-02"
    file: str
    command: str
