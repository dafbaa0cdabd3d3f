"""In a notebook, an error in a cell is told in plain words with its line, and a choice not made is no error."""

import pytest
from IPython.core.interactiveshell import InteractiveShell

from segkit.errors import PackMissing
from segkit.learn import session, starting, telling
from segkit.wording import Wording
from tests.learn.packs import write_pack

CHINESE, ENGLISH = Wording("zh-CN"), Wording("en")


@pytest.fixture
def shell():
    made = InteractiveShell.instance()
    yield made
    made.reset(new_session=True)
    InteractiveShell.clear_instance()


def raised(code: str) -> BaseException:
    try:
        exec(code, {})
    except Exception as error:  # noqa: BLE001 - whatever it is, that is what the test looks at
        return error
    raise AssertionError(code)


@pytest.mark.parametrize("code", ["x = ____ + 1", "'abc'.____()", "f = print.____"])
def test_an_open_blank_is_no_error(code):
    box = telling.problem_box(raised(code), CHINESE)
    assert (box.kind, box.folded) == ("not_attempted", "")


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("{}['r_score']", "There is no column or key named “r_score”."),
        ("recencydays", "The name “recencydays” is not defined yet."),
        ("1 + ''", "Types do not fit"),
        ("int('a')", "A value does not fit"),
        ("1 / 0", "Something was divided by 0."),
        ("raise RuntimeError('boom')", "Python reports `RuntimeError`: boom"),
    ],
)
def test_what_python_found_is_told_in_words(code, words):
    box = telling.problem_box(raised(code), ENGLISH)
    assert box.text.startswith(words)
    assert "Traceback" in box.folded
    assert "Traceback" not in repr(box)


def test_a_coded_problem_keeps_its_sentences():
    assert "E-LRN-03" in telling.problem_box(PackMissing("课程"), CHINESE).text


def test_html_in_an_error_is_shown_and_not_obeyed():
    shown = telling.problem_box(raised("raise ValueError('<img src=x>')"), ENGLISH)._repr_html_()
    assert "<img" not in shown


def test_a_cell_that_raises_shows_a_box_and_one_line_of_python(shell, capsys):
    telling.tell_problems(shell, ENGLISH)
    result = shell.run_cell("a = 1\nb = a / 0")
    shown = capsys.readouterr().out
    assert isinstance(result.error_in_exec, ZeroDivisionError)
    assert "Something was divided by 0." in shown
    assert "line 2 of this cell: `b = a / 0`" in shown
    assert "Traceback" not in shown


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("lesson.hint(“E5.1”)", "full-width sign ““”"),
        ("orders.groupby（'customer_id'）", "full-width sign “（”"),
        ("print((1, 2)", "a bracket or a quotation mark is missing"),
    ],
)
def test_code_that_cannot_be_read_is_told_by_its_likeliest_reason(shell, capsys, code, said):
    telling.tell_problems(shell, ENGLISH)
    assert shell.run_cell(code).error_before_exec is not None
    shown = capsys.readouterr().out
    assert said in shown
    assert "SyntaxError" in shown


def test_a_lesson_reads_the_notebooks_variables_and_shows_boxes(shell, tmp_path, capsys):
    folder = write_pack(tmp_path)
    run = shell.run_cell
    last = "lesson.load('orders').groupby('customer_id')['order_date'].max()"
    run(f"from segkit.learn import start\nlesson = start('m05', company='liwan', language='en', folder=r'{folder}')")
    run(f"recency = (lesson.as_of - {last}).dt.days")
    run("lesson.check('E5.1')")
    assert "✓ E5.1 Passed" in capsys.readouterr().out


def test_a_choice_not_made_is_told_instead_of_what_it_broke(shell, tmp_path, capsys):
    folder = write_pack(tmp_path)
    shell.run_cell(
        f"from segkit.learn import start\nlesson = start('m05', company='liwan', language='en', folder=r'{folder}')"
    )
    shell.run_cell("n_calls = lesson.choose('E5.5', 'n_calls', [100, 500])\nn_calls + 1")
    assert "Choose in the drop-down above first" in capsys.readouterr().out
    shell.run_cell("lesson.choice('E5.5', n_calls=500)")
    assert shell.user_ns["n_calls"] == 500
    shell.run_cell("n_calls = lesson.choose('E5.5', 'n_calls', [100, 500])\nn_calls / 0")
    assert "divided by 0" in capsys.readouterr().out


def test_the_drop_down_keeps_what_is_chosen_and_sets_the_variable(shell, tmp_path):
    folder = write_pack(tmp_path)
    opened = starting.start("m05", company="liwan", language="zh-CN", folder=folder)
    shown = session.show_choice("n", {1: "一", 2: "二"}, ..., lambda new: opened._keep("E5.5", "n", new), CHINESE)
    assert shown.options[0] == ("（请选择）", ...)
    shown.value = 2
    assert shell.user_ns["n"] == 2
    assert opened.choose("E5.5", "n", [1, 2]) == 2


def test_names_and_cells_of_a_scheme_come_from_the_library(tmp_path):
    opened = starting.start("m05", company="liwan", language="zh-CN", folder=write_pack(tmp_path))
    assert opened.names("rfm_8")["key_keep"] == "重要保持客户"
    assert opened.cells("rfm_8")["011"] == "key_keep"
    assert opened.text("rfm.late", n=1200) == "有 1,200 位客户的间隔是负数。"
    assert opened.text("rfm.nothing") == "rfm.nothing"
