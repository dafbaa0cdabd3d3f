"""Schemes whose segments are cells of recency, frequency and money."""

from collections.abc import Mapping
from itertools import product

import ibis
from ibis.expr.types import BooleanColumn, IntegerColumn, StringColumn, Table

from segkit.engine import exact_means, exact_medians
from segkit.segments.kinds import METRICS, GridScheme

SCORES = ("r_score", "f_score", "m_score")


def cells_of(scheme: GridScheme, n_bins: int) -> tuple[str, ...]:
    """All codes there are: three scores of 1 to `n_bins`, or three digits 0 and 1 against a reference."""
    digits = "01" if scheme.reference else [str(score) for score in range(1, n_bins + 1)]
    return tuple("".join(code) for code in product(digits, repeat=3))


def fit_grid(scheme: GridScheme, scored: Table) -> dict[str, float]:
    """The reference of each axis by name of the compared column; nothing for cells of scores."""
    if scheme.reference is None:
        return {}
    if isinstance(scheme.reference, dict):
        return dict(scheme.reference)
    if scheme.reference == "score_mean":
        return exact_means(scored, SCORES)
    return (exact_means if scheme.reference == "mean" else exact_medians)(scored, METRICS)


def grid_segment(scheme: GridScheme, numbers: Mapping[str, float], scored: Table) -> StringColumn:
    """Each customer's segment id; every cell has one, which the linter has proved."""
    code = _code(scored, numbers)
    return ibis.cases(*((code.isin([int(cell) for cell in one.cells]), one.id) for one in scheme.segments))


def _code(scored: Table, numbers: Mapping[str, float]) -> IntegerColumn:
    """Three digits as one number: the scores themselves, or whether each axis is strictly better."""
    if numbers:
        r, f, m = (_better(scored, column, number).cast("int64") for column, number in numbers.items())
    else:
        r, f, m = (scored[score] for score in SCORES)
    return r * 100 + f * 10 + m


def _better(scored: Table, column: str, reference: float) -> BooleanColumn:
    values = scored[column].cast("float64")
    return values < reference if column == "recency_days" else values > reference
