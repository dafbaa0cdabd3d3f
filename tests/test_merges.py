"""Lists and decisions by hand name a member number that was merged: they follow to the customer it counts as."""

import pytest

from segkit.pipeline import run_stages
from segkit.runs import STAGES, start_run
from segkit.steps.merges import merged_into
from segkit.steps.stage import Stage

STUDY = """\
study: corner
company: Corner
as_of: 2025-06-30
privacy: {smallest_group: 1}
sources:
  orders: {file: o.csv, columns: {customer_id: c, order_date: d, amount: a, mobile: m}, order: line}
cleaning: {merge: mobile}
standard: own.yml
"""
STANDARD = """\
goal: {zh-CN: 目标, en: Goal}
owner: A
review_date: 2026-06-30
schemes: [rfm_8]
overrides:
  - {customer: B2, scheme: rfm_8, segment: key_value, reason: known, who: Li, until: 2026-01-01}
tags:
  - id: care
    name: {zh-CN: 关注, en: Care}
    description: {zh-CN: 关注, en: Care}
    tags:
      - {id: host, name: {zh-CN: 顾问, en: Adviser}, description: {zh-CN: 顾问, en: Adviser}, list: l.csv}
"""
ORDERS = [("A1", "2025-01-20", 9, "13800000001"), ("B2", "2025-03-01", 8, "13800000001"), ("C3", "2025-02-03", 7, "")]


@pytest.fixture
def stage(tmp_path):
    """A1 and B2 share a mobile; a list and a decision by hand both say B2."""
    for name, text in (("study.yml", STUDY), ("own.yml", STANDARD), ("l.csv", "customer_id\nB2\nZ9\n")):
        (tmp_path / name).write_text(text, encoding="utf-8")
    rows = "".join(",".join(map(str, row)) + "\n" for row in ORDERS)
    (tmp_path / "o.csv").write_text("c,d,a,m\n" + rows, encoding="utf-8")
    run = start_run(tmp_path / "runs", "corner", tmp_path / "study.yml")
    run_stages(run, STAGES[:4])
    found = Stage("evaluation", run)
    yield found
    found.engine.disconnect()


def test_a_merged_number_leads_to_the_one_seen_first(stage):
    assert merged_into(stage, ["B2", "C3", "Z9"]).get("B2") == "A1"
    assert merged_into(stage, []) == {}


def test_a_list_that_names_a_merged_number_gives_the_tag_to_the_customer(stage):
    given, left_out = (stage.table(name).customer_id.to_pyarrow().to_pylist() for name in ("tags", "tags_left_out"))
    assert (given, left_out) == (["A1"], ["Z9"])


def test_a_decision_by_hand_about_a_merged_number_counts(stage):
    rows = stage.table("segments").select("customer_id", "rfm_8").to_pyarrow().to_pylist()
    assert {row["customer_id"]: row["rfm_8"] for row in rows}["A1"] == "key_value"
    assert stage.load("overrides", list)[0]["applied"] == 1
