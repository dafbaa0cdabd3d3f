"""Repeat purchases of all customers since the first day: what came, and what the model of buying says."""

from __future__ import annotations

from segkit.facts import Tracking
from segkit.report.brand import Brand
from segkit.report.charts.sheet import FULL, SMALL, TITLE, Scale, Sheet, Svg, new_sheet, round_steps
from segkit.wording import Wording

LEFT, RIGHT, TOP = 16.0, FULL - 26, 8.0
YEAR_WEEKS = 26


def tracked(facts: Tracking, brand: Brand, words: Wording, height: float = 62) -> Svg:
    """Two cumulative lines over weeks, each named at its end; grey what came, coloured what the model expects."""
    with new_sheet(FULL, height, brand, words.language) as sheet:
        peak = max((*facts.actual, *facts.expected), default=0)
        steps = round_steps(peak or 1.0, 4)
        x, y = Scale(0, facts.weeks[-1] if facts.weeks else 1, LEFT, RIGHT), Scale(0, steps[-1], height - 10, TOP)
        for step in steps:
            sheet.line((LEFT, y(step)), (RIGHT, y(step)), color=sheet["hair"])
            sheet.write(LEFT - 2, y(step), words.show(step, "whole"), ha="right", fontsize=SMALL, color=sheet["muted"])
        for week in range(0, (facts.weeks[-1] if facts.weeks else 0) + 1, YEAR_WEEKS):
            text = words("charts.tracking.week", week=week)
            sheet.write(x(week), height - 5, text, ha="center", fontsize=SMALL, color=sheet["muted"])
        _lines(sheet, facts, words, (x, y))
        return sheet.svg()


def _lines(sheet: Sheet, facts: Tracking, words: Wording, scales: tuple[Scale, Scale]) -> None:
    x, y = scales
    if not facts.weeks:
        return
    came, told = (
        [(x(week), y(value)) for week, value in zip((0, *facts.weeks), (0, *values), strict=True)]
        for values in (facts.actual, facts.expected)
    )
    sheet.line(*came, color=sheet["muted"], linewidth=2.0)
    sheet.line(*told, color=sheet["accent"], linewidth=1.3)
    apart = abs(came[-1][1] - told[-1][1])
    shift = max(0.0, 4.2 - apart) / 2
    is_above = told[-1][1] <= came[-1][1]
    ends = {
        "came": came[-1][1] + (shift if is_above else -shift),
        "told": told[-1][1] - (shift if is_above else -shift),
    }
    for key, tone in (("came", "muted"), ("told", "accent")):
        text = words(f"charts.tracking.{key}")
        sheet.write(RIGHT + 1.8, ends[key], text, fontsize=TITLE, fontweight="bold", color=sheet[tone])
