"""Whether a grouping would come out again: from another seed, or from other customers of the same kind."""

from collections.abc import Callable, Sequence
from itertools import combinations

import ibis
import numpy as np
from ibis.expr.types import Table
from numpy.typing import ArrayLike, NDArray

from segkit.engine import fetch
from segkit.evaluation.separation import bounded_sample
from segkit.evaluation.statistics import adjusted_rand
from segkit.facts import Gap

RESAMPLES = 20
CUSTOMERS = 2000  # of the sample that is drawn from again and again
FEWEST = 30

Rows = NDArray[np.int64]


def rand_index(left: ArrayLike, right: ArrayLike) -> float:
    """Adjusted Rand index of two labellings of the same customers, in the same order."""
    (a, a_codes), (b, b_codes) = (np.unique(np.asarray(side), return_inverse=True) for side in (left, right))
    return adjusted_rand(np.bincount(a_codes * len(b) + b_codes, minlength=len(a) * len(b)).reshape(len(a), len(b)))


def over_seeds(cluster: Callable[[int], ArrayLike], seeds: Sequence[int]) -> float:
    """Mean agreement of every two labellings that `cluster` gives for two seeds; 1 for a single seed."""
    labellings = [cluster(seed) for seed in seeds]
    found = [rand_index(left, right) for left, right in combinations(labellings, 2)]
    return round(float(np.mean(found)), 6) if found else 1.0


def over_resamples(group: Callable[[Rows], ArrayLike], n: int, *, repeats: int = RESAMPLES, seed: int = 0) -> float:
    """Mean agreement of the grouping fitted on everybody with groupings fitted on bootstrap samples.

    Parameters
    ----------
    group
        Fits on the rows given (with repetition) and returns the labels of all `n` customers.

    References
    ----------
    Hennig (2007), Cluster-wise assessment of cluster stability. CSDA 52, 258-271.
    """
    random = np.random.default_rng(seed)
    original = group(np.arange(n))
    found = [rand_index(original, group(random.integers(0, n, n))) for _ in range(repeats)]
    return round(float(np.mean(found)), 6)


def cut_stability(
    features: Table, regroup: Callable[[Table, Table], Table], scheme: str, *, repeats: int = RESAMPLES, seed: int = 0
) -> float | Gap:
    """How well a scheme survives cut points fitted on other customers of the same kind: mean agreement (ARI).

    Parameters
    ----------
    features
        One row per customer; a bounded sample of 2,000 is drawn from it.
    regroup
        Fits cut points on the first table (customers may occur twice) and returns the second with the scheme's column.
    """
    sample = bounded_sample(features, CUSTOMERS)
    if sample.num_rows < FEWEST:
        return Gap("stability", "few_customers", {"n": sample.num_rows, "needed": FEWEST})
    everybody = ibis.memtable(sample)

    def group(rows: Rows) -> ArrayLike:
        grouped = regroup(ibis.memtable(sample.take(rows)), everybody).select("customer_id", segment=scheme)
        found = fetch(grouped.order_by("customer_id"), at_most=CUSTOMERS)
        return found["segment"].to_numpy(zero_copy_only=False)

    return over_resamples(group, sample.num_rows, repeats=repeats, seed=seed)
