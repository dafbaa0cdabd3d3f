"""The bank, the blueprint, and the forms drawn from both."""

from collections import Counter

import pytest

from segkit.courseware.quiz.analysis import analyse_items
from segkit.courseware.quiz.bank import draw_forms, gaps, key_of, read_bank, unplanned
from segkit.courseware.quiz.blueprint import Blueprint, read_blueprint
from segkit.courseware.quiz.pack import drawn_forms
from segkit.errors import BadChoice, BlueprintUnfilled, Problems
from segkit.wording import LANGUAGES
from tests.quiz.classroom import TOPICS, bank, forms, item


def test_a_form_of_two_days_holds_the_twelve_items_of_the_syllabus():
    wanted = read_blueprint().wanted("2d")
    assert wanted == {
        "why": 2,
        "cleaning": 2,
        "standards": 1,
        "rfm": 2,
        "value": 1,
        "clusters": 2,
        "evaluation": 1,
        "strategy": 1,
    }
    assert sum(wanted.values()) == 12


def test_a_form_of_one_day_holds_eight_items():
    assert sum(read_blueprint().wanted("1d").values()) == 8


def test_twelve_items_take_fifteen_minutes():
    assert 12 * read_blueprint().minutes_per_item == 15


def test_every_topic_is_named_in_both_languages():
    assert all(set(topic.name) == set(LANGUAGES) for topic in read_blueprint().topics)


@pytest.mark.parametrize("track", ["1d", "half", "2d"])
def test_both_forms_hold_equally_many_items_of_each_topic_and_none_in_common(track):
    both = forms(track)
    counts = [Counter(one.topic for one in form.items) for form in both.values()]
    assert counts[0] == counts[1] == read_blueprint().wanted(track)
    assert not {one.id for one in both["A"].items} & {one.id for one in both["B"].items}


def test_items_meant_for_a_form_come_before_free_ones():
    both = forms("2d")
    assert "Q4.0" in {one.id for one in both["A"].items}
    assert "Q4.1" in {one.id for one in both["B"].items}
    assert "Q4.0" not in {one.id for one in both["B"].items}


def test_equal_banks_give_equal_forms():
    assert forms() == forms()


def test_the_right_option_keeps_its_text_wherever_it_is_moved():
    for form in forms("2d").values():
        assert {one.options[one.right].text["en"] for one in form.items} == {"Option 0"}
        assert all(one.options[one.right].misconception == "" for one in form.items)


def test_no_letter_is_right_too_often():
    for form in forms("2d").values():
        counts = Counter(key_of(form).values())
        assert max(counts.values()) <= len(form.items) / 2


@pytest.mark.parametrize("track", ["1d", "half"])
def test_at_no_number_is_the_same_letter_right_in_both_forms(track):
    a, b = (list(key_of(form).values()) for form in drawn_forms(track).values())
    assert [at for at, (one, other) in enumerate(zip(a, b, strict=True)) if one == other] == []


def test_what_the_bank_lacks_is_told_by_topic_and_form():
    short = tuple(one for one in bank() if one[0].topic != "rfm")
    short += ((item("Q4.1"), "A"), (item("Q4.2"), "bank"))
    with pytest.raises(Problems) as told:
        draw_forms(short, read_blueprint(), "2d")
    assert [(one.topic, one.form, one.wanted, one.found) for one in told.value.problems] == [("rfm", "B", 2, 0)]


def test_free_items_fill_form_a_first_and_then_b():
    free = tuple((item(f"Q4.{n}"), "bank") for n in range(3))
    assert [(one.form, one.found) for one in gaps(free, Blueprint(**plan(rfm=2)), "x")] == [("B", 1)]


def test_an_unknown_track_is_refused():
    with pytest.raises(BadChoice):
        draw_forms(bank(), read_blueprint(), "3d")


def test_a_topic_may_have_other_names():
    topics = [{"id": "rfm", "name": {"zh-CN": "打分", "en": "Scores"}, "also": ["scores"]}]
    assert Blueprint(topics=topics, tracks={}).topic_of("scores") == "rfm"
    assert Blueprint(topics=topics, tracks={}).topic_of("other") is None


def test_items_that_no_form_asks_for_are_listed():
    assert unplanned((*bank(), (item("Q9.1", "astrology"), "A")), read_blueprint()) == ("Q9.1",)


def test_a_track_cannot_ask_for_a_topic_that_is_not_there():
    with pytest.raises(ValueError, match="rfm"):
        Blueprint(topics=plan()["topics"], tracks={"x": {"nothing": 1}})


def plan(**counts):
    """A blueprint with one topic per count and one track."""
    topics = [{"id": one, "name": {"zh-CN": one, "en": one}} for one in counts or ("rfm",)]
    return {"topics": topics, "tracks": {"x": counts} if counts else {}}


def test_lessons_give_their_items_to_the_bank():
    from segkit.courseware.plan import QuizItem

    class OnlyQuiz:
        quiz = (
            QuizItem(
                id="Q5.1",
                objective="O5.1",
                blueprint="rfm",
                form="A",
                text={"zh-CN": "问", "en": "Ask"},
                options=[
                    {"text": {"zh-CN": "对", "en": "Yes"}, "right": True},
                    {"text": {"zh-CN": "错", "en": "No"}, "misconception": "rfm.r_direction"},
                    {"text": {"zh-CN": "错了", "en": "Never"}, "misconception": "rfm.today"},
                ],
                explain={"zh-CN": "因为", "en": "Because"},
            ),
        )

    ((found, meant),) = read_bank([OnlyQuiz()], read_blueprint())
    assert (found.id, found.topic, found.right, meant) == ("Q5.1", "rfm", 0, "A")
    assert [one.misconception for one in found.options] == ["", "rfm.r_direction", "rfm.today"]


def test_the_kits_own_lessons_name_topics_of_the_blueprint():
    from segkit.courseware.lesson import read_lessons

    assert unplanned(read_bank(read_lessons().values(), read_blueprint()), read_blueprint()) == ()


@pytest.mark.parametrize("track", ["1d", "half"])
def test_the_kits_own_lessons_fill_both_forms_of_a_track_that_is_offered(track):
    from segkit.courseware.course import read_course

    course = read_course()
    if track not in course.offered:
        pytest.skip(f"track {track} is not offered yet: lessons are missing")
    lacking = list(gaps(read_bank(course.lessons.values(), read_blueprint()), read_blueprint(), track))
    assert [(one.topic, one.form, one.wanted, one.found) for one in lacking] == []


def test_topics_of_the_small_bank_are_those_of_the_blueprint():
    assert {topic.id for topic in read_blueprint().topics} == set(TOPICS)


def test_no_sheets_give_no_figures():
    assert {one.difficulty for one in analyse_items(forms()["A"], ())} == {None}


def test_a_gap_is_a_problem_of_the_class():
    assert BlueprintUnfilled("rfm", "A", "1d", 1, 0).code == "E-CRS-62"
