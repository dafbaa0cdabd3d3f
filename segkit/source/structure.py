"""What the first lines of a table say: which row names the columns, and whether blanks align them."""

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain, count, islice
from pathlib import Path

from segkit.source.options import Ground

LOOKED_AT = 200  # records of the sample that decide
VALUE = re.compile(r"^[\s(¥￥$€+-]*[0-9０-９][0-9０-９,.:/\-年月日T %)]*$")


@dataclass(frozen=True)
class Dialect:
    """How fields are told apart: a delimiter, or columns aligned by blanks."""

    delimiter: str
    is_aligned: bool
    ground: Ground


@dataclass(frozen=True)
class Record:
    """One record of the sample and the physical line on which it ends."""

    fields: tuple[str, ...]
    first_line: int
    last_line: int


@dataclass(frozen=True)
class Header:
    """Which physical row names the columns (0: none), how many lines lie before the data, and the names."""

    row: int
    skip: int
    columns: tuple[str, ...]
    ground: Ground
    repeated: tuple[str, ...] = ()  # of the columns, those that were given numbers because the header has a name twice


def first_lines(path: Path, n: int = 4 * LOOKED_AT) -> list[str]:
    """The first `n` lines of a UTF-8 file, line ends as LF; bytes of another encoding as escapes."""
    with path.open(encoding="utf-8-sig", newline=None, errors="backslashreplace") as file:
        return list(islice(file, n))


def aligned_width(lines: Sequence[str]) -> int | None:
    """How many columns aligned by blanks the lines have; None where they are no such table."""
    widths = Counter(len(line.split()) for line in lines if line.strip())
    width, n = widths.most_common(1)[0] if widths else (1, 0)
    return width if width > 1 and n >= 0.95 * widths.total() else None


def settle_header(records: Sequence[Record], stated: int | None = None) -> Header:
    """The header row: the first full record, if no cell of it looks like a number or a date."""
    width = Counter(len(record.fields) for record in records[:LOOKED_AT]).most_common(1)[0][0]
    if stated is None:
        record = next((r for r in records if _n_filled(r) >= max(1, 0.6 * width)), records[0])
        is_header = looks_like_header(record.fields)
        ground = Ground("header.words" if is_header else "header.values", {"row": record.first_line})
        stated = record.first_line if is_header else 0
    else:
        ground = Ground("header.stated", {"row": stated})
    if not stated:
        return Header(0, 0, tuple(f"column_{n}" for n in range(1, width + 1)), ground)
    record = next((r for r in records if r.first_line >= stated), records[-1])
    return named_header(stated, record.last_line, record.fields, ground)


def named_header(row: int, skip: int, fields: Sequence[str], ground: Ground) -> Header:
    """A header whose columns are called by these cells; which of them had to get numbers stands in `repeated`."""
    columns = unique_names(fields)
    said = Counter(normal_name(field) for field in fields if field.strip())
    repeated = tuple(name for name, field in zip(columns, fields, strict=True) if said[normal_name(field)] > 1)
    return Header(row, skip, columns, ground, repeated)


def looks_like_header(fields: Sequence[str]) -> bool:
    """Whether the cells are words: at most one in five a number or a date."""
    filled = [field for field in fields if field.strip()]
    return bool(filled) and sum(bool(VALUE.match(field)) for field in filled) <= 0.2 * len(filled)


def count_sub_headers(titles: Record, below: Sequence[Record]) -> int:
    """How many rows of words, other than the header's, stand between the header and the first row with figures.

    At most two, and only where all other rows hold figures: a table of nothing but words has no second header.
    """
    rows = [record for record in below if record.fields != titles.fields]
    are_words = [looks_like_header(one.fields) and _n_filled(one) >= 0.6 * _n_filled(titles) for one in rows]
    n = are_words.index(False) if False in are_words else 0
    return n if n <= 2 and len(rows) > n + 1 and not any(are_words[n:]) else 0


def normal_name(name: str) -> str:
    """A column's name without differences of width, case and outer blanks."""
    return unicodedata.normalize("NFKC", name).strip().lower()


def unique_names(fields: Sequence[str]) -> tuple[str, ...]:
    """Column names without outer blanks; an empty one is named by its position, one that stands twice gets numbers.

    All of several alike are numbered, the first too: nobody shall get one of them by chance. Zero bytes are left out:
    the engine ends a name at one, and nobody can type it.
    """
    said = (field.replace("\0", "").strip().strip("\ufeff").strip() for field in fields)
    bare = [name or f"column_{at}" for at, name in enumerate(said, 1)]
    several = Counter(name.lower() for name in bare)
    names: dict[str, str] = {}  # by their lower case, in the order of the columns
    for name in bare:
        numbered = (f"{name}_{n}" for n in count(1))
        tries = numbered if several[name.lower()] > 1 else chain((name,), numbered)
        free = next(one for one in tries if one.lower() not in names)
        names[free.lower()] = free
    return tuple(names.values())


def write_aligned(path: Path, target: Path) -> Path:
    """Write the columns of a UTF-8 file, aligned by blanks, with tabs; every line keeps its place."""
    with (
        path.open(encoding="utf-8-sig", newline=None, errors="surrogateescape") as source,
        target.open("w", encoding="utf-8", newline="\n", errors="surrogateescape") as out,
    ):
        out.writelines("\t".join(line.split()) + "\n" for line in source)
    return target


def _n_filled(record: Record) -> int:
    return sum(bool(field.strip()) for field in record.fields)
