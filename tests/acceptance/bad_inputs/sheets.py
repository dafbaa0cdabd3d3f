"""Workbooks for the tests: written by XlsxWriter, or packed from raw XML where no program would write them so."""

import zipfile
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any

from tests.acceptance.bad_inputs.company import HEAD

SHEET = "xl/worksheets/sheet1.xml"
MAIN = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
SPREADSHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"


def workbook(
    folder: Path,
    rows: Iterable[Iterable[Any]],
    *,
    head: Iterable[str] = HEAD,
    change: Callable[[Any, Any], None] | None = None,
    name: str = "订单.xlsx",
    **options: object,
) -> Path:
    """A workbook of one sheet, amounts as numbers; then `change(book, sheet)`."""
    import xlsxwriter

    with xlsxwriter.Workbook(str(folder / name), {"strings_to_formulas": False, **options}) as book:
        sheet = book.add_worksheet("订单")
        for at, row in enumerate((head, *rows)):
            for column, value in enumerate(row):
                write_value(sheet, at, column, value)
        if change:
            change(book, sheet)
    return folder / name


def write_value(sheet: Any, row: int, column: int, value: Any) -> None:
    """Text as text, but an amount in the last column as a number."""
    if isinstance(value, str) and column == len(HEAD) - 1 and row:
        with suppress(ValueError):
            value = float(value)
    if isinstance(value, str):
        sheet.write_string(row, column, value)
    else:
        sheet.write(row, column, value)


def cell(place: str, text: str) -> str:
    """A cell of raw XML."""
    return f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'


def row_of(number: int, *values: str) -> str:
    """A row of raw XML."""
    inner = "".join(cell(f"{chr(65 + at)}{number}", value) for at, value in enumerate(values))
    return f'<row r="{number}">{inner}</row>'


def pack(path: Path, rows: str, *, prolog: str = "") -> Path:
    """An .xlsx of one sheet from raw XML."""
    head = f'<?xml version="1.0" encoding="UTF-8"?>{prolog}<worksheet xmlns="{SPREADSHEET}">'
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{KIND}.sheet.main+xml"/>'
        f'<Override PartName="/{SHEET}" ContentType="{KIND}.worksheet+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{MAIN}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{SPREADSHEET}" '
        f'xmlns:r="{MAIN}"><sheets><sheet name="a" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{MAIN}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        SHEET: f"{head}<sheetData>{rows}</sheetData></worksheet>",
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path
