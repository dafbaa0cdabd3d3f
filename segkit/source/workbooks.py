"""Spreadsheets (.xlsx .xlsm .xls .xlsb .ods) by python-calamine in a child process, staged as text."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import segkit.errors
from segkit.errors import (
    EmptyFile,
    HeaderOnly,
    ReaderDied,
    ReaderOutOfMemory,
    ReaderOutOfTime,
    ReaderWroteTooMuch,
    SegkitError,
    SheetMissing,
    SheetUnclear,
)
from segkit.source.disguise import check_kind
from segkit.source.limits import ANSWER, OUTPUT, THRIFTY, WAITING, cpu_seconds, memory_bytes
from segkit.source.opened import (
    RoundedNumbers,
    SourceTable,
    check_width,
    escape_pattern,
    header_notes,
    nearest_name,
    staged_name,
)
from segkit.source.options import Ground, ReadOptions
from segkit.source.staging import beside
from segkit.source.yaml_lines import scalar

if TYPE_CHECKING:
    from ibis.backends import BaseBackend


PROGRAM = ("-m", "segkit.source.sheets")


def list_sheets(path: Path) -> Mapping[str, tuple[int, int]]:
    """The visible data sheets of a workbook with their rows and columns."""
    sheets = ask_child(path, {"sheet": None, "target": None, "header": None})["sheets"]
    return {name: (height, width) for name, (height, width) in sheets.items()}


def open_sheet(engine: "BaseBackend", path: Path, options: ReadOptions, staging: Path) -> SourceTable:
    """One sheet as a table of text: the one stated, or the only one that holds data.

    Rows with merged cells, error cells or formulas without a stored result are not in the table but in `set_aside`;
    where the columns in use are known, only such cells in them count.

    Raises
    ------
    SheetUnclear, SheetMissing
        Several sheets hold data and none is stated, or the stated one is not there.
    SourceError
        As `ask_child`; also where there is nothing in the sheet.
    """
    target = staging / staged_name(path, "parquet", options.sheet or "")
    wanted = {"sheet": options.sheet, "header": options.header, "columns": options.columns}
    wanted["fill_down"] = options.fill_down
    found = ask_child(path, {"target": str(target), **wanted})
    _check_sheet(path, options, found)
    check_width(path.name, found["columns"])
    grounds = (
        Ground("sheet.stated" if options.sheet else "sheet.only", {"sheet": found["sheet"]}),
        Ground(*found["ground"]),
    )
    return SourceTable(
        path,
        path.name,
        found["sheet"],
        None,
        None,
        found["header"],
        tuple(found["columns"]),
        engine.read_parquet(escape_pattern(target)),
        grounds,
        set_aside=beside(target, "odd") if found["n_odd"] else None,
        lines=beside(target, "lines") if found["has_lines"] else None,
        notes=(
            *(Ground(key, slots) for key, slots in found["notes"]),
            *header_notes(found["columns"], found["header"], found["repeated"]),
        ),
        rounded={name: RoundedNumbers(n, tuple(examples)) for name, (n, examples) in found["rounded"].items()},
        n_records=found["n"],
    )


def unclear_sheet(path: Path, sheets: Sequence[str]) -> SheetUnclear:
    """The question which of the sheets is meant, with a line that names the first."""
    return SheetUnclear(path.name, tuple(sheets), f"sheet: {scalar(sheets[0])}")


def ask_child(path: Path, request: Mapping[str, Any]) -> dict[str, Any]:
    """The child's answer; whatever it met, it comes back as an error with a code.

    Raises
    ------
    EmptyFile, TextAsWorkbook, ForeignKind, ProtectedFile, UnknownBinary, LockedFile
        The file holds nothing, is no workbook, or is encrypted.
    TruncatedWorkbook, DamagedFile, TooMuchInside, EntitiesDeclared, SheetTooSparse
        Found by the child before the sheet is parsed.
    ReaderDied, ReaderOutOfMemory, ReaderOutOfTime, ReaderWroteTooMuch
        The child ended, or was ended, before it had an answer.
    """
    if not path.stat().st_size:
        raise EmptyFile(path.name)
    check_kind(path)
    try:
        return _understood(path, _run(path, request))
    except SegkitError:
        if request["target"]:
            Path(request["target"]).unlink(missing_ok=True)  # what a child that died has left of it
        raise


def _run(path: Path, request: Mapping[str, Any]) -> dict[str, Any]:
    seconds = cpu_seconds(path)
    asked = {"path": str(path), "seconds": seconds, "memory": memory_bytes(path), **request}
    try:
        child = _start(json.dumps(asked), WAITING * seconds)
    except subprocess.TimeoutExpired:
        raise ReaderOutOfTime(path.name, WAITING * seconds) from None
    if child.returncode or len(child.stdout) > ANSWER:
        raise _end_of(child, path, seconds)
    try:
        return dict(json.loads(child.stdout))
    except ValueError:
        raise ReaderDied(path.name, "?") from None


def _start(asked: str, seconds: int) -> "subprocess.CompletedProcess[bytes]":
    """The child at its end; it gets so many seconds by the clock."""
    return subprocess.run(
        [sys.executable, *PROGRAM, asked],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
        timeout=seconds,
        env=os.environ | THRIFTY,
    )


def _end_of(child: "subprocess.CompletedProcess[bytes]", path: Path, seconds: int) -> SegkitError:
    """The error that an end without answer stands for; the reader aborts where memory is refused to it."""
    if b"memory allocation" in child.stderr or b"MemoryError" in child.stderr:
        return ReaderOutOfMemory(path.name, memory_bytes(path))
    if sys.platform != "win32":
        import signal

        if child.returncode == -signal.SIGXCPU:
            return ReaderOutOfTime(path.name, seconds)
    return ReaderDied(path.name, f"exit {child.returncode}")


def _understood(path: Path, found: dict[str, Any]) -> dict[str, Any]:
    if "error" in found:
        name, *fields = found["error"]
        raise getattr(segkit.errors, name)(*fields)
    if found.get("limit") == "memory":
        raise ReaderOutOfMemory(path.name, memory_bytes(path))
    if found.get("limit") == "output":
        raise ReaderWroteTooMuch(path.name, OUTPUT)
    if "limit" in found:
        raise ReaderDied(path.name, found["limit"])
    return found


def _check_sheet(path: Path, options: ReadOptions, found: Mapping[str, Any]) -> None:
    sheets = tuple(found["sheets"])
    if "sheet" not in found and options.sheet:
        raise SheetMissing(path.name, options.sheet, sheets, nearest_name(options.sheet, sheets))
    if "sheet" not in found and any(height for height, _ in found["sheets"].values()):
        raise unclear_sheet(path, sheets)
    if found.get("header") is None:
        raise EmptyFile(path.name)
    if not found["n"] and not found["n_odd"]:
        raise HeaderOnly(path.name, tuple(found["columns"]))
