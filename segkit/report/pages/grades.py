"""The page that lays the grade in use today against the new main scheme."""

from __future__ import annotations

from collections.abc import Iterator

from segkit.facts import CrossCell, Regrading
from segkit.report.pages.crossing import crossing_chart
from segkit.report.pages.frame import Frame
from segkit.report.story.grades import SegmentMoves, agreed, moves_by_segment
from segkit.report.view import Cell, Kpi, Page, Strip, Table

SHARED = 168.0  # millimetres for grid and table together
LINE, HEAD = 5.2, 30.0  # of a row of the table, and what stands around it


def grades_page(frame: Frame, page: str) -> Page:
    """Who agrees and who would move; the grid; then each segment with its usual grade and those beside it.

    Of nobody whose grade may be shown only the grid is left.
    """
    facts = frame.report.chapters.grades
    assert facts is not None
    rows = moves_by_segment(facts)
    chart = crossing_chart(
        facts.crossing,
        frame.brand,
        frame.words,
        height=max(SHARED - HEAD - LINE * len(rows), 50.0),
        framed=lambda cell: _is_off(facts, cell),
    )
    figure = frame.figure(page, chart, notes=(frame.say("grades.note"),))
    if not rows:
        return frame.page(page, figure)
    return frame.page(page, _strip(frame, facts), figure, _table(frame, page, facts, rows))


def _is_off(facts: Regrading, cell: CrossCell) -> bool:
    """Whether the cell's customers hold another grade than is usual in their segment."""
    usual = facts.usual.get(cell.row)
    return bool(cell.n) and usual is not None and usual != cell.column and cell.column in facts.usual.values()


def _strip(frame: Frame, facts: Regrading) -> Strip:
    same = facts.totals["same"][0]
    items = [Kpi(frame.show(agreed(facts), "percent"), frame.say("grades.same", n=same), tone="accent")]
    for name in ("up", "down") if facts.is_ordered else ("other",):
        n, revenue = facts.totals[name]
        items.append(Kpi(frame.show(n, "count"), frame.say(f"grades.{name}", revenue=revenue)))
    n, revenue = facts.totals["ungraded"]
    if n:
        items.append(Kpi(frame.show(n, "count"), frame.say("grades.ungraded", revenue=revenue), tone="quiet"))
    return Strip(tuple(items))


def _table(frame: Frame, page: str, facts: Regrading, rows: tuple[SegmentMoves, ...]) -> Table:
    names = ("up", "down") if facts.is_ordered else ("other",)
    moving = " ".join(f"grade_{name}>:12 money_{name}>:14" for name in names)
    money = {name: frame.money(one.found[name][1] for one in rows) for name in names}

    def cells(one: SegmentMoves) -> Iterator[Cell]:
        yield Cell(frame.name(one.segment))
        yield Cell(frame.name(one.target))
        yield Cell(frame.show(one.found["same"][0], "count"))
        for name in names:
            n, revenue = one.found[name]
            yield Cell(frame.show(n, "count"))
            yield Cell(money[name](revenue))

    heads = f"segment:20 usual_grade:15 grade_same>:13 {moving}"
    return frame.table(page, heads, (tuple(cells(one)) for one in rows), 2, dense=True)
