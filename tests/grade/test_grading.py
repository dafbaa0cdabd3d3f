"""A class of learners of every kind gets exactly the gradebook that was planned for it."""

import csv
import json
import zipfile
from dataclasses import replace
from datetime import date
from itertools import cycle, islice

import openpyxl
import pytest

from segkit.courseware.documents.printing import Press
from segkit.courseware.grade.collect import collect
from segkit.courseware.grade.gradebook import rows_of, write_workbook
from segkit.courseware.grade.grading import NOTHING, grade_class, write_results
from segkit.courseware.grade.sandbox import Cell
from segkit.courseware.grade.sentences import words_of_course
from segkit.errors import ModelAnswerFails, NothingHandedIn
from segkit.house import kit_folder
from segkit.report.brand import read_brand
from tests.grade.classroom import COURSE, Handed, assignment, every_kind, notebook, with_wrong, write

MISSED = (("E98.2", 1), ("E98.3", 0), ("E98.1", 1))  # planted, the most frequent first


def told(result):
    """What the gradebook says, as the generator states it."""
    return {
        one.learner: {mark.exercise: (mark.outcome, mark.code, mark.points) for mark in one.marks}
        for one in result.graded
    }


def expected(handed):
    return {one.learner: dict(one.expected) for one in handed}


def graded(folder, handed, sitting, **options):
    submissions = collect(write(folder, handed), "m98", "m98_grading")
    return submissions, grade_class(submissions, sitting, **options)


def press(language):
    return Press(
        read_brand(kit_folder("templates") / "brands" / "plain"), words_of_course(COURSE, language), date(2025, 1, 6)
    )


@pytest.fixture(scope="module")
def small_class(tmp_path_factory, sitting, own):
    """Ten learners of every kind and two with known mistakes."""
    handed = [*every_kind(own, "A"), with_wrong("B01", ("E98.2", 1)), with_wrong("B02", ("E98.1", 2), ("E98.4", 0))]
    submissions, result = graded(tmp_path_factory.mktemp("class"), handed, sitting, jobs=2)
    return handed, submissions, result


def test_learners_of_every_kind_get_the_marks_that_were_planned(small_class):
    handed, _, result = small_class
    assert told(result) == expected(handed)


def test_what_a_class_gets_is_written_in_both_languages_and_quotes_no_hidden_rule(small_class, tmp_path):
    _, submissions, result = small_class
    for language in ("zh-CN", "en"):
        folder = tmp_path / language
        short = submissions[-1:]
        names = {one.learner for one in short}
        some = replace(result, graded=tuple(one for one in result.graded if one.learner in names))
        files = write_results(some, short, assignment(), press(language), folder)
        assert [path.name for path in files] == [
            *("gradebook.csv", "gradebook.xlsx", "class-report.pdf", "B02.pdf", "B02.ipynb")
        ]
        assert all(b"HIDDEN-CANARY" not in path.read_bytes() for path in files)
        back = json.loads((folder / "feedback" / "B02.ipynb").read_text("utf-8"))
        assert all(cell.get("outputs", []) == [] for cell in back["cells"])


def test_a_gradebook_opens_in_excel_and_runs_no_formula(tmp_path, sitting):
    evil = "=1+cmd"
    handed = [Handed(evil, notebook({f"E98.{n}": "1" for n in range(1, 5)}), {})]
    submissions, result = graded(tmp_path / "in", handed, sitting, jobs=1)
    write_results(result, submissions, assignment(), press("en"), tmp_path / "out")
    raw = (tmp_path / "out" / "gradebook.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(raw.decode("utf-8-sig").splitlines()))
    assert rows[1][0] == f"'{evil}"
    book = openpyxl.load_workbook(tmp_path / "out" / "gradebook.xlsx")
    assert book.sheetnames == ["Points", "Details", "To read"]
    formulas = [cell for sheet in book for row in sheet for cell in row if cell.data_type == "f"]
    assert {(cell.parent.title, cell.row) for cell in formulas} == {("Points", 2)}
    assert not [cell for cell in formulas if "cmd" in cell.value]


def test_a_model_solution_that_fails_stops_grading_before_anybody_is_marked(tmp_path, sitting):
    faulty = replace(sitting, assignment=replace(sitting.assignment, solution=(Cell("recency = 1"),)))
    with pytest.raises(ModelAnswerFails):
        graded(tmp_path, [with_wrong("A", ("E98.1", 0))], faulty, jobs=1)


def test_a_folder_without_hand_ins_is_told(tmp_path):
    with pytest.raises(NothingHandedIn):
        collect(tmp_path, "m98", "m98_grading")


def test_whose_work_a_file_is_its_place_decides(tmp_path):
    text = json.dumps(notebook({f"E98.{n}": "1" for n in range(1, 5)}))
    for name in ("m98_grading-A01.ipynb", "A02_m98.ipynb", "A03/notebooks/m98_grading.ipynb", "hand-in-m98-A04.ipynb"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    (tmp_path / "hand-in-m98-A04.json").write_text(json.dumps({"lesson": "m98", "who": "A01", "choices": {}}))
    with zipfile.ZipFile(tmp_path / "A05.zip", "w") as archive:
        archive.writestr("notebooks/m98_grading.ipynb", text)
        archive.writestr("../../m98_escape.ipynb", text)
        archive.writestr("answers/hand-in-m98-other.json", json.dumps({"lesson": "m98", "who": "A01"}))
    (tmp_path / "m05_rfm-A06.ipynb").write_text(text)
    found = collect(tmp_path, "m98", "m98_grading")
    assert [one.learner for one in found] == ["A01", "A02", "A03", "A04", "A05"]
    assert all(one.cells and not one.problem for one in found)
    assert not (tmp_path.parent / "m98_escape.ipynb").exists()


def test_folders_and_archives_called_answers_are_everybodys_and_name_nobody(tmp_path):
    text = json.dumps(notebook({f"E98.{n}": "1" for n in range(1, 5)}))
    for place in ("answers/hand-in-m98-A01", "answers (1)/hand-in-m98-A02", "answers-a03/hand-in-m98-A03"):
        (tmp_path / place).parent.mkdir()
        (tmp_path / f"{place}.ipynb").write_text(text)
    with zipfile.ZipFile(tmp_path / "answers.zip", "w") as archive:
        archive.writestr("answers/hand-in-m98-A04.ipynb", text)
    (tmp_path / "A05" / "answers").mkdir(parents=True)
    (tmp_path / "A05" / "answers" / "hand-in-m98-other.ipynb").write_text(text)
    assert [one.learner for one in collect(tmp_path, "m98", "m98_grading")] == ["A01", "A02", "A03", "A04", "A05"]


def test_what_cannot_be_read_is_listed_with_its_reason(tmp_path):
    (tmp_path / "m98-A01.ipynb").write_text("{")
    (tmp_path / "hand-in-m98-A02.json").write_text(json.dumps({"lesson": "m98", "who": "A02"}))
    (tmp_path / "A03.zip").write_bytes(b"PK\x03\x04 and no more")
    (tmp_path / "m98-A04.ipynb").write_text(json.dumps({"cells": [{"cell_type": "code", "source": "x" * (2 << 20)}]}))
    problems = {one.learner: one.problem for one in collect(tmp_path, "m98", "m98_grading")}
    assert problems == {"A01": "unreadable", "A02": "no_notebook", "A03": "unsound", "A04": "too_large"}


def test_choices_and_minutes_of_a_hand_in_are_taken_and_its_claims_are_not(tmp_path, sitting):
    answers = {f"E98.{n}": f"x{n} = 1" for n in range(1, 4)}
    chosen = 'days = lesson.choose("E98.4", "days", [30, 90, 180])\nreason = "九十天不来已属少见，值得联系"'
    (tmp_path / "hand-in-m98-A01.ipynb").write_text(json.dumps(notebook({**answers, "E98.4": chosen})))
    told_by = {
        "lesson": "m98",
        "choices": {"E98.4": {"days": 90}},
        "exercises": {"E98.1": {"outcome": "pass", "minutes": 7.5, "hints": 2}},
    }
    (tmp_path / "hand-in-m98-A01.json").write_text(json.dumps(told_by))
    submissions = collect(tmp_path, "m98", "m98_grading")
    result = grade_class(submissions, sitting, jobs=1)
    marks = {mark.exercise: mark.outcome for mark in result.graded[0].marks}
    assert marks == {**dict.fromkeys(("E98.1", "E98.2", "E98.3"), "not_attempted"), "E98.4": "needs_trainer"}
    assert result.figures.exercises[0].minutes == 7.5
    assert result.graded[0].note == "not_saved"


class _Roster:
    """Two learners in one group, and one who hands in nothing."""

    learners = tuple(
        type("Person", (), {"id": number, "name": name, "group": group})
        for number, name, group in (("1", "王一", "甲"), ("2", "李二", "甲"), ("3", "张三", ""))
    )

    def stands_for(self, who):
        return self.learners[:2] if who == "甲" else ()


def test_a_group_s_work_counts_for_each_member_and_who_hands_in_nothing_is_listed(tmp_path, sitting):
    handed = [with_wrong("甲", ("E98.2", 1))]
    _, result = graded(tmp_path, handed, sitting, roster=_Roster(), jobs=1)
    assert [(one.learner, one.name, one.group, one.note) for one in result.graded] == [
        ("1", "王一", "甲", ""),
        ("2", "李二", "甲", ""),
        ("3", "张三", "", NOTHING),
    ]
    assert result.figures.n == 2


def test_reasons_come_with_the_workbook_for_the_trainer_to_read(small_class, tmp_path):
    _, _, result = small_class
    write_workbook(result.graded, assignment(), press("zh-CN").words, tmp_path / "book.xlsx", dated=date(2025, 1, 6))
    sheet = openpyxl.load_workbook(tmp_path / "book.xlsx")["待评"]
    rows = list(sheet.iter_rows(values_only=True))
    assert rows[1][:2] + rows[1][3:] == ("A00", "", "E98.4", "多久算流失", "days", "90", None, None)
    assert rows[2][5:] == ("reason", "半数客户两个月内会再来，九十天不来已属少见", None, 3)


def test_points_that_the_trainer_types_count_at_once(small_class, tmp_path):
    _, _, result = small_class
    write_workbook(result.graded, assignment(), press("zh-CN").words, tmp_path / "book.xlsx", dated=date(2025, 1, 6))
    sheet = openpyxl.load_workbook(tmp_path / "book.xlsx")["得分"]
    assert sheet["G2"].value == "=IF(COUNT('待评'!H3)=0,\"待评\",AVERAGE('待评'!H3))"
    assert [sheet[f"D{row}"].value for row in (2, 3)] == ["='明细'!I2", "='明细'!I6"]
    assert sheet["H2"].value == '=IF(COUNT(D2:G2)=0,"",SUM(D2:G2)/(COUNT(D2:G2)*3))'
    shown = openpyxl.load_workbook(tmp_path / "book.xlsx", data_only=True)["得分"]
    assert (shown["D2"].value, shown["G2"].value, shown["H2"].value) == (3, "待评", result.graded[0].share)


@pytest.mark.slow
def test_two_hundred_submissions_get_exactly_the_planned_gradebook_and_the_three_planted_ideas(tmp_path, sitting, own):
    handed = [one for batch in range(8) for one in every_kind(own, f"A{batch}")]  # 80 of every kind
    for mistake, n in zip(MISSED, (50, 36, 24), strict=True):
        handed += [with_wrong(f"{mistake[0]}x{at}", mistake) for at in range(n)]
    others = [("E98.1", 0), ("E98.1", 2), ("E98.2", 0), ("E98.4", 0)]
    handed += [with_wrong(f"Z{at}", one) for at, one in enumerate(islice(cycle(others), 10))]
    assert len(handed) == 200
    submissions, result = graded(tmp_path / "in", handed, sitting, jobs=2)
    assert told(result) == expected(handed)
    assert [(one.exercise, one.code) for one in result.figures.again] == [
        ("E98.2", "rfm.lines_not_orders"),
        ("E98.3", "rfm.returns_not_netted"),
        ("E98.1", "rfm.r_direction"),
    ]
    some = replace(result, graded=result.graded[::10])
    assert len(write_results(some, submissions, assignment(), press("zh-CN"), tmp_path / "out")) == 3 + 2 * 20


def test_an_exercise_for_home_counts_only_once_it_is_done(tmp_path, sitting):
    at_home = replace(sitting.assignment, tasks=tuple(replace(task, is_home=True) for task in sitting.assignment.tasks))
    blank = notebook({f"E98.{n}": f"x{n} = 1" for n in range(1, 5)})
    _, result = graded(tmp_path, [Handed("A01", blank, {})], replace(sitting, assignment=at_home), jobs=1)
    assert {(mark.outcome, mark.code, mark.points) for mark in result.graded[0].marks} == {
        ("not_attempted", "grading.home", None)
    }
    assert result.graded[0].share is None
    words = press("zh-CN").words
    rows = rows_of(result.graded, at_home, words)
    assert {row["said"] for row in rows} == {"课后练习，还没有做，不计入得分。"}
    assert rows[0]["title"] == "最近消费间隔（课后）"
    wrong = [with_wrong("A01", ("E98.2", 1))]
    _, result = graded(tmp_path / "done", wrong, replace(sitting, assignment=at_home), jobs=1)
    assert told(result) == expected(wrong)


def test_the_gradebook_tells_what_helped(tmp_path, sitting):
    answers = notebook({f"E98.{n}": f"x{n} = 1" for n in range(1, 5)})
    given = next(cell for cell in answers["cells"] if cell["metadata"].get("segkit", {}).get("exercise") == "E98.2")
    given["metadata"]["segkit"]["given"] = True
    (tmp_path / "hand-in-m98-A01.ipynb").write_text(json.dumps(answers))
    log = {"E98.1": {"hints": 2, "is_solution_seen": True}, "E98.2": {"hints": 1}, "E98.3": {"hints": 0}}
    (tmp_path / "hand-in-m98-A01.json").write_text(json.dumps({"lesson": "m98", "exercises": log}))
    result = grade_class(collect(tmp_path, "m98", "m98_grading"), sitting, jobs=1)
    helped = {
        language: [row["help"] for row in rows_of(result.graded, assignment(), press(language).words)]
        for language in ("zh-CN", "en")
    }
    assert helped["zh-CN"] == ["看了 2 条提示，看过答案", "看了 1 条提示，取自中途笔记本", "", ""]
    assert helped["en"] == ["hints opened: 2, solution seen", "hints opened: 1, from a checkpoint", "", ""]
