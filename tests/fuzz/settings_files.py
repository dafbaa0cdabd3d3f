"""Files that people write, spoiled: a checked model, or problems that name line and column."""

import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import fields
from pathlib import Path
from random import Random
from textwrap import indent

from segkit.errors import Problems, SegkitError
from segkit.errors.config import ConfigError
from segkit.house import kit_folder
from segkit.report.brand import read_brand
from segkit.report.words import read_words
from segkit.segments.lint import lint_schemes
from segkit.segments.standard import LIBRARY, read_standard, schemes_of
from segkit.steps.collection import read_options
from segkit.study import read_study
from tests.conftest import ROOT
from tests.fuzz.mutation import Case, Mutator
from tests.fuzz.speech import speak

SEEDS = ROOT / "tests" / "fuzz" / "seeds"
BRANDS = ROOT / "templates" / "brands"
VALUE = re.compile(rb"(?<=[:\[,{] )[^\n#,{}\[\]]+|(?<=: )[^\n#]+")
KEY = re.compile(rb"[\w\-]+(?=:)")

TOKENS = (
    b":", b": ", b"- ", b"? ", b"#", b" #", b"{", b"}", b"[", b"]", b"{}", b"[]", b"&a ", b"*a", b"!!",
    b"!!binary ", b"!!set ", b"!!omap ", b"!!timestamp ", b"!!python/name:os.system ", b"!!float ", b"!!int ",
    b"!<x> ", b"<<: ", b"<<: *a", b"|", b">", b"|+9\n", b"%YAML 1.1\n---\n", b"%TAG ! x\n", b"---\n", b"...\n",
    b"\t", b"  ", b"\n", b"\r", b"\n\n", b"'", b'"', b"\\", b'"\\x00"', b'"\\ud800"', b'"\\U00110000"', b"~", b"@",
    b"`", b"\0", b"\x07", b"\x85", b"\xff", b"\xef\xbb\xbf", b"\xff\xfe", b"\xe2\x80\xa8", "：".encode(),
    "，".encode(), "\ufffe".encode(), "😀".encode(), b"a: ", b"a: &a [*a]\n",
)  # fmt: skip
VALUES = (
    b"", b"~", b"null", b"true", b"yes", b"0", b"-1", b"-0", b"1.5", b"1e999", b"1e400000", b".inf", b"-.inf",
    b".nan", b"1_000", b"0x1F", b"0o17", b"0b1", b"9" * 400, b"9" * 5000, b"0." + b"0" * 400 + b"1", b"2024-02-30",
    b"2024-13-01", b"0000-01-01", b"99999-01-01", b"2024-01-01", b"2024-01-01T25:00:00",
    b"2024-01-01 10:00:00+99:00", b"12:30:45", b"1:99", b"[]", b"{}", b"[1, 2]", b"[[]]", b"{a: 1}",
    b"[[1, 2], {a: b}]", b"&a [*a]", b"&b {x: *b}", b"*missing", b"!!binary aGVsbG8=", b"!!binary x",
    b"!!set {a, b}", b"!!omap [a: 1]", b"!!timestamp x", b"!!int x", b"!!float x", b"!!python/object:os.system x",
    b"!own x", b"!own {a: 1}", b"{? [1, 2] : 3}", b"{? {a: 1} : 3}", b"{1: 2, true: 3, ~: 4}", b"{<<: 5}", b'"\\0"',
    b'"a\\nb"', b'"\\ud800"', b"'{'", b"'{x:y}'", b"'{0}'", b"'{x!r}'", b"'{x.y[0]}'", b"'{a:{b}}'", b'"#12g"',
    b'"#ffffff"', b"white", b'"rgb(1,2,3)"', b'"hsl(999, 1%, 1%)"', b"../../../../x", b'"a/\\0/b"',
    b"https://example.com/x.ttf", b"a" * 3000, "会员号".encode(), b"|\n  a\n  b", b">-\n", b"'frequency >= 3 and (' ",
    b"'" + b"(" * 300 + b"'", b"'" + b"not " * 150 + b"true'", b"'frequency in (1,2'", b"\"city = '\\u4e0a'\"",
    b"'1 = 1 or 1/0 = 1'", b"'frequency between 1'", b"'quantile(frequency, 2) > 1'", b"'quantile(frequency) > 1'",
    b"'mean() > 1'", b"'frequency > 1e999'", b"'case when true then 1 end'",
)  # fmt: skip
NAMES = (
    b"<<", b"columns", b"orders", b"k", b"id", b"zh-CN", b"en", b"1", b"true", b"null", b"2024-01-01", b"a b",
    b"''", "名".encode(), b"a" * 500,
)  # fmt: skip
DEEP = (
    b"[" * 2000, b"{a: " * 1500, b"- " * 2000, b"[" * 300 + b"]" * 300, b"{a: " * 300 + b"1" + b"}" * 300,
    b"? " * 1000, b"&a " * 50,
)  # fmt: skip
LAUGHS = b"a: &a [x, x, x, x, x, x, x, x, x]\n" + b"".join(
    b"%c: &%c [%s]\n" % (at, at, b", ".join([b"*%c" % (at - 1)] * 9)) for at in range(ord("b"), ord("j"))
)


def study_of(path: Path) -> object:
    """A study, and what it says of its files."""
    study = read_study(path)
    options = [read_options(source) for source in study.sources.given().values()]
    paths = [study.path(text) for text in (study.brand, study.standard, study.words) if text]
    return options, paths


def standard_of(path: Path) -> object:
    """A standard's schemes with what the linter says of them."""
    return lint_schemes(schemes_of(read_standard(path)))


def brand_of(path: Path) -> object:
    """A brand, with its logos beside it."""
    folder = path.parent
    for logo in (kit_folder("templates") / "brands" / "plain").glob("*.svg"):
        if not (folder / logo.name).exists():
            shutil.copy(logo, folder)
    read_brand.cache_clear()
    return read_brand(folder)


READERS: dict[str, tuple[str, Callable[[Path], object], tuple[str, ...]]] = {
    "study": ("study.yml", study_of, ("study",)),
    "standard": ("standard.yml", standard_of, ("standard", "grid")),
    "words": ("words.yml", read_words, ("words",)),
    "brand": ("_brand.yml", brand_of, ("brand",)),
}
SHIPPED = {
    "study": ROOT / "data" / "sample" / "study.yml",
    "words": ROOT / "data" / "sample" / "words.yml", "brand": BRANDS / "harbour" / "_brand.yml",
}  # fmt: skip


def ready_schemes() -> Iterator[bytes]:
    """A standard for each ready-made scheme, which it writes out."""
    head = (SEEDS / "standard.yml").read_text(encoding="utf-8").partition("schemes:")[0]
    for path in sorted(LIBRARY.glob("*.yml")):
        _, found, scheme = path.read_text(encoding="utf-8").partition("\nscheme:\n")
        if found:
            yield f"{head}schemes:\n  -\n{indent(scheme, '  ')}".encode()


class SettingsFiles:
    """The family of YAML files."""

    name, target = "settings files", 20_000

    def __init__(self) -> None:
        self.mutators = {
            kind: Mutator([(SEEDS / f"{name}.yml").read_bytes() for name in seeds], TOKENS)
            for kind, (_, _, seeds) in READERS.items()
        }
        self.shipped = {kind: [path.read_bytes()] for kind, path in SHIPPED.items()} | {"standard": [*ready_schemes()]}

    def draw(self, rng: Random) -> Case:
        """A spoiled file of one of the kinds: its bytes, a value, a key; now and then the one that is shipped."""
        kind = rng.choice(tuple(READERS))
        mutator = self.mutators[kind]
        is_shipped = rng.random() < (0.3 if kind == "standard" else 0.02)
        content = rng.choice(self.shipped[kind] if is_shipped else mutator.seeds)
        spoil = deep if rng.random() < 0.02 else rng.choice((mutator.spoil, other_value, other_value, other_key))
        content = spoil(rng, content)
        if rng.random() < 0.3:
            content = rng.choice((mutator.spoil, other_value))(rng, content)
        return Case(f".{kind}.yml", content)

    def check(self, case: Case, folder: Path) -> None:
        """A model, or problems with a place in the file."""
        name, read, _ = READERS[case.suffix.split(".")[1]]
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / name
        path.write_bytes(case.content)
        try:
            read(path)
        except SegkitError as problem:
            n_lines = len(case.content.splitlines()) + 1
            for one in speak(problem):
                check_place(one, n_lines)

    def close(self) -> None:
        """Nothing is open."""


def check_place(problem: SegkitError, n_lines: int) -> None:
    """A problem of a settings file names a line and a column that exist."""
    assert not isinstance(problem, Problems)
    names = {field.name for field in fields(problem)}
    if isinstance(problem, ConfigError) and {"line", "column"} <= names:
        assert 1 <= problem.line <= n_lines, problem  # type: ignore[attr-defined]
        assert problem.column >= 1, problem  # type: ignore[attr-defined]


def other_value(rng: Random, content: bytes) -> bytes:
    """One value by another."""
    return _other(rng, list(VALUE.finditer(content)), content, VALUES)


def other_key(rng: Random, content: bytes) -> bytes:
    """One key by another, of the file or not."""
    found = list(KEY.finditer(content))
    return _other(rng, found, content, (*NAMES, *(key.group() for key in found)))


def _other(rng: Random, found: list[re.Match[bytes]], content: bytes, choices: tuple[bytes, ...]) -> bytes:
    if not found:
        return content + rng.choice(choices)
    one = rng.choice(found)
    return content[: one.start()] + rng.choice(choices) + content[one.end() :]


def deep(rng: Random, content: bytes) -> bytes:
    """Values within values within values, and ten bytes that stand for a million."""
    if rng.random() < 0.1:
        return rng.choice((LAUGHS + content, content + LAUGHS, rng.choice(DEEP)))
    return _other(rng, list(VALUE.finditer(content)), content, DEEP)
