"""What stops the reading of a text file: separator, quotes, header, a second table; with the line that settles it."""

from dataclasses import dataclass

from segkit.errors.source import SourceError


@dataclass(eq=False)
class FormUnclear(SourceError):
    """Separator or quotes read in several ways, or in none; `lines` of a study settle it."""

    code = "E-TXT-01"
    file: str
    question: str
    lines: tuple[str, ...]


@dataclass(eq=False)
class FullWidthSeparator(SourceError):
    """Fields are told apart by a Chinese comma or semicolon."""

    code = "E-TXT-02"
    file: str
    separator: str
    line: str


@dataclass(eq=False)
class HeaderRowsUnclear(SourceError):
    """Several rows that look like headers."""

    code = "E-TXT-03"
    file: str
    first: int
    last: int
    line: str


@dataclass(eq=False)
class SecondTable(SourceError):
    """Another table below the first, with another number of columns."""

    code = "E-TXT-04"
    file: str
    row: int
    n_fields: int
    n_records: int
    line: str


@dataclass(eq=False)
class HeaderMisfit(SourceError):
    """A header with another number of cells than the rows."""

    code = "E-TXT-05"
    file: str
    row: int
    n_cells: int
    n_fields: int


@dataclass(eq=False)
class FormUnknown(SourceError):
    """Under no separator do the rows have a common number of fields."""

    code = "E-TXT-06"
    file: str


@dataclass(eq=False)
class LooseColumnMissing(SourceError):
    """The column that is stated to hold separators without quotes is none of the file's."""

    code = "E-TXT-07"
    file: str
    column: str
    found: tuple[str, ...]
    nearest: str
