"""The classroom to scale: a screen in front, tables as islands, their seats around them."""

from __future__ import annotations

from collections.abc import Iterator

from segkit.courseware.documents.blocks import Drawing, Place
from segkit.courseware.documents.occasion import Occasion
from segkit.wording import Wording

WIDTH = 174.0  # of the drawing, in millimetres
FRONT = 34.0  # screen and desk
PER_ROW = 3
CELL = 58.0, 50.0  # of one island with its seats and the way around it
TABLE = 22.0, 20.0  # 1.6 metres wide: then 1.2 metres stay free between the seats of neighbours
SEAT = 7.6, 6.0


def room_drawing(occasion: Occasion, words: Wording) -> Drawing:
    """The room for all learners of `occasion`: as many tables as they need, three in a row, the last row centred."""
    places = (*_front(words), *_islands(occasion, words))
    rows = -(-occasion.n_tables // PER_ROW)
    height = FRONT + rows * CELL[1]
    door = Place(WIDTH - 24, height + 2, 24, 7, words("documents.room.door"), "door")
    helpers = Place(0, height + 2, 60, 7, words("documents.room.helpers"), "desk")
    return Drawing(WIDTH, height + 10, (*places, helpers, door))


def _front(words: Wording) -> Iterator[Place]:
    yield Place(WIDTH / 2 - 45, 0, 90, 7, words("documents.room.screen"), "screen")
    yield Place(WIDTH / 2 - 14, 13, 28, 9, words("documents.room.desk"), "desk")
    yield Place(0, 0, 32, 7, words("documents.room.board"), "desk")
    yield Place(WIDTH - 32, 0, 32, 7, words("documents.room.material"), "desk")


def _islands(occasion: Occasion, words: Wording) -> Iterator[Place]:
    left = occasion.n_learners
    for at in range(occasion.n_tables):
        row, column = divmod(at, PER_ROW)
        in_row = min(PER_ROW, occasion.n_tables - row * PER_ROW)
        x = (WIDTH - in_row * CELL[0]) / 2 + column * CELL[0] + (CELL[0] - TABLE[0]) / 2
        y = FRONT + row * CELL[1] + (CELL[1] - TABLE[1]) / 2
        yield Place(x, y, *TABLE, words("documents.group", n=at + 1), "table")
        here = -(-left // (occasion.n_tables - at))
        left -= here
        yield from _seats(here, x, y)


def _seats(n: int, x: float, y: float) -> Iterator[Place]:
    """Seats on the two long sides and the foot of a table; nobody sits with the back to the screen."""
    sides = (n - n // 5) if n > 4 else n
    upper, lower = 0, 0
    for at in range(n):
        number = str(at + 1)
        if at >= sides:
            left = x + (at - sides + 0.5) * TABLE[0] / (n - sides) - SEAT[0] / 2
            yield Place(left, y + TABLE[1] + 2, *SEAT, number, "seat")
        elif at % 2 == 0:
            yield Place(x - SEAT[0] - 2, y + upper * (SEAT[1] + 1.4), *SEAT, number, "seat")
            upper += 1
        else:
            yield Place(x + TABLE[0] + 2, y + lower * (SEAT[1] + 1.4), *SEAT, number, "seat")
            lower += 1
