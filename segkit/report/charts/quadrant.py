"""Two by two: value against satisfaction, and importance against performance."""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt

from segkit.facts import Driver, Satisfaction
from segkit.report.brand import Brand
from segkit.report.charts.sheet import DASH, LABEL, SMALL, TITLE, Scale, Sheet, Svg, new_sheet
from segkit.wording import COVERED, Wording

HALF = 84.0
PLACES = {
    "valued_dissatisfied": (0, 0),
    "valued_satisfied": (1, 0),
    "other_dissatisfied": (0, 1),
    "other_satisfied": (1, 1),
}


def value_satisfaction(
    facts: Satisfaction, brand: Brand, words: Wording, height: float = 92, width: float = HALF
) -> Svg:
    """Four fields, valued customers above, satisfied ones to the right; discs by number, the alarming one in accent."""
    with new_sheet(width, height, brand, words.language) as sheet:
        wide, tall = (width - 5) / 2, (height - 11) / 2
        peak = max([1, *(n or 0 for n in facts.quadrants.values())])
        for key, (across, down) in PLACES.items():
            is_alarm = key == "valued_dissatisfied"
            x, y = 5 + wide * across, 6 + tall * down
            sheet.box(x + 0.4, y + 0.4, wide - 0.8, tall - 0.8, facecolor=sheet["blush" if is_alarm else "wash"])
            n = COVERED if key in facts.covered else facts.quadrants.get(key)
            _disc(sheet, words, (key, n, peak), (x + wide / 2, y + tall / 2))
        for across, key in enumerate(("dissatisfied", "satisfied")):
            text = words(f"charts.quadrant.{key}", score=facts.satisfied_from)
            sheet.write(
                5 + wide * (across + 0.5), height - 2.4, text, ha="center", fontsize=SMALL, color=sheet["muted"]
            )
        for down, key in enumerate(("valued", "other")):
            text = words(f"charts.quadrant.{key}")
            style = {"rotation": 90, "va": "center", "ha": "center", "fontsize": SMALL, "color": sheet["muted"]}
            sheet.write(2, 6 + tall * (down + 0.5), text, **style)
        return sheet.svg()


def _disc(sheet: Sheet, words: Wording, group: tuple[str, int | None, int], at: tuple[float, float]) -> None:
    key, n, peak = group
    is_alarm = key == "valued_dissatisfied"
    x, y = at
    radius, colour = 12 * sqrt((n or 0) / peak), sheet["accent" if is_alarm else "rest"]
    is_wide = radius > 6
    sheet.dot(x, y + 3.5, max(radius, 2.5), facecolor=colour)
    style = {"ha": "center", "color": sheet.on(colour)} if is_wide else {"ha": "left", "color": sheet["ink"]}
    sheet.write(x if is_wide else x + 5.5, y + 3.5, words.show(n, "count"), fontsize=13, fontweight="bold", **style)
    weight = "bold" if is_alarm else "normal"
    sheet.write(x, y - 13.4, words(f"charts.quadrant.{key}"), ha="center", fontsize=LABEL, fontweight=weight)


def drivers(rows: Sequence[Driver], brand: Brand, words: Wording, height: float = 92, width: float = HALF) -> Svg:
    """What matters against how well it is done; repair first what matters more and is done worse than most."""
    with new_sheet(width, height, brand, words.language) as sheet:
        if not rows:
            return sheet.svg()
        x = _spread([row.performance for row in rows], 8, width - 12)
        y = _spread([row.importance for row in rows], height - 12, 12)
        middle = sum(row.performance for row in rows) / len(rows), sum(row.importance for row in rows) / len(rows)
        sheet.box(5, 6, x(middle[0]) - 5, y(middle[1]) - 6, facecolor=sheet["blush"])
        sheet.line((x(middle[0]), 6), (x(middle[0]), height - 6), **DASH)
        sheet.line((5, y(middle[1])), (width, y(middle[1])), **DASH)
        sheet.write(6.5, 8.6, words("charts.drivers.first"), fontsize=SMALL, fontweight="bold", color=sheet["accent"])
        used: list[tuple[float, float]] = []
        for row in sorted(rows, key=lambda row: -row.importance):
            is_first = row.importance >= middle[1] and row.performance < middle[0]
            at = x(row.performance), y(row.importance)
            sheet.dot(*at, 1.7, facecolor=sheet["accent" if is_first else "rest"])
            style = {"fontweight": "bold", "fontsize": TITLE} if is_first else {}
            line = _free_line(at, used)
            sheet.write(at[0] + 2.6, line, _dimension(row.dimension, words), **style)
        _axes(sheet, words)
        return sheet.svg()


def _dimension(name: str, words: Wording) -> str:
    """A dimension in words; one that the kit does not know, as the data call it."""
    key = f"exhibits.dimension.{name}"
    return words(key) if words.has(key) else words.show(name, "value")


def _free_line(at: tuple[float, float], used: list[tuple[float, float]]) -> float:
    """A height for a label beside `at`, below those labels already written there."""
    line = at[1]
    for x, y in used:
        if abs(x - at[0]) < 22 and abs(y - line) < 3.8:
            line = y + 3.8
    used.append((at[0], line))
    return line


def _spread(values: Sequence[float], start: float, end: float) -> Scale:
    low, high = min(values), max(values)
    pad = (high - low) * 0.12 or 0.05
    return Scale(low - pad, high + pad, start, end)


def _axes(sheet: Sheet, words: Wording) -> None:
    height, width = sheet.height, sheet.width
    sheet.line((5, 6), (5, height - 6), (width, height - 6), color=sheet["muted"])
    sheet.write(
        width, height - 2.4, words("charts.drivers.performance"), ha="right", fontsize=SMALL, color=sheet["muted"]
    )
    sheet.write(5, 2.6, words("charts.drivers.importance"), fontsize=SMALL, color=sheet["muted"])
