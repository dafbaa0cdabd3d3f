"""Change over time: the structure over quarters as a stacked area, and who moved from where to where."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

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
        n = words.show(facts.n_customers[at], "count")
        sheet.write(x(at), base + 7.4, n, ha="center", fontsize=SMALL, color=sheet["muted"])
    sheet.write(0, base + 7.4, words("charts.structure.customers"), fontsize=SMALL, color=sheet["muted"])
    for share in (0, 0.5, 1):
        y = 4 + (1 - share) * (base - 4)
        sheet.write(x(0) - 2.5, y, f"{share:.0%}", ha="right", fontsize=SMALL, color=sheet["muted"])


def flow(facts: Movement, order: Sequence[str], brand: Brand, words: Wording, height: float = 106) -> Svg:
    """Ribbons from the segment before to the segment now: down in accent, up in colour, staying in grey."""
    moves = [move for move in facts.moves if move.n and move.before != NEW]
    with new_sheet(FULL, height, brand, words.language) as sheet:
        before = _stack(moves, [move.before for move in moves], order, height)
        after = _stack(moves, [move.after for move in moves], order, height)
        left, right = 44.0, FULL - 44
        loud = {"same": "hair", "up": "primary", "down": "accent"}
        for move in sorted(moves, key=lambda move: (move.direction != "same", move.n)):
            ends = (left, *before[move]), (right, *after[move])
            sheet.band(*ends, facecolor=sheet[loud[move.direction]], alpha=1 if move.direction == "same" else 0.72)
        _blocks(sheet, moves, words, (before, "before", left))
        _blocks(sheet, moves, words, (after, "after", right))
        sheet.write(left, 3, words("charts.flow.before", day=facts.since), ha="right", fontweight="bold")
        sheet.write(right, 3, words("charts.flow.after"), fontweight="bold")
        return sheet.svg()


Spans = dict[Move, tuple[float, float]]


def _stack(moves: Sequence[Move], sides: Sequence[str], order: Sequence[str], height: float) -> Spans:
    """Top and bottom of each ribbon on one side, segments in the order of the standard with a gap between."""
    used = [segment for segment in order if segment in sides]
    total = sum(move.n or 0 for move in moves) or 1
    gap = 4.6 if len(used) < 9 else 3.4
    unit = (height - 8 - gap * len(used)) / total
    top, spans = 8.0, {}
    for segment in used:
        for move, side in zip(moves, sides, strict=True):
            if side == segment:
                spans[move] = (top, top + (move.n or 0) * unit)
                top = spans[move][1]
        top += gap
    return spans


def _blocks(sheet: Sheet, moves: Sequence[Move], words: Wording, side: tuple[Spans, str, float]) -> None:
    """A bar at the end of the ribbons of each segment, with its name and number."""
    spans, end, x = side
    outward = -1 if end == "before" else 1
    by_segment: dict[str, list[Move]] = {}
    for move in moves:
        by_segment.setdefault(getattr(move, end), []).append(move)
    for segment, own in by_segment.items():
        top, bottom = min(spans[move][0] for move in own), max(spans[move][1] for move in own)
        sheet.box(min(x, x + outward * 1.8), top, 1.8, bottom - top, facecolor=sheet["ink"])
        n = words.show(sum(move.n or 0 for move in own), "count")
        name = fitted(words.show(segment, "segment"), 29, LABEL)
        text = f"{name}  {n}" if outward < 0 else f"{n}  {name}"
        sheet.write(x + outward * 3.2, (top + bottom) / 2, text, ha="right" if outward < 0 else "left")


def move_counts(facts: Movement, order: Sequence[str]) -> tuple[tuple[int | None, ...], ...]:
    """Customers in each pair of segments, before down and now across; 0 where nobody went."""
    found: Mapping[tuple[str, str], int | None] = {(move.before, move.after): move.n for move in facts.moves}
    return tuple(tuple(found.get((before, after), 0) for after in order) for before in order)
