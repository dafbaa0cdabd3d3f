"""The child process that opens a workbook, so that a hostile file can end this process and no other.

`python -m segkit.source.sheets REQUEST` takes a request as JSON and prints the answer as JSON: the sheets with their
sizes, and, where one sheet is named or only one holds data, its text as Parquet and how its header was settled.
"""

import json
import sys
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

Rows = list[list[Any]]


def answer(request: dict[str, Any]) -> dict[str, Any]:
    """What the parent asked: the list of sheets, or one sheet staged at `request["target"]`."""
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError

    try:
        workbook = CalamineWorkbook.from_path(request["path"])
        sizes = {name: _size(workbook, name) for name in _data_sheets(workbook)}
        wanted = request["sheet"] or (_only(sizes) if request["target"] else None)
        if request["target"] is None or wanted not in workbook.sheet_names:
            return {"sheets": sizes}
        rows = workbook.get_sheet_by_name(wanted).to_python(skip_empty_area=False)
    except PasswordError:
        return {"locked": True}
    except CalamineError as error:
        return {"damaged": type(error).__name__}
    return {"sheets": sizes, "sheet": wanted} | stage_rows(rows, Path(request["target"]), request["header"])


def stage_rows(rows: Rows, target: Path, header_row: int | None) -> dict[str, Any]:
    """Write the rows under the header as text; the header is settled as in a text file."""
    from segkit.source.structure import Record, settle_header

    texts = [tuple(cell_text(cell) for cell in row) for row in rows]
    records = [Record(row, at, at) for at, row in enumerate(texts, 1) if any(row)]
    if not records:
        return {"header": None}
    header = settle_header(records, header_row)
    data = [record.fields for record in records if record.first_line > header.skip]
    _write(data, header.columns, target)
    ground = {"key": header.ground.key, "slots": dict(header.ground.slots)}
    return {"header": header.row, "columns": header.columns, "n": len(data), "ground": ground}


def cell_text(cell: object) -> str:
    """A cell as a person would type it: ISO dates, whole numbers without a point, no exponent."""
    if isinstance(cell, bool):
        return str(cell).upper()
    if isinstance(cell, float):
        return format(Decimal(int(cell)) if cell.is_integer() else Decimal(repr(cell)), "f")
    if isinstance(cell, datetime):
        return cell.isoformat(sep=" ", timespec="seconds")
    if isinstance(cell, date | time):
        return cell.isoformat()
    return str(cell) if isinstance(cell, timedelta | int) else str(cell or "")


def _write(data: list[tuple[str, ...]], columns: tuple[str, ...], target: Path) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    cells = {name: pa.array([row[at] or None for row in data], pa.string()) for at, name in enumerate(columns)}
    pq.write_table(pa.table(cells), target)


def _data_sheets(workbook: Any) -> list[str]:
    """Visible sheets with cells, not charts or macros."""
    return [s.name for s in workbook.sheets_metadata if "WorkSheet" in str(s.typ) and "Visible" in str(s.visible)]


def _size(workbook: Any, name: str) -> tuple[int, int]:
    sheet = workbook.get_sheet_by_name(name)
    return sheet.height, sheet.width


def _only(sizes: dict[str, tuple[int, int]]) -> str | None:
    filled = [name for name, (height, _) in sizes.items() if height]
    return filled[0] if len(filled) == 1 else None


if __name__ == "__main__":
    sys.stdout.buffer.write(json.dumps(answer(json.loads(sys.argv[1])), ensure_ascii=True).encode())
