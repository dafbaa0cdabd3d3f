"""Slides: what does not fit is shared out, nothing is cut off, nothing is too small for the back row."""

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from segkit.courseware.cells import Cell
from segkit.courseware.documents.atoms import Atom, atoms_of, joined, title_of
from segkit.courseware.documents.drafts import compose_slides
from segkit.courseware.documents.fitting import BODY, look_and_parts, share_out
from segkit.courseware.documents.slides import render_slides
from segkit.courseware.documents.texts import Gallery
from segkit.house import kit_folder
from segkit.wording import LANGUAGES, Wording
from tests.documents import sample

SENTENCE = {
    "zh-CN": "这一段文字很长，讲的是每位客户最近一次下单距统计截止日的天数，以及它说明了什么。",
    "en": "This is one of many long sentences about the days from an order to the as-of day. ",
}
ROW = "| 第一格的文字 | 第二格的文字，比第一格长一些 |\n"


def lesson_with(text, language):
    """The tiny lesson whose first slide holds `text`."""
    lesson = sample.tiny()
    cells = tuple(
        replace(cell, source=f"# Title\n\n{text}") if cell.sid == "m99-question" and cell.language == language else cell
        for cell in lesson.cells
    )
    return replace(lesson, cells=cells)


def slides_of(text, language="zh-CN"):
    return render_slides(sample.programme(lesson_with(text, language)), sample.CLASS, sample.press(language))


def titles(language, lesson=None):
    gallery = Gallery("#000000")
    return [str(one.title) for one in compose_slides(sample.programme(lesson), Wording(language), gallery)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_slide_that_is_overfull_is_split_and_nothing_is_lost(language):
    plain = sample.n_pages(slides_of(SENTENCE[language], language))
    content = slides_of("\n\n".join(SENTENCE[language] * 2 for _ in range(9)), language)
    assert sample.n_pages(content) > plain
    shown = sample.text_of(content)
    assert shown.count("".join(SENTENCE[language].split())[:20]) == 18
    assert "(1/" in shown or "（1/" in shown


def test_a_long_table_is_split_between_rows_and_each_slide_has_its_head():
    content = slides_of("| 甲列 | 乙列 |\n|---|---|\n" + ROW * 22)
    shown = sample.text_of(content)
    assert shown.count("第一格的文字") == 22
    assert shown.count("甲列") >= 2


def test_long_code_goes_on_to_the_next_slide_and_long_lines_wrap():
    lines = "\n".join(f"value_{n} = compute(orders, customers, as_of, {'very_long_name_' * 8})" for n in range(24))
    shown = sample.text_of(slides_of(f"```python\n{lines}\n```"))
    assert all(f"value_{n}=" in shown for n in range(24))
    assert shown.count("very_long_name_") == 24 * 8


@given(
    st.lists(st.tuples(st.floats(2, 60), st.booleans()), min_size=1, max_size=25),
    st.floats(60, BODY),
)
@settings(max_examples=60, deadline=None)
def test_pieces_keep_their_order_and_no_part_is_taller_than_allowed(pieces, most):
    atoms = tuple(Atom(str(at), is_bound=False) for at in range(len(pieces)))
    heights = [(height, 0.0) for height, _ in pieces]
    parts = share_out(atoms, heights, most)
    assert [atom for part in parts for atom in part] == list(atoms)
    tall = {atom.content: height for atom, (height, _) in zip(atoms, heights, strict=True)}
    assert all(sum(tall[atom.content] for atom in part) <= most + 1e-6 for part in parts)


def test_parts_are_even():
    atoms = tuple(Atom(str(at)) for at in range(6))
    parts = share_out(atoms, [(20.0, 0.0)] * 6, 100)
    assert [len(part) for part in parts] == [3, 3]


def test_a_table_that_fits_on_a_slide_is_not_parted():
    rows = tuple(Atom(str(at), "<table>", "</table>") for at in range(4))
    parts = share_out((Atom("text"), *rows), [(40.0, 0.0), *[(15.0, 10.0)] * 4], 100)
    assert [[atom.content for atom in part] for part in parts] == [["text"], ["0", "1", "2", "3"]]
    parts = share_out(rows, [(40.0, 10.0)] * 4, 100)
    assert [len(part) for part in parts] == [2, 2]


def test_smaller_type_is_taken_where_it_spares_a_slide():
    content = slides_of("| 甲列 | 乙列 |\n|---|---|\n" + ROW * 8)
    plain = sample.n_pages(slides_of("| 甲列 | 乙列 |\n|---|---|\n" + ROW))
    assert sample.n_pages(content) == plain


def test_smaller_type_is_taken_where_a_larger_one_leaves_a_slide_with_a_single_sentence():
    rows = tuple(Atom(str(at), "<table>", "</table>") for at in range(8))
    atoms = (Atom("lead-in"), *rows, Atom("what to see"))
    large, small = ([(tall, 0.0) for tall in (12, *[14.0] * 8, 30)], [(tall, 0.0) for tall in (9, *[10.0] * 8, 22)])
    look, parts = look_and_parts(atoms, {"": large, "snug": large, "dense": small})
    assert (look, [len(part) for part in parts]) == ("dense", [10])
    look, parts = look_and_parts(atoms, {"": large, "snug": large, "dense": [(tall * 1.2, 0.0) for tall, _ in small]})
    assert (look, [len(part) for part in parts]) == ("dense", [9, 1])


def test_a_heading_is_not_left_behind_at_the_foot_of_a_slide():
    atoms = (Atom("a"), Atom("heading", is_bound=True), Atom("b"))
    parts = share_out(atoms, [(60.0, 0.0), (20.0, 0.0), (40.0, 0.0)], 100)
    assert [[atom.content for atom in part] for part in parts] == [["a"], ["heading", "b"]]


def test_neighbours_of_one_list_stand_in_one_list():
    html = str(joined(atoms_of("- one\n- two\n\ntext\n\n3. three\n4. four", Gallery("#000000"), "en")))
    assert html.count("<ul>") == 1
    assert html.count("<ol>") == 1
    assert "counter-set: list-item 4" in html


def test_numbered_items_keep_their_numbers_on_slides():
    content = slides_of("1. first point\n2. second point\n\ntext\n\n3. third point")
    shown = sample.text_of(content)
    assert "firstpointsecondpointtextthirdpoint1.2.3." in shown  # markers stand after the text in the file


def test_a_nested_list_stays_with_its_item():
    atoms = atoms_of("- one\n  - inner\n- two", Gallery("#000000"), "en")
    assert len(atoms) == 2
    assert "inner" in atoms[0].content


def test_the_title_of_a_slide_is_its_first_heading():
    assert title_of("## A title\n\nand text") == ("A title", "and text")
    assert title_of("only text") == ("", "only text")


def test_nothing_on_a_slide_but_its_foot_is_smaller_than_16_points():
    rules = (kit_folder("templates") / "course" / "slides.css").read_text("utf-8")
    rules = re.sub(r"/\*.*?\*/", "", rules, flags=re.S)
    foot = ("@bottom", ".runner-foot", ".kicker")
    small = [
        line
        for line in rules.splitlines()
        if not any(name in line for name in foot)
        and any(float(size) < 16 for size in re.findall(r"font-size: ([\d.]+)pt", line))
    ]
    assert small == []


def test_each_exercise_in_class_has_its_slide_and_those_after_class_have_none():
    found = " ".join(titles("en"))
    assert "E99.1" in found
    assert "E99.2" in found
    assert "E99.3" not in found  # after class


def test_a_slide_that_tells_the_task_of_an_exercise_after_class_is_left_out():
    lesson = sample.tiny()
    told = Cell("text", "## E99.3 One sentence\n\nWrite it.", 1, sid="x", language="en")
    talk = Cell("text", "Talk about it.", 1, sid="y", language="en", role="group")
    found = titles("en", replace(lesson, cells=(*lesson.cells, told, talk)))
    assert not any("One sentence" in title for title in found)
    assert found.count("Group discussion") == titles("en").count("Group discussion")


def test_the_day_begins_with_its_clock_and_ends_with_what_comes_after():
    found = titles("zh-CN")
    assert (found[0], found[-1]) == ("今天的安排", "下课以后")
