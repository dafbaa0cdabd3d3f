"""What sets a segment apart: effect sizes to both sides of nought, most different first."""

from __future__ import annotations

from collections.abc import Sequence

from segkit.facts import Effect
from segkit.report.brand import Brand
from segkit.report.charts.sheet import SMALL, Scale, Sheet, Svg, new_sheet
from segkit.wording import Wording

HALF, LEFT, PITCH, TOP = 84.0, 37.0, 9.4, 8.0
KINDS = {  # how the medians of a measure are printed; any other is a number
    "recency_days": "days", "tenure_days": "days", "mean_gap_days": "days",
    "monetary": "price", "average_order": "price",
    "weekend_share": "percent", "refund_share": "percent",
}  # fmt: skip


def effect_bars(effects: Sequence[Effect], brand: Brand, words: Wording, *, width: float = HALF) -> Svg:
    """A bar per effect from nought to its delta, in grey where the scheme's rule makes the difference."""
    with new_sheet(width, TOP + PITCH * max(len(effects), 1), brand, words.language) as sheet:
        x = Scale(-1, 1, LEFT + 7, width - 7)
        sheet.write(x(-1), 2.4, words("charts.effect.less"), fontsize=SMALL, color=sheet["muted"])
        sheet.write(x(1), 2.4, words("charts.effect.more"), ha="right", fontsize=SMALL, color=sheet["muted"])
        sheet.line((x(0), 5), (x(0), sheet.height), color=sheet["ink"], linewidth=0.8)
        for at, effect in enumerate(effects):
            _bar(sheet, effect, words, (TOP + PITCH * (at + 0.5), x))
        return sheet.svg()


def _bar(sheet: Sheet, effect: Effect, words: Wording, place: tuple[float, Scale]) -> None:
    y, x = place
    start, end = sorted((x(0), x(effect.delta)))
    sheet.box(start, y - 2.2, end - start, 4.4, facecolor=sheet["rest" if effect.is_rule else "primary"])
    sheet.write_lines(0, y - 1.9, effect_name(effect, words), LEFT, at_most=1, fontweight="bold")
    sheet.write(0, y + 2.2, compared(effect, words), fontsize=SMALL, color=sheet["muted"])
    side, shift = ("left", 1.2) if effect.delta >= 0 else ("right", -1.2)
    sheet.write((end if effect.delta >= 0 else start) + shift, y, f"{effect.delta:+.2f}", ha=side, fontsize=SMALL)


def effect_name(effect: Effect, words: Wording) -> str:
    """A measure by its name, a trait by its kind and the data's own word."""
    if not effect.trait:
        return words(f"charts.measure.{effect.measure}")
    return words(f"charts.trait.{effect.measure}", trait=trait_name(effect.measure, effect.trait, words))


def trait_name(kind: str, trait: str, words: Wording) -> str:
    """A part of the day or a need by its name, any other as the company calls it."""
    key = f"charts.{kind}.{trait}"
    return words(key) if words.has(key) else words.show(trait, "value")


def compared(effect: Effect, words: Wording) -> str:
    """The segment's median or share against everybody else's."""
    is_whole = float(effect.own).is_integer() and float(effect.others).is_integer()
    kind = "percent" if effect.trait else KINDS.get(effect.measure, "whole" if is_whole else "one")
    return words("charts.effect.against", own=words.show(effect.own, kind), others=words.show(effect.others, kind))
