"""Segments decided by hand: after every rule, until their day, counted."""

from datetime import date

import pytest

from segkit.errors import Problems
from segkit.segments.overrides import OverrideCount, apply_overrides, count_overrides
from segkit.segments.standard import Override, read_standard
from tests.tables import rows, table

DAY = date(2025, 12, 31)
PLACED = {"customer_id": "string", "grade": "string"}


def decided(customer, segment, until="2026-06-30", scheme="grade"):
    words = {"reason": "战略客户", "who": "王经理"}
    return Override(customer=customer, scheme=scheme, segment=segment, until=until, **words)


def placed(engine):
    people = ({"customer_id": name, "grade": "c"} for name in ("A", "B", "C"))
    return engine.create_table("segments", table(PLACED, *people))


def test_an_override_counts_until_its_day(engine):
    overrides = [decided("A", "a"), decided("B", "a", until="2025-12-30"), decided("Z", "a")]
    found = rows(engine, apply_overrides(placed(engine), overrides, DAY))
    assert [row["grade"] for row in found] == ["a", "c", "c"]


def test_overrides_are_counted_by_what_became_of_them(engine):
    overrides = [decided("A", "a"), decided("B", "a", until="2025-12-30"), decided("Z", "a")]
    assert count_overrides(placed(engine), overrides, DAY) == (OverrideCount("grade", 1, 1, 1),)


def test_of_two_decisions_about_one_customer_the_later_one_counts(engine):
    found = rows(engine, apply_overrides(placed(engine), [decided("A", "a"), decided("A", "b")], DAY))
    assert found[0]["grade"] == "b"


def test_without_overrides_nothing_changes(engine):
    assert rows(engine, apply_overrides(placed(engine), [], DAY)) == rows(engine, placed_again(engine))
    assert count_overrides(placed_again(engine), [], DAY) == ()


def placed_again(engine):
    return engine.table("segments")


HEAD = "goal: {zh-CN: 目标, en: Goal}\nowner: 张三\nreview_date: 2026-06-30\nschemes: [rfm_8]\n"
ROLES = "{sets: 甲, applies: 乙, data: 丙, reviews: 丁}"
DECIDED = "{customer: A, scheme: %s, segment: %s, reason: 战略, who: 王, until: 2026-06-30}"


@pytest.mark.parametrize(
    ("more", "code", "column"),
    [
        ("state: approved\napproved_on: 2026-01-01", "E-CFG-06", 1),
        (f"roles: {{abcd: {ROLES}}}", "E-STD-20", 9),
        (f"overrides: [{DECIDED % ('abcd', 'a')}]", "E-STD-20", 27),
        (f"overrides: [{DECIDED % ('rfm_8', 'champion')}]", "E-STD-20", 42),
    ],
)
def test_a_standard_that_contradicts_itself_is_refused_with_the_place(tmp_path, more, code, column):
    path = tmp_path / "standard.yml"
    path.write_text(HEAD + more, encoding="utf-8")
    with pytest.raises(Problems) as raised:
        read_standard(path)
    assert [(one.code, one.line, one.column) for one in raised.value.problems] == [(code, 5, column)]
