"""Errors about a class: its roster, its filled sheets and forms, its certificates."""

from dataclasses import dataclass

from segkit.errors.base import SegkitError


class ClassroomError(SegkitError):
    """Something about what a class handed in, or what it is to be handed."""


@dataclass(eq=False)
class FormUnreadable(ClassroomError):
    """A form of the knowledge test is absent or no form."""

    code = "E-CRS-60"
    file: str


@dataclass(eq=False)
class ChoiceUnknown(ClassroomError):
    """A choice that the form does not offer."""

    code = "E-CRS-61"
    item: str
    found: str
    letters: str
    known: tuple[str, ...]


@dataclass(eq=False)
class BlueprintUnfilled(ClassroomError):
    """The bank has fewer items of a topic than a form needs."""

    code = "E-CRS-62"
    topic: str
    form: str
    track: str
    wanted: int
    found: int


@dataclass(eq=False)
class FilledColumnMissing(ClassroomError):
    """A table that people filled lacks a column."""

    code = "E-CRS-63"
    file: str
    wanted: str
    found: tuple[str, ...]


@dataclass(eq=False)
class FilledCellWrong(ClassroomError):
    """A cell of a table that people filled cannot be read."""

    code = "E-CRS-64"
    file: str
    row: int
    column: str
    found: str
    expected: str


@dataclass(eq=False)
class FilledRowBroken(ClassroomError):
    """A row of a table that people filled does not fit its header."""

    code = "E-CRS-65"
    file: str
    row: int


@dataclass(eq=False)
class LearnerTwice(ClassroomError):
    """Two rows of a roster stand for one learner."""

    code = "E-CRS-66"
    file: str
    row: int
    first_row: int
    name: str


@dataclass(eq=False)
class KeyInsidePack(ClassroomError):
    """The key of the certificates would be handed out with them."""

    code = "E-CRS-67"
    key: str
    folder: str


@dataclass(eq=False)
class CodeUnknown(ClassroomError):
    """No certificate with that code stands in the register."""

    code = "E-CRS-68"
    given: str
    register: str


@dataclass(eq=False)
class CertificateAltered(ClassroomError):
    """The register's row is not what the code was made from."""

    code = "E-CRS-69"
    number: str
    register: str


@dataclass(eq=False)
class QualificationWords(ClassroomError):
    """A certificate would read like a professional qualification."""

    code = "E-CRS-70"
    text: str
    found: str


@dataclass(eq=False)
class NothingFilled(ClassroomError):
    """A table of answers, a survey or a folder of hand-ins holds nothing to count."""

    code = "E-CRS-71"
    file: str


@dataclass(eq=False)
class KeyMissing(ClassroomError):
    """There is no key to check a certificate with."""

    code = "E-CRS-72"
    key: str
