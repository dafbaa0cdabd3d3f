"""Every document of a pack is printed, accessible, complete, and keeps the solutions with the trainer."""

import re
import shutil
from dataclasses import replace

import pytest

from segkit.courseware.cells import Cell
from segkit.courseware.course import CourseSettings, read_course
from segkit.courseware.documents import pack
from segkit.courseware.documents.atoms import joined
from segkit.courseware.documents.cards import statements
from segkit.courseware.documents.class_papers import render_attendance
from segkit.courseware.documents.conditions import taught_in
from segkit.courseware.documents.contents import PackFile, render_contents
from segkit.courseware.documents.description import render_description
from segkit.courseware.documents.forms import compose_form, read_form
from segkit.courseware.documents.key import own_lines, render_key, shared_lines, without_slots
from segkit.courseware.documents.notices import write_notices
from segkit.courseware.documents.occasion import Occasion
from segkit.courseware.documents.programme import on_the_day, programme_of
from segkit.courseware.documents.run_sheet import clock_after, render_run_sheet, skippable, slides_of_entries
from segkit.courseware.documents.slides import lay_out_slides
from segkit.courseware.documents.slots import first_at_the_computer, slots_of
from segkit.courseware.documents.summary import ClassResults, render_summary
from segkit.courseware.documents.workbook import render_workbook
from segkit.courseware.names import NAMES, listed
from segkit.courseware.quiz.pack import class_files
from segkit.house import kit_folder
from segkit.settings import read_settings
from segkit.wording import LANGUAGES, Wording
from tests.documents import sample

OF_LESSONS = {"workbook": render_workbook, **pack.OF_LEARNERS, **pack.OF_SLIDES, **pack.OF_LESSONS}
# Each document once, the languages in turn: the other half is slow.
IN_TURN = [(name, LANGUAGES[at % 2]) for at, name in enumerate(OF_LESSONS)]
THE_REST = [(name, LANGUAGES[(at + 1) % 2]) for at, name in enumerate(OF_LESSONS)]
CLASS_IN_TURN = [(name, LANGUAGES[at % 2]) for at, name in enumerate(pack.OF_THE_CLASS)]
CLASS_REST = [(name, LANGUAGES[(at + 1) % 2]) for at, name in enumerate(pack.OF_THE_CLASS)]
FORM_OF_GUIDE = kit_folder("course") / "forms" / "trainer_guide.yml"
SECRET = "dt.days"  # stands in the tiny lesson's solution and nowhere else


def made(name, language):
    programme = (
        programme_of(read_course(), "half") if name == "cards" else sample.programme()
    )  # the tiny lesson has none
    return OF_LESSONS[name](programme, sample.CLASS, sample.press(language))


@pytest.mark.parametrize(("name", "language"), IN_TURN)
def test_no_rule_of_pdf_ua_1_fails_in_what_lessons_give(name, language):
    assert sample.faults(made(name, language)) == []


@pytest.mark.slow
@pytest.mark.parametrize(("name", "language"), THE_REST)
def test_no_rule_of_pdf_ua_1_fails_in_the_other_language(name, language):
    assert sample.faults(made(name, language)) == []


@pytest.mark.parametrize(("name", "language"), CLASS_IN_TURN)
def test_no_rule_of_pdf_ua_1_fails_in_papers_of_the_class(name, language):
    assert sample.faults(pack.OF_THE_CLASS[name](sample.programme(), sample.CLASS, sample.press(language))) == []


@pytest.mark.slow
@pytest.mark.parametrize(("name", "language"), CLASS_REST)
def test_no_rule_of_pdf_ua_1_fails_in_papers_of_the_class_in_the_other_language(name, language):
    assert sample.faults(pack.OF_THE_CLASS[name](sample.programme(), sample.CLASS, sample.press(language))) == []


def test_the_same_content_gives_the_same_bytes():
    assert made("exercises", "zh-CN") == made("exercises", "zh-CN")


@pytest.mark.parametrize("name", ["workbook", "exercises", "slides", "group_template"])
def test_what_learners_see_holds_no_solution_no_hint_and_no_trainers_note(name):
    shown = sample.text_of(made(name, "en"))
    assert SECRET not in shown
    assert "Countbackfromtheas-ofday" not in shown  # a hint
    assert "Letlearnersguess" not in shown
    assert "twoorthreelearners" not in shown  # a trainer's note


def test_the_key_holds_solution_hints_and_what_each_known_mistake_is_told():
    content = render_key(sample.programme(), sample.checked(), sample.CLASS, sample.press("en"))
    shown = sample.text_of(content)
    assert sample.faults(content) == []
    assert SECRET in shown
    assert "Countbackfromtheas-ofday" in shown
    for code in sample.checked().messages:
        assert f"messageof{code}" in shown


def test_of_a_mistake_only_the_lines_that_differ_are_printed():
    assert own_lines("a = 1\nb = 2", ["a = 1", "b = 3"]) == "b = 2"
    assert own_lines("a = 1", ["a = 1", "b = 3"]) == "a = 1"
    answers = [f"base = 1\nwrong = {n}" for n in range(4)]
    assert shared_lines(answers) == ["base = 1"]
    assert shared_lines(answers[:3]) == []


def test_what_a_check_fills_in_stands_as_dots_in_the_key():
    words = Wording("en")
    assert without_slots("'**{row}**' has no page, `{a}` of {n} and **{x} rows**", words) == (
        "(…) has no page, (…) of (…) and **(…) rows**"
    )


def test_statements_to_be_sorted_in_class_are_cards():
    lesson = sample.tiny()
    rows = "\n".join(f"| s{n:02} | statement {n} |" for n in range(1, 9))
    told = Cell(
        "text", f"## E99.1 Sort\n\n| no. | says |\n|---|---|\n{rows}", 1, sid="x", language="en", exercise="E99.1"
    )
    cards = statements(sample.programme(replace(lesson, cells=(*lesson.cells, told))), Wording("en"))
    assert [(one.title, one.line) for one in cards] == [(f"s{n:02}", f"statement {n}") for n in range(1, 9)]
    assert statements(sample.programme(), Wording("en")) == ()


def test_the_run_sheet_says_when_each_part_begins_and_what_may_be_dropped():
    shown = sample.text_of(render_run_sheet(sample.programme(), sample.CLASS, sample.press("en")))
    assert "09:15–09:45" in shown
    # teaching 8, E99.1 8, talk 5, E99.2 6, teaching 2, buffer 1, in the order of the slides
    for begin in ("09:158", "09:238", "09:315", "09:366", "09:422", "09:441"):
        assert begin in shown
    assert "twoorthreelearners" in shown  # the trainer's note
    assert skippable(sample.programme()) == ()


def test_exercises_that_are_not_essential_are_dropped_the_longest_first():
    lesson = sample.tiny()
    first, second, third = lesson.plan.exercises
    loose = (first.model_copy(update={"essential": False}), second.model_copy(update={"essential": False}), third)
    plan = lesson.plan.model_copy(update={"exercises": loose})
    found = skippable(sample.programme(replace(lesson, plan=plan)))
    assert found == (("E99.1", "m99", 8), ("E99.2", "m99", 6))


def test_the_clock_goes_on_past_the_hour():
    assert clock_after("09:45", 30) == "10:15"


def test_an_attendance_sheet_of_a_usual_class_is_one_page_with_every_name():
    content = render_attendance(
        sample.programme(), replace(sample.CLASS, learners=sample.LEARNERS), sample.press("zh-CN")
    )
    assert sample.n_pages(content) == 1
    assert all(one.name in sample.text_of(content) for one in sample.LEARNERS)


def test_the_cheat_sheet_is_one_page_in_both_languages():
    assert [sample.n_pages(made("cheat_sheet", language)) for language in LANGUAGES] == [1, 1]


def test_the_data_request_is_a_letter_of_one_page_and_its_reply_slip():
    render = pack.OF_THE_CLASS["data_request"]
    letters = (render(sample.programme(), sample.CLASS, sample.press(language)) for language in LANGUAGES)
    assert [sample.n_pages(letter) for letter in letters] == [2, 2]


def test_cards_are_cut_from_as_few_sheets_as_hold_them_in_both_languages():
    course, render = read_course(), pack.OF_LEARNERS["cards"]
    for track, n in {"1d": 6, "half": 1}.items():  # statements 2, criteria 2, personas 1, strategies 1
        programme = programme_of(course, track)
        sheets = [sample.n_pages(render(programme, sample.CLASS, sample.press(language))) for language in LANGUAGES]
        assert sheets == [n, n], track


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="pdftotext says where words stand, and is not here")
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_word_of_any_document_stands_beyond_the_edge_of_its_page(language, tmp_path):
    papers = {name: made(name, language) for name in OF_LESSONS}
    for name, render in pack.OF_THE_CLASS.items():
        papers[name] = render(sample.programme(), sample.CLASS, sample.press(language))
    for name, content in papers.items():
        (tmp_path / f"{name}.pdf").write_bytes(content)
        assert sample.words_beyond_the_page(tmp_path / f"{name}.pdf") == [], name


def test_figures_that_are_known_stand_in_the_summary():
    results = ClassResults(present=22, done=0.81, matched=19, before=0.425, after=0.7)
    shown = sample.text_of(render_summary(sample.programme(), sample.CLASS, sample.press("en"), results))
    assert all(figure in shown for figure in ("22", "81.0%", "42.5%", "70.0%"))


def test_the_description_says_hours_and_outline_of_its_track():
    said = read_settings(kit_folder("course") / "course.yml", CourseSettings).description
    content = render_description(said, sample.programme(), sample.CLASS, sample.press("zh-CN"))
    shown = sample.text_of(content)
    assert sample.faults(content) == []
    assert "09:00–10:00" in shown
    assert "30分钟" in shown
    assert "最近一次消费" in shown


def test_every_document_of_a_pack_has_its_line_on_the_contents_page():
    keys = (*OF_LESSONS, *pack.OF_THE_CLASS, "description", "key", "notices", "notebooks", "course_data", "solutions")
    files = [PackFile(f"{key}.pdf", key, "learner" if key in pack.OF_LEARNERS else "trainer") for key in keys]
    content = render_contents(files, sample.programme(), sample.CLASS, sample.press("en"))
    shown = sample.text_of(content)
    assert sample.faults(content) == []
    assert all(f"{key}.pdf" in shown for key in keys)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_file_of_a_pack_can_be_described_on_the_contents_page(language):
    say = Wording(language)
    assert [key for key in NAMES if key != "contents" and not say.has(f"documents.file.{key}.when")] == []


def test_notices_carry_their_dates_and_leave_no_slot_open():
    text = write_notices(sample.programme(), sample.CLASS, Wording("zh-CN"))
    assert "2026年3月11日  数据与名单" in text
    assert "2026年4月17日  三十天复盘" in text
    assert "2026年6月16日  九十天总账" in text
    assert "{" not in text


def test_notices_of_a_class_without_a_date_count_days():
    text = write_notices(sample.programme(), replace(sample.CLASS, day=None), Wording("en"))
    assert "7 days before the class" in text
    assert "(s)" not in text
    assert "<date>" in text


def left_out(lesson, *ids):
    """The lesson as a track keeps it that leaves those exercises out."""
    kept = tuple(one for one in lesson.plan.tracks["1d"] if one not in ids)
    tracks = {**lesson.plan.tracks, "1d": kept}
    return replace(lesson, plan=lesson.plan.model_copy(update={"tracks": tracks}))


def test_what_a_track_leaves_out_is_neither_promised_nor_noted():
    lesson = sample.tiny()
    (first, *_), ids = lesson.plan.objectives, [one.id for one in lesson.plan.exercises]
    short = sample.programme(left_out(lesson, *first.exercises))
    assert first.id not in [one.id for one, _ in short.aims(short.lessons[0])]
    note = Cell("text", "Only of this one.", 1, sid="note", language="en", role="trainer", exercise=ids[0])
    noted = replace(lesson, cells=(*lesson.cells, note))
    whole, less = (
        sample.text_of(render_run_sheet(sample.programme(one), sample.CLASS, sample.press("en")))
        for one in (noted, left_out(noted, ids[0]))
    )
    assert "Onlyofthisone." in whole
    assert "Onlyofthisone." not in less


def test_an_aim_that_only_homework_serves_is_said_to_be_homework():
    lesson = sample.tiny()
    ids = [one.id for one in lesson.plan.exercises]
    home = tuple(one.model_copy(update={"where": "after", "where_by_track": {}}) for one in lesson.plan.exercises)
    plan = lesson.plan.model_copy(update={"exercises": home, "tracks": {"1d": tuple(ids)}})
    programme = sample.programme(replace(lesson, plan=plan))
    assert {is_in_class for one, is_in_class in programme.aims(programme.lessons[0]) if one.exercises} == {False}


def test_a_note_stands_under_the_slide_before_it_or_its_own():
    lesson = sample.tiny()
    deck = lay_out_slides(sample.programme(), sample.press("en"))
    slide = next(one for one in deck.drafts if one.cell)
    number = 2 + deck.drafts.index(slide)
    assert deck.slide_of(lesson.id, ("nowhere", slide.cell, "a-note")) == (number, str(slide.title))
    assert deck.slide_of(lesson.id, ())[0] == deck.stretches(lesson.id)[0].first
    assert deck.slide_of("m00", ()) == (0, "")


def test_opening_and_closing_have_their_slides_and_something_to_say():
    deck = lay_out_slides(sample.programme(), sample.press("en"))
    last = 1 + len(deck.drafts)
    assert slides_of_entries(sample.programme(), deck) == ("1–2", f"3–{last - 1}", str(last))
    shown = sample.text_of(render_run_sheet(sample.programme(), sample.CLASS, sample.press("en"), deck))
    assert "09:00Welcome:showthefrontpage" in shown


def test_a_class_goes_by_the_clock_of_its_track():
    course = read_course()
    half = on_the_day(Occasion(sample.TITLE), programme_of(course, "half"))
    told = half.slots(Wording("en"))
    assert (told["doors"], told["begin"], told["end"]) == ("13:00", "13:30", "17:00")
    assert told["breaks"] == "Tea break 15:20–15:35"
    assert (half.is_whole_day, told["first"], told["computers"]) == (False, "First part", 3)
    whole = on_the_day(Occasion(sample.TITLE), programme_of(course, "1d"))
    assert (whole.is_whole_day, whole.slots(Wording("zh-CN"))["first"]) == (True, "上午")
    assert whole.slots(Wording("zh-CN"))["breaks"].startswith("茶歇 10:40–10:55，午餐与午休")


def test_notices_say_how_long_the_tracks_own_test_takes():
    programme = programme_of(read_course(), "half")
    text = write_notices(programme, on_the_day(sample.CLASS, programme), Wording("en"))
    assert "about 5 minutes" in text
    assert "12:30" not in text


def test_a_class_on_an_invented_company_says_so():
    said = read_settings(kit_folder("course") / "course.yml", CourseSettings).description
    on_example = replace(sample.CLASS, example={"zh-CN": "栗湾生活", "en": "Liwan Living"}, rung="fill")
    shown = sample.text_of(render_description(said, sample.programme(), on_example, sample.press("zh-CN")))
    assert "示例公司“栗湾生活”的报告" in shown
    assert "本班用“填空”档" in shown


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_file_of_tests_and_surveys_is_listed(language):
    listed_paths = {listed(key, language).path for key in NAMES}
    written = class_files("1d", sample.press(language))
    inside = ("learner/course-data/", f"{listed('quiz_forms', language).path}/")
    assert [path for path in written if path not in listed_paths and not path.startswith(inside)] == []


def test_the_contents_page_names_the_cards_that_the_class_has():
    files = [PackFile("cards.pdf", "cards", "learner")]
    on_example = replace(sample.CLASS, example={"zh-CN": "栗湾生活", "en": "Liwan Living"}, rung="run")
    programme = programme_of(read_course(), "half")
    shown = sample.text_of(render_contents(files, programme, on_example, sample.press("en")))
    assert "cards:strategiesin" in shown.replace("inclass", "in")
    assert 'Thisclasstakestherung"run"' in shown
    assert "theexamplecompanyLiwanLiving" in shown


def test_papers_for_other_classes_are_neither_in_the_pack_nor_on_its_list_of_what_to_print():
    course = read_course()
    for track, has_judges in {"1d": True, "half": False}.items():
        programme = programme_of(course, track)
        assert pack.has_document("score_sheet", programme, sample.CLASS) == has_judges
        files = [PackFile("x.pdf", "score_sheet")] if has_judges else []
        shown = sample.text_of(render_contents(files, programme, sample.CLASS, sample.press("zh-CN")))
        assert ("评委每人一张评分表" in shown) == has_judges
    assert not pack.has_document("cards", sample.programme(), sample.CLASS)


def test_notices_of_a_class_on_the_example_company_ask_for_no_data():
    programme = programme_of(read_course(), "half")
    example = replace(sample.CLASS, example={"zh-CN": "栗湾生活", "en": "Liwan Living"})
    own, invented = (
        write_notices(programme, on_the_day(one, programme), Wording("en")) for one in (sample.CLASS, example)
    )
    assert "data owners prepare the data" in own
    assert "data owner" not in invented
    assert "there are no data to prepare" in invented
    assert own.count("Task 1 is due") == invented.count("Task 1 is due") == 2  # title and text
    assert "break: Tea break 15:20–15:35" in own


def test_tasks_after_a_class_on_the_example_company_begin_with_a_first_report():
    render = pack.OF_THE_CLASS["after_course_tasks"]
    example = replace(sample.CLASS, example={"zh-CN": "栗湾生活", "en": "Liwan Living"})
    own, invented = (
        sample.text_of(render(sample.programme(), one, sample.press("zh-CN"))) for one in (sample.CLASS, example)
    )
    assert ("重新出一份报告" in own, "出第一份报告" in own) == (True, False)
    assert ("重新出一份报告" in invented, "出第一份报告" in invented) == (False, True)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_path_that_the_trainers_guide_names_is_one_of_a_pack(language):
    programme, words = programme_of(read_course(), "1d"), Wording(language)
    slots = slots_of(programme, sample.CLASS, words)
    said = str(compose_form(read_form("trainer_guide"), words, slots, taught=taught_in(programme, sample.CLASS)))
    known = {listed(key, language).path for key in NAMES}
    named = set(re.findall(r"(?:trainer|learner)/[^\s<`\"')，；。]+", said))
    assert named - known == set()
    assert {listed(key, language).path for key in ("roster", "class_file", "quiz_forms", "words")} <= named
    assert not re.findall(r"(?:trainer|learner)/", str(FORM_OF_GUIDE.read_text("utf-8")))


def test_the_guide_and_the_cheat_sheet_name_an_exercise_of_their_track():
    course = read_course()
    assert [first_at_the_computer(programme_of(course, track)) for track in ("1d", "half")] == ["E3.3", "E5.3"]
    render = pack.OF_LEARNERS["cheat_sheet"]
    half = sample.text_of(render(programme_of(course, "half"), sample.CLASS, sample.press("zh-CN")))
    assert "E5.3" in half
    assert not [one for one in ("E5.1", "清洗六查", "F1值", "聚类") if one in half]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_guide_calls_outcomes_as_the_notebook_does(language):
    words = Wording(language)
    said = FORM_OF_GUIDE.read_text("utf-8")
    titles = ("pass", "fail", "not_attempted", "error", "needs_trainer", "cell_error")
    assert [one for one in titles if words(f"learn.title.{one}") not in said] == []


@pytest.mark.parametrize(("rung", "names_code"), [("run", False), ("fill", True)])
def test_where_code_stands_ready_a_slide_tells_the_task_without_its_names(rung, names_code):
    lesson = read_course().lessons["m05"]
    programme = replace(sample.programme(lesson), rung=rung)
    (slide,) = (one for one in lay_out_slides(programme, sample.press("en")).drafts if one.part == "E5.3")
    assert ("lesson.cells" in joined(slide.atoms)) == names_code
