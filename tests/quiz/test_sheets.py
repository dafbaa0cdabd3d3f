"""Answer sheets off the paper and out of the notebook."""

import json

import pytest

from segkit.courseware.demonstration import PLANTED, write_demonstration
from segkit.courseware.gain import measure_gain
from segkit.courseware.quiz.sheets import place_of, read_sheets, template_text
from segkit.errors import FilledColumnMissing, NothingFilled, Problems
from segkit.learn.quiz import Quiz
from segkit.wording import LANGUAGES, Wording
from tests.quiz.classroom import forms, sheet


@pytest.fixture
def both():
    return forms("half")  # four items each, of three and four options


@pytest.mark.parametrize("language", LANGUAGES)
def test_sheets_come_back_from_the_template(tmp_path, both, language):
    own = (sheet(both["A"], "Z07631", 2, blank=1), sheet(both["B"], "Z07631", 4))
    path = tmp_path / "answers.csv"
    path.write_text(template_text(both, Wording(language), own), encoding="utf-8-sig")
    assert read_sheets([path], both) == own


@pytest.mark.parametrize(
    ("letter", "at"), [("A", 0), ("c", 2), ("Ｂ", 1), (" D ", 3), ("E", None), ("", None), ("AB", None)]
)
def test_letters_are_read_in_any_width_and_case(letter, at):
    assert place_of(letter, 4) == at


def test_a_form_may_be_called_as_people_call_it(tmp_path, both):
    path = tmp_path / "answers.csv"
    path.write_text(
        "匿名代码,卷别,第1题,第2题,第3题,第4题\nz07-631,A卷,A,B,,a\nZ07631,卷Ｂ,A,A,A,A\n", encoding="utf-8"
    )
    found = read_sheets([path], both)
    assert [(one.form, one.code) for one in found] == [("A", "Z07631"), ("B", "Z07631")]
    assert list(found[0].answers.values()) == [0, 1, None, 0]


def test_cells_that_cannot_be_read_are_told_together_with_their_place(tmp_path, both):
    path = tmp_path / "answers.csv"
    rows = "Z07631,A,A,X,,A\nZ07631,C,A,A,A,A\n-,B,A,A,A,A\n"
    path.write_text(f"匿名代码,卷别,第1题,第2题,第3题,第4题\n{rows}", encoding="utf-8")
    with pytest.raises(Problems) as told:
        read_sheets([path], both)
    assert [(one.row, one.column, one.expected) for one in told.value.problems] == [
        (2, "第2题", "option_letter"),
        (3, "卷别", "form_letter"),
        (4, "匿名代码", "code"),
    ]


def test_a_table_without_all_items_is_refused(tmp_path, both):
    path = tmp_path / "answers.csv"
    path.write_text("匿名代码,卷别,第1题\nZ07631,A,A\nZ07632,A,B\n", encoding="utf-8")
    with pytest.raises(FilledColumnMissing):
        read_sheets([path], both)


def test_a_folder_gives_the_sheets_of_notebooks_and_tables(tmp_path, both):
    quiz = Quiz(both["A"].without_key(), language="zh-CN", folder=tmp_path)
    quiz.choose(both["A"].items[0].id, "A")
    quiz.hand_in("Z07631")
    (tmp_path / "quiz-B-X.json").write_text("{broken", encoding="utf-8")
    (tmp_path / "notes.txt").write_text("x", encoding="utf-8")
    (found,) = read_sheets([tmp_path], both)
    assert (found.form, found.code, found.answers[both["A"].items[0].id]) == ("A", "Z07631", 0)


def test_a_sheet_of_another_track_is_left_out(tmp_path, both):
    held = {"form": "A", "track": "2d", "code": "Z07631", "answers": {}}
    (tmp_path / "quiz-A-Z07631.json").write_text(json.dumps(held), encoding="utf-8")
    with pytest.raises(NothingFilled):
        read_sheets([tmp_path], both)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_invented_class_shows_what_was_planted(tmp_path, language):
    own = forms("1d")
    _, answers, _, _ = write_demonstration(tmp_path, own, Wording(language))
    found = measure_gain(own, read_sheets([answers], own))
    assert {name: getattr(found, name) for name in PLANTED if name != "learners"} == {
        name: n for name, n in PLANTED.items() if name != "learners"
    }
    assert found.band == "medium"


def test_the_invented_class_is_the_same_every_time(tmp_path):
    first, second = (write_demonstration(tmp_path / name, forms(), Wording("zh-CN")) for name in "ab")
    assert [one.read_bytes() for one in first] == [one.read_bytes() for one in second]
