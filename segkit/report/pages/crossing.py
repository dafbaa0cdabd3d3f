"""A page per pair of schemes that the study lays across each other."""

from __future__ import annotations

from collections.abc import Callable

from segkit.facts import CrossCell, Crossing
from segkit.report.brand import Brand
from segkit.report.charts.crossing import crossing_grid
from segkit.report.charts.sheet import Svg
from segkit.report.pages.frame import Frame, segment_name
from segkit.report.story.crossing import Reading, is_alarm, is_crowded, readings
from segkit.report.view import Figure, Page, Point, Points
from segkit.wording import Wording

WIDEST = 9  # columns; beyond, the scheme with more segments goes down the page
GRID = 118.0  # millimetres for the grid beside the readings


def crossing_page(frame: Frame, page: str) -> Page:
    """The grid, then the cells worth a word."""
    facts = next(one for one in frame.report.chapters.crossings if one.page == page)
    found = readings(facts)
    grid = _grid(frame, page, facts, height=GRID + 14.0 * (4 - min(len(found), 4)))
    return frame.page(page, grid, *([_points(frame, found)] if found else []))


def _grid(frame: Frame, page: str, facts: Crossing, height: float) -> Figure:
    chart = crossing_chart(facts, frame.brand, frame.words, height=height)
    notes = () if facts.contingency is None else (frame.say("crossing.note", v=facts.contingency),)
    return frame.figure(page, chart, notes=notes)


def crossing_chart(
    facts: Crossing,
    brand: Brand,
    words: Wording,
    *,
    height: float = GRID,
    framed: Callable[[CrossCell], bool] | None = None,
) -> Svg:
    """The grid of a crossing, by default with the cells framed that are worth a word; segments of nobody are left out.

    The scheme with more segments goes down the page where there are too many for its width.
    """
    known = {(one.row, one.column): one for one in facts.cells}
    rows, columns = _lived_in(facts, 0), _lived_in(facts, 1)
    cells = [[known[row, column] for column in columns] for row in rows]
    if len(columns) > max(WIDEST, len(rows)):
        rows, columns, cells = columns, rows, [list(line) for line in zip(*cells, strict=True)]
    names = ([segment_name(one, words) for one in rows], [segment_name(one, words) for one in columns])
    return crossing_grid(names, cells, brand, words, framed=framed or _is_framed, height=height)


def _lived_in(facts: Crossing, side: int) -> list[str]:
    """The segments of one side that anybody is in."""
    empty = dict.fromkeys((facts.rows, facts.columns)[side], True)
    for cell in facts.cells:
        empty[(cell.row, cell.column)[side]] &= cell.n == 0
    return [name for name, is_empty in empty.items() if not is_empty]


def _is_framed(cell: CrossCell) -> bool:
    return is_alarm(cell) or is_crowded(cell)


def _points(frame: Frame, found: tuple[Reading, ...]) -> Points:
    items = tuple(_point(frame, one) for one in found)
    return Points(frame.say("crossing.reading"), items)


def _point(frame: Frame, reading: Reading) -> Point:
    cell = reading.cell
    headline = frame.say(f"crossing.{reading.kind}", row=cell.row, column=cell.column)
    if cell.n is None:
        key = "crossing.cell_covered" if cell.is_covered else "crossing.cell_few"
        return Point(headline, frame.say(key, group=frame.report.meta.smallest_group))
    slots = {"n": cell.n, "revenue": cell.revenue}
    if cell.expected is None or cell.index is None:
        return Point(headline, frame.say("crossing.cell_plain", **slots))
    text = frame.say("crossing.cell", **slots, expected=round(cell.expected))
    return Point(headline, text, frame.show(cell.index, "whole"), frame.say("crossing.caption"))
