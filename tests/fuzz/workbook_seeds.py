"""Small workbooks of every format that is read, written by the usual libraries or, where none writes it, by hand."""

import io
import struct
import zipfile
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

HEAD = ("会员号", "订单号", "下单时间", "金额", "备注")
ROWS = (
    ("甲", "A1", date(2024, 3, 1), 12.5, ""),
    ("乙", "A2", date(2024, 3, 2), 1_000_000, "加急"),
    ("丙", "A3", date(2024, 3, 3), -5, "x" * 40),
)


def seeds() -> Iterator[tuple[str, bytes]]:
    """The ending of the name and the bytes of each."""
    yield ".xlsx", by_xlsxwriter()
    yield ".xlsx", by_openpyxl()
    yield ".xlsm", by_openpyxl()
    yield ".xls", by_xlwt()
    yield ".ods", ods()
    yield ".xlsb", xlsb()


def by_xlsxwriter() -> bytes:
    """Merged and hidden rows, a formula, an error, a second sheet."""
    import xlsxwriter

    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet, day = book.add_worksheet("订单"), book.add_format({"num_format": "yyyy-mm-dd"})
    sheet.write_row(0, 0, HEAD)
    for at, (*texts, when, amount, note) in enumerate(ROWS, 1):
        sheet.write_row(at, 0, texts)
        sheet.write_datetime(at, 2, when, day)
        sheet.write_row(at, 3, (amount, note))
    sheet.write_formula("D5", "=SUM(D2:D4)", None, 1_000_007.5)
    sheet.write_formula("E5", "=1/0", None, "#DIV/0!")
    sheet.merge_range("A6:A7", "丁")
    sheet.set_row(2, None, None, {"hidden": True})
    book.add_worksheet("说明").hide()
    book.close()
    return out.getvalue()


def by_openpyxl() -> bytes:
    """Shared strings, no stored results."""
    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.active
    for row in (HEAD, *ROWS):
        sheet.append(row)
    sheet["D5"] = "=SUM(D2:D4)"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def by_xlwt() -> bytes:
    """Excel 97; enough rows that its stream lies in sectors of its own."""
    import xlwt

    book = xlwt.Workbook()
    sheet, day = book.add_sheet("a"), xlwt.easyxf(num_format_str="yyyy-mm-dd")
    for row, line in enumerate((HEAD, *ROWS)):
        for column, value in enumerate(line):
            sheet.write(row, column, value, *([day] if isinstance(value, date) else []))
    sheet.write(4, 3, xlwt.Formula("SUM(D2:D4)"))
    sheet.row(2).hidden = True
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def ods() -> bytes:
    """OpenDocument with repeated cells, as office programs write them."""
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    names = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
    )
    rows = "".join(f"<table:table-row>{''.join(map(ods_cell, row))}</table:table-row>" for row in (HEAD, *ROWS))
    nothing = '<table:table-cell table:number-columns-repeated="9"/>'
    empty = f'<table:table-row table:number-rows-repeated="9">{nothing}</table:table-row>'
    table = f'<table:table table:name="a">{rows}{empty}</table:table>'
    content = (
        f"<office:document-content {names}><office:body><office:spreadsheet>{table}</office:spreadsheet></office:body>"
        "</office:document-content>"
    )
    space = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
    entry = f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/>'
    manifest = f'<manifest:manifest xmlns:manifest="{space}">{entry}</manifest:manifest>'
    return packed({"mimetype": kind, "content.xml": content, "META-INF/manifest.xml": manifest})


def ods_cell(value: Any) -> str:
    """A cell of its kind."""
    if isinstance(value, str):
        kind = 'office:value-type="string"'
    elif isinstance(value, date):
        kind = f'office:value-type="date" office:date-value="{value}"'
    else:
        kind = f'office:value-type="float" office:value="{value}"'
    return f"<table:table-cell {kind}><text:p>{value}</text:p></table:table-cell>"


def xlsb() -> bytes:
    """Excel's binary workbook ([MS-XLSB]), of no more records than its reader asks for."""
    package = "http://schemas.openxmlformats.org/package/2006"
    main = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    book_kind, sheet_kind = (
        f"application/vnd.ms-excel.{name}" for name in ("sheet.binary.macroEnabled.main", "worksheet")
    )
    bundle = struct.pack("<II", 0, 1) + wide("rId1") + wide("a")
    book = record(131) + record(153, struct.pack("<III", 0, 0, 0)) + record(143) + record(156, bundle) + record(144)
    rows = b"".join(xlsb_row(at, row) for at, row in enumerate((HEAD, *ROWS)))
    size = struct.pack("<IIII", 0, len(ROWS), 0, len(HEAD) - 1)
    sheet = record(129) + record(148, size) + record(145) + rows + record(146) + record(130)
    return packed(
        {
            "[Content_Types].xml": f'<Types xmlns="{package}/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/xl/workbook.bin" ContentType="{book_kind}"/>'
            f'<Override PartName="/xl/worksheets/sheet1.bin" ContentType="{sheet_kind}"/></Types>',
            "_rels/.rels": f'<Relationships xmlns="{package}/relationships">'
            f'<Relationship Id="rId1" Type="{main}/officeDocument" Target="xl/workbook.bin"/></Relationships>',
            "xl/workbook.bin": book + record(132),
            "xl/_rels/workbook.bin.rels": f'<Relationships xmlns="{package}/relationships">'
            f'<Relationship Id="rId1" Type="{main}/worksheet" Target="worksheets/sheet1.bin"/></Relationships>',
            "xl/worksheets/sheet1.bin": sheet,
        }
    )


def xlsb_row(at: int, row: tuple[Any, ...]) -> bytes:
    """A row's head and its cells: text as BrtCellSt, figures as BrtCellReal."""
    head = record(0, struct.pack("<IIHBBI", at, 0, 300, 0, 0, 0))
    return head + b"".join(xlsb_cell(column, value) for column, value in enumerate(row))


def xlsb_cell(column: int, value: Any) -> bytes:
    """One cell."""
    place = struct.pack("<II", column, 0)
    if isinstance(value, str):
        return record(6, place + wide(value))
    figure = (value - date(1899, 12, 30)).days if isinstance(value, date) else value
    return record(5, place + struct.pack("<d", figure))


def record(kind: int, content: bytes = b"") -> bytes:
    """A record of the binary format: its kind and its length in groups of seven bits."""
    head = bytes([kind]) if kind < 128 else bytes([kind & 0xFF, 1]) if kind >= 128 else b""
    return head + groups_of_seven(len(content)) + content


def groups_of_seven(number: int) -> bytes:
    """A number as up to four bytes of seven bits each, lowest first."""
    found = b""
    while number >= 128:
        found += bytes([number & 127 | 128])
        number >>= 7
    return found + bytes([number])


def wide(text: str) -> bytes:
    """XLWideString: the number of characters, then UTF-16."""
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def packed(parts: Mapping[str, str | bytes]) -> bytes:
    """An archive of these parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name), content)
    return out.getvalue()


def unpacked(content: bytes) -> dict[str, bytes]:
    """The parts of an archive."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
