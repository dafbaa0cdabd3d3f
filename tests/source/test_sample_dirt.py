"""The sample's dirt against the cleaning rules: every planted record is caught by its own rule, and no other line is.

Runs on DuckDB, which is what reading and cleaning run on.
"""

import csv
from pathlib import Path

import pytest

from segkit.clean.orders import CleanOrders, clean_orders
from segkit.clean.places import Origin
from segkit.clean.rules import KEPT, RULES, CleaningRules, Terms
from segkit.engine import open_engine
from segkit.source.entries import read_entries
from segkit.source.files import open_table
from segkit.source.options import ReadOptions
from segkit.source.sample.plan import SamplePlan
from segkit.source.sample.shop import write_sample
from segkit.source.tables import read_table
from segkit.study import Study, read_study
from segkit.study_sources import Source

PLACE = {rule.id: place for place, rule in enumerate(RULES)}


def options(source: Source) -> ReadOptions:
    return ReadOptions(**source.read.model_dump() | {"sheet": source.sheet or source.read.sheet})


def cleaned(study: Study, folder: Path) -> CleanOrders:
    """The shop's orders, read and cleaned as the study beside them says."""
    engine, orders, customers = open_engine(), study.sources.orders, study.sources.customers
    assert customers is not None
    lines, master = (
        open_table(engine, study.path(str(source.file)), options(source), folder) for source in (orders, customers)
    )
    return clean_orders(
        engine,
        read_entries(lines, orders.columns, options(orders), orders.order).table,
        CleaningRules(**study.cleaning.model_dump()),
        study.as_of,
        folder,
        customers=read_table("customers", master, customers.columns, options(customers)),
        origin=Origin("orders", lines.file, lines.header_row),
    )


def lines_found(result: CleanOrders, study: Study) -> dict[str, set[int]]:
    """For each rule the physical lines it removed, or found among the kept ones."""
    rules = CleaningRules(**study.cleaning.model_dump())
    terms, standing = Terms(rules, study.as_of, None), result.standing
    found = {}
    for rule in RULES:
        rows = standing.filter(standing.removed == (PLACE[rule.id] if rule.removes(rules) else KEPT))
        rows = rows if rule.removes(rules) else rows.filter(rule.finds(rows, terms))
        found[rule.id] = {row + 2 for row in rows.file_row_number.to_pyarrow().to_pylist()}
    return found


def lines_planted(path: Path) -> dict[str, set[int]]:
    """For each rule the lines on which dirt was planted for it."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))[1:]
    return {rule.id: {int(row[1]) for row in rows if row[2] == rule.id} for rule in RULES}


@pytest.mark.parametrize(("language", "truth"), [("zh-CN", "truth/脏数据清单.csv"), ("en", "truth/planted_dirt.csv")])
def test_every_planted_record_is_caught_by_its_rule_and_no_other_line_is(tmp_path, language, truth):
    write_sample(tmp_path / "shop", SamplePlan(language=language))
    study = read_study(tmp_path / "shop")
    result = cleaned(study, tmp_path)
    assert lines_found(result, study) == lines_planted(tmp_path / "shop" / truth)


def test_a_clean_shop_loses_no_line(tmp_path):
    write_sample(tmp_path / "shop", SamplePlan(customers=300, is_dirty=False))
    result = cleaned(read_study(tmp_path / "shop"), tmp_path)
    assert result.account.rows == result.account.kept > 1500
