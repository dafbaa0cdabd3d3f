"""The ledger's promises, on any table: Hypothesis writes the rows, Python's Decimal adds them up again."""

import random
import tempfile
from collections import Counter
from decimal import Decimal
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from segkit.engine import open_engine
from tests.clean.entries import cleaned, entry, listed

ENGINE = open_engine("duckdb")
ROWS = st.lists(
    st.builds(
        entry,
        st.sampled_from([None, "", "ana", "Ａna", "ana ", "bob", "合计", "-"]),
        st.sampled_from(["2025-03-05", "2024-12-31", "2024-02-30", "2026-01-02", "2099-01-01", ""]),
        st.sampled_from(["10.00", "0.00", "-4.50", "9999999.99", "0.01", "待定"]),
        order_id=st.sampled_from([None, "o1", "o2"]),
        product=st.sampled_from([None, "杯", "测试商品"]),
        region=st.sampled_from([None, "华东"]),
        mobile=st.sampled_from([None, "13800000001", "13800000002"]),
    ),
    min_size=1,
    max_size=12,
)
CHOICES = st.fixed_dictionaries(
    {
        "refunds": st.sampled_from(["net", "drop", "apart"]),
        "duplicates": st.sampled_from(["drop_exact", "keep"]),
        "zero_amounts": st.sampled_from(["keep", "drop"]),
        "merge": st.sampled_from([None, "mobile"]),
    }
)


def clean_somewhere(rows, **choices):
    with tempfile.TemporaryDirectory() as folder:
        clean = cleaned(ENGINE, Path(folder), *rows, **choices)
        return clean, listed(clean.lines), listed(clean.quarantine)


@settings(max_examples=15)
@given(ROWS, CHOICES)
def test_rows_and_money_balance_to_the_cent(rows, choices):
    clean, lines, aside = clean_somewhere(rows, **choices)
    account = clean.account
    assert account.rows == len(rows) == account.kept + account.quarantined + account.outside + account.non_data
    assert account.amount == sum((row["amount"] or Decimal(0) for row in rows), Decimal(0))
    parts = (account.amount_kept, account.amount_quarantined, account.amount_outside, account.amount_non_data)
    assert account.amount == sum(parts)
    assert (len(lines), len(aside)) == (account.kept, account.quarantined)
    assert sum((line["amount"] for line in lines), Decimal(0)) == account.amount_kept


@settings(max_examples=10)
@given(ROWS, CHOICES)
def test_each_line_of_the_ledger_starts_where_the_one_before_it_ended(rows, choices):
    clean, lines, _ = clean_somewhere(rows, **choices)
    for before, after in zip(clean.ledger, clean.ledger[1:], strict=False):
        assert before.rows_after == after.rows_before
        assert before.amount_after == after.amount_before
        assert before.customers_after == after.customers_before
    assert clean.ledger[-1].customers_after == len({line["customer_id"] for line in lines})


@settings(max_examples=10)
@given(ROWS, CHOICES)
def test_no_row_is_set_aside_twice(rows, choices):
    _, _, aside = clean_somewhere(rows, **choices)
    assert max(Counter(row["row"] for row in aside).values(), default=1) == 1


@settings(max_examples=10)
@given(ROWS, CHOICES, st.randoms(use_true_random=False))
def test_shuffled_rows_give_the_same_lines(rows, choices, chance: random.Random):
    shuffled = chance.sample(rows, len(rows))
    first, second = (clean_somewhere(some, **choices) for some in (rows, shuffled))
    assert Counter(map(repr, first[1])) == Counter(map(repr, second[1]))
    assert first[0].ledger == second[0].ledger
    assert first[0].merge == second[0].merge


def test_the_ledger_by_hand(duckdb, tmp_path):
    rows = [entry("ana", amount="10.00"), entry("ana ", amount="5.00"), entry(None, amount="2.00"), entry("bob", "x")]
    ledger = {line.rule: line for line in cleaned(duckdb, tmp_path, *rows).ledger}
    assert ledger["missing_id"].amount == Decimal("2.00")
    assert (ledger["missing_id"].customers_before, ledger["missing_id"].customers_after) == (3, 3)
    assert (ledger["unreadable_date"].customers_before, ledger["unreadable_date"].customers_after) == (3, 2)
    assert (ledger["normalised_id"].customers_before, ledger["normalised_id"].customers_after) == (2, 1)
    assert ledger["filled_gap"].amount_after == Decimal("15.00")


def test_an_empty_table_has_an_empty_ledger(duckdb, tmp_path):
    clean = cleaned(duckdb, tmp_path)
    assert (clean.account.rows, clean.account.amount, clean.as_of is not None) == (0, Decimal(0), True)
