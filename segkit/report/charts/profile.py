"""One segment's card: index bars against all customers, categories with lift, months, own purchase cycle."""

from __future__ import annotations

from collections.abc import Sequence

from segkit.facts import IndexBar, ProfileCard, ShareBar
from segkit.report.brand import Brand
from segkit.report.charts.sheet import DASH, LABEL, SMALL, TITLE, Scale, Sheet, Svg, fitted, new_sheet
from segkit.wording import Wording

HALF = 84.0


def index_bars(bars: Sequence[IndexBar], brand: Brand, words: Wording, height: float = 66, width: float = HALF) -> Svg:
    """Measures against all customers = 100, most different first: above in colour, below in grey."""
    ordered = sorted(bars, key=lambda bar: (-abs(bar.index - 100), bar.measure))[:7]
    with new_sheet(width, height, brand, words.language) as sheet:
        left = 29.0
        peak = max([200.0, *(bar.index for bar in ordered)])
        x = Scale(0, peak, left, width - 13)
        pitch = (height - 9) / max(len(ordered), 1)
        sheet.line((x(100), 5), (x(100), height), color=sheet["ink"], linewidth=0.8)
        sheet.write(x(100), 2.4, words("charts.index.all"), ha="center", fontsize=SMALL, color=sheet["muted"])
        for at, bar in enumerate(ordered):
            y, tall = 8 + pitch * (at + 0.5), min(pitch * 0.58, 5.5)
            start, end = sorted((x(100), x(bar.index)))
            colour = sheet["primary" if bar.index >= 100 else "rest"]
            sheet.box(start, y - tall / 2, end - start, tall, facecolor=colour)
            name = fitted(words(f"charts.measure.{bar.measure}"), left - 2, LABEL)
            sheet.write(0, y, name)
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
            sheet.write(0, y, fitted(words.show(bar.name, "value"), left - 2, LABEL))
            sheet.box(left, y - tall / 2, x(bar.share) - left, tall, facecolor=sheet["primary" if is_liked else "rest"])
            sheet.write(x(bar.share) + 1.5, y, words.show(bar.share, "percent"))
            tone = {"color": sheet["primary"], "fontweight": "bold"} if is_liked else {"color": sheet["muted"]}
            sheet.write(width, y, f"{bar.lift:.2f}", ha="right", **tone)
        return sheet.svg()


def month_columns(
    shares: Sequence[float], brand: Brand, words: Wording, height: float = 58, width: float = HALF
) -> Svg:
    """Twelve columns, January first: the share of orders that falls in each month, the best in colour."""
    with new_sheet(width, height, brand, words.language) as sheet:
        peak = max([0.01, *shares])
        y, pitch = Scale(0, peak, height - 6, 6), width / max(len(shares), 1)
        for at, share in enumerate(shares):
            is_best = share == peak
            middle = pitch * (at + 0.5)
            colour = sheet["primary" if is_best else "rest"]
            sheet.box(middle - pitch * 0.38, y(share), pitch * 0.76, y(0) - y(share), facecolor=colour)
            sheet.write(middle, height - 2.6, str(at + 1), ha="center", fontsize=SMALL, color=sheet["muted"])
            if is_best:
                text = words.show(share, "percent")
                sheet.write(middle, y(share) - 2.6, text, ha="center", fontweight="bold", color=sheet["primary"])
        sheet.line((0, y(0)), (width, y(0)), color=sheet["muted"])
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
    marks = ((card.cycle_median, 0.5, "median", "ink"), (card.cycle_late, 0.8, "late", "accent"))
    for day, share, key, tone in marks:
        if day is None or day > last:
            continue
        sheet.line((x(day), y(0)), (x(day), y(share)), color=sheet[tone], linewidth=0.8, **DASH)
        sheet.dot(x(day), y(share), 1.0, facecolor=sheet[tone])
        text = words(f"charts.cycle.{key}", days=day)
        sheet.write(x(day) + 2, y(share) + 3.4, text, fontsize=TITLE, fontweight="bold", color=sheet[tone])
    if card.recency_median is not None:
        now = x(min(card.recency_median, last))
        sheet.area((now, y(0)), (now - 1.6, y(0) - 2.8), (now + 1.6, y(0) - 2.8), facecolor=sheet["primary"])
        text = words("charts.cycle.now", days=card.recency_median)
        is_late = now > sheet.width / 2
        shape = {"ha": "right" if is_late else "left", "fontsize": SMALL, "color": sheet["primary"]}
        sheet.write(now + (-2.4 if is_late else 2.4), y(0) - 2.2, text, **shape)
