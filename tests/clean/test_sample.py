"""The sample company's export: every planted row is caught by the rule meant for it, no clean row is set aside."""

import csv
from collections.abc import Iterator
from datetime import date

import pytest

from segkit.clean.orders import CleanOrders, changed_rows, clean_orders
from segkit.clean.places import Origin
from segkit.clean.rules import RULES, CleaningRules
from segkit.engine import open_engine
from segkit.house import kit_folder
from segkit.source.entries import read_entries
from segkit.source.files import open_table
from segkit.source.options import ReadOptions
from segkit.source.tables import read_table
from segkit.study import read_study
from segkit.study_sources import Source
from tests.clean.entries import listed

SAMPLE = kit_folder("data") / "sample"
RULES_USED = CleaningRules(merge="mobile")


def options(source: Source) -> ReadOptions:
    return ReadOptions(encoding=source.read.encoding, header=source.read.header, unit_words=source.read.unit_words)


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[CleanOrders]:
    engine, folder = open_engine("duckdb"), tmp_path_factory.mktemp("sample")
    sources = read_study(SAMPLE).sources
    files = {
        name: open_table(engine, SAMPLE / source.file, options(source), folder)
        for name, source in sources.given().items()
    }
    entries = read_entries(files["orders"], sources.orders.columns, options(sources.orders), "order_id").table
    customers = read_table("customers", files["customers"], sources.customers.columns, options(sources.customers))
    origin = Origin(file="订单.csv", header_row=files["orders"].header_row)
    yield clean_orders(engine, entries, RULES_USED, date(2025, 12, 31), folder, customers=customers, origin=origin)
    engine.disconnect()


@pytest.fixture(scope="module")
def planted() -> dict[str, set[int]]:
    """Rule: the physical rows of the export in which its dirt was planted."""
    rows: dict[str, set[int]] = {}
    with (SAMPLE / "truth" / "脏数据清单.csv").open(encoding="utf-8-sig", newline="") as file:
        for line in csv.DictReader(file):
            rows.setdefault(line["规则"], set()).add(int(line["行号"]))
    return rows


def found(sample: CleanOrders) -> dict[str, set[int]]:
    """Rule: the physical rows it found."""
    removed = sample.standing.filter(sample.standing.removed < len(RULES))
    rows: dict[str, set[int]] = {}
    for row in listed(removed.select("removed", row=removed.file_row_number + 2)):
        rows.setdefault(RULES[row["removed"]].id, set()).add(row["row"])
    for row in listed(changed_rows(sample, RULES_USED, Origin())):
        rows.setdefault(row["rule"], set()).add(row["row"])
    return rows


def test_every_planted_row_is_caught_by_the_rule_meant_for_it(sample, planted):
    caught = found(sample)
    missed = {rule: rows - caught.get(rule, set()) for rule, rows in planted.items()}
    assert {rule: rows for rule, rows in missed.items() if rows} == {}


def test_no_clean_row_is_removed(sample, planted):
    removing = {rule.id for rule in RULES if rule.removes(RULES_USED)}
    removed = set().union(*(rows for rule, rows in found(sample).items() if rule in removing))
    assert removed - set().union(*planted.values()) == set()


def test_no_clean_row_is_changed_but_by_filling_gaps(sample, planted):
    extra = {rule: rows - planted.get(rule, set()) for rule, rows in found(sample).items() if rule != "filled_gap"}
    assert {rule: rows for rule, rows in extra.items() if rows} == {}
