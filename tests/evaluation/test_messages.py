import pytest

from segkit.evaluation.messages import WordScore, score_groups, score_words, told_unseen
from segkit.facts import Gap


def test_rules_are_scored_per_group_and_no_group_is_wrong():
    pairs = [("a", "a"), ("a", "b"), ("a", None), ("b", "b")]
    found = score_groups("test", pairs, ("a", "b"))
    assert (found.n, found.accuracy, found.labels) == (4, 0.5, ("a", "b", "none"))
    assert [(row.precision, row.recall) for row in found.rows[:2]] == [(1.0, 0.333333), (0.5, 1.0)]
    assert found.macro_f1 == pytest.approx((0.5 + 2 / 3) / 2, abs=1e-6)  # 2·1/(3+1) and 2·1/(1+2)


def test_without_messages_or_common_labels_there_is_a_gap():
    assert isinstance(score_groups("test", [], ("a",)), Gap)
    assert isinstance(score_groups("test", [("x", "a")], ("a",)), Gap)


def test_each_word_has_the_share_it_is_right_in_and_the_share_it_finds():
    found = [("a", [("a", "x"), ("b", "y")]), ("a", [("a", "x"), ("a", "x")]), ("b", [("a", "x")]), ("a", [])]
    assert score_words(found) == (
        WordScore("a", "x", 3, 0.666667, 0.666667),
        WordScore("b", "y", 1, 0.0, 0.0),
    )
    assert score_words([]) == ()


def test_a_word_of_a_group_nobody_labelled_finds_nothing():
    assert score_words([("a", [("c", "z")])]) == (WordScore("c", "z", 1, 0.0, 0.0),)


def memory(texts, labels):
    """Learns by heart; what it has not seen it does not know."""
    known = dict(zip(texts, labels, strict=True))
    return lambda asked: [known.get(text, "?") for text in asked]


def test_what_is_asked_has_never_been_learned_from():
    texts, labels = ["a", "b", "c", "d"], ["x", "y", "x", "y"]
    assert told_unseen(texts, labels, memory, parts=2) == ["?"] * 4


def test_texts_of_one_family_are_never_parted():
    texts, labels = ["a", "a", "b", "b"], ["x", "x", "y", "y"]
    assert told_unseen(texts, labels, memory, families=["1", "1", "2", "2"], parts=2) == ["?"] * 4
    assert "x" in told_unseen(texts, labels, memory, parts=2)


def test_more_parts_than_texts_are_refused():
    with pytest.raises(ValueError, match="n_splits"):
        told_unseen(["a", "b"], ["x", "y"], memory, parts=5)
