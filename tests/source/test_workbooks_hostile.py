"""Workbooks that are not what they say, are damaged or protected, or would exhaust the machine: each has its code."""

import struct
import sys
import zipfile
from pathlib import Path

import pytest

from segkit.errors import (
    DamagedFile,
    EntitiesDeclared,
    ForeignKind,
    LockedFile,
    ProtectedFile,
    ReaderDied,
    ReaderOutOfMemory,
    ReaderOutOfTime,
    ReaderWroteTooMuch,
    SheetTooSparse,
    TextAsWorkbook,
    TooMuchInside,
    TruncatedWorkbook,
    UnknownBinary,
    WorkbookAsText,
)
from segkit.source import limits, workbooks
from segkit.source.files import open_table
from segkit.source.options import ReadOptions
from segkit.source.workbooks import ask_child
from segkit.wording import LANGUAGES, Wording
from tests.fuzz.workbook_seeds import packed, unpacked, xlsb

HTML = "<html xmlns:x='urn:schemas-microsoft-com:office:excel'><table><tr><td>会员号</td></tr></table></html>"
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@pytest.fixture
def raises(duckdb, tmp_path):
    """`raises(error, name, content)`: opening a file of this name and content stops so, and both languages tell it."""

    def check(error, name, content):
        path = tmp_path / name
        if content is not None:
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
        with pytest.raises(error) as raised:
            open_table(duckdb, path, ReadOptions(), tmp_path / "staging")
        assert type(raised.value) is error
        assert all(name in Wording(language).explain(raised.value) for language in LANGUAGES)
        return raised.value

    return check


def sheet_xml(rows: str, *, prolog: str = "", tail: str = "") -> str:
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    head = f'<?xml version="1.0" encoding="UTF-8"?>{prolog}<worksheet xmlns="{space}">'
    return f"{head}<sheetData>{rows}</sheetData>{tail}</worksheet>"


def pack(path: Path, sheet: str, packing: int = zipfile.ZIP_DEFLATED, **others: str) -> Path:
    """An .xlsx of one sheet from raw XML."""
    main = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{kind}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{kind}.worksheet+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships">'
        f'<Relationship Id="rId1" Type="{main}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
        f'xmlns:r="{main}"><sheets><sheet name="a" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}/relationships">'
        f'<Relationship Id="rId1" Type="{main}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": sheet,
    }
    with zipfile.ZipFile(path, "w", packing) as archive:
        for name, content in (parts | others).items():
            archive.writestr(name, content)
    return path


def cells(row: int, *values: str) -> str:
    inner = "".join(
        f'<c r="{chr(65 + at)}{row}" t="inlineStr"><is><t>{value}</t></is></c>' for at, value in enumerate(values)
    )
    return f'<row r="{row}">{inner}</row>'


SOUND = cells(1, "会员号", "金额") + cells(2, "甲", "五")


@pytest.mark.parametrize("name", ["订单.xls", "订单.xlsx"])
@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (HTML, "HTML"),
        (HTML.encode("utf-16"), "HTML"),
        ("会员号,金额\n甲,5\n", "CSV"),
        ("会员号\t金额\n甲\t5\n".encode("gb18030"), "CSV"),
        ("会员号\t金额\r\n甲\t5\r\n".encode("utf-16"), "CSV"),
        ('<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>', "XML"),
        ("MIME-Version: 1.0\r\nContent-Type: multipart/related", "MHTML"),
    ],
)
def test_text_named_as_a_workbook_is_told_for_what_it_is(raises, name, content, kind):
    assert raises(TextAsWorkbook, name, content).detail == kind


def test_a_workbook_named_as_text_is_told_with_its_right_ending(raises, tmp_path):
    content = pack(tmp_path / "a.xlsx", sheet_xml(SOUND)).read_bytes()
    error = raises(WorkbookAsText, "订单.csv", content)
    assert (error.suffix, error.right_suffix) == (".csv", ".xlsx")


def test_an_older_workbook_named_as_text_is_told_too(raises, tmp_path):
    assert raises(WorkbookAsText, "订单.txt", xls(tmp_path)).right_suffix == ".xls"


def test_a_web_page_named_csv_is_no_table(raises):
    raises(TextAsWorkbook, "订单.csv", HTML)


@pytest.mark.parametrize(
    ("content", "kind"),
    [(b"%PDF-1.7\n%\xe2\xe3", "PDF"), (b"Rar!\x1a\x07\x01\x00", "RAR"), (b"\x1f\x8b\x08\x00", "gzip")],
)
@pytest.mark.parametrize("name", ["订单.xlsx", "订单.csv"])
def test_what_is_no_table_is_named(raises, name, content, kind):
    assert raises(ForeignKind, name, content).detail == kind


@pytest.mark.parametrize(("part", "kind"), [("word/document.xml", "DOCX"), ("readme.txt", "ZIP")])
def test_an_archive_that_is_no_workbook_is_named(raises, tmp_path, part, kind):
    with zipfile.ZipFile(tmp_path / "订单.xlsx", "w") as archive:
        archive.writestr(part, "<a/>")
    assert raises(ForeignKind, "订单.xlsx", None).detail == kind


def xls(folder: Path) -> bytes:
    import xlwt

    book = xlwt.Workbook()
    sheet = book.add_sheet("a")
    for row, line in enumerate((("会员号", "金额"), ("甲", 5))):
        for column, value in enumerate(line):
            sheet.write(row, column, value)
    book.save(str(folder / "made.xls"))
    return (folder / "made.xls").read_bytes()


@pytest.mark.parametrize("made", ["xlsx", "xls"])
def test_a_workbook_under_the_other_workbook_ending_is_read_and_told(duckdb, tmp_path, made):
    other = {"xlsx": "xls", "xls": "xlsx"}[made]
    path = tmp_path / f"a.{other}"
    if made == "xls":
        path.write_bytes(xls(tmp_path))
    else:
        pack(path, sheet_xml(SOUND))
    source = open_table(duckdb, path, ReadOptions(), tmp_path)
    assert (source.columns, [note.key for note in source.notes]) == (("会员号", "金额"), ["sheet.other_kind"])


@pytest.mark.parametrize("share", [0.3, 0.9])
def test_a_truncated_workbook_is_incomplete(raises, tmp_path, share):
    content = pack(tmp_path / "whole.xlsx", sheet_xml(SOUND)).read_bytes()
    raises(TruncatedWorkbook, "订单.xlsx", content[: int(share * len(content))])


def test_a_truncated_older_workbook_is_incomplete(raises, tmp_path):
    content = xls(tmp_path)
    raises(TruncatedWorkbook, "订单.xls", content[: len(content) // 2])


def test_a_workbook_with_a_spoiled_part_is_damaged(raises, tmp_path):
    content = bytearray(pack(tmp_path / "whole.xlsx", sheet_xml(SOUND * 50)).read_bytes())
    at = content.rfind(b"xl/worksheets/sheet1.xml", 0, len(content) - 300)
    content[at + 40 : at + 80] = bytes(40)
    raises(DamagedFile, "订单.xlsx", bytes(content))


def compound(*names: str) -> bytes:
    """The head of a compound file whose directory holds these names."""
    return COMPOUND + bytes(1000) + b"".join(name.encode("utf-16-le").ljust(128, b"\0") for name in names)


def test_a_workbook_with_a_password_is_locked(raises):
    raises(LockedFile, "订单.xlsx", compound("Root Entry", "EncryptionInfo", "EncryptedPackage"))


def test_an_archive_of_encrypted_parts_is_locked(raises, tmp_path):
    content = bytearray(pack(tmp_path / "a.xlsx", sheet_xml(SOUND)).read_bytes())
    at = content.find(b"PK\x01\x02")
    content[at + 8] |= 1
    raises(LockedFile, "订单.xlsx", bytes(content))


@pytest.mark.parametrize(
    ("content", "product"),
    [
        (b"%TSD-Header-###%\x00\x01" + bytes(600), "Tipray 天锐绿盾 (TSD)"),
        (b"b\x14#e\x64\x00\x02\x00" + bytes(12) + b"E-SafeNet\x00\x00\x00LOCK" + bytes(600), "E-SafeNet 亿赛通"),
        (compound("Root Entry", "DRMEncryptedDataSpace", "EncryptedPackage"), "Microsoft RMS"),
    ],
)
@pytest.mark.parametrize("name", ["订单.xlsx", "订单.xls", "订单.csv"])
def test_a_file_under_document_protection_names_the_product(raises, name, content, product):
    assert raises(ProtectedFile, name, content).product == product


def test_an_unknown_binary_is_damaged_or_protected(raises):
    raises(UnknownBinary, "订单.xlsx", bytes(range(256)) * 4)


def test_a_part_that_unpacks_two_hundredfold_stops_before_it_is_parsed(raises, tmp_path):
    pack(tmp_path / "订单.xlsx", sheet_xml(SOUND + " " * (11 << 20)))
    error = raises(TooMuchInside, "订单.xlsx", None)
    assert error.part == "xl/worksheets/sheet1.xml"


def test_parts_that_together_unpack_to_more_than_the_limit_stop_before_they_are_parsed(raises, tmp_path):
    content = bytearray(pack(tmp_path / "a.xlsx", sheet_xml(SOUND)).read_bytes())
    at = content.find(b"PK\x01\x02")
    struct.pack_into("<I", content, at + 24, 2 << 30)
    raises(TooMuchInside, "订单.xlsx", bytes(content))


def test_two_cells_at_opposite_corners_stop_before_the_sheet_is_laid_out(raises, tmp_path):
    far = '<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>x</t></is></c></row>'
    pack(tmp_path / "订单.xlsx", sheet_xml(SOUND + far))
    error = raises(SheetTooSparse, "订单.xlsx", None)
    assert (error.sheet, error.rows, error.columns, error.filled) == ("a", 1048576, 16384, 5)


def test_a_corner_that_the_scan_overlooks_ends_the_child_and_has_a_code(raises, tmp_path):
    """Cells out of order, which no program writes: the reader is refused the memory and aborts."""
    far = '<row r="1048576"><c r="XFD1048576"><v>1</v></c><c r="A1048576"><v>1</v></c></row>'
    pack(tmp_path / "订单.xlsx", sheet_xml(SOUND + far))
    raises(ReaderOutOfMemory, "订单.xlsx", None)


@pytest.mark.parametrize("part", ["xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"])
def test_declared_entities_stop_before_anything_is_parsed(raises, tmp_path, part):
    bomb = '<!DOCTYPE z [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>'
    pack(tmp_path / "订单.xlsx", sheet_xml(SOUND), **{part: sheet_xml(cells(1, "&b;"), prolog=bomb)})
    assert raises(EntitiesDeclared, "订单.xlsx", None).part == part


def test_a_declaration_behind_a_long_prolog_is_not_waited_for(raises, tmp_path):
    prolog = f"<!--{'x' * 70_000}--><!DOCTYPE z []>"
    pack(tmp_path / "订单.xlsx", sheet_xml(SOUND, prolog=prolog))
    raises(EntitiesDeclared, "订单.xlsx", None)


def test_xml_written_in_an_unknown_way_is_refused_rather_than_read_unseen(raises, tmp_path):
    pack(tmp_path / "订单.xlsx", sheet_xml(SOUND.replace("<c ", "<c\n")))
    raises(DamagedFile, "订单.xlsx", None)


@pytest.mark.skipif(sys.platform == "win32", reason="limits of the system, which Windows does not have")
@pytest.mark.parametrize(
    ("limit", "value", "error"),
    [("MEMORY", 200 << 20, ReaderOutOfMemory), ("OUTPUT", 100, ReaderWroteTooMuch)],
)
def test_a_child_at_its_limit_has_a_code(tmp_path, monkeypatch, limit, value, error):
    long = "".join(cells(row, "甲", "x" * 5000) for row in range(2, 12_000)) if limit == "MEMORY" else ""
    path = pack(tmp_path / "订单.xlsx", sheet_xml(SOUND + long), packing=zipfile.ZIP_STORED)
    program = f"import sys, json; from segkit.source import limits, sheets; limits.{limit} = {value}; " + (
        "sys.stdout.write(json.dumps(sheets.main(json.loads(sys.argv[1]))))"
    )
    monkeypatch.setattr(workbooks, "PROGRAM", ("-c", program))
    with pytest.raises(error):
        ask_child(path, {"sheet": None, "target": str(tmp_path / "a.parquet"), "header": None})


@pytest.mark.parametrize(
    ("program", "error"),
    [
        ("import time; time.sleep(60)", ReaderOutOfTime),
        ("import os; os.abort()", ReaderDied),
        ("import os, sys; sys.stderr.write('memory allocation of 9 bytes failed'); os.abort()", ReaderOutOfMemory),
        ("raise KeyError('a')", ReaderDied),
        ("print('no answer')", ReaderDied),
        ("print(' ' * (9 << 20))", ReaderDied),
    ],
)
def test_a_child_that_hangs_or_dies_has_a_code_and_leaves_no_table(tmp_path, monkeypatch, program, error):
    path = pack(tmp_path / "订单.xlsx", sheet_xml(SOUND))
    target = tmp_path / "a.parquet"
    target.write_bytes(b"half a table")
    monkeypatch.setattr(workbooks, "PROGRAM", ("-c", program))
    monkeypatch.setattr(limits, "SECONDS", 1)
    with pytest.raises(error):
        ask_child(path, {"sheet": None, "target": str(target), "header": None})
    assert not target.exists()


def test_a_kind_without_a_scan_is_not_spread_over_millions_of_columns(raises):
    content = unpacked(xlsb())
    cell = struct.pack("<II", 4, 0)
    content["xl/worksheets/sheet1.bin"] = content["xl/worksheets/sheet1.bin"].replace(
        cell, struct.pack("<II", 8_000_000, 0)
    )
    found = raises(SheetTooSparse, "订单.xlsb", packed(content))
    assert (found.columns, found.filled < 1000) == (8_000_001, True)


def test_a_small_workbook_may_take_less_than_a_large_one(tmp_path):
    small, large = tmp_path / "a.xlsx", tmp_path / "b.xlsx"
    small.write_bytes(b"")
    with large.open("wb") as file:
        file.truncate(20 << 20)
    assert (limits.cpu_seconds(small), limits.cpu_seconds(large)) == (8, 68)
    assert (limits.memory_bytes(small), limits.memory_bytes(large)) == (1 << 30, limits.MEMORY)
