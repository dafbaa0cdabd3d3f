"""Which records of a window must be looked at one by one, found by signs that none of them lacks."""

import codecs
from collections.abc import Iterator
from heapq import merge

import numpy as np
from numpy.typing import NDArray

from segkit.source.strict import bits
from segkit.source.strict.bits import Places
from segkit.source.strict.judging import SPACES, Judge, Kind
from segkit.source.strict.window import Window


class Suspects:
    """Judges a window's records: most by their number of fields alone, the few with another sign one by one."""

    def __init__(self, judge: Judge) -> None:
        self.judge = judge
        self._blanks = _table(SPACES.encode() + judge.form.mark + judge.form.quote.encode())

    def kinds(self, window: Window) -> Iterator[tuple[int, Kind, int]]:
        """Number, kind and number of fields of each record that is no plain data, in order."""
        special = self._special(window)
        odd = np.flatnonzero(window.n_fields != self.judge.n_fields)
        is_special = np.isin(odd, special)
        plain = ((int(n), self.judge.by_width(width), width) for n, width in _widths(window, odd[~is_special]))
        judged = ((int(n), *self.judge.judge(window.record(n))) for n in special)
        for number, kind, n_fields in merge(plain, judged):
            if kind is not None:
                yield number, kind, n_fields

    def _special(self, window: Window) -> Places:
        """Numbers of the records that must be looked at, ascending."""
        places = [np.flatnonzero(self._blank(window) | self._header_like(window)), _with_nul(window)]
        places += [self._total_like(window)] if self.judge.n_fields > 1 else []
        places += [] if self.judge.is_utf8 else [_undecodable(window)]
        return np.unique(np.concatenate(places))

    def _blank(self, window: Window) -> NDArray[np.bool_]:
        """Records whose first, last and three more bytes are such as blank records are made of."""
        last = np.maximum(window.ends - 1, window.starts)
        found = self._blanks[window.data[np.minimum(window.starts, len(window.data) - 1)]]
        found |= window.starts == window.ends
        for quarter in (4, 2, 1, 3):
            left = np.flatnonzero(found)
            at = window.starts[left] + (last[left] - window.starts[left]) * quarter // 4
            is_empty = window.starts[left] == window.ends[left]
            found[left] = self._blanks[window.data[at]] | is_empty
        return found

    def _header_like(self, window: Window) -> NDArray[np.bool_]:
        """Records as long as the header, quoted or not, that begin as it does."""
        if not self.judge.titles:
            return np.zeros(len(window.starts), bool)
        sizes, lengths = self.judge.header_sizes, window.ends - window.starts
        found = (lengths >= sizes.start) & (lengths < sizes.stop)
        left = np.flatnonzero(found)
        starts = window.starts[left]
        for mark in (codecs.BOM_UTF8, self.judge.form.quote.encode()):
            has_mark = _begins(window, starts, mark) if mark else np.zeros(len(starts), bool)
            starts = starts + has_mark * len(mark)
        found[left] = _begins(window, starts, self.judge.first_letters)
        return found

    def _total_like(self, window: Window) -> Places:
        """Records with a word for total after nothing but blanks, or after a blank in the first cell."""
        data = window.data[: window.size]
        found = _after_each_other(data | np.uint8(0x20), b"ota")
        if not window.is_ascii:
            found |= _after_each_other(data, "计".encode()) | _after_each_other(data, "汇总".encode())
        places = np.flatnonzero(found)
        if not len(places):
            return places
        numbers = np.searchsorted(window.nexts, places, side="right")
        return numbers[self._may_be_first(window, window.starts[numbers], places)]

    def _may_be_first(self, window: Window, starts: Places, places: Places) -> NDArray[np.bool_]:
        """Whether a word's last letters stand in the first cell that says something."""
        blanks = bits.bits_where(self._blanks[window.data])
        said = places - starts - (bits.counts_before(blanks, places) - bits.counts_before(blanks, starts))
        in_first = bits.counts_before(window.marks, places) == bits.counts_before(window.marks, starts)
        return in_first | (said <= 12)


def _with_nul(window: Window) -> Places:
    """Records that hold a zero byte."""
    data = window.data[: window.size]
    places = np.flatnonzero(data == 0) if data.min() == 0 else np.array([], np.int64)
    return np.searchsorted(window.nexts, places, side="right")


def _undecodable(window: Window) -> Places:
    """Records with bytes that are not UTF-8."""
    text, at, found = window.data[: 0 if window.is_ascii else window.size].tobytes(), 0, []
    while at < len(text):
        try:
            codecs.utf_8_decode(memoryview(text)[at:], "strict", True)
            break
        except UnicodeDecodeError as error:
            number = int(np.searchsorted(window.nexts, at + error.start, side="right"))
            found.append(number)
            at = int(window.nexts[number])
    return np.array(found, np.int64)


def _widths(window: Window, numbers: Places) -> Iterator[tuple[int, int]]:
    return zip(numbers.tolist(), window.n_fields[numbers].tolist(), strict=True)


def _table(members: bytes) -> NDArray[np.bool_]:
    table = np.zeros(256, bool)
    table[list(members)] = True
    return table


def _begins(window: Window, starts: Places, text: bytes) -> NDArray[np.bool_]:
    """Whether the bytes from each place on are `text`."""
    found = np.ones(len(starts), bool)
    for step, byte in enumerate(text):
        found &= window.data[np.minimum(starts + step, len(window.data) - 1)] == byte
    return found


def _after_each_other(data: bits.Bytes, text: bytes) -> NDArray[np.bool_]:
    """Where the last byte of `text` stands."""
    found = data == text[-1]
    for back, byte in enumerate(reversed(text[:-1]), 1):
        found[back:] &= data[:-back] == byte
        found[:back] = False
    return found
