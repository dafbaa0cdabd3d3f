"""The child process that opens a workbook, so that a hostile file can end this process and no other.

`python -m segkit.source.sheets REQUEST` takes a request as JSON and prints the answer as JSON: the sheets with their
sizes, and, where one sheet is named or only one holds data, how its text was staged as Parquet. An error that is
known is answered by its name and its fields.

Before anything is parsed, the process limits itself, and of a packed workbook looks at sizes and declarations; of
.xlsx and .xlsm also at the XML of the sheets. Error cells, formulas without a result, hidden and filtered rows and 1904
dates are found by passes of our own over .xlsx, .xlsm and .xls. In .xlsb and .ods calamine reads such a cell as empty,
and tells no merged cells; a note says so.
"""

import json
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from segkit.errors import DamagedFile, HeaderRowsUnclear, LockedFile, SegkitError, SheetTooSparse
from segkit.source.archive import Book, open_archive, read_book
from segkit.source.biff import scan_xls
from segkit.source.disguise import ZIP
from segkit.source.limits import AREA, BYTES_PER_CELL, SPARSE, SPARSE_FROM, apply_limits
from segkit.source.sheet_scan import SheetScan, UnusualSheet, scan_sheet
from segkit.source.staging import Columns, Staged, as_answer, cell_text, stage_rows

__all__ = ["answer", "cell_text"]

READERS = {"xlsx": (".xlsx", ".xlsm"), "xlsb": (".xlsb",), "ods": (".ods",), "xls": (".xls",)}


def answer(request: dict[str, Any]) -> dict[str, Any]:
    """What the parent asked: the list of sheets, or one sheet staged at `request["target"]`."""
    from python_calamine import CalamineError, PasswordError

    path = Path(request["path"])
    try:
        book, scans = _look_inside(path, request["sheet"])
        return _read(path, book, scans, request)
    except SegkitError as error:
        return {"error": [type(error).__name__, *error.slots().values()]}
    except PasswordError:
        return {"error": [LockedFile.__name__, path.name]}
    except CalamineError as error:
        return {"error": [DamagedFile.__name__, path.name, str(error) or type(error).__name__]}
    except UnusualSheet as error:
        return {"error": [DamagedFile.__name__, path.name, str(error)]}


def _look_inside(path: Path, wanted: str | None) -> tuple[Book, dict[str, SheetScan]]:
    """What the packed workbook says of itself, and of .xlsx a scan of the wanted sheet, or of all."""
    with path.open("rb") as file:
        if file.read(4) != ZIP:
            return Book("xls"), {}
    with open_archive(path) as archive:
        book = read_book(path, archive)
        scans = {}
        for sheet in book.sheets:
            if sheet.part and (wanted is None or sheet.name == wanted):
                with archive.open(sheet.part) as xml:
                    scans[sheet.name] = scan_sheet(xml, is_stale=book.is_stale)
    return book, scans


def _read(path: Path, book: Book, scans: dict[str, SheetScan], request: dict[str, Any]) -> dict[str, Any]:
    workbook = _open(path, book.kind)
    sizes = _sizes(workbook, scans, request["sheet"])
    wanted = str(request["sheet"] or _only(sizes))
    if request["target"] is None or wanted not in workbook.sheet_names:
        return {"sheets": sizes}
    if wanted in scans:
        _check_area(path, wanted, scans[wanted])
    sheet = workbook.get_sheet_by_name(wanted)
    if wanted not in scans:
        rows, columns = _end(sheet)
        _check_area(path, wanted, SheetScan(rows=rows, columns=columns, filled=_most_cells(path, book)))
    if book.kind == "xls":
        book, scans = _look_at_records(path, workbook)
    scan = _checked(sheet, scans.get(wanted)) if book.kind == "xlsx" else _with_merged(sheet, scans.get(wanted))
    chosen = Columns(*(tuple(request.get(name, ())) for name in ("columns", "fill_down")))
    staged = stage_rows(_rows(sheet), Path(request["target"]), request["header"], scan, chosen)
    if staged.n_sub_headers and request["header"] is None:
        first, last = staged.header_rows()
        raise HeaderRowsUnclear(path.name, first, last, f"read: {{header: {last}}}")
    notes = [*_book_notes(workbook, path, book, wanted), *_row_notes(scan), *_fill_notes(staged, chosen)]
    if wanted not in scans:
        notes.append(["sheet.unseen_faults", {"kind": book.kind}])
    return {"sheets": sizes, "sheet": wanted, "notes": notes, **as_answer(staged)}


def _look_at_records(path: Path, workbook: Any) -> tuple[Book, dict[str, SheetScan]]:
    """What the records of an .xls say, by the sheets' names; nothing for a layout older than Excel 97."""
    found = scan_xls(path)
    if found is None or len(found[0]) != len(workbook.sheet_names):
        return Book("xls"), {}
    return Book("xls", is_1904=found[1]), dict(zip(workbook.sheet_names, found[0], strict=True))


def _open(path: Path, kind: str) -> Any:
    """The workbook by what it is; the reader itself would go by its name."""
    from python_calamine import CalamineWorkbook

    if path.suffix.lower() in READERS[kind]:
        return CalamineWorkbook.from_path(path)
    with path.open("rb") as file:
        return CalamineWorkbook.from_filelike(file)


def _sizes(workbook: Any, scans: dict[str, SheetScan], wanted: str | None) -> dict[str, tuple[int, int]]:
    """The visible sheets with their sizes, not charts or macros; the hidden ones where no visible one holds data."""
    sheets = [sheet for sheet in workbook.sheets_metadata if _is_data(sheet)]
    visible = {s.name: _size(workbook, s.name, scans, wanted) for s in sheets if _is_visible(s)}
    if wanted is not None or any(height for height, _ in visible.values()):
        return visible
    return {s.name: _size(workbook, s.name, scans, wanted) for s in sheets}


def _is_data(sheet: Any) -> bool:
    return "WorkSheet" in str(sheet.typ)


def _is_visible(sheet: Any) -> bool:
    return str(sheet.visible).endswith(".Visible")


def _size(workbook: Any, name: str, scans: dict[str, SheetScan], wanted: str | None) -> tuple[int, int]:
    """Rows and columns; where a sheet is stated, the others are not looked at and count as empty."""
    if name in scans:
        return scans[name].rows, scans[name].columns
    if wanted is not None and name != wanted:
        return 0, 0
    sheet = workbook.get_sheet_by_name(name)
    return _end(sheet)


def _end(sheet: Any) -> tuple[int, int]:
    """The last row and column with a cell, from 1; the reader's own `total_height` is one less."""
    return (sheet.end[0] + 1, sheet.end[1] + 1) if sheet.end else (0, 0)


def _only(sizes: dict[str, tuple[int, int]]) -> str:
    """The one sheet that holds data, or an empty name."""
    filled = [name for name, (height, _) in sizes.items() if height]
    return filled[0] if len(filled) == 1 else ""


def _check_area(path: Path, name: str, scan: SheetScan) -> None:
    area = scan.rows * scan.columns
    if area > AREA or (area > SPARSE_FROM and area > SPARSE * scan.filled):
        raise SheetTooSparse(path.name, name, scan.rows, scan.columns, scan.filled)


def _most_cells(path: Path, book: Book) -> int:
    """How many cells can be filled at most, by the bytes that hold them, where no scan has counted them."""
    return (book.n_bytes or path.stat().st_size) // BYTES_PER_CELL


def _checked(sheet: Any, scan: SheetScan | None) -> SheetScan:
    """The scan, if it saw all that the reader sees.

    Raises
    ------
    UnusualSheet
        The reader found cells where the scan found none: the XML is written in an unknown way.
    """
    height, width = _end(sheet)
    if scan is None or height > scan.rows or width > scan.columns:
        raise UnusualSheet(f"{height} x {width}")
    return scan


def _with_merged(sheet: Any, scan: SheetScan | None) -> SheetScan:
    """The scan with the merged cells that the reader tells."""
    ranges = sheet.merged_cell_ranges or []
    merged = [(top + 1, left + 1, bottom + 1, right + 1) for (top, left), (bottom, right) in ranges]
    return replace(scan or SheetScan(), merged=merged)


def _rows(sheet: Any) -> Iterator[list[Any]]:
    """The rows from the sheet's first; the reader leaves out empty columns on the left."""
    indent = [""] * (sheet.start[1] if sheet.start else 0)
    rows = sheet.iter_rows() if sheet.start else ()
    return ([*indent, *row] for row in rows) if indent else iter(rows)


def _book_notes(workbook: Any, path: Path, book: Book, wanted: str) -> list[list[Any]]:
    sheets = [s.name for s in workbook.sheets_metadata if _is_data(s) and not _is_visible(s)]
    hidden = [name for name in sheets if name != wanted]
    notes: list[list[Any]] = [["sheet.hidden_sheets", {"sheets": hidden}]] if hidden else []
    if wanted in sheets:
        notes.append(["sheet.hidden_read", {"sheet": wanted}])
    if book.is_1904:
        notes.append(["sheet.dates_1904", {}])
    if path.suffix.lower() not in READERS[book.kind]:
        notes.append(["sheet.other_kind", {"kind": book.kind}])
    return notes


def _row_notes(scan: SheetScan) -> list[list[Any]]:
    if not scan.n_hidden:
        return []
    key = "sheet.filtered_rows" if scan.is_filtered else "sheet.hidden_rows"
    return [[key, {"n": scan.n_hidden, "rows": scan.hidden}]]


class _WithoutPandas:
    """Keeps Arrow from loading pandas, of which it would use nothing here: 0.3 s of the 0.7 s of a small workbook."""

    def find_spec(self, name: str, *_: object) -> None:
        if name == "pandas":
            raise ImportError(name)


def _fill_notes(staged: Staged, columns: Columns) -> list[list[Any]]:
    return [["sheet.filled_down", {"columns": columns.fill_down, "n": staged.n_filled}]] if staged.n_filled else []


def main(request: dict[str, Any]) -> dict[str, Any]:
    """The answer within the limits; running out of memory or of file size is an answer too."""
    apply_limits(request["seconds"], request["memory"])
    sys.meta_path.insert(0, _WithoutPandas())
    try:
        return answer(request)
    except MemoryError:
        return {"limit": "memory"}
    except OSError as error:
        return {"limit": "output" if error.errno == 27 else str(error)}  # EFBIG


if __name__ == "__main__":
    sys.stdout.buffer.write(json.dumps(main(json.loads(sys.argv[1])), ensure_ascii=True).encode())
