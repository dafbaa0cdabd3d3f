"""Facts about lifetime value: the models, whether they may be used, how they did on trial, and what they say."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

NAIVE_RULES = ("same_again", "own_rate", "cohort_mean")  # of forecasting, which a model must beat


@dataclass(frozen=True)
class FittedModel:
    """A model's parameters by name with standard errors, from how many customers, and how well it fits."""

    model: str
    parameters: dict[str, float]
    standard_errors: dict[str, float | None]  # None where the likelihood is too flat to tell
    log_likelihood: float
    n_customers: int


@dataclass(frozen=True)
class Doubt:
    """Why a forecast is refused, or made with a warning: a reason by name, the figure and its limit."""

    reason: str
    effect: Literal["refused", "warned"]
    figure: float
    limit: float


@dataclass(frozen=True)
class Trial:
    """How a rule's forecast of purchases compares with what came, over all customers."""

    rule: str  # a model, or same_again, own_rate, cohort_mean
    forecast: float  # purchases of all customers
    actual: int
    bias: float | None  # forecast / actual - 1; None where nothing came
    mae: float  # mean absolute error per customer
    rmse: float


@dataclass(frozen=True)
class Tracking:
    """Repeat purchases of all customers since the first day, week by week: what came, and what the model says."""

    weeks: tuple[int, ...]
    actual: tuple[int, ...]
    expected: tuple[float, ...]


@dataclass(frozen=True)
class Lifetime:
    """What is known of lifetime value; without a chosen model only the doubts that speak against it."""

    models: tuple[FittedModel, ...]  # those that could be fitted, the chosen one first
    spend: FittedModel | None  # None where money must not be forecast
    doubts: tuple[Doubt, ...]
    trials: tuple[Trial, ...]  # on purchases of the last stretch, hidden while fitting
    trial_days: int
    tracking: Tracking | None
    months: int  # that the value looks ahead
    margin: float
    discount: float  # per year
    kept: float  # share of paid money that refunds leave
    orders: float | None  # purchases expected of all customers within the horizon
    value: Decimal | None  # their margin, discounted
    alive: float | None  # customers expected to come again at all, as a share
