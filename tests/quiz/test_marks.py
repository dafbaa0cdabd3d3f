"""How a sheet is marked, and the forms that learners hold."""

import json

import pytest

from segkit.courseware.quiz.blueprint import read_blueprint
from segkit.courseware.quiz.notebook import quiz_notebook
from segkit.courseware.quiz.sheets import read_sheets
from segkit.errors import ChoiceUnknown, FormUnreadable
from segkit.learn.quiz import Quiz, open_quiz
from segkit.learn.quiz_forms import Form, form_as_json, normal_code, read_form, score_sheet
from segkit.wording import LANGUAGES, Wording
from tests.quiz.classroom import forms, item


def form(*options):
    return Form("A", "1d", tuple(item(f"Q1.{n}", options=n_options) for n, n_options in enumerate(options)))


def test_marks_are_right_less_wrong_by_the_other_options():
    marks = score_sheet(form(4, 4, 4, 4), {"Q1.0": 0, "Q1.1": 0, "Q1.2": 3, "Q1.3": None})
    assert (marks.right, marks.wrong, marks.blank) == (2, 1, 1)
    assert marks.corrected == pytest.approx(2 - 1 / 3)


def test_an_item_of_three_options_takes_off_a_half():
    assert score_sheet(form(3), {"Q1.0": 1}).corrected == -0.5


def test_guessing_blindly_gains_nothing_on_average():
    guesses = [score_sheet(form(4), {"Q1.0": at}).corrected for at in range(4)]
    assert sum(guesses) == pytest.approx(0)


def test_a_blank_costs_nothing_and_the_corrected_share_is_never_below_nothing():
    assert score_sheet(form(4, 4), {}).corrected == 0
    assert score_sheet(form(4), {"Q1.0": 2}).corrected_share == 0


def test_an_empty_form_has_no_marks():
    assert score_sheet(Form("A", "1d", ()), {}).share == 0


def test_a_form_comes_back_from_its_file_as_it_was(tmp_path):
    path = tmp_path / "A.json"
    path.write_text(form_as_json(forms()["A"]), encoding="utf-8")
    assert read_form(path) == forms()["A"]


def test_a_form_for_the_class_holds_no_key():
    held = form_as_json(forms()["A"].without_key())
    assert json.loads(held)["items"][0]["right"] is None
    assert "mistake" not in held
    assert "解析" not in held


@pytest.mark.parametrize("text", ["", "{", "[]", '{"id": "A"}', '{"id": "A", "track": "x", "items": [1]}'])
def test_what_is_no_form_is_refused(tmp_path, text):
    path = tmp_path / "A.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(FormUnreadable):
        read_form(path)


def test_codes_are_compared_without_case_width_and_strokes():
    assert normal_code(" z0７-631 ") == normal_code("Z07631") == "Z07631"


@pytest.fixture
def pack(tmp_path):
    """A learner's pack with form A, and the key of it."""

    def made(*, is_self_study=True):
        place = tmp_path / "course-data" / "quiz"
        place.mkdir(parents=True, exist_ok=True)
        own = forms()["A"] if is_self_study else forms()["A"].without_key()
        (place / "A.json").write_text(form_as_json(own), encoding="utf-8")
        (tmp_path / "notebooks").mkdir(exist_ok=True)
        return open_quiz("A", language="zh-CN", folder=tmp_path / "notebooks")

    return made


def test_a_quiz_is_found_above_the_notebook_and_marks_itself_in_self_study(pack):
    quiz = pack()
    first, second = quiz.form.items[:2]
    quiz.choose(first.id, "ABCD"[first.right])
    quiz.choose(second.id, "ABCD"[(second.right + 1) % len(second.options)].lower())
    said = quiz.score().text
    assert "答对 1 题，答错 1 题，未答 6 题" in said
    assert f"{second.id} 的解析" in said
    assert f"{first.id} 的解析" not in said


def test_in_class_the_notebook_says_how_many_are_answered_and_no_marks(pack):
    quiz = pack(is_self_study=False)
    quiz.choose(quiz.form.items[0].id, "A")
    assert "已作答 1 题，共 8 题" in quiz.score().text


def test_choices_are_still_there_when_the_notebook_is_run_again(pack):
    first = pack()
    first.choose(first.form.items[0].id, "B")
    assert pack().answers[first.form.items[0].id] == 1


def test_a_damaged_file_of_choices_counts_as_none(pack, tmp_path):
    pack()
    (tmp_path / "answers").mkdir()
    (tmp_path / "answers" / "quiz-A.json").write_text('{"Q1.0": 99, "Q2.0": true, "Q3.0": "B"}', encoding="utf-8")
    assert set(pack().answers.values()) == {None}


def test_a_choice_can_be_taken_back(pack):
    quiz = pack()
    quiz.choose(quiz.form.items[0].id, "B")
    quiz.choose(quiz.form.items[0].id, None)
    assert quiz.answers[quiz.form.items[0].id] is None


@pytest.mark.parametrize(("name", "letter"), [("Q9.9", "A"), ("Q1.0", "E"), ("Q1.0", "AB")])
def test_a_choice_that_is_not_offered_is_refused(pack, name, letter):
    with pytest.raises(ChoiceUnknown):
        pack().choose(name, letter)


def test_a_sheet_handed_in_holds_code_and_letters_and_nothing_else(pack):
    quiz = pack(is_self_study=False)
    quiz.choose(quiz.form.items[0].id, "B")
    held = json.loads(quiz.hand_in(" z07-631").read_text(encoding="utf-8"))
    assert held.keys() == {"form", "track", "code", "answers"}
    assert (held["code"], held["answers"][quiz.form.items[0].id]) == ("Z07631", "B")


@pytest.mark.parametrize("code", ["", "..", "../../x", "王小明", "A" * 20])
def test_a_code_that_is_no_code_writes_nothing(pack, tmp_path, code):
    with pytest.raises(ChoiceUnknown):
        pack().hand_in(code)
    assert not list(tmp_path.rglob("quiz-A-*.json"))


def test_without_widgets_the_items_are_printed_with_what_was_chosen(pack):
    quiz = pack()
    quiz.choose(quiz.form.items[0].id, "B")
    text = quiz.show().text
    assert "[Q1.0]" in text
    assert "(B)" in text
    assert "未作答" in text


def test_with_widgets_there_is_a_drop_down_for_each_item_that_keeps_the_choice(pack, monkeypatch):
    pytest.importorskip("ipywidgets")
    import IPython

    class Shell:
        kernel = True

    quiz = pack()
    monkeypatch.setattr(IPython, "get_ipython", Shell)
    boxes = [one for one in quiz.show().children if hasattr(one, "options")]
    assert len(boxes) == len(quiz.form.items)
    boxes[0].value = 2
    assert quiz.answers[quiz.form.items[0].id] == 2


def test_a_folder_without_a_pack_has_no_quiz(tmp_path):
    with pytest.raises(FormUnreadable):
        open_quiz("A", folder=tmp_path)


def test_what_learners_type_is_no_markup(tmp_path):
    one = item("Q1.1")
    bad = Form("A", "1d", (type(one)("Q1.1", "rfm", {"zh-CN": "<b>", "en": "<b>"}, one.options, 0),))
    assert "<b>" not in Quiz(bad, language="zh-CN", folder=tmp_path).as_text().html


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_notebook_of_a_test_shows_drop_downs_and_writes_the_sheet_under_the_own_code(pack, tmp_path, language):
    pytest.importorskip("ipywidgets")
    from nbclient import NotebookClient

    quiz = pack(is_self_study=False)
    notebook = quiz_notebook(quiz.form, read_blueprint(), Wording(language))
    notebook.cells[-1].source = notebook.cells[-1].source.removeprefix("# ")
    NotebookClient(notebook, timeout=120, resources={"metadata": {"path": str(tmp_path / "notebooks")}}).execute()
    shown = [output for cell in notebook.cells for output in cell.get("outputs", ())]
    assert "application/vnd.jupyter.widget-view+json" in shown[0]["data"]
    assert "0" in shown[1]["data"]["text/plain"]
    [sheet] = read_sheets([tmp_path / "answers"], {"A": forms()["A"]})
    assert (sheet.code, sheet.form) == ("Z07631", "A")
