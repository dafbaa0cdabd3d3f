"""Errors in reading a company's files and databases."""

from dataclasses import dataclass

from segkit.errors.base import SegkitError


class SourceError(SegkitError):
    """Something about an input file or table."""


@dataclass(eq=False)
class FileMissing(SourceError):
    """No file at that path."""

    code = "E-SRC-01"
    file: str
    nearest: str


@dataclass(eq=False)
class EmptyFile(SourceError):
    """Nothing in the file."""

    code = "E-SRC-02"
    file: str


@dataclass(eq=False)
class HeaderOnly(SourceError):
    """A header and no rows."""

    code = "E-SRC-03"
    file: str
    columns: tuple[str, ...]


@dataclass(eq=False)
class UnreadableEncoding(SourceError):
    """No allowed encoding reads the file without loss."""

    code = "E-SRC-04"
    file: str
    offset: int
    tried: tuple[str, ...]


@dataclass(eq=False)
class DamagedFile(SourceError):
    """The file is not what its name says, is damaged, or is locked with a password."""

    code = "E-SRC-05"
    file: str
    detail: str


@dataclass(eq=False)
class SheetUnclear(SourceError):
    """Several sheets hold data and none is named."""

    code = "E-SRC-06"
    file: str
    sheets: tuple[str, ...]
    line: str


@dataclass(eq=False)
class SheetMissing(SourceError):
    """The workbook has no sheet of that name."""

    code = "E-SRC-07"
    file: str
    sheet: str
    sheets: tuple[str, ...]
    nearest: str


@dataclass(eq=False)
class NewerDatabase(SourceError):
    """A DuckDB file written by a version that the installed one cannot read."""

    code = "E-SRC-08"
    file: str
    version: int


@dataclass(eq=False)
class SecretMissing(SourceError):
    """A `${NAME}` in a database address that the environment does not hold."""

    code = "E-SRC-09"
    name: str


@dataclass(eq=False)
class DatabaseUnreadable(SourceError):
    """The database, its table or the query cannot be read."""

    code = "E-SRC-10"
    database: str
    detail: str


@dataclass(eq=False)
class UnevenRows(SourceError):
    """So many rows with more or fewer fields, or with broken quotes, that the form itself must be wrong."""

    code = "E-SRC-11"
    file: str
    row: int
    expected: int
    share: float


@dataclass(eq=False)
class LockedFile(SourceError):
    """A workbook that opens with a password only."""

    code = "E-SRC-12"
    file: str


@dataclass(eq=False)
class TableUnclear(SourceError):
    """A database with several tables, and none is named."""

    code = "E-SRC-13"
    database: str
    tables: tuple[str, ...]


@dataclass(eq=False)
class StudyExists(SourceError):
    """A new study of a name that is taken."""

    code = "E-SRC-14"
    file: str


@dataclass(eq=False)
class DatabaseTooSlow(SourceError):
    """A query that did not end in the time it has."""

    code = "E-SRC-16"
    database: str
    seconds: int


@dataclass(eq=False)
class ResultTooLong(SourceError):
    """A table or a query with more rows than may be copied."""

    code = "E-SRC-18"
    database: str
    rows: int


@dataclass(eq=False)
class SettingUnused(SourceError):
    """Something stated about reading that a file of this kind has not."""

    code = "E-SRC-19"
    file: str
    setting: str


@dataclass(eq=False)
class MissingColumn(SourceError):
    """A mapped column that the file does not have."""

    code = "E-COL-01"
    file: str
    role: str
    column: str
    found: tuple[str, ...]
    nearest: str


@dataclass(eq=False)
class UnmappedRole(SourceError):
    """No column of the file plays a role that the study needs."""

    code = "E-COL-02"
    file: str
    role: str
    found: tuple[str, ...]


@dataclass(eq=False)
class UnreadableDates(SourceError):
    """No one date format explains the column."""

    code = "E-DAT-01"
    file: str
    column: str
    examples: tuple[str, ...]
    share: float


@dataclass(eq=False)
class AmbiguousDates(SourceError):
    """Day and month can be told apart by no row of the column, or the rows contradict each other."""

    code = "E-DAT-02"
    file: str
    column: str
    readings: tuple[str, ...]
    lines: tuple[str, ...]


@dataclass(eq=False)
class RepeatedColumn(SourceError):
    """A mapped column whose name stands in the header more than once."""

    code = "E-COL-03"
    file: str
    role: str
    column: str
    choices: tuple[str, ...]


@dataclass(eq=False)
class UnknownPack(SourceError):
    """No industry pack of that name."""

    code = "E-SRC-17"
    name: str
    nearest: str
    known: tuple[str, ...]


@dataclass(eq=False)
class TooManyColumns(SourceError):
    """A table wider than any company's: cells far to the right, or a separator that is none."""

    code = "E-SRC-20"
    file: str
    n: int
    most: int
