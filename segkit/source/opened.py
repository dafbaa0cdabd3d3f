"""A company's table once it is open: lazy, all columns text, and what every opener shares."""

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from segkit.errors import FileMissing, TooManyColumns
from segkit.source.disguise import check_kind
from segkit.source.options import Ground
from segkit.source.structure import Dialect, normal_name

if TYPE_CHECKING:
    from ibis.expr.types import Table

MOST_COLUMNS = 1_000  # the engine keeps 2,048 cells of each in memory, a gigabyte for a sheet's utmost 16,384


@dataclass(frozen=True)
class RoundedNumbers:
    """How many cells of a column are numbers of 16 and more digits, of which a spreadsheet kept 15, and a few."""

    n: int
    examples: tuple[str, ...]


@dataclass(frozen=True)
class SourceTable:
    """A company's table as it lies: all columns text, null only where a cell is empty, rows in the file's order.

    `set_aside`: a Parquet file (row, reason, text: one per record) of what is not in `table`: broken, or no data.
    `lines`: another one (record from 0, row from 1); from each of these records on they follow line by line; without it
    all do, from the header on. `notes`: what is only reported. `rounded`: by column of a workbook, numbers too long to
    be exact. `n_records`: rows of `table`, where they were counted on the way. `parts`: the files of a batch, their
    columns named and ordered as here; then `table` stacks theirs, and `lines` and `set_aside` tell file and sheet too.
    """

    path: Path
    file: str
    sheet: str | None
    encoding: str | None
    dialect: Dialect | None
    header_row: int
    columns: tuple[str, ...]
    table: "Table"
    grounds: tuple[Ground, ...] = ()
    set_aside: Path | None = None
    lines: Path | None = None
    notes: tuple[Ground, ...] = ()
    rounded: Mapping[str, RoundedNumbers] = field(default_factory=dict)
    n_records: int | None = None
    parts: tuple["SourceTable", ...] = ()

    @property
    def files(self) -> tuple["SourceTable", ...]:
        """The files of a batch, in their order; of a single file itself."""
        return self.parts or (self,)

    @property
    def is_workbook(self) -> bool:
        """Whether all cells come from spreadsheets, where a bare number may be a date."""
        return all(part.sheet is not None for part in self.files)


def check_file(path: Path) -> None:
    """Raise `FileMissing` with the nearest name of the folder where no file lies at `path`; see also `check_kind`."""
    if os.path.isfile(path):
        return check_kind(path)
    names = sorted(item.name for item in path.parent.iterdir()) if os.path.isdir(path.parent) else []
    raise FileMissing(str(path), nearest_name(path.name, names))


def all_text(table: "Table") -> "Table":
    """Every column as plain text: dates as ISO, whole numbers without point or exponent."""
    return table.select(**{name: _as_text(table[name]) for name in table.columns})


def _as_text(column):  # type: ignore[no-untyped-def]
    kind = column.type()
    if kind.is_string():
        return column.nullif("")
    if kind.is_floating():
        import ibis

        is_whole = (column == column.floor()) & (column.abs() < 1e18)
        return ibis.ifelse(is_whole, column.try_cast("int64").cast("string"), column.cast("string"))
    return column.cast("string")


def places_of(names: Sequence[str], columns: Sequence[str]) -> frozenset[int]:
    """Where, from 0, the named columns stand; names are compared without differences of width, case and blanks."""
    wanted = set(map(normal_name, names))
    return frozenset(at for at, name in enumerate(columns) if normal_name(name) in wanted)


def unnamed_columns(columns: Sequence[str], header_row: int) -> tuple[Ground, ...]:
    """A note where the header leaves columns without a name: they are called by their place, from 1."""
    names = [name for at, name in enumerate(columns, 1) if name == f"column_{at}"] if header_row else []
    return (Ground("header.unnamed", {"columns": names}),) if names else ()


def header_notes(columns: Sequence[str], header_row: int, repeated: Sequence[str]) -> tuple[Ground, ...]:
    """Notes on names that nobody wrote so: columns called by their place, and columns whose common name got numbers."""
    numbered = (Ground("header.repeated", {"columns": tuple(repeated)}),) if repeated else ()
    return (*unnamed_columns(columns, header_row), *numbered)


def staged_name(path: Path, suffix: str, part: str = "") -> str:
    """A safe name for a file's copy: the same file and part always get the same."""
    return f"{sha256(f'{path.resolve()}|{part}'.encode()).hexdigest()[:16]}.{suffix}"


def escape_pattern(path: Path) -> str:
    """The path with `[ * ?` bracketed, so that DuckDB opens this file and no other."""
    return "".join(f"[{mark}]" if mark in "[*?" else mark for mark in str(path))


def check_width(file: str, columns: Sequence[str]) -> None:
    """Raise TooManyColumns where a table is wider than the engine can read a few rows of."""
    if len(columns) > MOST_COLUMNS:
        raise TooManyColumns(file, len(columns), MOST_COLUMNS)


def nearest_name(name: str, names: Sequence[str]) -> str:
    """The name of `names` most like `name`, or a dash."""
    return next(iter(get_close_matches(name, names, n=1, cutoff=0.4)), "–")
