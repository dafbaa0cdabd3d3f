"""What a file really is, by its first bytes: so that a wrong name or a protected file is told as such."""

import codecs
import mmap
import re
from pathlib import Path

from segkit.errors import (
    ForeignKind,
    LockedFile,
    ProtectedFile,
    TextAsWorkbook,
    TruncatedWorkbook,
    UnknownBinary,
    WorkbookAsText,
)

SPREADSHEETS = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods")
BINARY = (".parquet", ".pq", ".sqlite", ".sqlite3", ".db", ".duckdb")  # their readers know their own
LOOKED_AT = 4096

ZIP, COMPOUND = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# Document-protection software writes its own head before the encrypted document and leaves the name as it was.
PROTECTION = {
    b"%TSD-Header-###%": "Tipray 天锐绿盾 (TSD)",
    b"E-SafeNet": "E-SafeNet 亿赛通",
    b"b\x14#e": "E-SafeNet 亿赛通",
    b"SCDSA00": "SoftCamp",
    b"\x9b DRMONE": "Fasoo DRM",
    b".pfile": "Microsoft RMS",
}
FOREIGN = {
    b"%PDF": "PDF",
    b"Rar!": "RAR",
    b"7z\xbc\xaf": "7z",
    b"\x1f\x8b": "gzip",
    b"PAR1": "Parquet",
    b"SQLite format 3": "SQLite",
    b"\x89PNG": "PNG",
    b"\xff\xd8\xff": "JPEG",
}
STREAMS = {"WordDocument": "DOC", "PowerPoint Document": "PPT", "__substg": "MSG"}  # of compound files
MARKS = {
    "HTML": ("<html", "<!doctype html", "<table", "<meta", "<head", "<body", "<style", "<div"),
    "MHTML": ("mime-version:",),
    "XML": ("<?xml",),
    "JSON": ("{", "["),
}
CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x19\x1c-\x1f]")  # that no text has


def check_kind(path: Path) -> None:
    """Raise where the first bytes contradict the file's name; a database or Parquet file is left to its reader.

    Raises
    ------
    TextAsWorkbook, WorkbookAsText, ForeignKind
        A text or web page named as a workbook, a workbook named as text, or something else altogether.
    ProtectedFile, LockedFile, UnknownBinary
        Encrypted by document-protection software or a password, or neither text nor anything known.
    """
    suffix = path.suffix.lower()
    with path.open("rb") as file:
        head = file.read(LOOKED_AT)
    if not head or suffix in BINARY:
        return
    if product := _protection(head):
        raise ProtectedFile(path.name, product)
    if suffix in SPREADSHEETS:
        _check_spreadsheet(path, suffix, head)
    else:
        _check_text(path, suffix, head)


def text_kind(head: bytes) -> str | None:
    """`CSV`, `HTML`, `XML`, `MHTML` or `JSON` where the bytes are text in a usual encoding, else None."""
    text = _decoded(head)
    if text is None:
        return None
    start = text.lstrip("\ufeff \t\r\n").lower()
    return next((kind for kind, marks in MARKS.items() if start.startswith(marks)), "CSV")


def _check_spreadsheet(path: Path, suffix: str, head: bytes) -> None:
    if head.startswith(ZIP):
        return  # what lies inside is looked at where memory is limited
    if head.startswith(COMPOUND):
        kind = _compound_kind(path)
        if kind is None:  # its directory, which stands anywhere, is missing
            raise TruncatedWorkbook(path.name, "OLE")
        if kind != "XLS":
            raise ForeignKind(path.name, kind)
        return
    _check_foreign(path, head)
    text = text_kind(head)
    if text is None:
        raise UnknownBinary(path.name, "?")
    raise TextAsWorkbook(path.name, text, suffix)


def _check_text(path: Path, suffix: str, head: bytes) -> None:
    if head.startswith(ZIP):
        if b"xl/" in head or b"[Content_Types].xml" in head:
            raise WorkbookAsText(path.name, "XLSX", suffix, ".xlsx")
        if b"opendocument.spreadsheet" in head:
            raise WorkbookAsText(path.name, "ODS", suffix, ".ods")
        raise ForeignKind(path.name, "ZIP")
    if head.startswith(COMPOUND):
        kind = _compound_kind(path)
        raise (
            WorkbookAsText(path.name, kind, suffix, ".xls") if kind == "XLS" else ForeignKind(path.name, kind or "OLE")
        )
    _check_foreign(path, head)
    if text_kind(head) in ("HTML", "MHTML"):
        raise TextAsWorkbook(path.name, str(text_kind(head)), suffix)


def _check_foreign(path: Path, head: bytes) -> None:
    kind = next((kind for mark, kind in FOREIGN.items() if head.startswith(mark)), None)
    if kind:
        raise ForeignKind(path.name, kind)


def _protection(head: bytes) -> str | None:
    """The product whose mark stands in the first 512 bytes; a mark in the text of a CSV would have to be its start."""
    start = head[:512]
    is_text = _decoded(start) is not None
    found = (name for mark, name in PROTECTION.items() if start.startswith(mark) or (not is_text and mark in start))
    return next(found, None)


def _compound_kind(path: Path) -> str | None:
    """What a compound file holds, by the names in its directory; None where none of the known ones is there.

    Raises
    ------
    ProtectedFile, LockedFile
        The document inside is encrypted: by rights management, or with a password.
    """
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:

        def holds(name: str) -> bool:
            return content.find(name.encode("utf-16-le")) >= 0

        if holds("Workbook\0") or holds("Book\0"):
            return "XLS"
        if holds("DRMEncrypted") or holds("DRMContent"):
            raise ProtectedFile(path.name, "Microsoft RMS")
        if holds("EncryptedPackage"):
            raise LockedFile(path.name)
        return next((kind for name, kind in STREAMS.items() if holds(name)), None)


def _decoded(head: bytes) -> str | None:
    """The bytes as text, a character cut at their end left out; None where they are not."""
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return codecs.getincrementaldecoder("utf-16")("replace").decode(head)
    if head[1::2].count(0) > 0.4 * len(head[1::2]):  # UTF-16 without its mark
        return head.decode("utf-16-le", "replace")
    if CONTROLS.search(head):
        return None
    for encoding in ("utf-8", "gb18030", "big5", "cp1252"):
        try:
            return codecs.getincrementaldecoder(encoding)().decode(head)
        except UnicodeDecodeError:
            continue
    return None
