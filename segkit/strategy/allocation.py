"""Effort and return: what an action must bring, what a pilot can see, and what the board is asked for."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from math import ceil, sqrt
from statistics import NormalDist

from segkit.facts import Action, Decision, Economics, Foresight

CONTROL_SHARE = 0.2
CONTROL_AT_LEAST = 100
PILOT_AT_LEAST = 30  # treated; with fewer a pilot shows nothing, and each customer can be looked after singly
_CENT = Decimal("0.01")


@dataclass(frozen=True)
class Assumptions:
    """What is assumed, not measured: printed beside every figure that rests on it."""

    margin: float = 0.3  # gross margin on net sales, 0 to 1
    uplift: tuple[float, float] = (0.02, 0.05)  # share points of extra buyers, low and high


def control_size(n: int | None) -> int | None:
    """Customers left untreated: a fifth, at least 100, never more than half; None for a suppressed `n`."""
    if n is None:
        return None
    return min(n // 2, max(round(n * CONTROL_SHARE), CONTROL_AT_LEAST))


def can_pilot(n: int | None) -> bool:
    """Whether a segment of `n` is large enough for a pilot beside its control group."""
    return n is not None and n - (control_size(n) or 0) >= PILOT_AT_LEAST


def detectable_rise(
    base: float, treated: int, control: int, *, alpha: float = 0.05, power: float = 0.8
) -> float | None:
    """The smallest rise over `base` that a two-sided two-proportion z-test sees, in share points.

    Solves d = z(1-alpha/2) sqrt(p̄ q̄ (1/n1 + 1/n2)) + z(power) sqrt(p1 q1 / n1 + p2 q2 / n2) with p1 = base + d
    (treated), p2 = base (control) and p̄ their mean weighted by n1 and n2. None where not even a rise to 1 is seen.

    References
    ----------
    Fleiss, Levin & Paik (2003), Statistical Methods for Rates and Proportions, section 4.2, without continuity
    correction.
    """
    if treated < 1 or control < 1:
        return None
    low, high = 0.0, 1 - base
    if _needed_rise(base, high, (treated, control), (alpha, power)) > high:
        return None
    for _ in range(50):
        middle = (low + high) / 2
        is_seen = middle >= _needed_rise(base, middle, (treated, control), (alpha, power))
        low, high = (low, middle) if is_seen else (middle, high)
    return round(high, 6)


def _needed_rise(base: float, rise: float, sizes: tuple[int, int], levels: tuple[float, float]) -> float:
    """The right side of the test's equation: what a true rise of `rise` must exceed to be seen."""
    (n1, n2), (alpha, power) = sizes, levels
    raised = base + rise
    pooled = (n1 * raised + n2 * base) / (n1 + n2)
    z = NormalDist().inv_cdf
    by_chance = sqrt(pooled * (1 - pooled) * (1 / n1 + 1 / n2))
    by_truth = sqrt(max(raised * (1 - raised), 0.0) / n1 + base * (1 - base) / n2)
    return z(1 - alpha / 2) * by_chance + z(power) * by_truth


def break_even_rate(cost: Decimal, average_order: Decimal | None, margin: float) -> float | None:
    """Extra buyers per customer treated that pay the cost: cost / (average order x margin). It may exceed 1."""
    if average_order is None or average_order <= 0:
        return None
    return round(float(cost) / (float(average_order) * margin), 6)


def economics(
    actions: Iterable[Action],
    average_orders: Mapping[str, Decimal | None],
    foresight: Mapping[str, Foresight],
    *,
    assumptions: Assumptions,
    smallest: int = 1,
) -> tuple[Economics, ...]:
    """One entry per action, in the actions' order.

    Parameters
    ----------
    average_orders
        By segment id.
    foresight
        What each segment did within its own action's `days` of the holdout period, by segment id; empty where there is
        none.
    smallest
        The fewest customers a figure may speak of.
    """
    return tuple(
        _economics(action, average_orders.get(action.segment), foresight.get(action.segment), assumptions, smallest)
        for action in actions
    )


def split_sizes(n: int | None, smallest: int) -> tuple[int | None, int | None]:
    """Customers treated and left untreated; neither where one of the two would be too few to be spoken of."""
    control = control_size(n)
    if n is None or control is None or min(control, n - control) < smallest:
        return None, None
    return n - control, control


def _economics(
    action: Action, average_order: Decimal | None, seen: Foresight | None, assumptions: Assumptions, smallest: int
) -> Economics:
    treated, control = split_sizes(action.n, smallest)
    base = seen.repeat_rate if seen else None
    return Economics(
        segment=action.segment,
        n=action.n,
        cost=None if treated is None else (treated * action.cost_per_customer).quantize(_CENT),
        margin=assumptions.margin,
        average_order=average_order,
        break_even_rate=break_even_rate(action.cost_per_customer, average_order, assumptions.margin),
        observed_rate=base,
        observed_low=seen.low if seen else None,
        observed_high=seen.high if seen else None,
        control_n=control,
        treated_n=treated,
        detectable=None if base is None or treated is None else detectable_rise(base, treated, control or 0),
        days=seen.days if seen else None,
        uplift_low=_within_room(assumptions.uplift[0], seen.high if seen else None),
        uplift_high=_within_room(assumptions.uplift[1], seen.high if seen else None),
    )


def decisions(actions: Sequence[Action], effort: Iterable[Economics], *, as_of: date) -> tuple[Decision, ...]:
    """What the board is asked for: one pilot each to keep, to win back and to grow, most revenue at stake first.

    The effect is the extra gross profit if, of the customers treated, between `uplift` low and high more than
    otherwise buy once: treated x uplift x average order x margin. Uplift is an assumption, and is cut where the share
    who buy anyway leaves less room. Segments too small for a pilot are not asked for.
    """
    by_segment = {entry.segment: entry for entry in effort}
    asked: dict[str, Decision] = {}
    for action in sorted(actions, key=lambda action: action.rank):
        entry = by_segment.get(action.segment)
        if action.objective in _ASKS and action.objective not in asked and entry and can_pilot(action.n):
            asked[action.objective] = _decision(action, entry, as_of)
    return tuple(asked.values())


_ASKS = {"keep": "keep_service", "win_back": "win_back_pilot", "grow": "second_order"}
_DAYS_TO_DECIDE = 14  # all at one meeting, in the plan's first two weeks


def _decision(action: Action, entry: Economics, as_of: date) -> Decision:
    low, high = entry.uplift_low or 0.0, entry.uplift_high or 0.0
    return Decision(
        id=_ASKS[action.objective],
        segment=action.segment,
        n=action.n,
        cost=entry.cost,
        effect_low=_effect(entry, low),
        effect_high=_effect(entry, high),
        owner=action.owner,
        due=as_of + timedelta(days=_DAYS_TO_DECIDE),
        treated_n=entry.treated_n,
        uplift_low=low,
        uplift_high=high,
        full_cost=None if action.n is None else (action.n * action.cost_per_customer).quantize(_CENT),
        buyers_to_break_even=_buyers(entry),
    )


def _buyers(entry: Economics) -> int | None:
    """How many of those treated must buy who otherwise would not; None where even all of them do not pay the cost."""
    if entry.break_even_rate is None or entry.treated_n is None or entry.break_even_rate > 1:
        return None
    return ceil(entry.break_even_rate * entry.treated_n)


def _within_room(uplift: float, observed: float | None) -> float:
    return uplift if observed is None else round(max(0.0, min(uplift, 1 - observed)), 6)


def _effect(entry: Economics, uplift: float) -> Decimal | None:
    if entry.average_order is None or entry.treated_n is None:
        return None
    profit = entry.average_order * Decimal(str(entry.margin))
    return (entry.treated_n * Decimal(str(uplift)) * profit).quantize(_CENT)
