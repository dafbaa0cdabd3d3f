"""Errors that ask: a file can be read in several ways, and one line of the study says which is meant."""

from dataclasses import dataclass

from segkit.errors.source import SourceError


@dataclass(eq=False)
class EncodingUnclear(SourceError):
    """Several encodings read the bytes, and the text is too short to tell; `readings`: some lines under each."""

    code = "E-SRC-15"
    file: str
    readings: tuple[str, ...]
    lines: tuple[str, ...]


@dataclass(eq=False)
class SerialDates(SourceError):
    """A text file's dates are a spreadsheet's day numbers; `readings`: an example under each way of counting."""

    code = "E-DAT-03"
    file: str
    column: str
    readings: tuple[str, ...]
    lines: tuple[str, ...]


@dataclass(eq=False)
class ZonesUnclear(SourceError):
    """Time stamps of several zones, or of UTC, where a day begins elsewhere than at the company's midnight."""

    code = "E-DAT-04"
    file: str
    column: str
    zones: tuple[str, ...]
    examples: tuple[str, ...]
    line: str


@dataclass(eq=False)
class MixedCurrencies(SourceError):
    """Amounts of several currencies in one column, or of another currency than the study's."""

    code = "E-NUM-01"
    file: str
    column: str
    currency: str
    found: tuple[str, ...]
    rows: tuple[int, ...]
    examples: tuple[str, ...]
    line: str


@dataclass(eq=False)
class AmountUnitUnclear(SourceError):
    """A header that says in which unit its amounts are written, such as 万元."""

    code = "E-NUM-03"
    file: str
    column: str
    unit: str
    lines: tuple[str, ...]


@dataclass(eq=False)
class ThousandsUnclear(SourceError):
    """Amounts of which a point before three digits may part thousands or decimals."""

    code = "E-NUM-04"
    file: str
    column: str
    examples: tuple[str, ...]
    lines: tuple[str, ...]


@dataclass(eq=False)
class DecimalMarkUnclear(SourceError):
    """Amounts that read only if a comma is the decimal mark."""

    code = "E-NUM-02"
    file: str
    column: str
    examples: tuple[str, ...]
    line: str
