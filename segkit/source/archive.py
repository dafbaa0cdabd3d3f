"""The outside of a packed workbook (.xlsx .xlsm .xlsb .ods): its sizes, its kind, where its sheets lie.

Looked at before anything is parsed. What is read whole here (workbook.xml and its relations) declares no entities.
"""

import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from xml.etree import ElementTree

from segkit.errors import (
    DamagedFile,
    EntitiesDeclared,
    ForeignKind,
    LockedFile,
    TooMuchInside,
    TruncatedWorkbook,
)
from segkit.source.limits import PARTS, RATIO, RATIO_FROM, UNPACKED

BOOK_READ = 32 << 20  # of workbook.xml: names of sheets and ranges
PROLOG = 1 << 16  # no program writes more before the first element
ROOT = re.compile(rb"<(?:[A-Za-z_][\w.\-]*:)?[A-Za-z_]")
# What a spoiled archive brings about in the standard library: OSError where an offset points before the file, the last
# two where XML or a part's name is in an encoding that is none.
BROKEN_XML = (ElementTree.ParseError, LookupError, ValueError)
# NotImplementedError is zipfile's word for a packing that it does not know.
UNSOUND = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, *BROKEN_XML)
FOREIGN_PARTS = {"word/": "DOCX", "ppt/": "PPTX"}


@dataclass(frozen=True)
class SheetPart:
    """A sheet as workbook.xml names it, and the part that holds its cells."""

    name: str
    part: str


@dataclass(frozen=True)
class Book:
    """What workbook.xml says; `is_stale`: the writer asks that all formulas be calculated when the file is opened."""

    kind: str  # xlsx, xlsb, ods
    sheets: tuple[SheetPart, ...] = ()
    is_1904: bool = False
    is_stale: bool = False
    n_bytes: int = 0  # of all parts, unpacked; 0 where nothing is packed


@contextmanager
def open_archive(path: Path) -> Iterator[zipfile.ZipFile]:
    """The archive, its sizes within limits.

    Raises
    ------
    TruncatedWorkbook, DamagedFile, LockedFile
        The list of parts at its end is missing or contradicts the rest, or parts are encrypted.
    TooMuchInside
        It would unpack to more than a workbook should.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            _check_sizes(path, archive)
            yield archive
    except UNSOUND as error:
        if _has_end(path):
            raise DamagedFile(path.name, str(error)) from None
        raise TruncatedWorkbook(path.name, str(error)) from None


def read_book(path: Path, archive: zipfile.ZipFile) -> Book:
    """The kind of workbook, and for .xlsx its sheets.

    Raises
    ------
    ForeignKind
        The archive is no workbook.
    EntitiesDeclared
        A part declares a document type.
    """
    names = {_plain(name): name for name in archive.namelist()}
    _check_prologs(path, archive)
    if "xl/workbook.bin" in names:
        return Book("xlsb", n_bytes=_unpacked_size(archive))
    if "content.xml" in names and "mimetype" in names:
        if b"spreadsheet" not in archive.read(names["mimetype"])[:100]:
            raise ForeignKind(path.name, "OpenDocument")
        return Book("ods", n_bytes=_unpacked_size(archive))
    main = names.get(_main_part(archive, names))
    if main is None or any(name.startswith(tuple(FOREIGN_PARTS)) for name in names):
        kinds = (kind for start, kind in FOREIGN_PARTS.items() if any(name.startswith(start) for name in names))
        raise ForeignKind(path.name, next(kinds, "ZIP"))
    return _read_main(path, archive, main, names)


def _check_sizes(path: Path, archive: zipfile.ZipFile) -> None:
    parts = archive.infolist()
    if any(part.flag_bits & 1 for part in parts):
        raise LockedFile(path.name)
    total = _unpacked_size(archive)
    if total > UNPACKED or len(parts) > PARTS:
        raise TooMuchInside(path.name, path.name, path.stat().st_size, total)
    for part in parts:
        if part.file_size > RATIO_FROM and part.file_size > RATIO * max(1, part.compress_size):
            raise TooMuchInside(path.name, part.filename, part.compress_size, part.file_size)


def _unpacked_size(archive: zipfile.ZipFile) -> int:
    return sum(part.file_size for part in archive.infolist())


def _check_prologs(path: Path, archive: zipfile.ZipFile) -> None:
    """Entities are declared before the first element, if anywhere."""
    for name in archive.namelist():
        if not name.lower().endswith((".xml", ".rels", ".vml")):
            continue
        with archive.open(name) as part:
            head = part.read(PROLOG).replace(b"\0", b"")  # UTF-16 as well
        root = ROOT.search(head)
        if b"<!DOCTYPE" in head or b"<!ENTITY" in head or (root is None and len(head) > PROLOG // 2):
            raise EntitiesDeclared(path.name, name)


def _main_part(archive: zipfile.ZipFile, names: dict[str, str]) -> str:
    if "_rels/.rels" in names:
        for relation in ElementTree.fromstring(archive.read(names["_rels/.rels"])[:BOOK_READ]):
            if relation.get("Type", "").endswith("/officeDocument"):
                return _plain(relation.get("Target", ""))
    return "xl/workbook.xml"


def _read_main(path: Path, archive: zipfile.ZipFile, main: str, names: dict[str, str]) -> Book:
    place = PurePosixPath(_plain(main))
    relations = names.get(f"{place.parent}/_rels/{place.name}.rels")
    if archive.getinfo(main).file_size > BOOK_READ or relations is None:
        raise DamagedFile(path.name, place.name)
    root = ElementTree.fromstring(archive.read(main))
    targets = {item.get("Id"): item.get("Target", "") for item in ElementTree.fromstring(archive.read(relations))}
    sheets, is_1904, is_stale = [], False, False
    for item in root.iter():
        tag = item.tag.rpartition("}")[2]
        if tag == "sheet":
            key = next((value for name, value in item.attrib.items() if name.endswith("}id")), None)
            part = names.get(_target(place.parent, targets.get(key, "")), "")
            sheets.append(SheetPart(item.get("name", ""), part))
        elif tag == "workbookPr":
            is_1904 = item.get("date1904") in ("1", "true")
        elif tag == "calcPr":
            is_stale = item.get("fullCalcOnLoad") in ("1", "true")
    return Book("xlsx", tuple(sheets), is_1904, is_stale)


def _target(folder: PurePosixPath, target: str) -> str:
    """A relation's target from the archive's root: absolute, or relative to the folder of workbook.xml."""
    if target.startswith("/"):
        return _plain(target)
    steps: list[str] = []
    for step in (folder / target.replace("\\", "/")).parts:
        steps = steps[:-1] if step == ".." else [*steps, step]
    return _plain("/".join(steps))


def _plain(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").lower()


def _has_end(path: Path) -> bool:
    """Whether the archive's closing record stands in the last 64 kB, where it must."""
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - (1 << 16) - 22))
        return b"PK\x05\x06" in file.read()
