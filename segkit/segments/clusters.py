"""K-means in visible steps: how many clusters and why, their centres, and everybody's nearest centre in the engine.

Everything here works on z-scores of a bounded sample (one row per customer) that the caller has scaled; numpy and
scikit-learn run on one thread, so every run gives the same figures.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import ibis
import numpy as np
from ibis.expr.types import FloatingColumn, Table
from sklearn.cluster import KMeans
from sklearn.metrics import adjusted_rand_score, calinski_harabasz_score, davies_bouldin_score, silhouette_score
from threadpoolctl import threadpool_limits

from segkit.errors import TooFewCustomers
from segkit.facts import KChoice

SEED = 20240229
STARTS = 10
RESAMPLES = 10
KS = range(2, 9)
SILHOUETTE_ROWS = 2000  # of the sample; distances of all pairs grow with the square
STABLE = 0.8  # mean adjusted Rand index from which resamples agree
GOOD_SILHOUETTE = 0.85  # of the best one
SMALLEST_USEFUL = 3  # two clusters only tell active from inactive customers
DECIMALS = 6


@dataclass(frozen=True)
class FittedClusters:
    """Centres in z-scores by cluster id, the first with the most money; enough to place any customer."""

    columns: tuple[str, ...]  # scaled columns, such as z_monetary
    centres: dict[str, tuple[float, ...]]

    def to_dict(self) -> dict[str, Any]:
        """As plain values for `fitted.json`."""
        return {"columns": list(self.columns), "centres": {name: list(at) for name, at in self.centres.items()}}

    @classmethod
    def from_dict(cls, saved: Mapping[str, Any]) -> "FittedClusters":
        """What `to_dict` wrote."""
        return cls(tuple(saved["columns"]), {name: tuple(at) for name, at in saved["centres"].items()})


def try_clusters(matrix: np.ndarray, *, ks: Sequence[int] = KS, seed: int = SEED) -> tuple[KChoice, ...]:
    """Each k that the sample allows, with silhouette, inertia, Calinski-Harabasz, Davies-Bouldin and stability.

    Raises
    ------
    TooFewCustomers
        The sample has fewer different customers than any k needs.
    """
    different = len(np.unique(matrix, axis=0))
    fitting = [k for k in ks if k < different]
    if not fitting:
        raise TooFewCustomers(different, min(ks) + 1)
    with threadpool_limits(limits=1):
        return tuple(_try(matrix, k, seed) for k in fitting)


def _try(matrix: np.ndarray, k: int, seed: int) -> KChoice:
    model = _fit(matrix, k, seed)
    few = min(SILHOUETTE_ROWS, len(matrix))
    shown = model.labels_[:few]
    figures = (
        silhouette_score(matrix[:few], shown) if 1 < len(np.unique(shown)) < few else 0.0,
        model.inertia_,
        calinski_harabasz_score(matrix, model.labels_),
        davies_bouldin_score(matrix, model.labels_),
        resample_stability(matrix, k, model.labels_, seed=seed),
    )
    return KChoice(k, *(round(float(figure), DECIMALS) for figure in figures))


def _fit(matrix: np.ndarray, k: int, seed: int, starts: int = STARTS) -> KMeans:
    return KMeans(n_clusters=k, n_init=starts, random_state=seed, algorithm="lloyd").fit(matrix)


def resample_stability(matrix: np.ndarray, k: int, labels: np.ndarray, *, seed: int = SEED) -> float:
    """Mean adjusted Rand index between `labels` and what clusters of bootstrap resamples say of all rows."""
    chance = np.random.default_rng(seed)
    point = np.unique(matrix, axis=0, return_inverse=True)[1].ravel()
    agreements = []
    for again in range(RESAMPLES):
        rows = chance.integers(0, len(matrix), len(matrix))
        drawn, different = matrix[rows], len(np.unique(point[rows]))
        other = _fit(drawn, min(k, different), seed + again, starts=3)
        agreements.append(adjusted_rand_score(labels, other.predict(matrix)))
    return float(np.mean(agreements))


@dataclass(frozen=True)
class KReason:
    """The k that is proposed, and why: the sentence is `segments.k.<rule>`."""

    rule: str  # elbow, silhouette, unstable, only or given
    k: int
    best_silhouette_k: int
    elbow_k: int
    stable: tuple[int, ...]

    def slots(self) -> dict[str, Any]:
        """The figures the sentence quotes."""
        return dict(vars(self))


def choose_k(tried: Sequence[KChoice]) -> KReason:
    """The number of clusters to propose.

    Two clusters only tell active from inactive, so k starts at three where the sample allows it. Candidates repeat over
    resamples (mean ARI of 0.8 or more) and have at least 85 % of the best silhouette among those. If the elbow of
    inertia is one of them it wins, otherwise the best silhouette does; if none repeats, the most stable k is taken
    and said to be so. Of equals the smaller.
    """
    elbow, best = elbow_k(tried), max(tried, key=lambda one: (one.silhouette, -one.k)).k
    useful = [one for one in tried if one.k >= SMALLEST_USEFUL]
    stable = [one for one in useful if one.stability >= STABLE]
    rule, chosen = _propose(useful, stable, elbow) if useful else ("only", best)
    return KReason(rule, chosen, best, elbow, tuple(one.k for one in tried if one.stability >= STABLE))


def _propose(useful: Sequence[KChoice], stable: Sequence[KChoice], elbow: int) -> tuple[str, int]:
    if not stable:
        return "unstable", max(useful, key=lambda one: (one.stability, -one.k)).k
    best = max(stable, key=lambda one: (one.silhouette, -one.k))
    good = [one.k for one in stable if one.silhouette >= GOOD_SILHOUETTE * best.silhouette]
    return ("elbow", elbow) if elbow in good else ("silhouette", best.k)


def given_k(tried: Sequence[KChoice], k: int) -> KReason:
    """The reason for a k that the study gives, beside what the figures would say."""
    found = choose_k(tried)
    return KReason("given", k, found.best_silhouette_k, found.elbow_k, found.stable)


def elbow_k(tried: Sequence[KChoice]) -> int:
    """The k whose inertia lies furthest below the straight line from the first to the last."""
    first, last = tried[0], tried[-1]
    if first.k == last.k:
        return first.k
    slope = (last.inertia - first.inertia) / (last.k - first.k)
    return max(tried, key=lambda one: (first.inertia + slope * (one.k - first.k) - one.inertia, -one.k)).k


def fit_clusters(
    matrix: np.ndarray, columns: Sequence[str], k: int, *, first_by: int = -1, seed: int = SEED
) -> FittedClusters:
    """Centres of `k` clusters over the sample, rounded to six decimals.

    Parameters
    ----------
    columns
        Names of the scaled columns, as `assign_clusters` will find them.
    first_by
        The column that orders clusters, largest centre first (the last one: money); ties by the other columns.

    Raises
    ------
    TooFewCustomers
        The sample has fewer different customers than clusters.
    """
    different = len(np.unique(matrix, axis=0))
    if different < k:
        raise TooFewCustomers(different, k)
    with threadpool_limits(limits=1):
        centres = _fit(matrix, k, seed).cluster_centers_
    rows = sorted((tuple(round(float(x), DECIMALS) for x in row) for row in centres), key=lambda c: (-c[first_by], c))
    return FittedClusters(tuple(columns), {f"cluster_{i}": row for i, row in enumerate(rows, 1)})


def nearest_clusters(matrix: np.ndarray, fitted: FittedClusters) -> np.ndarray:
    """The cluster id of each sample row: its nearest centre, of equals the first."""
    centres = np.array(list(fitted.centres.values()))
    squares = ((matrix[:, None, :] - centres[None, :, :]) ** 2).sum(axis=2)
    return np.array(list(fitted.centres))[squares.argmin(axis=1)]


def assign_clusters(table: Table, fitted: FittedClusters, name: str = "clusters") -> Table:
    """Add column `name` with every customer's cluster id, from the scaled columns, which are taken away again."""
    squares = {one: _square(table, fitted.columns, at) for one, at in fitted.centres.items()}
    least = ibis.least(*squares.values())
    steps = [(square == least, one) for one, square in squares.items()]
    return table.mutate(**{name: ibis.cases(*steps)}).drop(*fitted.columns)


def _square(table: Table, columns: Sequence[str], centre: Sequence[float]) -> FloatingColumn:
    """Squared distance to a centre."""
    apart = [table[column] - x for column, x in zip(columns, centre, strict=True)]
    return sum((one * one for one in apart[1:]), start=apart[0] * apart[0])
