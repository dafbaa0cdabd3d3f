"""`segkit course` from drawing forms to verifying a code, as a trainer types it."""

import json

import pytest

from segkit.cli import run_command
from segkit.courseware.demonstration import write_demonstration
from segkit.wording import LANGUAGES, Wording
from tests.quiz.classroom import forms, write_course


@pytest.fixture
def said(capsys):
    """`said(words)`: exit code, stdout and stderr of a command run in this process."""

    def run(*words):
        code = run_command([str(word) for word in words])
        return code, *capsys.readouterr()

    return run


@pytest.fixture
def taught(tmp_path):
    """class.yml, a roster with presence, marks, and a folder for keys."""
    (tmp_path / "class.yml").write_text("hours: 6\nfirst: 2026-11-26\nissuer: 量木咨询\n", encoding="utf-8")
    (tmp_path / "名单.csv").write_text("姓名,部门,组,出勤\n王敏,市场部,1,是\n李伟,销售部,2,否\n", encoding="utf-8")
    (tmp_path / "成绩.csv").write_text("姓名,成绩\n王敏,90\n赵六,95\n", encoding="utf-8")
    return tmp_path


def issued(said, folder, *more):
    words = ("certificates", folder / "名单.csv", "--class", folder / "class.yml", "--keys", folder / "keys")
    return said("course", *words, "--out", folder / "out", *more)


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
def test_forms_are_drawn_and_printed_and_only_the_trainer_holds_the_key(said, tmp_path, language):
    course = write_course(tmp_path)
    code, out, _ = said("course", "quiz", tmp_path / "quiz", "--course", course, "--language", language, "--json")
    assert code == 0
    files = json.loads(out)["files"]
    assert len(files) == 15
    for form in "AB":
        given = json.loads((tmp_path / "quiz" / "learner" / "course-data" / "quiz" / f"{form}.json").read_text("utf-8"))
        (kept,) = (json.loads(one.read_text("utf-8")) for one in (tmp_path / "quiz").rglob(f"forms/{form}.json"))
        assert {one["right"] for one in given["items"]} == {None}
        assert None not in {one["right"] for one in kept["items"]}


def test_a_course_without_enough_items_says_what_is_missing(said, tmp_path):
    course = write_course(tmp_path)
    (course / "lessons" / "m04_rfm" / "quiz.yml").unlink()
    code, _, err = said("course", "quiz", tmp_path / "quiz", "--course", course, "--language", "zh-CN")
    assert code == 2
    assert "E-CRS-62" in err
    assert "rfm" in err
    assert not (tmp_path / "quiz").exists()


@pytest.mark.slow
def test_the_gain_of_the_invented_class_is_told_in_one_sentence(said, tmp_path):
    course = write_course(tmp_path)
    assert said("course", "sample", tmp_path / "class", "--course", course, "--language", "zh-CN")[0] == 0
    sheets, kept = tmp_path / "class" / "答题登记表.csv", tmp_path / "class" / "forms"
    code, out, _ = said(
        *("course", "gain", sheets, "--forms", kept, "--course", course, "--out", tmp_path, "--language", "zh-CN")
    )
    assert code == 0
    assert "18 人的前后答卷可以对应" in out
    assert (tmp_path / "学习成效.pdf").read_bytes().startswith(b"%PDF")


@pytest.mark.slow
def test_who_was_there_gets_a_certificate_that_verifies(said, taught):
    code, out, _ = issued(said, taught, "--language", "zh-CN")
    assert code == 0
    assert "2 人中有 1 人出勤" in out
    listed = json.loads(issued(said, taught, "--json")[1])["issued"]
    code, out, _ = said(
        "course", "verify", listed[0]["check"].lower(), "--keys", taught / "keys", "--language", "zh-CN"
    )
    assert code == 0
    assert out.startswith("有效。培训证明 PX20261126-001：王敏（市场部）")


@pytest.mark.slow
def test_who_passed_gets_a_certificate_of_achievement_and_strangers_are_named(said, taught):
    code, out, _ = issued(said, taught, "--scores", taught / "成绩.csv", "--language", "zh-CN")
    assert code == 0
    assert "2 人中有 1 人成绩合格" in out
    assert "赵六" in out


def test_a_code_that_was_not_issued_is_refused(said, taught):
    assert said("course", "verify", "0000-0000-0000", "--keys", taught / "keys")[0] == 2
    (taught / "keys").mkdir()
    (taught / "keys" / "certificates.key").write_text("00" * 32, encoding="ascii")
    code, _, err = said("course", "verify", "0000-0000-0000", "--keys", taught / "keys", "--language", "en")
    assert code == 2
    assert "E-CRS-68" in err


def test_keys_inside_the_folder_that_is_handed_out_are_refused(said, taught):
    code, _, err = said(
        *("course", "certificates", taught / "名单.csv", "--class", taught / "class.yml"),
        *("--keys", taught / "out" / "keys", "--out", taught / "out"),
    )
    assert code == 2
    assert "E-CRS-67" in err
    assert not (taught / "out").exists()


def test_nothing_is_registered_where_nobody_is_entitled(said, taught):
    (taught / "名单.csv").write_text("姓名,出勤\n王敏,否\n李伟,否\n", encoding="utf-8")
    code, out, _ = issued(said, taught, "--json")
    assert code == 0
    assert json.loads(out) == {"files": [], "issued": [], "unmatched": []}


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_survey_is_printed_and_summed_up(said, tmp_path, language):
    _, _, reaction, follow_up = write_demonstration(tmp_path, forms(), Wording(language))
    for kind, filled in (("reaction", reaction), ("follow_up", follow_up)):
        own = ("--out", tmp_path / "out", "--language", language)
        assert said("course", "survey", kind, *own)[0] == 0
        evidence = ("--runs", tmp_path / "runs", "--since", "2026-11-26") if kind == "follow_up" else ()
        code, out, _ = said("course", "survey", kind, filled, *evidence, *own)
        assert code == 0
        assert ("22" if kind == "reaction" else "36") in out
    assert len(list((tmp_path / "out").glob("*.pdf"))) == 4


@pytest.mark.parametrize(
    ("kind", "more"), [("mood", ()), ("follow_up", ("x.csv", "--runs", "r", "--since", "yesterday"))]
)
def test_what_a_survey_does_not_know_is_refused(said, tmp_path, kind, more):
    _, _, _, follow_up = write_demonstration(tmp_path, forms(), Wording("zh-CN"))
    more = tuple(follow_up if word == "x.csv" else word for word in more)
    assert said("course", "survey", kind, *more, "--out", tmp_path / "out")[0] == 2


@pytest.mark.slow
def test_the_board_is_written_for_wall_and_paper(said, taught):
    (taught / "hand-in-m05-01.json").write_text('{"who": "01", "exercises": {"E5.1": "pass"}}', encoding="utf-8")
    code, _, _ = said("course", "board", taught, "--roster", taught / "名单.csv", "--out", taught / "out")
    assert code == 0
    assert {path.suffix for path in (taught / "out").iterdir()} == {".pdf", ".html"}
