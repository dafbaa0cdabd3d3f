from datetime import date
from decimal import Decimal

from tests.clean.entries import cleaned, entry, listed, reasons


def test_every_row_is_kept_or_set_aside_or_outside_or_no_data(duckdb, tmp_path):
    clean = cleaned(
        duckdb,
        tmp_path,
        entry("ana", amount="10.00"),
        entry("", amount="2.00"),
        entry("ana", "2026-01-03", "5.00"),
        entry("合计", "", "17.00"),
    )
    account = clean.account
    assert (account.rows, account.kept, account.quarantined, account.outside, account.non_data) == (4, 1, 1, 1, 1)
    assert account.amount == Decimal("34.00")
    assert account.amount_kept == Decimal("10.00")


def test_quarantine_says_where_a_row_stood_and_what_it_said(duckdb, tmp_path):
    clean = cleaned(duckdb, tmp_path, entry("ana"), entry("Ｂob ", "2024-02-30", "1,0x", order_id=" o7"))
    assert listed(clean.quarantine) == [
        {
            "source": "orders",
            "file": "",
            "sheet": None,
            "row": 3,
            "record": 1,
            "reason": "unreadable_date",
            "text": None,
            "customer_id": "Ｂob ",
            "order_id": " o7",
            "order_date": "2024-02-30",
            "amount": "1,0x",
        }
    ]


def test_a_folder_whose_name_is_a_pattern_is_read_as_itself(duckdb, tmp_path):
    folder = tmp_path / "runs[1]*"
    assert listed(cleaned(duckdb, folder, entry("ana")).lines)[0]["customer_id"] == "ana"


def test_of_two_equal_rows_the_later_is_set_aside(duckdb, tmp_path):
    line = entry("ana", order_id="o1")
    assert reasons(cleaned(duckdb, tmp_path, line, entry("bob"), line)) == {4: "exact_duplicate"}


def test_equal_hashes_of_different_rows_are_no_duplicate(duckdb, tmp_path):
    clean = cleaned(duckdb, tmp_path, entry("ana", record_hash=7), entry("bob", record_hash=7))
    assert reasons(clean) == {}


def test_without_an_as_of_day_the_last_kept_day_is_taken(duckdb, tmp_path):
    clean = cleaned(
        duckdb, tmp_path, entry(day="2024-01-01"), entry(day="2024-05-02"), entry(day="2099-12-31"), as_of=None
    )
    assert (clean.as_of, clean.account.outside, reasons(clean)) == (date(2024, 5, 2), 0, {4: "future_date"})
