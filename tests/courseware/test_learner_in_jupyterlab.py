"""Lesson 5 as a learner does it: JupyterLab in a real browser, a wrong answer, a right one, and the hand-in."""

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml

from segkit.courseware.build import build_pack, invented
from segkit.courseware.course import read_course
from segkit.courseware.edition import Edition
from segkit.house import kit_folder
from segkit.learn.messages import course_words, read_messages
from segkit.wording import LANGUAGES
from tests.lab import CODE_CELLS, jupyterlab, opened_page, take_picture

pytestmark = [pytest.mark.slow, pytest.mark.browser]
LESSON = "m05"
CUSTOMERS = 300
SET_SOURCE = """([id, text]) => {
  const cells = window.jupyterapp.shell.currentWidget.content.model.cells;
  for (let at = 0; at < cells.length; at++) if (cells.get(at).id === id) cells.get(at).sharedModel.setSource(text);
}"""
RUN = """async id => {
  const notebook = window.jupyterapp.shell.currentWidget.content;
  const at = notebook.widgets.findIndex(one => one.model.id === id);
  notebook.activeCellIndex = at;
  await notebook.scrollToItem(at, 'center');
  await window.jupyterapp.commands.execute('notebook:run-cell');
}"""
FILLED = ("max", "last", '"customer_id"', "orders")  # the blanks of E5.1, from top to bottom
CHOSEN = {"start_day": "rfm.pick_as_of", "counted": "rfm.pick_orders"}


def one_lesson(folder: Path) -> Path:
    """The kit's course with a track of lesson 5 alone."""
    shutil.copytree(kit_folder("course"), folder)
    course = yaml.safe_load((folder / "course.yml").read_text(encoding="utf-8"))
    track = course["tracks"]["1d"]
    track["programme"] = [step for step in track["programme"] if step.get("lesson") == LESSON]
    minutes = sum(step["minutes"] for step in track["programme"])
    course["tracks"] = {"1d": track | {"net": minutes, "gross": minutes}}
    (folder / "course.yml").write_text(yaml.safe_dump(course, allow_unicode=True), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """Lesson 5 as a course of its own."""
    return read_course(one_lesson(tmp_path_factory.mktemp("course") / "course"))


class Learner:
    """What a person does in the notebook, and sees."""

    def __init__(self, page: Any) -> None:
        self.page = page
        self.sources = page.evaluate(
            "() => window.jupyterapp.shell.currentWidget.content.model.toJSON().cells.map(one => [one.id, one.source])"
        )

    def source(self, id: str) -> str:
        """The text of a cell as it came."""
        return next(text if isinstance(text, str) else "".join(text) for one, text in self.sources if one == id)

    def write(self, id: str, text: str) -> None:
        """Another text in a cell."""
        self.page.evaluate(SET_SOURCE, [id, text])

    def run(self, id: str) -> str:
        """Run one cell; all that it shows, as text."""
        self.page.evaluate(RUN, id)
        [cell] = [one for one in self.page.evaluate(CODE_CELLS) if one["id"] == id]
        return json.dumps(cell["outputs"], ensure_ascii=False)

    def run_until(self, id: str) -> None:
        """Run all code cells above one."""
        for cell in self.page.evaluate(CODE_CELLS):
            if cell["id"] == id:
                return
            self.run(cell["id"])

    def choose(self, name: str, label: str) -> None:
        """Take an option of a drop-down."""
        box = self.page.locator(".jupyter-widgets.widget-dropdown", has_text=re.compile(rf"^{name} =")).last
        box.locator("select").select_option(label=label)


def filled(source: str, *blanks: str) -> str:
    """The blanks of a cell filled in, from top to bottom."""
    for blank in blanks:
        source = source.replace("____", blank, 1)
    return source


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_wrong_answer_gets_its_message_a_right_one_passes_and_the_hand_in_is_written(course, tmp_path, language):
    edition = Edition(language, "1d")
    pack = build_pack(course, edition, tmp_path / "pack", supply=invented(edition, CUSTOMERS), has_papers=False)
    learner = pack.folder / "learner"
    words = course_words(read_messages(learner / "course-data" / "messages", language), language)
    with (
        jupyterlab(learner, tmp_path, language) as address,
        opened_page(address, "notebooks/m05_rfm.ipynb", language) as page,
    ):
        person = Learner(page)
        person.run_until("E5-1-answer")
        assert words("learn.title.not_attempted") in person.run("E5-1-check")
        blank = person.source("E5-1-answer")
        person.write("E5-1-answer", filled(blank, "min", *FILLED[1:]))
        person.run("E5-1-answer")
        for name, key in CHOSEN.items():
            person.choose(name, words(key))
        person.run("E5-1-answer")
        told = person.run("E5-1-check")
        take_picture(page, f"m05_wrong.{language}")
        assert words.overrides["rfm.first_not_last"].rpartition("}")[2] in told
        assert "Traceback" not in told
        person.write("E5-1-answer", filled(blank, *FILLED))
        person.run("E5-1-answer")
        passed = person.run("E5-1-check")
        take_picture(page, f"m05_right.{language}")
        assert words("learn.title.pass") in passed
        person.write("hand-in", 'lesson.hand_in("A07")')
        person.run("hand-in")
        take_picture(page, f"m05_hand_in.{language}")
    [handed] = (learner / "answers").glob("*A07*.json")
    outcomes = json.loads(handed.read_text(encoding="utf-8"))
    assert "pass" in json.dumps(outcomes)


def test_where_code_is_folded_away_a_drop_down_is_all_that_is_needed(course, tmp_path):
    edition = Edition("zh-CN", "1d", "run")
    pack = build_pack(course, edition, tmp_path / "pack", supply=invented(edition, CUSTOMERS), has_papers=False)
    learner = pack.folder / "learner"
    words = course_words(read_messages(learner / "course-data" / "messages", "zh-CN"), "zh-CN")
    with (
        jupyterlab(learner, tmp_path, "zh-CN") as address,
        opened_page(address, "notebooks/m05_rfm.ipynb", "zh-CN") as page,
    ):
        person = Learner(page)
        person.run_until("E5-3-answer")
        person.run("E5-3-answer")
        person.choose("reference", words("rfm.pick_highest"))
        person.run("E5-3-answer")
        assert words("learn.title.fail") in person.run("E5-3-check")
        person.choose("reference", words("rfm.pick_mean"))
        person.run("E5-3-answer")
        assert words("learn.title.pass") in person.run("E5-3-check")
        answer = page.locator(".jp-Cell", has=page.locator(".jupyter-widgets.widget-dropdown", has_text="reference"))
        assert answer.locator(".jp-Placeholder").count() == 1
        assert answer.locator(".jp-InputArea-editor:visible").count() == 0
        take_picture(page, "m05_folded.zh-CN")
