"""Facts about segments and the customers in them."""

from dataclasses import dataclass
from decimal import Decimal

from segkit.facts.types import Text


@dataclass(frozen=True)
class Segment:
    """One segment's name and how it is reached."""

    id: str
    name: Text
    public_name: Text
    rule: Text  # in words: what puts a customer here
    objective: str | None  # keep, win_back, grow, serve, … from the playbook


@dataclass(frozen=True)
class Scheme:
    """A classification scheme as defined: its segments in order of the standard."""

    id: str
    name: Text
    purpose: Text
    kind: str
    is_confirmed: bool  # False: names proposed by the kit, marked 待命名
    segments: tuple[Segment, ...]


@dataclass(frozen=True)
class SegmentFigures:
    """One segment of one scheme: how many, how much."""

    scheme: str
    segment: str
    n: int | None
    share_n: float | None
    revenue: Decimal | None
    share_revenue: float | None
    revenue_12m: Decimal | None
    orders: int | None
    average_order: Decimal | None
    per_head: Decimal | None
    recency_median: float | None
    frequency_mean: float | None
    repeat_share: float | None  # customers with two orders or more
    is_covered: bool = False  # large enough, and hidden so that a small neighbour does not follow from a total


@dataclass(frozen=True)
class IndexBar:
    """A measure of one segment against all customers, all = 100."""

    measure: str
    value: float
    overall: float
    index: float


@dataclass(frozen=True)
class ShareBar:
    """A category, channel or the like: its share of a segment's revenue, and the lift against all (1 = alike)."""

    name: str
    share: float
    lift: float


@dataclass(frozen=True)
class ProfileCard:
    """One segment that an action is for: who they are, what they buy, when, where."""

    role: str  # keep, win_back or grow
    segment: str
    n: int | None
    revenue_12m: Decimal | None
    at_stake: Decimal | None
    indices: tuple[IndexBar, ...]
    categories: tuple[ShareBar, ...]
    channels: tuple[ShareBar, ...]
    months: tuple[float, ...]  # twelve shares of orders, January first
    weekdays: tuple[float, ...]  # seven shares of orders, Monday first
    cycle_curve: tuple[tuple[int, float], ...]  # days, share of repeat orders that had come by then
    cycle_median: float | None  # median days between two orders of one customer
    cycle_late: float | None  # days by which 80 % of repeat orders had come
    recency_median: float | None
    weekday: int | None = None  # the busiest, Monday 0, where it clearly stands out
    cycle_gaps: int | None = None  # that the curve is drawn from
    cycle_customers: int | None = None  # whose gaps they are
    n_late: int | None = None  # customers longer away than `cycle_late`; None where they, or the others, are too few


@dataclass(frozen=True)
class Driver:
    """A satisfaction dimension: how well it does, how much it matters."""

    dimension: str
    performance: float  # mean on the 0 to 1 scale
    importance: float  # rank correlation with the overall answer
    n: int
    mean: float | None = None  # answer on the scale as asked


@dataclass(frozen=True)
class PlaceFigures:
    """One region or store in the comparison."""

    name: str
    n: int | None
    revenue_12m: Decimal | None
    satisfied_share: float | None
    dissatisfied_valued_n: int | None  # valued and below `Satisfaction.satisfied_from`
    repeat_share: float | None
    is_covered: bool = False  # `dissatisfied_valued_n` is large enough, and hidden for a small neighbour's sake


@dataclass(frozen=True)
class Satisfaction:
    """Value x satisfaction. Without feedback only `places` is filled.

    Satisfied is an answer of `satisfied_from` or more; `dissatisfied` in names of fields is every other answer, also
    the middle of the scale.
    """

    has_feedback: bool
    response_share: float | None
    quadrants: dict[str, int | None]  # valued_satisfied, valued_dissatisfied, other_satisfied, other_dissatisfied
    valued_dissatisfied_revenue_12m: Decimal | None
    drivers: tuple[Driver, ...]
    places: tuple[PlaceFigures, ...]
    place_kind: str | None  # region, store, channel or city
    answered_n: int | None = None
    scale: tuple[float, float] | None = None
    satisfied_from: float | None = None
    weak_place: str | None = None  # whose share of satisfied lies below all others' beyond chance
    covered: tuple[str, ...] = ()  # quadrants large enough that are hidden for a small neighbour's sake


@dataclass(frozen=True)
class Crosswalk:
    """The main scheme against another: customers in each pair."""

    scheme: str
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    counts: tuple[tuple[int | None, ...], ...]
    covered: tuple[tuple[str, str], ...] = ()  # pairs large enough that are hidden for a small neighbour's sake
