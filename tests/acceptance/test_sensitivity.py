"""What the annex says of other settings equals what a run under that setting finds."""

import pandas as pd
import pytest

from segkit.pipeline import run_stages
from segkit.runs import STAGES, start_run
from tests.acceptance.conftest import copy_sample

pytestmark = pytest.mark.slow

OTHERS = {
    "as_of_7": {"as_of: 2025-12-31": "as_of: 2025-12-24"},
    "as_of_30": {"as_of: 2025-12-31": "as_of: 2025-12-01", "cleaning:": "cleaning:\n  later_orders: leave_out"},
    "refunds_out": {"refunds: net": "refunds: drop"},
}


def segments_with(changes, folder):
    """Every customer's main segment in a run of the sample with some lines of its study changed."""
    study = copy_sample(folder)
    text = study.read_text(encoding="utf-8")
    for line, other in changes.items():
        assert text.count(line) == 1
        text = text.replace(line, other)
    study.write_text(text, encoding="utf-8")
    run = start_run(folder / "runs", "liwan", study)
    run_stages(run, STAGES[:4])
    return pd.read_parquet(run.table("segments")).set_index("customer_id").rfm_8


@pytest.mark.parametrize("setting", OTHERS)
def test_a_run_under_the_other_setting_moves_as_many_customers_as_the_report_says(direct, setting, tmp_path):
    told = next(one for one in direct.facts["evaluation"]["settings"] if one["id"] == setting)
    now = pd.read_parquet(direct.folder / "restricted" / "tables" / "segments.parquet").set_index("customer_id")
    both = now.join(segments_with(OTHERS[setting], tmp_path).rename("then"), how="inner")
    moved = both[both.rfm_8 != both.then]
    assert told["moved_share"] == pytest.approx(len(moved) / len(both), abs=1e-6)
    assert float(told["moved_revenue_12m"]) == pytest.approx(float(moved.monetary_12m.sum()), abs=0.01)
