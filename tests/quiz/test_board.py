"""The groups' score board."""

import json
import re

import pytest

from segkit.courseware.board import compose_board, read_board, render_board
from segkit.courseware.roster import Learner, Roster
from segkit.errors import Problems
from segkit.wording import LANGUAGES, Wording
from tests.quiz.classroom import COURSE, press


@pytest.fixture
def klass():
    people = [("01", "王敏", "1"), ("02", "李伟", "1"), ("03", "张磊", "2"), ("04", "陈洋", "2")]
    return Roster("名单.csv", tuple(Learner(id, name, "", group) for id, name, group in people))


@pytest.fixture
def hand_in(tmp_path):
    """`hand_in(who, E5_1="pass")`: a learner's file; the folder comes back."""
    count = iter(range(99))

    def write(who, folder="hand-ins", **outcomes):
        place = tmp_path / folder
        place.mkdir(exist_ok=True)
        entries = {name.replace("_", "."): {"outcome": outcome} for name, outcome in outcomes.items()}
        held = {"lesson": "m05", "who": who, "exercises": entries}
        (place / f"hand-in-m05-{next(count)}.json").write_text(json.dumps(held), encoding="utf-8")
        return tmp_path

    return write


def test_points_are_ten_per_exercise_by_the_share_of_members_done(klass, hand_in):
    hand_in("01", E5_1="pass", E5_2="fail")
    folder = hand_in("02", E5_1="needs_trainer", E5_2="pass")
    first, second = read_board(folder, klass).standings
    assert (first.group, first.done, first.points, first.place) == ("1", {"E5.1": 2, "E5.2": 1}, 15.0, 1)
    assert (second.group, second.points, second.place) == ("2", 0.0, 2)


def test_a_groups_hand_in_counts_for_all_its_members(klass, hand_in):
    folder = hand_in("第2组", E5_1="pass")
    assert read_board(folder, klass).standings[0].done == {"E5.1": 2}


def test_handing_in_twice_counts_once(klass, hand_in):
    hand_in("01", E5_1="fail")
    hand_in("王敏", E5_1="pass")
    folder = hand_in("第1组", E5_1="pass")
    assert read_board(folder, klass).standings[0].points == 10


def test_equal_points_share_a_place(klass, hand_in):
    hand_in("01", E5_1="pass")
    folder = hand_in("03", E5_1="pass")
    assert [one.place for one in read_board(folder, klass).standings] == [1, 1]


def test_a_stranger_and_a_broken_file_are_told_and_count_for_nobody(klass, hand_in, tmp_path):
    hand_in("赵六", E5_1="pass")
    (tmp_path / "hand-ins" / "hand-in-m05-broken.json").write_text('{"who": "01", "exercises": 3}', encoding="utf-8")
    board = read_board(tmp_path, klass)
    assert board.strange == ("hand-in-m05-0.json", "hand-in-m05-broken.json")
    assert board.exercises == ()


def test_hand_ins_may_list_their_exercises(klass, tmp_path):
    held = {"who": "01", "exercises": [{"exercise": "E5.1", "outcome": "pass"}]}
    (tmp_path / "hand-in-m05-01.json").write_text(json.dumps(held), encoding="utf-8")
    assert read_board(tmp_path, klass).standings[0].points == 5


def test_exercises_stand_in_the_order_of_their_numbers(klass, hand_in):
    folder = hand_in("01", E5_10="pass", E5_9="pass", E11_1="pass")
    assert read_board(folder, klass).exercises == ("E5.9", "E5.10", "E11.1")


def test_the_mean_of_the_judges_is_added(klass, hand_in, tmp_path):
    folder = hand_in("01", E5_1="pass")
    (tmp_path / "评委.csv").write_text("组,评分\n第1组,80\n1,90\n2,70分\n", encoding="utf-8")
    board = read_board(folder, klass, tmp_path / "评委.csv")
    assert [(one.group, one.judged, one.points) for one in board.standings] == [("1", 85.0, 90.0), ("2", 70.0, 70.0)]


def test_judges_points_that_cannot_be_read_are_told_together(klass, hand_in, tmp_path):
    folder = hand_in("01", E5_1="pass")
    (tmp_path / "评委.csv").write_text("组,评分\n1,很好\n9,80\n1,5000\n2,80\n", encoding="utf-8")
    with pytest.raises(Problems) as told:
        read_board(folder, klass, tmp_path / "评委.csv")
    assert [(one.row, one.expected) for one in told.value.problems] == [(2, "points"), (3, "group"), (4, "points")]


def test_the_board_names_groups_and_no_learner(klass, hand_in):
    paper = compose_board(read_board(hand_in("01", E5_1="pass"), klass), Wording("zh-CN"), COURSE)
    assert [row.name for row in paper.rows] == ["第1组", "第2组"]
    assert "王敏" not in str(paper)


def test_only_a_cell_that_all_members_have_done_is_full(klass, hand_in):
    hand_in("01", E5_1="pass", E5_2="pass")
    folder = hand_in("02", E5_1="pass")
    paper = compose_board(read_board(folder, klass), Wording("zh-CN"), COURSE)
    assert [(cell.text, cell.heat) for cell in paper.rows[0].cells] == [("2/2", 4), ("1/2", 2)]


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_for_the_wall_holds_everything_it_shows(klass, hand_in, language):
    pdf, page = render_board(read_board(hand_in("01", E5_1="pass"), klass), press(language), COURSE)
    assert pdf.startswith(b"%PDF")
    assert "default-src 'none'" in page
    assert "<script" not in page
    assert set(re.findall(r"url\((?!data:)[^)]*\)", page.replace('url("data:', "url(data:"))) == set()
