"""What is printed of tests and learning gain; each PDF in both languages is looked at by the slow tests."""

import re

import pytest

from segkit.courseware.certificate_paper import print_certificates
from segkit.courseware.certificates import Course, issue
from segkit.courseware.demonstration import write_demonstration
from segkit.courseware.gain import measure_gain
from segkit.courseware.gain_paper import compose_gain, headline, print_gain
from segkit.courseware.quiz.blueprint import read_blueprint
from segkit.courseware.quiz.names import Names, read_names
from segkit.courseware.quiz.notebook import quiz_notebook
from segkit.courseware.quiz.paper import compose_form, compose_key, print_form, print_key
from segkit.courseware.quiz.sheets import read_sheets
from segkit.courseware.roster import Learner
from segkit.courseware.survey_paper import print_blank, print_summary
from segkit.courseware.surveys import read_results, read_survey
from segkit.wording import LANGUAGES, Wording
from tests.quiz.classroom import COURSE, TOPICS, forms, press, sheet
from tests.test_languages import CJK, CODE, latin_words

BLUEPRINT = read_blueprint()


NAMED = Names(BLUEPRINT, {f"{topic}.mistake_{n}": "123" for topic in TOPICS for n in range(4)})


def measured(n, track="1d"):
    both = forms(track)
    sheets = [sheet(both[form], f"L{at}", right + at % 2) for at in range(n) for form, right in (("A", 2), ("B", 5))]
    return both, measure_gain(both, sheets)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_paper_holds_no_key_and_no_misconception(language):
    said = str(compose_form(forms()["A"], BLUEPRINT, Wording(language), COURSE))
    assert "mistake" not in said
    assert "解析" not in said
    assert "✓" not in said


def test_the_paper_asks_for_a_code_and_no_name_and_says_how_long_it_takes():
    paper = compose_form(forms("2d")["A"], BLUEPRINT, Wording("zh-CN"), COURSE)
    assert "共 12 题" in paper.lead
    assert "约 15 分钟" in paper.lead
    assert "不写姓名" in paper.code_title
    assert len(paper.code_cells) == 6


@pytest.mark.parametrize("form", "AB")
def test_a_test_that_counts_asks_for_the_number_and_says_whether_it_counts(form):
    paper = compose_form(forms()[form], BLUEPRINT, Wording("zh-CN"), COURSE, is_named=True)
    notebook = quiz_notebook(forms()[form], BLUEPRINT, Wording("zh-CN"), is_named=True)
    said = f"{paper} {[cell.source for cell in notebook.cells]}"
    assert said.count("学号") >= 4
    assert "匿名" not in said
    assert "不记入" not in said
    assert set(paper.code_cells) == {""}
    assert ("计入您这次培训的成绩" in paper.lead) == (form == "B")
    assert notebook.cells[-1].source == '# quiz.hand_in("007")'


def test_the_key_gives_the_letter_of_each_item_on_both_forms():
    both = forms("1d")
    grid = compose_key(both, Names(BLUEPRINT), Wording("zh-CN"), COURSE).sheets[0].blocks[0]
    assert len(grid.rows) == 8
    at = both["B"].items[3]
    assert grid.rows[3][3] == "ABCD"[at.right]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("n", "banded"), [(9, False), (10, True)])
def test_a_class_below_ten_is_given_no_band_in_any_sentence(language, n, banded):
    _, found = measured(n)
    words = Wording(language)
    said = headline(found, words)
    assert words("classroom.gain.band.medium") in said if banded else "10" in said
    if not banded:
        assert not any(words(f"classroom.gain.band.{band}") in said.split() for band in ("low", "medium", "high"))
        assert "属" not in said
        assert "counts as" not in said


@pytest.mark.parametrize("n", [0, 1])
def test_nobody_and_one_learner_are_said_in_words(n):
    _, found = measured(n)
    assert ("没有可以计算增益" if n == 0 else "只有 1 人") in headline(found, Wording("zh-CN"))


def test_who_does_not_count_is_named_by_number():
    both = forms("1d")
    sheets = [sheet(both[form], "OK", 3) for form in "AB"] + [sheet(both["A"], "LEFT", 3), sheet(both["A"], "FULL", 8)]
    paper = compose_gain(
        measure_gain(both, [*sheets, sheet(both["B"], "FULL", 8)]), both, Names(BLUEPRINT), Wording("zh-CN"), COURSE
    )
    said = " ".join(paper.sheets[0].blocks[0].items)
    assert "课前已得满分的 1 人" in said
    assert "只交了课前卷的 1 人" in said
    assert "只交了课后卷" not in said


def test_a_misconception_is_called_by_its_name_where_the_course_gives_one():
    both, found = measured(10)
    code = found.mistakes[0].code
    paper = compose_gain(found, both, Names(BLUEPRINT, {code: "把天数当成好坏"}), Wording("zh-CN"), COURSE)
    rows = next(one for one in paper.sheets if one.id == "mistakes").blocks[0].rows
    assert rows[0][0] == "把天数当成好坏"


def test_a_misconception_without_a_name_is_told_in_the_words_of_its_option():
    both, found = measured(10)
    paper = compose_gain(found, both, Names(BLUEPRINT), Wording("zh-CN"), COURSE)
    rows = next(one for one in paper.sheets if one.id == "mistakes").blocks[0].rows
    assert {row[0][:3] for row in rows} == {"“选项"}


@pytest.mark.parametrize(("after", "verdict"), [(0, "已改正"), (1, "减少"), (2, "仍在，需再讲"), (3, "仍在，需再讲")])
def test_a_misconception_is_cured_where_nobody_has_it_left(after, verdict):
    from dataclasses import replace

    from segkit.courseware.gain import Mistake

    both, found = measured(10)
    found = replace(found, mistakes=(Mistake("rfm.mistake_0", 2, after),))
    paper = compose_gain(found, both, Names(BLUEPRINT), Wording("zh-CN"), COURSE)
    assert next(one for one in paper.sheets if one.id == "mistakes").blocks[0].rows[0][-1] == verdict


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_courses_own_misconceptions_have_names_in_both_languages(language):
    names = read_names(Wording(language)).mistakes
    assert all(names.values())


def pdfs(language, folder):
    """Every paper of this room in one language, by name."""
    own, both = press(language), forms("1d")
    _, answers, reaction, follow_up = write_demonstration(folder, both, own.words)
    found = measure_gain(both, read_sheets([answers], both))
    taught = Course(COURSE, 6, own.dated, own.dated, "量木咨询" if language == "zh-CN" else "Gauge & Grain", "")
    learner = Learner("01", "王敏" if language == "zh-CN" else "Ann Lee", "", "", "", True)
    yield "form", print_form(both["A"], BLUEPRINT, own, COURSE)
    yield "key", print_key(both, NAMED, own, COURSE)
    yield "gain", print_gain(found, both, NAMED, own, COURSE)
    for kind, path in (("reaction", reaction), ("follow_up", follow_up)):
        survey = read_survey(kind)
        yield f"{kind} blank", print_blank(survey, own, COURSE)
        yield kind, print_summary(survey, read_results(path, survey), (), own, COURSE)
    for kind in ("attendance", "achievement"):
        given = issue([(learner, "pass" if kind == "achievement" else "")], kind, taught, key=b"k", register=())
        yield kind, print_certificates(given, "", own)


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_paper_is_accessible_and_keeps_to_its_language(language, tmp_path):
    from io import BytesIO

    import page as validator
    from pypdf import PdfReader

    for name, content in pdfs(language, tmp_path):
        text = "\n".join(one.extract_text() for one in PdfReader(BytesIO(content)).pages)
        assert validator.validate_pdf_bytes(content, profile="ua1").is_compliant, name
        if language == "en":
            assert not CJK.search(CODE.sub("", text)), name
        else:
            allowed = {"Q", "GAUGE", "GRAIN", "PX20261126", "L"}
            foreign = {one for one in latin_words(text) if not re.fullmatch(r"[A-Z0-9\-]{4,}|Q\d\.\d", one)}
            assert foreign - allowed == set(), name


@pytest.mark.slow
def test_a_certificate_is_one_landscape_page_of_a4(tmp_path):
    from io import BytesIO

    from pypdf import PdfReader

    for name, content in pdfs("zh-CN", tmp_path):
        if name in ("attendance", "achievement"):
            (only,) = PdfReader(BytesIO(content)).pages
            assert [round(float(one) / 72 * 25.4) for one in only.mediabox[2:]] == [297, 210]
