"""How two groupings of the same customers meet: contingency, agreement, crosswalk, and clusters matched to classes."""

from collections.abc import Sequence

import numpy as np
from ibis.expr.types import Table
from numpy.typing import NDArray
from scipy.optimize import linear_sum_assignment

from segkit.engine import fetch_rows
from segkit.evaluation.figures import MOST_GROUPS, Grouping
from segkit.evaluation.shown import may_show
from segkit.evaluation.statistics import adjusted_rand
from segkit.evaluation.suppression import hidden_cells
from segkit.facts import Crosswalk

Counts = NDArray[np.int64]


def pair_counts(table: Table, left: str, right: str) -> dict[tuple[str, str], int]:
    """Rows of `table` by each pair of values of two columns; a null counts as ""."""
    both = table.select(left=table[left].fill_null(""), right=table[right].fill_null(""))
    rows = fetch_rows(both.group_by("left", "right").aggregate(n=both.count()), at_most=MOST_GROUPS)
    return {(row["left"], row["right"]): row["n"] for row in rows}


def as_matrix(pairs: dict[tuple[str, str], int], rows: Sequence[str], columns: Sequence[str]) -> Counts:
    """Pair counts laid out by `rows` and `columns`; pairs outside them are left out."""
    return np.array([[pairs.get((row, column), 0) for column in columns] for row in rows], dtype=np.int64)


def agreement(table: Table, main: str, others: Sequence[str]) -> dict[str, float]:
    """Adjusted Rand index of the main scheme with each other scheme (columns of `table`), as "main|other"."""
    return {f"{main}|{other}": round(_index(pair_counts(table, main, other)), 6) for other in others}


def _index(pairs: dict[tuple[str, str], int]) -> float:
    return adjusted_rand(as_matrix(pairs, *(sorted({pair[side] for pair in pairs}) for side in (0, 1))))


def crosswalk(main: Grouping, scheme: str, order: Sequence[str]) -> Crosswalk:
    """Customers in each pair of a main segment (rows) and a segment of `scheme` (columns, in `order`).

    What is too small is hidden, and so are as many others as keep it from following from the totals of both schemes.
    """
    found = pair_counts(main.table, main.scheme, scheme)
    counts = {(row, column): found.get((row, column), 0) for row in main.order for column in order}
    unseen = hidden_cells(counts, main.smallest)
    return Crosswalk(
        scheme=scheme,
        rows=main.order,
        columns=tuple(order),
        counts=tuple(
            tuple(None if (row, column) in unseen else counts[row, column] for column in order) for row in main.order
        ),
        covered=tuple(pair for pair in counts if pair in unseen and may_show(counts[pair], main.smallest)),
    )


def match_groups(counts: Counts, rows: Sequence[str], columns: Sequence[str]) -> dict[str, str]:
    """Each column's name matched to one row's name so that the most customers agree; surplus columns are absent.

    Pairs without a common customer are not matched. Of equally good matchings the one found first counts.

    References
    ----------
    Kuhn (1955), The Hungarian method for the assignment problem; here scipy's linear_sum_assignment.
    """
    found = zip(*linear_sum_assignment(counts, maximize=True), strict=True)
    return {columns[j]: rows[i] for i, j in found if counts[i, j]}
