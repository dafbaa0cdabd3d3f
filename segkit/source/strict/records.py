"""One record after the other, by patterns: where it ends, whether its quotes are well placed, where reading goes on.

A record that is not well formed is set aside up to the end of the physical line on which it went wrong. If that line
may leave a quoted field open, two readings compete: the line is broken, or the field goes on below. The next line with
a quote decides: if it is a good record by itself, the line was broken; if not, all lines down to it are set aside too.
"""

import codecs
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from segkit.errors import DamagedFile
from segkit.source.strict.form import Form

LONGEST = 1 << 20  # bytes of the longest record that is read; the engine's own limit is 2 MB
BREAK = re.compile(rb"\r\n|\r|\n")
Fault = Literal["stray_quote", "unclosed_quote", "too_long"]


@dataclass(frozen=True)
class Found:
    """A record's bytes and the line break that ends it; or, both empty, its fault. `next`: where reading goes on."""

    start: int
    next: int
    content: bytes = b""
    end: bytes = b""
    fault: Fault | None = None


class ByteFile:
    """A file as bytes at any place, read through one block; `end` is where the data stop."""

    def __init__(self, path: Path, end: int | None = None, longest: int = LONGEST) -> None:
        self.name, self.size = path.name, path.stat().st_size
        self.end = self.size if end is None else end
        self.longest = longest
        self._file = path.open("rb", buffering=0)
        self._block, self._at = b"", 0

    def __enter__(self) -> "ByteFile":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Give the file back."""
        self._file.close()

    def read(self, start: int, size: int) -> bytes:
        """At most `size` bytes from `start`, none beyond `end`; `DamagedFile` if the file lost some meanwhile."""
        left, place = min(size, self.end - start), start - self._at
        if place >= 0 and place + left <= len(self._block):
            return self._block[place : place + max(left, 0)]
        self._file.seek(start)
        parts = []
        while left > 0 and (part := self._file.read(left)):
            parts.append(part)
            left -= len(part)
        if left > 0:
            raise DamagedFile(self.name, "shorter than when it was opened")
        return b"".join(parts)

    def block(self, start: int) -> tuple[bytes, int]:
        """Bytes that reach from `start` beyond the longest record, and the place of `start` in them."""
        wanted = min(start + self.longest + 2, self.end)
        if not self._at <= start <= wanted <= self._at + len(self._block):
            self._block, self._at = self.read(start, 4 * self.longest + 2), start
        return self._block, start - self._at

    def line_end(self, start: int) -> int:
        """Where the physical line that holds `start` ends, its line break included."""
        at = start
        while at < self.end:
            block, place = self.block(at)
            found = BREAK.search(block, place)
            if found and found.start() - place <= self.longest:
                return at + found.end() - place
            at += min(self.longest, len(block) - place)
        return self.end

    def starts_with_bom(self) -> bool:
        """Whether the file begins with UTF-8's byte order mark."""
        return self.read(0, 3) == codecs.BOM_UTF8


class RecordReader:
    """Reads a file's records from any place where one starts; see the module for what follows a broken one."""

    def __init__(self, file: ByteFile, form: Form, n_fields: int | None = None) -> None:
        self.file, self.form, self.n_fields = file, form, n_fields
        self.grammar, self.quote = form.grammar, form.quote.encode()

    def read(self, start: int) -> Found:
        """The record at `start`."""
        whole = self.well_formed(start)
        return whole or self._broken(start)

    def well_formed(self, start: int) -> Found | None:
        """The record at `start` if its quotes are well placed and it is not too long."""
        block, place = self.file.block(start)
        match = self.grammar.record.match(block, place, place + self.file.longest + 1)
        if match is None or match.end() - place > self.file.longest:
            return None
        end = BREAK.match(block, match.end())
        behind = end.end() if end else match.end()
        return Found(start, start + behind - place, match.group(), end.group() if end else b"")

    def _broken(self, start: int) -> Found:
        field, at, fault = self._fault(start)
        below = self.file.line_end(at)
        if not self._is_closed(field, below):
            quoted = self._next_quoted_line(below)
            below = below if quoted is None or self._is_good(quoted) else quoted
        return Found(start, below, fault=fault)

    def _fault(self, start: int) -> tuple[int, int, Fault]:
        """Where the field starts that went wrong, a place on the line at fault, and the fault."""
        block, place = self.file.block(start)
        at, stop = place, place + self.file.longest + 1
        while True:
            match = self.grammar.field.match(block, at, stop)
            end = at if match is None else match.end()
            if not block.startswith(self.form.mark, end, stop):
                break
            at = end + len(self.form.mark)
        moved = start - place
        is_quoted = bool(self.quote) and block.startswith(self.quote, at)
        if match is None or (is_quoted and end == at):
            return at + moved, at + moved, "unclosed_quote" if self.form.quotes else "stray_quote"
        if end >= min(stop, len(block)) or block[end] in b"\r\n":
            return at + moved, end - 1 + moved, "too_long"
        is_left_open = is_quoted and BREAK.search(match.group())  # only a quote on a later line seemed to close it
        return at + moved, (at if is_quoted else end) + moved, "unclosed_quote" if is_left_open else "stray_quote"

    def _is_closed(self, start: int, end: int) -> bool:
        """Whether a line, from the field at fault on, ends outside quotes under every forgiving reading."""
        if end - start > self.file.longest:
            return not self.quote
        rest = self.file.read(start, end - start).rstrip(b"\r\n")
        return all(pattern.fullmatch(rest) for pattern in self.grammar.closed_lines)

    def _next_quoted_line(self, start: int) -> int | None:
        """The start of the next physical line with a quote; none where a field could not reach so far."""
        block, place = self.file.block(start)
        found = block.find(self.quote, place, place + self.file.longest)
        if found < 0:
            return None
        before = max(block.rfind(b"\n", place, found), block.rfind(b"\r", place, found))
        return start + (before + 1 - place if before >= 0 else 0)

    def _is_good(self, start: int) -> bool:
        record = self.well_formed(start)
        if record is None:
            return False
        return self.n_fields is None or self.grammar.n_fields(record.content) == self.n_fields
