"""Rules without a model, which a forecast must beat: what was, will be."""

import numpy as np

from segkit.features.lifetime_value.likelihood import Numbers

COHORT_WEEKS = 13.0  # customers who first bought within the same quarter of a year


def own_rate(x: Numbers, age: Numbers, ahead: float) -> Numbers:
    """Repeat purchases so far / weeks observed x weeks ahead; 0 for who bought today for the first time."""
    return np.where(age > 0, x * ahead / np.where(age > 0, age, 1), 0.0)


def cohort_mean(age: Numbers, lately: Numbers, n: Numbers) -> Numbers:
    """The mean of `lately` over all `n` customers who first bought in the same quarter, for each of them."""
    cohort = np.floor(age / COHORT_WEEKS).astype(np.int64)
    heads = np.bincount(cohort, weights=n)
    sums = np.bincount(cohort, weights=n * lately)
    return np.asarray(sums / np.maximum(heads, 1))[cohort]
