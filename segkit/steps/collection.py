"""Step 1, data collection: open every source of the study, say how it was read, keep the small tables typed."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from segkit.columns import MERGE_KEYS
from segkit.facts import SourceNote
from segkit.runs import file_hash
from segkit.source.entries import Entries, read_entries
from segkit.source.files import SourceTable, open_table
from segkit.source.options import ReadOptions
from segkit.source.tables import read_table
from segkit.steps.stage import Stage
from segkit.study import Source
from segkit.wording import LANGUAGES, Wording

EXACT = ("customer_id", "order_id", "order_date", "amount", *MERGE_KEYS)


@dataclass(frozen=True)
class SourceFacts:
    """How one source was read."""

    name: str
    file: str
    sheet: str | None
    encoding: str | None
    header_row: int
    columns: tuple[str, ...]
    notes: tuple[SourceNote, ...] = ()


def work(stage: Stage) -> None:
    """Do the whole step."""
    sources = open_sources(stage)
    keep_small_tables(stage, sources)
    keep_account(stage, sources)


def open_sources(stage: Stage) -> dict[str, SourceTable]:
    """Every source of the study by table name, opened and looked at, nothing typed yet."""
    return {name: open_source(stage, source) for name, source in stage.study.sources.given().items()}


def open_source(stage: Stage, source: Source) -> SourceTable:
    """One source: a file, or a database by its URL."""
    if source.url is not None:
        from segkit.source.database import open_database

        return open_database(
            stage.engine, source.url, table=source.table, query=source.query, staging=stage.run.staging()
        )
    file, options = stage.study.path(str(source.file)), read_options(source)
    return open_table(stage.engine, file, options, stage.run.staging())


def read_options(source: Source) -> ReadOptions:
    """What the study settles about reading a source, but its currency."""
    settled = source.read.model_dump() | {"sheet": source.sheet or source.read.sheet}
    settled["columns"] = tuple(source.columns.values())
    settled["exact"] = tuple(header for role, header in source.columns.items() if role in EXACT)
    return ReadOptions(**settled | ({"quote": ""} if source.read.quote == "none" else {}))


def read_orders(stage: Stage, source: SourceTable) -> Entries:
    """The order lines as text became dates and money; lazy, so that ten million rows are read once."""
    orders = stage.study.sources.orders
    options = replace(read_options(orders), currency=stage.study.currency)
    return read_entries(source, orders.columns, options, orders.order)


def keep_small_tables(stage: Stage, sources: dict[str, SourceTable]) -> None:
    """Type every source but the orders and keep it for cleaning."""
    given = stage.study.sources.given()
    for name, source in sources.items():
        if name != "orders":
            typed = read_table(name, source, given[name].columns, read_options(given[name]))
            stage.save_table(f"collected_{name}", typed)


def keep_account(stage: Stage, sources: dict[str, SourceTable]) -> tuple[SourceFacts, ...]:
    """Keep how each source was read, and the hash of every input file."""
    stage.save("inputs", {source.file: file_hash(source.path) for source in sources.values() if source.path.is_file()})
    return stage.save("sources", tuple(_facts(name, source) for name, source in sources.items()))


def _facts(name: str, source: SourceTable) -> SourceFacts:
    plain: dict[str, Any] = {
        key: getattr(source, key) for key in ("file", "sheet", "encoding", "header_row", "columns")
    }
    notes = (told_in_both(source.file, note.key, note.slots) for note in source.notes)
    return SourceFacts(name=name, notes=tuple(notes), **plain)


def told_in_both(file: str, key: str, slots: Mapping[str, object]) -> SourceNote:
    """A note on how a file was read, in both languages."""
    return SourceNote(file, {language: Wording(language)(f"source.{key}", **slots) for language in LANGUAGES})
