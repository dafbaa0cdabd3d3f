"""`words.yml`: own texts replace the kit's, survive re-runs, and are flagged when their figures moved."""

from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from segkit import facts as f
from segkit.errors import BadValue, Problems, UnknownKey
from segkit.house import kit_folder
from segkit.report.brand import read_brand
from segkit.report.findings import find, say, sentence_of
from segkit.report.pages.document import compose
from segkit.report.words import apply_words, read_words, stale_line, task_text
from segkit.report.words_template import write_words_template
from segkit.report.workbook import write_workbook
from segkit.strategy.playbook import action_text
from tests.report import shop


def told(report: f.Report) -> f.Report:
    return replace(report, findings=find(report))


@pytest.fixture
def report() -> f.Report:
    return told(shop.report())


@pytest.fixture
def words(tmp_path: Path):
    """`words(text)`: the words.yml that says `text`."""

    def read(text: str):
        path = tmp_path / "words.yml"
        path.write_text(text, encoding="utf-8")
        return read_words(path)

    return read


def with_sleeping(report: f.Report, n: int) -> f.Report:
    return told(replace(report, grid=replace(report.grid, sleeping_n=n)))


GRID = """
texts:
  page.grid.title:
    zh-CN: 找回{n:count}位老朋友
    seen: {n: 214, variant: sleeping}
"""


def test_an_own_title_replaces_the_kits_in_its_language_only(report, words):
    applied = apply_words(words(GRID), report)
    item = sentence_of(report, "grid")
    assert say(item, applied.voice(shop.words("zh-CN"))) == "找回214位老朋友"
    assert say(item, applied.voice(shop.words("en"))).startswith("214 once frequent")
    assert applied.stale == ()


def test_its_figures_follow_the_data_and_the_old_one_is_flagged(report, words):
    later = with_sleeping(report, 260)
    applied = apply_words(words(GRID), later)
    assert say(sentence_of(later, "grid"), applied.voice(shop.words("zh-CN"))) == "找回260位老朋友（待复核）"
    assert [(item.slot, item.before, item.now) for item in applied.stale] == [("n", 214, 260)]
    assert stale_line(applied.stale[0], shop.words("zh-CN")) == "待复核：“page.grid.title”写作时为214，现为260"
    assert stale_line(applied.stale[0], shop.words("en")).startswith("To be reviewed")


def test_what_is_to_be_reviewed_stands_in_the_annex_and_in_the_workbook_of_its_language(report, words, tmp_path):
    later = with_sleeping(report, 260)
    applied = apply_words(words(GRID), later)
    told_in = {language: applied.voice(shop.words(language)) for language in ("zh-CN", "en")}
    line = "待复核：“page.grid.title”写作时为214，现为260"
    last = compose(later, read_brand(kit_folder("templates") / "brands" / "plain"), told_in["zh-CN"]).annex[-1]
    assert line in [text for (block,) in last.rows if block.kind == "prose" for text in block.paragraphs]
    write_workbook(later, told_in["zh-CN"], tmp_path / "book.xlsx")
    contents = openpyxl.load_workbook(tmp_path / "book.xlsx").worksheets[0]
    assert line in [cell for row in contents.values for cell in row]
    assert not told_in["en"].stale


def test_a_conclusion_that_turned_is_flagged_and_the_kits_text_stands_where_a_figure_is_gone(report, words):
    later = with_sleeping(report, 0)
    applied = apply_words(words(GRID), later)
    assert "n" in {item.slot for item in applied.stale}
    assert (
        say(sentence_of(later, "grid"), applied.voice(shop.words("zh-CN")))
        == "买得勤的客户近期都还在下单，没有沉睡的收入"
    )
    assert "已经改变" in stale_line(applied.stale[0], shop.words("zh-CN"))


def test_a_figure_is_compared_as_precisely_as_it_was_noted_or_is_printed(report, words):
    noted = "texts: {page.concentration.title: {en: 'Few bring {top:percent}', seen: {top: %s}}}"
    assert report.concentration.top_20_share == 0.5925
    assert apply_words(words(noted % "0.59"), report).stale == ()
    assert apply_words(words(noted % "0.59249"), report).stale == ()
    assert len(apply_words(words(noted % "0.62"), report).stale) == 1


def test_without_seen_the_last_runs_figures_stand_in(report, words):
    own = words("texts: {page.grid.title: {en: 'Bring {n:count} back'}}")
    assert apply_words(own, with_sleeping(report, 300)).stale == ()
    assert apply_words(own, with_sleeping(report, 300), previous=report).stale[0].before == 214


def test_actions_and_tasks_can_be_reworded(report, words):
    own = "texts: {action.key_keep.script: {en: 'Dear {n:count}'}, task.pilot: {zh-CN: 先做试点}}"
    applied = apply_words(words(own), report)
    action = next(item for item in report.actions if item.segment == "key_keep")
    task = next(item for item in report.plan if item.id == "pilot")
    assert action_text(action, "script", applied.voice(shop.words("en"))) == "Dear 301"
    assert action_text(action, "script", applied.voice(shop.words("zh-CN"))) == action.script["zh-CN"]
    assert task_text(task, applied.voice(shop.words("zh-CN"))) == "先做试点"


def test_a_text_for_something_that_does_not_occur_waits_unused(report, words):
    applied = apply_words(words("texts: {action.gone.script: {en: Hello}}"), report)
    assert applied.unused == ("action.gone.script",)


def test_values_and_confirmed_names_reach_the_voice(report, words):
    own = "values: {茶饮: {en: Teas}}\nconfirmed: {clusters: {c1: {zh-CN: 常客, en: Regulars}}}"
    voice = apply_words(words(own), report).voice(shop.words("en"))
    assert voice.show("茶饮", "value") == "Teas"
    assert voice.show("c1", "segment") == "Regulars"
    assert apply_words(words(own), report).confirmed == ("clusters",)


def test_an_unknown_id_and_a_slot_that_cannot_be_printed_are_told_together(words):
    with pytest.raises(Problems) as caught:
        words("texts:\n  page.grid.titel: {en: x}\n  page.grid.title: {en: '{n:pounds}'}\n")
    first, second = caught.value.problems
    assert isinstance(first, UnknownKey)
    assert (first.line, first.nearest) == (2, "page.grid.title")
    assert isinstance(second, BadValue)
    assert second.line == 3


def test_the_template_is_valid_as_written_and_stale_in_nothing_when_uncommented(report, tmp_path):
    path = tmp_path / "words.yml"
    write_words_template(report, path, "how")
    assert read_words(path).texts == {}
    path.write_text(path.read_text(encoding="utf-8").replace("  # ", "  "), encoding="utf-8")
    own = read_words(path)
    applied = apply_words(own, report)
    assert applied.stale == ()
    assert applied.unused == ()
    for language in ("zh-CN", "en"):
        words_ = shop.words(language)
        for item in report.findings:
            if not item.id.startswith("kpi."):
                assert say(item, applied.voice(words_)) == say(item, words_)
