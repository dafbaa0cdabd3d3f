"""M5, RFM: the model solution passes on any company, each known mistake gets its sentence, blanks are no mistakes."""

import contextlib
from types import SimpleNamespace
from typing import Any

import pandas as pd
import pytest

from segkit.learn import start
from segkit.learn.asking import Known, ask
from segkit.learn.names import with_rfm_8
from segkit.learn.pack import Company
from tests.learn import m05
from tests.learn.companies import write_company

EXERCISES = m05.exercises()
WRONGS = [(id, wrong) for id, one in EXERCISES.items() for wrong in one.wrongs]
SEEDS = range(20)


PASSED = {id: ("needs_trainer" if one.reason else "pass", "") for id, one in EXERCISES.items()}
CHOICES = {
    "E5.1": {"start_day": "2025-12-31 00:00:00", "counted": "nunique"},
    "E5.2": {"ties": "min", "flipped": "recency_days"},
    "E5.3": {"reference": "mean"},
    "E5.4": {"days": 90},
}
pytestmark = pytest.mark.usefixtures("pack")


@pytest.fixture(scope="module")
def solved(tmp_path_factory):
    """A pack of one company with the hashes of the model solution, and that solution's namespace."""
    folder = tmp_path_factory.mktemp("m05")
    with contextlib.chdir(m05.write_pack(folder, seed=7)):
        space = m05.run_lesson()
    m05.with_hashes(folder, space)
    return folder, space


@pytest.fixture
def pack(solved, monkeypatch):
    """The working folder is where the pack's notebooks lie; nothing is chosen yet."""
    folder, _ = solved
    monkeypatch.chdir(folder / "notebooks")
    (folder / "answers" / "answers.json").unlink(missing_ok=True)
    return folder


def outcomes(space: dict[str, Any], *of: str) -> dict[str, tuple[str, str]]:
    lesson = start("m05", company="liwan", language="zh-CN")
    lesson.reads(space)
    return {id: (said.outcome, said.code) for id in of or EXERCISES for said in [lesson.check(id)]}


@pytest.mark.parametrize("seed", SEEDS)
def test_the_model_solution_passes_on_every_company_whatever_the_order_of_rows(seed, tmp_path, monkeypatch):
    monkeypatch.chdir(m05.write_pack(tmp_path, seed))
    space = m05.run_lesson()
    m05.with_hashes(tmp_path, space)
    assert outcomes(space) == PASSED


def test_the_model_solution_passes_the_graders_hidden_rules(solved):
    pack, space = solved
    company = Company("liwan", {}, "2025-12-31", "CNY", True, pack / "course-data" / "companies" / "liwan")
    known = Known(reference=m05.as_reference(space), is_grader=True)
    for id, one in EXERCISES.items():
        assert ask(one, m05.results(one, space), company.data(), known).is_right, id


@pytest.mark.parametrize(("exercise", "wrong"), WRONGS, ids=[f"{id}-{wrong.code}" for id, wrong in WRONGS])
def test_every_known_mistake_gets_its_own_sentence(exercise, wrong, solved):
    space = m05.answered(solved[1], exercise, wrong.source)
    assert outcomes(space, exercise)[exercise] == ("fail", wrong.code)


def test_each_exercise_knows_at_least_five_mistakes():
    assert {id: len({wrong.code for wrong in one.wrongs}) >= 5 for id, one in EXERCISES.items()} == dict.fromkeys(
        EXERCISES, True
    )


@pytest.mark.parametrize("rung", ["run", "fill", "write"])
def test_every_blank_is_not_attempted(rung):
    space = m05.run_lesson(rung=rung)
    assert {id: outcome for id, (outcome, _) in outcomes(space).items()} == dict.fromkeys(EXERCISES, "not_attempted")


def test_in_the_rung_run_the_right_choices_pass():
    choose(CHOICES)
    found = outcomes(m05.run_lesson(rung="run"))
    assert {id: found[id] for id in CHOICES} == {id: PASSED[id] for id in CHOICES}


@pytest.mark.parametrize(
    ("exercise", "name", "value", "code"),
    [
        ("E5.1", "counted", "size", "rfm.lines_not_orders"),
        ("E5.1", "start_day", "today", "rfm.today_not_as_of"),
        ("E5.2", "ties", "first", "rfm.ties_split"),
        ("E5.2", "flipped", "frequency", "rfm.r_direction"),
        ("E5.2", "flipped", "monetary", "rfm.r_direction"),
        ("E5.3", "reference", "min", "rfm.fixed_cut"),
        ("E5.3", "reference", "max", "rfm.fixed_cut"),
        ("E5.4", "days", 30, "rfm.threshold_wrong"),
    ],
)
def test_in_the_rung_run_a_wrong_choice_gets_its_own_sentence(exercise, name, value, code, solved):
    said = str(pd.Timestamp.today().normalize()) if value == "today" else value
    choose({**CHOICES, exercise: {**CHOICES[exercise], name: said}})
    space = m05.answered(solved[1], exercise, rung="run")
    assert outcomes(space, exercise)[exercise] == ("fail", code)


def choose(choices: dict[str, dict[str, Any]]) -> None:
    lesson = start("m05", company="liwan", language="zh-CN")
    for exercise, named in choices.items():
        lesson.choice(exercise, **named)


def test_answers_typed_in_fail_on_a_company_never_seen(solved, tmp_path_factory):
    """The results of one company, as a learner might paste them, are wrong on the next."""
    learned = solved[1]
    unseen = write_company(tmp_path_factory.mktemp("unseen") / "unseen", seed=8)
    data = Company("unseen", {}, "2025-12-31", "CNY", True, unseen).data()
    for id, one in EXERCISES.items():
        assert ask(one, m05.results(one, learned), data, Known(is_grader=True)).outcome == "fail", id


def test_numbers_typed_in_fail_the_hidden_rules_on_a_company_never_seen(tmp_path, monkeypatch):
    """Right customers and a number from the class's company: only the reference tells."""
    monkeypatch.chdir(m05.write_pack(tmp_path, seed=8))
    reference = m05.run_lesson()
    typed = m05.run_lesson({"E5.3": TYPED_MEANS, "E5.1": TYPED_DAY})
    company = Company("liwan", {}, "2025-12-31", "CNY", True, tmp_path / "course-data" / "companies" / "liwan")
    known = Known(reference=m05.as_reference(reference), is_grader=True)
    for id in ("E5.1", "E5.3"):
        assert ask(EXERCISES[id], m05.results(EXERCISES[id], typed), company.data(), known).outcome == "fail", id


TYPED_MEANS = """
better = scores.gt([4.0, 3.9, 2.2])
segment = better.astype(int).astype(str).agg("".join, axis=1).map(lesson.cells("rfm_8"))
"""
TYPED_DAY = """
buyers = orders[~orders["is_refund"]].groupby("customer_id")
rfm = pd.DataFrame({"recency_days": (pd.Timestamp("2025-12-30") - buyers["order_date"].max()).dt.days})
rfm = rfm.assign(frequency=buyers["order_id"].nunique(), monetary=orders.groupby("customer_id")["amount"].sum())
"""


def test_a_company_whose_standard_has_no_eight_types_is_given_them(solved):
    _, space = solved
    bare = space["segments"].drop(columns="rfm_8")
    assert with_rfm_8(bare)["rfm_8"].equals(space["segments"]["rfm_8"])
    assert with_rfm_8(space["features"]) is space["features"]


def test_other_conventions_at_ties_are_right_as_well(solved):
    """Whoever lets a tie take its last rank instead of its first cuts beside it, and makes no mistake."""
    space = m05.answered(solved[1], "E5.2", LAST_RANK)
    assert outcomes(space, "E5.2")["E5.2"] == ("pass", "")


LAST_RANK = """
table = features.set_index("customer_id")
up = table[["recency_days", "frequency", "monetary"]].apply(
    lambda column: (column.rank(method="max") / len(column) * 5).apply(lambda share: -int(-share // 1)).clip(1, 5)
)
my_scores = pd.DataFrame({"r_score": 6 - up["recency_days"], "f_score": up["frequency"], "m_score": up["monetary"]})
"""


@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_every_code_has_a_sentence_in_both_languages(language):
    lesson = start("m05", company="liwan", language=language)
    slots = {"missing": ["m_score"], "score": "m_score", "found": "vip", "measure": "frequency"}
    numbers = dict.fromkeys(("n", "rows", "over", "short"), 1200)
    for code in {rule.code for one in EXERCISES.values() for rule in one.rules}:
        said = lesson._sentence(SimpleNamespace(code=code, slots=slots | numbers))
        assert code not in said
        assert "{" not in said
