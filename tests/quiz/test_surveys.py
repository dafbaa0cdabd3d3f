"""Reaction and follow-up: the forms, what filled ones say, and what run records show."""

import json
from datetime import date

import pytest

from segkit.courseware.demonstration import write_demonstration
from segkit.courseware.evidence import read_run_records
from segkit.courseware.survey_paper import compose_blank, compose_summary
from segkit.courseware.surveys import heads, read_results, read_survey, write_template
from segkit.errors import FilledColumnMissing, Problems
from segkit.wording import LANGUAGES, Wording
from tests.quiz.classroom import COURSE, forms
from tests.test_languages import CJK, CODE, HALF_WIDTH, latin_words

REACTION, FOLLOW_UP = read_survey("reaction"), read_survey("follow_up")


def texts(survey):
    return [survey.title, survey.lead, *(one.text for one in (*survey.scaled, *survey.open, *survey.states))]


@pytest.mark.parametrize("survey", [REACTION, FOLLOW_UP], ids=lambda one: one.id)
def test_both_languages_stand_apart_in_every_text(survey):
    for text in texts(survey):
        assert not latin_words(text["zh-CN"])
        assert not HALF_WIDTH.search(CODE.sub("", text["zh-CN"]))
        assert not CJK.search(text["en"])


def test_the_reaction_form_has_eight_statements_and_two_questions():
    assert (len(REACTION.scaled), len(REACTION.open), REACTION.level) == (8, 2, 1)


def test_the_follow_up_is_asked_after_30_60_and_90_days():
    assert (FOLLOW_UP.days, FOLLOW_UP.level) == ((30, 60, 90), 3)


@pytest.fixture
def filled(tmp_path):
    """`filled(survey, *rows)`: the results of a table with these rows."""

    def read(survey, *rows, language="zh-CN"):
        return read_results(write_template(tmp_path / "filled.csv", survey, Wording(language), rows), survey)

    return read


@pytest.mark.parametrize("language", LANGUAGES)
def test_means_and_spreads_are_of_those_who_answered(filled, language):
    rows = [[5, 4, "", 3, 3, 3, 3, 3, "好", ""], [4, 4, "", 3, 3, 3, 3, 3, "", ""], [3, 4, "", 3, 3, 3, 3, 3, "好", ""]]
    (found,) = filled(REACTION, *rows, language=language)
    goal, relevant, level = found.rated[:3]
    assert (goal.n, goal.mean, goal.spread, goal.counts) == (3, 4.0, 1.0, (0, 0, 1, 1, 1))
    assert (relevant.mean, relevant.spread) == (4.0, 0.0)
    assert (level.n, level.mean, level.spread) == (0, None, None)
    assert found.said == {"best": ("好", "好"), "change": ()}


def test_marks_outside_the_scale_are_told_with_their_place(filled):
    with pytest.raises(Problems) as told:
        filled(REACTION, [5, 6, 3, 3, 3, 3, 3, 3, "", ""], [0, 3, 3, 3, 3, 3, 3, "好", "", ""])
    assert [(one.row, one.found) for one in told.value.problems] == [(2, "6"), (3, "0"), (3, "好")]


def test_a_table_without_a_statement_is_refused(tmp_path):
    path = tmp_path / "x.csv"
    path.write_text("意见,备注\n好,无\n差,无\n", encoding="utf-8")
    with pytest.raises(FilledColumnMissing):
        read_results(path, REACTION)


def follow(day, *actions, person="07"):
    cells = [cell for action in actions for cell in action] + [""] * 3 * (3 - len(actions))
    return [person, day, 3, 3, 3, 3, 3, *cells, ""]


def test_promises_count_with_evidence_only_and_by_day(filled):
    done, going, open_ = ("做A", "已完成", "报告"), ("做B", "进行中", ""), ("做C", "未开始", "计划书")
    first, last = filled(FOLLOW_UP, follow(30, done, going, open_), follow(90, done, done), follow(90))
    assert (first.day, last.day, last.sheets) == (30, 90, 2)
    assert (first.promises.promised, first.promises.shown) == (3, 1)
    assert first.promises.states == {"done": 1, "going": 1, "dropped": 1}
    assert (last.promises.promised, last.promises.share_shown) == (2, 1.0)


def test_who_promised_nothing_has_no_share(filled):
    (found,) = filled(FOLLOW_UP, follow("60天"), follow(60))
    assert found.promises.share_shown is None


def test_days_and_states_that_the_form_does_not_offer_are_told(filled):
    with pytest.raises(Problems) as told:
        filled(FOLLOW_UP, follow(45, ("做A", "差不多", "")), follow(30))
    assert [one.expected for one in told.value.problems] == ["day", "state"]


def test_answers_in_either_language_are_understood(filled):
    (found,) = filled(FOLLOW_UP, follow(30, ("A", "Done", "x")), follow(30, ("B", "进行中", "y")))
    assert found.promises.shown == 2


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_invented_class_can_be_read(tmp_path, language):
    _, _, reaction, follow_up = write_demonstration(tmp_path, forms(), Wording(language))
    (found,) = read_results(reaction, REACTION)
    assert found.sheets == 22
    worst = min(found.rated, key=lambda one: one.mean)
    assert worst.id == "pace"  # planted
    shares = [one.promises.share_shown for one in read_results(follow_up, FOLLOW_UP)]
    assert len(shares) == 3
    assert shares == sorted(shares)  # planted: more is done as time passes


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_of_learners_never_stand_in_title_or_lead(filled, language):
    words = Wording(language)
    results = filled(REACTION, [5, 5, 5, 5, 5, 5, 5, 5, "最好的一课", ""], [4, 4, 4, 4, 4, 4, 4, 4, "最好的一课", ""])
    paper = compose_summary(REACTION, results, None, words, COURSE)
    assert "最好的一课" not in paper.title + paper.lead
    assert [sheet.id for sheet in paper.sheets] == ["result-0", "said-0"]
    assert "2" in paper.sheets[1].blocks[1].items[0]  # said twice, printed once


@pytest.mark.parametrize("survey", [REACTION, FOLLOW_UP], ids=lambda one: one.id)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_blank_form_asks_everything_its_table_holds(survey, language):
    words = Wording(language)
    said = str(compose_blank(survey, words, COURSE))
    assert all(words.pick(one.text) in said for one in (*survey.scaled, *survey.open))
    assert len(heads(survey, words)) == len(set(heads(survey, words)))


def test_the_reaction_form_asks_for_no_name_and_no_code():
    said = str(compose_blank(REACTION, Wording("zh-CN"), COURSE)) + str(heads(REACTION, Wording("zh-CN")))
    assert "匿名代码" not in said
    assert "部门" not in said.replace("其他部门", "")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_follow_up_is_signed_and_so_never_asks_for_the_anonymous_code_of_the_tests(language):
    words = Wording(language)
    said = str(compose_blank(FOLLOW_UP, words, COURSE)).replace(words.pick(FOLLOW_UP.lead), "")
    assert words("classroom.column.code") not in (*heads(FOLLOW_UP, words), *said.split("'"))
    assert heads(FOLLOW_UP, words)[0] == words("classroom.column.person")


def test_follow_ups_typed_under_the_roster_number_or_an_older_head_are_read(tmp_path):
    path = tmp_path / "older.csv"
    write_template(path, FOLLOW_UP, Wording("zh-CN"), [follow(30), follow(60)])
    path.write_text(path.read_text(encoding="utf-8-sig").replace("编号或姓名", "匿名代码"), encoding="utf-8")
    assert [one.day for one in read_results(path, FOLLOW_UP)] == [30, 60]


@pytest.fixture
def run(tmp_path):
    """`run(id, as_of, rule, cut)`: a finished run of the study `liwan`; the folder of runs comes back."""

    def write(id, as_of, rule="frequency >= 3", cut=25.0, receipt="{}"):
        folder = tmp_path / "runs" / "liwan" / id
        folder.mkdir(parents=True)
        meta = {"as_of": as_of, "prepared": "王敏", "approved": ""}
        (folder / "report.json").write_text(json.dumps({"meta": meta}), encoding="utf-8")
        fitted = {"schemes": {"rfm_8": {"scheme": {"rule": rule}}}, "cut_points": {"recency_days": [cut]}}
        (folder / "fitted.json").write_text(json.dumps(fitted), encoding="utf-8")
        if receipt:
            (folder / "receipt.json").write_text(receipt, encoding="utf-8")
        return tmp_path / "runs"

    return write


def test_runs_after_the_course_are_evidence_with_what_changed(run):
    run("20261120-090000", "2026-10-31")
    run("20261226-090000", "2026-11-30", cut=27.0)
    runs = run("20270126-090000", "2026-11-30", rule="frequency >= 4", cut=27.0)
    first, second = read_run_records(runs, date(2026, 11, 26))
    assert (first.day, first.as_of, first.prepared) == (date(2026, 12, 26), "2026-11-30", "王敏")
    assert (first.has_new_data, first.has_new_rules, first.has_new_cuts) == (True, False, True)
    assert (second.has_new_data, second.has_new_rules, second.has_new_cuts) == (False, True, False)


def test_runs_may_be_asked_for_up_to_a_number_of_days(run):
    run("20261226-090000", "2026-11-30")
    runs = run("20270126-090000", "2026-12-31")
    assert len(read_run_records(runs, date(2026, 11, 26), days=30)) == 1


def test_the_first_run_of_a_study_changes_nothing(run):
    (only,) = read_run_records(run("20261226-090000", "2026-11-30"), date(2026, 11, 26))
    assert not only.has_new_data


def test_a_run_without_receipt_proves_nothing(run):
    assert read_run_records(run("20261226-090000", "2026-11-30", receipt=""), date(2026, 11, 26)) == ()
    assert read_run_records(run("20261227-090000.partial", "2026-11-30", receipt="{"), date(2026, 11, 26)) == ()


def test_no_folder_of_runs_is_no_evidence(tmp_path):
    assert read_run_records(tmp_path / "runs", date(2026, 11, 26)) == ()


def test_that_there_is_no_run_is_said(filled):
    paper = compose_summary(FOLLOW_UP, filled(FOLLOW_UP, follow(30), follow(30)), (), Wording("zh-CN"), COURSE)
    assert "没有新的运行记录" in str(paper)
