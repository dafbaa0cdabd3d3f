"""Dots with intervals: what an action must bring, whether the next period agreed, and how k was chosen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from segkit.facts import Clusters, Economics, Holdout
from segkit.report.brand import Brand
from segkit.report.charts.labels import Box, box_of, label_place
from segkit.report.charts.sheet import FULL, LABEL, SMALL, TITLE, Scale, Sheet, Svg, new_sheet, round_steps
from segkit.wording import Wording

LEFT = 36.0


def break_even(rows: Sequence[Economics], brand: Brand, words: Wording, height: float = 104) -> Svg:
    """Repeat rate seen without the action, with its interval, and the rate that pays for it: the nearer, the safer."""
    known = [row for row in rows if row.observed_rate is not None and row.break_even_rate is not None]
    known.sort(key=lambda row: (row.break_even_rate, row.segment))
    ends = [(row.observed_rate or 0) + (row.break_even_rate or 0) for row in known]
    highs = [max(end, row.observed_high or 0) for end, row in zip(ends, known, strict=True)]
    with new_sheet(FULL, height, brand, words.language) as sheet:
        x = _percent_axis(sheet, max(highs, default=0), FULL - 36)
        pitch = (height - 18) / max(len(known), 1)
        sheet.write(FULL, 4, words("charts.even.rise"), ha="right", fontsize=SMALL, color=sheet["muted"])
        for at, row in enumerate(known):
            _even_line(sheet, row, words, (8 + pitch * (at + 0.5), x))
        _even_key(sheet, words, height)
        return sheet.svg()


def _even_line(sheet: Sheet, row: Economics, words: Wording, place: tuple[float, Scale]) -> None:
    y, x = place
    seen, even = row.observed_rate or 0, (row.observed_rate or 0) + (row.break_even_rate or 0)
    sheet.write_lines(0, y, words.show(row.segment, "segment"), LEFT - 3, fontsize=TITLE, fontweight="bold")
    _whisker(sheet, (x(row.observed_low or seen), x(row.observed_high or seen)), y)
    sheet.dot(x(seen), y, 1.3, facecolor=sheet["muted"])
    sheet.line((x(even), y - 2.6), (x(even), y + 2.6), color=sheet["accent"], linewidth=2.4)
    sheet.write(
        x(even) + 1.8, y - 2.4, words.show(even, "percent"), fontsize=SMALL, color=sheet["accent"], fontweight="bold"
    )
    rise = words("charts.even.points", points=row.break_even_rate)
    sheet.write(FULL, y, rise, ha="right", fontweight="bold", color=sheet["accent"])


def _even_key(sheet: Sheet, words: Wording, height: float) -> None:
    y = height - 2.6
    sheet.dot(LEFT + 1, y, 1.2, facecolor=sheet["muted"])
    sheet.write(LEFT + 3.4, y, words("charts.even.seen"), fontsize=SMALL, color=sheet["muted"])
    sheet.line((LEFT + 66, y - 1.8), (LEFT + 66, y + 1.8), color=sheet["accent"], linewidth=2.2)
    sheet.write(LEFT + 68, y, words("charts.even.needed"), fontsize=SMALL, color=sheet["accent"])


def _percent_axis(sheet: Sheet, peak: float, end: float) -> Scale:
    """Percent lines from 0 to a round value at or above `peak`."""
    steps = round_steps(peak or 1.0, 5)
    x = Scale(0, steps[-1], LEFT, end)
    for step in steps:
        sheet.line((x(step), 7), (x(step), sheet.height - 8), color=sheet["hair"])
        sheet.write(x(step), 4, f"{step:.0%}", ha="center", fontsize=SMALL, color=sheet["muted"])
    return x


def _whisker(sheet: Sheet, ends: tuple[float, float], y: float, tone: str = "rest") -> None:
    for x in ends:
        sheet.line((x, y - 1), (x, y + 1), color=sheet[tone], linewidth=1)
    sheet.line((ends[0], y), (ends[1], y), color=sheet[tone], linewidth=1)


def next_period(facts: Holdout, brand: Brand, words: Wording, height: float = 98) -> Svg:
    """Each segment's repeat rate in the period that came after, with interval, best first; hollow: the naive rule."""
    rows = sorted((row for row in facts.rows if row.repeat_rate is not None), key=lambda row: -(row.repeat_rate or 0))
    peak = max((max(row.high or 0, row.naive_rate or 0) for row in rows), default=0)
    with new_sheet(FULL, height, brand, words.language) as sheet:
        x = _percent_axis(sheet, peak, FULL - 16)
        sheet.line((x(facts.overall_rate), 7), (x(facts.overall_rate), height - 8), color=sheet["ink"], linewidth=0.9)
        text = words("charts.proof.overall", rate=facts.overall_rate)
        sheet.write(x(facts.overall_rate) + 1.5, height - 10.4, text, fontsize=SMALL, fontweight="bold")
        pitch = (height - 20) / max(len(rows), 1)
        for at, row in enumerate(rows):
            y, rate = 8 + pitch * (at + 0.5), row.repeat_rate or 0
            is_above = rate >= facts.overall_rate
            tone = "primary" if is_above else "rest"
            sheet.write_lines(0, y, words.show(row.segment, "segment"), LEFT - 3, fontsize=TITLE, fontweight="bold")
            _whisker(sheet, (x(row.low or rate), x(row.high or rate)), y, tone)
            if row.naive_rate is not None:
                ring = {"facecolor": sheet["paper"], "edgecolor": sheet["accent"], "linewidth": 1.1}
                sheet.dot(x(row.naive_rate), y, 1.0, **ring)
            sheet.dot(x(rate), y, 1.5, facecolor=sheet[tone])
            sheet.write(FULL, y, words.show(rate, "percent"), ha="right", fontweight="bold" if is_above else "normal")
        _proof_key(sheet, words, height)
        return sheet.svg()


def _proof_key(sheet: Sheet, words: Wording, height: float) -> None:
    y = height - 2.6
    sheet.dot(LEFT + 1, y, 1.3)
    sheet.write(LEFT + 3.6, y, words("charts.proof.seen"), fontsize=SMALL, color=sheet["muted"])
    sheet.dot(LEFT + 67, y, 1.0, facecolor=sheet["paper"], edgecolor=sheet["accent"], linewidth=1.1)
    sheet.write(LEFT + 69.4, y, words("charts.proof.naive"), fontsize=SMALL, color=sheet["muted"])


def cluster_choice(facts: Clusters, brand: Brand, words: Wording, height: float = 58) -> Svg:
    """Three panels over k: silhouette, within-cluster scatter (the elbow) and stability; the chosen k in accent.

    Where none is chosen (0), each point has its value.
    """
    with new_sheet(FULL, height, brand, words.language) as sheet:
        for at, measure in enumerate(("silhouette", "inertia", "stability")):
            left = at * (FULL + 6) / 3
            _panel(sheet, [(row.k, float(getattr(row, measure))) for row in facts.tried], facts.k, left)
            sheet.write(left, 2.6, words(f"charts.choice.{measure}"), fontsize=LABEL, fontweight="bold")
            style = {"ha": "center", "fontsize": SMALL, "color": sheet["muted"]}
            sheet.write(left + 26, sheet.height - 2.0, words("charts.choice.axis"), **style)
        return sheet.svg()


def _panel(sheet: Sheet, points: Sequence[tuple[int, float]], chosen: int, left: float) -> None:
    values, base = [value for _, value in points], sheet.height - 10
    if not values:
        return
    low, high = min(values), max(values)
    pad = (high - low) * 0.15 or 1.0
    x = Scale(points[0][0], points[-1][0], left + 4, left + 48)
    y = Scale(low - pad, high + pad, base, 9)
    sheet.line((left, base), (left + 52, base), color=sheet["muted"])
    line = [(x(k), y(value)) for k, value in points]
    sheet.line(*line, color=sheet["primary"], linewidth=1.6)
    for k, value in points:
        is_chosen = k == chosen
        sheet.dot(x(k), y(value), 1.5 if is_chosen else 0.7, facecolor=sheet["accent" if is_chosen else "primary"])
        style = {"fontweight": "bold", "color": sheet["accent"]} if is_chosen else {"color": sheet["muted"]}
        sheet.write(x(k), base + 3.4, str(k), ha="center", fontsize=SMALL, **style)
    told = [at for at, (k, _) in enumerate(points) if not chosen or k == chosen]
    _values(sheet, line, {at: values[at] for at in told}, (left, 5.0, left + 52, base - 0.4), is_loud=chosen > 0)


def _values(
    sheet: Sheet, line: Sequence[tuple[float, float]], told: Mapping[int, float], within: Box, *, is_loud: bool
) -> None:
    """The values of some points of a line, each beside its point and clear of the line."""
    size, weight = (LABEL, "bold") if is_loud else (SMALL, "normal")
    style = {"fontsize": size, "fontweight": weight, "color": sheet["accent" if is_loud else "ink"]}
    taken: list[Box] = []
    for at, value in told.items():
        text = f"{value:.2f}" if abs(value) < 10 else f"{value:,.0f}"
        wide = sheet.measure(text, size, weight)
        x, y = label_place(line, line[at], wide, within, taken)
        sheet.write(x, y, text, ha="center", **style)
        taken.append(box_of((x, y), wide))
