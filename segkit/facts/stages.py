"""Facts about the way to the second order, and about who comes back after the first."""

from dataclasses import dataclass
from datetime import date


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
