"""Facts ready to be printed: what is hidden for a small neighbour's sake is marked, so that it is not called small."""

from collections.abc import Collection, Mapping
from dataclasses import fields, replace
from typing import Any, TypeVar

from segkit.evaluation.shown import may_show
from segkit.facts import CrossCell, Crosswalk, SegmentFigures, Structure
from segkit.facts.business import Move
from segkit.facts.method import ClusterProfile
from segkit.wording import COVERED

Row = TypeVar("Row", SegmentFigures, Move, ClusterProfile, CrossCell)


def marked(row: Row) -> Row:
    """The row with `COVERED` in place of every figure that is hidden for a neighbour's sake."""
    if not row.is_covered:
        return row
    return replace(row, **{one.name: COVERED for one in fields(row) if getattr(row, one.name) is None})


def marked_counts(walk: Crosswalk) -> tuple[tuple[Any, ...], ...]:
    """The counts of a crosswalk, by rows."""
    return tuple(
        tuple(COVERED if (row, column) in walk.covered else n for column, n in zip(walk.columns, counts, strict=True))
        for row, counts in zip(walk.rows, walk.counts, strict=True)
    )


def marked_cells(
    counts: Mapping[tuple[str, str], int], unseen: Collection[tuple[str, str]], smallest: int
) -> dict[tuple[str, str], Any]:
    """The counts of a table by row and column; of the `unseen` None for too few, `COVERED` beside a small neighbour."""
    told = {pair: COVERED if may_show(n, smallest) else None for pair, n in counts.items() if pair in unseen}
    return {**counts, **told}


def marked_shares(facts: Structure) -> tuple[tuple[Any, ...], ...]:
    """The shares of a structure, by quarters."""
    covered = facts.covered or ((),) * len(facts.quarters)
    return tuple(
        tuple(COVERED if name in hid else share for name, share in zip(facts.segments, shares, strict=True))
        for hid, shares in zip(covered, facts.shares, strict=True)
    )
