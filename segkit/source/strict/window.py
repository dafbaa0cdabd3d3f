"""A window of bytes read at once: where its records start and end, how many fields they have, where form breaks."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from segkit.source.strict import bits
from segkit.source.strict.bits import Bits, Bytes, Places
from segkit.source.strict.form import Form

LF, CR = 10, 13


@dataclass(frozen=True)
class Window:
    """The complete, well-formed records from the window's first byte on, up to a broken one.

    `starts`, `ends`, `nexts`: places in `data` where each record begins, where its content ends, where the next begins.
    `n_fields`: per record. `breaks`: physical line breaks, a CRLF at its LF. `marks`: delimiters outside quotes,
    each at its last byte.
    `broken_at`: where a record starts that is not well formed, or could not be read to its end; None if there is none.
    """

    data: Bytes
    starts: Places
    ends: Places
    nexts: Places
    n_fields: Places
    breaks: Bits
    marks: Bits
    broken_at: int | None

    @property
    def size(self) -> int:
        """Bytes that the records take."""
        return int(self.nexts[-1]) if len(self.nexts) else 0

    @cached_property
    def is_ascii(self) -> bool:
        """Whether no byte of the records is beyond ASCII."""
        return not self.size or int(self.data[: self.size].max()) < 128

    def record(self, number: int) -> bytes:
        """One record's content."""
        return self.data[self.starts[number] : self.ends[number]].tobytes()


def read_window(data: Bytes, form: Form, longest: int, *, is_last: bool) -> Window:
    """The records of `data`, whose first byte starts one; `is_last`: no byte follows."""
    signs = _read_signs(data, form, is_last=is_last)
    ends = bits.places_of(signs.breaks & ~signs.quoted)
    if is_last and not signs.is_open and len(data) > (ends[-1] + 1 if len(ends) else 0):
        ends = np.append(ends, len(data))
    nexts = np.minimum(ends + 1, len(data))
    starts = np.concatenate(([0], nexts))[: len(ends)].astype(np.int64)
    contents = _content_ends(data, signs, starts, ends)
    n_good = _n_good(signs.misplaced, ends, contents - starts, longest)
    is_broken = n_good < len(ends) or signs.misplaced is not None or (signs.is_open and is_last)
    broken_at = int(nexts[n_good - 1]) if n_good else 0
    n_fields = np.diff(bits.counts_before(signs.marks, ends[:n_good]), prepend=0) + 1
    return Window(
        data=data,
        starts=starts[:n_good],
        ends=contents[:n_good],
        nexts=nexts[:n_good],
        n_fields=n_fields,
        breaks=signs.breaks,
        marks=signs.marks,
        broken_at=broken_at if is_broken else None,
    )


@dataclass(frozen=True)
class _Signs:
    """Where in a window the bytes stand that make the form; `marks` are outside quotes, `breaks` anywhere."""

    returns: Bits
    breaks: Bits
    quoted: Bits
    marks: Bits
    misplaced: int | None
    is_open: bool


def _read_signs(data: Bytes, form: Form, *, is_last: bool) -> _Signs:
    feeds, returns = bits.bits_of(data, LF), bits.bits_of(data, CR)
    alone = returns & ~bits.one_back(feeds)
    if not is_last and data[-1] == CR:
        alone = bits.without_position(alone, len(data) - 1)
    breaks, marks = feeds | alone, _marks(data, form)
    quotes = bits.bits_of(data, ord(form.quote)) if form.quote else np.zeros_like(feeds)
    if not quotes.any():
        return _Signs(returns, breaks, quotes, marks, None, False)
    if not form.quotes:
        misplaced = quotes & bits.with_position(bits.one_on(marks | breaks), 0)
        return _Signs(returns, breaks, np.zeros_like(feeds), marks, _first(misplaced), False)
    quoted = bits.inside(quotes)
    before = bits.with_position(bits.one_on(marks | breaks | quotes), 0)
    after = bits.one_back(_first_bytes(marks, form) | feeds | returns | quotes)
    after = bits.with_position(after, len(data) - 1)
    misplaced = quotes & ((quoted & ~before) | (~quoted & ~after))
    return _Signs(returns, breaks, quoted, marks & ~quoted, _first(misplaced), bits.count(quotes) % 2 == 1)


def _first(places: Bits) -> int | None:
    return int(bits.places_of(places)[0]) if places.any() else None


def _marks(data: Bytes, form: Form) -> Bits:
    """Delimiters, each at its last byte."""
    mark = form.mark
    found = data == mark[-1]
    for back, byte in enumerate(reversed(mark[:-1]), 1):
        found[back:] &= data[:-back] == byte
        found[:back] = False
    return bits.bits_where(found)


def _first_bytes(marks: Bits, form: Form) -> Bits:
    """Delimiters, each at its first byte."""
    for _ in form.mark[1:]:
        marks = bits.one_back(marks)
    return marks


def _content_ends(data: Bytes, signs: _Signs, starts: Places, ends: Places) -> Places:
    """Where contents end: before the CR of a CRLF."""
    if not signs.returns.any():
        return ends
    is_feed = (ends < len(data)) & (data[np.minimum(ends, len(data) - 1)] == LF)
    return ends - (is_feed & (ends > starts) & (data[np.maximum(ends - 1, 0)] == CR))


def _n_good(misplaced: int | None, ends: Places, lengths: Places, longest: int) -> int:
    """How many records come before the first broken one."""
    n_good = len(ends) if misplaced is None else int(np.searchsorted(ends, misplaced))
    too_long = np.flatnonzero(lengths[:n_good] > longest)
    return int(too_long[0]) if len(too_long) else n_good
