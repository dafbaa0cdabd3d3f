"""Workbooks, spoiled outside and inside: they are read, or stopped with a code, by a child that may die of them."""

import io
import re
import shutil
import zipfile
from pathlib import Path
from random import Random
from typing import Any

from segkit.engine import open_engine
from segkit.errors import SegkitError
from segkit.source import workbooks
from segkit.source.accounts import account_records
from segkit.source.files import open_table
from segkit.source.inspect import inspect_file
from segkit.source.options import ReadOptions
from tests.fuzz.forking import ForkedReaders
from tests.fuzz.mutation import Case, Mutator
from tests.fuzz.speech import speak
from tests.fuzz.workbook_seeds import packed, seeds, unpacked

COMMON, INSPECTED, FRESH = 100, 50, 300  # every so many cases by a child as users start it; inspected; a new engine
MOST_MEMORY = 1 << 30  # of a child, above what it begins with
BASE, LONGEST = 200 << 20, 10.0  # bytes with everything loaded; seconds of processor time of a child
NUMBER = re.compile(rb"[0-9]+")

TOKENS = (
    b"<", b">", b"/>", b"</row>", b"</sheetData>", b"<sheetData/>", b"<sheetData>", b'<row r="1">',
    b'<row r="1048577">', b"<c>", b'<c r="A1"/>', b'<c r="XFD1048576"><v>1</v></c>', b'<c r="XFE1"><v>1</v></c>',
    b'<c r="ZZZ1"><v>1</v></c>', b'<c r="A0"><v>1</v></c>', b'<c r="A99999999999"><v>1</v></c>',
    b'<c r="AAAA1"><v>1</v></c>', b'<c r="1A"><v>1</v></c>', b'<c r=""><v>1</v></c>', b' t="e"', b' t="s"',
    b' t="b"', b' t="d"', b' t="str"', b' t="inlineStr"', b' s="999"', b' s="-1"', b' hidden="1"',
    b"<v>99999999999999999999</v>", b"<v>-1</v>", b"<v>1e999</v>", b"<v>NaN</v>", b"<v></v>", b"<v/>",
    b"<f>1/0</f>", b'<f t="shared" si="9"/>', b'<f t="array" ref="A1:XFD1048576">1</f>', b"<is><t>x</t></is>",
    b"<is/>", b'<mergeCell ref="A1:A9"/>', b'<mergeCell ref="A9:A1"/>', b'<mergeCell ref="B2"/>',
    b'<mergeCell ref="A1:ZZZZ9999999999"/>', b'<dimension ref="A1:XFD1048576"/>', b'<dimension ref="C9:A1"/>',
    b'<dimension ref=":"/>', b"<x:c/>", b"<!-- -->", b"<![CDATA[x]]>", b"<?x y?>", b"&amp;", b"&#0;", b"&#xD800;",
    b"&#1114112;", b"&bad;", b"&", b"\0", b"\xff", b"\xef\xbb\xbf", b"\xff\xfe",
    b'<?xml version="1.0" encoding="gbk"?>', b'<?xml version="1.0" encoding="none"?>',
    b'<?xml version="1.0" encoding="utf-16"?>', b'<!DOCTYPE a [<!ENTITY b "c">]>', b'standalone="maybe"',
    b' date1904="1"', b' fullCalcOnLoad="1"', b' state="hidden"', b' state="veryHidden"', b' name=""',
    b' r:id="rId9"', b' r:id=""', b"../../../x", b"/xl/workbook.xml", b'table:number-columns-repeated="1048576"',
    b'table:number-rows-repeated="1048576"', b'table:number-rows-repeated="99999999999"',
    b'table:number-rows-repeated="-1"', b'office:date-value="2024-02-30"', b'office:date-value=""',
    b'office:time-value="PT99H"', b'office:value="x"', b"<table:covered-table-cell/>", b"<text:s/>", b"PK\x05\x06",
    b"PK\x01\x02", b"PK\x03\x04", b"\x85\0", b"\x0a\0\0\0", b"\x06\0", b"\x05\x02", b"\xff\xff\xff\xff",
    b"\xff\xff\xff\x7f", b"\x80\x80\x80\x80", "会员号".encode(), "\ud83d\ude00".encode("utf-16-le", "surrogatepass"),
    "𠮷".encode(), b"W\0o\0r\0k\0b\0o\0o\0k\0",
)  # fmt: skip
NUMBERS = (
    b"0", b"-1", b"1", b"15", b"255", b"256", b"65536", b"1048576", b"1048577", b"16385", b"2147483648",
    b"4294967295", b"99999999999999999999",
)  # fmt: skip
STATED: tuple[dict[str, Any], ...] = ({}, {}, {}, {"header": 1}, {"header": 9}, {"sheet": "订单"}, {"sheet": "a"})
SHEETS = re.compile(r"sheet1|content\.xml|workbook\.(xml|bin)$|sharedStrings|styles")


class Workbooks:
    """The family of workbooks."""

    name, target = "workbooks", 5_000

    def __init__(self) -> None:
        self.seeds = list(seeds())
        self.parts = [(suffix, unpacked(content)) for suffix, content in self.seeds if zipfile_like(content)]
        self.outside = Mutator([content for _, content in self.seeds], TOKENS)
        self.inside = Mutator([part for _, parts in self.parts for part in parts.values()], TOKENS)
        self.n, self.engine, self.readers, self.start = 0, None, ForkedReaders(), workbooks._start

    def draw(self, rng: Random) -> Case:
        """A workbook spoiled as bytes, or in one of its parts and packed again; some under another's name."""
        if rng.random() < 0.3:
            suffix, content = rng.choice(self.seeds)
            content = self.outside.spoil(rng, content)
        else:
            suffix, parts = rng.choice(self.parts)
            content = packed(self._spoiled(rng, parts))
        suffix = rng.choice(self.seeds)[0] if rng.random() < 0.05 else suffix
        return Case(suffix, content, rng.choice(STATED))

    def _spoiled(self, rng: Random, parts: dict[str, bytes]) -> dict[str, bytes]:
        """One part spoiled; or left out, or under another's name."""
        names = [name for name in parts if SHEETS.search(name)] if rng.random() < 0.8 else list(parts)
        name, choice = rng.choice(names), rng.random()
        if choice < 0.03:
            return {other: part for other, part in parts.items() if other != name}
        if choice < 0.05:
            return parts | {name: parts[rng.choice(list(parts))]}
        spoil = other_number if choice < 0.4 else self.inside.spoil
        return parts | {name: spoil(rng, parts[name])}

    def check(self, case: Case, folder: Path) -> None:
        """The file is read or stopped with a code, by a child that stays within its limits and has no slip of ours."""
        self._refresh(folder)
        self.n += 1
        path = folder / f"{self.n}{case.suffix}"
        path.write_bytes(case.content)
        is_common = self.n % COMMON == 0
        workbooks._start = self.start if is_common else self._start  # type: ignore[assignment]
        try:
            check_workbook(self.engine, path, ReadOptions(**case.options), is_inspected=self.n % INSPECTED == 0)
        finally:
            workbooks._start = self.start

    def _start(self, asked: str, seconds: int) -> Any:
        child = self.readers.start(asked, seconds)
        said = child.stderr.decode("utf-8", "replace")
        assert "Traceback" not in said or "PanicException" in said, said[-2000:]
        assert self.readers.slowest < LONGEST, f"{self.readers.slowest:.1f} s"
        assert self.readers.peak < BASE + MOST_MEMORY, f"{self.readers.peak >> 20} MiB"
        return child

    def close(self) -> None:
        """Give the engine and the readers back."""
        self.readers.close()
        if self.engine is not None:
            self.engine.disconnect()

    def _refresh(self, folder: Path) -> None:
        if self.n % FRESH == 0:
            if self.engine is not None:
                self.engine.disconnect()
            self.engine = open_engine()
            shutil.rmtree(folder, ignore_errors=True)
        (folder / "staging").mkdir(parents=True, exist_ok=True)


def check_workbook(engine: Any, path: Path, options: ReadOptions, *, is_inspected: bool) -> None:
    """The workbook is stopped with a code that can be told, or all its rows come out."""
    staging = path.parent / "staging"
    try:
        source = open_table(engine, path, options, staging)
        rows = source.table.to_pyarrow()
        assert rows.column_names == list(source.columns)
        assert account_records(engine, source, len(rows)).kept == len(rows)
        if source.lines:
            assert engine.read_parquet(str(source.lines)).count().to_pyarrow().as_py() == len(rows)
        if is_inspected:
            inspect_file(engine, path, options, staging)
    except SegkitError as problem:
        speak(problem)


def other_number(rng: Random, content: bytes) -> bytes:
    """One number by another; where there is none, some bytes."""
    found = list(NUMBER.finditer(content))
    if not found:
        return content + rng.choice(NUMBERS)
    one = rng.choice(found)
    return content[: one.start()] + rng.choice(NUMBERS) + content[one.end() :]


def zipfile_like(content: bytes) -> bool:
    """Whether the workbook is an archive of parts."""
    return zipfile.is_zipfile(io.BytesIO(content))
