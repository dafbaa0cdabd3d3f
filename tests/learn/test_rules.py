"""Rules look at named results; the first that does not hold speaks; no expected value lies open."""

from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest

from segkit.errors import RuleAsksUnknown, RuleTwice
from segkit.learn.asking import Known, ask, hashes_of
from segkit.learn.data import LessonData
from segkit.learn.hashes import hashed, is_hash_of
from segkit.learn.rules import Exercise, Wrong, read_exercises

DATA = LessonData({"orders": pd.DataFrame({"customer_id": ["ana", "bo"]})}, pd.Timestamp("2025-12-31"))


def recency_exercise() -> Exercise:
    made = Exercise("E5.1", names=("recency",), kinds={"recency": "Series"})

    @made.shape("rfm.one_per_customer")
    def one_per_customer(recency, data):
        return recency.index.is_unique and set(recency.index) == set(data.orders.customer_id)

    @made.property("rfm.negative")
    def never_negative(recency):
        return {"n": int((recency < 0).sum())} if (recency < 0).any() else True

    made.tolerance("rfm.values", lambda recency: recency.sort_index().tolist())

    @made.hidden("rfm.unseen", family="tolerance")
    def equals_reference(recency, reference):
        return recency.sort_index().equals(reference.recency.sort_index())

    made.wrong("rfm.negative", "recency = -recency")
    return made


RIGHT = pd.Series({"ana": 3, "bo": 40})


def outcome(recency, known: Known | None = None) -> tuple[str, str]:
    said = ask(recency_exercise(), {"recency": recency}, DATA, known)
    return said.outcome, said.code


def test_a_right_answer_passes():
    assert outcome(RIGHT) == ("pass", "")


def test_the_first_rule_that_does_not_hold_speaks_and_the_rest_wait():
    assert outcome(pd.Series({"ana": -3})) == ("fail", "rfm.one_per_customer")


def test_a_dict_means_that_the_rule_does_not_hold_and_fills_its_sentence():
    said = ask(recency_exercise(), {"recency": pd.Series({"ana": -3, "bo": -1})}, DATA)
    assert (said.code, said.slots) == ("rfm.negative", {"n": 2})


@pytest.mark.parametrize("blank", [..., "", "____", "…", [1, ...], {"a": ...}, pd.Series([1, ...])])
def test_what_is_blank_is_not_attempted(blank):
    assert outcome(blank) == ("not_attempted", "learn.not_attempted")


def test_a_missing_name_is_not_attempted():
    said = ask(recency_exercise(), {}, DATA)
    assert (said.outcome, said.slots) == ("not_attempted", {"names": ["recency"]})


def test_a_column_half_filled_is_not_attempted():
    assert outcome(pd.DataFrame({"recency": [1, ...]}))[0] == "not_attempted"


def test_a_result_of_another_kind_gets_a_sentence_of_its_own():
    said = ask(recency_exercise(), {"recency": [3, 40]}, DATA)
    assert (said.outcome, said.slots["found"], said.slots["expected"]) == ("fail", "list", "Series")


def test_a_rule_that_stumbles_over_the_learners_object_is_an_error_and_no_traceback():
    made = Exercise("E1.1", names=("table",))

    @made.shape("x.columns")
    def columns(table):
        return table["r_score"].notna().all()

    said = ask(made, {"table": pd.DataFrame({"r": [1]})}, DATA)
    assert (said.outcome, said.code, said.slots["type"], said.slots["text"]) == (
        "error",
        "learn.error",
        "KeyError",
        "r_score",
    )


def test_a_tolerance_rule_compares_with_a_hash():
    known = Known(hashes=hashes_of(recency_exercise(), {"recency": RIGHT}, DATA))
    assert outcome(RIGHT[::-1], known) == ("pass", "")
    assert outcome(RIGHT + 1, known) == ("fail", "rfm.values")


def test_hidden_rules_are_the_graders():
    known = Known(reference=SimpleNamespace(recency=RIGHT), is_grader=True)
    assert outcome(RIGHT, known) == ("pass", "")
    assert outcome(RIGHT + 1, known) == ("fail", "rfm.unseen")
    assert outcome(RIGHT + 1) == ("pass", "")


def test_reasons_are_for_the_trainer():
    made = Exercise("E5.5", names=("chosen", "reason"), reason="reason")
    assert ask(made, {"chosen": 1, "reason": "最近没来但从前常来"[:9]}, DATA).code == "learn.reason_short"
    assert ask(made, {"chosen": 1, "reason": "从前常来，最近不来，最值得打电话"}, DATA).outcome == "needs_trainer"
    assert ask(made, {"chosen": 1, "reason": "..."}, DATA).outcome == "not_attempted"


def test_a_rule_may_ask_for_results_data_and_reference_only():
    made = Exercise("E5.1", names=("recency",))
    with pytest.raises(RuleAsksUnknown):
        made.shape("rfm.x")(lambda frequency: frequency > 0)


def test_two_values_of_one_exercise_need_two_codes():
    made = Exercise("E5.1", names=("recency",))
    made.tolerance("rfm.x", lambda recency: recency)
    with pytest.raises(RuleTwice):
        made.tolerance("rfm.x", lambda recency: recency + 1)


def test_the_same_value_is_hashed_otherwise_each_time_and_still_known():
    first, second = hashed(3), hashed(3)
    assert first != second
    assert is_hash_of(3.0, 0, first)
    assert not is_hash_of(4, 0, first)
    assert "3$" not in first[:2]


@pytest.mark.parametrize(
    ("value", "same", "digits"),
    [
        (np.int64(5), 5, 0),
        (0.1 + 0.2, 0.3, 2),
        (2.675, 2.6749999999999994, 2),
        (-0.0, 0, 0),
        (float("nan"), None, 0),
        (pd.Timestamp("2025-12-31"), pd.Timestamp("2025-12-31"), 0),
        (pd.Series([1, 2]), [1.0, 2.0], 0),
        ({"b": 1, "a": 2}, {"a": 2, "b": 1}, 0),
        (pd.DataFrame({"x": [1]}), {"x": [1]}, 0),
    ],
)
def test_equal_values_have_equal_hashes_whatever_library_holds_them(value, same, digits):
    assert is_hash_of(value, digits, hashed(same, digits))


def test_the_order_of_a_list_counts():
    assert not is_hash_of([2, 1], 0, hashed([1, 2]))


def test_a_file_of_checks_is_read_in_its_order(tmp_path):
    (tmp_path / "checks.py").write_text(
        "from segkit.learn.rules import Exercise\n"
        'e2 = Exercise("E5.2", names=("scores",))\ne1 = Exercise("E5.1", names=("recency",))\n'
        'e1.wrong("rfm.x", """\n    recency = 1\n    """)\n',
        encoding="utf-8",
    )
    read = read_exercises(tmp_path / "checks.py")
    assert list(read) == ["E5.2", "E5.1"]
    assert read["E5.1"].wrongs == (Wrong("rfm.x", "recency = 1"),)


def test_an_exercise_lists_its_rules_in_the_order_they_are_asked():
    made = recency_exercise()
    assert [(rule.code, rule.family, rule.is_hidden) for rule in made.rules] == [
        ("rfm.one_per_customer", "shape", False),
        ("rfm.negative", "property", False),
        ("rfm.values", "tolerance", False),
        ("rfm.unseen", "tolerance", True),
    ]
