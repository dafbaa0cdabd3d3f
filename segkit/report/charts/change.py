"""Change over time: the structure over quarters as a stacked area, and who moved from where to where."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from segkit.evaluation.shown import shown
from segkit.facts import Move, Movement, Structure
from segkit.report.brand import Brand
from segkit.report.charts.sheet import FULL, LABEL, SMALL, Scale, Sheet, Svg, fitted, new_sheet
from segkit.report.colour import mix
from segkit.report.marks import marked_shares
from segkit.wording import Wording

NEW = ""  # the segment of a customer who was not there before


def structure_area(facts: Structure, brand: Brand, words: Wording, height: float = 162) -> Svg:
    """Shares of customers over the quarters, stacked to 100 %: what grew most in colour, what shrank most in accent.

    Changes are against a year ago, as the earliest quarters rest on short histories.
    """
    shares = drawn_shares(facts)
    with new_sheet(FULL, height, brand, words.language) as sheet:
        x = Scale(0, max(len(facts.quarters) - 1, 1), 22, FULL - 60)
        y = Scale(0, 1, height - 12, 4)
        colours = _shades(sheet, shares)
        bottoms = [0.0] * len(shares)
        ends = []
        for at, segment in enumerate(facts.segments):
            tops = [bottom + row[at] for bottom, row in zip(bottoms, shares, strict=True)]
            upper = [(x(q), y(top)) for q, top in enumerate(tops)]
            lower = [(x(q), y(bottom)) for q, bottom in enumerate(bottoms)]
            sheet.area(*upper, *reversed(lower), facecolor=colours[at], edgecolor=sheet["paper"], linewidth=0.9)
            ends.append((segment, (tops[-1] + bottoms[-1]) / 2, at))
            bottoms = tops
        _ends(sheet, (shares, marked_shares(facts)), words, (ends, y, colours))
        _quarters(sheet, facts, words, x)
        return sheet.svg()


def drawn_shares(facts: Structure) -> list[list[float]]:
    """Shares that fill 100 %: what a quarter hides is drawn at the segments' usual sizes, so that no notch tells it."""
    known = [[row[at] for row in facts.shares if row[at] is not None] for at in range(len(facts.segments))]
    usual = [sum(own) / len(own) if own else 0.001 for own in known]  # type: ignore[arg-type]
    drawn = []
    for row in facts.shares:
        rest = max(1 - sum(value for value in row if value is not None), 0.0)
        unseen = sum(size for size, value in zip(usual, row, strict=True) if value is None) or 1.0
        drawn.append([rest * size / unseen if value is None else value for size, value in zip(usual, row, strict=True)])
    return drawn


def _shades(sheet: Sheet, shares: Sequence[Sequence[float]]) -> list[str]:
    """Primary for what grew most, accent for what shrank most, greys by turns for the rest."""
    change = [last - first for first, last in zip(_year_ago(shares), shares[-1], strict=True)]
    greys = (mix(sheet["rest"], sheet["paper"], 0.45), mix(sheet["rest"], sheet["paper"], 0.3))
    shades = [greys[at % 2] for at in range(len(change))]
    shades[change.index(max(change))] = sheet["primary"]
    shades[change.index(min(change))] = sheet["accent"]
    return shades


def _year_ago(shares: Sequence[Sequence[Any]]) -> Sequence[Any]:
    """The shares four quarters before the last, or the first there are."""
    return shares[max(0, len(shares) - 5)]


def _ends(
    sheet: Sheet,
    told: tuple[Sequence[Sequence[float]], Sequence[Sequence[Any]]],
    words: Wording,
    place: tuple[list[tuple[str, float, int]], Scale, list[str]],
) -> None:
    """Each segment's name, its share now and its change, beside the right edge; never closer than a line."""
    (shares, marks), (ends, y, colours) = told, place
    lowest = sheet.height - 12.0
    for segment, middle, at in ends:
        line = min(y(middle), lowest)
        lowest = line - 4.6
        first, last = _year_ago(shares)[at], shares[-1][at]
        is_loud = colours[at] in (sheet["primary"], sheet["accent"])
        loud = colours[at] if is_loud else sheet["ink"]
        sheet.line((FULL - 60, y(middle)), (FULL - 57.5, line), color=sheet["line"])
        name = fitted(words.show(segment, "segment"), 33, LABEL)
        sheet.write(FULL - 57, line, name, fontweight="bold", color=loud)
        sheet.write(FULL - 14.5, line, words.show(marks[-1][at], "percent"), ha="right", fontsize=LABEL)
        if not all(isinstance(end, float) for end in (_year_ago(marks)[at], marks[-1][at])):
            continue
        change = words("charts.structure.change", change=f"{100 * (last - first):+.1f}".replace("-", "−"))
        weight = "bold" if is_loud else "normal"
        tone = loud if is_loud else sheet["muted"]
        sheet.write(FULL, line, change, ha="right", fontsize=SMALL, color=tone, fontweight=weight)


def _quarters(sheet: Sheet, facts: Structure, words: Wording, x: Scale) -> None:
    """Quarter names below with the number of customers, percent at the left."""
    base = sheet.height - 12
    for at, quarter in enumerate(facts.quarters):
        text = words("charts.structure.quarter", year=quarter.year % 100, quarter=(quarter.month + 2) // 3)
        sheet.write(x(at), base + 3, text, ha="center", fontsize=SMALL, color=sheet["muted"])
        n = words.show(shown(facts.n_customers[at], facts.n_customers[at], words.smallest_group), "count")
        sheet.write(x(at), base + 7.4, n, ha="center", fontsize=SMALL, color=sheet["muted"])
    sheet.write(0, base + 7.4, words("charts.structure.customers"), fontsize=SMALL, color=sheet["muted"])
    for share in (0, 0.5, 1):
        y = 4 + (1 - share) * (base - 4)
        sheet.write(x(0) - 2.5, y, f"{share:.0%}", ha="right", fontsize=SMALL, color=sheet["muted"])


def flow(facts: Movement, order: Sequence[str], brand: Brand, words: Wording, height: float = 106) -> Svg:
    """Ribbons from the segment before to the segment now, staying in grey; up full in colour, down pale with a rim.

    A segment's bar is as long as all its customers: those without a ribbon are new or went in flows of few.
    """
    moves = [move for move in facts.moves if move.n and move.before != NEW]
    with new_sheet(FULL, height, brand, words.language) as sheet:
        sides = [
            _side(moves, end, sizes) for end, sizes in (("before", facts.sizes_before), ("after", facts.sizes_after))
        ]
        unit = min(_unit(side, order, height) for side in sides)
        before, after = (_stack(side, order, unit) for side in sides)
        left, right = 44.0, FULL - 44
        for move in sorted(moves, key=lambda move: (move.direction != "same", move.n)):
            _ribbon(sheet, move, (left, *before.spans[move]), (right, *after.spans[move]))
        _blocks(sheet, words, before, (left, -1))
        _blocks(sheet, words, after, (right, 1))
        sheet.write(left, 3, words("charts.flow.before", day=facts.since), ha="right", fontweight="bold")
        sheet.write(right, 3, words("charts.flow.after"), fontweight="bold")
        return sheet.svg()


def _ribbon(sheet: Sheet, move: Move, start: tuple[float, float, float], end: tuple[float, float, float]) -> None:
    """One flow; up is dark and down pale with a rim, so that a grey copy tells them apart."""
    if move.direction == "same":
        sheet.band(start, end, facecolor=sheet["hair"])
    elif move.direction == "up":
        sheet.band(start, end, facecolor=sheet["primary"], alpha=0.85)
    else:
        sheet.band(start, end, facecolor=sheet["accent"], alpha=0.36)
        for at in (1, 2):
            sheet.curve((start[0], start[at]), (end[0], end[at]), color=sheet["accent"], linewidth=0.7)


@dataclass(frozen=True)
class _Side:
    """The segments of one side: the moves that begin or end in each, and how many customers it has."""

    moves: Mapping[str, Sequence[Move]]
    sizes: Mapping[str, int | None]  # as printed

    def heads(self, segment: str) -> int:
        """Customers that the segment's bar stands for, at least those of its ribbons."""
        return max(self.sizes.get(segment) or 0, sum(move.n or 0 for move in self.moves.get(segment, ())))


def _side(moves: Sequence[Move], end: str, sizes: Mapping[str, int | None]) -> _Side:
    own: dict[str, list[Move]] = {}
    for move in moves:
        own.setdefault(getattr(move, end), []).append(move)
    return _Side(own, sizes or {segment: sum(move.n or 0 for move in held) for segment, held in own.items()})


@dataclass(frozen=True)
class _Stack:
    """Where the bars and the ends of the ribbons of one side lie, from top to bottom."""

    bars: Mapping[str, tuple[float, float]]
    spans: Mapping[Move, tuple[float, float]]
    sizes: Mapping[str, int | None]


def _used(side: _Side, order: Sequence[str]) -> list[str]:
    return [segment for segment in order if side.heads(segment)]


def _gap(segments: int) -> float:
    return 4.6 if segments < 9 else 3.4


def _unit(side: _Side, order: Sequence[str], height: float) -> float:
    """Millimetres for one customer, as many as let the side fit."""
    used = _used(side, order)
    return (height - 8 - _gap(len(used)) * len(used)) / (sum(map(side.heads, used)) or 1)


def _stack(side: _Side, order: Sequence[str], unit: float) -> _Stack:
    """Segments in the order of the standard with a gap between, ribbons from the top of each."""
    used = _used(side, order)
    bars, spans, top = {}, {}, 8.0
    for segment in used:
        start = top
        for move in side.moves.get(segment, ()):
            spans[move] = (start, start + (move.n or 0) * unit)
            start = spans[move][1]
        bars[segment] = (top, top + side.heads(segment) * unit)
        top = bars[segment][1] + _gap(len(used))
    return _Stack(bars, spans, side.sizes)


def _blocks(sheet: Sheet, words: Wording, stack: _Stack, place: tuple[float, int]) -> None:
    """A bar for each segment with its name and all its customers."""
    x, outward = place
    for segment, (top, bottom) in stack.bars.items():
        sheet.box(min(x, x + outward * 1.8), top, 1.8, bottom - top, facecolor=sheet["ink"])
        n = words.show(stack.sizes.get(segment), "count")
        name = fitted(words.show(segment, "segment"), 29, LABEL)
        text = f"{name}  {n}" if outward < 0 else f"{n}  {name}"
        sheet.write(x + outward * 3.2, (top + bottom) / 2, text, ha="right" if outward < 0 else "left")


def move_counts(facts: Movement, order: Sequence[str]) -> tuple[tuple[int | None, ...], ...]:
    """Customers in each pair of segments, before down and now across; 0 where nobody went."""
    found: Mapping[tuple[str, str], int | None] = {(move.before, move.after): move.n for move in facts.moves}
    return tuple(tuple(found.get((before, after), 0) for after in order) for before in order)
