"""Step 1, data collection: open every source of the study, say how it was read, keep the small tables typed."""

import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from segkit.clean.identity import ID_FORMS
from segkit.columns import MERGE_KEYS
from segkit.facts import HeadMatch, SourceNote
from segkit.runs import file_hash
from segkit.source.batches import counted, file_labels, open_named
from segkit.source.entries import Entries, read_entries
from segkit.source.heads import JoinedOrders, Side, join_heads
from segkit.source.mapping import Columns
from segkit.source.opened import SourceTable
from segkit.source.options import ReadOptions, options_of
from segkit.source.tables import read_table
from segkit.steps.chosen import check_choice
from segkit.steps.measuring import standard_of
from segkit.steps.stage import Stage
from segkit.steps.tagging import tag_list_files
from segkit.study_sources import Table
from segkit.wording import LANGUAGES, Wording

EXACT = ("customer_id", "order_id", "order_date", "amount", *MERGE_KEYS)


@dataclass(frozen=True)
class SourceFacts:
    """How one file was read; `name` is the table's, `heads` for the orders' heads where their lines stand apart."""

    name: str
    file: str
    sheet: str | None
    encoding: str | None
    header_row: int
    columns: tuple[str, ...]
    notes: tuple[SourceNote, ...] = ()


@dataclass(frozen=True)
class ReadTable:
    """What reading left of a table: where its records stand, what was set aside, how many records each file has."""

    name: str
    file: str
    sheet: str | None
    header_row: int
    lines: Path | None
    set_aside: Path | None
    records: dict[str, int]
    is_batch: bool


def read_facts(name: str, source: SourceTable, lines: SourceTable | None = None) -> ReadTable:
    """These facts of an opened table, which is counted if need be; `lines`: those of joined orders as they lie."""
    files = (lines or source).parts or (counted(source),)
    own = (source.file, source.sheet, source.header_row, source.lines, source.set_aside)
    return ReadTable(name, *own, {one.file: one.n_records or 0 for one in files}, len(files) > 1)


def work(stage: Stage) -> None:
    """Do the whole step."""
    sources = open_sources(stage)
    keep_small_tables(stage, sources)
    keep_account(stage, sources)


def open_sources(stage: Stage) -> dict[str, SourceTable]:
    """Every source of the study by table name, opened and looked at, nothing typed yet.

    Orders in two tables are joined: one row per line, with the columns of its head.
    """
    check_choice(stage)
    given = stage.study.sources.given()
    return {name: open_orders(stage) if name == "orders" else open_source(stage, given[name]) for name in given}


def open_source(stage: Stage, source: Table) -> SourceTable:
    """One table: a file or several of one header, or a database by its URL."""
    if source.url is not None:
        from segkit.source.database import open_database

        return open_database(
            stage.engine,
            source.url,
            table=source.table,
            query=source.query,
            staging=stage.run.staging(),
            row_limit=source.read.row_limit,
        )
    folder, options = stage.study.folder, read_options(source)
    return open_named(stage.engine, source.named_files, folder, options, stage.run.staging())


def open_orders(stage: Stage) -> SourceTable:
    """The orders as one table, one row per line; a batch is opened once per stage, for it may be of many files."""
    joined = joined_orders(stage)
    if joined:
        return joined.side.source
    known: SourceTable | None = stage.opened.get("batch")
    source = known or open_source(stage, stage.study.sources.orders)
    if source.parts:
        stage.opened["batch"] = source
    return source


def joined_orders(stage: Stage) -> JoinedOrders | None:
    """Heads and lines joined, once per stage; None where the orders are one table."""
    orders = stage.study.sources.orders
    if orders.lines is None:
        return None
    if "orders" not in stage.opened:
        plain_id = ID_FORMS[stage.study.cleaning.ids]
        heads, lines = (Side(open_source(stage, one), one.columns, read_options(one)) for one in (orders, orders.lines))
        stage.opened["orders"] = join_heads(stage.engine, heads, lines, plain_id, stage.run.staging())
    found: JoinedOrders = stage.opened["orders"]
    return found


def head_match(stage: Stage) -> HeadMatch | None:
    """How heads and lines found each other; None where the orders are one table."""
    joined = joined_orders(stage)
    return joined.match if joined else None


def read_options(source: Table) -> ReadOptions:
    """What the study settles about reading a source, but its currency."""
    settled = source.read.model_dump() | {"sheet": source.sheet or source.read.sheet}
    settled["columns"] = tuple(source.columns.values())
    settled["exact"] = tuple(header for role, header in source.columns.items() if role in EXACT)
    return options_of(settled)


def order_columns(stage: Stage) -> Columns:
    """Role to column of the orders as opened."""
    joined = joined_orders(stage)
    return joined.side.columns if joined else stage.study.sources.orders.columns


def read_orders(stage: Stage, source: SourceTable) -> Entries:
    """The order lines as text became dates and money; lazy, so that ten million rows are read once."""
    joined, orders = joined_orders(stage), stage.study.sources.orders
    options = joined.side.options if joined else read_options(orders)
    options = replace(options, currency=stage.study.currency)
    return read_entries(source, order_columns(stage), options, orders.order)


def keep_small_tables(stage: Stage, sources: dict[str, SourceTable]) -> None:
    """Type every source but the orders and keep it for cleaning, with what reading left of it."""
    given = stage.study.sources.given()
    stage.save("read_tables", [asdict(read_facts(*item)) for item in sources.items() if item[0] != "orders"])
    for name, source in sources.items():
        if name != "orders":
            typed = read_table(name, source, given[name].columns, read_options(given[name]))
            stage.save_table(f"collected_{name}", typed)


def keep_account(stage: Stage, sources: dict[str, SourceTable]) -> tuple[SourceFacts, ...]:
    """Keep how each file was read, its hash, and what is only to be reported about it."""
    read = _with_heads(stage, sources)
    files = [part for source in read.values() for part in source.files if os.path.isfile(part.path)]
    paths = [*(part.path for part in files), *tag_list_files(stage, standard_of(stage))]
    labels = file_labels(paths)
    stage.save("inputs", {labels[path]: file_hash(path) for path in paths})
    stage.save("source_notes", [asdict(note) for source in read.values() for note in source.notes])
    return stage.save("sources", tuple(_facts(name, part) for name, one in read.items() for part in one.files))


def _with_heads(stage: Stage, sources: dict[str, SourceTable]) -> dict[str, SourceTable]:
    """The sources as they lie: of joined orders the lines by themselves, and the heads last."""
    joined = joined_orders(stage)
    return {**sources, "orders": joined.lines, "heads": joined.heads} if joined else sources


def _facts(name: str, source: SourceTable) -> SourceFacts:
    plain: dict[str, Any] = {
        key: getattr(source, key) for key in ("file", "sheet", "encoding", "header_row", "columns")
    }
    notes = (told_in_both(source.file, note.key, note.slots) for note in source.notes)
    return SourceFacts(name=name, notes=tuple(notes), **plain)


def told_in_both(file: str, key: str, slots: Mapping[str, object]) -> SourceNote:
    """A note on how a file was read, in both languages."""
    return SourceNote(file, {language: Wording(language)(f"source.{key}", **slots) for language in LANGUAGES})
