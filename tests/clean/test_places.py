"""Where a row stood: physical lines beside records, and rows that reading itself set aside in the ledger."""

from decimal import Decimal

import ibis

from segkit.clean.ledger import account
from segkit.clean.orders import clean_orders
from segkit.clean.places import Origin
from segkit.clean.rules import CleaningRules
from tests.clean.entries import AS_OF, entries, entry, listed

LINES = {"record": "int64", "file": "string", "sheet": "string", "row": "int64"}
SET_ASIDE = {"file": "string", "sheet": "string", "row": "int64", "reason": "string", "text": "string"}


def cleaned_from(engine, folder, *rows, lines=None, aside=()):
    table = ibis.memtable([dict(zip(LINES, line, strict=True)) for line in lines], schema=LINES) if lines else None
    broken = (
        ibis.memtable([dict(zip(SET_ASIDE, row, strict=True)) for row in aside], schema=SET_ASIDE) if aside else None
    )
    origin = Origin(file="a.csv", lines=table, set_aside=broken)
    return clean_orders(engine, entries(*rows), CleaningRules(), AS_OF, folder, origin=origin)


def test_a_record_stands_on_the_line_that_its_file_says(duckdb, tmp_path):
    lines = [(0, "a.csv", None, 2), (2, "a.csv", None, 9), (3, "b.csv", None, 2)]
    bad = [entry("ana", "2024-02-30", amount) for amount in ("1", "2", "3")]
    clean = cleaned_from(duckdb, tmp_path, entry(), *bad, lines=lines)
    found = [(row["file"], row["row"]) for row in listed(clean.quarantine)]
    assert found == [("a.csv", 3), ("a.csv", 9), ("b.csv", 2)]


def test_rows_that_reading_set_aside_stand_first_in_the_ledger_and_in_quarantine(duckdb, tmp_path):
    aside = [("a.csv", None, 1, "preamble", "sales"), ("a.csv", None, 4, "too_many_fields", "ana,1,2,3")]
    clean = cleaned_from(duckdb, tmp_path, entry(), entry("bob", "", "5.00"), aside=aside)
    assert [(line.rule, line.effect, line.rows) for line in clean.ledger[:2]] == [
        ("preamble", "non_data", 1),
        ("too_many_fields", "quarantined", 1),
    ]
    found = account(clean.ledger, "orders", "a.csv")
    assert (found.rows, found.kept, found.quarantined, found.non_data) == (4, 1, 2, 1)
    assert (found.amount, found.amount_kept, found.amount_quarantined) == (
        Decimal("15.00"),
        Decimal("10.00"),
        Decimal("5.00"),
    )
    assert [(row["row"], row["reason"], row["text"]) for row in listed(clean.quarantine)] == [
        (3, "unreadable_date", None),
        (4, "too_many_fields", "ana,1,2,3"),
    ]


def test_a_sum_row_found_while_reading_counts_with_the_rule_for_sum_rows(duckdb, tmp_path):
    clean = cleaned_from(duckdb, tmp_path, entry(), aside=[("a.csv", None, 3, "total_row", "合计")])
    line = next(line for line in clean.ledger if line.rule == "total_row")
    assert (line.rows, line.rows_before, line.rows_after) == (1, 2, 1)
