"""Every error segkit raises on purpose.

Each has a stable code and typed fields. The sentences people read stand in the catalogues under
`errors.<code>.what` and `errors.<code>.remedy`, in both languages, with the fields as slots.
Exit codes: 2 stopped by input or configuration, 1 failed inside.
"""

from dataclasses import dataclass, fields
from typing import ClassVar


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
