"""Several files of one header as one lazy table: nothing is copied, and every record keeps its file and its line.

Each file is opened by itself: encodings and forms may differ, as may the order of the columns. What must not differ is
which columns there are.
"""

import os
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache
from hashlib import file_digest
from pathlib import Path
from typing import TYPE_CHECKING

import ibis
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from segkit.engine import fetch_one
from segkit.errors import Problems, SameFileTwice, SegkitError, each_problem
from segkit.source.files import check_settings, open_table
from segkit.source.header_grid import header_problem
from segkit.source.naming import find_files
from segkit.source.opened import SourceTable, staged_name
from segkit.source.options import Ground, ReadOptions
from segkit.source.structure import normal_name

if TYPE_CHECKING:
    from ibis.backends import BaseBackend
    from ibis.expr.types import Table

PLACES = pa.schema([("record", pa.int64()), ("file", pa.string()), ("sheet", pa.string()), ("row", pa.int64())])
ASIDE = pa.schema(
    [("file", pa.string()), ("sheet", pa.string()), ("row", pa.int64()), ("reason", pa.string()), ("text", pa.string())]
)


def open_files(engine: "BaseBackend", paths: Sequence[Path], options: ReadOptions, staging: Path) -> SourceTable:
    """The files as one table of text, one after the other; a single one is opened as ever.

    The columns are named and ordered as in the first file. Record numbers run on over the files.

    Raises
    ------
    SettingUnused
        Something is stated that none of the files has.
    SameFileTwice
        Two of them are equal byte for byte.
    HeadersDiffer
        They have different columns; names are compared without outer blanks and differences of width and case.
    SourceError
        As `open_table`; `Problems` where several files have some.
    """
    check_settings(paths, options)
    if len(paths) == 1:
        return open_table(engine, paths[0], options, staging)
    check_twins(paths)
    return stack_files(engine, _open_each(engine, paths, options, staging), staging)


def open_named(
    engine: "BaseBackend", named: Sequence[str], folder: Path, options: ReadOptions, staging: Path
) -> SourceTable:
    """What `named` means, seen from `folder`, as one table; what was passed over is among its notes.

    Raises
    ------
    SegkitError
        As `find_files` and `open_files`.
    """
    found = find_files(named, folder)
    return with_passed_over(open_files(engine, found.files, options, staging), found.passed_over)


def with_passed_over(source: SourceTable, names: tuple[str, ...]) -> SourceTable:
    """The source with a note about the names that its folder or pattern holds besides, if there are any."""
    if not names:
        return source
    return replace(source, notes=(*source.notes, Ground("batch.passed_over", {"files": names})))


def stack_files(engine: "BaseBackend", opened: Sequence[SourceTable], staging: Path) -> SourceTable:
    """Opened files as one table; see `open_files`."""
    problem = header_problem({source.file: source.columns for source in opened}, batch_name(opened))
    if problem:
        raise problem
    parts = tuple(_aligned(source, opened[0].columns) for source in opened)
    parts = tuple(counted(part) for part in parts)
    first, key = parts[0], "|".join(str(part.path) for part in parts)
    stacked = engine.create_view(ibis.util.gen_name("batch"), _union([part.table for part in parts]))
    return SourceTable(
        path=first.path.parent,
        file=batch_name(parts),
        sheet=None,
        encoding=_all_of(part.encoding for part in parts),
        dialect=first.dialect if len({part.dialect and part.dialect.delimiter for part in parts}) == 1 else None,
        header_row=first.header_row,
        columns=first.columns,
        table=stacked,
        grounds=(Ground("batch.order", {"n": len(parts), "first": first.file, "last": parts[-1].file}),),
        set_aside=write_aside(parts, staging / staged_name(first.path, "parquet", f"set aside {key}")),
        lines=write_places(parts, staging / staged_name(first.path, "parquet", f"lines {key}")),
        notes=tuple(note for source in opened for note in _notes(source, first.columns)),
        n_records=sum(part.n_records or 0 for part in parts),
        parts=parts,
    )


def batch_name(parts: Sequence[SourceTable]) -> str:
    """How messages name the batch: 2025-01.csv … 2025-12.csv (12)."""
    return f"{parts[0].file} … {parts[-1].file} ({len(parts)})"


def check_twins(paths: Sequence[Path]) -> None:
    """Raise `SameFileTwice` where two files hold the same bytes; only files of one size are read for it."""
    labels = file_labels(paths)
    sizes = Counter(path.stat().st_size for path in paths if os.path.isfile(path))
    seen: dict[str, str] = {}
    for path in paths:
        if os.path.isfile(path) and sizes[path.stat().st_size] > 1:
            state = path.stat()
            other = seen.setdefault(_digest(path, state.st_size, state.st_mtime_ns), labels[path])
            if other != labels[path]:
                raise SameFileTwice(labels[path], other)


def file_labels(paths: Sequence[Path]) -> dict[Path, str]:
    """How messages name each file: its name; where two have the same, what lies below the folder they share too."""
    whole = {path: path.resolve() for path in paths}
    names = Counter(path.name for path in set(whole.values()))
    if max(names.values(), default=1) == 1:
        return {path: path.name for path in paths}
    shared = Path(os.path.commonpath([path.parent for path in whole.values()]))
    return {path: real.relative_to(shared).as_posix() for path, real in whole.items()}


@lru_cache(maxsize=1024)
def _digest(path: Path, _size: int, _changed: int) -> str:
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


def _open_each(engine: "BaseBackend", paths: Sequence[Path], options: ReadOptions, staging: Path) -> list[SourceTable]:
    labels, opened, problems = file_labels(paths), [], []
    for path in paths:
        try:
            opened.append(replace(open_table(engine, path, options, staging), file=labels[path]))
        except SegkitError as problem:
            problems += [_named(one, path, labels[path]) for one in each_problem(problem)]
    if problems:
        raise problems[0] if len(problems) == 1 else Problems(tuple(problems))
    return opened


def _named(problem: SegkitError, path: Path, label: str) -> SegkitError:
    """The problem with the file's name within the batch."""
    if getattr(problem, "file", None) == path.name:
        problem.file = label  # type: ignore[attr-defined]
    return problem


def _aligned(source: SourceTable, columns: tuple[str, ...]) -> SourceTable:
    """The file with its columns named and ordered as the batch's."""
    if source.columns == columns:
        return source
    own = {normal_name(name): name for name in source.columns}
    names = {name: name if name in source.columns else own[normal_name(name)] for name in columns}
    back = {mine: name for name, mine in names.items()}
    return replace(
        source,
        columns=columns,
        table=source.table.select(**{name: source.table[mine] for name, mine in names.items()}),
        rounded={back[name]: found for name, found in source.rounded.items()},
    )


def _notes(source: SourceTable, columns: tuple[str, ...]) -> list[Ground]:
    """What is reported about one file, with its name."""
    notes = [Ground("batch.note", {"file": source.file, "note": note}) for note in source.notes]
    if tuple(map(normal_name, source.columns)) != tuple(map(normal_name, columns)):
        notes.append(Ground("batch.other_order", {"file": source.file}))
    return notes


def _union(tables: Sequence["Table"]) -> "Table":
    """The rows of all tables in their order; halved again and again, so that many files nest no deeper than few."""
    if len(tables) == 1:
        return tables[0]
    half = len(tables) // 2
    return _union(tables[:half]).union(_union(tables[half:]))


def counted(source: SourceTable) -> SourceTable:
    """The source with `n_records`: its table is counted where nobody did on the way."""
    if source.n_records is not None:
        return source
    return replace(source, n_records=int(fetch_one(source.table.aggregate(n=source.table.count()))["n"]))


def _all_of(found: Iterable[str | None]) -> str | None:
    names = [str(name) for name in dict.fromkeys(found) if name]
    return ", ".join(names) or None


def write_places(parts: Sequence[SourceTable], target: Path) -> Path:
    """record, file, sheet, row: from each of these records on they follow line by line, up to the next of them.

    Parts are counted (`n_records`).
    """
    before = 0
    with pq.ParquetWriter(target, PLACES) as writer:
        for part in parts:
            starts = pq.read_table(part.lines) if part.lines else None
            records = starts["record"] if starts else pa.chunked_array([pa.array([0], pa.int64())])
            rows = starts["row"] if starts else pa.chunked_array([pa.array([part.header_row + 1], pa.int64())])
            if part.n_records:
                cells = {"record": pc.add(records, before), "row": rows}
                writer.write_table(_placed(cells, part, PLACES))
            before += part.n_records or 0
    return target


def write_aside(parts: Sequence[SourceTable], target: Path) -> Path | None:
    """file, sheet, row, reason, text: what reading set aside, file by file; None where there is nothing."""
    found = [(part, pq.read_table(part.set_aside)) for part in parts if part.set_aside]
    if not found:
        return None
    with pq.ParquetWriter(target, ASIDE) as writer:
        for part, aside in found:
            writer.write_table(_placed({name: aside[name] for name in ("row", "reason", "text")}, part, ASIDE))
    return target


def _placed(cells: dict[str, pa.ChunkedArray], part: SourceTable, schema: pa.Schema) -> pa.Table:
    n = len(cells["row"])
    known = {"file": pa.array([part.file] * n, pa.string()), "sheet": pa.array([part.sheet] * n, pa.string())}
    return pa.table({**known, **cells}).select(schema.names).cast(schema)
