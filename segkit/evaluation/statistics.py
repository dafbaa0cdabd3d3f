"""The few formulas behind the evaluation, each by name, on plain numbers."""

from math import ceil, sqrt

import numpy as np
from numpy.typing import ArrayLike
from scipy.optimize import brentq
from scipy.stats import norm


def wilson(k: int, n: int, confidence: float = 0.95) -> tuple[float, float]:
    """Score interval of a share of `k` in `n`; (0, 1) for n = 0, for then nothing is known.

    References
    ----------
    Wilson (1927), Probable inference, the law of succession, and statistical inference. JASA 22, 209-212.
    """
    if n == 0:
        return 0.0, 1.0
    z, p = float(norm.ppf((1 + confidence) / 2)), k / n
    middle, spread = p + z * z / (2 * n), z * sqrt(p * (1 - p) / n + z * z / (4 * n * n))
    low, high = (middle - spread) / (1 + z * z / n), (middle + spread) / (1 + z * z / n)
    return (0.0 if k == 0 else max(low, 0.0)), (1.0 if k == n else min(high, 1.0))


def auc(returned: ArrayLike, stayed_away: ArrayLike) -> float | None:
    """Chance that a random returner stands in a better group than a random other, ties counting half.

    Parameters
    ----------
    returned, stayed_away
        Customers of each kind per group, groups from best to worst.

    Returns
    -------
    0.5 for a useless order, 1 for a perfect one; None when one kind is missing.

    References
    ----------
    Mann & Whitney (1947); Hanley & McNeil (1982), The meaning and use of the area under a ROC curve.
    """
    yes, no = np.asarray(returned, dtype=np.float64), np.asarray(stayed_away, dtype=np.float64)
    if not (yes.sum() and no.sum()):
        return None
    worse = no.sum() - np.cumsum(no)
    return float((yes * (worse + no / 2)).sum() / (yes.sum() * no.sum()))


def gini(amounts: ArrayLike, counts: ArrayLike | None = None) -> float:
    """Gini coefficient of non-negative amounts, each held by `counts` people (one each if left out).

    Twice the area between the Lorenz curve and equality, without the n / (n - 1) correction; 0 where there is no money.

    References
    ----------
    Gini (1912), Variabilità e mutabilità.
    """
    values = np.asarray(amounts, dtype=np.float64)
    people = np.ones_like(values) if counts is None else np.asarray(counts, dtype=np.float64)
    order = np.argsort(values)
    values, people = values[order], people[order]
    held = np.cumsum(values * people)
    if not values.size or not held[-1]:
        return 0.0
    area = (people * (held - values * people / 2)).sum() / (people.sum() * held[-1])
    return float(1 - 2 * area)


def adjusted_rand(table: ArrayLike) -> float:
    """Agreement of two groupings from their contingency table alone: 1 the same, 0 as by chance.

    Counted in whole numbers, so equal tables give equal results. Two groupings that both say nothing agree (1).

    References
    ----------
    Hubert & Arabie (1985), Comparing partitions. Journal of Classification 2, 193-218.
    """
    cells = [[int(n) for n in row] for row in np.asarray(table)]
    both = sum(_pairs(n) for row in cells for n in row)
    rows = sum(_pairs(sum(row)) for row in cells)
    columns = sum(_pairs(sum(column)) for column in zip(*cells, strict=True))
    every = _pairs(sum(map(sum, cells)))
    if rows == columns == both:
        return 1.0
    by_chance = rows * columns / every
    return (both - by_chance) / ((rows + columns) / 2 - by_chance)


def _pairs(n: int) -> int:
    return n * (n - 1) // 2


def control_group_size(base_rate: float, rise: float, power: float = 0.8, confidence: float = 0.95) -> int:
    """Customers needed in each of two equal groups to see a rate rise from `base_rate` by `rise` (share points).

    Two-sided test of two proportions, normal approximation without continuity correction.

    References
    ----------
    Fleiss, Levin & Paik (2003), Statistical Methods for Rates and Proportions, 3rd ed., formula 4.14.
    """
    treated = base_rate + rise
    mean = (base_rate + treated) / 2
    z_confidence, z_power = norm.ppf((1 + confidence) / 2), norm.ppf(power)
    spread = base_rate * (1 - base_rate) + treated * (1 - treated)
    n = (z_confidence * sqrt(2 * mean * (1 - mean)) + z_power * sqrt(spread)) ** 2 / rise**2
    return ceil(round(n, 9))


def detectable_rise(base_rate: float, n_control: int, n_treated: int, power: float = 0.8) -> float | None:
    """The smallest rise of a rate (share points) that groups of these sizes show at 95 % confidence; None if none is.

    References
    ----------
    As `control_group_size`, with unequal groups (formula 4.19 without continuity correction).
    """
    top = 1 - base_rate - 1e-9
    if min(n_control, n_treated) < 1 or top <= 0 or _power_left(top, base_rate, n_control, n_treated, power) < 0:
        return None
    return float(brentq(_power_left, 1e-12, top, args=(base_rate, n_control, n_treated, power)))


def _power_left(rise: float, base_rate: float, n_control: int, n_treated: int, power: float) -> float:
    treated = base_rate + rise
    mean = (base_rate * n_control + treated * n_treated) / (n_control + n_treated)
    if_equal = sqrt(mean * (1 - mean) * (1 / n_control + 1 / n_treated))
    if_risen = sqrt(base_rate * (1 - base_rate) / n_control + treated * (1 - treated) / n_treated)
    return float(rise - norm.ppf(0.975) * if_equal - norm.ppf(power) * if_risen)
