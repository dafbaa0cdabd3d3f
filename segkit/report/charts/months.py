"""Twenty-four months: revenue of new and returning customers as stacked columns, two measures as small lines."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal

from segkit.facts import Baseline, Month
from segkit.report.brand import Brand
from segkit.report.charts.sheet import FULL, LABEL, SMALL, TITLE, Scale, Sheet, Svg, clear_of, new_sheet, round_steps
from segkit.wording import Wording

LEFT, RIGHT = 16.0, FULL - 1


def monthly_revenue(facts: Baseline, brand: Brand, words: Wording, height: float = 104) -> Svg:
    """Stacked columns, one per month: returning customers below in colour, new ones above in grey."""
    totals = [float((month.revenue_new or 0) + (month.revenue_returning or 0)) for month in facts.months]
    with new_sheet(FULL, height, brand, words.language) as sheet:
        steps = round_steps(max(totals, default=0))
        y = Scale(0, steps[-1], height - 12, 22)
        for step in steps:
            sheet.line((LEFT, y(step)), (RIGHT, y(step)), color=sheet["hair"])
            sheet.write(LEFT - 2, y(step), words.show(step, "money"), ha="right", fontsize=SMALL, color=sheet["muted"])
        pitch = (RIGHT - LEFT) / max(len(totals), 1)
        for at, month in enumerate(facts.months):
            _column(sheet, month, LEFT + pitch * at, pitch, y)
        _months_below(sheet, facts.months, (LEFT, pitch), height - 12)
        _years(sheet, facts, words, pitch)
        _key(sheet, words)
        return sheet.svg()


def _column(sheet: Sheet, month: Month, left: float, pitch: float, y: Scale) -> None:
    back, new = float(month.revenue_returning or 0), float(month.revenue_new or 0)
    sheet.box(left + pitch * 0.12, y(back), pitch * 0.76, y(0) - y(back), facecolor=sheet["primary"])
    sheet.box(left + pitch * 0.12, y(back + new), pitch * 0.76, y(back) - y(back + new), facecolor=sheet["rest"])


def _sum(months: Sequence[Month], whole: Decimal | None) -> Decimal:
    """What the columns of a year add up to; where one of them may not be shown, the year's own figure."""
    parts = [part for month in months for part in (month.revenue_new, month.revenue_returning)]
    known = sum((part for part in parts if part is not None), Decimal(0))
    return known if None not in parts or whole is None else whole


def _years(sheet: Sheet, facts: Baseline, words: Wording, pitch: float) -> None:
    """A bracket over the last twelve months and one over the twelve before, each with its sum."""
    n, wholes = len(facts.months), {"before": facts.revenue_before, "last": facts.revenue_12m}
    spans = ((max(n - 24, 0), n - 12, "before", "muted"), (max(n - 12, 0), n, "last", "ink"))
    for start, end, key, tone in spans:
        if end <= start or (key == "before" and n < 24):
            continue
        left, right = LEFT + pitch * start + 1.2, LEFT + pitch * end - 1.2
        sheet.line((left, 17.5), (left, 15.5), (right, 15.5), (right, 17.5), color=sheet[tone], linewidth=0.8)
        text = words(f"charts.months.{key}", revenue=_sum(facts.months[start:end], wholes[key]))
        sheet.write((left + right) / 2, 12.4, text, ha="center", fontsize=TITLE, fontweight="bold", color=sheet[tone])


def _key(sheet: Sheet, words: Wording) -> None:
    """What the two colours mean, in their colours."""
    sheet.box(LEFT, 2.2, 3, 3, facecolor=sheet["primary"])
    text = words("charts.months.returning")
    sheet.write(LEFT + 4.4, 3.8, text, color=sheet["primary"], fontweight="bold")
    sheet.box(LEFT + 40, 2.2, 3, 3, facecolor=sheet["rest"])
    sheet.write(LEFT + 44.4, 3.8, words("charts.months.new"), color=sheet["muted"], fontweight="bold")


def _months_below(sheet: Sheet, months: Sequence[Month], columns: tuple[float, float], top: float) -> None:
    """Month numbers every quarter, years below them."""
    left, pitch = columns
    sheet.line((left, top), (left + pitch * len(months), top), color=sheet["muted"])
    for at, month in enumerate(months):
        middle = left + pitch * (at + 0.5)
        if month.month.month % 3 == 1:
            sheet.write(middle, top + 2.8, str(month.month.month), ha="center", fontsize=SMALL, color=sheet["muted"])
        if month.month.month == 1 or at == 0:
            start = left + pitch * at
            sheet.line((start, top), (start, top + 8), color=sheet["muted"])
            sheet.write(start + 1.2, top + 6.8, str(month.month.year), fontsize=SMALL, fontweight="bold")


def monthly_measure(facts: Baseline, brand: Brand, words: Wording, *, measure: str, height: float = 50) -> Svg:
    """One measure over the months as a line: `average_order` in money or `repeat_share` in percent."""
    kind = "price" if measure == "average_order" else "percent"
    points = [(at, getattr(month, measure)) for at, month in enumerate(facts.months)]
    known = [(at, float(value)) for at, value in points if value is not None]
    with new_sheet(84, height, brand, words.language) as sheet:
        if known:
            _trace(sheet, known, len(points), lambda value: words.show(value, kind))
            _months_below(sheet, facts.months, (3.0, 66 / max(len(points), 1)), height - 11)
        return sheet.svg()


def _trace(sheet: Sheet, known: Sequence[tuple[int, float]], n: int, show: Callable[[float], str]) -> None:
    """The line, its start and its end in figures, the area under it in a tint."""
    values = [value for _, value in known]
    low, high = min(values), max(values)
    pad = (high - low) * 0.25 or high * 0.1 or 1.0
    base = sheet.height - 11
    y, pitch = Scale(low - pad, high + pad, base, 5), 66 / n
    line = [(3 + pitch * (at + 0.5), y(value)) for at, value in known]
    sheet.area(*line, (line[-1][0], base), (line[0][0], base), facecolor=sheet["wash"])
    sheet.line(*line, color=sheet["primary"], linewidth=1.6)
    sheet.dot(*line[0], 0.8, facecolor=sheet["muted"])
    sheet.dot(*line[-1], 1.1, facecolor=sheet["accent"])
    first = show(values[0])
    wide = sheet.measure(first, LABEL)
    height = min(clear_of(line, line[0][1], (line[0][0] - 0.8, line[0][0] + wide)), base - 1.6)
    sheet.write(line[0][0] - 0.8, height, first, fontsize=LABEL, color=sheet["muted"])
    sheet.write(
        line[-1][0] + 2.2, line[-1][1], show(values[-1]), fontsize=TITLE, fontweight="bold", color=sheet["accent"]
    )
