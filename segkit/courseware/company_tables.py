"""The tables of a class company, written from a run's: columns that name somebody left out, raw cells as text."""

import shutil
from collections.abc import Iterator
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Any

import ibis
import pyarrow as pa
import pyarrow.parquet as pq

from segkit.anonymise.account import REPORT as ANONYMISED
from segkit.clean.identity import plain_key
from segkit.clean.places import with_places
from segkit.clean.tables import store
from segkit.columns import MERGE_KEYS
from segkit.engine import fetch
from segkit.source.mapping import mapped_text
from segkit.source.naming import find_files
from segkit.steps.beside import origin_of
from segkit.steps.collection import joined_orders, open_orders, order_columns, read_facts
from segkit.steps.stage import Stage

if TYPE_CHECKING:
    from ibis.expr.types import Table

NAMING = ("customer_name", *MERGE_KEYS)  # columns that say who somebody is
# What a lesson loads -> the run's table.
TABLES = {
    "orders": "order_lines",
    "customers": "customers",
    "features": "features",
    "segments": "segments",
    "feedback": "feedback",
    "events": "events",
    "messages": "messages",
    "labels": "labels",
}
RAW = "raw_orders"
MOST_ROWS = 2_000_000  # a class is taught on hundreds of customers; this bounds memory, not lessons
TRUTH = "truth"  # the folder beside an invented company's study that says what was planted


def write_tables(stage: Stage, folder: Path, company: str) -> dict[str, int]:
    """Write every table that the run has as `<name>.parquet`; rows by name, in the order of `TABLES`, raw orders last.

    Rows are in the order of the run's tables; `company` salts the stand-ins of keys.
    """
    found = {name: _unnamed(stage.table(own)) for name, own in TABLES.items() if stage.has(own)}
    rows = {name: _write(table, folder / f"{name}.parquet") for name, table in found.items()}
    return rows | {RAW: _write_raw(stage, folder / f"{RAW}.parquet", company)}


def _unnamed(table: "Table") -> "Table":
    """The table without the columns that name somebody; of a birthday the year stays."""
    if "birth_date" in table.columns:
        table = table.mutate(birth_year=table.birth_date.year().cast("int64")).relocate("birth_year", after="gender")
    return table.drop(*(name for name in (*NAMING, "birth_date") if name in table.columns))


def _write(table: "Table", path: Path) -> int:
    cells = fetch(table, at_most=MOST_ROWS)
    pq.write_table(cells, path)
    return len(cells)


def _write_raw(stage: Stage, path: Path, company: str) -> int:
    """The order file's records as text under the roles' names; how many there are."""
    cells = fetch(raw_orders(stage), at_most=MOST_ROWS)
    for key in (name for name in MERGE_KEYS if name in cells.column_names):
        standing = pa.array([_stand_in(company, text) for text in cells[key].to_pylist()], pa.string())
        cells = cells.set_column(cells.column_names.index(key), key, standing)
    pq.write_table(cells, path)
    return len(cells)


def raw_orders(stage: Stage) -> "Table":
    """One row per record of the orders as read: row, its line in the file; then each role that the file has, as text.

    An empty cell is null. Merge keys are written plainly (what is no key is null); names are left out.
    """
    source, joined = open_orders(stage), joined_orders(stage)
    text = mapped_text(source, order_columns(stage), ())
    cells: dict[str, Any] = {role: column for role, column in text.items() if role != "customer_name"}
    cells |= {key: plain_key(cells[key], key) for key in MERGE_KEYS if key in cells}
    kept = source.table.select(**cells, _place=ibis.row_number()).drop("_place")
    stored = store(stage.engine, kept, stage.run.staging() / "raw_orders.parquet")
    numbered = stored.mutate(file_row_number=ibis.row_number())
    placed = with_places(numbered, origin_of(stage, read_facts("orders", source, joined.lines if joined else None)))
    return placed.order_by("file_row_number").select("row", *cells)


def _stand_in(company: str, key: str | None) -> str | None:
    """Another text for a key, the same for the same key of one company."""
    return key and blake2b(f"{company}|{key}".encode(), digest_size=6).hexdigest()


def copy_raw_files(stage: Stage, folder: Path) -> None:
    """Copy the study, its standard, words, brand and data, so that the study runs from the copy; no truth, no lists.

    What was noted when the study was anonymised goes with it.
    """
    own = stage.study.folder
    for file in sorted(_files_of(stage)):
        target = folder / file.relative_to(own)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(file, target)


def _files_of(stage: Stage) -> Iterator[Path]:
    """The files below the study's folder that the study names; what lies elsewhere stays there."""
    study, own = stage.study, stage.study.folder
    beside = [study.path(name) for name in (study.standard, study.words) if name]
    sources = list(study.sources.given().values())
    tables = [*sources, *([study.sources.orders.lines] if study.sources.orders.lines else [])]
    named = [file for table in tables if table.named_files for file in find_files(table.named_files, own).files]
    brand = study.path(study.brand).rglob("*") if study.brand else ()
    files = (Path(file).resolve() for file in (stage.run.study_file, own / ANONYMISED, *beside, *brand, *named))
    return (file for file in files if file.is_relative_to(own) and file.is_file())


def copy_truth(stage: Stage, folder: Path) -> None:
    """The trainer's side: what cleaning set aside and why, its ledger, and what an invented company's dirt was."""
    folder.mkdir(parents=True, exist_ok=True)
    set_aside = stage.table("quarantine").drop("text")
    pq.write_table(fetch(set_aside, at_most=MOST_ROWS), folder / "quarantine.parquet")
    shutil.copyfile(stage.run.facts("quality"), folder / "quality.json")
    planted = stage.study.folder / TRUTH
    if stage.study.fictional and planted.is_dir():
        shutil.copytree(planted, folder, dirs_exist_ok=True)
