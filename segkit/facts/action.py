"""Facts about what to do: playbook lines, their economics, decisions and the plan."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from segkit.facts.types import Text


@dataclass(frozen=True)
class Action:
    """One playbook line with its slots filled, for one segment of the main scheme."""

    segment: str
    objective: str
    goal: Text
    action: Text
    channel: Text
    script: Text  # at most 70 characters in Chinese
    service: Text
    service_level: dict[str, Text]  # response, rhythm, rights, each in words
    cost_per_customer: Decimal
    owner: Text
    measure: Text
    n: int | None
    at_stake: Decimal | None  # revenue at risk, see terms
    rank: int  # by at_stake, largest first
    reply: Text = field(default_factory=dict)  # what to answer when the customer replies
    days: int | None = None  # after which the measure is read


@dataclass(frozen=True)
class Economics:
    """What an action must bring: break-even rate against the repeat rate seen in the holdout period, and its test."""

    segment: str
    n: int | None
    cost: Decimal | None  # of all customers treated: cost per customer x treated_n
    margin: float
    average_order: Decimal | None
    break_even_rate: float | None  # extra buyers per customer treated that pay the cost
    observed_rate: float | None  # repeat rate without the action within `days` of the holdout period
    observed_low: float | None
    observed_high: float | None
    control_n: int | None
    treated_n: int | None
    detectable: float | None  # smallest rise the test can see, share points
    days: int | None = None  # that the pilot's measure waits; the hidden period's where that is shorter
    uplift_low: float | None = None  # assumed, cut where the share who buy anyway leaves less room
    uplift_high: float | None = None


@dataclass(frozen=True)
class Decision:
    """Something the board is asked for."""

    id: str
    segment: str | None
    n: int | None
    cost: Decimal | None
    effect_low: Decimal | None
    effect_high: Decimal | None
    owner: Text
    due: date
    treated_n: int | None = None
    uplift_low: float | None = None  # assumed, not measured: extra buyers per customer treated
    uplift_high: float | None = None
    full_cost: Decimal | None = None  # of all customers at once, without a control group
    buyers_to_break_even: int | None = None  # extra buyers among the treated that pay the cost


@dataclass(frozen=True)
class Task:
    """One bar of the ninety-day plan."""

    id: str
    text: Text
    start_week: int
    end_week: int
    responsible: str  # role ids: management, marketing, sales, service, data
    accountable: str
    consulted: tuple[str, ...]
    informed: tuple[str, ...]
