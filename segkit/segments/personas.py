"""What sets a segment apart: its measures against those of all customers."""

from collections.abc import Mapping, Sequence
from math import log

from ibis.expr.types import Table

from segkit.engine import exact_means, fetch_rows, whole_sum
from segkit.facts import IndexBar

MAX_SEGMENTS = 200
MILLION = 1_000_000


def describe_segments(
    table: Table, scheme: str, measures: Sequence[str], *, smallest_group: int = 1
) -> dict[str, tuple[IndexBar, ...]]:
    """Each segment's means against the means of all customers, the most different first.

    Parameters
    ----------
    scheme
        The column of segment ids.
    measures
        Numeric columns; nulls are left out of a mean. One whose overall mean is not above 0 has no index.
    smallest_group
        Segments of fewer customers are absent.
    """
    overall = exact_means(table, measures)
    asked = {measure: whole_sum(table[measure]) for measure in measures}
    asked |= {f"n_{measure}": table[measure].count() for measure in measures}
    sums = table.group_by(segment=table[scheme]).aggregate(size=table.count(), **asked).order_by("segment")
    return {
        row["segment"]: _bars(row, {name: overall[name] for name in measures}, table)
        for row in fetch_rows(sums, at_most=MAX_SEGMENTS)
        if row["size"] >= smallest_group
    }


def _bars(row: Mapping[str, object], overall: Mapping[str, float], table: Table) -> tuple[IndexBar, ...]:
    bars = []
    for measure, all_customers in overall.items():
        count = int(row[f"n_{measure}"])  # type: ignore[call-overload]
        if count and all_customers > 0:
            unit = MILLION if table[measure].type().is_floating() else 1
            value = round(float(row[measure]) / unit / count, 6)  # type: ignore[arg-type]
            bars.append(IndexBar(measure, value, all_customers, round(100 * value / all_customers, 1)))
    return tuple(sorted(bars, key=lambda bar: (-difference(bar), bar.measure)))


def difference(bar: IndexBar) -> float:
    """How far an index lies from 100, half as far as twice; nothing or less counts as one hundredth."""
    return abs(log(max(bar.index, 1.0) / 100))
