"""Encodings are proved over all bytes of a file, and what DuckDB cannot read is written as plain UTF-8."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from segkit.errors import EmptyFile, EncodingUnclear, UnreadableEncoding
from segkit.source.encodings import CHUNK, settle_encoding, write_utf8

CHINESE = "会员号,金额\n张悦,12.50\n李明,30\n收纳整理,茶具茶器\n"


def file_of(folder, data: bytes):
    path = folder / "a.csv"
    path.write_bytes(data)
    return path


@pytest.mark.parametrize(
    ("text", "codec", "name"),
    [
        (CHINESE, "utf-8", "utf-8"),
        (CHINESE, "utf-8-sig", "utf-8-sig"),
        (CHINESE, "gb18030", "gb18030"),
        (CHINESE, "utf-16", "utf-16"),
        ("name,amount\nZoë Franzö,1\nRené,2\n", "cp1252", "cp1252"),
        ("name,amount\rZoë Franzö,1\rRené,2\r", "mac_roman", "mac_roman"),
        ("會員編號,金額\n這個禮拜買東西,1\n會議資料與訂單,2\n", "big5", "big5"),
    ],
)
def test_a_file_is_read_in_the_encoding_it_was_written_in(tmp_path, text, codec, name):
    path = file_of(tmp_path, text.encode(codec))
    found = settle_encoding(path)
    assert found.name == name
    assert write_utf8(path, found, tmp_path / "b.csv").read_text(encoding="utf-8") == text.replace("\r", "\n")


def test_four_byte_characters_of_gb18030_are_kept(tmp_path):
    text = CHINESE + "㐂𠮷,1\n"
    path = file_of(tmp_path, text.encode("gb18030"))
    assert write_utf8(path, settle_encoding(path), tmp_path / "b.csv").read_text(encoding="utf-8") == text


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_its_mark_is_asked_about_and_read_when_stated(tmp_path, codec):
    path = file_of(tmp_path, CHINESE.encode(codec))
    with pytest.raises(EncodingUnclear) as raised:
        settle_encoding(path)
    assert f"read: {{encoding: {codec}}}" in raised.value.lines
    assert any("会员号,金额" in reading for reading in raised.value.readings)
    found = settle_encoding(path, codec)
    assert write_utf8(path, found, tmp_path / "b.csv").read_text(encoding="utf-8") == CHINESE


def test_two_characters_may_be_simplified_or_traditional(tmp_path):
    with pytest.raises(EncodingUnclear):
        settle_encoding(file_of(tmp_path, "id,city\n1,上海\n".encode("gb18030")))


def test_a_character_across_two_chunks_is_still_utf_8(tmp_path):
    path = file_of(tmp_path, b"a" * (CHUNK - 1) + "张\n".encode())
    assert settle_encoding(path).name == "utf-8"


def test_the_offset_of_the_first_byte_that_does_not_fit_is_told(tmp_path):
    path = file_of(tmp_path, b"name\nab\x80\x81\xfd\xff\n")
    with pytest.raises(UnreadableEncoding) as raised:
        settle_encoding(path)
    assert raised.value.offset == 7


def test_a_stated_encoding_that_fails_is_an_error_and_no_guess(tmp_path):
    path = file_of(tmp_path, CHINESE.encode("gb18030"))
    with pytest.raises(UnreadableEncoding) as raised:
        settle_encoding(path, "utf-8")
    assert raised.value.tried == ("utf-8",)


def test_an_unknown_encoding_name_is_an_error(tmp_path):
    with pytest.raises(UnreadableEncoding):
        settle_encoding(file_of(tmp_path, b"a\n1\n"), "klingon")


@pytest.mark.parametrize("data", [b"", b"\xef\xbb\xbf", b"\r\n\r\n", b"\xef\xbb\xbf\n"])
def test_nothing_but_marks_and_line_ends_is_an_empty_file(tmp_path, data):
    with pytest.raises(EmptyFile):
        settle_encoding(file_of(tmp_path, data))


@given(st.text(st.characters(codec="gb18030", min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=4))
def test_common_chinese_in_gb2312_is_never_taken_for_western(tmp_path_factory, text):
    common = text.encode("gb2312", errors="ignore").decode("gb2312")
    if len(common) >= 4:
        path = file_of(tmp_path_factory.mktemp("g"), f"名称\n{common}\n".encode("gb18030"))
        with suppress(EncodingUnclear):  # common writing in Big5 as well
            assert settle_encoding(path).name in ("gb18030", "utf-8")


@pytest.mark.parametrize("stated", ["hex", "rot13", "zlib", "undefined", "utf-16", "\0", "none such"])
def test_a_stated_encoding_that_reads_no_such_text_is_told(tmp_path, stated):
    with pytest.raises(UnreadableEncoding) as raised:
        settle_encoding(file_of(tmp_path, b"id,amount\n1,2\n"), stated)
    assert raised.value.tried == (stated,)


def test_half_a_character_is_no_text(tmp_path):
    path = file_of(tmp_path, b"id,amount\n\\ud800,2\n")
    with pytest.raises(UnreadableEncoding):
        write_utf8(path, settle_encoding(path, "unicode_escape"), tmp_path / "b.csv")
