"""The appendix's tables of schemes: what the segments that are not shown come to, together."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from segkit.evaluation.shown import may_show, share
from segkit.report.money import Money
from segkit.report.pages.frame import Frame
from segkit.report.sheets.grid import Column, Sheet
from segkit.report.view import Cell
from segkit.wording import COVERED


def unseen_together(
    frame: Frame, sheet: Sheet, columns: list[Column], revenue_printer: Callable[[Money | None], str]
) -> tuple[tuple[Cell, ...], ...]:
    """A line with the sum of the hidden segments, which follows from the total; none where all are shown.

    Without it a scheme whose largest segment is hidden for a small neighbour's sake says nothing of it. None either
    where all that is hidden holds too few customers.
    """
    names = [column.name for column in sheet.columns]
    seen = [row for row in sheet.rows if row[names.index("n")] not in (None, COVERED)]
    heads = frame.report.meta.n_customers - sum(row[names.index("n")] for row in seen)
    if len(seen) == len(sheet.rows) or heads == 0 or not may_show(heads, frame.report.meta.smallest_group):
        return ()
    revenue = frame.report.meta.revenue - sum((row[names.index("revenue")] for row in seen), Decimal(0))
    known: dict[str, Any] = {
        "segment": frame.say("schemes.unseen"),
        "n": frame.show(heads, "count"),
        "share_n": _part(frame, heads, frame.report.meta.n_customers),
        "revenue": revenue_printer(revenue),
        "share_revenue": _part(frame, revenue, frame.report.meta.revenue),
    }
    return (tuple(Cell(known.get(column.name, "–")) for column in columns),)


def _part(frame: Frame, part: float | Decimal, whole: float | Decimal) -> str:
    value = share(part, whole)
    return "–" if value is None else frame.show(value, "percent")
