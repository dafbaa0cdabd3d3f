"""Errors in opening a workbook: what it really is, what it would cost, what a spreadsheet has ruined."""

from dataclasses import dataclass

from segkit.errors.source import DamagedFile, SourceError


@dataclass(eq=False)
class TextAsWorkbook(DamagedFile):
    """A text file or web page whose name says that it is a workbook (`detail`: what it is)."""

    code = "E-XLS-01"
    suffix: str


@dataclass(eq=False)
class WorkbookAsText(DamagedFile):
    """A workbook whose name says that it is text (`detail`: what it is)."""

    code = "E-XLS-02"
    suffix: str
    right_suffix: str


@dataclass(eq=False)
class ForeignKind(DamagedFile):
    """Neither a workbook nor a text table, but something else that is known (`detail`)."""

    code = "E-XLS-03"


@dataclass(eq=False)
class ProtectedFile(SourceError):
    """A file that document-protection software has encrypted."""

    code = "E-XLS-04"
    file: str
    product: str


@dataclass(eq=False)
class UnknownBinary(DamagedFile):
    """Neither text nor any known form: damaged, or encrypted by software that leaves no mark."""

    code = "E-XLS-05"


@dataclass(eq=False)
class TruncatedWorkbook(DamagedFile):
    """A workbook whose end is missing."""

    code = "E-XLS-06"


@dataclass(eq=False)
class TooMuchInside(SourceError):
    """A packed workbook that unpacks to far more than a sheet of data would."""

    code = "E-XLS-07"
    file: str
    part: str
    packed: int
    unpacked: int


@dataclass(eq=False)
class SheetTooSparse(SourceError):
    """A few cells spread over a rectangle that no memory holds."""

    code = "E-XLS-08"
    file: str
    sheet: str
    rows: int
    columns: int
    filled: int


@dataclass(eq=False)
class EntitiesDeclared(SourceError):
    """A document type declaration inside a workbook: no spreadsheet program writes one."""

    code = "E-XLS-09"
    file: str
    part: str


@dataclass(eq=False)
class ReaderDied(SourceError):
    """The process that read the workbook ended without an answer."""

    code = "E-XLS-10"
    file: str
    detail: str


@dataclass(eq=False)
class ReaderOutOfMemory(SourceError):
    """Reading the workbook needs more memory than it may have."""

    code = "E-XLS-11"
    file: str
    limit: int


@dataclass(eq=False)
class ReaderOutOfTime(SourceError):
    """Reading the workbook takes longer than a file of its size should."""

    code = "E-XLS-12"
    file: str
    seconds: int


@dataclass(eq=False)
class ReaderWroteTooMuch(SourceError):
    """The workbook's text is larger than the staging folder may hold of it."""

    code = "E-XLS-13"
    file: str
    limit: int


@dataclass(eq=False)
class RuinedIds(SourceError):
    """Ids that a spreadsheet has rounded: their last digits are lost."""

    code = "E-XLS-14"
    file: str
    sheet: str
    column: str
    n: int
    examples: tuple[str, ...]


@dataclass(eq=False)
class RuinedIdsInText(SourceError):
    """Ids of a text file that a spreadsheet had rounded before it was saved."""

    code = "E-XLS-15"
    file: str
    column: str
    n: int
    examples: tuple[str, ...]
