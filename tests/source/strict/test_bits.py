"""Sets of positions as bits say what sets of positions say."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from segkit.source.strict import bits

MASKS = st.lists(st.booleans(), min_size=1, max_size=200)


def positions(found) -> list[int]:
    return bits.places_of(found).tolist()


def bits_from(mask: list[bool]) -> bits.Bits:
    return bits.bits_where(np.array(mask))


@given(MASKS)
def test_positions_come_back(mask):
    assert positions(bits_from(mask)) == [n for n, is_in in enumerate(mask) if is_in]
    assert bits.count(bits_from(mask)) == sum(mask)


@given(MASKS)
def test_a_position_is_inside_from_an_odd_mark_to_the_next(mask):
    found = set(positions(bits.inside(bits_from(mask))))
    assert [n in found for n in range(len(mask))] == [sum(mask[: n + 1]) % 2 == 1 for n in range(len(mask))]


@given(MASKS)
def test_sets_move_by_one(mask):
    found = bits_from(mask)
    assert positions(bits.one_back(found)) == [n - 1 for n, is_in in enumerate(mask) if is_in and n]
    moved = [n + 1 for n, is_in in enumerate(mask) if is_in]
    assert positions(bits.one_on(found)) == [n for n in moved if n < len(found) * 64]


@given(MASKS, st.data())
def test_positions_before_a_place_are_counted(mask, data):
    places = data.draw(st.lists(st.integers(0, len(mask)), min_size=1))
    expected = [sum(mask[:place]) for place in places]
    assert bits.counts_before(bits_from(mask), np.array(places)).tolist() == expected
    assert [bits.count_below(bits_from(mask), place) for place in places] == expected


@given(MASKS, st.data())
def test_one_position_is_added_or_taken_away(mask, data):
    place = data.draw(st.integers(0, len(mask) - 1))
    others = [n for n, is_in in enumerate(mask) if is_in and n != place]
    assert positions(bits.with_position(bits_from(mask), place)) == sorted([*others, place])
    assert positions(bits.without_position(bits_from(mask), place)) == others
