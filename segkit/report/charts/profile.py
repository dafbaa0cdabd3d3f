"""One segment's card: index bars against all customers, categories with lift, own purchase cycle."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from segkit.facts import IndexBar, ProfileCard, ShareBar
from segkit.report.brand import Brand
from segkit.report.charts.sheet import DASH, SMALL, TITLE, Scale, Sheet, Svg, new_sheet
from segkit.report.spacing import spaced
from segkit.wording import Wording

HALF = 84.0
CYCLE_MARKS = {"median": (0.5, "ink"), "late": (0.8, "accent")}


def index_bars(
    bars: Sequence[IndexBar],
    brand: Brand,
    words: Wording,
    height: float = 66,
    width: float = HALF,
    *,
    base: str = "all",
) -> Svg:
    """Measures against all customers (or `others`, as `base` says) = 100, most different first: above in colour."""
    ordered = sorted(bars, key=lambda bar: (-abs(bar.index - 100), bar.measure))[:7]
    with new_sheet(width, height, brand, words.language) as sheet:
        left = 29.0
        peak = max([200.0, *(bar.index for bar in ordered)])
        x = Scale(0, peak, left, width - 13)
        pitch = (height - 9) / max(len(ordered), 1)
        sheet.line((x(100), 5), (x(100), height), color=sheet["ink"], linewidth=0.8)
        sheet.write(x(100), 2.4, words(f"charts.index.{base}"), ha="center", fontsize=SMALL, color=sheet["muted"])
        for at, bar in enumerate(ordered):
            y, tall = 8 + pitch * (at + 0.5), min(pitch * 0.58, 5.5)
            start, end = sorted((x(100), x(bar.index)))
            colour = sheet["primary" if bar.index >= 100 else "rest"]
            sheet.box(start, y - tall / 2, end - start, tall, facecolor=colour)
            sheet.write_lines(0, y, words(f"charts.measure.{bar.measure}"), left - 2)
            sheet.write(max(end, x(100)) + 1.5, y, f"{bar.index:.0f}", fontweight="bold")
        return sheet.svg()


def share_bars(bars: Sequence[ShareBar], brand: Brand, words: Wording, height: float = 66, width: float = HALF) -> Svg:
    """Shares of the segment's revenue, largest first; in colour where all customers buy clearly less."""
    ordered = sorted(bars, key=lambda bar: (-bar.share, bar.name))[:7]
    with new_sheet(width, height, brand, words.language) as sheet:
        left = 24.0
        x = Scale(0, max([0.01, *(bar.share for bar in ordered)]), left, width - 28)
        pitch = (height - 9) / max(len(ordered), 1)
        sheet.write(width, 2.4, words("charts.shares.lift"), ha="right", fontsize=SMALL, color=sheet["muted"])
        for at, bar in enumerate(ordered):
            y, tall = 8 + pitch * (at + 0.5), min(pitch * 0.58, 5.5)
            is_liked = bar.lift >= 1.1
            sheet.write_lines(0, y, words.show(bar.name, "value"), left - 2)
            sheet.box(left, y - tall / 2, x(bar.share) - left, tall, facecolor=sheet["primary" if is_liked else "rest"])
            sheet.write(x(bar.share) + 1.5, y, words.show(bar.share, "percent"))
            tone = {"color": sheet["primary"], "fontweight": "bold"} if is_liked else {"color": sheet["muted"]}
            sheet.write(width, y, f"{bar.lift:.2f}", ha="right", **tone)
        return sheet.svg()


def cycle_curve(card: ProfileCard, brand: Brand, words: Wording, height: float = 58, width: float = HALF) -> Svg:
    """By how many days repeat orders had come: the middle one, the late ones, and where the segment stands today."""
    with new_sheet(width, height, brand, words.language) as sheet:
        if not card.cycle_curve:
            return sheet.svg()
        last = max(day for day, _ in card.cycle_curve)
        x, y = Scale(0, last, 8, width - 3), Scale(0, 1, height - 6, 5)
        for share in (0, 0.5, 1):
            sheet.line((8, y(share)), (width - 3, y(share)), color=sheet["hair"])
            sheet.write(6.5, y(share), f"{share:.0%}", ha="right", fontsize=SMALL, color=sheet["muted"])
        line = [(x(day), y(share)) for day, share in card.cycle_curve]
        sheet.area(*line, (line[-1][0], y(0)), (line[0][0], y(0)), facecolor=sheet["wash"])
        sheet.line(*line, color=sheet["primary"], linewidth=1.8)
        for day in range(0, last + 1, 30 if last <= 200 else 60 if last <= 420 else 180):
            sheet.write(x(day), height - 2.6, str(day), ha="center", fontsize=SMALL, color=sheet["muted"])
        _cycle_marks(sheet, card, words, (x, y, last))
        return sheet.svg()


def _cycle_marks(sheet: Sheet, card: ProfileCard, words: Wording, place: tuple[Scale, Scale, float]) -> None:
    x, y, last = place
    days = {"median": card.cycle_median, "late": card.cycle_late}
    known = {key: day for key, day in days.items() if day is not None and day <= last}
    for key, day in known.items():
        share, tone = CYCLE_MARKS[key]
        sheet.line((x(day), y(0)), (x(day), y(share)), color=sheet[tone], linewidth=0.8, **DASH)
        sheet.dot(x(day), y(share), 1.0, facecolor=sheet[tone])
    for key, day in known.items():
        share, tone = CYCLE_MARKS[key]
        text = words(f"charts.cycle.{key}", days=day)
        _mark(sheet, (x(day), y(share) + 3.6), text, fontsize=TITLE, fontweight="bold", color=sheet[tone])
    if card.recency_median is not None:
        now = x(min(card.recency_median, last))
        sheet.area((now, y(0)), (now - 1.6, y(0) - 2.8), (now + 1.6, y(0) - 2.8), facecolor=sheet["primary"])
        text = words("charts.cycle.now", days=card.recency_median)
        _mark(sheet, (now + 0.6, y(0) - 2.6), text, fontsize=SMALL, color=sheet["primary"])


def _mark(sheet: Sheet, at: tuple[float, float], text: str, **style: Any) -> None:
    """A label right of a point, or left of it where the chart ends; what lies beneath does not cross it."""
    x, y = at
    wide = sheet.measure(spaced(text), style["fontsize"], style.get("fontweight", "normal"))
    left = x + 2 if x + 2 + wide <= sheet.width - 3 else x - 2 - wide
    sheet.box(left - 0.4, y - 1.9, wide + 0.8, 3.8, facecolor=sheet["wash"])
    sheet.write(left, y, text, **style)
