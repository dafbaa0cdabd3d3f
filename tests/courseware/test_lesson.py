"""A lesson is read from its four files into typed frozen data; every slip has a line."""

import shutil
from pathlib import Path

import pytest

from segkit.courseware.lesson import Lesson, read_lesson
from segkit.errors import BadValue, CellFaulty, FileMissing, MissingKey, Problems, UnknownKey

TODAY = "      - {text: {zh-CN: 今天, en: today}, misconception: tiny.today_not_as_of}"
TINY = Path(__file__).parent / "lessons" / "m99_tiny"


@pytest.fixture
def tiny() -> Lesson:
    """The tiny lesson with every feature."""
    return read_lesson(TINY)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of it that may be spoiled."""
    return Path(shutil.copytree(TINY, tmp_path / "m99_tiny"))


def spoil(folder: Path, file: str, old: str, new: str) -> Path:
    """`folder` after `old` was replaced in one of its files; `old` must be there."""
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return folder


def test_a_lesson_knows_its_plan(tiny):
    assert (tiny.id, tiny.name, tiny.plan.rungs) == ("m99", "m99_tiny", ("run", "fill", "write"))
    assert [one.kind for one in tiny.plan.exercises] == ["code", "decision", "rubric"]
    assert tiny.plan.audience["en"].startswith("business people")


def test_texts_are_found_by_language_and_role(tiny):
    assert [cell.sid for cell in tiny.texts("en", "trainer")] == ["m99-trainer"]
    assert tiny.hints("E99.1", "zh-CN") == ("每位客户有许多订单，只要最后一天。", "从统计截止日往回数，不要从今天数。")
    assert tiny.explanation("E99.1", "en").startswith("Run on the same data tomorrow")
    assert tiny.explanation("E99.2", "en") == ""


def test_a_lecture_that_begins_with_a_heading_is_a_slide(tiny):
    assert [cell.sid for cell in tiny.slides("zh-CN")] == ["m99-question", "m99-words"]


def test_code_is_bound_to_its_exercise_and_every_cell_knows_its_line(tiny):
    (cell,) = tiny.code_of("E99.1")
    lines = (TINY / "lesson.py").read_text(encoding="utf-8").splitlines()
    assert lines[cell.line - 1] == '# %% ex="E99.1"'
    assert "# BEGIN SOLUTION" in cell.source


def test_minutes_count_what_a_track_does_in_class(tiny):
    assert tiny.plan.minutes_of("1d") == 10 + 8 + 6 + 5 + 1  # E99.3 is done after class
    assert tiny.plan.minutes_of("half") == 5 + 6 + 2
    assert tiny.plan.minutes_of("2d") == 0


def test_a_question_has_one_right_option(tiny):
    assert [(item.id, item.form, item.right) for item in tiny.quiz] == [("Q99.1", "A", 0), ("Q99.2", "B", 0)]


@pytest.mark.parametrize(
    ("file", "old", "new", "kind", "line"),
    [
        ("lesson.yml", "version: 1", "versoin: 1", UnknownKey, 2),
        ("lesson.yml", "verb: compute", "verb: understand", BadValue, 8),
        ("lesson.yml", ", en: The last purchase", "", BadValue, 3),
        ("lesson.yml", "    minutes: 8\n", "", MissingKey, 17),
        ("lesson.yml", "id: E99.2", "id: E99.1", BadValue, 16),
        ("quiz.yml", "misconception: tiny.today_not_as_of", "right: true", BadValue, 7),
        ("quiz.yml", ", misconception: tiny.today_not_as_of", "", BadValue, 9),
        (
            "quiz.yml",
            "\n      - {text: {zh-CN: 今天, en: today}, misconception: tiny.today_not_as_of}",
            "",
            BadValue,
            7,
        ),
    ],
)
def test_a_slip_in_a_file_is_told_with_its_line(copy, file, old, new, kind, line):
    with pytest.raises(Problems) as told:
        read_lesson(spoil(copy, file, old, new))
    assert [(type(one), one.line) for one in told.value.problems] == [(kind, line)]


@pytest.mark.parametrize(
    ("old", "new", "mark"),
    [
        ('role="trainer"', 'role="teacher"', "role"),
        (' sid="m99-trainer"', "", "sid"),
        ('slide="slide"', 'slide="first"', "slide"),
        (' ex="E99.1"\n# 每位', "\n# 每位", "ex"),
        ('# %% ex="E99.1"', '# %% exercise="E99.1"', "exercise"),
        ("# %% tags", "hello\n\n# %% tags", "# %%"),
    ],
)
def test_a_cell_with_a_faulty_mark_is_refused(copy, old, new, mark):
    with pytest.raises(CellFaulty) as told:
        read_lesson(spoil(copy, "lesson.py", old, new))
    assert told.value.mark == mark


def test_a_lesson_without_checks_is_refused(copy):
    (copy / "checks.py").unlink()
    with pytest.raises(FileMissing):
        read_lesson(copy)


def test_a_lesson_may_have_no_quiz(copy):
    (copy / "quiz.yml").unlink()
    assert read_lesson(copy).quiz == ()
