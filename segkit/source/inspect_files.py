"""What an inspection says of a batch: each of its files, and order ids that stand in several of them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import ibis

from segkit.engine import fetch_one, fetch_rows
from segkit.errors import AmbiguousDates, DatesDiffer, UnreadableDates
from segkit.source.accounts import account_records
from segkit.source.masks import mask
from segkit.source.one_form import fit_dates
from segkit.source.opened import SourceTable
from segkit.source.options import Ground, ReadOptions
from segkit.source.textgrid import aligned_lines
from segkit.wording import Wording

if TYPE_CHECKING:
    from ibis.backends import BaseBackend

HEADS = ("file", "records", "kept", "quarantined", "non_data", "encoding", "header_row")
N_EXAMPLES = 5


@dataclass(frozen=True)
class FileReport:
    """One file of a batch: how it was read, and where its records went."""

    file: str
    sheet: str | None
    encoding: str | None
    header_row: int
    records: int
    kept: int
    quarantined: int
    non_data: int


def report_files(engine: "BaseBackend", source: SourceTable) -> tuple[FileReport, ...]:
    """The files of a batch in their order; nothing for a single file."""
    return tuple(_report(engine, part) for part in source.parts)


def _report(engine: "BaseBackend", part: SourceTable) -> FileReport:
    found = account_records(engine, part, part.n_records or 0)
    own = (part.file, part.sheet, part.encoding, part.header_row)
    return FileReport(*own, found.records, found.kept, found.n_quarantined, found.n_non_data)


def shared_ids(source: SourceTable, column: str | None) -> Iterator[Ground]:
    """How many order ids stand in several files of a batch, and a few of them masked."""
    if column is None or not source.parts:
        return
    told = [part.table.select(id=column, file=ibis.literal(at)) for at, part in enumerate(source.parts)]
    ids = ibis.union(*told).filter(lambda rows: rows.id.notnull())
    several = ids.group_by("id").aggregate(files=ids.file.nunique()).filter(lambda rows: rows.files > 1)
    n = fetch_one(several.aggregate(n=several.count()))["n"]
    if n:
        first = fetch_rows(several.order_by("id").limit(N_EXAMPLES), at_most=N_EXAMPLES)
        examples = tuple(mask(row["id"]) for row in first)
        yield Ground("problem.shared_ids", {"column": column, "n": n, "examples": examples})


def odd_dates(source: SourceTable, columns: Iterable[str], options: ReadOptions) -> Iterator[Ground]:
    """For each date column of a batch the file that writes its dates otherwise than the others, if one does."""
    for column in columns if source.parts else ():
        try:
            fit_dates(source, column, options)
        except DatesDiffer as problem:
            yield Ground("problem.other_dates", {"column": column, "file": problem.file, "examples": problem.examples})
        except (AmbiguousDates, UnreadableDates):
            continue


def file_lines(files: Sequence[FileReport], wording: Wording) -> Iterable[str]:
    """A table of the files for a terminal; nothing for a single file."""
    if not files:
        return
    yield ""
    heads = [wording(f"source.inspect.files.{name}") for name in HEADS]
    yield from aligned_lines([heads, *(_cells(file, wording) for file in files)])


def _cells(file: FileReport, wording: Wording) -> list[str]:
    counts = (file.records, file.kept, file.quarantined, file.non_data)
    read = file.encoding or file.sheet or ""
    return [file.file, *(wording.show(n, "count") for n in counts), read, str(file.header_row)]


def told_ground(ground: Ground, wording: Wording) -> str:
    """A ground or problem in words; kinds of values, and a note about one file of a batch, in words as well."""
    slots = dict(ground.slots)
    if kind := slots.get("as"):
        slots["kind"] = wording(f"source.type.{kind}")
    if isinstance(note := slots.get("note"), Ground):
        slots["note"] = told_ground(note, wording)
    return wording(f"source.{ground.key}", **slots)
