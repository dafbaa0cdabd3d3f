"""The company's tables written anew: each file as plain UTF-8, and what the study then states of it."""

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from segkit.anonymise.account import TableReport
from segkit.anonymise.beside import stated_source
from segkit.anonymise.hiding import Hiding, hidden_columns, record_marks
from segkit.anonymise.records import Records, Told
from segkit.source.opened import SourceTable
from segkit.source.structure import unique_names
from segkit.study import Study

Files = Sequence[tuple[Told, SourceTable, Records]]
Column = Sequence[str | None]


@dataclass(frozen=True)
class NewTable:
    """A table that was written: its report, what the study states of it, and how many columns were left out."""

    report: TableReport
    stated: dict[str, Any]
    dropped: int


def write_tables(files: Files, folder: Path, hiding: Hiding) -> dict[str, NewTable]:
    """Write every table into `folder`, a file for each of its files; by name, in the study's order."""
    names = dict.fromkeys(told.name for told, _, _ in files)
    return {name: _write_table([one for one in files if one[0].name == name], folder, hiding) for name in names}


def _write_table(files: Files, folder: Path, hiding: Hiding) -> NewTable:
    told, _, first = files[0]
    columns = [hidden_columns(records, hiding) for _, _, records in files]
    roles = [role for role in first.headers if any(role in one for one in columns)]
    headers = _headers(first.headers, roles, hiding)
    names = [f"{told.name}.csv" if len(files) == 1 else f"{told.name}-{at:02}.csv" for at in range(1, len(files) + 1)]
    written = 0
    for (_, _, records), cells, name in zip(files, columns, names, strict=True):
        table: dict[str, Column] = {headers[role]: cells.get(role, [None] * len(records)) for role in roles}
        marks = {hiding.words.mark: record_marks(records, hiding)} if told.has_marks else {}
        written += write_csv(folder / name, table | marks)
    stated = stated_source(headers, names, told.table.read.model_dump(), is_scaled=hiding.factor is not None)
    return NewTable(_report(files, names, written), stated, len(told.source.columns) - len(set(roles)))


def _report(files: Files, names: Sequence[str], written: int) -> TableReport:
    aside = [pq.read_metadata(part.set_aside).num_rows for _, part, _ in files if part.set_aside]
    return TableReport(tuple(names), sum(len(records) for _, _, records in files), written, sum(aside))


def _headers(headers: Mapping[str, str], roles: Sequence[str], hiding: Hiding) -> dict[str, str]:
    """The new file's header of each role: the old one, unless people are named in it or two roles share it."""
    masked = [hiding.masker.mask_names(headers[role]) for role in roles]
    return dict(zip(roles, unique_names(masked), strict=True))


def write_csv(path: Path, table: Mapping[str, Column]) -> int:
    """Write the columns as UTF-8 with a mark that Excel knows; how many rows: one without any cell is no record."""
    rows = [row for row in zip(*table.values(), strict=True) if any(row)]
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(table)
        writer.writerows(rows)
    return len(rows)


def nested_sources(new: Mapping[str, NewTable], study: Study) -> dict[str, dict[str, Any]]:
    """The sources as the study nests them, with what it says of orders and scales."""
    sources: dict[str, dict[str, Any]] = {}
    for name, source in study.sources.given().items():
        own = new["heads" if name == "orders" and "heads" in new else name].stated
        sources[name] = own | ({"order": source.order} if source.order != "order_id" else {})
        sources[name] |= {"scale": list(source.scale)} if source.scale else {}
    if "lines" in new:
        sources["orders"]["lines"] = new["lines"].stated
    return sources
