"""Texts of the papers: both languages say the same, neither stands in the other, no word is used that terms avoid."""

import re
from pathlib import Path
from string import Formatter

import pytest
from ruamel.yaml import YAML

from segkit.courseware.course import Glossary, read_course
from segkit.courseware.documents.cards import compose_cards, read_cards
from segkit.courseware.documents.forms import Form, compose_form, read_form, read_tables
from segkit.courseware.documents.group_sheet import render_group_sheet
from segkit.courseware.documents.occasion import Occasion
from segkit.courseware.documents.programme import programme_of
from segkit.courseware.documents.room import WIDTH, room_drawing
from segkit.errors import Problems
from segkit.house import kit_folder
from segkit.settings import read_settings, settings_of
from segkit.wording import LANGUAGES, Wording
from tests.documents import sample
from tests.test_languages import CJK, CODE, HALF_WIDTH, latin_words
from tests.test_languages import texts as labels

FORMS = kit_folder("course") / "forms"
PAPERS = (
    *("after_course_tasks", "attendance", "cards", "cheat_sheet", "data_request", "description", "group_template"),
    *("notices", "room_plan", "score_sheet", "summary_for_hr", "group_tables"),
)
FORM = """
title: {zh-CN: 表, en: Form}
sheets:
  - id: one
    parts:
      - {kind: table, heads: [{zh-CN: 序号, en: No.}, {zh-CN: 姓名, en: Name}], blank: 2, numbered: true}
      - {kind: insert, name: more}
"""


def pairs(name):
    def walk(node):
        if isinstance(node, dict) and set(node) == set(LANGUAGES):
            yield node
        elif isinstance(node, dict | list):
            for child in node.values() if isinstance(node, dict) else node:
                yield from walk(child)

    return list(walk(YAML(typ="safe").load(Path(FORMS / f"{name}.yml"))))


def slots(text):
    return sorted(name for _, name, _, _ in Formatter().parse(text) if name)


@pytest.mark.parametrize("name", PAPERS)
def test_both_sides_of_a_text_fill_the_same_slots(name):
    assert [pair for pair in pairs(name) if slots(pair["zh-CN"]) != slots(pair["en"])] == []


@pytest.mark.parametrize("name", PAPERS)
def test_no_language_stands_in_the_other(name):
    for pair in pairs(name):
        assert not latin_words(re.sub(r"U 盘", "", pair["zh-CN"])), pair["zh-CN"]
        assert not HALF_WIDTH.search(CODE.sub("", pair["zh-CN"])), pair["zh-CN"]
        assert not CJK.search(CODE.sub("", pair["en"])), pair["en"]


def test_no_paper_uses_a_word_that_the_terms_avoid():
    avoided = {language: [] for language in LANGUAGES}
    for term in read_settings(kit_folder("course") / "glossary.yml", Glossary).terms:
        for language, words in term.avoid.items():
            avoided[language] += words
    texts = {language: " ".join(pair[language] for name in PAPERS for pair in pairs(name)) for language in LANGUAGES}
    texts = {language: text + " ".join(labels("documents", language).values()) for language, text in texts.items()}
    assert [word for language in LANGUAGES for word in avoided[language] if word in texts[language]] == []


def test_blank_lines_of_a_table_are_numbered():
    form = settings_of(FORM, "form.yml", Form)
    paper = compose_form(form, Wording("en"), {}, {"more": ()})
    assert paper.sheets[0].blocks[0].rows == (("1", ""), ("2", ""))


def test_what_a_form_waits_for_must_be_given():
    with pytest.raises(KeyError):
        compose_form(settings_of(FORM, "form.yml", Form), Wording("en"), {}, {})


def test_a_form_with_one_language_is_told_with_its_line():
    with pytest.raises(Problems) as told:
        settings_of(FORM.replace("{zh-CN: 表, en: Form}", "{zh-CN: 表}"), "form.yml", Form)
    assert told.value.problems[0].line == 2


def test_a_class_without_a_date_says_days_before_and_after():
    day_open = Occasion(sample.TITLE).slots(Wording("en"))
    assert (day_open["day"], day_open["before_7"]) == ("", "7 days before the class")
    assert sample.CLASS.slots(Wording("zh-CN"))["before_7"] == "2026年3月11日"


def test_the_doors_open_half_an_hour_before_the_start():
    assert sample.CLASS.slots(Wording("en"))["doors"] == "08:30"


@pytest.mark.parametrize("seats", [1, 5, 6, 7, 22, 24, 40])
def test_everybody_has_one_seat_and_none_lies_outside_the_room(seats):
    drawing = room_drawing(Occasion(sample.TITLE, seats=seats), Wording("en"))
    assert sum(place.role == "seat" for place in drawing.places) == seats
    assert all(place.left >= 0 and place.left + place.width <= WIDTH + 0.01 for place in drawing.places)
    assert all(place.top + place.height <= drawing.height for place in drawing.places)


def test_no_two_things_in_the_room_stand_on_one_another():
    places = room_drawing(Occasion(sample.TITLE, seats=40), Wording("en")).places
    for at, one in enumerate(places):
        for other in places[at + 1 :]:
            apart_x = one.left + one.width <= other.left + 0.01 or other.left + other.width <= one.left + 0.01
            apart_y = one.top + one.height <= other.top + 0.01 or other.top + other.height <= one.top + 0.01
            assert apart_x or apart_y, (one, other)


def test_cards_of_one_kind_fill_their_sheets():
    sheets = compose_cards(read_cards(), Wording("zh-CN")).sheets
    assert [len(sheet) for sheet in sheets] == [8, 8, 4, 4]
    assert all(len({card.kind for card in sheet}) == 1 for sheet in sheets)


def test_every_form_can_be_read():
    assert all(read_form(name).sheets for name in PAPERS if name not in ("cards", "notices", "group_tables"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_exercises_with_a_table_of_their_own_stand_in_the_course_and_have_it_on_the_groups_sheet(language):
    course, tables = read_course(), read_tables().exercises
    known = {one.id for lesson in course.lessons.values() for one in lesson.plan.exercises}
    assert set(tables) == {"E0.1", "E9.2"} <= known
    shown = sample.text_of(render_group_sheet(programme_of(course, "half"), sample.CLASS, sample.press(language)))
    for parts in tables.values():
        table = next(part for part in parts if part.kind == "table")
        assert all("".join(head[language].split()) in shown for head in table.heads)


def test_templates_of_the_course_hold_no_sentence_and_no_colour():
    folder = kit_folder("templates") / "course"
    for path in folder.glob("*.j2"):
        text = re.sub(r"{% block kind %}.*?{% endblock %}", "", path.read_text("utf-8"))  # names of looks
        text = re.sub(r"{[{%#].*?[}%#]}", "", text, flags=re.S)
        text = re.sub(r"<[^>]*>", "", text, flags=re.S)
        assert re.findall(r"[A-Za-z\u4e00-\u9fff]{2,}", text) == [], path.name
    for path in folder.glob("*.css"):
        rules = re.sub(r"/\*.*?\*/", "", path.read_text("utf-8"), flags=re.S)
        assert re.findall(r"#[0-9a-fA-F]{3,8}\b(?![^{]*\{)|rgb\(", rules) == [], path.name


def test_five_rows_at_the_lowest_of_a_pass_make_the_pass_mark():
    table = read_form("score_sheet").sheets[0].parts[0]
    lowest = {head["en"][2:].split(":")[0]: int(head["en"].split(": ")[1].split(" ")[0]) for head in table.heads[1:]}
    assert 5 * lowest["Pass"] == read_course().settings.pass_marks.achievement
    assert list(lowest.values()) == [18, 15, 12, 0]  # levels of three points, but for the lowest
