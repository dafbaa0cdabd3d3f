import pytest

from segkit.errors import BadValue, MissingKey, Problems, RepeatedId, TakenId, UnknownKey
from segkit.segments.standard import (
    default_standard,
    library_names,
    read_library_scheme,
    read_standard,
    schemes_of,
    segments_of,
)

STANDARD = """
goal: {zh-CN: 目标, en: Goal}
owner: 张三
review_date: 2026-06-30
schemes:
  - rfm_8
  - id: activity
    kind: rules
    name: {zh-CN: 活跃度, en: Activity}
    purpose: {zh-CN: 看活跃, en: To see who is active}
    segments:
      - id: active
        name: {zh-CN: 活跃客户, en: Active}
        public_name: {zh-CN: 活跃会员, en: Active member}
        rule: {zh-CN: 90 天内买过, en: Bought within 90 days}
        when: recency_days <= 90
    otherwise:
      id: silent
      name: {zh-CN: 沉默客户, en: Silent}
      public_name: {zh-CN: 会员, en: Member}
      rule: {zh-CN: 其余, en: All others}
"""


def written(folder, text):
    path = folder / "standard.yml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_standard_holds_schemes_of_its_own_and_of_the_library(tmp_path):
    standard = read_standard(written(tmp_path, STANDARD))
    assert [scheme.id for scheme in schemes_of(standard)] == ["rfm_8", "activity"]
    assert [one.id for one in segments_of(schemes_of(standard)[1])] == ["active", "silent"]


@pytest.mark.parametrize(
    ("old", "new", "error"),
    [
        ("        when: recency_days <= 90\n", "", MissingKey),
        ("        when:", "        whem:", UnknownKey),
        ("en: Goal}", "fr: But}", BadValue),
        ("kind: rules", "kind: rule", BadValue),
        ("- rfm_8\n", "- activity\n", RepeatedId),
        ("id: activity", "id: frequency", TakenId),
    ],
)
def test_a_slip_in_a_standard_is_named(tmp_path, old, new, error):
    with pytest.raises(Problems) as raised:
        read_standard(written(tmp_path, STANDARD.replace(old, new)))
    assert any(isinstance(problem, error) for problem in raised.value.problems)


def test_an_unknown_library_scheme_is_met_with_the_nearest(tmp_path):
    with pytest.raises(Problems) as raised:
        read_standard(written(tmp_path, STANDARD.replace("rfm_8", "rfm_80")))
    (found,) = raised.value.problems
    assert (found.code, found.line, found.column, found.problem.nearest) == ("E-STD-12", 6, 5, "rfm_8")


def test_the_ready_made_standard_can_be_used():
    assert [scheme.id for scheme in schemes_of(default_standard())] == ["rfm_8", "rfm_11", "value_tier", "abcd"]


def test_no_public_name_of_the_library_tells_a_member_of_low_value():
    for name in library_names():
        for segment in segments_of(read_library_scheme(name)):
            said = segment.public_name
            assert not any(word in said["zh-CN"] for word in ("低价值", "流失", "挽留", "沉睡", "预警"))
            assert not any(word in said["en"].lower() for word in ("low", "lost", "risk", "sleep"))


def test_library_texts_stand_in_their_own_language():
    for name in library_names():
        for segment in segments_of(read_library_scheme(name)):
            for text in (segment.name, segment.public_name, segment.rule):
                assert any("一" <= sign <= "鿿" for sign in text["zh-CN"])
                assert not any("一" <= sign <= "鿿" for sign in text["en"])
