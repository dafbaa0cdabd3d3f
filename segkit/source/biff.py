"""One pass over the records of an .xls (Excel 97 to 2003) for what the reader does not tell: see `sheet_scan`.

The format: [MS-CFB] for the compound file, [MS-XLS] for the records in its stream `Workbook`.
"""

import struct
from collections.abc import Iterator
from pathlib import Path

from segkit.source.sheet_scan import SHOWN, SheetScan

LAST = 0xFFFFFFFA  # sector numbers from here on are marks
SMALL = 4096  # streams below lie elsewhere; no writer leaves a workbook so small
BOUNDSHEET, DATEMODE, FORMULA, BOOLERR, ROW, FILTERMODE, EOF = 0x85, 0x22, 0x06, 0x205, 0x208, 0x9B, 0x0A
ERRORS = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A"}
HIDDEN = 0x20
NO_NUMBER, ERROR, EMPTY_TEXT = b"\xff\xff", 2, 3
CALCULATE = 0x03  # the writer asks that the formula be calculated when the file is opened


def scan_xls(path: Path) -> tuple[list[SheetScan], bool] | None:
    """A scan of each sheet in the workbook's order, and whether it counts days from 1904; None for what is older."""
    try:
        stream = _workbook_stream(path.read_bytes())
        return None if stream is None else _scan(stream)
    except (struct.error, IndexError):  # the reader has opened it, so it is another layout and not damage
        return None


def _scan(stream: bytes) -> tuple[list[SheetScan], bool]:
    starts, is_1904 = [], False
    for kind, at, _ in _records(stream, 0):
        if kind == BOUNDSHEET:
            starts.append(struct.unpack_from("<I", stream, at)[0])
        elif kind == DATEMODE:
            is_1904 = stream[at] == 1
    return [_scan_sheet(stream, start) for start in starts], is_1904


def _scan_sheet(stream: bytes, start: int) -> SheetScan:
    scan, formulas = SheetScan(), []
    for kind, at, _ in _records(stream, start):
        if kind == FORMULA:
            formulas.append(at)
        elif kind == BOOLERR and stream[at + 7]:
            scan.errors[_place(stream, at)] = ERRORS.get(stream[at + 6], "#")
        elif kind == ROW and struct.unpack_from("<H", stream, at + 12)[0] & HIDDEN:
            scan.n_hidden += 1
            scan.hidden += [struct.unpack_from("<H", stream, at)[0] + 1][: SHOWN - len(scan.hidden)]
        elif kind == FILTERMODE:
            scan.is_filtered = True
    _judge_formulas(stream, formulas, scan)
    return scan


def _judge_formulas(stream: bytes, formulas: list[int], scan: SheetScan) -> None:
    """Errors, and results that are not stored.

    A library that cannot calculate stores empty text, as a program does whose formula yields it. It is told by the
    wish to have the formula calculated, or where every formula of the sheet is such and lacks the program's own mark.
    """
    empty = {at for at in formulas if _result_kind(stream, at) == EMPTY_TEXT}
    is_library = len(empty) == len(formulas) and not any(any(stream[at + 16 : at + 20]) for at in empty)
    for at in formulas:
        if _result_kind(stream, at) == ERROR:
            scan.errors[_place(stream, at)] = ERRORS.get(stream[at + 8], "#")
        elif at in empty and (is_library or stream[at + 14] & CALCULATE):
            scan.unstored.add(_place(stream, at))


def _result_kind(stream: bytes, at: int) -> int | None:
    """None for a number; otherwise the last two bytes of the stored result say that it is something else."""
    return stream[at + 6] if stream[at + 12 : at + 14] == NO_NUMBER else None


def _place(stream: bytes, at: int) -> tuple[int, int]:
    row, column = struct.unpack_from("<HH", stream, at)
    return row + 1, column + 1


def _records(stream: bytes, at: int) -> Iterator[tuple[int, int, int]]:
    """Kind, start and size of each record of a substream, to its end."""
    read = struct.Struct("<HH").unpack_from
    while at + 4 <= len(stream):
        kind, size = read(stream, at)
        if kind == EOF:
            return
        yield kind, at + 4, size
        at += 4 + size


def _workbook_stream(content: bytes) -> bytes | None:
    """The stream `Workbook`, put together from its sectors."""
    size = 1 << struct.unpack_from("<H", content, 30)[0]
    table = _allocation(content, size)
    directory = b"".join(_chain(content, size, table, struct.unpack_from("<I", content, 48)[0]))
    for at in range(0, len(directory), 128):
        name = directory[at : at + struct.unpack_from("<H", directory, at + 64)[0]].decode("utf-16-le", "replace")
        start, length = struct.unpack_from("<II", directory, at + 116)
        if name == "Workbook\0" and length >= SMALL:
            return b"".join(_chain(content, size, table, start))[:length]
    return None


def _allocation(content: bytes, size: int) -> list[int]:
    """Which sector follows each sector."""
    sectors = [sector for sector in struct.unpack_from("<109I", content, 76) if sector < LAST]
    more = struct.unpack_from("<I", content, 68)[0]
    while more < LAST and len(sectors) <= len(content) // size:
        *found, more = struct.unpack_from(f"<{size // 4}I", content, size * (more + 1))
        sectors += [sector for sector in found if sector < LAST]
    return [item for at in sectors for item in struct.unpack_from(f"<{size // 4}I", content, size * (at + 1))]


def _chain(content: bytes, size: int, table: list[int], sector: int) -> Iterator[bytes]:
    for _ in range(len(table)):  # a chain that bites its tail ends too
        if sector >= LAST:
            return
        yield content[size * (sector + 1) : size * (sector + 2)]
        sector = table[sector]
