"""The second honest part: how far apart groups lie, where nobody has labelled them."""

import numpy as np
import pyarrow as pa
from ibis.expr.types import Table
from numpy.typing import ArrayLike, NDArray

from segkit.engine import fetch
from segkit.evaluation.figures import Grouping
from segkit.facts import Gap, Separation

SAMPLE = 2000  # silhouettes need every distance: four million of them
MEASURES = ("recency_days", "frequency", "monetary")


def bounded_sample(table: Table, at_most: int = SAMPLE) -> pa.Table:
    """The `at_most` customers with the smallest md5 of their id, in that order; not on Polars, which has no md5."""
    ranked = table.mutate(rank_=table.customer_id.hexdigest("md5")).order_by("rank_", "customer_id")
    return fetch(ranked.limit(at_most).drop("rank_"), at_most=at_most)


def points_of(sample: pa.Table, measures: tuple[str, ...] = MEASURES) -> NDArray[np.float64]:
    """The sample's measures as log(1 + x), what is below 0 counted as 0, then z-scores; a null stands at the mean."""
    columns = [np.log1p(np.clip(sample[name].cast(pa.float64()).to_numpy(), 0, None)) for name in measures]
    return np.column_stack([_standardised(column) for column in columns])


def _standardised(values: NDArray[np.float64]) -> NDArray[np.float64]:
    spread = np.nanstd(values)
    return np.nan_to_num((values - np.nanmean(values)) / (spread or 1.0))


def separation(grouping: Grouping, measures: tuple[str, ...] = MEASURES) -> Separation | Gap:
    """Silhouette, Calinski-Harabasz and Davies-Bouldin of a scheme's segments over a bounded sample of customers.

    A gap where the sample holds fewer than two segments, or nobody shares one.
    """
    sample = bounded_sample(grouping.members(*measures))
    if sample.num_rows == 0:
        return Gap("separation", "few_groups", {"scheme": grouping.scheme})
    return separation_of(grouping.scheme, points_of(sample, measures), sample["segment"].to_numpy(zero_copy_only=False))


def separation_of(scheme: str, points: NDArray[np.float64], labels: ArrayLike) -> Separation | Gap:
    """The three indices of `labels` over `points`, to six decimals.

    References
    ----------
    Rousseeuw (1987); Calinski & Harabasz (1974); Davies & Bouldin (1979). scikit-learn computes them.
    """
    from sklearn.metrics import calinski_harabasz_score, davies_bouldin_score, silhouette_score

    groups = len(np.unique(np.asarray(labels)))
    if not 2 <= groups < len(points):
        return Gap("separation", "few_groups", {"scheme": scheme})
    scores = (score(points, labels) for score in (silhouette_score, calinski_harabasz_score, davies_bouldin_score))
    return Separation(scheme, len(points), *(round(float(score), 6) for score in scores))
