"""How unequally customers pay."""

from itertools import pairwise
from math import ceil

import numpy as np
from ibis.expr.types import Table
from numpy.typing import NDArray

from segkit.engine import fetch
from segkit.evaluation.statistics import gini
from segkit.facts import Concentration

STEPS = (2, 4, 10, 20, 50)  # percent of customers between two points of the curve
MOST_AMOUNTS = 5_000_000  # distinct amounts to the cent: there are far fewer of them than customers in a large shop


def concentration(features: Table, *, smallest: int) -> Concentration:
    """What the largest customers bring, exactly.

    Customers are counted by net amount, which orders them without a window; customers who tie hold equal money, so it
    does not matter who of them comes first. Between two customers the curve is straight; how many it takes to bring
    80 % is a whole number, the first with whom the sum is reached. Customers with nothing or less
    count as heads without money. Points and deciles that would speak of too few customers are left out: the curve's
    step is the smallest of 2, 4, 10, 20 and 50 % that holds enough of them.

    Parameters
    ----------
    features
        One row per customer with `monetary`.
    """
    amounts, counts = _counted_amounts(features)
    n = int(counts.sum())
    heads = np.concatenate([[0], np.cumsum(counts)])
    money = np.concatenate([[0], np.cumsum(amounts * counts)])
    return Concentration(
        curve=tuple((p / 100, _top(heads, money, p / 100)) for p in _points(n, smallest)),
        deciles=_deciles(heads, money) if n >= 10 * smallest else (),
        top_20_share=_top(heads, money, 0.2) if n >= 5 * smallest else None,
        top_1_share=_top(heads, money, 0.01) if n >= 100 * smallest else None,
        share_for_80=_heads_for(heads, money, 0.8, smallest),
        gini=round(gini(amounts, counts), 6),
    )


def _counted_amounts(features: Table) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Distinct amounts in cents, largest first, and how many customers pay each."""
    cents = features.select(cents=(features.monetary * 100).cast("int64"))
    cents = cents.mutate(cents=(cents.cents > 0).ifelse(cents.cents, 0))
    found = fetch(cents.group_by("cents").aggregate(n=cents.count().cast("int64")), at_most=MOST_AMOUNTS)
    amounts, counts = found["cents"].to_numpy(), found["n"].to_numpy()
    order = np.argsort(-amounts)
    return amounts[order], counts[order]


def _points(n: int, smallest: int) -> range:
    step = next((step for step in STEPS if n * step / 100 >= smallest), 100)
    return range(0, 101, step)


def _top(heads: NDArray[np.int64], money: NDArray[np.int64], part: float) -> float:
    """The share of money that the top `part` of customers brings."""
    return round(float(np.interp(part * heads[-1], heads, money) / money[-1]), 6) if money[-1] else 0.0


def _deciles(heads: NDArray[np.int64], money: NDArray[np.int64]) -> tuple[float, ...]:
    tops = [_top(heads, money, tenth / 10) for tenth in range(11)]
    return tuple(round(high - low, 6) for low, high in pairwise(tops))


def _heads_for(heads: NDArray[np.int64], money: NDArray[np.int64], part: float, smallest: int) -> float | None:
    """The share of customers, each counted whole, that brings `part` of the money; None where those are too few."""
    paying = np.concatenate([[True], np.diff(money) > 0])  # np.interp wants strictly rising money
    needed = ceil(float(np.interp(part * money[-1], money[paying], heads[paying])) - 1e-9)
    return round(needed / float(heads[-1]), 6) if needed >= smallest else None
