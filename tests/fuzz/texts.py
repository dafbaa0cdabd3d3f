"""Delimited text, spoiled: it is read exactly and every record is accounted for, or it is stopped with a code."""

import shutil
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from random import Random
from typing import Any

from pydantic import ValidationError

from segkit.engine import open_engine
from segkit.errors import SegkitError
from segkit.source import texts
from segkit.source.files import open_table
from segkit.source.inspect import inspect_file
from segkit.source.opened import check_file, escape_pattern
from segkit.source.options import ReadOptions
from segkit.steps.collection import read_options
from segkit.study_sources import Read, Source
from tests.fuzz.account import BREAK, Row, check_account
from tests.fuzz.mutation import Case, Mutator
from tests.fuzz.speech import speak
from tests.messy.exports import messy_export

WHOLE, INSPECTED = 20, 2000  # every so many cases by the whole door, and inspected as `segkit inspect` does
PLAIN = ReadOptions()
FRESH = 500  # cases after which engine and folder are new

TOKENS = (
    b'"', b'""', b'"""', b"'", b"\\", b'\\"', b",", b",,", b"\t", b";", b"|", b"\r", b"\n", b"\r\n", b"\n\r",
    b"\n\n", b"\0", b"\x1a", b"\x1b", b"\x7f", b"\x85", b"\xff", b"\xfe\xff", b"\xff\xfe", b"\xef\xbb\xbf",
    b"\xef\xbb", b"\xc0\x80", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\xf0\x9f\x98\x80", b"\xe2\x80\xa8",
    b"\xe2\x80\xa9", b"\xe2\x80\x8b", b"\xc2\xa0", b"\xe3\x80\x80", b"\xc2\x85", "，".encode(), "；".encode(),
    "“".encode(), "”".encode(), "：".encode(), "合计".encode(),
    "小计：".encode(), b"Total", b"\xba\xcf\xbc\xc6", b"\xd5",
    b"\x81\x30\x81\x30", b"\x81", b"\x80", b" ", b"=1+1", b"#", b"-", b"0", b"2024-02-30", b"1e999", "年".encode(),
    b"column_1", b"NULL", b"nan", b"%", b"*", b"{", b"<",
)  # fmt: skip
SMALL = (
    b"", b"\n", b"a", b"a,b", b"a,b\n", b"a,b\n1,2", b"a,b\r\n1,2\r\n", b"a,b\r1,2\r", b"a,b\n1,2\r\n3,4\r5,6\n",
    b'a,b\n1,"ha ""ha"" ha"\n3,4\n', b'a,b\n1,"x\ny"\n3,"p\r\nq"\n', b'a,b\n"",""\n1,2\n',
    b"a,b\n1,\n,2\n,,\n\n1,1\n", b'"a","b"\n"1","2"\n', b'first,last,address\nJohn,Doe,"120 any st., Anytown"\n',
    b"a b c\n1 2 3\n4 5 6\n", b"a\tb\n1\t2\n3\t4\n", b"a;b\n1,5;2\n3,4;1\n", b"a|b|c\n1|2|3\n4|5|6\n",
    b"a, b\n1, 2\n3, 4\n", b"a,b\n1,5\" pipe\n2,6\" pipe\n3,7\n", b"a,b\n1,\"5\\\" x\"\n2,\"y\"\n",
    b"a,b\n'1','2,3'\n'4','5'\n", b"id\n1\n2\n\n3\n", "会员号，金额\n甲，5\n乙，6\n".encode(),
    "会员号,金额\n甲,5\n合计,5\n".encode(),
    "订单表\n\n会员号,金额,城市\n甲,5,上海\n\n制表人：王\n".encode(), "会员号,金额\n甲,5\n".encode("gb18030"),
    "會員,金額\n王,5\n".encode("big5"), "会员号,金额\n甲,5\n乙,6\n".encode("utf-16"),
    "a,b\n1,é\n2,ü\n".encode("cp1252"),
    b"\xef\xbb\xbfa,b\n1,2\n", b"a,b\n1,2\n\xd5\xc5,3\n4,5\n", b"a,b\n1,2\n\na,b\n3,4\n",
    b"a,a,A,\n1,2,3,4\n5,6,7,8\n", b"a,b,\n1,2,\n3,4,\n", b"a,b\n1,2,\n3,4,\n", b"x,y\nm,n\n1,2\n3,4\n5,6\n",
    b"a,b\n1,2\n3,4\n\nc,d,e\n1,2,3\n4,5,6\n", "\ufeffa,b\n1,2\n".encode("utf-16-be"), b"1,2\n3,4\n5,6\n",
)  # fmt: skip
STATED = {
    "delimiter": (",", "\t", ";", "|", "，", ", ", "::", " ", "", '"', "\n", "a", "\0"),
    "quote": ("none", '"', "'", "~", "(", "“", "ab", "\\", ",", "\n"),
    "escape": ("double", "backslash", "literal", "none", "other_twice"),
    "separators_in": ("b", "a", "地址", "金额", "会员号", "column_2", ""),
    "header": (0, 1, 2, 3, 9, 10**9),
    "last_row": (1, 2, 3, 8, 10**9),
    "encoding": (
        "utf-8", "gbk", "gb18030", "big5", "utf-16", "utf-16-le", "utf-32", "cp1252", "latin-1", "utf-7", "hz",
        "utf-8-sig", "shift_jis", "cp037", "idna", "punycode", "hex", "zlib", "rot13", "undefined", "unicode_escape",
        "raw_unicode_escape", "mbcs", "none such", "", "\0", "utf_8\0",
    ),
}  # fmt: skip


class TextFiles:
    """The family of delimited text."""

    name, target = "delimited texts", 200_000

    def __init__(self) -> None:
        self.mutator = Mutator([*SMALL, *exports(range(60))], TOKENS)
        self.n, self.engine = 0, None

    def draw(self, rng: Random) -> Case:
        """A spoiled file; every fourth is read as somebody says it is to be read."""
        content = self.mutator.draw(rng)
        names = rng.sample(list(STATED), rng.choice((1, 1, 2, 3))) if rng.random() < 0.25 else ()
        options = {name: rng.choice(STATED[name]) for name in names}
        if "separators_in" in options:
            options.setdefault("delimiter", ",")
        return Case(".csv", content, options)

    def check(self, case: Case, folder: Path) -> None:
        """The invariant; every twentieth file by the whole door, every two thousandth inspected too."""
        self._refresh(folder)
        self.n += 1
        path = folder / f"{self.n}{case.suffix}"
        path.write_bytes(case.content)
        options = stated(case.options)
        if options is None:
            return
        check_text(self.engine, path, options, is_whole=self.n % WHOLE == 0)
        if self.n % INSPECTED == 0:
            inspect(self.engine, path, options)

    def close(self) -> None:
        """Give the engine back."""
        if self.engine is not None:
            self.engine.disconnect()

    def _refresh(self, folder: Path) -> None:
        """A new engine and an empty folder, so that thousands of views and files do not add up."""
        if self.n % FRESH == 0:
            self.close()
            self.engine = open_engine(threads=1)  # a worker's case is one core's work
            shutil.rmtree(folder, ignore_errors=True)
        if not (folder / "staging").is_dir():
            (folder / "staging").mkdir(parents=True)


def stated(read: Mapping[str, Any]) -> ReadOptions | None:
    """What a study's `read:` says, as its steps take it; None where the study is refused."""
    if not read:
        return PLAIN
    try:
        return read_options(Source(file="a.csv", columns={}, read=Read(**read)))
    except ValidationError:
        return None


def exports(seeds: Sequence[int]) -> Iterator[bytes]:
    """The first lines of generated messy exports, cut where a line ends."""
    for seed in seeds:
        content, rng = messy_export(seed).content, Random(seed)
        ends = [found.end() for found in BREAK.finditer(content)][: rng.randrange(3, 16)] or [len(content)]
        yield content[: ends[-1]]


def check_text(engine: Any, path: Path, options: ReadOptions, *, is_whole: bool) -> None:
    """The file is stopped with a code that can be told, or read exactly; AssertionError where it is neither.

    `is_whole`: through `open_table`, as users go. Otherwise the engine reads the staged file with the same arguments in
    one statement, without the views that Ibis makes of it, which take most of the time.
    """
    staging = path.parent / "staging"
    try:
        check_file(path)
        state = path.stat()
        found = texts._settled(path, options, staging, state.st_size, state.st_mtime_ns)
        rows = read_whole(engine, path, options) if is_whole else read_staged(engine, found)
    except SegkitError as problem:
        speak(problem)
    else:
        check_account(found.survey, rows)


def inspect(engine: Any, path: Path, options: ReadOptions) -> None:
    """What `segkit inspect` does with the file."""
    try:
        inspect_file(engine, path, options, path.parent / "staging")
    except SegkitError as problem:
        speak(problem)


def read_whole(engine: Any, path: Path, options: ReadOptions) -> list[Row]:
    """The rows by the door that users take."""
    source = open_table(engine, path, options, path.parent / "staging")
    return list(zip(*source.table.to_pyarrow().to_pydict().values(), strict=True))


def read_staged(engine: Any, found: texts.TextLayout) -> list[Row]:
    """The rows of the staged file, read by the engine with the loader's own arguments."""
    columns = ", ".join(f"{literal(name)}: 'VARCHAR'" for name in found.columns)
    arguments = ", ".join(f"{name} = {literal(value)}" for name, value in found.staged.arguments().items())
    path = literal(escape_pattern(found.staged.path))
    rows: list[Row] = engine.con.execute(
        f"SELECT * FROM read_csv({path}, columns = {{{columns}}}, {arguments})"
    ).fetchall()
    return rows


def literal(value: object) -> str:
    """A value as SQL writes it."""
    return "'" + value.replace("'", "''") + "'" if isinstance(value, str) else str(value)
