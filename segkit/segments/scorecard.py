"""Schemes by points: indicators in bands, weighted, and segments by the total (加权评分卡)."""

from collections.abc import Mapping

import ibis
from ibis.expr.types import FloatingColumn, StringColumn, Table

from segkit.engine import as_figure, exact_quantiles
from segkit.segments.kinds import Indicator, ScorecardScheme


def fit_scorecard(scheme: ScorecardScheme, table: Table) -> dict[str, float]:
    """Where every band but the first begins, by `<measure> <place of the band>`.

    For typed cuts the lowest value of the band; for shares of customers the highest value of the band before, so that
    customers alike stay together, as in the scores of RFM. Nulls are left out; 0 where nobody has a value.
    """
    return {key: cut for one in scheme.indicators for key, cut in _cuts(one, table).items()}


def scorecard_segment(scheme: ScorecardScheme, numbers: Mapping[str, float], table: Table) -> StringColumn:
    """Each customer's segment id: the first, from the top, whose floor the total reaches."""
    total = scorecard_points(scheme, numbers, table)
    steps = [(total >= one.at_least, one.id) for one in scheme.segments[:-1]]
    return ibis.cases(*steps, else_=scheme.segments[-1].id) if steps else ibis.literal(scheme.segments[-1].id)


def scorecard_points(scheme: ScorecardScheme, numbers: Mapping[str, float], table: Table) -> FloatingColumn:
    """Each customer's weighted total, 0 to 100, to six decimals."""
    one_as_float = ibis.literal(1).cast("float64")  # DuckDB takes numbers with a point for decimals, which overflow
    total: FloatingColumn = ibis.literal(0.0)
    for one in scheme.indicators:
        total += indicator_points(one, numbers, table) * one_as_float * (one.weight / 100)
    return (total * 1e6 + 0.5).floor() / 1e6


def indicator_points(indicator: Indicator, numbers: Mapping[str, float], table: Table) -> FloatingColumn:
    """Each customer's points for one indicator, unweighted; `missing` where the measure is null."""
    values = as_figure(table[indicator.measure])
    cuts = [numbers[_key(indicator, place)] for place in range(1, len(indicator.points))]
    is_typed = indicator.by == "typed"
    tests = [values >= cut if is_typed else values > cut for cut in cuts]
    steps = zip(tests, indicator.points[1:], strict=True)
    bands = [(values.isnull(), float(indicator.missing)), *reversed(list(steps))]
    return ibis.cases(*((test, float(points)) for test, points in bands), else_=float(indicator.points[0]))


def reweighted(scheme: ScorecardScheme, measure: str, weight: float) -> ScorecardScheme:
    """The scheme with another weight for one indicator, the others sharing the rest of 100 as they did before.

    Raises
    ------
    ValueError
        The weight is not between 0 and 100, both excluded.
    """
    if not 0 < weight < 100:
        raise ValueError(weight)
    rest = sum(one.weight for one in scheme.indicators if one.measure != measure)
    indicators = tuple(
        one.model_copy(update={"weight": weight if one.measure == measure else one.weight * (100 - weight) / rest})
        for one in scheme.indicators
    )
    return scheme.model_copy(update={"indicators": indicators})


def _cuts(indicator: Indicator, table: Table) -> dict[str, float]:
    cuts = indicator.cuts
    if indicator.by == "quantile" and cuts:
        cuts = exact_quantiles(table, [indicator.measure], cuts)[indicator.measure]
    return {_key(indicator, place): float(cut) for place, cut in enumerate(cuts, start=1)}


def _key(indicator: Indicator, place: int) -> str:
    return f"{indicator.measure} {place}"
