"""A pack is built whole or not at all: every gate stops it, and learners find no answer in what they get."""

import json
from pathlib import Path

import nbformat
import pytest

from segkit.courseware.audit import audit_lesson, fragments_of
from segkit.courseware.build import build_pack
from segkit.courseware.course import read_course
from segkit.courseware.edition import Edition
from segkit.courseware.notebook import learner_notebook
from segkit.errors import (
    Leak,
    LearnerNotebookFails,
    LessonsMissing,
    PackExists,
    Problems,
    SolutionRejected,
    TranslationStale,
    WrongUnnoticed,
)
from segkit.learn.pack import find_pack
from segkit.learn.sealed import unseal
from tests.courseware.small_course import SENTENCES, lesson_file, small_company, small_course, spoil

EDITION = Edition("zh-CN", "1d", company="small")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A course that may be spoiled."""
    return small_course(tmp_path / "course")


def supply(folder: Path) -> tuple[Path, Path]:
    """Two small companies."""
    return small_company(folder / "small"), small_company(folder / "unseen-1", seed=5)


def built(folder: Path, edition: Edition = EDITION, name: str = "pack"):
    """The pack of a course, without papers."""
    return build_pack(read_course(folder), edition, folder.parent / name, supply=supply, has_papers=False)


def problems(folder: Path, edition: Edition = EDITION) -> list[type]:
    """The kinds of what stops a pack; nothing may be written."""
    with pytest.raises(Problems) as told:
        built(folder, edition)
    assert sorted(path.name for path in folder.parent.iterdir()) == ["course"]
    return [type(one) for one in told.value.problems]


# --- what a pack holds ------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def pack(tmp_path_factory):
    """A finished pack, and the words of its exercises."""
    return built(small_course(tmp_path_factory.mktemp("built") / "course"))


def test_learners_get_notebooks_and_data_and_the_trainer_everything(pack):
    files = {path.relative_to(pack.folder).as_posix() for path in pack.folder.rglob("*") if path.is_file()}
    learner = {name for name in files if name.startswith("learner/")}
    assert {
        "learner/notebooks/m99_tiny.ipynb",
        "learner/course-data/version.json",
        "learner/course-data/lessons/m99/lesson.json",
        "learner/course-data/lessons/m99/checks.py",
        "learner/course-data/companies/small/orders.parquet",
    } <= learner
    assert {
        "trainer/solutions/m99_tiny.ipynb",
        "trainer/checkpoints/m99_tiny.E99.1.ipynb",
        "trainer/hidden/m99_tiny/checks.py",
        "trainer/unseen/unseen-1/orders.parquet",
    } <= files
    assert not [name for name in learner if "unseen" in name or "solution" in name or "answers" in name]


def test_a_learners_checks_hold_neither_hidden_rules_nor_wrong_answers(pack):
    text = (pack.folder / "learner/course-data/lessons/m99/checks.py").read_text(encoding="utf-8")
    assert "tiny.recency_values" in text
    assert not [word for word in ("hidden", "wrong", "reference", "unseen_values") if word in text]


def test_a_solution_opens_with_its_word_and_with_no_other(pack):
    card = json.loads((pack.folder / "learner/course-data/lessons/m99/lesson.json").read_text(encoding="utf-8"))
    sealed = card["exercises"][0]["solution"]["zh-CN"]
    assert "recency = (as_of - last).dt.days" in (unseal(sealed, pack.words["E99.1"]) or "")
    assert unseal(sealed, "plum-000") is None


def test_solved_notebooks_were_run_and_passed(pack):
    cells = nbformat.read(pack.folder / "trainer/solutions/m99_tiny.ipynb", as_version=4).cells
    checks = [cell for cell in cells if cell.metadata.get("segkit", {}).get("part") == "check"]
    assert len(checks) == 2
    assert all("通过" in str(cell.outputs) for cell in checks)
    assert "讲师提示" in "".join(cell.source for cell in cells)


def test_a_checkpoint_holds_what_is_done_and_asks_the_rest(pack):
    cells = nbformat.read(pack.folder / "trainer/checkpoints/m99_tiny.E99.1.ipynb", as_version=4).cells
    text = "\n".join(cell.source for cell in cells)
    assert "recency = (as_of - last).dt.days" in text
    assert 'days = lesson.choose("E99.2"' in text


def test_a_pack_is_found_from_its_notebooks_and_names_its_version(pack):
    assert find_pack(pack.folder / "learner" / "notebooks").company("small").as_of == "2025-12-31"


def test_hashes_stand_for_the_classs_company_alone_and_hold_no_value(pack):
    card = json.loads((pack.folder / "learner/course-data/lessons/m99/lesson.json").read_text(encoding="utf-8"))
    assert {company: {id: list(codes) for id, codes in one.items()} for company, one in card["hashes"].items()} == {
        "small": {"E99.1": ["tiny.recency_values"]}
    }


@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_a_notebook_speaks_one_language(folder, language):
    lesson = read_course(folder).lessons["m99"]
    text = "\n".join(cell.source for cell in learner_notebook(lesson, Edition(language, "1d", "write")).cells)
    assert ("谁很久没来了" in text) == (language == "zh-CN")
    assert ("Who has not come for long" in text) == (language == "en")
    assert f'language = "{language}"' in text


def test_where_code_stands_ready_it_is_folded_but_for_checks_and_words_of_ones_own(folder):
    lesson = read_course(folder).lessons["m99"]
    cells = {cell.id: cell for cell in learner_notebook(lesson, Edition("en", "1d", "run")).cells}
    folded = {id for id, cell in cells.items() if cell.metadata.get("jupyter") == {"source_hidden": True}}
    assert "E99-1-answer" in folded
    assert folded.isdisjoint({"E99-1-check", "E99-2-answer", "E99-2-check", "progress", "hand-in"})
    assert "folded away" in cells["E99-1-how"].source
    assert "folded away" not in cells["E99-2-how"].source
    in_fill = learner_notebook(lesson, Edition("en", "1d", "fill")).cells
    assert not any("jupyter" in cell.metadata for cell in in_fill)


def test_a_track_keeps_its_own_exercises_alone(folder):
    lesson = read_course(folder).lessons["m99"]
    text = "\n".join(cell.source for cell in learner_notebook(lesson, Edition("en", "half")).cells)
    assert "E99.2" in text
    assert "E99.1" not in text


@pytest.mark.slow
def test_an_earlier_pack_is_written_anew_and_any_other_folder_is_left_alone(folder):
    built(folder)
    built(folder)
    other = folder.parent / "mine"
    other.mkdir()
    (other / "letter.txt").write_text("dear", encoding="utf-8")
    with pytest.raises(PackExists):
        built(folder, name="mine")
    assert [path.name for path in other.iterdir()] == ["letter.txt"]


# --- the gates --------------------------------------------------------------------------------------


def test_a_pack_may_be_written_to_a_folder_named_from_where_one_stands(folder, monkeypatch):
    monkeypatch.chdir(folder.parent)
    pack = build_pack(read_course(folder), EDITION, Path("packs/one"), supply=supply, has_papers=False)
    assert (folder.parent / "packs" / "one" / "learner" / "notebooks" / "m99_tiny.ipynb").is_file()
    assert pack.folder == Path("packs/one")


def test_a_track_without_its_lessons_is_not_offered(folder):
    with pytest.raises(LessonsMissing) as told:
        built(folder, Edition("zh-CN", "2d", company="small"))
    assert (told.value.missing, told.value.offered) == (("m98",), ("1d", "half"))


def test_a_finding_of_the_linter_stops_the_pack(folder):
    spoil(folder, "lesson.py", "王姐说", "王哥说")
    assert problems(folder) == [TranslationStale]


def test_a_solution_that_its_checks_reject_stops_the_pack(folder):
    spoil(folder, "checks.py", "return days >= 60", "return days >= 100")
    assert SolutionRejected in problems(folder)


def test_a_wrong_answer_that_says_nothing_of_its_own_stops_the_pack(folder):
    spoil(folder, "checks.py", 'e991.wrong("tiny.r_direction"', 'e991.wrong("tiny.whole_days"')
    assert problems(folder) == [WrongUnnoticed]


def test_a_name_that_only_the_solution_makes_stops_the_learners_notebook_and_the_pack(folder):
    spoil(folder, "lesson.py", "# %%\nimport pandas", "# %%\nimport pandaz\nimport pandas")
    with pytest.raises(LearnerNotebookFails) as told:
        built(folder)
    assert told.value.kind == "ModuleNotFoundError"


def test_an_import_inside_a_solution_that_later_cells_need_stops_the_pack(folder):
    """The fault of a known course: the learner's version lacks an import that was cut out with the solution."""
    spoil(folder, "lesson.py", "# BEGIN SOLUTION\n", "# BEGIN SOLUTION\nimport math\n")
    spoil(folder, "lesson.py", '# %% ex="E99.2"', '# %%\nmath.floor(1.5)\n\n# %% ex="E99.2"')
    assert problems(folder) == [LearnerNotebookFails]


@pytest.mark.parametrize("rung", ["fill", pytest.param("write", marks=pytest.mark.slow)])
def test_a_solution_left_outside_its_marks_stops_the_pack(folder, rung):
    """The other fault of it: a cell that was not marked."""
    code = 'last = orders.groupby("customer_id")["order_date"].max()'
    spoil(folder, "lesson.py", '# %% ex="E99.2"', f'# %%\n{code}\n\n# %% ex="E99.2"')
    assert set(problems(folder, Edition("zh-CN", "1d", rung, company="small"))) == {Leak}


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        (
            "lesson.py",
            "# 每位客户有许多订单",
            '# `orders.groupby("customer_id")["order_date"].max()`，每位客户有许多订单',
        ),
        ("checks.py", "recency.sort_index().tolist(), digits", "(data.as_of - last).dt.days, digits"),
        ("checks.py", "    return days >= 60", '    return days >= 60 or "半数客户两个月内会再来，九十天不来已属少见"'),
    ],
)
def test_an_answer_in_a_hint_or_a_public_check_is_a_leak(folder, tmp_path, file, old, new):
    spoil(folder, file, old, new)
    lesson = read_course(folder).lessons["m99"]
    assert audit_lesson(lesson, EDITION, written(folder, tmp_path))


def test_an_explanation_is_not_in_clear_before_the_exercise_is_passed(folder, tmp_path):
    spoil(folder, "lesson.py", "# 同一批数据", "# `(as_of - last).dt.days`：同一批数据")
    pack = written(folder, tmp_path)
    text = next(pack.glob("**/lesson.json")).read_text("utf-8")
    assert ("同一批数据" in text, "dt.days" in text, '"explain"' in text) == (False, False, True)


def written(folder: Path, tmp_path: Path) -> Path:
    """A learner's folder with the lesson's data and notebook, which no gate has looked at."""
    from segkit.courseware.course_data import write_course_data

    course, learner = read_course(folder), tmp_path / "learner"
    write_course_data(learner, course, tuple(course.lessons.values()), EDITION)
    nbformat.write(learner_notebook(course.lessons["m99"], EDITION), learner / "notebooks" / "m99_tiny.ipynb")
    return learner


def test_a_sound_lesson_leaks_nothing_in_any_rung(folder, tmp_path):
    lesson, learner = read_course(folder).lessons["m99"], written(folder, tmp_path)
    assert audit_lesson(lesson, EDITION, learner) == ()
    assert {one.exercise for one in fragments_of(lesson, EDITION)} == {"E99.1", "E99.2"}


def test_outputs_metadata_attachments_and_counts_are_leaks(folder, tmp_path):
    lesson, learner = read_course(folder).lessons["m99"], written(folder, tmp_path)
    path = learner / "notebooks" / "m99_tiny.ipynb"
    notebook = nbformat.read(path, as_version=4)
    code = next(cell for cell in notebook.cells if cell.cell_type == "code")
    code.outputs = [nbformat.v4.new_output("stream", text="42")]
    code.execution_count = 7
    code.metadata["solution"] = "x"
    text = next(cell for cell in notebook.cells if cell.cell_type == "markdown")
    text["attachments"] = {"a.png": {"image/png": "aGk="}}
    notebook.metadata["answers"] = [1]
    nbformat.write(notebook, path)
    found = [leak.found for leak in audit_lesson(lesson, EDITION, learner)]
    assert found == ["answers", "outputs", "execution_count", "metadata solution", "attachments"]


def test_a_hidden_rule_or_a_wrong_answer_in_a_learners_file_is_a_leak(folder, tmp_path):
    lesson, learner = read_course(folder).lessons["m99"], written(folder, tmp_path)
    target = learner / "course-data" / "lessons" / "m99" / "checks.py"
    target.write_text(lesson_file(folder, "checks.py").read_text(encoding="utf-8"), encoding="utf-8")
    assert "hidden" in {leak.place for leak in audit_lesson(lesson, EDITION, learner)}


def test_the_trainers_truth_in_a_learners_folder_is_a_leak(folder, tmp_path):
    lesson, learner = read_course(folder).lessons["m99"], written(folder, tmp_path)
    (learner / "course-data" / "truth").mkdir()
    (learner / "course-data" / "truth" / "planted.csv").write_text("a,b\n", encoding="utf-8")
    assert [leak.place for leak in audit_lesson(lesson, EDITION, learner)] == ["truth"]


def test_every_sentence_of_the_small_course_is_said_by_a_rule(folder):
    assert set(SENTENCES) == {one for one in SENTENCES if one in lesson_file(folder, "checks.py").read_text("utf-8")}
