"""Two by two: value against satisfaction, and importance against performance."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil, sqrt
from typing import Any

from segkit.facts import Driver, Satisfaction
from segkit.report.brand import Brand
from segkit.report.charts.sheet import DASH, LABEL, SMALL, TITLE, Scale, Sheet, Svg, new_sheet, round_steps
from segkit.report.spacing import spaced
from segkit.wording import COVERED, Wording

HALF = 84.0
LEFT = 9.0  # of the axes of the drivers
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
        scores = _scores(rows)
        x = _spread(scores, LEFT + 3, width - 12)
        y = _spread([row.importance for row in rows], height - 12, 12)
        middle = sum(scores) / len(rows), sum(row.importance for row in rows) / len(rows)
        sheet.box(LEFT, 6, x(middle[0]) - LEFT, y(middle[1]) - 6, facecolor=sheet["blush"])
        sheet.line((x(middle[0]), 6), (x(middle[0]), _foot(height)), **DASH)
        sheet.line((LEFT, y(middle[1])), (width, y(middle[1])), **DASH)
        first = words("charts.drivers.first")
        sheet.write(LEFT + 1.5, 8.6, first, fontsize=SMALL, fontweight="bold", color=sheet["accent"])
        _dots(sheet, rows, words, (x, y, middle))
        _axes(sheet, words, (x, y), is_mean=rows[0].mean is not None)
        return sheet.svg()


def _scores(rows: Sequence[Driver]) -> list[float]:
    """How well each is done: the mean answer, or where that is not known its place on the scale, 0 to 1."""
    means = [row.mean for row in rows if row.mean is not None]
    return means if len(means) == len(rows) else [row.performance for row in rows]


def _dots(
    sheet: Sheet, rows: Sequence[Driver], words: Wording, place: tuple[Scale, Scale, tuple[float, float]]
) -> None:
    """Each dimension as a dot with its name where neither a dot nor another name stands."""
    x, y, middle = place
    at = {row.dimension: (x(score), y(row.importance)) for row, score in zip(rows, _scores(rows), strict=True)}
    taken = [(left - 2, top - 2, left + 2, top + 2) for left, top in at.values()]
    for row, score in sorted(zip(rows, _scores(rows), strict=True), key=lambda pair: -pair[0].importance):
        is_first = row.importance >= middle[1] and score < middle[0]
        sheet.dot(*at[row.dimension], 1.7, facecolor=sheet["accent" if is_first else "rest"])
        style: dict[str, Any] = {"fontweight": "bold", "fontsize": TITLE} if is_first else {"fontsize": LABEL}
        name = _dimension(row.dimension, words)
        wide = sheet.measure(spaced(name), style["fontsize"], style.get("fontweight", "normal"))
        box = free_place(at[row.dimension], wide, taken, sheet.width)
        taken.append(box)
        sheet.write(box[0], (box[1] + box[3]) / 2, name, **style)


def _dimension(name: str, words: Wording) -> str:
    """A dimension in words; one that the kit does not know, as the data call it."""
    key = f"exhibits.dimension.{name}"
    return words(key) if words.has(key) else words.show(name, "value")


Box = tuple[float, float, float, float]  # left, top, right, bottom


def free_place(at: tuple[float, float], wide: float, taken: Sequence[Box], width: float) -> Box:
    """A place for a label of `wide` millimetres at a dot: right, left, above or below it, the first that is free."""
    x, y = at
    starts = ((x + 2.6, y), (x - 2.6 - wide, y), (x - wide / 2, y - 4), (x - wide / 2, y + 4), (x + 2.6, y + 4))
    boxes = [(left, top - 1.7, left + wide, top + 1.7) for left, top in starts]
    inside = [box for box in boxes if box[0] > LEFT and box[2] < width] or boxes[:1]
    return next((box for box in inside if not any(_meet(box, other) for other in taken)), inside[0])


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _spread(values: Sequence[float], start: float, end: float) -> Scale:
    low, high = min(values), max(values)
    pad = (high - low) * 0.12 or 0.05
    return Scale(low - pad, high + pad, start, end)


def _foot(height: float) -> float:
    """Where the lower axis lies."""
    return height - 9


def _axes(sheet: Sheet, words: Wording, scales: tuple[Scale, Scale], *, is_mean: bool) -> None:
    """Both axes with a few round values and what they measure."""
    (x, y), base, muted = scales, _foot(sheet.height), {"fontsize": SMALL, "color": sheet["muted"]}
    sheet.line((LEFT, 6), (LEFT, base), (sheet.width, base), color=sheet["muted"])
    for value in _ticks(x):
        text = words.show(value, "one" if is_mean else "percent")
        sheet.write(x(value), base + 2.6, text, ha="center", **muted)
    for value in _ticks(y):
        sheet.write(LEFT - 1, y(value), words.show(value, "two"), ha="right", **muted)
    sheet.write(sheet.width, sheet.height - 2, words("charts.drivers.performance"), ha="right", **muted)
    sheet.write(0, 2.6, words("charts.drivers.importance"), **muted)


def _ticks(scale: Scale) -> list[float]:
    """Round values within a scale, three or four of them."""
    step = round_steps(scale.high - scale.low, 3)[1]
    first = ceil(scale.low / step)
    return [round(at * step, 6) for at in range(first, first + 6) if at * step <= scale.high]
