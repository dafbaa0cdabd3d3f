"""Texts of the papers: both languages say the same, neither stands in the other, no word is used that terms avoid."""

import re
from dataclasses import replace
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from string import Formatter

import pypdf
import pytest
from ruamel.yaml import YAML

from segkit.courseware.course import Glossary, read_course
from segkit.courseware.documents.cards import compose_cards, read_cards
from segkit.courseware.documents.conditions import taught_in
from segkit.courseware.documents.forms import Form, compose_form, read_form, read_tables
from segkit.courseware.documents.group_sheet import render_group_sheet
from segkit.courseware.documents.occasion import Occasion
from segkit.courseware.documents.programme import programme_of
from segkit.courseware.documents.room import WIDTH, room_drawing
from segkit.courseware.lint_forms import condition_findings
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
    *("notices", "room_plan", "score_sheet", "summary_for_hr", "group_tables", "trainer_guide"),
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


def pages_of(content):
    return ["".join(one.extract_text().split()) for one in pypdf.PdfReader(BytesIO(content)).pages]


def slots(text):
    return sorted(name for _, name, _, _ in Formatter().parse(text) if name)


@pytest.mark.parametrize("name", PAPERS)
def test_both_sides_of_a_text_fill_the_same_slots(name):
    assert [pair for pair in pairs(name) if slots(pair["zh-CN"]) != slots(pair["en"])] == []


@pytest.mark.parametrize("name", PAPERS)
def test_no_language_stands_in_the_other(name):
    for pair in pairs(name):
        assert not latin_words(re.sub(r"U 盘|E\d+\.\d+|otter-grader", "", pair["zh-CN"])), pair["zh-CN"]
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


def test_the_ways_between_neighbouring_tables_are_as_wide_as_the_note_says():
    places = room_drawing(Occasion(sample.TITLE, seats=18), Wording("en")).places
    tables = [one for one in places if one.role == "table"]
    seats = sorted((one.left, one.left + one.width) for one in places if one.role == "seat")
    metre = tables[0].width / 1.6
    gaps = [after[0] - before[1] for before, after in pairwise(seats) if after[0] > before[1] + tables[0].width / 2]
    assert min(gaps) >= 1.2 * metre


def test_cards_of_one_kind_fill_their_sheets():
    sheets = compose_cards(read_cards(), Wording("zh-CN")).sheets
    assert [len(sheet) for sheet in sheets] == [8, 8, 4, 4]
    assert all(len({card.kind for card in sheet}) == 1 for sheet in sheets)


def test_every_form_can_be_read():
    assert all(read_form(name).sheets for name in PAPERS if name not in ("cards", "notices", "group_tables"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_talks_with_a_table_of_their_own_stand_in_the_course_and_have_it_on_the_groups_sheet(language):
    course, tables = read_course(), read_tables()
    known = {one.id for lesson in course.lessons.values() for one in lesson.plan.exercises}
    talks = {cell.sid for lesson in course.lessons.values() for cell in lesson.texts(language, "group")}
    assert set(tables.exercises) == {"E0.1", "E1.2", "E9.2", "E11.3"} <= known
    assert set(tables.talks) == {"m05-group"} <= talks
    content = render_group_sheet(programme_of(course, "half"), sample.CLASS, sample.press(language))
    shown = sample.text_of(content)
    for parts in {**tables.exercises, **tables.talks}.values():
        table = next(part for part in parts if part.kind == "table")
        assert all("".join(head[language].split()) in shown for head in table.heads)
    assert sample.n_pages(content) == 6  # roles and rules, then a page for each of five talks
    assert all("".join(Wording(language)("documents.group_sheet.group").split()) in page for page in pages_of(content))


CONDITIONAL = """
title: {zh-CN: 表, en: Form}
sheets:
  - id: one
    parts:
      - {kind: heading, text: {zh-CN: 甲, en: For half}, when: {tracks: [half]}}
      - kind: list
        items: [{zh-CN: 乙, en: all}, {when: {data: own}, text: {zh-CN: 丙, en: own}}]
      - kind: table
        heads: [{zh-CN: 丁, en: Head}]
        rows: [[{zh-CN: 戊, en: all}], {when: {in_class: [E5.1, E5.3], lessons: [m05]}, cells: [{zh-CN: 己, en: rfm}]}]
"""


def composed(*, track, example):
    programme = programme_of(read_course(), track)
    occasion = replace(sample.CLASS, example=sample.TITLE if example else None)
    form = settings_of(CONDITIONAL, "form.yml", Form)
    return compose_form(form, Wording("en"), {}, taught=taught_in(programme, occasion)).sheets[0].blocks


def test_parts_items_and_rows_are_printed_for_the_classes_that_they_name():
    heading, items, table = composed(track="half", example=True)
    assert (heading.text, items.items, table.rows) == ("For half", ("all",), (("all",), ("rfm",)))
    items, table = composed(track="1d", example=False)
    assert (items.items, len(table.rows)) == (("all", "own"), 2)


def test_a_condition_that_names_nothing_in_the_course_is_found_with_its_line(tmp_path):
    (tmp_path / "forms").mkdir()
    (tmp_path / "forms" / "form.yml").write_text(
        CONDITIONAL.replace("E5.3]", "E5.9]").replace("[half]", "[hlaf]"), "utf-8"
    )
    found = list(condition_findings(replace(read_course(), folder=tmp_path)))
    assert [(one.line, one.found, one.nearest) for one in found] == [(6, "hlaf", "half"), (11, "E5.9", "E5.5")]


def test_a_condition_of_an_unknown_kind_is_refused():
    with pytest.raises(Problems):
        settings_of(CONDITIONAL.replace("data: own", "datas: own"), "form.yml", Form)


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
