"""Step 2, data cleaning: each input row is kept, changed, set aside with its reason, outside the window, or no data."""

import shutil

import ibis

from segkit.clean.checks import check_quality, stop_if_asked
from segkit.clean.master import clean_customers, clean_table
from segkit.clean.orders import CleanOrders, clean_orders
from segkit.clean.places import Origin
from segkit.clean.rules import CleaningRules
from segkit.facts import Quality
from segkit.source.opened import SourceTable
from segkit.steps.collection import open_source, read_orders
from segkit.steps.returned import write_returned
from segkit.steps.stage import Stage
from segkit.wording import Wording


def work(stage: Stage) -> None:
    """Do the whole step."""
    cleaned = clean_lines(stage)
    keep_tables(stage, cleaned)
    judge_quality(stage, cleaned)


def clean_lines(stage: Stage) -> CleanOrders:
    """Judge every order line once; the lines that count and those set aside are written."""
    source = open_source(stage, stage.study.sources.orders)
    entries = read_orders(stage, source)
    return clean_orders(
        stage.engine,
        entries.table,
        CleaningRules(**stage.study.cleaning.model_dump()),
        stage.study.as_of,
        stage.run.restricted / "tables",
        order_key=entries.order_key,
        customers=stage.table("collected_customers") if stage.has("collected_customers") else None,
        origin=origin_of(stage, "orders", source),
    )


def origin_of(stage: Stage, name: str, source: SourceTable) -> Origin:
    """Where the rows of a source stand, and what reading it set aside."""
    constants = {"file": ibis.literal(source.file), "sheet": ibis.literal(source.sheet, type="string")}
    beside = {"lines": source.lines, "set_aside": source.set_aside}
    read = {key: stage.engine.read_parquet(str(path)).mutate(**constants) for key, path in beside.items() if path}
    return Origin(name, source.file, source.header_row, source.sheet, **read)


def keep_tables(stage: Stage, cleaned: CleanOrders) -> None:
    """Put the other tables onto the merged customer ids and keep the as-of date."""
    stage.save("as_of", cleaned.as_of)
    stage.save("days", {"first": cleaned.first_day, "last": cleaned.last_day})
    if stage.has("collected_customers"):
        stage.save_table("customers", clean_customers(stage.table("collected_customers"), cleaned.identity))
    for name in ("feedback", "events", "messages", "labels"):
        if stage.has(f"collected_{name}"):
            collected = stage.table(f"collected_{name}")
            stage.save_table(name, clean_table(name, collected, cleaned.identity, cleaned.as_of))
    write_returned(
        cleaned.quarantine,
        open_source(stage, stage.study.sources.orders),
        stage.run.restricted / "quarantine.csv",
        wording=Wording(stage.study.languages[0]),
    )
    shutil.rmtree(cleaned.working, ignore_errors=True)


def judge_quality(stage: Stage, cleaned: CleanOrders) -> Quality:
    """The ledger with its checks; a check at its stop value ends the run with a coded problem."""
    quality = check_quality(cleaned, encoding=str(stage.load("sources", list[dict])[0]["encoding"]))
    stop_if_asked(quality)
    return stage.save("quality", quality)
