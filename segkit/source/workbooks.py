"""Spreadsheets (.xlsx .xls .xlsb .ods) by python-calamine in a child process, staged as text."""

import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from segkit.errors import DamagedFile, EmptyFile, HeaderOnly, LockedFile, SheetMissing, SheetUnclear
from segkit.source.opened import SourceTable, escape_pattern, nearest_name, staged_name
from segkit.source.options import Ground, ReadOptions

if TYPE_CHECKING:
    from ibis.backends import BaseBackend

SIGNATURES = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")  # zip, and the older compound file


def list_sheets(path: Path) -> Mapping[str, tuple[int, int]]:
    """The visible data sheets of a workbook with their rows and columns."""
    sheets = ask_child(path, {"sheet": None, "target": None, "header": None})["sheets"]
    return {name: (height, width) for name, (height, width) in sheets.items()}


def open_sheet(engine: "BaseBackend", path: Path, options: ReadOptions, staging: Path) -> SourceTable:
    """One sheet as a table of text: the one stated, or the only one that holds data.

    Raises
    ------
    SheetUnclear, SheetMissing
        Several sheets hold data and none is stated, or the stated one is not there.
    DamagedFile, LockedFile, EmptyFile, HeaderOnly
        The workbook does not open, or there is nothing in it.
    """
    target = staging / staged_name(path, "parquet", options.sheet or "")
    found = ask_child(path, {"sheet": options.sheet, "target": str(target), "header": options.header})
    _check_sheet(path, options, found)
    table = engine.read_parquet(escape_pattern(target))
    ground = Ground(found["ground"]["key"], found["ground"]["slots"])
    grounds = (Ground("sheet.stated" if options.sheet else "sheet.only", {"sheet": found["sheet"]}), ground)
    columns = tuple(found["columns"])
    return SourceTable(path, path.name, found["sheet"], None, None, found["header"], columns, table, grounds)


def ask_child(path: Path, request: Mapping[str, Any]) -> dict[str, Any]:
    """The child's answer; limits on its time and memory belong here.

    Raises
    ------
    EmptyFile, LockedFile, DamagedFile
        The file holds nothing, wants a password, or is no workbook (also where the child dies of it).
    """
    with path.open("rb") as file:
        head = file.read(8)
    if not head:
        raise EmptyFile(path.name)
    if not head.startswith(SIGNATURES):
        raise DamagedFile(path.name, "text" if head.isascii() else "?")
    command = [sys.executable, "-m", "segkit.source.sheets", json.dumps({"path": str(path), **request})]
    child = subprocess.run(command, capture_output=True, check=False)
    found = json.loads(child.stdout) if child.returncode == 0 else {"damaged": f"exit {child.returncode}"}
    if found.get("locked"):
        raise LockedFile(path.name)
    if "damaged" in found:
        raise DamagedFile(path.name, found["damaged"])
    return found


def _check_sheet(path: Path, options: ReadOptions, found: Mapping[str, Any]) -> None:
    sheets = tuple(found["sheets"])
    if "sheet" not in found and options.sheet:
        raise SheetMissing(path.name, options.sheet, sheets, nearest_name(options.sheet, sheets))
    if "sheet" not in found and any(height for height, _ in found["sheets"].values()):
        raise SheetUnclear(path.name, sheets)
    if found.get("header") is None:
        raise EmptyFile(path.name)
    if not found["n"]:
        raise HeaderOnly(path.name, tuple(found["columns"]))
