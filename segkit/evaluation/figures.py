"""How many customers and how much money stand in each segment, and in each cell of recency and frequency."""

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from ibis.expr.types import Table

from segkit.engine import fetch_rows
from segkit.evaluation.shown import NOTHING, each, may_show, money, share, shown
from segkit.evaluation.suppression import hidden, hidden_rows
from segkit.facts import GridCell, RecencyFrequencyGrid, SegmentFigures

MOST_GROUPS = 10_000  # a scheme with more segments than this is none


@dataclass(frozen=True)
class Grouping:
    """One scheme laid over all customers.

    `table` is as `segkit.columns.SEGMENTS` says, `scheme` the column that holds the segment, `order` its segments
    from best to worst (the order in which figures come back), `smallest` the fewest customers a figure may speak of.
    """

    table: Table
    scheme: str
    order: tuple[str, ...]
    smallest: int

    def members(self, *columns: str) -> Table:
        """One row per customer: customer_id, `segment`, and the columns asked for."""
        return self.table.select("customer_id", *columns, segment=self.table[self.scheme])


def segment_figures(grouping: Grouping) -> tuple[SegmentFigures, ...]:
    """Each segment's customers, money and habits, in the order of the scheme; empty segments count 0.

    Averages of nobody are None, and so is everything about fewer customers than may be shown, and about a segment that
    is hidden with them (`is_covered`), since the totals stand beside.
    """
    rows = {row["segment"]: row for row in fetch_rows(_segment_sums(grouping), at_most=MOST_GROUPS)}
    n, revenue = sum(r["n"] for r in rows.values()), sum((r["revenue"] for r in rows.values()), NOTHING)
    unseen = hidden_rows({name: rows[name]["n"] for name in grouping.order if name in rows}, grouping.smallest)
    return tuple(
        _unseen(grouping, name, rows[name]["n"])
        if name in unseen
        else _figures(grouping.scheme, name, rows.get(name, _EMPTY), (n, revenue))
        for name in grouping.order
    )


def _unseen(grouping: Grouping, name: str, n: int) -> SegmentFigures:
    is_covered = may_show(n, grouping.smallest)
    return SegmentFigures(
        grouping.scheme, name, None, None, None, None, None, None, None, None, None, None, None, is_covered
    )


_EMPTY: dict[str, Any] = {
    "n": 0, "revenue": NOTHING, "revenue_12m": NOTHING, "orders": 0, "recency_median": None, "n_repeat": 0
}  # fmt: skip


def _segment_sums(grouping: Grouping) -> Table:
    people = grouping.members("monetary", "monetary_12m", "frequency", "recency_days")
    return people.group_by("segment").aggregate(
        n=people.count(),
        revenue=people.monetary.sum(),
        revenue_12m=people.monetary_12m.sum(),
        orders=people.frequency.sum(),
        recency_median=people.recency_days.median(),
        n_repeat=(people.frequency > 1).cast("int64").sum(),
    )


def _figures(scheme: str, name: str, row: dict[str, Any], total: tuple[int, Decimal]) -> SegmentFigures:
    n = row["n"]
    return SegmentFigures(
        scheme=scheme,
        segment=name,
        n=n,
        share_n=share(n, total[0]),
        revenue=money(row["revenue"]),
        share_revenue=share(row["revenue"], total[1]),
        revenue_12m=money(row["revenue_12m"]),
        orders=row["orders"],
        average_order=each(row["revenue"], row["orders"]),
        per_head=each(row["revenue"], n),
        recency_median=row["recency_median"],
        frequency_mean=share(row["orders"], n),
        repeat_share=share(row["n_repeat"], n),
    )


def recency_frequency_grid(
    scores: Table, n_bins: int, r_edges: tuple[float, ...], f_edges: tuple[float, ...], *, smallest: int
) -> RecencyFrequencyGrid:
    """Customers and money by recency score x frequency score, every cell of `n_bins` squared, best recency first.

    Money sleeps in the two lowest recency scores of five (two fifths of `n_bins`) and the two highest frequency scores.
    A cell may be hidden for its neighbour's sake: no hidden one follows from the totals printed beside it.
    """
    cells = scores.group_by("r_score", "f_score").aggregate(
        n=scores.count(), revenue=scores.monetary.sum(), revenue_12m=scores.monetary_12m.sum()
    )
    rows = {(r["r_score"], r["f_score"]): r for r in fetch_rows(cells, at_most=MOST_GROUPS)}
    total = sum((row["revenue"] for row in rows.values()), NOTHING)
    r_low, f_high = lowest(n_bins), max(n_bins - 1, 2)
    sleeping = [(r, f) for r, f in rows if r <= r_low and f >= f_high]
    asleep = [rows[at] for at in sleeping]
    n_asleep = sum(row["n"] for row in asleep)
    places = [(r, f) for r in range(n_bins, 0, -1) for f in range(1, n_bins + 1)]
    unseen = hidden({at: row["n"] for at, row in rows.items()}, smallest, (sorted(sleeping), sorted(rows)))
    return RecencyFrequencyGrid(
        n_bins=n_bins,
        cells=tuple(_cell(at, rows.get(at, _EMPTY), total, (at in unseen, smallest)) for at in places),
        f_high=f_high,
        sleeping_n=shown(n_asleep, n_asleep, smallest),
        sleeping_revenue=shown(_money(asleep, "revenue"), n_asleep, smallest),
        r_edges=r_edges,
        f_edges=f_edges,
        sleeping_revenue_12m=shown(_money(asleep, "revenue_12m"), n_asleep, smallest),
    )


def _money(rows: list[dict[str, Any]], column: str) -> Decimal:
    return money(sum((row[column] for row in rows), NOTHING))


def whose_sleepers(grid: RecencyFrequencyGrid, grouping: Grouping) -> RecencyFrequencyGrid:
    """The grid with the segment that most of its sleeping customers are of, where they and the others may be shown."""
    people = grouping.members("r_score", "f_score")
    asleep = people.filter(people.r_score <= lowest(grid.n_bins), people.f_score >= grid.f_high)
    rows = fetch_rows(asleep.group_by("segment").aggregate(n=asleep.count()), at_most=MOST_GROUPS)
    if not rows or grid.sleeping_n is None:
        return grid
    most = max(rows, key=lambda row: (row["n"], row["segment"]))
    if not all(n and may_show(n, grouping.smallest) for n in (most["n"], grid.sleeping_n - most["n"] or most["n"])):
        return grid
    return replace(grid, sleeping_segment=most["segment"], sleeping_segment_n=most["n"])


def lowest(n_bins: int) -> int:
    """The best recency score at which customers count as asleep."""
    return max(1, n_bins * 2 // 5)


def _cell(at: tuple[int, int], row: dict[str, Any], total: Decimal, guard: tuple[bool, int]) -> GridCell:
    is_unseen, smallest = guard
    if is_unseen:
        return GridCell(*at, None, None, None, is_covered=may_show(row["n"], smallest))
    return GridCell(*at, row["n"], money(row["revenue"]), share(row["revenue"], total))
