"""Errors in reading several files as one table, and orders that are split into heads and lines."""

from dataclasses import dataclass

from segkit.errors.source import SourceError


@dataclass(eq=False)
class HeadersDiffer(SourceError):
    """Files of one batch with different columns; `grid` shows file against column, at most a screen of it."""

    code = "E-BAT-01"
    file: str  # the batch: its first and its last file
    n_files: int
    n_shared: int
    n_differing: int
    grid: str


@dataclass(eq=False)
class SameFileTwice(SourceError):
    """Two files of one batch that are equal byte for byte."""

    code = "E-BAT-02"
    file: str
    other: str


@dataclass(eq=False)
class NoFileMatches(SourceError):
    """A pattern that no file matches, or a folder without a file that can be read."""

    code = "E-BAT-03"
    file: str
    nearest: str


@dataclass(eq=False)
class DatesDiffer(SourceError):
    """One file of a batch writes its dates otherwise than the others."""

    code = "E-BAT-04"
    file: str
    column: str
    share: float
    examples: tuple[str, ...]
    n_others: int
    other_examples: tuple[str, ...]


@dataclass(eq=False)
class AmountsDiffer(SourceError):
    """One file of a batch writes its amounts otherwise than the others."""

    code = "E-BAT-05"
    file: str
    column: str
    share: float
    examples: tuple[str, ...]
    n_others: int
    other_examples: tuple[str, ...]


@dataclass(eq=False)
class AmountOnHead(SourceError):
    """The amount mapped in the table of order heads while lines are joined: it would count once per line."""

    code = "E-BAT-06"
    file: str
    line: int
    column: int
    key: str


@dataclass(eq=False)
class RoleOnBothSides(SourceError):
    """A role that is mapped both in the table of order heads and in that of their lines."""

    code = "E-BAT-07"
    file: str
    line: int
    column: int
    key: str


@dataclass(eq=False)
class NoKeyMatches(SourceError):
    """No order line finds its head: the two columns do not hold the same order ids."""

    code = "E-BAT-08"
    file: str
    column: str
    examples: tuple[str, ...]
    other: str
    other_column: str
    other_examples: tuple[str, ...]
