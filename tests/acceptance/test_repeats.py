"""The same orders give the same facts, every time and with two threads; CI runs a small size, a bench a large one."""

import hashlib
import os
import shutil
from pathlib import Path

import pytest

from segkit.pipeline import run_stages
from segkit.runs import STAGES, start_run
from segkit.source.draft import init_study
from segkit.source.sample.plan import SamplePlan
from segkit.source.sample.shop import write_sample
from segkit.steps.report import store_facts
from segkit.steps.stage import Stage

CUSTOMERS = int(os.environ.get("SEGKIT_REPEAT_CUSTOMERS", "60000"))
LINES_EACH = float(os.environ.get("SEGKIT_REPEAT_LINES", "3"))
REPEATS = int(os.environ.get("SEGKIT_REPEATS", "5"))


def facts_of(study: Path, root: Path) -> bytes:
    """`report.json` of one more run, nothing drawn."""
    run = start_run(root, "repeated", study)
    run_stages(run, STAGES[:-1])
    stage = Stage("report", run)
    assert stage.engine.con.sql("select current_setting('threads')").fetchone() == (2,)
    store_facts(stage)
    stage.finish()
    facts = (run.folder / "report.json").read_bytes()
    shutil.rmtree(run.folder)
    return facts


@pytest.mark.slow
def test_repeats_with_two_threads_give_equal_facts(tmp_path, tell):
    plan = SamplePlan(CUSTOMERS, LINES_EACH, "zh-CN", 618, True, True)
    receipt = write_sample(tmp_path / "shop", plan)
    study = init_study("repeated", [tmp_path / "shop" / name for name in receipt.rows], tmp_path).path
    found = {hashlib.sha256(facts_of(study, tmp_path / f"runs{number}")).hexdigest() for number in range(REPEATS)}
    tell(
        f"{REPEATS} repeats, {receipt.persons:,} customers, {sum(receipt.rows.values()):,} rows: {len(found)} result(s)"
    )
    assert len(found) == 1
