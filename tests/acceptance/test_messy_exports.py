"""Generated messy exports, read and cleaned: every record and every cent is where the generator says it belongs.

`SEGKIT_MESSY=10000` tries so many in the slow test.
"""

import os
from collections.abc import Iterator
from dataclasses import astuple
from pathlib import Path
from typing import Any

import ibis
import pytest

from segkit.clean.orders import CleanOrders, clean_orders
from segkit.clean.places import Origin
from segkit.clean.rules import CleaningRules
from segkit.engine import open_engine
from segkit.errors import SegkitError, each_problem
from segkit.source.entries import read_entries
from segkit.source.files import open_table
from segkit.source.options import ReadOptions
from tests.messy.exports import MessyExport, messy_export

TOTAL_ABOVE_FOOTER = (880, 5012)  # its money was once not accounted for
FAST, SLOW = 12, int(os.environ.get("SEGKIT_MESSY", "60"))
PIECE = 25  # exports to a test, so that both workers are busy


@pytest.fixture(scope="module")
def engine() -> Iterator[Any]:
    """One engine for all exports; each has names of its own."""
    opened = open_engine()
    yield opened
    opened.disconnect()


def cleaned(engine: Any, export: MessyExport, folder: Path) -> CleanOrders:
    """The export read with what a person would state, and cleaned."""
    file = folder / export.file_name
    file.write_bytes(export.content)
    options = ReadOptions(**{name: tuple(v) if isinstance(v, list) else v for name, v in export.read.items()})
    source = open_table(engine, file, options, folder / "staging")
    entries = read_entries(source, export.columns, options, "order_id")
    place = {"file": ibis.literal(source.file), "sheet": ibis.null("string")}
    beside = {"lines": source.lines, "set_aside": source.set_aside}
    tables = {key: engine.read_parquet(str(path)).mutate(**place) for key, path in beside.items() if path}
    origin = Origin("orders", source.file, source.header_row, **tables)
    rules = CleaningRules(amount_limit=export.limit)
    return clean_orders(engine, entries.table, rules, export.as_of, folder / "tables", origin=origin)


def found_of(clean: CleanOrders) -> dict[str, Any]:
    """What was done with every record, as the generator puts it."""
    counts = {
        effect: {line.rule: line.rows for line in clean.ledger if line.rows and line.effect in effects}
        for effect, effects in {
            "quarantined": ("quarantined",), "non_data": ("non_data",), "fixed": ("changed", "kept")
        }.items()
    }  # fmt: skip
    account = clean.account
    money = (
        account.amount, account.amount_kept, account.amount_quarantined, account.amount_outside, account.amount_non_data
    )  # fmt: skip
    rows = clean.lines.select("customer_id", "order_id", "order_date", "amount").to_pyarrow().to_pylist()
    places = clean.quarantine.select("row", "reason").to_pyarrow().to_pylist()
    return counts | {
        "records": account.rows,
        "kept": account.kept,
        "outside": account.outside,
        "money": money,
        "rows": [tuple(row.values()) for row in rows],
        "places": {(row["row"], row["reason"]) for row in places},
    }


def expected_of(export: MessyExport) -> dict[str, Any]:
    """The same as the generator planned it."""
    plan = export.expected
    assert plan is not None
    aside = (one for one in export.planted if one.outcome == "quarantine")
    return {
        "quarantined": dict(plan.quarantined),
        "non_data": dict(plan.non_data),
        "fixed": dict(plan.fixed),
        "records": plan.records,
        "kept": plan.kept,
        "outside": plan.outside,
        "money": astuple(plan.money),
        "rows": [(one.customer_id, one.order_id, one.order_date, one.amount) for one in export.kept],
        "places": {(one.line, one.code) for one in aside},
    }


def check(engine: Any, seed: int, folder: Path) -> None:
    """One export: exactly as planned, or stopped with a code where it must stop."""
    export = messy_export(seed)
    folder.mkdir()
    kinds = [one.kind for one in export.planted]
    try:
        clean = cleaned(engine, export, folder)
    except SegkitError as problem:
        codes = [one.code for one in each_problem(problem)]
        assert export.expected is None, (seed, kinds, codes)
        assert any(code.startswith(export.planted[0].code) for code in codes), (seed, kinds, codes)
        return
    assert export.expected is not None, (seed, kinds)
    assert (seed, kinds, found_of(clean)) == (seed, kinds, expected_of(export))


def test_a_messy_export_is_accounted_for_to_the_row_and_the_cent(engine, tmp_path):
    for seed in (*range(FAST), *TOTAL_ABOVE_FOOTER):
        check(engine, seed, tmp_path / str(seed))


@pytest.mark.slow
@pytest.mark.parametrize("first", range(FAST, FAST + SLOW, PIECE))
def test_every_messy_export_is_accounted_for_to_the_row_and_the_cent(engine, tmp_path, first):
    for seed in range(first, first + PIECE):
        check(engine, seed, tmp_path / str(seed))
