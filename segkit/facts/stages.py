"""Facts that explain single schemes: purchase stages, cohorts of first buyers, other weights of a scorecard."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from segkit.facts.types import Text


@dataclass(frozen=True)
class FunnelStep:
    """One purchase stage: who stands in it today, who came at least so far, and how long the step before it took.

    `median_days` counts from the step before, over those of whom both days are known; None where there are too few.
    """

    stage: str  # potential, intent, first or repeat
    n: int | None
    reached: int | None
    share_reached: float | None  # of those who reached the stage before; 1 for the first
    median_days: float | None
    n_timed: int | None


@dataclass(frozen=True)
class Cohort:
    """Customers by the quarter of their first purchase, and the share of them who bought in each later quarter.

    `rates` begins with the first quarter after; a quarter that the data do not cover to its end is None, and so is
    every rate of a cohort that is too small to be shown.
    """

    quarter: date  # its first day
    n: int | None
    rates: tuple[float | None, ...]


@dataclass(frozen=True)
class WeightTrial:
    """A scorecard with another weight for one indicator: who would stand in another segment, and their money."""

    scheme: str
    indicator: Text
    weight: float
    tried: float
    moved_share: float | None
    moved_revenue_12m: Decimal | None
