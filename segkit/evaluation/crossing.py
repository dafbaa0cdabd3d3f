"""Two schemes laid across each other: customers and money of every pair, against what unrelated schemes would give."""

from math import sqrt
from typing import Any

from segkit.engine import fetch_rows
from segkit.evaluation.figures import MOST_GROUPS, Grouping
from segkit.evaluation.shown import NOTHING, may_show, money, share
from segkit.evaluation.suppression import hidden_cells, hidden_rows
from segkit.facts import CrossCell, Crossing

Pair = tuple[str, str]
Row = dict[str, Any]


def crossing(left: Grouping, right: Grouping) -> Crossing:
    """Every pair of a segment of `left` (rows) and one of `right` (columns), in the orders of both.

    Parameters
    ----------
    left, right
        Two schemes over the same table, which holds `monetary`; a customer without a segment in either is left out.

    Returns
    -------
    Empty pairs count 0. Pairs of too few customers are hidden, and as many others as keep them from following from
    both schemes' totals. `expected` is row total x column total / all customers; with neither customers nor a
    second segment there is no `contingency`.

    References
    ----------
    Haberman (1973), The analysis of residuals in cross-classified tables: `residual`. Cramér (1946), Mathematical
    Methods of Statistics, chapter 21: `contingency`.
    """
    found = _sums(left, right)
    counts = {
        (row, column): found[row, column]["n"] if (row, column) in found else 0
        for row in left.order
        for column in right.order
    }
    margins = _Margins(counts, left.smallest)
    unseen = hidden_cells(counts, left.smallest)
    revenue = sum((one["revenue"] for one in found.values()), NOTHING)
    cells = tuple(
        _hidden(pair, n, left.smallest) if pair in unseen else _cell(pair, found.get(pair), margins, revenue)
        for pair, n in counts.items()
    )
    return Crossing(left.scheme, right.scheme, left.order, right.order, cells, margins.contingency())


def _sums(left: Grouping, right: Grouping) -> dict[Pair, Row]:
    people = left.table.select("monetary", row=left.table[left.scheme], column=left.table[right.scheme])
    people = people.filter(people.row.notnull(), people.column.notnull())
    sums = people.group_by("row", "column").aggregate(n=people.count(), revenue=people.monetary.sum())
    return {(one["row"], one["column"]): one for one in fetch_rows(sums, at_most=MOST_GROUPS)}


class _Margins:
    """Totals of rows and columns, what unrelated schemes would give, and which totals are printed nowhere."""

    def __init__(self, counts: dict[Pair, int], smallest: int) -> None:
        self.counts, self.n = counts, sum(counts.values())
        self.totals: tuple[dict[str, int], dict[str, int]] = ({}, {})
        for pair, n in counts.items():
            for side, name in enumerate(pair):
                self.totals[side][name] = self.totals[side].get(name, 0) + n
        self.unseen = tuple(hidden_rows(side, smallest) for side in self.totals)

    def is_told(self, pair: Pair) -> bool:
        """Whether both totals behind a pair are printed elsewhere, so that an index gives nothing away."""
        return all(name not in self.unseen[side] for side, name in enumerate(pair))

    def expected(self, pair: Pair) -> float:
        """Customers of the pair if the schemes had nothing to do with each other."""
        return self.totals[0][pair[0]] * self.totals[1][pair[1]] / self.n if self.n else 0.0

    def residual(self, pair: Pair) -> float | None:
        """How far beyond chance, in standard deviations; None where a total is nobody or everybody."""
        rest = [1 - self.totals[side][name] / self.n for side, name in enumerate(pair)] if self.n else [0.0]
        spread = sqrt(self.expected(pair) * rest[0] * rest[-1])
        return (self.counts[pair] - self.expected(pair)) / spread if spread else None

    def contingency(self) -> float | None:
        """Cramér's V over the segments that anybody is in."""
        least = min(sum(n > 0 for n in side.values()) for side in self.totals) - 1
        if least < 1:
            return None
        expected = {pair: self.expected(pair) for pair in self.counts}
        chi = sum((n - expected[pair]) ** 2 / expected[pair] for pair, n in self.counts.items() if expected[pair])
        return round(sqrt(chi / self.n / least), 6)


def _hidden(pair: Pair, n: int, smallest: int) -> CrossCell:
    return CrossCell(*pair, None, None, None, None, None, None, None, is_covered=may_show(n, smallest))


def _cell(pair: Pair, row: Row | None, margins: _Margins, revenue: Any) -> CrossCell:
    n, own = (row["n"], row["revenue"]) if row else (0, NOTHING)
    expected = margins.expected(pair) if margins.is_told(pair) else 0.0
    residual = margins.residual(pair) if expected else None
    return CrossCell(
        *pair,
        n=n,
        share_n=share(n, margins.n),
        revenue=money(own),
        share_revenue=share(own, revenue),
        expected=round(expected, 1) if expected else None,
        index=round(100 * n / expected, 1) if expected else None,
        residual=None if residual is None else round(residual, 2),
    )
