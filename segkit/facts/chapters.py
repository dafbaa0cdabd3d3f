"""Facts of the chapters that a study may choose: the standard itself, crossings of schemes, and personas."""

import hashlib
import re
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from segkit.facts.action import Action
from segkit.facts.people import ShareBar
from segkit.facts.types import Slot, Text


@dataclass(frozen=True)
class Duty:
    """Which departments have to do with a scheme; `default` stands for every scheme that is not named."""

    scheme: str
    sets: str
    applies: str
    data: str
    reviews: str


@dataclass(frozen=True)
class HandDecisions:
    """What became of one scheme's overrides.

    Exempt from `smallest_group`, as the ledger is: the count says how often people decided, and neither about whom
    nor which segment.
    """

    scheme: str
    applied: int
    ended: int  # before the as-of day
    unknown: int  # about nobody who bought


@dataclass(frozen=True)
class LeftOut:
    """A scheme of the standard that could not be applied: why, as `Gap` says it."""

    scheme: str
    name: Text
    reason: str
    slots: dict[str, Slot] = field(default_factory=dict)


@dataclass(frozen=True)
class StandardFacts:
    """The reviewed document as it was in force for this report."""

    goal: Text
    owner: str
    review_date: date
    version: str
    state: str  # draft or approved
    approved_by: str
    approved_on: date | None
    duties: tuple[Duty, ...]
    decided: tuple[HandDecisions, ...]
    left_out: tuple[LeftOut, ...]
    is_ready_made: bool = False  # the kit's own, where the study brings none


@dataclass(frozen=True)
class CrossCell:
    """One pair of segments. Everything is None where too few customers stand in it.

    `expected`, `index` and `residual` are None too where a total that they would give away is hidden.
    """

    row: str
    column: str
    n: int | None
    share_n: float | None
    revenue: Decimal | None
    share_revenue: float | None
    expected: float | None  # customers if the schemes had nothing to do with each other
    index: float | None  # 100 x n / expected
    residual: float | None  # adjusted; beyond 2.58 hardly by chance
    is_covered: bool = False  # large enough, and hidden for a small neighbour's sake


@dataclass(frozen=True)
class Crossing:
    """Two schemes laid across each other; `cells` row by row."""

    left: str  # scheme of the rows
    right: str  # scheme of the columns
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: tuple[CrossCell, ...]
    contingency: float | None  # Cramér's V, 0 to 1

    @property
    def page(self) -> str:
        """Its page in the report."""
        return f"crossing-{self.left}-{self.right}"


@dataclass(frozen=True)
class GradeMove:
    """Customers of one present grade in one new segment, and the grade that is usual there."""

    segment: str
    grade: str
    target: str
    direction: str  # same, up, down, other (the grades have no order) or ungraded
    n: int
    revenue: Decimal


@dataclass(frozen=True)
class Regrading:
    """The present grade against the main scheme. Hidden cells are in no figure but those of `crossing`."""

    crossing: Crossing  # rows: the main scheme; columns: the present grade, lowest first
    usual: dict[str, str]  # segment -> the grade that most of its customers hold
    is_ordered: bool
    moves: tuple[GradeMove, ...]  # most money first, those who stay among them
    n: int  # customers in shown cells
    totals: dict[str, tuple[int, Decimal]]  # direction -> customers, net spend so far


@dataclass(frozen=True)
class Effect:
    """How far a measure, or a trait that a customer has or has not, sets a segment apart from everybody else."""

    measure: str  # a column, or category, channel, satisfied, need: a trait
    trait: str  # the data's own word of a trait, empty for a measure
    delta: float  # Cliff's delta, -1 to 1
    own: float  # median of the segment; of a trait its share
    others: float
    is_rule: bool  # the scheme's rule asks for it, so that it differs by definition


@dataclass(frozen=True)
class Persona:
    """One segment of the main scheme described by its figures."""

    segment: str
    n: int | None
    share_n: float | None
    revenue: Decimal | None
    share_revenue: float | None
    per_head: Decimal | None
    average_order: Decimal | None
    frequency_mean: float | None
    lines_per_order: float | None
    recency_median: float | None
    cycle_median: float | None
    categories: tuple[ShareBar, ...]
    channels: tuple[ShareBar, ...]
    day_parts: tuple[ShareBar, ...]
    weekday: int | None  # that clearly stands out
    months: tuple[float, ...]
    satisfied_share: float | None  # of those who answered
    answered_n: int | None
    needs: tuple[ShareBar, ...]  # of those who wrote, by what most of their messages ask for
    wrote_n: int | None
    effects: tuple[Effect, ...]  # most different first
    sample_n: int  # customers of the segment that the effects rest on

    @property
    def page(self) -> str:
        """Its page in the report; signs of the data's own words that an address cannot have become `_`."""
        return f"persona-{re.sub(r'[^A-Za-z0-9_]', '_', self.segment)}" if self.segment.isascii() else self._hashed

    @property
    def _hashed(self) -> str:
        return f"persona-{hashlib.md5(self.segment.encode(), usedforsecurity=False).hexdigest()[:8]}"


@dataclass(frozen=True)
class Chapters:
    """What the study chose beyond the usual pages. `pages` names them in order."""

    pages: tuple[str, ...] = ()
    standard: StandardFacts | None = None
    lines: dict[str, tuple[Action, ...]] = field(default_factory=dict)  # scheme -> playbook lines, in its order
    crossings: tuple[Crossing, ...] = ()
    personas: tuple[Persona, ...] = ()
    grades: Regrading | None = None
    people: dict[str, tuple[Persona, ...]] = field(
        default_factory=dict
    )  # of the other chosen schemes, for the workbook
