"""Scores for recency, frequency and money: cut points fitted once, saved, and applied to any later customers."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import ibis
from ibis.expr.types import IntegerColumn, Table

from segkit.engine import exact_means, exact_medians, exact_quantiles

METRICS = ("recency_days", "frequency", "monetary")
RULES = ("quantile", "mean", "median", "typed")


@dataclass(frozen=True)
class CutPoints:
    """Upper edges of all score bins but the last, ascending, one tuple per metric.

    A value on an edge belongs to the bin below it (for recency: to the better one), so customers alike share a score.
    Two equal edges leave the bin between them empty: most customers bought once, and nobody scores 2.
    """

    rule: str
    recency_days: tuple[float, ...]
    frequency: tuple[float, ...]
    monetary: tuple[float, ...]

    def __post_init__(self) -> None:
        for metric in METRICS:
            edges = getattr(self, metric)
            if len(edges) != self.n_bins - 1 or list(edges) != sorted(edges):
                raise ValueError(f"{metric}: {edges} are not {self.n_bins - 1} ascending cut points")

    @property
    def n_bins(self) -> int:
        """The highest score."""
        return len(self.frequency) + 1

    def to_dict(self) -> dict[str, Any]:
        """As plain values for `fitted.json`."""
        return {key: list(value) if isinstance(value, tuple) else value for key, value in asdict(self).items()}

    @classmethod
    def from_dict(cls, saved: Mapping[str, Any]) -> "CutPoints":
        """What `to_dict` wrote."""
        return cls(saved["rule"], *(tuple(map(float, saved[metric])) for metric in METRICS))


def typed_cut_points(recency_days: Sequence[float], frequency: Sequence[float], monetary: Sequence[float]) -> CutPoints:
    """Cut points a person gives; each ascending, a value on an edge belongs to the bin below it."""
    return CutPoints("typed", *(tuple(map(float, edges)) for edges in (recency_days, frequency, monetary)))


def fit_cut_points(features: Table, rule: str = "quantile", n_bins: int = 5) -> CutPoints:
    """Cut points of `features` (columns.FEATURES) by `rule`.

    Parameters
    ----------
    rule
        `quantile`: `n_bins` bins of equal share, edges are values that occur (discrete quantiles); `mean`, `median`:
        two bins, 2 for strictly better than the reference (`n_bins` is not used).

    Returns
    -------
    Edges rounded to six decimals; an empty table gives edges of 0.
    """
    if rule == "quantile":
        edges = exact_quantiles(features, METRICS, [i / n_bins for i in range(1, n_bins)])
        return CutPoints("quantile", *(edges[metric] for metric in METRICS))
    references = (exact_means if rule == "mean" else exact_medians)(features, METRICS)
    # Recency is in whole days, so strictly fewer than the reference is at most one day below its ceiling.
    days = float(math.ceil(references["recency_days"]) - 1)
    return CutPoints(rule, (days,), (references["frequency"],), (references["monetary"],))


def add_rfm_scores(features: Table, cuts: CutPoints) -> Table:
    """Add `r_score`, `f_score` and `m_score`, 1 (worst) to n (best)."""
    monetary = features.monetary.cast("float64")
    return features.mutate(
        r_score=_one_plus([features.recency_days <= cut for cut in cuts.recency_days]),
        f_score=_one_plus([features.frequency > cut for cut in cuts.frequency]),
        m_score=_one_plus([monetary > cut for cut in cuts.monetary]),
    )


def _one_plus(steps: Sequence[ibis.Value]) -> IntegerColumn:
    return sum((step.cast("int64") for step in steps), start=ibis.literal(1, type="int64"))


def add_equal_count_scores(features: Table, n_bins: int = 5) -> Table:
    """Add scores of bins of equal count; customers alike are split by id. For comparison only, on DuckDB (windows)."""
    return features.mutate(
        r_score=_rank_bin(features, features.recency_days.desc(), n_bins),
        f_score=_rank_bin(features, features.frequency.asc(), n_bins),
        m_score=_rank_bin(features, features.monetary.asc(), n_bins),
    )


def add_nested_scores(features: Table, n_bins: int = 5) -> Table:
    """Add scores with F ranked inside each R and M inside each R and F, as SPSS nests them. Comparison only, DuckDB."""
    scored = features.mutate(r_score=_rank_bin(features, features.recency_days.desc(), n_bins))
    scored = scored.mutate(f_score=_rank_bin(scored, scored.frequency.asc(), n_bins, "r_score"))
    return scored.mutate(m_score=_rank_bin(scored, scored.monetary.asc(), n_bins, "r_score", "f_score"))


def _rank_bin(table: Table, order: ibis.Value, n_bins: int, *within: str) -> IntegerColumn:
    window = ibis.window(group_by=list(within), order_by=[order, table.customer_id])
    return (ibis.ntile(n_bins).over(window) + 1).cast("int64")
