"""Shuffled rows and renamed customers change no segment; equal customers have equal scores."""

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from segkit.errors import SegkitError
from segkit.pipeline import run_stages
from segkit.runs import STAGES, start_run
from tests.acceptance.companies import Company, write_study

pytestmark = pytest.mark.slow
Rows = Sequence[tuple[str, str, str, str]]
lines = st.lists(
    st.tuples(
        st.integers(0, 14).map("客{:02}".format),
        st.integers(0, 40).map("单{:02}".format),
        st.integers(1, 700).map(lambda day: f"{2024 + day // 366}-{1 + day % 12:02}-{1 + day % 28:02}"),
        st.sampled_from(["0.00", "9.90", "35.00", "120.50", "-9.90", "1200.00"]),
    ),
    min_size=5,
    max_size=60,
)  # fmt: skip
COLUMNS = ("customer_id", "order_id", "order_date", "amount")
KEPT = (
    "recency_days",
    "frequency",
    "monetary",
    "r_score",
    "f_score",
    "m_score",
    "rfm_8",
    "rfm_11",
    "value_tier",
    "abcd",
)
small = settings(max_examples=5, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


def segmented(rows: Rows, folder: Path) -> dict[str, Any]:
    """Every customer's measures, scores and segments, by way of an order file, cleaning, features and the standard.

    Where a quality check stops the run, as when most rows are duplicates, its code.
    """
    folder.mkdir()
    company = Company(tuple(dict(zip(COLUMNS, row, strict=True)) for row in rows), {"clusters": None})
    run = start_run(folder / "runs", "strange", write_study(company, folder))
    try:
        run_stages(run, STAGES[:4])
    except SegkitError as problem:
        return {"stopped": problem.code}
    found = pq.read_table(run.table("segments")).to_pylist()
    return {row["customer_id"]: {name: row[name] for name in KEPT} for row in found}


@small
@given(rows=lines, chance=st.randoms(use_true_random=False))
def test_shuffled_rows_change_no_customers_segment(rows, chance):
    mixed = list(rows)
    chance.shuffle(mixed)
    with TemporaryDirectory() as folder:
        assert segmented(rows, Path(folder, "one")) == segmented(mixed, Path(folder, "two"))


@small
@given(rows=lines)
def test_renamed_customers_keep_their_segments(rows):
    names = {name: f"Z{99 - int(name[1:])}" for name in (row[0] for row in rows)}
    with TemporaryDirectory() as folder:
        before = segmented(rows, Path(folder, "one"))
        after = segmented([(names[row[0]], *row[1:]) for row in rows], Path(folder, "two"))
    assert {names.get(name, name): found for name, found in before.items()} == after


@small
@given(rows=lines)
def test_equal_customers_have_equal_scores_and_segments(rows):
    twins = [(f"孪{row[0]}", f"孪{row[1]}", *row[2:]) for row in rows]
    with TemporaryDirectory() as folder:
        found = segmented([*rows, *twins], Path(folder, "one"))
    assert all(found[name] == found[f"孪{name}"] for name in found if name.startswith("客"))
