"""Words and a trained classifier on the same labelled customers: which is better, and when nobody can tell."""

import pytest

from segkit.evaluation.needs import need_test
from segkit.facts import Gap
from segkit.segments.text_model import fit_text_model

ORDER = ("product", "service", "unknown")


def fit(texts, labels):
    return fit_text_model(texts, labels).tell


def cases(*groups):
    """(label, segment by words, text) so many times."""
    return [(label, segment, f"{text}{number}") for label, segment, text, n in groups for number in range(n)]


def test_where_words_miss_what_a_learner_sees_the_learner_is_better():
    found = need_test(
        "need",
        cases(("product", "product", "有没有白色的", 20), ("service", "unknown", "到现在没动静", 20)),
        ORDER,
        fit,
    )
    assert found.better == "learned"
    assert (found.rules.accuracy, found.learned.accuracy) == (0.5, 1.0)
    assert (found.only_rules, found.only_learned) == (0, 20)


def test_where_both_are_right_neither_is_better():
    found = need_test(
        "need", cases(("product", "product", "有没有白色的", 9), ("service", "service", "快递没到", 9)), ORDER, fit
    )
    assert (found.better, found.chance, found.rules.accuracy) == ("alike", 1.0, 1.0)


def test_a_few_differences_are_no_difference():
    some = cases(
        ("product", "product", "有没有白色的", 20),
        ("service", "service", "快递没到", 20),
        ("service", "unknown", "快递没到", 3),
    )
    found = need_test("need", some, ORDER, fit)
    assert found.only_learned == 3
    assert found.chance == pytest.approx(0.25)
    assert found.better == "alike"


def test_too_few_to_learn_from_leave_the_words_alone():
    found = need_test("need", cases(("product", "product", "白色", 3), ("service", "unknown", "快递", 2)), ORDER, fit)
    assert (found.learned, found.better, found.rules.n) == (None, "untried", 5)


def test_nobody_labelled_is_a_gap():
    assert isinstance(need_test("need", [], ORDER, fit), Gap)
