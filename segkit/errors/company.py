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


@dataclass(eq=False)
class KeyInside(SegkitError):
    """The key would lie in the folder that goes to the class."""

    code = "E-ANO-01"
    key: str
    folder: str


@dataclass(eq=False)
class KeyTooShort(SegkitError):
    """A key that could be guessed."""

    code = "E-ANO-02"
    key: str
    found: int
    at_least: int


@dataclass(eq=False)
class FolderInUse(SegkitError):
    """The folder holds what was not written by an earlier call, or is the study's own."""

    code = "E-ANO-03"
    folder: str
