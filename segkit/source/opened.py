"""A company's table once it is open: lazy, all columns text, and what every opener shares."""

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from segkit.errors import FileMissing
from segkit.source.options import Ground
from segkit.source.structure import Dialect

if TYPE_CHECKING:
    from ibis.expr.types import Table


@dataclass(frozen=True)
class SourceTable:
    """A company's table as it lies: all columns text, null only where a cell is empty, rows in the file's order."""

    path: Path
    file: str
    sheet: str | None
    encoding: str | None
    dialect: Dialect | None
    header_row: int
    columns: tuple[str, ...]
    table: "Table"
    grounds: tuple[Ground, ...] = ()
    set_aside: Path | None = None  # Parquet: row, reason, text of every record that was not read as data
    lines: Path | None = None  # Parquet: record, row; from each of these records on they follow line by line

    @property
    def is_workbook(self) -> bool:
        """Whether the cells come from a spreadsheet, where a bare number may be a date."""
        return self.sheet is not None


def check_file(path: Path) -> None:
    """Raise `FileMissing` with the nearest names of the folder where no file lies at `path`."""
    if path.is_file():
        return
    names = sorted(item.name for item in path.parent.iterdir()) if path.parent.is_dir() else []
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


def staged_name(path: Path, suffix: str, part: str = "") -> str:
    """A safe name for a file's copy: the same file and part always get the same."""
    return f"{sha256(f'{path.resolve()}|{part}'.encode()).hexdigest()[:16]}.{suffix}"


def escape_pattern(path: Path) -> str:
    """The path with `[ * ?` bracketed, so that DuckDB opens this file and no other."""
    return "".join(f"[{mark}]" if mark in "[*?" else mark for mark in str(path))


def nearest_name(name: str, names: Sequence[str]) -> str:
    """The name of `names` most like `name`, or a dash."""
    return next(iter(get_close_matches(name, names, n=1, cutoff=0.4)), "–")
