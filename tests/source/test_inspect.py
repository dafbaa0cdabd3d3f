"""An inspection tells what a file is and shows nobody's data in full."""

import dataclasses
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from segkit.source.inspect import inspect_file, render_inspection
from segkit.source.masks import mask
from segkit.source.options import ReadOptions
from segkit.wording import LANGUAGES, Wording

ORDERS = (
    "会员号,手机号,姓名,下单时间,实付金额,备注,空列\n"
    "L00000001,13812348000,张悦,2025-03-05,12.50,,\n"
    "L00000002 ,13812349000,李明,2025-03-06,见合同,赠品,\n"
    "L00000003,13812347000,王芳,2024-12-31,1200.00,,\n"
    "L00000004,13812346000,赵强,2025-01-01,7.00,,\n"
    "L00000005,13812345000,孙丽,2025-02-01,8.00,,\n"
    "L00000005,13812345000,孙丽,2025-02-01,8.00,,\n"
)


@pytest.fixture
def inspection(duckdb, tmp_path):
    (tmp_path / "a.csv").write_text(ORDERS, encoding="gb18030")
    return inspect_file(duckdb, tmp_path / "a.csv", ReadOptions(), tmp_path / "staging")


def test_rows_kinds_and_ranges_are_those_of_the_whole_file(inspection):
    found = {column.name: column for column in inspection.columns}
    assert (inspection.n_rows, inspection.encoding, inspection.taken_as) == (6, "gb18030", "orders")
    assert [column.kind for column in inspection.columns] == ["text", "whole", "text", "date", "money", "text", "empty"]
    assert (found["下单时间"].lowest, found["下单时间"].highest) == ("2024-12-31", "2025-03-06")
    assert (found["实付金额"].lowest, found["实付金额"].highest) == ("7.00", "1200.00")
    assert found["备注"].empty_share == pytest.approx(5 / 6, abs=1e-4)


def test_every_problem_of_the_file_is_named(inspection):
    assert {(problem.key, problem.slots.get("column")) for problem in inspection.problems} == {
        ("problem.outer_blanks", "会员号"),
        ("problem.unread", "实付金额"),
        ("problem.mostly_empty", "备注"),
        ("problem.empty_column", "空列"),
        ("problem.repeated_rows", None),
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_of_a_person_is_shown_in_full(inspection, language):
    shown = render_inspection(inspection, Wording(language)) + json.dumps(
        dataclasses.asdict(inspection), ensure_ascii=False
    )
    assert "138****8000" in shown
    for secret in ("13812348000", "张悦", "L00000001", "孙丽"):
        assert secret not in shown


@given(st.text(min_size=1))
def test_a_mask_never_shows_the_whole(text):
    assert mask(text) != text or "*" in text
