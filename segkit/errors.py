"""Every error segkit raises on purpose.

Each has a stable code and typed fields. The sentences people read stand in the catalogues under
`errors.<code>.what` and `errors.<code>.remedy`, in both languages, with the fields as slots.
Exit codes: 2 stopped by input or configuration, 1 failed inside.
"""

from dataclasses import dataclass, fields
from typing import ClassVar
from unicodedata import east_asian_width


@dataclass(eq=False)
class SegkitError(Exception):
    """A problem with a code, fields that say where, and a remedy in the catalogues."""

    code: ClassVar[str] = "E-000"
    exit_code: ClassVar[int] = 2

    def slots(self) -> dict[str, object]:
        """The fields by name, as the catalogue's sentences quote them."""
        return {item.name: getattr(self, item.name) for item in fields(self)}

    def __str__(self) -> str:
        facts = ", ".join(f"{name}={value!r}" for name, value in self.slots().items())
        return f"{self.code} {facts}"


@dataclass(eq=False)
class Problems(SegkitError):
    """Several problems found together, raised once."""

    code = "E-ALL"
    problems: tuple[SegkitError, ...]


# --- files people write: study.yml, standard.yml, words.yml, _brand.yml -------------------------


class ConfigError(SegkitError):
    """Something in a file a person wrote."""


@dataclass(eq=False)
class ConfigMissing(ConfigError):
    """The settings file is not there."""

    code = "E-CFG-01"
    file: str


@dataclass(eq=False)
class ConfigUnreadable(ConfigError):
    """The file is not valid YAML."""

    code = "E-CFG-02"
    file: str
    line: int
    column: int
    found: str


@dataclass(eq=False)
class UnknownKey(ConfigError):
    """A key that means nothing here."""

    code = "E-CFG-03"
    file: str
    line: int
    column: int
    key: str
    nearest: str


@dataclass(eq=False)
class RepeatedKey(ConfigError):
    """The same key twice in one place."""

    code = "E-CFG-04"
    file: str
    line: int
    column: int
    key: str


@dataclass(eq=False)
class BadValue(ConfigError):
    """A value of the wrong kind or out of range."""

    code = "E-CFG-05"
    file: str
    line: int
    column: int
    key: str
    found: str
    expected: str


@dataclass(eq=False)
class MissingKey(ConfigError):
    """A key that must be there and is not."""

    code = "E-CFG-06"
    file: str
    line: int
    column: int
    key: str


# --- reading a company's files ------------------------------------------------------------------


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
    """A row with more or fewer fields than the header."""

    code = "E-SRC-11"
    file: str
    row: int
    expected: int


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
    examples: tuple[str, ...]


# --- the classification standard ------------------------------------------------------------------


class StandardError(SegkitError):
    """Something about the classification standard."""


@dataclass(eq=False)
class ConditionError(StandardError):
    """A condition that is not in the language; `position` counts characters from 1."""

    condition: str
    position: int
    found: str

    def slots(self) -> dict[str, object]:
        """The fields, and `shown`: the condition with a mark under the place."""
        start = max(0, self.position - 60)
        before, after = self.condition[start : self.position - 1], self.condition[self.position - 1 :][:60]
        wide = sum(2 if east_asian_width(sign) in "WF" else 1 for sign in before)
        return super().slots() | {"shown": f"{before}{after}\n{' ' * wide}^"}


@dataclass(eq=False)
class ConditionUnreadable(ConditionError):
    """The condition breaks off or cannot be parsed."""

    code = "E-STD-01"


@dataclass(eq=False)
class ConditionNotAllowed(ConditionError):
    """A word, sign or shape that is not part of the language."""

    code = "E-STD-02"


@dataclass(eq=False)
class DoubleQuotes(ConditionError):
    """Text in double quotes, which name columns."""

    code = "E-STD-03"


@dataclass(eq=False)
class EqualsNull(ConditionError):
    """A comparison with null, which is never true."""

    code = "E-STD-04"


@dataclass(eq=False)
class ChainedComparison(ConditionError):
    """`1 < x < 3`, which compares a truth with a number."""

    code = "E-STD-05"


@dataclass(eq=False)
class UnknownMeasure(ConditionError):
    """A name that is no column of the dictionary."""

    code = "E-STD-06"
    nearest: str


@dataclass(eq=False)
class MixedKinds(ConditionError):
    """A text where a number is needed, or the like."""

    code = "E-STD-07"
    expected: str


@dataclass(eq=False)
class ConditionTooLarge(StandardError):
    """More characters, terms or depth than a condition may have."""

    code = "E-STD-08"
    condition: str
    limit: str  # characters, terms or depth
    found: int
    at_most: int


@dataclass(eq=False)
class CellsUncovered(StandardError):
    """Score cells without a segment."""

    code = "E-STD-09"
    scheme: str
    cells: tuple[str, ...]


@dataclass(eq=False)
class CellsContested(StandardError):
    """Score cells of more than one segment."""

    code = "E-STD-10"
    scheme: str
    cells: tuple[str, ...]


@dataclass(eq=False)
class CellsUnknown(StandardError):
    """Codes that are no cell of the scores."""

    code = "E-STD-11"
    scheme: str
    cells: tuple[str, ...]


@dataclass(eq=False)
class UnknownScheme(StandardError):
    """No ready-made scheme of that name."""

    code = "E-STD-12"
    name: str
    nearest: str
    known: tuple[str, ...]


@dataclass(eq=False)
class SchemeColumnMissing(StandardError):
    """A scheme needs a column that the customers do not have."""

    code = "E-STD-13"
    scheme: str
    column: str
    nearest: str


@dataclass(eq=False)
class TooManyGrades(StandardError):
    """A column with more different values than a grade has."""

    code = "E-STD-14"
    scheme: str
    column: str
    found: int
    at_most: int


@dataclass(eq=False)
class TooFewCustomers(StandardError):
    """Fewer customers than clusters need."""

    code = "E-STD-15"
    found: int
    at_least: int


# --- cleaning -----------------------------------------------------------------------------------


@dataclass(eq=False)
class QualityStop(SegkitError):
    """A quality check at its stop value: a report on such data would mislead."""

    code = "E-CLN-01"
    file: str
    check: str
    value: float
    stop: float


# --- engine ---------------------------------------------------------------------------------------


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


# --- runs -----------------------------------------------------------------------------------------


class RunError(SegkitError):
    """Something about a run and its folder."""

    exit_code = 1


@dataclass(eq=False)
class StageIncomplete(RunError):
    """A stage ended without leaving its receipt."""

    code = "E-RUN-01"
    stage: str


@dataclass(eq=False)
class KernelDied(RunError):
    """The notebook's kernel died, most often for lack of memory."""

    code = "E-RUN-02"
    stage: str


@dataclass(eq=False)
class DiskFull(RunError):
    """No space left to write the run."""

    code = "E-RUN-03"
    folder: str
    free: int


@dataclass(eq=False)
class StageFailed(RunError):
    """A stage raised something nobody planned for."""

    code = "E-RUN-04"
    stage: str
    kind: str
    detail: str


@dataclass(eq=False)
class OutputChanged(RunError):
    """A file of the run is not what its receipt says."""

    code = "E-RUN-05"
    file: str


# --- brand and pages ------------------------------------------------------------------------------


@dataclass(eq=False)
class BrandFontRemote(ConfigError):
    """A brand's font that would have to be fetched from a network."""

    code = "E-BRD-01"
    file: str
    family: str
    source: str


class PageError(SegkitError):
    """Something about turning facts into pages: a slip of ours or of a brand."""

    exit_code = 1


@dataclass(eq=False)
class GlyphMissing(PageError):
    """Characters of our own text that no font of kit or brand has."""

    code = "E-PDF-01"
    characters: str


@dataclass(eq=False)
class RenderWarned(PageError):
    """The PDF engine had something to say; nothing is published half right."""

    code = "E-PDF-02"
    messages: tuple[str, ...]


@dataclass(eq=False)
class PageFaulty(PageError):
    """A page breaks a rule of layout or of accessibility."""

    code = "E-PDF-03"
    page: str
    rule: str
    detail: str


@dataclass(eq=False)
class ResourceRefused(PageError):
    """A page asked for a file that was not handed over."""

    code = "E-PDF-04"
    url: str


@dataclass(eq=False)
class UnpairedText(SegkitError):
    """A text of a notebook source without its twin in the other language."""

    code = "E-NB-01"
    file: str
    sid: str


@dataclass(eq=False)
class UnknownParameter(SegkitError):
    """A notebook is given a parameter that it does not declare."""

    code = "E-NB-02"
    notebook: str
    parameter: str
    declared: tuple[str, ...]
