"""What the lessons' code gives on the class's company stands on the slides: charts, tables, printed lines."""

import json
from dataclasses import replace

import pandas as pd

from segkit.courseware.cells import Cell
from segkit.courseware.documents.drafts import compose_slides
from segkit.courseware.documents.outputs import atoms_of_outputs, read_outputs
from segkit.courseware.documents.slides import lay_out_slides, render_slides
from segkit.courseware.documents.texts import Gallery
from tests.documents import sample

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 174 68"><rect width="90" height="60"/></svg>'
CROSSED = pd.crosstab(
    pd.Series(["new", "regular", "new"], name="kind"), pd.Series(["app", "app", "shop"], name="channel")
)
CHART = {"data": {"image/svg+xml": SVG, "text/plain": "Chart: two <groups>."}}
TABLE = {"data": {"text/html": CROSSED.to_html(), "text/plain": str(CROSSED)}}
LINES = {"output_type": "stream", "text": ["12 lines\n"]}


def cell(line, **marks):
    return Cell("code", "lesson.chart()", line, **marks)


def shown(*outputs):
    gallery = Gallery("#000000")
    atoms = atoms_of_outputs({"m99": {"code-7": outputs}}, sample.tiny(), cell(7), gallery)
    return atoms, gallery.files


def test_a_chart_keeps_its_sentence_for_those_who_cannot_see_it():
    (atom,), files = shown(CHART)
    assert list(files.values()) == [SVG.encode()]
    assert 'alt="Chart: two &lt;groups&gt;."' in atom.content


def test_a_table_of_pandas_becomes_rows_under_one_head():
    atoms, _ = shown(TABLE)
    assert len(atoms) == 2
    assert '<th scope="col">channel kind</th><th scope="col">app</th><th scope="col">shop</th>' in atoms[0].open
    assert atoms[0].content == '<tr class="atom"><th scope="row">new</th><td>1</td><td>1</td></tr>'


def test_columns_of_two_levels_have_both_names():
    table = pd.DataFrame({"in": [True, False], "spend": [3, 4]}).groupby("in")[["spend"]].agg(["median", "count"])
    atoms, _ = shown({"data": {"text/html": table.to_html()}})
    assert '<th scope="col">in</th><th scope="col">spend median</th><th scope="col">spend count</th>' in atoms[0].open


def test_printed_lines_stand_as_they_are_and_nothing_gives_nothing():
    assert "12 lines" in shown(LINES)[0][0].content
    assert shown()[0] == ()
    assert shown({"data": {"application/json": {"a": 1}}})[0] == ()


def test_a_marked_cell_s_result_goes_on_the_slide_before_it_and_another_s_on_none():
    lesson = sample.tiny()
    first = next(at for at, one in enumerate(lesson.cells) if one.is_slide)
    cells = [*lesson.cells]
    cells[first + 2 : first + 2] = [cell(7, slide="slide"), cell(9)]  # after the heading and its English twin
    programme = sample.programme(replace(lesson, cells=tuple(cells)))
    outputs = {"m99": {"code-7": [CHART], "code-9": [TABLE]}}
    drafts = list(compose_slides(programme, sample.press("en").words, Gallery("#000000"), outputs))
    held = ["kit:output/" in str([atom.content for atom in draft.atoms]) for draft in drafts]
    assert sum(held) == 1
    assert not any("channel kind" in atom.open for draft in drafts for atom in draft.atoms)
    assert drafts[held.index(True)].part == "teach"


def test_slides_with_results_break_no_rule_of_pdf_ua_1():
    cells = (*sample.tiny().cells, cell(7, slide="slide"))
    programme = sample.programme(replace(sample.tiny(), cells=cells))
    press = sample.press("en")
    deck = lay_out_slides(programme, press, {"m99": {"code-7": [CHART, TABLE, LINES]}})
    assert sample.faults(render_slides(programme, sample.CLASS, press, deck)) == []


def test_a_solved_notebook_that_is_not_there_gives_nothing(tmp_path):
    assert read_outputs(tmp_path, (sample.tiny(),)) == {"m99": {}}
    cells = [{"id": "code-7", "cell_type": "code", "outputs": [LINES]}, {"id": "a", "cell_type": "markdown"}]
    (tmp_path / "m99_tiny.ipynb").write_text(json.dumps({"cells": cells}), encoding="utf-8")
    assert read_outputs(tmp_path, (sample.tiny(),)) == {"m99": {"code-7": [LINES]}}
