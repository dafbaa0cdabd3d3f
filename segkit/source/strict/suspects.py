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
        self._blanks = _table(b"\r\n" + SPACES.encode() + judge.form.mark + judge.form.quote.encode())

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
        places = [self._blank(window), self._header_like(window), _with_nul(window)]
        places += [self._total_like(window)] if self.judge.seeks_totals else []
        places += [] if self.judge.is_utf8 else [_undecodable(window)]
        return np.unique(np.concatenate(places))

    def _blank(self, window: Window) -> Places:
        """Records of which five bytes, from the first to the last, are such as blank records are made of."""
        left = np.arange(len(window.starts))
        spans = np.maximum(window.ends - window.starts - 1, 0)
        for quarter in (2, 1, 3, 0, 4):
            at = window.starts[left] + spans[left] * quarter // 4
            left = left[self._blanks[window.data[at]]]
        return left

    def _header_like(self, window: Window) -> Places:
        """Records as long as the header, quoted or not, that begin as it does."""
        sizes, lengths = self.judge.header_sizes, window.ends - window.starts
        numbers = np.flatnonzero((lengths >= sizes.start) & (lengths < sizes.stop))
        found = [np.array([], np.int64)]
        for mark in (b"", codecs.BOM_UTF8) if len(sizes) else ():
            for quote in {b"", self.judge.form.quote.encode()}:
                found.append(_beginning(window, numbers, mark + quote + self.judge.first_letters))
        return np.concatenate(found)

    def _total_like(self, window: Window) -> Places:
        """Records with a word for total after nothing but blanks, or after a blank in the first cell."""
        data = window.data[: window.size]
        places = _ends_of(data | np.uint8(0x20), b"ota")
        if not window.is_ascii:
            others = (_ends_of(data, word.encode()) for word in ("计", "汇总"))
            places = np.concatenate((places, *others))
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


def _beginning(window: Window, numbers: Places, text: bytes) -> Places:
    """Those of the records that begin with `text`."""
    for step, byte in enumerate(text):
        at = np.minimum(window.starts[numbers] + step, len(window.data) - 1)
        numbers = numbers[window.data[at] == byte]
    return numbers


def _ends_of(data: bits.Bytes, word: bytes) -> Places:
    """Where the last byte of each `word` stands."""
    found = np.flatnonzero((data[1:] == word[-1]) & (data[:-1] == word[-2])) + 1
    for back, byte in enumerate(reversed(word[:-2]), 2):
        found = found[found >= back]
        found = found[data[found - back] == byte]
    return found
