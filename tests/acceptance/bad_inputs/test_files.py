"""Inputs 1 to 9: files that are none, or not what their name says, and names that mean something to a machine."""

import io
import zipfile

import pytest

from tests.acceptance.bad_inputs.company import HEAD, Shop, as_text, clean_rows, write_study
from tests.acceptance.bad_inputs.sheets import SHEET, cell, pack, row_of, workbook


def test_a_file_of_no_bytes_stops(shop: Shop):
    """#1"""
    shop.write(b"")
    told = shop.stops("E-SRC-02", "订单.csv")
    assert ("重新导出" in told["zh-CN"], "Export the file again" in told["en"]) == (True, True)


@pytest.mark.parametrize("content", [b"\xef\xbb\xbf", b"\r\n\r\n\r\n", b"\n", b"\xff\xfe"])
def test_a_file_of_a_mark_or_line_ends_alone_is_empty(shop: Shop, content):
    """#2"""
    shop.write(content)
    shop.stops("E-SRC-02", "订单.csv")


def test_a_header_without_rows_stops_with_the_columns_seen(shop: Shop):
    """#3"""
    shop.write(as_text([]))
    shop.stops("E-SRC-03", "订单.csv", *HEAD)


DISGUISES = {
    "html": ("订单.xls", b"<html><table><tr><td>1</td></tr></table></html>", "E-XLS-01", "HTML"),
    "csv": ("订单.xlsx", as_text(clean_rows()).encode(), "E-XLS-01", "CSV"),
    "text": ("订单.xls", as_text(clean_rows(), mark="\t").encode("gb18030"), "E-XLS-01", "CSV"),
    "xlsx": ("订单.csv", b"", "E-XLS-02", "XLSX"),
}


@pytest.mark.parametrize("kind", DISGUISES)
def test_a_file_under_another_ending_is_told_for_what_it_is_with_the_way_out(shop: Shop, kind):
    """#4"""
    name, content, code, really = DISGUISES[kind]
    shop.write(content or workbook(shop.folder, clean_rows()).read_bytes(), name)
    write_study(shop.folder, name)
    told = shop.stops(code, name, really, known=name)
    assert all(".xlsx" in text for text in told.values())


def test_a_truncated_workbook_and_a_locked_one_stop_with_different_texts(shop: Shop):
    """#5"""
    whole = workbook(shop.folder, clean_rows()).read_bytes()
    write_study(shop.folder, "订单.xlsx")
    shop.write(whole[: len(whole) // 2], "订单.xlsx")
    damaged = shop.stops("E-XLS-06", "订单.xlsx")
    marks = (b"Root Entry", b"EncryptionInfo", b"EncryptedPackage")
    names = b"".join(mark.decode().encode("utf-16-le").ljust(128, b"\0") for mark in marks)
    shop.write(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1000) + names, "订单.xlsx")
    locked = shop.stops("E-SRC-12", "订单.xlsx")
    assert ("密码" in locked["zh-CN"], "password" in locked["en"]) == (True, True)
    assert damaged != locked


def test_a_workbook_that_unpacks_to_far_more_stops_before_it_is_parsed(shop: Shop):
    """#6"""
    pack(shop.folder / "订单.xlsx", row_of(1, *HEAD) + " " * (12 << 20))
    write_study(shop.folder, "订单.xlsx")
    shop.stops("E-XLS-07", "订单.xlsx", SHEET, known=SHEET)


def test_two_cells_at_opposite_corners_stop(shop: Shop):
    """#7"""
    pack(shop.folder / "订单.xlsx", row_of(1, *HEAD) + f'<row r="1048576">{cell("XFD1048576", "x")}</row>')
    write_study(shop.folder, "订单.xlsx")
    shop.stops("E-XLS-08", "订单.xlsx", "1,048,576", "16,384", "7")


def test_declared_entities_stop(shop: Shop):
    """#8"""
    bomb = '<!DOCTYPE z [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;">]>'
    pack(shop.folder / "订单.xlsx", row_of(1, "&b;"), prolog=bomb)
    write_study(shop.folder, "订单.xlsx")
    shop.stops("E-XLS-09", "订单.xlsx", SHEET, known=SHEET)


STRANGE = ["订单[2025].csv", "x*.csv", "何?.csv", "'a\"b.csv", "-n.csv", "a\u202egnp.csv"]


@pytest.mark.parametrize("name", STRANGE)
def test_exactly_the_named_file_is_read_whatever_its_name(shop: Shop, name):
    """#9"""
    for other in ("订单2.csv", "xy.csv", "何x.csv", "ab.csv", "n.csv"):
        shop.write(as_text(clean_rows(3)), other)
    shop.write(as_text(clean_rows(7)), name)
    assert shop.inspected(name)["kept"] == 7
    shop.write(b"", name)
    write_study(shop.folder, name)
    told = shop.stops("E-SRC-02", name.replace("\u202e", "\\u202e"), known=name)
    assert all("\u202e" not in text for text in told.values())


def test_a_name_with_a_leading_dash_is_no_option(shop: Shop):
    """#9"""
    shop.write(as_text(clean_rows(7)), "-n.csv")
    told = shop.say("inspect", "--language", "en", "--", "-n.csv")
    assert (told.exit_code, "-n.csv: 7 rows" in told.out) == (0, True)


def test_a_zip_of_something_else_is_named(shop: Shop):
    """#4"""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("word/document.xml", "<a/>")
    shop.write(packed.getvalue(), "订单.csv")
    shop.stops("E-XLS-03", "订单.csv", "ZIP")
