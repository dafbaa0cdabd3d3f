"""What sets a group of customers apart from everybody else: one effect size for measures and traits alike."""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray
from scipy.stats import rankdata

from segkit.facts import Effect

MEASURES = (
    "recency_days",
    "frequency",
    "monetary",
    "average_order",
    "lines_per_order",
    "n_categories",
    "tenure_days",
    "mean_gap_days",
    "weekend_share",
    "refund_share",
)
NEGLIGIBLE = 0.147  # below it a difference is not worth a word
MOST_TRAITS = 6  # of one kind, the most frequent: a long tail of categories says little
Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]


def cliffs_delta(own: Floats, others: Floats) -> float | None:
    """Chance that one of `own` is above one of `others`, less the chance that it is below; None where one is empty.

    From -1 to 1; ties count for neither side. Of something that a customer has or has not (1 or 0) it is the
    difference of the two shares, so measures and traits can be ranked together.

    References
    ----------
    Cliff (1993), Dominance statistics: ordinal analyses to answer ordinal questions. Psychological Bulletin 114,
    494-509. Romano et al. (2006) call less than 0.147 negligible, from 0.33 medium, from 0.474 large.
    """
    if not own.size or not others.size:
        return None
    ranks = rankdata(np.concatenate((own, others)))[: own.size]
    above = ranks.sum() - own.size * (own.size + 1) / 2  # Mann and Whitney's U
    return round(float(2 * above / (own.size * others.size) - 1), 6)


def measure_effects(
    values: Mapping[str, Floats], is_own: Flags, *, by_rule: frozenset[str], smallest: int
) -> list[Effect]:
    """The effect of every measure with enough known values (not nan) on both sides; `own`, `others` are medians.

    `by_rule` holds the measures that put customers into the group in the first place.
    """
    found = []
    for name, column in values.items():
        is_known = ~np.isnan(column)
        own, others = column[is_known & is_own], column[is_known & ~is_own]
        delta = cliffs_delta(own, others)
        if delta is not None and min(own.size, others.size) >= smallest:
            ours, theirs = (round(float(np.median(side)), 6) for side in (own, others))
            found.append(Effect(name, "", delta, ours, theirs, is_rule=name in by_rule))
    return found


def trait_effects(
    kind: str, values: NDArray[np.object_], is_own: Flags, *, is_rule: bool, smallest: int
) -> list[Effect]:
    """The effect of every frequent trait of one kind among those of whom it is known (not None); shares beside it.

    A trait that fewer than `smallest` of the group have, though some do, is left out.
    """
    is_known = np.array([value is not None for value in values], dtype=bool)
    sides = is_known & is_own, is_known & ~is_own
    sizes = tuple(int(side.sum()) for side in sides)
    if min(sizes) < max(smallest, 1):
        return []
    found = []
    for trait in _most_frequent(values[is_known]):
        counts = tuple(int((values[side] == trait).sum()) for side in sides)
        if not 0 < counts[0] < smallest:
            own, others = (round(n / size, 6) for n, size in zip(counts, sizes, strict=True))
            found.append(Effect(kind, str(trait), round(own - others, 6), own, others, is_rule))
    return found


def _most_frequent(values: NDArray[np.object_]) -> list[str]:
    names, counts = np.unique(values.astype(str), return_counts=True)
    return [str(names[at]) for at in np.lexsort((names, -counts))][:MOST_TRAITS]


def ranked(effects: list[Effect]) -> tuple[Effect, ...]:
    """The most different first; ties by name."""
    return tuple(sorted(effects, key=lambda one: (-abs(one.delta), one.measure, one.trait)))
