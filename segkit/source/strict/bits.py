"""Sets of byte positions as bits, 64 to a word: a handful of operations looks at a whole window of bytes."""

import numpy as np
from numpy.typing import NDArray

Bytes = NDArray[np.uint8]
Bits = NDArray[np.uint64]
Places = NDArray[np.int64]
WORD = np.dtype("<u8")  # the order in which packed bytes make a word, on every machine
ONE, LAST, MASK = np.uint64(1), np.uint64(63), np.int64(63)
DOUBLINGS = tuple(np.uint64(1 << n) for n in range(6))


def bits_where(mask: NDArray[np.bool_]) -> Bits:
    """The positions where `mask` is true; the last word is filled with zeros."""
    bits = np.zeros(-(-len(mask) // 64), WORD)
    packed = np.packbits(mask, bitorder="little")
    bits.view(np.uint8)[: len(packed)] = packed
    return bits


def bits_of(data: Bytes, byte: int) -> Bits:
    """The positions of one byte."""
    return bits_where(data == byte)


def inside(marks: Bits) -> Bits:
    """Positions from each opening mark on, up to its closing one: an odd number of marks lies before or on them."""
    odd = marks.copy()
    for step in DOUBLINGS:
        odd ^= odd << step
    carried = np.bitwise_xor.accumulate(odd >> LAST)
    odd[1:] ^= np.negative(carried[:-1])
    return odd


def one_on(bits: Bits) -> Bits:
    """Every position moved one byte on."""
    moved = bits << ONE
    moved[1:] |= bits[:-1] >> LAST
    return moved


def one_back(bits: Bits) -> Bits:
    """Every position moved one byte back."""
    moved = bits >> ONE
    moved[:-1] |= bits[1:] << LAST
    return moved


def with_position(bits: Bits, place: int) -> Bits:
    """The set with one position more."""
    more = bits.copy()
    more[place >> 6] |= ONE << np.uint64(place & 63)
    return more


def without_position(bits: Bits, place: int) -> Bits:
    """The set without one position."""
    return bits & ~with_position(np.zeros_like(bits), place)


def counts_before(bits: Bits, places: Places) -> Places:
    """For each place, how many positions of the set lie before it; a place may be one past the end."""
    totals = np.zeros(len(bits) + 1, np.int64)
    np.cumsum(np.bitwise_count(bits), out=totals[1:])
    word = places >> 6
    padded = np.append(bits, np.uint64(0))
    below = (ONE << (places & MASK).astype(np.uint64)) - ONE
    return totals[word] + np.bitwise_count(padded[word] & below)


def count(bits: Bits) -> int:
    """How many positions the set holds."""
    return int(np.bitwise_count(bits).sum(dtype=np.int64))


def count_below(bits: Bits, place: int) -> int:
    """How many positions of the set lie before a place, which may be one past the end."""
    word, bit = divmod(place, 64)
    rest = int(bits[word]) & ((1 << bit) - 1) if bit else 0
    return count(bits[:word]) + rest.bit_count()


def places_of(bits: Bits) -> Places:
    """The positions, ascending."""
    return np.flatnonzero(np.unpackbits(bits.view(np.uint8), bitorder="little").view(bool))
