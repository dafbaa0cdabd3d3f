"""Whether the models may be used on these customers at all: each doubt with the figure that raises it."""

from collections.abc import Sequence
from typing import Literal

import numpy as np
from ibis.expr.types import Table

from segkit.engine import fetch_one
from segkit.facts import NAIVE_RULES, Doubt, Trial
from segkit.features.lifetime_value.histories import Cells
from segkit.features.lifetime_value.likelihood import Numbers

FEWEST_REPEATERS = 100
MOST_ONCE = 0.95  # share of customers who bought once only
FEWEST_WEEKS = 26
REGULAR = 0.35  # variation of gaps below which buying looks like a contract
MOST_UNPAID = 0.01  # share of repeaters whose mean spend is not above zero
RELATED, TOO_RELATED = 0.3, 0.5  # correlation of how often with how much

Effect = Literal["refused", "warned"]


def doubts_of_buying(cells: Cells, regularity: float | None) -> tuple[Doubt, ...]:
    """What speaks against forecasting orders.

    `few_repeaters`, `almost_nobody_repeats`, `short_history` (weeks from the first customer to today) and
    `looks_contractual` (gaps vary so little that customers seem bound, `regularity` as `gap_variation` tells it).
    """
    if not cells.n_customers:
        return (Doubt("few_repeaters", "refused", 0, FEWEST_REPEATERS),)
    repeaters = float(cells.n[cells.x > 0].sum())
    once = 1 - repeaters / cells.n_customers
    weeks = float(cells.age.max())
    found = [
        _where(repeaters < FEWEST_REPEATERS, "few_repeaters", repeaters, FEWEST_REPEATERS),
        _where(once > MOST_ONCE, "almost_nobody_repeats", once, MOST_ONCE),
        _where(weeks < FEWEST_WEEKS, "short_history", weeks, FEWEST_WEEKS),
        _where(regularity is not None and regularity < REGULAR, "looks_contractual", regularity or 0.0, REGULAR),
    ]
    return tuple(doubt for doubt in found if doubt is not None)


def doubts_of_spend(x: Numbers, mean_spend: Numbers, *, n_unpaid: int, q: float | None) -> tuple[Doubt, ...]:
    """What speaks against forecasting money.

    `spend_follows_frequency` (the model takes both to be independent), `unpaid` (repeaters whose mean spend is not
    above zero and who were left out), `endless_mean` (q at most 1: the mean does not exist).
    """
    related = correlation(x, mean_spend)
    unpaid = n_unpaid / max(1, n_unpaid + len(x))
    found = [
        _where(abs(related) > TOO_RELATED, "spend_follows_frequency", related, TOO_RELATED),
        _where(RELATED < abs(related) <= TOO_RELATED, "spend_follows_frequency", related, RELATED, effect="warned"),
        _where(unpaid > MOST_UNPAID, "unpaid", unpaid, MOST_UNPAID),
        _where(q is not None and q <= 1, "endless_mean", q or 0.0, 1),
    ]
    return tuple(doubt for doubt in found if doubt is not None)


def doubts_of_trials(trials: Sequence[Trial]) -> tuple[Doubt, ...]:
    """`naive_is_better`: on trial a rule without a model erred less than the model in use, the first of `trials`."""
    naive = [trial.mae for trial in trials if trial.rule in NAIVE_RULES]
    if not naive or trials[0].rule in NAIVE_RULES:
        return ()
    worse = _where(min(naive) < trials[0].mae, "naive_is_better", trials[0].mae, min(naive), effect="warned")
    return () if worse is None else (worse,)


def correlation(x: Numbers, mean_spend: Numbers) -> float:
    """Pearson's correlation of repeat purchases and spend per purchase; 0 where one of them does not vary."""
    if len(x) < 2 or not np.ptp(x) or not np.ptp(mean_spend):
        return 0.0
    return round(float(np.corrcoef(x, mean_spend)[0, 1]), 6)


def gap_variation(days: Table, *, fewest: int = 4) -> float | None:
    """The median over customers with `fewest` purchases and more of (standard deviation / mean) of days between them.

    Random buying gives about 1, a monthly contract nearly 0; None where nobody bought so often.
    """
    bought = days.filter(days.n_orders > 0).select("customer_id", "order_date").distinct()
    by_day = bought.group_by("customer_id").order_by("order_date")
    gaps = by_day.mutate(gap=bought.order_date.delta(bought.order_date.lag(), unit="day").cast("int64"))
    each = gaps.group_by("customer_id").aggregate(
        n=gaps.gap.count(), total=gaps.gap.sum(), squares=(gaps.gap * gaps.gap).sum()
    )
    often = each.filter(each.n >= fewest - 1)
    mean = often.total.cast("float64") / often.n
    spread = (often.squares.cast("float64") / often.n - mean * mean).clip(lower=0).sqrt()
    median = fetch_one(often.aggregate(middle=(spread / mean).quantile(0.5)))["middle"]
    return None if median is None else round(float(median), 6)


def _where(holds: bool, reason: str, figure: float, limit: float, *, effect: Effect = "refused") -> Doubt | None:
    return Doubt(reason, effect, round(float(figure), 6), limit) if holds else None
