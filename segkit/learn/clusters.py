"""Comparing clusters: by who is with whom, and by what they are like; never by their numbers, which are arbitrary."""

from typing import Any


def agreement(labels: Any, reference: Any) -> float:
    """The adjusted Rand index of two groupings: 1 the same, about 0 as by chance, whatever the groups are called.

    Parameters
    ----------
    labels, reference
        One label per customer. Two Series of pandas are put side by side by their index; whoever is missing on one
        side counts as a group of its own there. Anything else is compared by position and must be of equal length.
    """
    from sklearn.metrics import adjusted_rand_score

    own, others = _side_by_side(labels, reference)
    return float(adjusted_rand_score(others, own)) if len(own) else 1.0


def same_grouping(labels: Any, reference: Any, at_least: float = 0.9) -> bool:
    """Whether two groupings agree, by the adjusted Rand index; the names of the groups do not matter."""
    return agreement(labels, reference) >= at_least


def matched_ids(profiles: Any, reference: Any) -> dict[Any, Any]:
    """Which row of `profiles` stands for which of `reference`: the pairing with the least distance in all.

    Parameters
    ----------
    profiles, reference
        One row per cluster, the same measures as columns (those of `reference` count). Measures are divided by their
        spread in `reference`, so that money does not drown days. Of unequal numbers some rows stay without a partner.
    """
    from scipy.optimize import linear_sum_assignment

    rows, columns = linear_sum_assignment(_distances(profiles, reference).sum(axis=2))
    return {profiles.index[row]: reference.index[column] for row, column in zip(rows, columns, strict=True)}


def matched_profiles(profiles: Any, reference: Any, within: float = 0.25) -> bool:
    """Whether each cluster has its counterpart in `reference`, as many on both sides, under any names.

    After matching no measure may lie further off than `within` times its spread over the clusters of `reference`.
    """
    from scipy.optimize import linear_sum_assignment

    if len(profiles) != len(reference):
        return False
    distances = _distances(profiles, reference)
    rows, columns = linear_sum_assignment(distances.sum(axis=2))
    return bool((distances[rows, columns] <= within).all())


def _distances(profiles: Any, reference: Any) -> Any:
    """By own cluster, the reference's cluster and measure: how far apart, in spreads of the measure."""
    import numpy as np

    names = list(reference.columns)
    others = reference.to_numpy(dtype="float64")
    own = profiles[names].to_numpy(dtype="float64")
    spread = others.std(axis=0)
    spread[spread == 0] = 1.0
    return np.abs(own[:, None, :] - others[None, :, :]) / spread


def _side_by_side(labels: Any, reference: Any) -> tuple[list[str], list[str]]:
    """Both groupings as texts in one order."""
    if not (hasattr(labels, "reindex") and hasattr(reference, "reindex")):
        return [str(label) for label in labels], [str(label) for label in reference]
    everyone = labels.index.union(reference.index)
    own, others = (side.reindex(everyone).astype("object") for side in (labels, reference))
    return [str(label) for label in own], [str(label) for label in others]
