"""Rosters and other tables that people fill in: what is read, what is refused, and whom a hand-in stands for."""

import pytest
from openpyxl import Workbook

from segkit.courseware.roster import Learner, Roster, masked, read_roster, write_roster
from segkit.errors import FilledColumnMissing, FilledRowBroken, HeaderOnly, LearnerTwice, Problems
from segkit.wording import LANGUAGES, Wording

CHINESE = "姓名,部门,组,岗位\n王敏,市场部,1,专员\n李伟,销售部,2,经理\n张静怡,客服部,1,主管\n"


@pytest.fixture
def roster(tmp_path):
    """`roster(text)`: the roster in a CSV of that text."""

    def read(text, encoding="utf-8"):
        path = tmp_path / "名单.csv"
        path.write_bytes(text.encode(encoding))
        return read_roster(path)

    return read


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_roster_is_read_in_every_encoding_that_excel_writes(roster, encoding):
    first = roster(CHINESE, encoding).learners[0]
    assert (first.id, first.name, first.department, first.group, first.position) == (
        "01",
        "王敏",
        "市场部",
        "1",
        "专员",
    )


def test_an_english_roster_is_read_too(roster):
    found = roster("No.,Name,Department,Group,Job title\n7,Ann Lee,Sales,A,Manager\n8,Bob Ray,Sales,B,Agent\n")
    assert [(one.id, one.name, one.group) for one in found.learners] == [("7", "Ann Lee", "A"), ("8", "Bob Ray", "B")]


def test_only_the_name_is_needed(roster):
    assert [one.name for one in roster("姓名\n王敏\n李伟\n").learners] == ["王敏", "李伟"]


def test_cells_merged_over_a_group_count_for_all_its_rows(tmp_path):
    book = Workbook()
    for row in (["组", "姓名", "部门"], ["1", "王敏", "市场部"], [None, "李伟", "销售部"], ["2", "张磊", "客服部"]):
        book.active.append(row)
    book.active.merge_cells("A2:A3")
    book.save(tmp_path / "名单.xlsx")
    assert [one.group for one in read_roster(tmp_path / "名单.xlsx").learners] == ["1", "1", "2"]


def test_presence_is_read_from_the_signs_that_people_use(roster):
    found = roster("姓名,签到\n王敏,√\n李伟,请假\n张磊,\n陈洋,是\n")
    assert [one.is_present for one in found.learners] == [True, False, False, True]


def test_without_a_column_of_presence_nothing_is_assumed(roster):
    assert {one.is_present for one in roster(CHINESE).learners} == {None}


def test_a_learner_who_stands_twice_is_told_with_both_rows_and_no_full_name(roster):
    with pytest.raises(Problems) as told:
        roster("姓名,部门\n王敏,市场部\n李伟,销售部\n王敏,市场部\n")
    (found,) = told.value.problems
    assert isinstance(found, LearnerTwice)
    assert (found.row, found.first_row, found.name) == (4, 2, "王*")


def test_two_people_of_one_name_in_two_departments_are_two(roster):
    assert len(roster("姓名,部门\n王敏,市场部\n王敏,销售部\n").learners) == 2


def test_all_problems_of_a_roster_are_told_together(roster):
    with pytest.raises(Problems) as told:
        roster("姓名,部门,出勤\n王敏,市场部,是\n,销售部,是\n李伟,客服部,也许\n")
    assert [(one.row, one.expected) for one in told.value.problems] == [(3, "name"), (4, "yes_no")]


def test_a_roster_without_names_is_refused(roster):
    with pytest.raises(FilledColumnMissing):
        roster("部门,组\n市场部,1\n销售部,2\n")


def test_a_row_that_does_not_fit_is_not_lost_silently(roster):
    rows = "".join(f"学员{n},部门{n},{n % 3}\n" for n in range(12))
    with pytest.raises(FilledRowBroken) as told:
        roster(f"姓名,部门,组\n{rows}王敏,市场部,1,多,了\n")
    assert told.value.row == 14


def test_an_empty_template_is_nothing_to_read(tmp_path):
    path = write_roster(tmp_path / "名单.csv", (), Wording("zh-CN"))
    with pytest.raises(HeaderOnly):
        read_roster(path)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_roster_comes_back_from_its_own_template(tmp_path, language):
    own = (Learner("01", "王敏", "市场部", "1", "专员"), Learner("02", "Ann Lee", "Sales", "B", "=1+1"))
    found = read_roster(write_roster(tmp_path / "roster.csv", own, Wording(language))).learners
    assert [(one.id, one.name, one.group) for one in found] == [(one.id, one.name, one.group) for one in own]
    assert found[1].position == "'=1+1"  # a spreadsheet would run it


@pytest.fixture
def klass():
    people = [("01", "王敏", "1"), ("02", "李伟", "1"), ("03", "王敏", "2"), ("A07", "Ann Lee", "North")]
    return Roster("名单.csv", tuple(Learner(id, name, "", group) for id, name, group in people))


@pytest.mark.parametrize(
    ("who", "ids"),
    [
        ("01", ["01"]),
        ("a07", ["A07"]),
        ("Ａ07", ["A07"]),
        ("李伟", ["02"]),
        ("ann lee", ["A07"]),
        ("第1组", ["01", "02"]),
        ("1组", ["01", "02"]),
        ("1", ["01", "02"]),
        ("Group 2", ["03"]),
        ("g2", ["03"]),
        ("north", ["A07"]),
        ("王敏", []),
        ("nobody", []),
        ("", []),
    ],
)
def test_a_hand_in_stands_for_a_learner_or_for_all_of_a_group(klass, who, ids):
    assert [one.id for one in klass.stands_for(who)] == ids


def test_a_masked_name_shows_its_first_sign_only():
    assert (masked("王敏"), masked("欧阳静怡"), masked("李")) == ("王*", "欧***", "李*")


def people(*pairs):
    return Roster("名单.csv", tuple(Learner(id, name) for id, name in pairs))


@pytest.mark.parametrize(
    ("number", "name", "who"),
    [
        *(("01", "", "01"), ("1", "", "01"), ("", "李伟", "02"), ("王敏", "", "01"), ("02", "李 伟", "02")),
        *(("09", "", None), ("", "赵六", None), ("", "", None)),
        *(("02", "王敏", "01"), ("01", "赵六", None)),  # the roster changed, and its numbers are mere places
    ],
)
def test_a_row_is_about_the_learner_whom_number_or_name_tells(number, name, who):
    found = people(("01", "王敏"), ("02", "李伟")).found(number, name)
    assert (found.id if found else None) == who


@pytest.mark.parametrize(
    ("number", "name", "who"), [("B7", "Wang Min", "B7"), ("B7", "李伟", None), ("b7", "", "B7"), ("", "王敏", "B7")]
)
def test_a_number_of_its_own_counts_under_another_spelling_of_the_name_but_not_under_another_s_name(number, name, who):
    found = people(("B7", "王敏"), ("B8", "李伟")).found(number, name)
    assert (found.id if found else None) == who


def test_a_name_that_two_share_needs_the_number():
    klass = people(("11", "王敏"), ("12", "王敏"))
    assert klass.found("", "王敏") is None
    assert klass.found("12", "王敏").id == "12"


def test_a_shortened_number_that_may_be_two_is_nobody_s():
    assert people(("001", "王敏"), ("01", "李伟")).found("1") is None
