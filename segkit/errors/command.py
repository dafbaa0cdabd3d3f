"""Errors in what was typed after `segkit`."""

from dataclasses import dataclass

from segkit.errors.base import SegkitError


class CommandError(SegkitError):
    """Something about the words of a command."""


@dataclass(eq=False)
class UnknownCommand(CommandError):
    """No command of that name."""

    code = "E-CMD-01"
    command: str
    nearest: str
    known: tuple[str, ...]


@dataclass(eq=False)
class UnknownOption(CommandError):
    """No option of that name in this command."""

    code = "E-CMD-02"
    option: str
    nearest: str
    page: str  # how to call the command's help


@dataclass(eq=False)
class MissingWord(CommandError):
    """An argument, or the value of an option, that is not there; `name` as the help page knows it."""

    code = "E-CMD-03"
    name: str
    page: str


@dataclass(eq=False)
class NotWhole(CommandError):
    """An option that takes a whole number."""

    code = "E-CMD-04"
    option: str
    found: str
    at_least: int


@dataclass(eq=False)
class NotNumber(CommandError):
    """An option that takes a number."""

    code = "E-CMD-05"
    option: str
    found: str
    at_least: float


@dataclass(eq=False)
class BadChoice(CommandError):
    """An option that takes one of a few words."""

    code = "E-CMD-06"
    option: str
    found: str
    known: tuple[str, ...]


@dataclass(eq=False)
class TooManyWords(CommandError):
    """More arguments than the command takes."""

    code = "E-CMD-07"
    words: tuple[str, ...]
    page: str


@dataclass(eq=False)
class NoValueTaken(CommandError):
    """A value given to an option that is a switch."""

    code = "E-CMD-08"
    option: str


@dataclass(eq=False)
class BadStudyName(CommandError):
    """A name by which no folder can be called; `usable`: one like it that can."""

    code = "E-CMD-09"
    name: str
    usable: str
