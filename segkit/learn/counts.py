"""A cross table of customers as the report prints one: small cells hidden, and those that would give them away."""

from typing import Any

from segkit.evaluation.shown import may_show
from segkit.evaluation.suppression import hidden_cells
from segkit.wording import Wording

FEWEST = 11  # customers of a group that shows figures


def shown_counts(crossed: Any, words: Wording) -> Any:
    """`crossed` (a data frame of counts) as texts: "·" for nobody, "<11", and a word where a neighbour needs hiding.

    Rows and columns keep their names, which may repeat. An empty table stays empty.
    """
    covered = covered_cells(crossed)
    texts = crossed.astype(object)
    for down, row in enumerate(crossed.to_numpy().tolist()):
        for across, n in enumerate(row):
            is_covered = (down, across) in covered
            texts.iat[down, across] = words("learn.counts.covered") if is_covered else _text(int(n), words)
    return texts


def covered_cells(crossed: Any) -> set[tuple[int, int]]:
    """Row and column, from 0, of cells that are large enough and hidden, so that no small one can be worked out."""
    counts = _counts(crossed)
    return {
        (int(down), int(across))
        for down, across in hidden_cells(counts, FEWEST)
        if may_show(counts[down, across], FEWEST)
    }


def _counts(crossed: Any) -> dict[tuple[str, str], int]:
    rows = enumerate(crossed.to_numpy().tolist())
    return {(str(down), str(across)): int(n) for down, row in rows for across, n in enumerate(row)}


def _text(n: int, words: Wording) -> str:
    if n == 0:
        return words("learn.counts.nobody")
    return words.show(n if may_show(n, FEWEST) else None, "count")
