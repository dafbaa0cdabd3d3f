"""The grade a company uses today against its new main scheme: where they agree, who would move, and whose money."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from segkit.facts import CrossCell, Crossing, GradeMove, Regrading

Direction = str  # same, up, down, other (grades without an order), ungraded (no grade today)


def regrading(crossed: Crossing, unknown: str | None, *, is_ordered: bool) -> Regrading:
    """Who would change grade if every segment got the grade that most of its customers hold today.

    Parameters
    ----------
    crossed
        The main scheme (rows) across the present grade (columns, lowest grade first).
    unknown
        The column of customers without a grade; None where there is none.
    is_ordered
        Whether the grades' own words tell which is higher; if not, a move has no direction.

    Returns
    -------
    Only shown cells count: what is hidden for too few customers is in no total, so that nothing follows from it. Of
    equally many customers the lower grade is usual. A segment without a shown cell has no usual grade.
    """
    grades = [name for name in crossed.columns if name != unknown]
    usual = {row: grade for row in crossed.rows if (grade := _usual(crossed, row, grades)) is not None}
    moves = tuple(_move(cell, usual, grades, is_ordered=is_ordered) for cell in crossed.cells if _counts(cell, usual))
    return Regrading(
        crossing=crossed,
        usual=usual,
        is_ordered=is_ordered,
        moves=tuple(sorted(moves, key=lambda one: (-one.revenue, one.segment, one.grade))),
        n=sum(one.n for one in moves),
        totals={name: _total([one for one in moves if one.direction == name]) for name in _DIRECTIONS},
    )


_DIRECTIONS = ("same", "up", "down", "other", "ungraded")


def _usual(crossed: Crossing, row: str, grades: Sequence[str]) -> str | None:
    """The grade that most customers of a segment hold, as far as shown."""
    held = {cell.column: cell.n for cell in crossed.cells if cell.row == row and cell.column in grades and cell.n}
    return max(held, key=lambda name: (held[name], -grades.index(name))) if held else None


def _counts(cell: CrossCell, usual: Mapping[str, str]) -> bool:
    return bool(cell.n) and cell.row in usual


def _move(cell: CrossCell, usual: Mapping[str, str], grades: Sequence[str], *, is_ordered: bool) -> GradeMove:
    target = usual[cell.row]
    return GradeMove(
        segment=cell.row,
        grade=cell.column,
        target=target,
        direction=_direction(cell.column, target, grades, is_ordered=is_ordered),
        n=cell.n or 0,
        revenue=cell.revenue or Decimal(0),
    )


def _direction(grade: str, target: str, grades: Sequence[str], *, is_ordered: bool) -> Direction:
    if grade not in grades:
        return "ungraded"
    if grade == target:
        return "same"
    if not is_ordered:
        return "other"
    return "up" if grades.index(target) > grades.index(grade) else "down"


def _total(moves: Sequence[GradeMove]) -> tuple[int, Decimal]:
    return sum(one.n for one in moves), sum((one.revenue for one in moves), Decimal("0.00"))
