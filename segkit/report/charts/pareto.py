"""Concentration: what the largest customers bring, as a curve with labelled deciles."""

from __future__ import annotations

from segkit.facts import Concentration
from segkit.report.brand import Brand
from segkit.report.charts.sheet import DASH, FULL, SMALL, TITLE, Scale, Sheet, Svg, new_sheet
from segkit.report.spacing import spaced
from segkit.wording import Wording

LEFT = 11.0


def pareto(facts: Concentration, brand: Brand, words: Wording, height: float = 150) -> Svg:
    """The curve of revenue over customers, largest first, the top fifth in colour, deciles as bars below."""
    with new_sheet(FULL, height, brand, words.language) as sheet:
        foot = 48 if facts.deciles else 11
        x, y = Scale(0, 1, LEFT, FULL - 2), Scale(0, 1, height - foot, 4)
        _rules(sheet, x, y)
        curve = [(x(a), y(b)) for a, b in facts.curve]
        top = [(x(a), y(b)) for a, b in facts.curve if a <= 0.2 + 1e-9]
        sheet.area(*curve, (x(1), y(0)), (x(0), y(0)), facecolor=sheet["wash"])
        sheet.area(*top, (top[-1][0], y(0)), (x(0), y(0)), facecolor=sheet["soft"])
        sheet.line((x(0), y(0)), (x(1), y(1)), linewidth=0.7, **DASH)
        sheet.write(x(0.8), y(0.745), words("charts.pareto.equal"), fontsize=SMALL, color=sheet["muted"])
        sheet.line(*curve, color=sheet["primary"], linewidth=2)
        _marks(sheet, (x, y), facts, words)
        if facts.deciles:
            _deciles(sheet, facts, words)
        else:
            _people(sheet, x, words)
        return sheet.svg()


def _rules(sheet: Sheet, x: Scale, y: Scale) -> None:
    for share in (0, 0.25, 0.5, 0.75, 1):
        sheet.line((x(0), y(share)), (x(1), y(share)), color=sheet["hair"])
        sheet.write(LEFT - 1.5, y(share), f"{share:.0%}", ha="right", fontsize=SMALL, color=sheet["muted"])


def _people(sheet: Sheet, x: Scale, words: Wording) -> None:
    """Shares of customers along the bottom, where no deciles say them."""
    for share in (0, 0.25, 0.5, 0.75, 1):
        align = "center" if 0 < share < 1 else "right" if share else "left"
        sheet.write(x(share), sheet.height - 8.4, f"{share:.0%}", ha=align, fontsize=SMALL, color=sheet["muted"])
    sheet.write(LEFT, sheet.height - 3, words("charts.pareto.people"), fontsize=SMALL, color=sheet["muted"])


def _marks(sheet: Sheet, scales: tuple[Scale, Scale], facts: Concentration, words: Wording) -> None:
    """The two points that the title speaks of, each with its label beside it."""
    x, y = scales
    over = y(0.8) - y(facts.top_20_share or 0)  # by which the upper label would stand over the lower one
    below = {"top": 6.0, "eighty": max(3.0, 13 - over) if over >= 0 else 3.0}
    marks = ((0.2, facts.top_20_share, "top"), (facts.share_for_80, 0.8, "eighty"))
    known = [(share, revenue, key) for share, revenue, key in marks if share is not None and revenue is not None]
    for share, revenue, _ in known:
        sheet.line((x(share), y(0)), (x(share), y(revenue)), color=sheet["primary"], linewidth=0.7, **DASH)
        sheet.dot(x(share), y(revenue), 1.2, facecolor=sheet["paper"], edgecolor=sheet["accent"], linewidth=1.8)
    for share, revenue, key in known:
        text = words(f"charts.pareto.{key}", customers=share, revenue=revenue)
        _label(sheet, (x(share) + 4, y(revenue) + below[key]), text)


def _label(sheet: Sheet, at: tuple[float, float], text: str) -> None:
    """A label in the area below the curve; the other point's line does not cross it."""
    wide = sheet.measure(spaced(text), TITLE + 1.5, "bold")
    sheet.box(at[0] - 1, at[1] - 2.8, wide + 2, 5.6, facecolor=sheet["wash"])
    sheet.write(*at, text, fontsize=TITLE + 1.5, fontweight="bold", color=sheet["accent"])


def _deciles(sheet: Sheet, facts: Concentration, words: Wording) -> None:
    """Ten bars under the curve, each with its share."""
    base, pitch = sheet.height - 10, (FULL - 2 - LEFT) / 10
    scale = Scale(0, max(facts.deciles), 0, 26)
    for at, share in enumerate(facts.deciles):
        is_top, middle = at < 2, LEFT + pitch * (at + 0.5)
        tall = scale(share)
        sheet.box(
            middle - pitch * 0.42, base - tall, pitch * 0.84, tall, facecolor=sheet["primary" if is_top else "rest"]
        )
        weight = "bold" if is_top else "normal"
        shape = {"ha": "center", "fontsize": SMALL}
        sheet.write(middle, base - tall - 2, words.show(share, "percent"), fontweight=weight, **shape)
        name = words("charts.pareto.decile", low=at * 10, high=at * 10 + 10)
        sheet.write(middle, base + 2.4, name, color=sheet["muted"], **shape)
    sheet.line((LEFT, base), (FULL - 2, base), color=sheet["muted"])
    sheet.write(LEFT, base + 7.6, words("charts.pareto.axis"), fontsize=SMALL, color=sheet["muted"])
