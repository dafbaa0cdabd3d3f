from datetime import datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from segkit.columns import ROLES
from segkit.engine import open_engine
from segkit.errors import SchemeColumnMissing
from segkit.segments.inputs import scheme_inputs, sources_of, told_measures
from segkit.segments.keywords import (
    Conflict,
    KeywordGroup,
    customer_groups,
    groups_of,
    keyword_conflicts,
    message_claims,
    message_group,
    message_words,
    read_groups,
    said_column,
)
from segkit.segments.lint import lint_scheme, lint_schemes
from segkit.segments.schemes import FittedScheme, assign_scheme, describe_scheme, fit_scheme
from segkit.segments.standard import KeywordsScheme, Standard, segments_of
from tests.segments.schemes import both, named
from tests.tables import rows, table

GROUPS = (
    KeywordGroup("complaint", ("退款", "投诉"), exclude=("退款政策",)),
    KeywordGroup("hello", ("在吗", "hi"), mode="exact"),
    KeywordGroup("delivery", ("快递", "ship", "投诉")),
)
NOON = datetime(2024, 3, 1, 12)


def scheme(**groups):
    """A keywords scheme from segment id to words, or to what a group holds."""
    parts = {name: known if isinstance(known, dict) else {"words": known} for name, known in groups.items()}
    segments = [named(name, **known) for name, known in parts.items()]
    words = {"name": both("t"), "purpose": both("t"), "otherwise": named("others")}
    return KeywordsScheme(id="topic", kind="keywords", segments=segments, **words)


def messages(*entries):
    """Messages from (customer, hours after noon, text)."""
    return table(
        ROLES["messages"],
        *({"customer_id": who, "sent_at": NOON + timedelta(hours=at), "text": text} for who, at, text in entries),
    )


def said(engine, *entries, groups=GROUPS):
    found = rows(engine, customer_groups(messages(*entries), groups, "topic"))
    return {row["customer_id"]: row["topic"] for row in found}


@pytest.mark.parametrize(
    ("text", "group"),
    [
        ("我要退款！", "complaint"),
        ("退款政策是什么", None),
        ("在吗", "hello"),
        (" 在吗　", "hello"),
        ("在吗？", None),
        ("ＨＩ", "hello"),
        ("him", None),
        ("Shipping is slow", "delivery"),
        ("friendship", None),
        ("投诉快递", "complaint"),
        ("", None),
        (None, None),
    ],
)
def test_a_message_belongs_to_the_first_group_that_claims_it(text, group):
    assert message_group(text, GROUPS) == group


def test_all_groups_that_claim_a_message_are_known():
    assert message_claims("投诉快递", GROUPS) == ("complaint", "delivery")
    assert message_claims("hello", GROUPS) == ()


def test_each_word_is_found_apart_from_what_excludes_it():
    assert message_words("退款政策，快递", GROUPS) == (("complaint", "退款"), ("delivery", "快递"))


def test_most_messages_decide_for_a_customer(engine):
    assert said(engine, ("ana", 0, "退款"), ("ana", 1, "快递"), ("ana", 2, "快递"), ("bo", 0, "退款")) == {
        "ana": "delivery",
        "bo": "complaint",
    }


def test_of_equal_counts_the_latest_message_decides_then_the_order_of_groups(engine):
    assert said(engine, ("ana", 0, "退款"), ("ana", 1, "快递")) == {"ana": "delivery"}
    assert said(engine, ("ana", 1, "退款"), ("ana", 1, "快递")) == {"ana": "complaint"}


def test_messages_of_no_group_count_for_nothing(engine):
    assert said(
        engine, ("ana", 0, "退款"), ("ana", 1, "好的"), ("ana", 2, "好的"), ("bo", 0, "好的"), ("cy", 0, None)
    ) == {"ana": "complaint"}
    assert said(engine) == {}


def test_a_group_without_words_has_no_messages(engine):
    assert said(engine, ("ana", 0, "退款"), groups=(KeywordGroup("empty", ()), *GROUPS)) == {"ana": "complaint"}


def test_conflicts_are_counted_most_first():
    claimed = ("ana", 0, "投诉"), ("bo", 0, "投诉"), ("cy", 1, "退款，快递")
    known = messages(*claimed, ("bo", 1, "快递"), ("cy", 2, None))
    assert keyword_conflicts(known, GROUPS) == (Conflict(("complaint", "delivery"), 3, 3),)
    assert keyword_conflicts(messages(("ana", 0, "快递")), GROUPS) == ()
    assert keyword_conflicts(messages(), GROUPS) == ()


def test_equal_conflicts_stand_in_the_order_of_the_groups():
    groups = tuple(KeywordGroup(name, (name,)) for name in ("b", "a", "c"))
    known = messages(("x", 0, "a c"), ("x", 1, "b c"), ("x", 2, "b a"))
    assert [one.groups for one in keyword_conflicts(known, groups)] == [("b", "a"), ("b", "c"), ("a", "c")]


entry = st.tuples(
    st.sampled_from(["ana", "bo"]), st.integers(0, 3), st.sampled_from(["退款", "快递", "投诉", "在吗", "嗯", None])
)


@settings(max_examples=20)
@given(st.lists(entry, max_size=10), st.randoms())
def test_a_customers_group_is_the_one_counted_by_hand_whatever_the_order(entries, chance):
    expected = {}
    for who in sorted({who for who, *_ in entries}):
        mine = [(at, message_group(text, GROUPS)) for one, at, text in entries if one == who]
        order = [group.id for group in GROUPS]
        ranked = [
            (-len(times), -max(times), place, name)
            for place, name in enumerate(order)
            if (times := [at for at, group in mine if group == name])
        ]
        if ranked:
            expected[who] = min(ranked)[-1]
    assert said(open_engine(), *chance.sample(entries, len(entries))) == expected


def test_the_ready_rules_of_needs_have_words_in_both_languages():
    groups = read_groups("needs")
    assert [group.id for group in groups] == ["service", "product", "information"]
    for group in (*groups, *read_groups("opinions")):
        assert any(word.isascii() for word in group.words)
        assert any(not word.isascii() for word in group.words)


def customers(own, **told):
    entries = [{"customer_id": who, said_column(own): group} for who, group in told.items()]
    return table({"customer_id": "string", said_column(own): "string?"}, *entries)


def test_a_companys_own_words_put_every_customer_in_one_segment(engine):
    own = scheme(complaint=("退款",), delivery=("快递",))
    known = customers(own, ana="delivery", bo="complaint", cy=None, dan="gone")
    found = rows(engine, assign_scheme(known, fit_scheme(own, known)))
    assert [row["topic"] for row in found] == ["delivery", "complaint", "others", "others"]


def test_a_keywords_scheme_looks_at_what_messages_said():
    own = scheme(complaint=("退款",))
    assert scheme_inputs(own) == {said_column(own)}
    assert said_column(own) != said_column(scheme(complaint=("退货",)))
    assert sources_of(scheme_inputs(own)) == ("orders", "messages")
    assert told_measures(scheme_inputs(own)) == frozenset()
    with pytest.raises(SchemeColumnMissing, match="said_topic"):
        fit_scheme(own, table({"customer_id": "string"}))


def test_a_keywords_scheme_is_described_and_saved_as_others_are():
    own = scheme(complaint={"words": ("退款",), "exclude": ("政策",), "mode": "exact"})
    fitted = FittedScheme(own)
    assert FittedScheme.from_dict(fitted.to_dict()) == fitted
    assert [one.id for one in describe_scheme(fitted).segments] == ["complaint", "others"]
    assert [one.id for one in segments_of(own)] == ["complaint", "others"]
    assert groups_of(own) == (KeywordGroup("complaint", ("退款",), ("政策",), "exact"),)


def test_a_standard_may_hold_a_keywords_scheme():
    own = scheme(complaint=("退款",)).model_dump()
    standard = Standard(goal=both("g"), owner="o", review_date="2026-01-01", schemes=(own, "need"))
    assert isinstance(standard.schemes[0], KeywordsScheme)
    assert lint_schemes([standard.schemes[0]]) == ()


def found_in(own):
    return [(one.code, one.level, one.segments, one.cells) for one in lint_scheme(own)]


def test_a_group_without_words_is_an_error():
    assert found_in(scheme(complaint=("退款",), empty=(), blank=(" ",))) == [
        ("no_words", "error", ("empty", "blank"), ())
    ]


def test_a_word_in_two_groups_is_a_warning_whatever_its_width():
    own = scheme(one=("退款", "Hi"), two=("ｈｉ",))
    assert found_in(own) == [("shared_word", "warning", ("one", "two"), ("hi",))]


def test_a_word_that_an_earlier_group_takes_is_a_warning():
    own = scheme(one=("退",), two=("退货", "退", "快递"))
    assert found_in(own) == [
        ("shared_word", "warning", ("one", "two"), ("退",)),
        ("hidden_word", "warning", ("one", "two"), ("退货",)),
    ]


def test_exact_words_and_groups_with_exclusions_hide_nothing_for_certain():
    assert found_in(scheme(one={"words": ("退",), "mode": "exact"}, two=("退货",))) == []
    assert found_in(scheme(one={"words": ("退",), "exclude": ("退货",)}, two=("退货",))) == []
    assert found_in(scheme(one=("退货",), two=("退",))) == []
