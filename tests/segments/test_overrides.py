"""Segments decided by hand: after every rule, until their day, counted."""

from datetime import date

import pytest

from segkit.segments.overrides import OverrideCount, apply_overrides, count_overrides
from segkit.segments.standard import Override, Standard
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


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ({"state": "approved"}, "approved_by"),
        ({"roles": {"abcd": {"sets": "甲", "applies": "乙", "data": "丙", "reviews": "丁"}}}, "abcd"),
        ({"overrides": [decided("A", "a", scheme="abcd").model_dump()]}, "abcd"),
    ],
)
def test_a_standard_that_contradicts_itself_is_refused(more, told):
    words = {"goal": {"zh-CN": "目标", "en": "Goal"}, "owner": "张三", "review_date": "2026-06-30"}
    assert Standard(**words, schemes=("rfm_8",)).state == "draft"
    with pytest.raises(ValueError, match=told):
        Standard(**words, schemes=("rfm_8",), **more)
