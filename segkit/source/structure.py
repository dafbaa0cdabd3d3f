"""How a text file is laid out: separator, aligned columns, header row; the place of a strict check of every record."""

import csv
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from segkit.source.encodings import Encoding
from segkit.source.options import Ground

DELIMITERS = (",", "\t", ";", "|")
LOOKED_AT = 200  # records of the sample that decide
VALUE = re.compile(r"^[\s(¥￥$€+-]*[0-9０-９][0-9０-９,.:/\-年月日T %)]*$")
csv.field_size_limit(1 << 27)


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


def first_lines(path: Path, encoding: Encoding, n: int = 4 * LOOKED_AT) -> list[str]:
    """The first `n` lines as text, line ends kept as LF."""
    with path.open(encoding=encoding.name, newline=None) as file:
        return list(islice(file, n))


def settle_dialect(lines: Sequence[str], stated: str | None = None) -> Dialect:
    """The delimiter under which the records have the same number of fields, or columns aligned by blanks."""
    if stated:
        return Dialect(stated, False, Ground("dialect.stated"))
    scores = {mark: _evenness(lines, mark) for mark in DELIMITERS}
    mark, (share, width) = max(scores.items(), key=lambda item: (item[1][1] > 1, round(item[1][0], 1), item[1][1]))
    if width > 1:
        return Dialect(mark, False, Ground("dialect.even", {"width": width, "share": share}))
    widths = Counter(len(line.split()) for line in lines if line.strip())
    width, n = widths.most_common(1)[0]
    if width > 1 and n >= 0.95 * widths.total():
        return Dialect("\t", True, Ground("dialect.aligned", {"width": width}))
    return Dialect(",", False, Ground("dialect.one_column"))


def parse(lines: Iterable[str], dialect: Dialect) -> list[Record]:
    """The sample's records with the physical lines they take."""
    if dialect.is_aligned:
        return [Record(tuple(line.split()), at, at) for at, line in enumerate(lines, 1) if line.strip()]
    reader, records, before = csv.reader(lines, delimiter=dialect.delimiter), [], 0
    for fields in reader:
        if fields:
            records.append(Record(tuple(fields), before + 1, reader.line_num))
        before = reader.line_num
    return records


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
    return Header(stated, record.last_line, unique_names(record.fields), ground)


def looks_like_header(fields: Sequence[str]) -> bool:
    """Whether the cells are words: at most one in five a number or a date."""
    filled = [field for field in fields if field.strip()]
    return bool(filled) and sum(bool(VALUE.match(field)) for field in filled) <= 0.2 * len(filled)


def unique_names(fields: Sequence[str]) -> tuple[str, ...]:
    """Column names without outer blanks; an empty one is named by its position, a repeated one gets a number."""
    names: list[str] = []
    for position, field in enumerate(fields, 1):
        name = field.strip().strip("\ufeff") or f"column_{position}"
        tries = (name if n == 1 else f"{name}_{n}" for n in range(1, len(fields) + 2))
        names.append(next(n for n in tries if n.lower() not in {taken.lower() for taken in names}))
    return tuple(names)


def write_aligned(path: Path, encoding: Encoding, target: Path) -> Path:
    """Write columns aligned by blanks as tab-separated UTF-8."""
    with (
        path.open(encoding=encoding.name, newline=None) as source,
        target.open("w", encoding="utf-8", newline="\n") as out,
    ):
        out.writelines("\t".join(line.split()) + "\n" for line in source if line.strip())
    return target


def _evenness(lines: Sequence[str], mark: str) -> tuple[float, int]:
    """Share of records with the commonest number of fields, and that number."""
    records = [fields for fields in islice(csv.reader(lines, delimiter=mark), LOOKED_AT) if fields]
    widths = Counter(map(len, records))
    width, n = widths.most_common(1)[0] if widths else (1, 0)
    return n / max(1, len(records)), width


def _n_filled(record: Record) -> int:
    return sum(bool(field.strip()) for field in record.fields)
