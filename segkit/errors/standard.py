"""Errors in the classification standard and its conditions."""

from dataclasses import dataclass
from unicodedata import east_asian_width

from segkit.errors.base import SegkitError


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


@dataclass(eq=False)
class LookAlike(ConditionError):
    """A sign outside quotes that looks like one of the language's and is another: full-width, curly, invisible."""

    code = "E-STD-16"
    nearest: str
    point: str  # its place in Unicode, for what cannot be seen


@dataclass(eq=False)
class NumberTooLarge(ConditionError):
    """A number that no figure of a customer reaches and that engines cannot hold exactly."""

    code = "E-STD-17"
    at_most: int


@dataclass(eq=False)
class InFile(StandardError):
    """A problem of the standard, and where in its file it stands; its code is the problem's."""

    problem: SegkitError
    file: str
    line: int
    column: int

    def __post_init__(self) -> None:
        self.code = self.problem.code  # type: ignore[misc]

    def slots(self) -> dict[str, object]:
        """The place (`at`: its column), and the problem's fields."""
        return {"file": self.file, "line": self.line, "at": self.column} | self.problem.slots()

    def __reduce__(self) -> tuple[type[SegkitError], tuple[object, ...]]:
        """Both parts come back whole."""
        return type(self), (self.problem, self.file, self.line, self.column)


@dataclass(eq=False)
class RepeatedId(StandardError):
    """An id that an earlier scheme, segment or tag has."""

    code = "E-STD-18"
    file: str
    line: int
    column: int
    key: str
    found: str
    first: int  # line of the earlier one


@dataclass(eq=False)
class TakenId(StandardError):
    """The id of a scheme is the name of a column that every customer has."""

    code = "E-STD-19"
    file: str
    line: int
    column: int
    key: str
    found: str


@dataclass(eq=False)
class UnknownReference(StandardError):
    """A name that the standard defines nowhere."""

    code = "E-STD-20"
    file: str
    line: int
    column: int
    key: str
    found: str
    nearest: str
    known: tuple[str, ...]
