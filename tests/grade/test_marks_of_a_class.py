"""From hand-ins to certificates as a trainer types it: grade, read the reasons, add up, print."""

import csv
import json

import openpyxl
import pytest

from segkit.cli import run_command
from tests.grade.classroom import BLANK, COURSE, RIGHT, Handed, notebook, write

ROSTER = "学号,姓名,部门,组\nA01,王敏,市场部,1\nA02,李伟,销售部,1\nA03,张磊,销售部,2\nA04,陈洋,客服部,2\n"


@pytest.fixture
def said(capsys):
    """`said(words)`: exit code, stdout and stderr of `segkit course`, in Chinese unless told otherwise."""

    def run(*words):
        code = run_command(["course", *(str(word) for word in words), "--language", "zh-CN"])
        return code, *capsys.readouterr()

    return run


@pytest.fixture
def klass(tmp_path):
    """A roster of four, three notebooks and one of a stranger, judges for one group, and what certificates say."""
    (tmp_path / "名单.csv").write_text(ROSTER, encoding="utf-8")
    (tmp_path / "评分.csv").write_text("组,评分\n1,88\n1,84\n", encoding="utf-8")
    (tmp_path / "class.yml").write_text("hours: 6\nfirst: 2026-11-26\nissuer: 量木咨询\n", encoding="utf-8")
    half = {**RIGHT, "E98.1": BLANK["E98.1"], "E98.2": BLANK["E98.2"]}
    work = {"A01": RIGHT, "A02": half, "A03": RIGHT, "Z09": RIGHT}
    write(tmp_path / "in", [Handed(who, notebook(answers), {}) for who, answers in work.items()])
    return tmp_path


def marks_in(table):
    return list(csv.reader(table.read_text("utf-8-sig").splitlines()))[1:]


@pytest.mark.slow
def test_hand_ins_become_marks_and_marks_certificates(said, klass, pack):
    graded, roster = klass / "in-graded", klass / "名单.csv"
    assert said("grade", klass / "in", "--course", COURSE, "--pack", pack, "--roster", roster)[0] == 0
    words = ("marks", graded, "--roster", roster, "--judges", klass / "评分.csv")

    code, out, _ = said(*words)
    assert code == 0
    assert "成绩已写好，计入 4 道练习；4 名学员中 0 人合格" in out
    assert "3 人还没有总分" in out
    assert "1 行对不上名单，没有计入：Z09" in out
    waiting = marks_in(graded / "marks.csv")
    assert [row[7] for row in waiting] == ["", "", "", "0.0"]
    assert [row[9] for row in waiting[:2]] == ["待讲师评阅：E98.4", "待讲师评阅：E98.4"]

    book = openpyxl.load_workbook(graded / "m98" / "gradebook.xlsx")
    sheet = book["待评"]
    given = {"A01": 3, "A02": 1.5, "A03": 0, "Z09": 3}
    for row in sheet.iter_rows(min_row=2):
        if row[8].value:
            row[7].value = given[row[0].value]
    book.save(graded / "m98" / "gradebook.xlsx")

    assert said(*words)[0] == 0
    unjudged = "所在的组没有汇报得分，按 0 分计"
    assert marks_in(graded / "marks.csv") == [
        ["A01", "王敏", "1", "47.1", "23.5", "25.3", "", "95.9", "优秀", ""],  # 86 of 100 are 25.284 of 29.4
        ["A02", "李伟", "1", "17.7", "8.8", "25.3", "", "51.8", "未合格", ""],  # one and a half of four exercises
        ["A03", "张磊", "2", "35.3", "17.6", "0.0", "", "52.9", "未合格", unjudged],
        [
            "A04",
            "陈洋",
            "2",
            "0.0",
            "0.0",
            "0.0",
            "",
            "0.0",
            "未合格",
            "练习一份都没有交，按 0 分计；所在的组没有汇报得分，按 0 分计",
        ],
    ]
    for file in ("marks.csv", "marks.xlsx"):
        code, out, _ = said(
            *("certificates", roster, "--class", klass / "class.yml", "--scores", graded / file),
            *("--keys", klass / "keys", "--out", klass / "out", "--json"),
        )
        assert code == 0
        issued = json.loads(out)
        assert [(one["name"], one["band"]) for one in issued["issued"]] == [("王敏", "distinction")]
        assert issued["unmatched"] == []
