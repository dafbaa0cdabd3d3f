"""Texts of lessons as markup: nothing that could run, formulas drawn, code in one language."""

import pytest

from segkit.courseware.documents.formulas import draw_formula
from segkit.courseware.documents.texts import Gallery, code_in, render_code, render_inline, render_markdown
from segkit.errors import PageFaulty


def markup(text, top=3):
    return str(render_markdown(text, Gallery("#000000"), top=top))


def test_markup_in_a_text_is_shown_and_never_run():
    assert "<script>" not in markup("<script>alert(1)</script> and <b>bold</b>")
    assert "&lt;script&gt;" in markup("<script>alert(1)</script>")


def test_pictures_are_not_fetched_and_links_keep_their_words():
    assert "<img" not in markup("![a picture](https://example.org/x.png)")
    assert markup("[the paper](javascript:alert(1))").count("href") == 0
    assert "the paper" in markup("[the paper](https://example.org)")


def test_headings_begin_where_the_page_wants_them_and_skip_no_level():
    assert markup("# One\n\n### Two") == "<h3>One</h3>\n<h4>Two</h4>\n"


def test_the_heads_of_a_table_say_that_they_head_columns():
    assert '<th scope="col">' in markup("| a | b |\n|---|---|\n| 1 | 2 |")


def test_a_formula_is_a_picture_that_says_what_it_shows():
    gallery = Gallery("#112233")
    html = str(render_markdown("Let $x_i \\geq 0$ be", gallery))
    assert 'alt="x_i \\geq 0"' in html
    assert len(gallery.files) == 1
    assert next(iter(gallery.files.values())).startswith(b"<?xml")


def test_a_formula_of_its_own_line_stands_in_the_middle():
    assert 'class="formula-block"' in markup("$$\nF_1 = \\frac{2PR}{P+R}\n$$")


def test_chinese_in_a_formula_is_drawn_without_being_marked():
    drawn = draw_formula(r"\frac{命中}{实际人数}", "#000000")
    assert drawn.width > 1
    assert drawn == draw_formula(r"\frac{命中}{实际人数}", "#000000")


def test_a_formula_that_cannot_be_read_is_told():
    with pytest.raises(PageFaulty) as told:
        draw_formula(r"\unknowncommand{x}", "#000000")
    assert told.value.rule == "formula"


def test_prices_are_no_formulas():
    assert "<img" not in markup("It costs $5 today and $6 tomorrow.")


def test_code_keeps_the_comments_of_one_language():
    source = "#zh 天数\n#en days\nx = 1"
    assert code_in(source, "en") == "# days\nx = 1"
    assert code_in(source, "zh-CN") == "# 天数\nx = 1"


def test_words_of_code_are_marked_by_their_kind():
    html = str(render_code("import pandas  # a < b"))
    assert '<span class="kn">import</span>' in html
    assert "&lt;" in html


def test_one_line_has_no_paragraph_around_it():
    assert str(render_inline("a **b** `c`", Gallery("#000000"))) == "a <strong>b</strong> <code>c</code>"


def test_chinese_and_latin_stand_a_thin_space_apart():
    assert "用\u2009RFM\u2009分" in markup("用 RFM 分")


def test_a_paragraph_that_leads_to_what_follows_stays_with_it():
    assert markup("Five customers:\n\n| a |\n|---|\n| 1 |").startswith('<p class="lead-in">')
    assert markup("**五位客户：**\n\n文字").startswith('<p class="lead-in">')
    assert markup("No colon.").startswith("<p>")


def test_a_chain_of_calls_that_is_too_long_for_a_column_may_be_parted_at_its_points():
    long = 'cancelled = per_order.index[per_order["net"].abs().lt(0.01)].tolist()'
    assert "<wbr>" in str(render_code(long, narrow=True))
    assert "<wbr>" not in str(render_code(long))
    assert "<wbr>" not in str(render_code("a = b.mean()", narrow=True))


def test_an_item_with_a_formula_says_so_for_its_bullet_would_float():
    html = str(render_markdown("- a share $k/n$\n- a plain one", Gallery("#000")))
    assert html.count('<li data-formula="1">') == 1
    assert html.count("<li") == 2
