"""A table of the company read record by record: texts as they stand, and how dates and amounts were read."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from segkit.anonymise.cells import Moment
from segkit.columns import REQUIRED, ROLES
from segkit.engine import fetch
from segkit.source.amounts import read_amounts
from segkit.source.dates import read_moments
from segkit.source.mapping import Columns, mapped_text
from segkit.source.one_form import fit_dates
from segkit.source.opened import SourceTable
from segkit.source.options import ReadOptions
from segkit.steps.collection import open_source, read_options
from segkit.steps.stage import Stage
from segkit.study_sources import Table

if TYPE_CHECKING:
    import pyarrow as pa

MOST_ROWS = 5_000_000  # of one file: a class is taught on far fewer


@dataclass(frozen=True)
class Told:
    """One table of the study: its name (`heads` where orders' lines stand apart), what the study says, how it opens."""

    name: str
    kind: str  # of ROLES
    table: Table
    source: SourceTable
    options: ReadOptions

    @property
    def has_marks(self) -> bool:
        """Whether cleaning compares whole records of it."""
        return self.name in ("orders", "lines")


@dataclass(frozen=True)
class Records:
    """One file's records: by role its header and texts; of date roles moments, of money amounts; all cells as text."""

    headers: dict[str, str]
    texts: dict[str, Sequence[str | None]]
    moments: dict[str, Sequence[Moment]]
    amounts: dict[str, Sequence[Decimal | None]]
    whole: Sequence[tuple[str | None, ...]]

    def __len__(self) -> int:
        return len(self.whole)


def told_tables(stage: Stage) -> Iterator[Told]:
    """Every table of the study, opened; orders first, as `heads` and `lines` where they are two tables."""
    for kind, source in stage.study.sources.given().items():
        lines = stage.study.sources.orders.lines if kind == "orders" else None
        for name, table in {"heads": source, "lines": lines}.items() if lines else {kind: source}.items():
            assert table is not None  # both stand where lines do
            options = replace(read_options(table), currency=stage.study.currency if kind == "orders" else None)
            yield Told(name, kind, table, open_source(stage, table), options)


def read_records(told: Told, part: SourceTable) -> Records:
    """The records of one of the table's files; dates read as the whole table's.

    Raises
    ------
    SegkitError
        As reading the table does.
    """
    kinds = {role: ROLES[told.kind][role].removesuffix("?") for role in told.table.columns}
    headers = {role: column.get_name() for role, column in mapped_text(told.source, told.table.columns, ()).items()}
    dates = [role for role, kind in kinds.items() if kind in ("date", "timestamp")]
    money = [role for role, kind in kinds.items() if kind.startswith("decimal")]
    asked = {f"text_{at}": part.table[name] for at, name in enumerate(part.columns)}
    asked |= {f"{role}_{key}": value for role in dates for key, value in _moments(told, part, headers[role]).items()}
    asked |= {f"{role}_amount": read_amounts(part.table[headers[role]], told.options).amount for role in money}
    cells = fetch(part.table.select(**asked), at_most=MOST_ROWS)
    columns = {name: cells[f"text_{at}"].to_pylist() for at, name in enumerate(part.columns)}
    texts = {role: columns[name] for role, name in headers.items()}
    return Records(
        headers=_in_order(headers, part.columns),
        texts=texts,
        moments={role: _as_moments(cells, role, texts[role]) for role in dates},
        amounts={role: cells[f"{role}_amount"].to_pylist() for role in money},
        whole=list(zip(*columns.values(), strict=True)),
    )


def _moments(told: Told, part: SourceTable, header: str) -> dict[str, Any]:
    needed = [told.table.columns.get(role) for role in REQUIRED[told.kind]]
    form = fit_dates(told.source, header, told.options, is_needed=header in needed)
    read = read_moments(part.table[header], form)
    return {"at": read.at, "clock": read.hour.notnull()}


def _as_moments(cells: "pa.Table", role: str, texts: Sequence[str | None]) -> list[Moment]:
    times: list[datetime | None] = cells[f"{role}_at"].to_pylist()
    clocks = cells[f"{role}_clock"].to_pylist()
    return [Moment(text, at, bool(clock)) for text, at, clock in zip(texts, times, clocks, strict=True)]


def _in_order(headers: Columns, columns: Sequence[str]) -> dict[str, str]:
    """Role to header, in the order of the file."""
    return dict(sorted(headers.items(), key=lambda item: columns.index(item[1])))
