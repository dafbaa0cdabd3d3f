"""Whether a survey of a text file is true, seen with other eyes: the csv module, regular expressions, a slow counter.

For every file that can be read:
1. What is set aside lies in the file's order, without overlaps, on the physical lines that are named.
2. Every other byte is a kept record: as many as counted, each on the physical line that is told.
3. The csv module reads in those bytes, cell for cell, what the engine has loaded.
4. Each reason is true of the bytes that were set aside for it.
"""

import csv
import io
import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from segkit.source.strict.area import SetAside
from segkit.source.strict.form import UNESCAPED, Form
from segkit.source.strict.lines import line_shifts
from segkit.source.strict.survey import StructureSurvey
from tests.messy.counter import Sheet, line_starts, read_record

csv.field_size_limit(1 << 30)
BREAK = re.compile(rb"\r\n|\r|\n")
BYTE_ORDER_MARK = b"\xef\xbb\xbf"
BROKEN = ("too_many_fields", "too_few_fields", "stray_quote", "unclosed_quote")
BLANKS = " \t\u3000\u00a0\ufeff"
Row = tuple[str | None, ...]


def check_account(survey: StructureSurvey, rows: list[Row]) -> None:
    """AssertionError where the survey is not true, or `rows`, what the engine has loaded, are not what it kept."""
    data = survey.path.read_bytes()
    aside = list(survey.set_aside())
    stretches = list(kept_stretches(data, aside))
    places = Places(data)
    check_places(aside, places)
    assert survey.n_records == len(rows)
    told = line_shifts(survey).lines(np.arange(len(rows)))
    if survey.plan.form.escape not in UNESCAPED or not survey.plan.form.quotes:  # there a quote may be a letter
        starts = [start for stretch in stretches for start in record_starts(data, *stretch, survey.plan.form)]
        assert told.tolist() == [places.line(start) for start in starts]
    check_cells(b"".join(data[start:end] for start, end in stretches), rows, survey)
    for item in aside:
        check_reason(data[item.start : item.end], item, survey)


@dataclass(frozen=True)
class Places:
    """Where the physical lines of some bytes begin."""

    data: bytes

    def __post_init__(self) -> None:
        object.__setattr__(self, "starts", [found.end() for found in BREAK.finditer(self.data)])

    def line(self, place: int) -> int:
        """The physical line, from 1, on which a place lies."""
        return 1 + bisect_right(self.starts, place)  # type: ignore[attr-defined]


def kept_stretches(data: bytes, aside: list[SetAside]) -> Iterator[tuple[int, int]]:
    """What lies between the stretches set aside; a byte order mark at the top is no text."""
    at = len(BYTE_ORDER_MARK) if data.startswith(BYTE_ORDER_MARK) else 0
    for item in aside:
        assert at <= item.start < item.end <= len(data), item
        if item.start > at:
            yield at, item.start
        at = item.end
    if at < len(data):
        yield at, len(data)


def check_places(aside: list[SetAside], places: Places) -> None:
    """Each stretch begins and ends on the physical lines that are named."""
    for item in aside:
        assert (item.first_line, item.last_line) == (places.line(item.start), places.line(item.end - 1)), item


def record_starts(data: bytes, start: int, end: int, form: Form) -> Iterator[int]:
    """Where the records of a kept stretch begin: behind each line break that is not within quotes."""
    quote = form.quote.encode() if form.quotes else b""
    outside = re.compile((re.escape(quote) + b"|" if quote else b"") + BREAK.pattern)
    inside = re.compile((rb"\\[\s\S]|" if form.escape == "backslash" else b"") + re.escape(quote))
    at, place, is_quoted = start, start, False
    while found := (inside if is_quoted else outside).search(data, place, end):
        place = found.end()
        if found.group() == quote:
            is_quoted = not is_quoted
        elif not is_quoted:
            yield at
            at = place
    if at < end:
        yield at


def check_cells(kept: bytes, rows: list[Row], survey: StructureSurvey) -> None:
    """The engine has loaded what the csv module reads; an empty cell is null. A last, empty column may be left out."""
    form = survey.plan.form
    if not form.is_native or len(form.delimiter) != 1 or form.delimiter in "\r\n":
        return
    for row, cells in zip(rows, cells_of(kept.decode(), form), strict=True):
        assert len(cells) == survey.plan.n_fields, cells
        assert unmarked([cell or "" for cell in row]) == unmarked(cells[: len(row)]), (row, cells)


def unmarked(cells: list[str]) -> list[str]:
    """The cells without the byte order marks of the record, which the engine leaves out at the top of a file only."""
    return [cells[0].lstrip("\ufeff"), *cells[1:]]


def cells_of(text: str, form: Form) -> list[list[str]]:
    """The cells of well-formed records as the csv module reads them."""
    lines = io.StringIO(text, newline="")
    if form.quotes:
        return list(csv.reader(lines, delimiter=form.delimiter, quotechar=form.quote, strict=True))
    return [line.rstrip("\r\n").split(form.delimiter) for line in lines]


def check_reason(record: bytes, item: SetAside, survey: StructureSurvey) -> None:
    """The reason for which bytes were set aside is true of them, as far as one can tell without the rest."""
    form, kind = survey.plan.form, item.kind
    if kind == "nul_byte":
        assert b"\0" in record, item
    elif kind == "undecodable":
        assert "\ufffd" in record.decode("utf-8", "replace"), item
    elif kind == "blank_row":
        assert not record.decode().strip(BLANKS + form.delimiter + form.quote + "\r\n"), item
    elif kind in BROKEN and is_plain(form) and not record.startswith(BYTE_ORDER_MARK):
        n_fields, trouble = read_slowly(record, form)
        expected = survey.plan.n_fields
        is_true = {"too_many_fields": n_fields > expected, "too_few_fields": n_fields < expected}
        assert is_true[kind] and not trouble if kind in is_true else trouble, (item, record, n_fields, trouble)


def is_plain(form: Form) -> bool:
    """Whether the slow counter knows the form."""
    return form.is_usual and len(form.delimiter) == 1


def read_slowly(record: bytes, form: Form) -> tuple[int, str]:
    """How many fields the counter finds in the record at the beginning of the bytes, and what is wrong with it."""
    text = record.decode("utf-8", "surrogateescape")
    found = read_record(Sheet(text, line_starts(text), form.delimiter, form.quote), 0)
    return len(found.fields), found.trouble
