"""Gradebooks, judges' points and tests become a table and a workbook of marks."""

import csv
import json
import shutil
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

import openpyxl
import pytest

from segkit.cli import run_command
from segkit.courseware.certificates import achieved, read_scores
from segkit.courseware.grade.gradebook import Graded, write_workbook
from segkit.courseware.grade.marking import Mark, unmarked
from segkit.courseware.marks import NEW, OWN, REPORT, TEST, Entry, Extras, Scale, class_marks
from segkit.courseware.marks_file import write_marks
from segkit.courseware.marks_sources import read_extras, read_gradebooks
from segkit.courseware.quiz.sheets import template_text
from segkit.courseware.roster import Learner, Roster
from segkit.errors import (
    AnswersNameless,
    FilledCellWrong,
    FilledColumnMissing,
    GradebookAltered,
    GradebookMissing,
    LessonTwice,
    NothingFilled,
    Problems,
)
from segkit.learn.outcome import FAIL, NEEDS_TRAINER, NOT_ATTEMPTED, PASS
from segkit.learn.quiz_forms import form_as_json
from segkit.wording import LANGUAGES, Wording
from tests.grade.classroom import assignment
from tests.quiz.classroom import forms, sheet

DAY = date(2026, 11, 27)
SCALE = Scale({OWN: 40, NEW: 20, REPORT: 25, TEST: 15}, 60, 85)
REASON = {"days": "90", "reason": "九十天不来已属少见"}
MARKS = (Mark("E98.1", PASS, points=3), Mark("E98.2", FAIL, "grading.only_own", 2), Mark("E98.3", FAIL, "rfm.x", 0))
WAITS = Mark("E98.4", NEEDS_TRAINER, points=None, answers=REASON)
NOTHING = tuple(Mark(f"E98.{n}", NOT_ATTEMPTED, "grading.problem.nothing") for n in range(1, 5))


@pytest.fixture
def klass():
    people = [("01", "王敏", "1"), ("02", "李伟", "1"), ("03", "张磊", "2")]
    return Roster("名单.csv", tuple(Learner(id, name, "", group) for id, name, group in people))


@pytest.fixture
def book(tmp_path):
    """`book(language)`: the gradebook of a class of three, of whom the last handed in nothing."""

    def write(language="zh-CN", *graded, folder="m98"):
        graded = graded or (
            Graded("01", (*MARKS, WAITS), "王敏", "1"),
            Graded("02", (*MARKS, WAITS), "李伟", "1"),
            Graded("03", NOTHING, "张磊", "2", "nothing"),
        )
        path = tmp_path / "graded" / folder / "gradebook.xlsx"
        path.parent.mkdir(parents=True, exist_ok=True)
        write_workbook(graded, assignment(), Wording(language), path, dated=DAY)
        return path

    return write


def typed(path, *points, sheet=2, column=8):
    """Points as the trainer types them, by row; the program that saves the file computes nothing."""
    book = openpyxl.load_workbook(path)
    for row, value in points:
        book.worksheets[sheet].cell(row, column).value = value
    book.save(path)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_gradebook_is_read_with_what_the_trainer_typed(book, language):
    path = book(language)
    typed(path, (3, 2.5))
    found = {(one.who, one.exercise): one for one in read_gradebooks(path.parent.parent)}
    assert len(found) == 12
    assert [found["01", f"E98.{n}"].points for n in (1, 2, 3)] == [3, 2, 0]
    assert found["01", "E98.4"] == Entry("01", "王敏", "m98", "E98.4", Fraction(5, 2), is_typed=True)
    assert found["02", "E98.4"] == Entry("02", "李伟", "m98", "E98.4", None)
    assert found["03", "E98.1"] == Entry("03", "张磊", "m98", "E98.1", Fraction(0), absent="nothing")


@pytest.mark.parametrize("language", LANGUAGES)
def test_exercises_for_home_are_known_and_make_the_share_that_the_gradebook_shows(tmp_path, klass, language):
    kept = assignment()
    kept = replace(kept, tasks=(*kept.tasks[:2], *(replace(one, is_home=True) for one in kept.tasks[2:])))
    undone = Mark("E98.3", NOT_ATTEMPTED, "grading.home", None)
    graded = (
        Graded("01", (*MARKS[:2], undone, replace(undone, exercise="E98.4")), "王敏"),
        Graded("02", (*MARKS, replace(undone, exercise="E98.4")), "李伟"),
        Graded("03", unmarked(kept, "grading.problem.nothing"), "张磊", note="nothing"),
    )
    write_workbook(graded, kept, Wording(language), tmp_path / "gradebook.xlsx", dated=DAY)
    entries = read_gradebooks(tmp_path)
    assert [one.is_home for one in entries[:4]] == [False, False, True, True]
    assert [one.absent for one in entries[2:4]] == ["home", "home"]
    rows = class_marks(klass, entries, SCALE, Extras()).rows
    assert [one.total for one in rows] == [Decimal("83.4"), Decimal("55.6"), 0]  # five of six, five of nine points
    assert [float(one.total) for one in rows[:2]] == pytest.approx([100 * one.share for one in graded[:2]], abs=0.1)
    shown = openpyxl.load_workbook(tmp_path / "gradebook.xlsx").worksheets[0]["F2"].value
    assert shown.startswith("=IF('")
    assert Wording(language)("grading.at_home") in shown


def test_of_several_texts_of_an_exercise_the_mean_counts(book):
    both = Mark("E98.1", NEEDS_TRAINER, points=None, answers={"one": "甲", "other": "乙"})
    path = book("zh-CN", Graded("01", (both,), "王敏"))
    typed(path, (2, 3), (3, 2))
    assert read_gradebooks(path.parent)[0].points == Fraction(5, 2)


def test_what_cannot_be_shown_as_text_has_room_for_points_too(book):
    path = book("zh-CN", Graded("01", (Mark("E98.1", NEEDS_TRAINER, points=None),), "王敏"))
    assert read_gradebooks(path.parent)[0].points is None
    typed(path, (2, 3))
    assert read_gradebooks(path.parent)[0].points == 3
    assert openpyxl.load_workbook(path)["得分"]["D2"].value == "=IF(COUNT('待评'!H2)=0,\"待评\",AVERAGE('待评'!H2))"


def test_points_may_be_corrected_among_the_details(book):
    path = book()
    typed(path, (4, 3), (5, 1), sheet=1, column=9)
    assert [one.points for one in read_gradebooks(path.parent)[:4]] == [3, 2, 3, 1]


def test_a_gradebook_without_any_text_has_nothing_to_read(book):
    path = book("en", Graded("01", MARKS, "王敏"))
    assert [one.points for one in read_gradebooks(path.parent)] == [3, 2, 0]


@pytest.mark.parametrize("points", ["4", "-1", "好", "3.1"])
def test_points_that_are_none_are_told_with_lesson_sheet_and_row(book, points):
    path = book()
    typed(path, (3, points), (5, "9"))
    with pytest.raises(Problems) as told:
        read_gradebooks(path.parent.parent)
    first, second = told.value.problems
    assert (
        first.slots() == FilledCellWrong("m98/gradebook.xlsx [待评]", 3, "得分", points, "points_of_exercise").slots()
    )
    assert second.row == 5


def test_a_folder_without_gradebooks_and_two_of_one_lesson_are_refused(book, tmp_path):
    with pytest.raises(GradebookMissing):
        read_gradebooks(tmp_path)
    path = book()
    shutil.copytree(path.parent, path.parent.parent / "m98 copy")
    with pytest.raises(LessonTwice) as told:
        read_gradebooks(path.parent.parent)
    assert told.value.lesson == "m98"
    assert {told.value.first, told.value.second} == {"m98/gradebook.xlsx", "m98 copy/gradebook.xlsx"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_gradebook_that_lost_a_sheet_or_a_column_is_named(book, language):
    path = book(language)
    kept = openpyxl.load_workbook(path)
    kept.worksheets[2]["H1"].value = "?"
    kept.save(path)
    with pytest.raises(FilledColumnMissing) as told:
        read_gradebooks(path.parent.parent)
    assert told.value.file.startswith("m98/gradebook.xlsx [")
    kept.worksheets[1].title = "other"
    kept.save(path)
    with pytest.raises(GradebookAltered) as told:
        read_gradebooks(path.parent.parent)
    assert (told.value.file, told.value.sheet) == ("m98/gradebook.xlsx", "明细")


def test_judges_give_a_hundred_points_at_most(tmp_path, klass):
    path = tmp_path / "评分.csv"
    path.write_text("组,评分\n1,80\n第1组,90\n", encoding="utf-8")
    assert read_extras(klass, path) == Extras(report={"01": Fraction(85, 100), "02": Fraction(85, 100)})
    path.write_text("组,评分\n1,101\n", encoding="utf-8")
    with pytest.raises(Problems) as told:
        read_extras(klass, path)
    assert told.value.problems[0].expected == "mark"


@pytest.fixture
def kept(tmp_path):
    """The folder of both forms with their key."""
    folder = tmp_path / "forms"
    folder.mkdir()
    for name, form in forms().items():
        (folder / f"{name}.json").write_text(form_as_json(form), encoding="utf-8")
    return folder


def answers(tmp_path, *sheets):
    path = tmp_path / "答卷.csv"
    path.write_text(template_text(forms(), Wording("zh-CN"), sheets), encoding="utf-8-sig")
    return path


def test_sheets_of_form_b_under_the_roster_s_number_count_less_guessing(tmp_path, klass, kept):
    form = forms()["B"]
    n = len(form.items)
    given = [sheet(form, "01", n), sheet(form, "2", 0, blank=n), sheet(forms()["A"], "03", n), sheet(form, "H07123", n)]
    found = read_extras(klass, answers=answers(tmp_path, *given), forms=kept)
    assert (found.test, found.doubled, found.nameless) == ({"01": 1, "02": 0}, frozenset(), 1)
    worse = read_extras(klass, answers=answers(tmp_path, sheet(form, "王敏", n - 1)), forms=kept).test["01"]
    options = len(form.items[-1].options)
    assert float(worse) == pytest.approx((n - 1 - 1 / (options - 1)) / n, abs=1e-8)


def test_two_sheets_of_one_learner_are_kept_apart(tmp_path, klass, kept):
    form = forms()["B"]
    found = read_extras(klass, answers=answers(tmp_path, sheet(form, "01", 3), sheet(form, "01", 9)), forms=kept)
    assert found.doubled == {"01"}


def test_anonymous_sheets_are_nobody_s_marks(tmp_path, klass, kept):
    form = forms()["B"]
    with pytest.raises(AnswersNameless) as told:
        read_extras(klass, answers=answers(tmp_path, sheet(form, "H07123", 3), sheet(form, "Z28001", 3)), forms=kept)
    assert told.value.n == 2
    with pytest.raises(NothingFilled):
        read_extras(klass, answers=answers(tmp_path, sheet(forms()["A"], "01", 3)), forms=kept)


def test_a_table_of_marks_may_stand_for_the_test(tmp_path, klass):
    path = tmp_path / "测验.csv"
    path.write_text("学号,姓名,成绩\n1,王敏,72\n,赵六,90\n", encoding="utf-8")
    assert read_extras(klass, answers=path) == Extras(test={"01": Fraction(72, 100)}, strange=("赵六",))


def small_class(klass):
    own = [Entry("01", "王敏", "m98", "E98.1", Fraction(3)), Entry("02", "李伟", "m98", "E98.1", None)]
    extras = Extras(report=dict.fromkeys(("01", "02"), Fraction(9, 10)), strange=("=赵六",), nameless=2)
    return class_marks(klass, own, SCALE, extras)


def test_marks_are_written_with_full_points_over_each_part_and_what_is_missing(tmp_path, klass):
    table, _ = write_marks(small_class(klass), SCALE, Wording("zh-CN"), tmp_path, dated=DAY)
    assert table.read_bytes().startswith(b"\xef\xbb\xbf")
    heads, *rows = csv.reader(table.read_text("utf-8-sig").splitlines())
    assert heads == [
        *("学号", "姓名", "组", "练习：本班公司（满分 47.1）", "练习：没见过的公司（满分 23.5）"),
        *("汇报与答辩（满分 29.4）", "课后测验（本班不计）", "成绩", "等第", "缺什么"),
    ]
    nothing = "练习一份都没有交，按 0 分计；所在的组没有汇报得分，按 0 分计"
    assert rows == [
        ["01", "王敏", "1", "47.1", "23.5", "26.5", "", "97.1", "优秀", ""],
        ["02", "李伟", "1", "", "", "26.5", "", "", "待定", "待讲师评阅：E98.1"],
        ["03", "张磊", "2", "0.0", "0.0", "0.0", "", "0.0", "未合格", nothing],
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_certificates_read_either_file_as_it_is(tmp_path, klass, language):
    for path in write_marks(small_class(klass), SCALE, Wording(language), tmp_path, dated=DAY):
        scores, strange = read_scores(path, klass)
        assert (scores, strange) == ({"01": 97.1, "03": 0.0}, ())
        assert [(one.id, band) for one, band in achieved(klass, scores)] == [("01", "distinction")]


def test_numbers_that_a_spreadsheet_has_shortened_still_stand_for_their_learners(tmp_path, klass):
    table, _ = write_marks(small_class(klass), SCALE, Wording("zh-CN"), tmp_path, dated=DAY)
    table.write_text(table.read_text("utf-8-sig").replace("\n0", "\n"), encoding="utf-8-sig")
    assert read_scores(table, klass) == ({"01": 97.1, "03": 0.0}, ())


def test_the_workbook_says_how_marks_came_about_and_what_is_open(tmp_path, klass):
    _, path = write_marks(small_class(klass), SCALE, Wording("zh-CN"), tmp_path, dated=DAY)
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == ["成绩", "说明"]
    assert book["成绩"]["H2"].value == 97.1
    notes = [row[0].value for row in book["说明"]]
    assert notes[1] == "本班不计：课后测验。其余各部分按原来的比例放大到满分 100 分。"
    assert notes[2] == "计入已评分的 1 道练习，每道同样计分，课后练习做了才计：m98 有 1 题。"
    assert notes[-3].startswith("1 人还没有总分")
    assert notes[-2:] == ["1 行对不上名单，没有计入：=赵六", "2 份测验答卷的代码不是名单上的学号，没有计入。"]
    assert not [cell for sheet in book for row in sheet for cell in row if cell.data_type == "f"]


def test_equal_marks_give_equal_bytes(tmp_path, klass):
    written = [
        write_marks(small_class(klass), SCALE, Wording("en"), tmp_path / name, dated=DAY) for name in ("one", "two")
    ]
    assert [path.read_bytes() for path in written[0]] == [path.read_bytes() for path in written[1]]


def test_a_test_that_counts_reaches_the_marks_through_the_command_line(book, tmp_path, kept, capsys):
    path, form = book("zh-CN", Graded("01", MARKS[:1], "王敏", "1"), Graded("02", MARKS[:1], "李伟", "1")), forms()["B"]
    (tmp_path / "名单.csv").write_text("学号,姓名,组\n01,王敏,1\n02,李伟,1\n", encoding="utf-8")
    given = answers(tmp_path, sheet(form, "001", len(form.items)), sheet(form, "H07123", 1))
    words = ("course", "marks", str(path.parent.parent), "--roster", str(tmp_path / "名单.csv"))
    assert run_command([*words, "--answers", str(given), "--forms", str(kept), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["full"] == {OWN: 53.3, NEW: 26.7, TEST: 20.0}
    assert [(one["total"], one["band"]) for one in told["marks"]] == [(100.0, "distinction"), (80.0, "pass")]
    assert told["marks"][1]["lacks"] == [{"kind": "test", "where": []}]
    assert told["unnamed_sheets"] == 1
    assert run_command([*words, "--language", "en"]) == 0
    assert "2 of 2 learners have passed" in capsys.readouterr().out
    assert (path.parent.parent / "marks.xlsx").is_file()
