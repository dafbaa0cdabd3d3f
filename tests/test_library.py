"""What the notebooks try of the library beside the standard in use: schemes, crossings and tags; nothing is kept."""

from datetime import date

import pytest

from segkit.house import kit_folder
from segkit.pipeline import run_stages
from segkit.runs import STAGES, start_run
from segkit.segments.agreement import COLUMNS
from segkit.segments.standard import ready_tags
from segkit.segments.tag_findings import tag_findings
from segkit.steps.library import cross, ready_schemes, try_ready_tags, try_schemes
from segkit.steps.stage import Stage
from segkit.study import read_study

STUDY = """\
study: corner
company: Corner
as_of: 2025-06-30
privacy: {smallest_group: 1}
sources:
  orders: {file: o.csv, columns: {customer_id: c, order_date: d, amount: a}, order: line}
  feedback: {file: f.csv, columns: {customer_id: c, satisfaction: s}, scale: [1, 5]}
  messages: {file: m.csv, columns: {customer_id: c, sent_at: d, text: t}}
"""
ORDERS = [("ana", "2025-06-20", 900), ("ben", "2025-03-01", 80), ("cai", "2025-02-03", 70), ("dan", "2025-01-05", 60)]


@pytest.fixture
def stage(tmp_path):
    """Four customers with one order each, of whom two answered and one wrote, up to their scores."""
    (tmp_path / "study.yml").write_text(STUDY, encoding="utf-8")
    lines = [f"{customer},{day},{amount}\n" for customer, day, amount in ORDERS]
    (tmp_path / "o.csv").write_text("c,d,a\n" + "".join(lines), encoding="utf-8")
    (tmp_path / "f.csv").write_text("c,s\nana,1\nben,5\n", encoding="utf-8")
    (tmp_path / "m.csv").write_text("c,d,t\nben,2025-05-01,请开发票\nana,2025-05-02,不用发票\n", encoding="utf-8")
    run = start_run(tmp_path / "runs", "corner", tmp_path / "study.yml")
    run_stages(run, STAGES[:3])
    found = Stage("clustering", run)
    yield found
    found.engine.disconnect()


def test_a_scheme_is_usable_where_its_tables_and_columns_are_there():
    found = {one.id: one for one in ready_schemes(read_study(kit_folder("data") / "sample"))}
    assert len(found) == 38
    assert (found["satisfaction"].state, found["satisfaction"].lacks) == ("usable", ())
    assert (found["net_worth"].state, found["net_worth"].lacks) == ("column", ("assets",))


def test_a_study_of_orders_alone_lacks_the_tables_of_other_schemes(tmp_path):
    text = STUDY.split("  feedback")[0]
    (tmp_path / "study.yml").write_text(text, encoding="utf-8")
    found = {one.id: one for one in ready_schemes(read_study(tmp_path))}
    assert (found["need"].state, found["need"].lacks) == ("source", ("messages",))
    assert found["rfm_8"].state == "usable"


def test_two_ready_schemes_can_be_crossed_without_being_in_the_standard(stage):
    found = cross(try_schemes(stage, ["value_tier", "satisfaction"]), "value_tier", "satisfaction")
    counts = {(one.row, one.column): one.n for one in found.cells if one.n}
    assert sum(counts.values()) == 4
    assert sum(n for (_, column), n in counts.items() if column == "satisfied_not") == 1
    assert not stage.has("segments")


def test_a_scheme_that_lacks_its_data_is_told_and_not_crossed(stage):
    tried = try_schemes(stage, ["value_tier", "net_worth"])
    assert [gap.block for gap in tried.gaps] == ["scheme.net_worth"]
    assert cross(tried, "value_tier", "net_worth") is None


def test_ready_tags_are_given_by_rule_and_by_words_and_leave_nothing_behind(stage):
    found = {row.tag["en"]: row.n for row in try_ready_tags(stage, stage.table("scores"))}
    assert found["Big spender"] == 1
    assert found["Just joined"] == 1
    assert found["Asked for an invoice"] == 1
    assert not stage.has("tags")


def test_nothing_is_wrong_with_the_ready_tags():
    levels = {one.level for one in tag_findings(ready_tags(), COLUMNS, approved_on=date(2026, 1, 1))}
    assert levels <= {"note"}
