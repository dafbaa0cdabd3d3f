"""Step 2, data cleaning: each input row is kept, changed, set aside with its reason, outside the window, or no data."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from segkit.clean.checks import check_quality, stop_if_asked
from segkit.clean.identity import ID_FORMS
from segkit.clean.master import clean_customers, clean_table
from segkit.clean.orders import CleanOrders, clean_orders
from segkit.clean.rules import CleaningRules
from segkit.facts import Overlap, Quality, SourceNote
from segkit.source.masks import mask
from segkit.steps.beside import account_tables, origin_of
from segkit.steps.collection import (
    SourceFacts,
    head_match,
    joined_orders,
    open_orders,
    order_columns,
    read_facts,
    read_orders,
    told_in_both,
)
from segkit.steps.returned import write_returned
from segkit.steps.second_table import check_second_table
from segkit.steps.stage import Stage
from segkit.wording import Wording


def work(stage: Stage) -> None:
    """Do the whole step."""
    cleaned = clean_lines(stage)
    keep_tables(stage, cleaned)
    judge_quality(stage, cleaned)


def clean_lines(stage: Stage) -> CleanOrders:
    """Judge every order line once; the lines that count and those set aside are written."""
    source, joined = open_orders(stage), joined_orders(stage)
    entries = read_orders(stage, source)
    placed = origin_of(stage, read_facts("orders", source, joined.lines if joined else None))
    origin = replace(placed, columns=order_columns(stage))
    cleaned = clean_orders(
        stage.engine,
        entries.table,
        CleaningRules(**stage.study.cleaning.model_dump(), currency=stage.study.currency),
        stage.study.as_of,
        stage.run.restricted / "tables",
        order_key=entries.order_key,
        customers=stage.table("collected_customers") if stage.has("collected_customers") else None,
        origin=origin,
    )
    check_second_table(cleaned, source, origin)
    return cleaned


def keep_tables(stage: Stage, cleaned: CleanOrders) -> None:
    """Put the other tables onto the merged customer ids and keep the as-of date."""
    stage.save("as_of", cleaned.as_of)
    identity, plain_id = cleaned.identity, ID_FORMS[stage.study.cleaning.ids]
    stage.save("days", {"first": cleaned.first_day, "last": cleaned.last_day})
    if stage.has("collected_customers"):
        stage.save_table("customers", clean_customers(stage.table("collected_customers"), identity, plain_id))
    for name in ("feedback", "events", "messages", "labels"):
        if stage.has(f"collected_{name}"):
            collected = stage.table(f"collected_{name}")
            stage.save_table(name, clean_table(name, collected, identity, cleaned.as_of, plain_id))
    write_returned(
        cleaned.quarantine,
        open_orders(stage),
        stage.run.restricted / "quarantine.csv",
        wording=Wording(stage.study.languages[0]),
    )
    shutil.rmtree(cleaned.working, ignore_errors=True)


def notes_of(stage: Stage) -> Iterator[SourceNote]:
    """What the reader of the report should know of how the files were read: oddities, rates, a stated zone."""
    for one in stage.load("sources", tuple[SourceFacts, ...]):
        yield from one.notes
    beside = stage.study.sources.orders.lines
    for source in (*stage.study.sources.given().values(), *([beside] if beside else [])):
        file, read = ", ".join(Path(name).name for name in source.named_files), source.read
        if read.rates:
            rates = [f"1 {code} = {rate} {stage.study.currency}" for code, rate in sorted(read.rates.items())]
            yield told_in_both(file, "note.rates", {"rates": rates})
        if read.time_zone:
            yield told_in_both(file, "note.time_zone", {"zone": read.time_zone})


def judge_quality(stage: Stage, cleaned: CleanOrders) -> Quality:
    """The ledger with its checks; a check at its stop value ends the run with a coded problem."""
    beside = account_tables(stage, cleaned.as_of)
    quality = check_quality(
        cleaned,
        encoding=encoding_of(stage),
        later_orders=stage.study.cleaning.later_orders,
        notes=tuple(notes_of(stage)),
        heads=head_match(stage),
        beside=beside,
    )
    stage.save("overlap", overlap(cleaned))
    stop_if_asked(quality)
    return stage.save("quality", quality)


def overlap(cleaned: CleanOrders) -> Overlap | None:
    """Orders that stand in several files of a batch, a few of their ids masked; None without a batch."""
    found = cleaned.overlap
    return None if found is None else replace(found, examples=tuple(map(mask, found.examples)))


def encoding_of(stage: Stage) -> str:
    """The encodings of the order files, each once."""
    orders = [one["encoding"] for one in stage.load("sources", list[dict]) if one["name"] == "orders"]
    return ", ".join(map(str, dict.fromkeys(orders)))
