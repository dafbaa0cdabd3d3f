"""Where in a file the data begin and end, before a record of them is read: below the header, above the footer."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from segkit.source.strict.form import Form
from segkit.source.strict.judging import Judge, Kind
from segkit.source.strict.records import BREAK, ByteFile

END = re.compile(rb"(?:\r\n|\r|\n)\Z")
TAIL = 1 << 16
MOST_FOOTER_LINES = 20
SENTENCE = re.compile(r"[:：\s]|[\u4e00-\u9fff]{6}")
SPEAKS = re.compile(":|：|\\s".encode())


@dataclass(frozen=True)
class SetAside:
    """A stretch of bytes that is not read as data: one record, or the lines that a broken one may have swallowed.

    `start`, `end`: byte offsets in the file that was surveyed, the record's end included. `first_line`, `last_line`:
    physical lines, from 1. `n_fields`: as found; 0 where they cannot be counted.
    """

    start: int
    end: int
    first_line: int
    last_line: int
    kind: Kind
    n_fields: int = 0


@dataclass(frozen=True)
class Area:
    """The bytes between header and footer, the lines around them, and the header's content (None without one)."""

    start: int
    end: int
    first_line: int
    above: tuple[SetAside, ...]
    lines_below: tuple["Line", ...]
    header: bytes | None

    def below(self, line: int) -> tuple[SetAside, ...]:
        """What lies under the data, whose first line is `line`."""
        return tuple(_numbered(self.lines_below, line))


@dataclass(frozen=True)
class Line:
    """Bytes that are not read as data: one physical line, or `n_lines` of them."""

    start: int
    end: int
    kind: Kind
    n_lines: int = 1


def settle_area(
    file: ByteFile,
    form: Form,
    n_fields: int,
    header_lines: tuple[int, int],
    last_row: int | None = None,
    *,
    keeps_totals: bool = False,
) -> Area:
    """The data of a file whose header takes the given physical lines, first and last; (0, 0) without a header.

    Lines above the header are preamble. Lines below `last_row` are not data. Without it, a footer is found: at the
    file's end, below a blank or a total row, lines without quotes in which only one cell says something; without such a
    row, lines that hold no delimiter and speak. With `keeps_totals` a total row that has every field stays above it.
    """
    first, last = header_lines
    start = 3 if file.starts_with_bom() else 0
    lines = list(islice(_lines(file, start), last))
    top = [Line(at, end, "preamble") for at, end in lines[: max(0, first - 1)]]
    top += [Line(lines[first - 1][0], lines[-1][1], "header", last - first + 1)] if 0 < first <= len(lines) else []
    start = top[-1].end if top else start
    below = _cut_off(file, start, last, last_row) if last_row else _footer(file, form, start, n_fields)
    while keeps_totals and below and below[0].kind == "total_row" and _is_full(file, below[0], form, n_fields):
        del below[0]
    header = file.read(top[-1].start, start - top[-1].start) if top and top[-1].kind == "header" else None
    return Area(
        start=start,
        end=below[0].start if below else file.size,
        first_line=last + 1,
        above=tuple(_numbered(top, 1)),
        lines_below=tuple(below),
        header=None if header is None else END.sub(b"", header),
    )


def _numbered(lines: Iterable[Line], number: int) -> Iterator[SetAside]:
    for line in lines:
        yield SetAside(line.start, line.end, number, number + line.n_lines - 1, line.kind)
        number += line.n_lines


def _lines(file: ByteFile, start: int) -> Iterator[tuple[int, int]]:
    while start < file.size:
        end = file.line_end(start)
        yield start, end
        start = end


def _cut_off(file: ByteFile, start: int, line: int, last_row: int) -> list[Line]:
    """Everything below a physical line, as one stretch."""
    lines = _lines(file, start)
    for at, _ in lines:
        line += 1
        if line > last_row:
            n_lines = 1 + sum(1 for _ in lines)
            return [Line(at, file.size, "after_last_row", n_lines)]
    return []


def _footer(file: ByteFile, form: Form, start: int, n_fields: int) -> list[Line]:
    """The lines of a footer and the blank ones among them; none where more than a few lines look like one."""
    begin = max(start, file.size - TAIL)
    lines = [(at, end) for at, end in _lines(file, begin) if at > begin or begin == start]
    found: list[Line] = []
    judge, n_bare = Judge(form, n_fields, None, is_utf8=True), 0
    for at, end in reversed(lines):
        text = BREAK.split(file.read(at, end - at))[0]
        kind = "footer" if says_one_thing(text, form, n_fields) else _blank_or_total(text, judge)
        if kind is None:
            break
        n_bare += n_bare == len(found) and form.mark not in text and _is_sentence(text)
        found.append(Line(at, end, kind))
    below = _below_first_blank(found[::-1]) or found[:n_bare][::-1]
    return below if n_fields > 2 and n_bare <= MOST_FOOTER_LINES else []


def _is_full(file: ByteFile, line: Line, form: Form, n_fields: int) -> bool:
    text = BREAK.split(file.read(line.start, line.end - line.start))[0]
    return len(text.split(form.mark)) == n_fields


def _is_sentence(text: bytes) -> bool:
    """Whether a line without a delimiter is a remark and no cut-off row: words apart, or many Chinese characters."""
    return bool(SENTENCE.search(text.decode("utf-8", "replace").strip()))


def _below_first_blank(lines: list[Line]) -> list[Line]:
    """The lines below the first blank or total row of the file's last lines, if a footer is among them."""
    first = next((n for n, line in enumerate(lines) if line.kind != "footer"), len(lines))
    below = lines[first:]
    n_footer = sum(line.kind == "footer" for line in below)
    return below if 0 < n_footer <= MOST_FOOTER_LINES else []


def _blank_or_total(text: bytes, judge: Judge) -> Kind | None:
    """What an unquoted line is if it holds no data."""
    quote = judge.form.quote.encode()
    kind = None if quote and quote in text else judge.judge(text)[0]
    return kind if kind in ("blank_row", "total_row") else None


def says_one_thing(text: bytes, form: Form, n_fields: int) -> bool:
    """Whether an unquoted line fills one cell; one that has every cell must speak: hold a colon or a blank."""
    quote = form.quote.encode()
    fields = text.split(form.mark)
    filled = [field for field in fields if not form.grammar.blank.fullmatch(field)]
    if len(filled) != 1 or (quote and quote in text):
        return False
    return len(fields) < n_fields or bool(SPEAKS.search(filled[0].strip()))
