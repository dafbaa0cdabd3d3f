"""Cells in tints: the R x F grid with money and customers, and matrices of counts."""

from __future__ import annotations

from collections.abc import Sequence
from math import floor

from segkit.facts import GridCell, RecencyFrequencyGrid
from segkit.report.brand import Brand
from segkit.report.charts.sheet import FULL, LABEL, SMALL, Sheet, Svg, fitted, new_sheet
from segkit.report.colour import contrast, mix
from segkit.wording import Wording

LEFT, TOP = 30.0, 16.0
HEAD = 10.0  # of a matrix, for column names of up to three lines
BESIDE = 4.0  # between the names of rows and the first column
KEY = 6.0  # of a matrix, for what its signs mean
TEXT = 4.5  # contrast at which text reads
ROOMY = 14.0  # height of a cell that holds a label beside its figures


def recency_frequency(facts: RecencyFrequencyGrid, brand: Brand, words: Wording, height: float = 124) -> Svg:
    """Recency down, frequency across, best at the top right; the darker, the more money; a frame round what sleeps."""
    size = facts.n_bins
    wide, tall = (FULL - LEFT) / size, (height - TOP - 4) / size
    peak = max((float(cell.revenue or 0) for cell in facts.cells), default=0) or 1.0
    with new_sheet(FULL, height, brand, words.language) as sheet:
        for cell in facts.cells:
            place = (LEFT + wide * (cell.f_score - 1), TOP + tall * (size - cell.r_score), wide, tall)
            _cell(sheet, cell, words, place, float(cell.revenue or 0) / peak)
        _scores(sheet, facts, words, (wide, tall))
        _sleepers(sheet, facts, words, (wide, tall))
        return sheet.svg()


def _cell(
    sheet: Sheet, cell: GridCell, words: Wording, place: tuple[float, float, float, float], weight: float
) -> None:
    x, y, wide, tall = place
    colour = tint(sheet, 0.06 + 0.94 * weight)
    sheet.box(x + 0.4, y + 0.4, wide - 0.8, tall - 0.8, facecolor=colour)
    ink = sheet.on(colour)
    middle = x + wide / 2
    if cell.is_covered:
        sheet.write(middle, y + tall / 2, words("charts.grid.covered"), ha="center", fontsize=SMALL, color=ink)
        return
    heads, shape = words("charts.grid.heads", n=cell.n), {"ha": "center", "color": ink}
    if cell.revenue is None:  # too few to tell their money
        sheet.write(middle, y + tall / 2, heads, fontsize=SMALL, **shape)
        return
    money = words.show(cell.revenue, "money")
    above, below = (2.6, 3.0) if tall >= ROOMY else (1.9, 2.3)
    sheet.write(middle, y + tall / 2 - above, money, fontsize=10, fontweight="bold", **shape)
    sheet.write(middle, y + tall / 2 + below, heads, fontsize=SMALL, **shape)


def tint(sheet: Sheet, weight: float) -> str:
    """The primary colour at `weight`, or the next lighter tint on which text reads."""
    colour = mix(sheet["primary"], sheet["paper"], weight)
    while weight > 0 and contrast(sheet.on(colour), colour) < TEXT:
        weight -= 0.02
        colour = mix(sheet["primary"], sheet["paper"], max(weight, 0.0))
    return colour


def _scores(sheet: Sheet, facts: RecencyFrequencyGrid, words: Wording, cell: tuple[float, float]) -> None:
    """The scores along both sides, the best and the worst explained."""
    wide, tall = cell
    size = facts.n_bins
    sheet.write(LEFT, 3.5, words("charts.grid.frequency"), fontweight="bold")
    sheet.write(0, TOP - 4, words("charts.grid.recency"), fontweight="bold", va="center")
    for score in range(1, size + 1):
        middle = LEFT + wide * (score - 0.5)
        sheet.write(middle, TOP - 6, f"F{score}", ha="center", fontweight="bold", color=sheet["muted"])
        orders = _orders(facts, words, score)
        sheet.write(middle, TOP - 2, orders, ha="center", fontsize=SMALL, color=sheet["muted"])
        y = TOP + tall * (size - score + 0.5)
        sheet.write(0, y - 2, f"R{score}", fontweight="bold", color=sheet["muted"])
        sheet.write(0, y + 2.4, _days(facts, words, score), fontsize=SMALL, color=sheet["muted"])


def _orders(facts: RecencyFrequencyGrid, words: Wording, score: int) -> str:
    """The orders behind a frequency score: from the edge below to its own, or from there on."""
    edges = (0, *(int(edge) for edge in facts.f_edges))
    if score > len(edges):
        return ""
    low = edges[score - 1] + 1
    if score == len(edges):
        return words("charts.grid.orders_from", low=low)
    high = edges[score]
    return words("charts.grid.orders", range=f"{low}" if low == high else f"{low}–{high}") if low <= high else ""


def _days(facts: RecencyFrequencyGrid, words: Wording, score: int) -> str:
    """The days behind a recency score: from the edge before it to its own, or beyond the last."""
    at = facts.n_bins - score
    if not facts.r_edges or at > len(facts.r_edges):
        return ""
    if at == len(facts.r_edges):
        return words("charts.grid.beyond", days=facts.r_edges[-1])
    if at == 0:
        return words("charts.grid.within", days=facts.r_edges[0])
    return words("charts.grid.between", low=floor(facts.r_edges[at - 1]) + 1, days=facts.r_edges[at])


def _sleepers(sheet: Sheet, facts: RecencyFrequencyGrid, words: Wording, cell: tuple[float, float]) -> None:
    """A frame round the frequent customers who have not come for long, and what it holds: within, or below it."""
    wide, tall = cell
    x, y = LEFT + wide * (facts.f_high - 1), TOP + tall * (facts.n_bins - 2)
    across, down = wide * (facts.n_bins - facts.f_high + 1), tall * 2
    corners = ((x, y), (x + across, y), (x + across, y + down), (x, y + down), (x, y))
    sheet.line(*corners, color=sheet["accent"], linewidth=2)
    text = words("charts.grid.sleeping", n=facts.sleeping_n, revenue=facts.sleeping_revenue)
    if tall < ROOMY:
        below = {"ha": "right", "fontweight": "bold", "color": sheet["accent"]}
        sheet.write(x + across, sheet.height - 1.6, text, **below)
        return
    sheet.box(x, y - 0.3, across, 6.4, facecolor=sheet["accent"])
    sheet.write(
        x + across / 2, y + 3, fitted(text, across - 2, LABEL), ha="center", fontweight="bold", color=sheet["paper"]
    )


def matrix(
    names: tuple[Sequence[str], Sequence[str]],
    counts: Sequence[Sequence[int | str | None]],
    brand: Brand,
    words: Wording,
    *,
    height: float = 84,
    width: float = FULL,
    key: str = "",
) -> Svg:
    """Counts of rows against columns, darker where more; the diagonal of a square one is framed; `key` stands below.

    None stands for a small count that is hidden; a text in its place is printed as it is.
    """
    rows, columns = names
    height -= KEY if key else 0.0
    tall = (height - HEAD) / max(len(rows), 1)
    weights = [[n if isinstance(n, int) else 0 for n in row] for row in counts]
    peak = max((n for row in weights for n in row), default=0) or 1
    with new_sheet(width, height + (KEY if key else 0.0), brand, words.language) as sheet:
        named = max((sheet.measure(name, LABEL) for name in rows), default=0.0)
        left = min(34.0, width * 0.28, named + BESIDE)  # no wider than the names: cells need room for words
        wide = (width - left) / max(len(columns), 1)
        sheet.write(left, height + KEY / 2, key, fontsize=SMALL, color=sheet["muted"])
        for at, name in enumerate(columns):
            style = {"ha": "center", "fontsize": SMALL, "color": sheet["muted"], "at_most": 3}
            sheet.write_lines(left + wide * (at + 0.5), HEAD / 2 - 0.4, name, wide - 1.2, **style)
        for down, row in enumerate(counts):
            y = HEAD + tall * down
            sheet.write_lines(0, y + tall / 2, rows[down], left - 2)
            for across, n in enumerate(row):
                _count(sheet, words, n, (left + wide * across, y, wide, tall), weights[down][across] / peak)
                if down == across and list(rows) == list(columns):
                    _framed(sheet, (left + wide * across, y, wide, tall))
        return sheet.svg()


def _count(
    sheet: Sheet, words: Wording, n: int | str | None, place: tuple[float, float, float, float], weight: float
) -> None:
    x, y, wide, tall = place
    if n == 0:
        sheet.write(x + wide / 2, y + tall / 2, "·", ha="center", fontsize=SMALL, color=sheet["line"])
        return
    colour = tint(sheet, 0.03 + 0.9 * weight**0.7)
    sheet.box(x + 0.3, y + 0.3, wide - 0.6, tall - 0.6, facecolor=colour)
    text = n if isinstance(n, str) else words.show(n, "count")
    sheet.write(x + wide / 2, y + tall / 2, text, ha="center", fontsize=SMALL, color=sheet.on(colour))


def _framed(sheet: Sheet, place: tuple[float, float, float, float]) -> None:
    x, y, wide, tall = place
    corners = ((x, y), (x + wide, y), (x + wide, y + tall), (x, y + tall), (x, y))
    sheet.line(*corners, color=sheet["ink"], linewidth=0.8)
