"""A sheet's rows as Parquet files of text: the table, the rows set aside, and where each record stood.

Rows come one by one from the reader and are written in blocks, so a sheet is never held as text as a whole.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from itertools import chain
from pathlib import Path
from typing import Any

from segkit.source.merged import fill_down, in_columns, places_of, split_merged
from segkit.source.sheet_scan import SheetScan
from segkit.source.structure import Header, Record, count_sub_headers, settle_header

CELLS_PER_BLOCK = 500_000
LOOKED_AT = 1000  # filled rows in which the header is searched
ROUNDED_FROM = 1e15  # a spreadsheet keeps 15 digits of a number
N_EXAMPLES = 5

Row = list[Any]
Numbered = tuple[int, Row]


@dataclass
class Staged:
    """What was staged: `rounded` holds, by column, how many numbers are too long to be exact, and a few of them."""

    header: Header | None = None
    n: int = 0
    n_odd: int = 0
    has_lines: bool = False
    rounded: dict[str, tuple[int, list[str]]] = field(default_factory=dict)
    n_sub_headers: int = 0
    n_filled: int = 0

    def header_rows(self) -> tuple[int, int]:
        """The first and the last of the rows that look like headers."""
        assert self.header is not None
        return self.header.row, self.header.row + self.n_sub_headers


@dataclass(frozen=True)
class Columns:
    """Columns by name: `used` are those that matter, all where none is named; a fault elsewhere makes no row odd.

    Merged cells of those in `fill_down` stand for all their rows.
    """

    used: tuple[str, ...] = ()
    fill_down: tuple[str, ...] = ()


EVERY = Columns()


def stage_rows(
    rows: Iterable[Row], target: Path, header_row: int | None, scan: SheetScan, columns: Columns = EVERY
) -> Staged:
    """Write the rows under the header as text at `target`; blank and odd rows are left out.

    Beside it, only where needed: `<target>.odd` (row, reason, column, text) and `<target>.lines` (record, row).
    """
    numbered = enumerate(rows, 1)
    first = _first_filled(numbered, header_row)
    if not first:
        return Staged()
    records = [Record(tuple(map(cell_text, row)), at, at) for at, row in first]
    header = settle_header(records, header_row)
    below = chain((item for item in first if item[0] > header.skip), numbered)
    scan, downward = split_merged(scan, places_of(columns.fill_down, header))
    with _Writer(target, header, in_columns(scan, header, columns.used)) as writer:
        writer.staged.n_sub_headers = _n_sub_headers(records, header)
        for block in _blocks(below, max(1, CELLS_PER_BLOCK // len(first[0][1]))):
            writer.staged.n_filled += fill_down(block, downward)
            writer.write(block)
    return writer.staged


def _n_sub_headers(records: Sequence[Record], header: Header) -> int:
    titles = next((record for record in records if record.first_line == header.row), None)
    return count_sub_headers(titles, [one for one in records if one.first_line > header.row]) if titles else 0


def cell_text(cell: object) -> str:
    """A cell as a person would type it: ISO dates, whole numbers without a point, no exponent."""
    if isinstance(cell, bool):
        return str(cell).upper()
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else _decimal_text(cell)
    if isinstance(cell, datetime):
        return cell.isoformat(sep=" ", timespec="seconds")
    if isinstance(cell, date | time):
        return cell.isoformat()
    return str(cell) if isinstance(cell, timedelta | int) else str(cell or "")


def beside(target: Path, what: str) -> Path:
    """Where the odd rows or the lines of a staged table stand."""
    return target.with_suffix(f".{what}.parquet")


def _decimal_text(cell: float) -> str:
    text = repr(cell)
    return format(Decimal(text), "f") if "e" in text else text


def _first_filled(rows: Iterator[Numbered], header_row: int | None) -> list[Numbered]:
    found: list[Numbered] = []
    for at, row in rows:
        if any(cell != "" for cell in row):
            found.append((at, row))
        if len(found) >= LOOKED_AT and at >= (header_row or 0):
            break
    return found


def _blocks(rows: Iterable[Numbered], size: int) -> Iterator[list[Numbered]]:
    block: list[Numbered] = []
    for row in rows:
        block.append(row)
        if len(block) >= size:
            yield block
            block = []
    if block:
        yield block


class _OddRows:
    """Tells row by row, from the top, which must be set aside and why; one reason a row, the first that holds."""

    def __init__(self, scan: SheetScan, width: int) -> None:
        self.starts: dict[int, list[tuple[int, int]]] = {}
        for top, left, bottom, _ in scan.merged:
            if left <= width and bottom > top:  # within one row the cells beside the first are simply empty
                self.starts.setdefault(top, []).append((bottom, left))
        self.cells: dict[int, list[tuple[int, str, str]]] = {}
        for (row, column), text in scan.errors.items():
            self.cells.setdefault(row, []).append((column, "error_cell", text))
        for row, column in scan.unstored:
            self.cells.setdefault(row, []).append((column, "no_stored_value", ""))
        self.merged_until, self.merged_column = 0, 0

    def find(self, at: int, row: Row) -> tuple[str, int] | None:
        """The reason and the column from 1, or None.

        Of merged cells the first alone holds a value, which may have been meant for all: each of their rows is odd.
        """
        for bottom, left in self.starts.get(at, ()):
            if row[left - 1] != "" and bottom > self.merged_until:
                self.merged_until, self.merged_column = bottom, left
        if at <= self.merged_until:
            return "merged_cells", self.merged_column
        if found := self.cells.get(at):
            column, reason, _ = max(found, key=lambda cell: (cell[1], -cell[0]))
            return reason, column
        return None

    def text(self, at: int, row: Row) -> str:
        """The row's cells joined by tabs, an error as the sheet shows it."""
        cells = list(map(cell_text, row))
        for column, _, text in self.cells.get(at, ()):
            if column <= len(cells):
                cells[column - 1] = cells[column - 1] or text
        return "\t".join(cells)


class _Writer:
    """Writes blocks of rows as text and keeps account of what it left out."""

    def __init__(self, target: Path, header: Header, scan: SheetScan) -> None:
        self.target, self.header = target, header
        self.odd_rows = _OddRows(scan, len(header.columns))
        self.staged = Staged(header)
        self.odd: list[tuple[int, str, str | None, str]] = []
        self.runs: list[tuple[int, int]] = []  # first row and how many follow without a gap

    def __enter__(self) -> "_Writer":
        import pyarrow as pa
        import pyarrow.parquet as pq

        self.schema = pa.schema([(name, pa.string()) for name in self.header.columns])
        self.file = pq.ParquetWriter(self.target, self.schema)
        return self

    def __exit__(self, *_: object) -> None:
        self.file.close()
        self.staged.n_odd = len(self.odd)
        if self.odd:
            _write_odd(beside(self.target, "odd"), self.odd)
        self.staged.has_lines = [(self.header.skip + 1, self.staged.n)] != self.runs and bool(self.runs)
        if self.staged.has_lines:
            _write_lines(beside(self.target, "lines"), self.runs)

    def write(self, block: list[Numbered]) -> None:
        """One block of the sheet's rows, in its order."""
        kept = [row for at, row in block if self._is_kept(at, row)]
        if kept:
            self._write_columns(kept)
            self.staged.n += len(kept)

    def _is_kept(self, at: int, row: Row) -> bool:
        reason = self.odd_rows.find(at, row)
        if reason is None and not any(cell != "" for cell in row):
            return False
        if reason is not None:
            if reason[0] != "merged_cells" or any(cell != "" for cell in row):
                self._set_aside(at, row, *reason)
            return False
        if self.runs and self.runs[-1][0] + self.runs[-1][1] == at:
            self.runs[-1] = (self.runs[-1][0], self.runs[-1][1] + 1)
        else:
            self.runs.append((at, 1))
        return True

    def _set_aside(self, at: int, row: Row, reason: str, column: int) -> None:
        names = self.header.columns
        name = names[column - 1] if column <= len(names) else None
        self.odd.append((at, reason, name, self.odd_rows.text(at, row)))

    def _write_columns(self, rows: list[Row]) -> None:
        import pyarrow as pa

        arrays = []
        for name, cells in zip(self.header.columns, zip(*rows, strict=True), strict=True):
            self._count_rounded(name, cells)
            texts = [(cell if cell.__class__ is str else cell_text(cell)) or None for cell in cells]
            arrays.append(pa.array(texts, pa.string()))
        self.file.write_table(pa.table(arrays, schema=self.schema))

    def _count_rounded(self, name: str, cells: tuple[Any, ...]) -> None:
        long = [cell for cell in cells if cell.__class__ in (float, int) and abs(cell) >= ROUNDED_FROM]
        if long:
            n, examples = self.staged.rounded.get(name, (0, []))
            examples += map(cell_text, long[: N_EXAMPLES - len(examples)])
            self.staged.rounded[name] = (n + len(long), examples)


def _write_odd(target: Path, odd: list[tuple[int, str, str | None, str]]) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    schema = pa.schema([("row", pa.int64()), ("reason", pa.string()), ("column", pa.string()), ("text", pa.string())])
    columns = [pa.array(values, kind.type) for values, kind in zip(zip(*odd, strict=True), schema, strict=True)]
    pq.write_table(pa.table(columns, schema=schema), target)


def _write_lines(target: Path, runs: list[tuple[int, int]]) -> None:
    import numpy as np
    import pyarrow as pa
    import pyarrow.parquet as pq

    rows = np.concatenate([np.arange(first, first + n, dtype="int64") for first, n in runs])
    pq.write_table(pa.table({"record": np.arange(len(rows), dtype="int64"), "row": rows}), target)


def as_answer(staged: Staged) -> Mapping[str, Any]:
    """What was staged, as JSON takes it."""
    if staged.header is None:
        return {"header": None}
    header = staged.header
    return {
        "header": header.row,
        "columns": header.columns,
        "repeated": header.repeated,
        "ground": [header.ground.key, dict(header.ground.slots)],
        "n": staged.n,
        "n_odd": staged.n_odd,
        "has_lines": staged.has_lines,
        "rounded": staged.rounded,
    }
