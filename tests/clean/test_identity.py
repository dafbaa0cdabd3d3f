from unicodedata import normalize

import ibis
import pyarrow as pa
import pytest

from segkit.clean.identity import MOST_SHARED, apply_identity, plain_key, plain_text
from tests.clean.entries import cleaned, entry, listed


def texts(*values):
    return ibis.memtable(pa.table({"text": pa.array(values, pa.string())}))


def test_ids_written_alike_become_one(duckdb):
    ids = texts("Ｌ００１", " L001", "L001\u200b", "\ufeffL001", "\u3000L001 ", "L001", None)
    assert set(duckdb.to_pyarrow(plain_text(ids.text)).to_pylist()) == {"L001", None}


def test_the_engines_own_narrowing_is_nfkc(duckdb):
    written = [f"{chr(code)}x{mark}A " for code in (*range(9, 0x180), *range(0x3000, 0x3010), *range(0xFF00, 0xFFF0))
               for mark in " \u3000\uff21\u0301"]  # fmt: skip
    ids = texts(*written)
    plain = ["".join(sign for sign in normalize("NFKC", one) if sign != "\u00ad").strip() for one in written]
    assert duckdb.to_pyarrow(plain_text(ids.text)).to_pylist() == plain


def test_leading_zeros_and_case_stay(duckdb):
    ids = texts("00123", "123", "ab", "AB")
    assert duckdb.to_pyarrow(plain_text(ids.text)).to_pylist() == ["00123", "123", "ab", "AB"]


@pytest.mark.parametrize(
    ("key", "written", "plain"),
    [
        ("mobile", "+86 138-0000-0001", "13800000001"),
        ("mobile", "１３８０００００００１", "13800000001"),
        ("mobile", "138****0001", None),
        ("mobile", "00000000000", None),
        ("mobile", "123456", None),
        ("credit_code", "91310000ma1k3xyz5p", "91310000MA1K3XYZ5P"),
        ("credit_code", "无", None),
        ("unionid", "oA-1bcdefgh", "OA1BCDEFGH"),
    ],
)
def test_a_key_is_read_plainly_or_not_at_all(duckdb, key, written, plain):
    assert duckdb.to_pyarrow(plain_key(texts(written).text, key)).to_pylist() == [plain]


def test_a_person_counts_under_the_number_seen_first(duckdb, tmp_path):
    rows = (entry("b", "2025-01-01", mobile="13800000001"), entry("a", "2025-02-01", mobile="138 0000 0001"))
    clean = cleaned(duckdb, tmp_path, *rows, merge="mobile")
    assert {line["customer_id"] for line in listed(clean.lines)} == {"b"}


def test_of_two_numbers_seen_on_one_day_the_smaller_stands(duckdb, tmp_path):
    clean = cleaned(duckdb, tmp_path, *(entry(who, mobile="13800000001") for who in "ba"), merge="mobile")
    assert {line["customer_id"] for line in listed(clean.lines)} == {"a"}


def test_a_number_that_joined_earlier_stands_though_it_never_ordered(duckdb, tmp_path):
    from datetime import date

    from tests.clean.test_master import master

    known = master(
        {"customer_id": "old", "mobile": "13800000001", "joined_date": date(2020, 1, 1)},
        {"customer_id": "new", "mobile": "13800000001", "joined_date": date(2024, 1, 1)},
    )
    clean = cleaned(duckdb, tmp_path, entry("new"), customers=known, merge="mobile")
    assert listed(clean.lines)[0]["customer_id"] == "old"


def test_merging_shows_its_effect_on_orders_and_money(duckdb, tmp_path):
    lines = [entry(who, order_id=order, mobile="13800000001") for who, order in (("a", "1"), ("a", "2"), ("b", "3"))]
    merge = cleaned(duckdb, tmp_path, *lines, entry("c", order_id="4"), merge="mobile").merge
    assert (merge.n_members, merge.n_people) == (2, 1)
    assert (merge.frequency_before, merge.frequency_after) == (1.5, 3.0)
    assert (str(merge.monetary_before), str(merge.monetary_after)) == ("15.00", "30.00")


def test_a_number_with_two_keys_is_left_alone(duckdb, tmp_path):
    rows = (entry("a", mobile="13800000001"), entry("a", mobile="13800000002"), entry("b", mobile="13800000002"))
    clean = cleaned(duckdb, tmp_path, *rows, merge="mobile")
    assert (clean.identity.n_people, clean.identity.doubtful_members) == (0, 1)


def test_a_key_on_too_many_numbers_is_a_shops_own(duckdb, tmp_path):
    rows = [entry(f"m{i}", mobile="13800000001") for i in range(MOST_SHARED + 1)]
    clean = cleaned(duckdb, tmp_path, *rows, entry("x", mobile="00000000"), merge="mobile")
    assert (clean.identity.n_people, clean.identity.shared_keys, clean.identity.fake_keys) == (0, 1, 1)


def test_other_tables_follow_the_merged_ids(duckdb, tmp_path):
    clean = cleaned(duckdb, tmp_path, *(entry(who, mobile="13800000001") for who in "ab"), merge="mobile")
    answers = ibis.memtable(pa.table({"customer_id": ["ｂ", "a", "z", ""], "satisfaction": [1.0, 2.0, 3.0, 4.0]}))
    moved = duckdb.to_pyarrow(apply_identity(answers, clean.identity)).to_pylist()
    assert {row["satisfaction"]: row["customer_id"] for row in moved} == {1.0: "a", 2.0: "a", 3.0: "z", 4.0: None}
