"""Where a label stands beside a point of a line: clear of the line itself and of the labels placed before it."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from math import ceil, hypot

Point = tuple[float, float]
Box = tuple[float, float, float, float]  # left, top, right, bottom

TALL = 2.6  # millimetres of a label
ENOUGH = 0.7  # millimetres from the line at which a label reads as standing clear
STEP = 0.4  # millimetres between the points at which the line is looked at


def label_place(line: Sequence[Point], at: Point, wide: float, within: Box, taken: Iterable[Box] = ()) -> Point:
    """The middle of a label of `wide` millimetres for the point `at` of `line`.

    The first place of above, below, beside above and beside below that stands clear of the line, inside `within` and
    off the boxes `taken`; where none does, the one with most room.
    """
    (x, y), aside = at, wide / 2 + 0.9
    places = [(x, y - 3.1), (x, y + 3.3)]
    places += [(x + side * aside, y + height) for height in (-2.4, 2.6) for side in (1, -1)]
    others = list(taken)
    return max(places, key=lambda place: _room(box_of(place, wide), line, within, others))


def box_of(middle: Point, wide: float) -> Box:
    """The box of a label by its middle."""
    x, y = middle
    return x - wide / 2, y - TALL / 2, x + wide / 2, y + TALL / 2


def _room(box: Box, line: Sequence[Point], within: Box, taken: Sequence[Box]) -> float:
    left, top, right, bottom = box
    if left < within[0] or top < within[1] or right > within[2] or bottom > within[3]:
        return -2.0
    if any(left < b[2] and b[0] < right and top < b[3] and b[1] < bottom for b in taken):
        return -1.0
    return min(ENOUGH, *(_distance(box, point) for point in _along(line)))


def _along(line: Sequence[Point]) -> Iterator[Point]:
    """Points of the line, close together."""
    yield line[0]
    for (x1, y1), (x2, y2) in pairwise(line):
        steps = max(1, ceil(hypot(x2 - x1, y2 - y1) / STEP))
        yield from ((x1 + (x2 - x1) * at / steps, y1 + (y2 - y1) * at / steps) for at in range(1, steps + 1))


def _distance(box: Box, point: Point) -> float:
    left, top, right, bottom = box
    x, y = point
    return hypot(max(left - x, 0.0, x - right), max(top - y, 0.0, y - bottom))
