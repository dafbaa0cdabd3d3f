"""The pass over a file: windows while all is well, record by record where something broke."""

import codecs
from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np

from segkit.source.strict import bits
from segkit.source.strict.area import Area, SetAside
from segkit.source.strict.bits import Places
from segkit.source.strict.judging import Judge, Kind
from segkit.source.strict.records import BREAK, ByteFile, Found, RecordReader
from segkit.source.strict.suspects import Suspects
from segkit.source.strict.window import CR, LF, Window, read_window

WINDOW = 1 << 20
NAMES = {b"\n": "lf", b"\r\n": "crlf", b"\r": "cr"}
CAREFUL = 1 << 16  # bytes of the first window after a broken record; then it doubles
CALM = 50  # well-formed records in a row after which windows are read again


@dataclass(frozen=True)
class Batch:
    """What one stretch of the file held.

    `n_records`: data that are kept. `set_aside`: all else, in the file's order. `ends`: which record ends
    occur, of "lf", "crlf", "cr". `inner`: which of them stand inside quoted fields. `longest`: bytes of the longest
    record. `lines`: the first physical line of each kept record, where the scan was asked for them.
    """

    n_records: int
    set_aside: tuple[SetAside, ...]
    ends: frozenset[str]
    inner: frozenset[str]
    longest: int
    lines: Places | None = None


class Scan:
    """Reads the area of a file from its first record to its last."""

    def __init__(
        self, file: ByteFile, area: Area, judge: Judge, window: int = WINDOW, *, tells_lines: bool = False
    ) -> None:
        self.file, self.area, self.judge, self.window = file, area, judge, window
        self.size, self.suspects, self.tells_lines = window, Suspects(judge), tells_lines
        self.reader = RecordReader(file, judge.form, judge.n_fields)
        self.at, self.line = area.start, area.first_line

    def batches(self) -> Iterator[Batch]:
        """Everything in the area, stretch by stretch; together they take every byte."""
        while self.at < self.area.end:
            window = self._next_window() if self.judge.form.is_even else None
            if window is not None and window.size:
                yield self._judged(window)
            self.size = min(2 * self.size, self.window)
            if window is None or window.broken_at is not None:
                yield self._one_by_one()
                self.size = min(CAREFUL, self.window)

    def _next_window(self) -> Window | None:
        """The next window with a whole record; None where the next record is broken or longer than is read."""
        size = self.size
        while True:
            data = np.frombuffer(self.file.read(self.at, size), np.uint8)
            is_last = self.at + len(data) >= self.area.end
            window = read_window(data, self.judge.form, self.file.longest, is_last=is_last)
            if window.size or window.broken_at is not None:
                return window
            if size > self.file.longest + 2:
                return None
            size *= 2

    def _judged(self, window: Window) -> Batch:
        """A window's records judged; the scan moves on."""
        set_aside = tuple(self._set_aside(window))
        n_lines = bits.count_below(window.breaks, window.size)
        lengths = window.ends - window.starts
        batch = Batch(
            n_records=len(window.starts) - len(set_aside),
            set_aside=set_aside,
            ends=_end_kinds(window),
            inner=_inner_kinds(window, n_lines),
            longest=int(lengths.max()),
            lines=self._kept_lines(window, set_aside) if self.tells_lines else None,
        )
        self.at, self.line = self.at + window.size, self.line + n_lines
        return batch

    def _kept_lines(self, window: Window, set_aside: tuple[SetAside, ...]) -> Places:
        lines = self.line + bits.counts_before(window.breaks, window.starts)
        places = np.array([item.start for item in set_aside], np.int64) - self.at
        return np.delete(lines, np.searchsorted(window.starts, places))

    def _set_aside(self, window: Window) -> Iterator[SetAside]:
        found = list(self.suspects.kinds(window))
        if not found:
            return
        numbers = np.array([number for number, _, _ in found], np.int64)
        first = self.line + bits.counts_before(window.breaks, window.starts[numbers])
        last = self.line + bits.counts_before(window.breaks, window.ends[numbers])
        starts, nexts = self.at + window.starts[numbers], self.at + window.nexts[numbers]
        places = np.column_stack((starts, nexts, first, last)).tolist()
        for (start, end, above, below), (_, kind, n_fields) in zip(places, found, strict=True):
            yield SetAside(start, end, above, below, kind, n_fields)

    def _one_by_one(self) -> Batch:
        """Records read singly until enough well-formed ones follow each other."""
        tally = _Tally()
        while self.at < self.area.end and tally.n_calm < CALM:
            found = self.reader.read(self.at)
            if found.fault is None:
                self._add_well_formed(tally, found)
            else:
                self._add_broken(tally, found)
            self.at = found.next
        self.line += tally.n_lines
        return tally.batch()

    def _add_well_formed(self, tally: "_Tally", found: Found) -> None:
        inner = BREAK.findall(found.content)
        kind, n_fields = self.judge.judge(found.content)
        first = self.line + tally.n_lines
        if kind is None:
            tally.lines.append(first)
        else:
            tally.set_aside.append(SetAside(found.start, found.next, first, first + len(inner), kind, n_fields))
        tally.n_calm += 1
        tally.n_lines += len(inner) + bool(found.end)
        tally.longest = max(tally.longest, len(found.content))
        tally.ends |= {NAMES[found.end]} if found.end else set()
        tally.inner |= {NAMES[mark] for mark in inner}

    def _add_broken(self, tally: "_Tally", found: Found) -> None:
        n_breaks, ends_in_break = self._count_breaks(found.start, found.next)
        first = self.line + tally.n_lines
        kind: Kind | None = found.fault
        if self.file.read(found.start, 3) == codecs.BOM_UTF8:
            kind = "repeated_header" if self._is_marked_header(found) else kind
        assert kind is not None
        last = first + n_breaks - ends_in_break
        tally.set_aside.append(SetAside(found.start, found.next, first, last, kind))
        tally.n_lines += n_breaks
        tally.n_calm = 0

    def _is_marked_header(self, found: Found) -> bool:
        """Whether the line is the header once more, behind a byte order mark."""
        bare = self.reader.well_formed(found.start + 3)
        return bare is not None and bare.next == found.next and self.judge.is_repeated_header(bare.content)

    def _count_breaks(self, start: int, end: int) -> tuple[int, bool]:
        """Physical line breaks in a stretch that may be long, and whether it ends in one."""
        n, at = 0, start
        while at < end:
            at = min(self.file.line_end(at), end)
            n += 1
        ends_in_break = self.file.read(end - 1, 1) in (b"\n", b"\r")
        return n - (not ends_in_break), ends_in_break


def _end_kinds(window: Window) -> frozenset[str]:
    """Which record ends occur."""
    widths = window.nexts - window.ends
    single = window.data[window.ends[widths == 1]]
    kinds = {"crlf": (widths == 2).any(), "lf": (single == LF).any(), "cr": (single == CR).any()}
    return frozenset(kind for kind, occurs in kinds.items() if occurs)


def _inner_kinds(window: Window, n_lines: int) -> frozenset[str]:
    """Which line breaks stand inside quoted fields."""
    widths = window.nexts - window.ends
    if n_lines == np.count_nonzero(widths):
        return frozenset()
    text = window.data[: window.size].tobytes()
    ends = window.data[window.ends[widths == 1]]
    n_crlf = text.count(b"\r\n")
    inner = {
        "crlf": n_crlf - np.count_nonzero(widths == 2),
        "lf": text.count(b"\n") - n_crlf - np.count_nonzero(ends == LF),
        "cr": text.count(b"\r") - n_crlf - np.count_nonzero(ends == CR),
    }
    return frozenset(kind for kind, n in inner.items() if n)


@dataclass
class _Tally:
    """A batch in the making."""

    n_lines: int = 0
    n_calm: int = 0
    longest: int = 0
    set_aside: list[SetAside] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)
    ends: set[str] = field(default_factory=set)
    inner: set[str] = field(default_factory=set)

    def batch(self) -> Batch:
        """The batch as it stands."""
        return Batch(
            len(self.lines),
            tuple(self.set_aside),
            frozenset(self.ends),
            frozenset(self.inner),
            self.longest,
            np.array(self.lines, np.int64),
        )
