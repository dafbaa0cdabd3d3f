"""Schemes of tiers on one measure: high, middle, low."""

from collections.abc import Mapping
from decimal import Decimal

import ibis
from ibis.expr.types import StringColumn, Table

from segkit.engine import as_figure, exact_quantiles, fetch_one
from segkit.segments.standard import TiersScheme

STEPS = 16  # candidates per question: a billion in cents takes ten questions


def fit_tiers(scheme: TiersScheme, table: Table) -> dict[str, float]:
    """The lowest value of every tier but the last, by segment id; customers alike stay together."""
    upper = [segment.id for segment in scheme.segments[:-1]]
    if scheme.by == "typed":
        return dict(zip(upper, scheme.cuts, strict=True))
    if scheme.by == "share":
        return {name: share_floor(table, scheme.measure, cut) for name, cut in zip(upper, scheme.cuts, strict=True)}
    return dict(zip(upper, _top_floors(table, scheme), strict=True))


def tiers_segment(scheme: TiersScheme, numbers: Mapping[str, float], table: Table) -> StringColumn:
    """Each customer's segment id: the first tier whose floor the measure reaches; `unknown` where there is no value."""
    values = as_figure(table[scheme.measure])
    steps = [(values >= numbers[segment.id], segment.id) for segment in scheme.segments[:-1]]
    if scheme.unknown is not None:
        steps.insert(0, (values.isnull(), scheme.unknown.id))
    return ibis.cases(*steps, else_=scheme.segments[-1].id)


def _top_floors(table: Table, scheme: TiersScheme) -> tuple[float, ...]:
    """The value of the last customer within each share from the top."""
    below = table.mutate(_below=-as_figure(table[scheme.measure]))
    return tuple(-edge for edge in exact_quantiles(below, ["_below"], scheme.cuts)["_below"])


def share_floor(table: Table, measure: str, share: float) -> float:
    """The largest value of `measure` such that customers at or above it bring at least `share` of its total.

    Money is compared in its own decimals and narrowed down by questions of sixteen sums, so no engine has to sort or
    carry a running total. 0 for an empty table.
    """
    values = table[measure]
    found = fetch_one(table.aggregate(low=values.min(), high=values.max(), total=values.sum()))
    if found["total"] is None:
        return 0.0
    unit = 100 if values.type().is_decimal() else 1
    low, high = int(found["low"] * unit), int(found["high"] * unit)
    missing = Decimal(str(share)) * found["total"]
    while low < high:
        low, high, missing = _narrow(table, measure, unit, (low, high, missing))
    return low / unit


def _narrow(table: Table, measure: str, unit: int, between: tuple[int, int, Decimal]) -> tuple[int, int, Decimal]:
    """A smaller range that holds the floor, and what is missing of the share when all above the range is counted."""
    low, high, missing = between
    width = -(-(high - low) // STEPS)
    edges = [*range(low + width, high, width), high]
    bounds = [ibis.literal(Decimal(edge) / unit).cast(table[measure].type()) for edge in (low, *edges)]
    inside = table.filter((table[measure] >= bounds[0]) & (table[measure] <= bounds[-1]))
    sums = {f"s{i}": inside[measure].sum(where=inside[measure] >= edge) for i, edge in enumerate(bounds[1:])}
    found = fetch_one(inside.aggregate(**sums))
    gained = {edge: found[f"s{i}"] or 0 for i, edge in enumerate(edges)}
    best = max((edge for edge in edges if gained[edge] >= missing), default=low)
    above = min((edge for edge in edges if edge > best), default=high + 1)
    return best, above - 1, missing - gained.get(above, 0)
