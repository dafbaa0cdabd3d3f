"""One pass over a sheet's XML (.xlsx, .xlsm) for what the reader does not tell, in chunks and without a tree.

Found: the rectangle of cells with a value and how many there are, error cells, formulas whose result is not stored,
hidden rows, a filter, merged cells. Bytes are searched, entities are never resolved. A sheet written in a way that
this pass does not know is noticed afterwards: the reader then finds cells outside the rectangle.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from typing import IO

CHUNK = 1 << 20
LONGEST = 256 << 20  # bytes of one row, or of what follows the rows: beyond, the sheet is no table
SHOWN = 20  # numbers of hidden rows that are told

Cell = tuple[int, int]  # row and column, from 1
Range = tuple[int, int, int, int]  # first row, first column, last row, last column

START = re.compile(rb"<((?:[\w.\-]+:)?)sheetData\s*(/?)>")
ROW_NUMBER = re.compile(rb"(?:^|\s)r=[\"']([0-9]+)[\"']")
PLACE = re.compile(rb"\sr=[\"']([A-Z]{1,3})([0-9]+)[\"']")


class UnusualSheet(ValueError):
    """The XML is no sheet that can be scanned."""


@dataclass
class SheetScan:
    """What was found in a sheet's XML; rows and columns count from 1, and are 0 where no cell holds a value."""

    rows: int = 0
    columns: int = 0
    filled: int = 0
    errors: dict[Cell, str] = field(default_factory=dict)
    unstored: set[Cell] = field(default_factory=set)
    n_hidden: int = 0
    hidden: list[int] = field(default_factory=list)
    is_filtered: bool = False
    merged: list[Range] = field(default_factory=list)


def scan_sheet(xml: IO[bytes], *, is_stale: bool) -> SheetScan:
    """Read a sheet's XML to its end.

    `is_stale`: the workbook asks that all its formulas be calculated when it is opened. If then every stored result
    is 0, no result is stored at all: a library that cannot calculate has written the zeros.

    Raises
    ------
    UnusualSheet
        No rows are found where they must stand, or one never ends.
    """
    head, rest = _split_head(xml)
    found = START.search(head)
    if found is None:
        raise UnusualSheet("sheetData")
    rows = _Rows(_Patterns(found[1]), SheetScan(is_filtered=b"filterMode=" in head))
    if not found[2]:
        rest = rows.read(xml, rest)
    rows.read_tail(rest + xml.read(LONGEST))
    if is_stale and len(rows.zeros) == rows.n_formulas:
        rows.scan.unstored |= rows.zeros
    return rows.scan


def column_number(letters: bytes) -> int:
    """1 for A, 27 for AA."""
    number = 0
    for letter in letters:
        number = 26 * number + letter - 64
    return number


def _split_head(xml: IO[bytes]) -> tuple[bytes, bytes]:
    """What stands before the rows with their opening tag, and what has been read beyond it."""
    head = b""
    while (found := START.search(head)) is None and len(head) < LONGEST:
        chunk = xml.read(CHUNK)
        if not chunk:
            return head, b""
        head += chunk
    return (head[: found.end()], head[found.end() :]) if found else (head, b"")


class _Patterns:
    """What to search for, with the namespace prefix of the file: most writers have none, some write `<x:c>`."""

    def __init__(self, prefix: bytes) -> None:
        p, inner = re.escape(prefix), rb"[^>]*+"
        value = rb"<" + p + rb"v(?:\s[^>/]*+)?"
        formula = rb"<" + p + rb"f(?:[\s/]" + inner + rb")?>(?:(?<=/>)|[^<]*+</" + p + rb"f>)\s*+"
        no_value = rb"(?:</" + p + rb"c>|" + value + rb"\s*/>|" + value + rb">\s*+</" + p + rb"v>)"
        error = rb"<" + p + rb"c(\s[^>]*?\bt=[\"']e[\"']" + inner + rb")>(?:" + formula + rb")?"
        self.cell, self.row = b"<" + prefix + b"c ", b"<" + prefix + b"row"
        self.end_row, self.end_rows = b"</" + prefix + b"row>", b"</" + prefix + b"sheetData>"
        self.ends = (b"</" + prefix + b"v>", b"</" + prefix + b"is>")
        self.filter = b"<" + prefix + b"filterColumn"
        self.hidden = re.compile(rb"<" + p + rb"row(\s[^>]*?\bhidden=[\"'](?:1|true)[\"']" + inner + rb")>")
        self.error = re.compile(error + rb"(?:" + value + rb">([^<]*+))?")
        self.formula = re.compile(rb"<" + p + rb"f[\s/>]")
        self.unstored = re.compile(formula + no_value)
        self.zero = re.compile(formula + value + rb">0</" + p + rb"v>")
        self.merged = re.compile(rb"<" + p + rb"mergeCell\s[^>]*?\bref=[\"']([A-Z]+)([0-9]+):([A-Z]+)([0-9]+)[\"']")


class _Rows:
    """The pass over the rows: blocks of whole rows are searched, and only what is odd is looked at cell by cell."""

    def __init__(self, patterns: _Patterns, scan: SheetScan) -> None:
        self.patterns, self.scan = patterns, scan
        self.zeros: set[Cell] = set()
        self.n_formulas = 0
        self.n_before = 0  # row tags in the blocks before, for writers that do not number their rows

    def read(self, xml: IO[bytes], rest: bytes) -> bytes:
        """Scan all rows; what follows them and was read already is returned."""
        for block in self._blocks(xml, rest):
            rows, has_ended, rest = block.partition(self.patterns.end_rows)
            self._measure(rows)
            self._find_odd(rows)
            self.n_before += rows.count(self.patterns.row)
            if has_ended:
                return rest
        raise UnusualSheet("sheetData")

    def read_tail(self, tail: bytes) -> None:
        """What stands after the rows: the filter and the merged cells."""
        self.scan.is_filtered |= self.patterns.filter in tail
        for left, top, right, bottom in self.patterns.merged.findall(tail):
            self.scan.merged.append((int(top), column_number(left), int(bottom), column_number(right)))

    def _blocks(self, xml: IO[bytes], rest: bytes) -> Iterator[bytes]:
        """Blocks of whole rows; the last one holds the end of the rows and what was read beyond it."""
        end_row, end_rows = self.patterns.end_row, self.patterns.end_rows
        while end_rows not in rest:
            cut = rest.rfind(end_row) + len(end_row)
            if cut >= len(end_row):
                yield rest[:cut]
                rest = rest[cut:]
            chunk = xml.read(CHUNK)
            if not chunk or len(rest) > LONGEST:
                raise UnusualSheet("row")
            rest += chunk
        yield rest

    def _measure(self, block: bytes) -> None:
        """Count the cells with a value and stretch the rectangle to the last of each row."""
        pieces: list[bytes] = []
        for end in self.patterns.ends:
            n = block.count(end)
            if not n:
                continue
            pieces = pieces or block.split(self.patterns.end_row)
            self.scan.filled += n
            self.scan.rows = max(self.scan.rows, self._row_at(block, block.rfind(end)))
            self.scan.columns = max(self.scan.columns, self._last_column(pieces, end))

    def _last_column(self, pieces: list[bytes], end: bytes) -> int:
        cell, skip = self.patterns.cell, len(self.patterns.cell)
        lasts = [(row, row.rfind(cell, 0, at)) for row in pieces if (at := row.rfind(end)) >= 0]
        starts = {row[at + skip : at + skip + 6] for row, at in lasts}  # r="XFD
        if all(start.startswith(b'r="') for start in starts):
            return max(column_number(start[3:].rstrip(b'"0123456789')) for start in starts)
        return max(self._column_at(row, at) for row, at in lasts)

    def _find_odd(self, block: bytes) -> None:
        patterns, scan = self.patterns, self.scan
        if b"hidden=" in block:
            rows = [self._row_at(block, found.start() + 1) for found in patterns.hidden.finditer(block)]
            scan.n_hidden += len(rows)
            scan.hidden += rows[: SHOWN - len(scan.hidden)]
        if b't="e"' in block or b"t='e'" in block:
            for found in patterns.error.finditer(block):
                scan.errors[self._place(block, found.start())] = unescape((found[2] or b"#").decode("utf-8", "replace"))
        n_formulas = sum(1 for _ in patterns.formula.finditer(block)) if patterns.formula.search(block) else 0
        if n_formulas:
            self.n_formulas += n_formulas
            scan.unstored |= {self._place(block, at) for at in self._unstored(block)}
            self.zeros |= {self._place(block, self._cell(block, f.start())) for f in patterns.zero.finditer(block)}

    def _unstored(self, block: bytes) -> Iterator[int]:
        """Where the cells stand; a formula that yields text and an empty value has the stored result "nothing"."""
        for found in self.patterns.unstored.finditer(block):
            at = self._cell(block, found.start())
            tag = block[at : block.find(b">", at)]
            has_empty_text = re.search(rb"\bt=[\"']str[\"']", tag) and not found[0].endswith(b"c>")
            if not has_empty_text:
                yield at

    def _cell(self, block: bytes, inside: int) -> int:
        return block.rfind(self.patterns.cell, 0, inside)

    def _place(self, block: bytes, cell: int) -> Cell:
        tag = block[cell : block.find(b">", cell)]
        found = PLACE.search(tag)
        return (
            (int(found[2]), column_number(found[1]))
            if found
            else (self._row_at(block, cell), self._column_at(block, cell))
        )

    def _row_at(self, block: bytes, inside: int) -> int:
        start = block.rfind(self.patterns.row, 0, inside + len(self.patterns.row) - 1)
        found = ROW_NUMBER.search(block[start : block.find(b">", start)])
        return (
            int(found[1])
            if found
            else self.n_before + block.count(self.patterns.row, 0, inside + len(self.patterns.row))
        )

    def _column_at(self, block: bytes, cell: int) -> int:
        found = PLACE.search(block[cell : block.find(b">", cell)])
        start = max(0, block.rfind(self.patterns.row, 0, cell))
        return column_number(found[1]) if found else block.count(self.patterns.cell, start, cell) + 1
