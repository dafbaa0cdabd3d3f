"""Rules that read what learners write: they read English as well as Chinese, whole words and not parts of others.

Each rule is asked alone; what it does not look at is left as it is.
"""

import pandas as pd
import pytest

from tests.lessons.lesson_trial import exercises_of

FOUND = pd.DataFrame({"figure": [0.62, 0.4, 0.3], "n": [100, 800, 90]}, index=["top", "once", "quiet"])
QUESTIONS = {f"q{number}": "" for number in range(1, 9)}
GOOD = "names that say what people do"
GIVEN = {
    "E0.1": {"believe": ["p. 1"]},
    "E2.4": {**QUESTIONS, "q1": "What do you need?", "q2": "How satisfied are you with delivery?"},
    "E4.6": {"criteria": []},
    "E7.3": dict.fromkeys(("name_1", "name_2", "name_3", "name_4"), GOOD),
    "E11.2": {"findings": FOUND, "s1": "62% (n=100)", "s2": "40% (n=800)", "s3": "30% (n=90)"},
}
CANVAS = {"decision": "who is called", "owner": "head of sales", "by_when": "May 3", "dimension": "recency"}
GIVEN["E1.3"] = {**CANVAS, "change_mind": "fewer than the control group"}


def is_held(lesson: str, exercise: str, code: str, **said) -> bool:
    """Whether the rule holds for what a learner wrote."""
    rule = next(one for one in exercises_of(lesson)[exercise].rules if one.code == code)
    names = {**GIVEN.get(exercise, {}), **said}
    return rule.function(**{name: names.get(name) for name in rule.arguments}) is True


def criterion(**said: str) -> dict[str, list[dict[str, str]]]:
    """One criterion with what was said of it."""
    return {"criteria": [{"name": "recency", "cut": "180 days", "owner": "", "review": "", **said}]}


RIGHT = [
    ("m00_opening", "E0.1", "open.page_missing", {"doubt": ["pp. 4-6, too high: check"]}),
    ("m00_opening", "E0.1", "open.how_to_check", {"doubt": ["p. 6, too many: double-check ten of them"]}),
    ("m00_opening", "E0.1", "open.how_to_check", {"doubt": ["p. 6, too many: recount by member number"]}),
    ("m00_opening", "E0.3", "open.everybody_decides", {"who_decides": "the team leader of membership"}),
    ("m00_opening", "E0.3", "open.everybody_decides", {"who_decides": "head of the team"}),
    ("m00_opening", "E0.3", "open.method_first", {"question": "Which segment gets the March budget?"}),
    ("m01_why", "E1.3", "why.too_short", {"owner": "HR"}),
    ("m01_why", "E1.3", "why.day_is_a_date", {"by_when": "10 march"}),
    ("m01_why", "E1.3", "why.day_is_a_date", {"by_when": "the 3rd of June"}),
    ("m01_why", "E1.3", "why.day_is_a_date", {"by_when": "Mar. 10"}),
    ("m01_why", "E1.3", "why.figure_to_change_mind", {"change_mind": "if over 5% complain"}),
    ("m02_collection", "E2.4", "collect.purpose_missing", {"opening": "Eight questions to help us improve."}),
    ("m02_collection", "E2.4", "collect.leading", {"q3": "Why don't you buy online?"}),
    ("m02_collection", "E2.4", "collect.two_in_one", {"q3": "How do you rate delivery (1 is bad and 5 good)?"}),
    ("m02_collection", "E2.4", "collect.two_needs", {"q3": "What were you looking for?"}),
    ("m02_collection", "E2.4", "collect.two_marks", {"q3": "What score would you give our shops?"}),
    ("m04_standards", "E4.6", "std.review_without_day", criterion(review="1 July 2026")),
    ("m04_standards", "E4.6", "std.owner_is_everybody", criterion(owner="the team lead for service")),
    ("m07_clusters", "E7.3", "cluster.name_is_number", {"name_1": "first order only"}),
    ("m07_clusters", "E7.3", "cluster.name_is_number", {"name_1": "group buyers"}),
    ("m07_clusters", "E7.3", "cluster.name_judges", {"name_1": "good at finding offers"}),
    ("m09_personas", "E9.5", "consent.copy_opt_out", {"copy": "[Liwan] New stock is in. Reply STOP to end."}),
    ("m09_personas", "E9.5", "consent.copy_opt_out", {"copy": "[Liwan] New stock is in. To opt-out send “T”."}),
    ("m11_report", "E11.2", "capstone.sentence_figure", {"s1": "62 per cent is the high tier's (n=100)"}),
    ("m11_report", "E11.3", "capstone.request_money", {"request": "RMB 8,000 for the pilot"}),
    ("m11_report", "E11.3", "capstone.request_money", {"request": "8k yuan for the pilot"}),
    ("m11_report", "E11.3", "capstone.request_money", {"request": "试点费用RMB 8,000"}),
    ("m11_report", "E11.3", "capstone.request_date", {"request": "done by 31st March"}),
    ("m11_report", "E11.3", "capstone.request_date", {"request": "在Q1结束前完成"}),
    ("m11_report", "E11.3", "capstone.request_date", {"request": "results by the end of Q1"}),
    ("m11_report", "E11.3", "capstone.request_date", {"request": "finished within two weeks"}),
    ("m11_report", "E11.3", "capstone.request_date", {"request": "finished by March"}),
    ("m11_report", "E11.3", "capstone.request_owner", {"request": "the team lead answers for it"}),
    ("m11_report", "E11.3", "capstone.request_control", {"request": "100 drawn as a control"}),
    ("m11_report", "E11.3", "capstone.request_control", {"request": "with a hold-out of 100"}),
    ("m11_report", "E11.4", "capstone.pages_missing", {"pages": "p.1, p2, page 3, pp. 4-5, pages 6-7"}),
    ("m11_report", "E11.4", "capstone.answer_without_figure", {"answer": "finance will recompute the total"}),
]
WRONG = [
    ("m00_opening", "E0.1", "open.how_to_check", {"doubt": ["p. 6, too much discount for the country"]}),
    ("m00_opening", "E0.1", "open.how_to_check", {"doubt": ["p. 6, the basket is too full"]}),
    ("m00_opening", "E0.3", "open.everybody_decides", {"who_decides": "the whole team"}),
    ("m00_opening", "E0.3", "open.everybody_decides", {"who_decides": "each of the departments"}),
    ("m00_opening", "E0.3", "open.method_first", {"question": "How do we segment our regulars?"}),
    ("m00_opening", "E0.3", "open.method_first", {"question": "How should they be classified? By classification?"}),
    ("m01_why", "E1.3", "why.too_short", {"owner": "us"}),
    ("m01_why", "E1.3", "why.too_short", {"by_when": "TBD"}),
    ("m01_why", "E1.3", "why.too_short", {"dimension": " - "}),
    ("m01_why", "E1.3", "why.day_is_a_date", {"by_when": "in Phase 2"}),
    ("m01_why", "E1.3", "why.day_is_a_date", {"by_when": "after 10 decisions"}),
    ("m01_why", "E1.3", "why.figure_to_change_mind", {"change_mind": "unless they understand us"}),
    ("m01_why", "E1.3", "why.figure_to_change_mind", {"change_mind": "if the overall result is bad"}),
    ("m02_collection", "E2.4", "collect.purpose_missing", {"opening": "Please help us by answering."}),
    ("m02_collection", "E2.4", "collect.asks_identity", {"q3": "What is your name?"}),
    ("m02_collection", "E2.4", "collect.leading", {"q3": "Don’t you love our shops?"}),
    ("m02_collection", "E2.4", "collect.leading", {"q3": "Our delivery is fast, isn't it?"}),
    ("m02_collection", "E2.4", "collect.two_in_one", {"q3": "How do you rate our prices and our service?"}),
    ("m02_collection", "E2.4", "collect.two_needs", {"q3": "Do you live near a station?"}),
    ("m02_collection", "E2.4", "collect.two_marks", {"q3": "Do you shop at the supermarket separately?"}),
    ("m04_standards", "E4.6", "std.review_without_day", criterion(review="every 3 months")),
    ("m04_standards", "E4.6", "std.owner_is_everybody", criterion(owner="every department")),
    ("m07_clusters", "E7.3", "cluster.name_is_number", {"name_1": "Group two"}),
    ("m07_clusters", "E7.3", "cluster.name_is_number", {"name_1": "the second"}),
    ("m07_clusters", "E7.3", "cluster.name_judges", {"name_1": "our worst customers"}),
    ("m09_personas", "E9.5", "consent.copy_opt_out", {"copy": "[Liwan] New stock is in. Reply to this message."}),
    (
        "m09_personas",
        "E9.5",
        "consent.copy_inside_word",
        {"copy": "[Liwan] For our tier A customers. Reply T to opt out."},
    ),
    ("m11_report", "E11.2", "capstone.cause_claimed", {"s3": "30% (n=90), driven by poor service"}),
    ("m11_report", "E11.3", "capstone.request_date", {"request": "head of marketing, 8,000 yuan; it may help"}),
    ("m11_report", "E11.3", "capstone.request_owner", {"request": "8,000 yuan, which will lead to more"}),
    ("m11_report", "E11.3", "capstone.request_control", {"request": "costs are under control"}),
    ("m11_report", "E11.4", "capstone.answer_without_figure", {"answer": "this task was done with care"}),
]


@pytest.mark.parametrize(("lesson", "exercise", "code", "said"), RIGHT)
def test_a_right_english_answer_is_read(lesson, exercise, code, said):
    assert is_held(lesson, exercise, code, **said)


@pytest.mark.parametrize(("lesson", "exercise", "code", "said"), WRONG)
def test_a_wrong_english_answer_is_told(lesson, exercise, code, said):
    assert not is_held(lesson, exercise, code, **said)
