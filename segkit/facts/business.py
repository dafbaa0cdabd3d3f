"""Facts about the company as a whole: who is reported, months, concentration, quarters, movements."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from segkit.facts.types import Text


@dataclass(frozen=True)
class Meta:
    """What is reported, for whom, on which data."""

    study: str
    company: Text
    is_fictional: bool
    currency: str
    as_of: date
    as_of_given: bool  # False: the last order day was taken, and the report says so
    first_day: date
    last_day: date
    primary: str  # id of the main scheme
    smallest_group: int
    order_key: str  # order_id, line or customer_day: what counts as one order
    refunds: str  # net, drop or apart
    n_customers: int
    n_orders: int
    n_lines: int
    revenue: Decimal
    project: Text
    number: str
    version: str
    prepared: str
    checked: str
    approved: str


@dataclass(frozen=True)
class Month:
    """One calendar month: orders and money of new and of returning customers."""

    month: date
    revenue_new: Decimal | None
    revenue_returning: Decimal | None
    orders: int | None
    n_new: int | None
    n_returning: int | None
    average_order: Decimal | None
    repeat_share: float | None  # buyers of the month who had bought before


@dataclass(frozen=True)
class Baseline:
    """The last 24 months (fewer where the data are shorter), and the last 12 against the 12 before."""

    months: tuple[Month, ...]
    revenue_12m: Decimal
    revenue_before: Decimal | None
    customers_12m: int
    customers_before: int | None
    average_order_12m: Decimal
    repeat_share_12m: float
    customers_stayed: int | None = None  # buyers of the 12 months before who bought again in the last 12


@dataclass(frozen=True)
class Concentration:
    """How unequally customers pay. `curve` runs over customers from largest to smallest, in 2 % steps.

    In a small shop the steps are wider, so that each holds enough customers to be shown, and the deciles may be absent.
    """

    curve: tuple[tuple[float, float], ...]  # share of customers, share of revenue
    deciles: tuple[float, ...]  # ten shares of revenue, largest customers first; empty in a small shop
    top_20_share: float | None
    top_1_share: float | None
    share_for_80: float | None  # share of customers that brings 80 % of revenue
    gini: float


@dataclass(frozen=True)
class GridCell:
    """One cell of recency score x frequency score."""

    r_score: int
    f_score: int
    n: int | None
    revenue: Decimal | None
    share_revenue: float | None
    is_covered: bool = False  # large enough, and hidden so that a small neighbour does not follow from a total


@dataclass(frozen=True)
class RecencyFrequencyGrid:
    """R x F, and how much money sleeps: the customers with r_score 1 or 2 and f_score at or above `f_high`."""

    n_bins: int
    cells: tuple[GridCell, ...]
    f_high: int
    sleeping_n: int | None
    sleeping_revenue: Decimal | None
    r_edges: tuple[float, ...]  # upper edge in days of each r_score but the worst, best first
    f_edges: tuple[float, ...]
    sleeping_revenue_12m: Decimal | None = None
    sleeping_segment: str | None = None  # of the main scheme, that holds most of the sleeping
    sleeping_segment_n: int | None = None


@dataclass(frozen=True)
class Structure:
    """Main scheme at quarter ends with today's cut points; shares sum to 1 in each quarter, hidden ones (None) with."""

    quarters: tuple[date, ...]
    segments: tuple[str, ...]
    shares: tuple[tuple[float | None, ...], ...]  # one row per quarter
    n_customers: tuple[int, ...]
    covered: tuple[tuple[str, ...], ...] = ()  # per quarter: segments hidden for a small neighbour's sake


@dataclass(frozen=True)
class Move:
    """Customers who went from one segment to another. Revenue is of the last 12 months to each date."""

    before: str
    after: str
    direction: str  # up, down, same, new
    n: int | None
    revenue_before: Decimal | None
    revenue_after: Decimal | None
    is_covered: bool = False  # large enough, and hidden so that a small neighbour does not follow from a total


@dataclass(frozen=True)
class Movement:
    """Who moved in the main scheme between `since` and the as-of date, cut points frozen.

    `moves` and their sums count orders and money from the first day to each date, so the later date rests on a longer
    history and scores higher. The `window_` figures count the same number of days at both: twelve months, or what the
    earlier date has.
    """

    since: date
    moves: tuple[Move, ...]  # every pair that occurs, largest first; `before` is "" for customers who are new
    n_up: int | None
    n_down: int | None
    revenue_up: Decimal | None  # last 12 months' revenue of those who moved up, as of today
    revenue_down: Decimal | None  # of those who moved down, as of `since`
    window_days: int | None = None
    window_up: int | None = None
    window_down: int | None = None
    window_revenue_up: Decimal | None = None
    window_revenue_down: Decimal | None = None
    sizes_before: dict[str, int | None] = field(default_factory=dict)  # customers of each segment at `since`
    sizes_after: dict[str, int | None] = field(default_factory=dict)  # at the as-of date, new customers among them
