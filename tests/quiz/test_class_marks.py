"""What a learner's marks of a hundred are made of; each figure can be checked by hand."""

from decimal import Decimal
from fractions import Fraction

import pytest

from segkit.courseware.course import CourseSettings
from segkit.courseware.marks import NEW, OWN, REPORT, TEST, Entry, Extras, Lack, Scale, class_marks, full_points
from segkit.courseware.quiz.pack import pass_marks, weights
from segkit.courseware.roster import Learner, Roster
from segkit.errors import Problems
from segkit.house import kit_folder
from segkit.settings import read_settings

WEIGHTS = {OWN: 40, NEW: 20, REPORT: 25, TEST: 15}
SCALE = Scale(WEIGHTS, 60, 85)


@pytest.fixture
def klass():
    people = [("11", "王敏", "1"), ("12", "李伟", "1"), ("13", "张磊", "2")]
    return Roster("名单.csv", tuple(Learner(id, name, "", group) for id, name, group in people))


def entry(who, exercise, points, *, lesson="m05", name="", typed=False, absent="", home=False):
    return Entry(who, name, lesson, exercise, None if points is None else Fraction(points), typed, absent, home)


def marks_of(klass, *entries, **extras):
    return class_marks(klass, entries, SCALE, Extras(**extras))


def everything(klass, *entries):
    """A class that had everything, with full marks for report and test."""
    full = {one.id: Fraction(1) for one in klass.learners}
    return marks_of(klass, *entries, report=full, test=full)


def test_the_course_weighs_forty_twenty_twenty_five_and_fifteen():
    assert (weights(), pass_marks()) == (WEIGHTS, (60.0, 85.0))


def test_weights_that_are_no_hundred_together_are_refused_with_their_line(tmp_path):
    text = (kit_folder("course") / "course.yml").read_text(encoding="utf-8").replace("test: 15", "test: 20")
    (tmp_path / "course.yml").write_text(text, encoding="utf-8")
    with pytest.raises(Problems) as told:
        read_settings(tmp_path / "course.yml", CourseSettings)
    (problem,) = told.value.problems
    assert (problem.key, problem.found, problem.expected, problem.line) == ("weights", "105", "weights", 6)


def test_of_three_points_two_are_the_class_s_company_s_and_one_the_unseen_one_s(klass):
    first, second, third = everything(
        klass, entry("11", "E5.1", 3), entry("12", "E5.1", 2), entry("13", "E5.1", 0)
    ).rows
    assert [first.parts[OWN], first.parts[NEW], first.total] == [40, 20, 100]
    assert [second.parts[OWN], second.parts[NEW], second.total] == [40, 0, 80]
    assert [third.parts[OWN], third.parts[NEW], third.total] == [0, 0, 40]
    assert [first.band, second.band, third.band] == ["distinction", "pass", "not_yet"]


def test_every_exercise_counts_alike_whatever_its_lesson(klass):
    own = [entry("11", f"E5.{n}", points) for n, points in enumerate((3, 3, 0), 1)]
    found = everything(klass, *own, entry("11", "E7.1", 3, lesson="m07"))
    assert found.lessons == {"m05": 3, "m07": 1}
    assert (found.rows[0].parts[OWN], found.rows[0].parts[NEW]) == (30, 15)  # three of four


def test_points_typed_for_a_text_count_for_both_companies_as_two_to_one(klass):
    first = everything(klass, entry("11", "E5.1", "1.5", typed=True)).rows[0]
    assert (first.parts[OWN], first.parts[NEW], first.total) == (20, 10, 70)


def test_an_exercise_that_waits_to_be_read_leaves_no_total_and_is_named(klass):
    first, second, _ = everything(
        klass, entry("11", "E5.1", 3), entry("11", "E5.2", None), entry("12", "E5.1", 3), entry("12", "E5.2", 3)
    ).rows
    assert (first.parts[OWN], first.parts[NEW], first.parts[REPORT], first.total) == (None, None, 25, None)
    assert (first.band, first.lacks) == ("open", (Lack("waiting", ("E5.2",)),))
    assert second.total == 100


def test_a_part_that_the_class_did_not_have_is_left_out_and_the_others_weigh_more(klass):
    found = marks_of(klass, entry("11", "E5.1", 3), entry("12", "E5.1", 2), report={"11": Fraction(4, 5)})
    assert found.full == {OWN: Decimal("47.1"), NEW: Decimal("23.5"), REPORT: Decimal("29.4")}
    first, second, _ = found.rows
    assert (first.parts, first.total) == ({**found.full, REPORT: Decimal("23.5")}, Decimal("94.1"))
    assert (second.parts[OWN], second.parts[NEW], second.total) == (Decimal("47.1"), 0, Decimal("47.1"))


@pytest.mark.parametrize("had", [(OWN, NEW), (OWN, NEW, REPORT), (OWN, NEW, TEST), (OWN, NEW, REPORT, TEST)])
@pytest.mark.parametrize(
    "own", [WEIGHTS, {OWN: 33, NEW: 33, REPORT: 17, TEST: 17}, {OWN: 1, NEW: 1, REPORT: 1, TEST: 97}]
)
def test_full_points_are_a_hundred_together_whatever_a_class_had(had, own):
    full = full_points(own, had)
    assert sum(full.values()) == 100
    assert all(
        abs(full[part] - Decimal(100 * own[part]) / sum(own[one] for one in had)) < Decimal("0.1") for part in had
    )


def test_a_part_without_weight_is_no_part():
    weighed = {**WEIGHTS, TEST: 0, REPORT: 40}
    assert full_points(weighed, {OWN, NEW, TEST}) == {OWN: Decimal("66.7"), NEW: Decimal("33.3")}


def test_who_alone_lacks_a_part_has_nothing_there_and_is_told(klass):
    full = {"11": Fraction(1), "12": Fraction(1)}
    third = marks_of(klass, *(entry(one.id, "E5.1", 3) for one in klass.learners), report=full, test=full).rows[2]
    assert (third.parts[REPORT], third.parts[TEST], third.total) == (0, 0, 60)
    assert third.lacks == (Lack("report"), Lack("test"))


def test_who_handed_nothing_in_has_nothing_and_is_told(klass):
    rows = (entry("11", "E5.1", 3), entry("12", "E5.1", 0, absent="nothing"))
    _, second, third = marks_of(klass, *rows).rows
    assert (second.total, second.lacks) == (0, (Lack("nothing"),))
    assert (third.total, third.lacks) == (0, (Lack("nothing"),))  # whoever was graded without a roster


def test_a_lesson_that_was_not_handed_in_and_one_that_did_not_run_are_named(klass):
    own = [entry("11", "E5.1", 3), entry("11", "E5.2", 3)]
    own += [entry("11", f"E7.{n}", 0, lesson="m07", absent="nothing") for n in (1, 2)]
    own += [entry("11", "E8.1", 0, lesson="m08", absent="unreadable"), entry("12", "E9.1", 3, lesson="m09")]
    assert marks_of(klass, *own).rows[0].lacks == (Lack("nothing", ("m07", "m09")), Lack("unrunnable", ("m08",)))


def test_an_exercise_whose_row_is_gone_is_named(klass):
    rows = (entry("11", "E5.1", 3), entry("12", "E5.1", 3), entry("12", "E5.2", 3))
    assert marks_of(klass, *rows).rows[0].lacks == (Lack("nothing", ("E5.2",)),)


def test_two_sheets_of_the_test_leave_no_total(klass):
    full = dict.fromkeys(("11", "12", "13"), Fraction(1))
    found = marks_of(klass, entry("11", "E5.1", 3), test=full, doubled=frozenset({"11"}))
    assert (found.rows[0].total, found.rows[0].lacks) == (None, (Lack("test_twice"),))
    assert found.waiting == 1


def test_a_group_s_work_counts_for_members_without_their_own(klass):
    first, second, third = marks_of(klass, entry("第1组", "E5.1", 2), entry("11", "E5.1", 3)).rows
    assert [one.parts[NEW] for one in (first, second, third)] == [Decimal("33.3"), 0, 0]
    assert [one.total for one in (first, second, third)] == [100, Decimal("66.7"), 0]


def test_an_exercise_for_home_counts_once_it_is_done_and_then_like_any_other(klass):
    rows = [entry("11", "E5.1", 3), entry("11", "E5.4", None, absent="home", home=True)]
    rows += [entry("12", "E5.1", 3), entry("12", "E5.4", 0, home=True)]
    first, second, third = marks_of(klass, *rows).rows
    assert [first.total, second.total, third.total] == [100, Decimal("50.1"), 0]  # half of 66.7 and half of 33.3
    assert (first.lacks, second.lacks, third.lacks) == ((), (), (Lack("nothing"),))


def test_an_exercise_for_home_that_waits_to_be_read_leaves_no_total(klass):
    rows = (entry("11", "E5.1", 3), entry("11", "E5.5", None, home=True))
    assert marks_of(klass, *rows).rows[0].lacks == (Lack("waiting", ("E5.5",)),)


def test_of_a_lesson_for_home_that_was_not_handed_in_nothing_counts(klass):
    rows = [entry("11", "E5.1", 3), entry("11", "E6.1", None, lesson="m06", absent="nothing", home=True)]
    rows += [entry("12", "E5.1", 3), entry("12", "E6.1", 3, lesson="m06", home=True), entry("13", "E5.1", 3)]
    assert [(one.total, one.lacks) for one in marks_of(klass, *rows).rows] == [(100, ())] * 3


def test_who_did_nothing_where_all_was_for_home_has_nothing_and_is_told(klass):
    rows = [entry("11", "E6.1", 3, home=True), entry("12", "E6.1", None, absent="home", home=True)]
    _, second, third = marks_of(klass, *rows).rows
    assert (second.total, second.lacks) == (0, (Lack("undone"),))
    assert (third.total, third.lacks) == (0, (Lack("nothing"),))


def test_of_two_hand_ins_of_one_learner_the_one_that_ran_counts(klass):
    rows = (entry("11", "E5.1", 0, absent="unreadable"), entry("王敏", "E5.1", 3))
    assert marks_of(klass, *rows).rows[0].total == 100


def test_rows_that_stand_for_nobody_are_named(klass):
    rows = (entry("11", "E5.1", 3), entry("20", "E5.1", 3, name="赵六"), entry("20", "E5.2", 3, name="赵六"))
    assert marks_of(klass, *rows).strange == ("20 赵六",)


def test_halves_of_a_tenth_are_rounded_up_as_by_hand(klass):
    report = {"11": Fraction("0.826")}  # 82.6 of 100, a quarter of which is 20.65
    full = dict.fromkeys(("11",), Fraction(1))
    assert marks_of(klass, entry("11", "E5.1", 3), report=report, test=full).rows[0].parts[REPORT] == Decimal("20.7")


def test_the_band_is_that_of_the_total_as_it_is_printed(klass):
    full = {"11": Fraction(1)}
    found = marks_of(klass, *(entry("11", f"E5.{n}", 2) for n in (1, 2)), report={"11": Fraction("0.7999")}, test={})
    assert (found.rows[0].total, found.rows[0].band) == (60, "pass")  # 40 + 19.9975
    assert marks_of(klass, entry("11", "E5.1", 2), report={"11": Fraction("0.797")}, test={}).rows[0].band == "not_yet"
    assert marks_of(klass, entry("11", "E5.1", 2), report=full, test={}).rows[0].total == 65


def test_a_class_without_any_exercise_has_nothing_for_exercises(klass):
    assert [one.total for one in marks_of(klass).rows] == [0, 0, 0]
