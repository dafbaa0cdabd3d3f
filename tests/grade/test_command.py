"""`segkit course grade` from a folder of hand-ins to the files of a class."""

import json

from segkit.cli import run_command
from tests.grade.classroom import COURSE, every_kind, write


def test_a_folder_of_hand_ins_is_graded_into_a_folder_of_its_own(tmp_path, pack, own, capsys):
    folder = write(tmp_path / "in", [one for one in every_kind(own, "A") if one.learner in ("A00", "A08")])
    words = ["course", "grade", str(folder), "--course", str(COURSE), "--pack", str(pack), "--json", "--language", "en"]
    assert run_command(words) == 0
    told = json.loads(capsys.readouterr().out)["m98"]
    assert told["learners"]["A00"]["E98.1"] == ["pass", "", 3]
    assert told["learners"]["A08"]["E98.1"] == ["fail", "grading.only_own", 2]
    assert sorted(path.name for path in (tmp_path / "in-graded" / "m98").iterdir()) == [
        *("class-report.pdf", "feedback", "gradebook.csv", "gradebook.xlsx")
    ]


def test_a_folder_without_hand_ins_and_a_pack_without_a_company_are_told(tmp_path, own, capsys):
    (tmp_path / "empty").mkdir()
    assert run_command(["course", "grade", str(tmp_path / "empty"), "--course", str(COURSE)]) == 2
    assert "E-GRD-02" in capsys.readouterr().err
    folder = write(tmp_path / "in", every_kind(own, "A")[:1])
    assert (
        run_command(["course", "grade", str(folder), "--course", str(COURSE), "--pack", str(tmp_path / "empty")]) == 2
    )
    assert "E-GRD-03" in capsys.readouterr().err
