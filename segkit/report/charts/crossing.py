"""Two schemes as a grid of tints: the darker a cell, the more customers beyond what unrelated schemes would give."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from segkit.facts import CrossCell
from segkit.report.brand import Brand
from segkit.report.charts.heat import tint
from segkit.report.charts.sheet import FULL, SMALL, Sheet, Svg, new_sheet
from segkit.wording import Wording

LEFT, HEAD = 36.0, 11.0
TALLEST, LOWEST = 23.0, 5.4
DARKEST = 300.0  # index from which a cell is as dark as can be
Place = tuple[float, float, float, float]


def crossing_grid(
    names: tuple[Sequence[str], Sequence[str]],
    cells: Sequence[Sequence[CrossCell]],
    brand: Brand,
    words: Wording,
    *,
    framed: Callable[[CrossCell], bool],
    height: float = 110,
) -> Svg:
    """Rows against columns with customers, money and index in each cell, as much of it as the cell has room for.

    `framed` says which cells get a frame. A hidden cell says why it is empty.
    """
    rows, columns = names
    tall = min(max((height - HEAD) / max(len(rows), 1), LOWEST), TALLEST)
    wide = (FULL - LEFT) / max(len(columns), 1)
    with new_sheet(FULL, HEAD + tall * len(rows) + 1, brand, words.language) as sheet:
        for at, name in enumerate(columns):
            style = {"ha": "center", "fontsize": SMALL, "color": sheet["muted"], "at_most": 3}
            sheet.write_lines(LEFT + wide * (at + 0.5), HEAD / 2 - 0.4, name, wide - 1.2, **style)
        for down, line in enumerate(cells):
            y = HEAD + tall * down
            sheet.write_lines(0, y + tall / 2, rows[down], LEFT - 3, fontweight="bold")
            for across, cell in enumerate(line):
                _draw(sheet, cell, words, (LEFT + wide * across, y, wide, tall))
        for down, line in enumerate(cells):
            for across, cell in enumerate(line):
                if framed(cell):
                    _frame(sheet, (LEFT + wide * across, HEAD + tall * down, wide, tall))
        return sheet.svg()


def _draw(sheet: Sheet, cell: CrossCell, words: Wording, place: Place) -> None:
    x, y, wide, tall = place
    weight = min(max((cell.index or 0) - 100, 0) / (DARKEST - 100), 1.0)
    colour = tint(sheet, 0.05 + 0.85 * weight) if cell.n else sheet["wash"]
    sheet.box(x + 0.4, y + 0.4, wide - 0.8, tall - 0.8, facecolor=colour)
    lines = _texts(cell, words, (wide, tall))
    pitch = min(4.0, (tall - 1.2) / max(len(lines), 1))
    for at, (text, style) in enumerate(lines):
        middle = y + tall / 2 + (at - (len(lines) - 1) / 2) * pitch
        sheet.write(
            x + wide / 2, middle, text, **{"ha": "center", "color": sheet.on(colour), "fontsize": SMALL, **style}
        )


def _texts(cell: CrossCell, words: Wording, room: tuple[float, float]) -> list[tuple[str, dict[str, Any]]]:
    """Customers, then the index and the money as far as the cell is tall and wide enough."""
    wide, tall = room
    if cell.n is None:
        return [(words("charts.grid.covered") if cell.is_covered and wide > 14 else words.show(None, "count"), {})]
    lines: list[tuple[str, dict[str, Any]]] = [(words.show(cell.n, "count"), {"fontweight": "bold", "fontsize": 8.5})]
    if cell.n and tall >= 13 and wide >= 15:
        lines.append((words.show(cell.revenue, "money"), {}))
    if cell.index is not None and tall >= 8 and wide >= 9:
        lines.append((words("charts.crossing.index", index=cell.index) if wide >= 15 else f"{cell.index:.0f}", {}))
    return lines


def _frame(sheet: Sheet, place: Place) -> None:
    x, y, wide, tall = place
    left, right, top, low = x + 0.4, x + wide - 0.4, y + 0.4, y + tall - 0.4
    sheet.line((left, top), (right, top), (right, low), (left, low), (left, top), color=sheet["accent"], linewidth=1.6)
