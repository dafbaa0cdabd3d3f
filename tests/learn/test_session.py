"""A lesson in a learner's hands: what it checks, what it shows, what it keeps, and when a solution opens."""

import json
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

from segkit.errors import NameNeeded, NotInPack, PackFaulty, PackMissing, PackOutdated
from segkit.learn import start
from segkit.learn.session import Lesson
from tests.learn.packs import RECENCY, write_json, write_pack


def lesson(folder: Path, language: str = "zh-CN", mode: str = "self", word: str = "") -> Lesson:
    return start("m05", company="liwan", language=language, mode=mode, folder=write_pack(folder, mode=mode, word=word))


def test_tables_come_as_pandas_likes_them(tmp_path):
    orders = lesson(tmp_path).load("orders")
    assert [str(kind) for kind in orders.dtypes] == ["str", "str", "datetime64[ns]", "float64"]


def test_money_is_float_and_the_as_of_day_a_timestamp(tmp_path):
    from decimal import Decimal

    opened = lesson(tmp_path)
    pd.DataFrame({"monetary": [Decimal("1.50")]}).to_parquet(tmp_path / "course-data/companies/liwan/features.parquet")
    orders, features = opened.load("orders", "features")
    assert (len(orders), features.monetary.tolist()) == (3, [1.5])
    assert opened.as_of == pd.Timestamp("2025-12-31")


def test_a_lesson_can_ask_whether_the_company_has_a_table(tmp_path):
    opened = lesson(tmp_path)
    assert (opened.has("orders"), opened.has("messages")) == (True, False)


def test_a_right_answer_passes_in_the_learners_language(tmp_path):
    said = lesson(tmp_path, "en").check("E5.1", recency=RECENCY)
    assert (said.outcome, repr(said)) == ("pass", "✓ E5.1 Passed\nRight.")


@pytest.mark.parametrize("typed", ["e5.1", " E5.1 ", "Ｅ５.１"])
def test_an_exercise_is_known_in_any_case_and_width_and_logged_under_its_own_name(tmp_path, typed):
    opened = lesson(tmp_path)
    assert opened.check(typed, recency=RECENCY).outcome == "pass"
    assert "1" in repr(opened.progress())
    assert json.loads((tmp_path / "answers" / "log-m05.jsonl").read_text().splitlines()[-1])["exercise"] == "E5.1"


def test_a_diagnosed_mistake_gets_its_own_sentence_with_the_learners_figures(tmp_path):
    assert lesson(tmp_path).check("E5.1", recency=-RECENCY).message == "有 2 位客户的间隔是负数。"


def test_a_wrong_value_is_told_and_the_right_one_never_printed(tmp_path):
    said = lesson(tmp_path, "en").check("E5.1", recency=RECENCY + 1)
    assert said.code == "rfm.values"
    assert "40" not in repr(said) + said._repr_html_()


def test_variables_are_read_where_the_check_is_called(tmp_path):
    space = {"lesson": lesson(tmp_path), "recency": RECENCY}
    exec("said = lesson.check('E5.1')", space)  # as a cell does
    assert space["said"].outcome == "pass"


def test_a_blank_is_not_attempted_and_names_what_is_missing(tmp_path):
    said = lesson(tmp_path).check("E5.5", n_calls=...)
    assert (said.outcome, said.message) == (
        "not_attempted",
        "还没有填：n_calls、reason。填好后先运行那一格，再来检查。",
    )


def test_a_result_of_another_kind_is_told_in_words(tmp_path):
    assert lesson(tmp_path).check("E5.1", recency=[1]).message.startswith("recency 应该是一列")


def test_the_reason_is_left_to_the_trainer(tmp_path):
    said = lesson(tmp_path, "en").check("E5.5", n_calls=500, reason="They bought often and stayed away")
    assert said.outcome == "needs_trainer"


def test_a_code_without_a_sentence_still_says_something(tmp_path):
    opened = lesson(tmp_path)
    (tmp_path / "course-data/messages/zh_CN/LC_MESSAGES/course.mo").unlink()
    bare = start("m05", company="liwan", language="zh-CN", folder=tmp_path)
    assert "rfm.values" in bare.check("E5.1", recency=RECENCY + 1).message
    assert opened.check("E5.1", recency=RECENCY).is_right


def test_hints_come_one_after_the_other_and_the_last_stays(tmp_path):
    opened = lesson(tmp_path)
    said = [opened.hint("E5.1").title for _ in range(4)]
    assert said == ["提示 1/3", "提示 2/3", "提示 3/3", "提示 3/3"]
    assert opened.hint("E5.1", 1).text == "最近一次是日期里最大的那个。"
    assert opened.hint("E5.5").title == "这道练习没有提示。"


def test_alone_the_solution_opens_after_an_honest_try(tmp_path):
    opened = lesson(tmp_path)
    opened.check("E5.1", recency=...)
    assert "dt.days" not in opened.solution("E5.1").text
    opened.check("E5.1", recency=RECENCY + 1)
    assert "dt.days" in opened.solution("E5.1").text


def test_alone_the_solution_opens_after_two_hints(tmp_path):
    opened = lesson(tmp_path)
    opened.hint("E5.1")
    assert "dt.days" not in opened.solution("E5.1").text
    opened.hint("E5.1")
    assert "dt.days" in opened.solution("E5.1").text


def test_in_class_the_solution_opens_with_the_trainers_word(tmp_path):
    opened = lesson(tmp_path, mode="class", word="lychee-407")
    opened.check("E5.1", recency=RECENCY + 1)
    assert "口令" in opened.solution("E5.1").title
    assert "口令不对" in opened.solution("E5.1", "lychee-408").title
    assert "dt.days" in opened.solution("E5.1", "Lychee-407").text


def test_in_class_the_timer_opens_what_the_builder_lets_it_open(tmp_path):
    opened = lesson(tmp_path, mode="class")
    path = tmp_path / "course-data/lessons/m05/lesson.json"
    card = json.loads(path.read_text(encoding="utf-8"))
    card["exercises"][0]["solution"]["zh-CN"]["after"] = 0
    write_json(path, card)
    assert "dt.days" not in opened.solution("E5.1").text
    again = start("m05", company="liwan", language="zh-CN", mode="class", folder=tmp_path)
    assert "dt.days" in again.solution("E5.1").text


def test_an_exam_shows_neither_solutions_nor_hints(tmp_path):
    opened = lesson(tmp_path, mode="exam")
    opened.check("E5.1", recency=RECENCY)
    assert opened.solution("E5.1").title == "考试中不能看答案。"
    assert opened.hint("E5.1").title == "考试中不能看提示。"


def test_the_explanation_comes_after_a_pass(tmp_path):
    opened = lesson(tmp_path)
    assert opened.explain("E5.1").text == ""
    opened.check("E5.1", recency=RECENCY)
    assert opened.explain("E5.1").text == "天数**越小越好**。"
    assert "<strong>越小越好</strong>" in opened.explain("E5.1")._repr_html_()


def test_progress_lists_outcomes_tries_hints_and_minutes(tmp_path):
    opened = lesson(tmp_path)
    opened.hint("E5.1")
    opened.check("E5.1", recency=RECENCY + 1)
    opened.check("E5.1", recency=RECENCY)
    rows = opened.progress().rows
    assert [row[:4] for row in rows] == [("E5.1 最近消费间隔", "通过", "2", "1"), ("E5.5 打给谁", "还没做", "0", "0")]
    assert "<table>" in opened.progress()._repr_html_()


def test_a_choice_is_kept_and_read_again(tmp_path):
    opened = lesson(tmp_path)
    assert opened.choose("E5.5", "n_calls", [100, 500]) is ...
    opened.choice("E5.5", n_calls=500)
    again = start("m05", company="liwan", language="en", folder=tmp_path)
    assert again.choose("E5.5", "n_calls", {100: "label.few", 500: "500"}) == 500
    assert again.choose("E5.5", "n_calls", [100]) is ...  # what is no option any more is no choice


def test_damaged_answers_and_logs_count_as_empty(tmp_path):
    opened = lesson(tmp_path)
    (tmp_path / "answers" / "answers.json").write_text("{", encoding="utf-8")
    (tmp_path / "answers" / "log-m05.jsonl").write_text('x\n[]\n{"at": 1}\n', encoding="utf-8")
    assert opened.choose("E5.5", "n_calls", [100, 500]) is ...
    assert opened.progress().rows[0][2:4] == ("0", "0")


def test_handing_in_writes_json_and_tables_and_pickles_nothing(tmp_path):
    opened = lesson(tmp_path)
    (tmp_path / "notebooks" / "m05_rfm.ipynb").write_text("{}", encoding="utf-8")
    space = {"lesson": opened, "recency": RECENCY, "n_calls": 500, "reason": object()}
    exec("lesson.check('E5.1'); box = lesson.hand_in('A07')", space)
    folder = tmp_path / "answers"
    told = json.loads((folder / "hand-in-m05-A07.json").read_text(encoding="utf-8"))
    assert told["exercises"]["E5.1"]["outcome"] == "pass"
    assert told["results"] == {
        "E5.1": {"recency": {"type": "Series", "rows": 2, "file": "hand-in-m05-A07/E5.1.recency.csv"}},
        "E5.5": {"n_calls": {"value": 500}, "reason": {"type": "object"}},
    }
    assert (folder / "hand-in-m05-A07" / "E5.1.recency.csv").read_text(encoding="utf-8-sig").split() == [
        ",0",
        "ana,3",
        "bo,40",
    ]
    assert (folder / "hand-in-m05-A07.ipynb").is_file()
    assert "answers/hand-in-m05-A07.json" in space["box"].text


@pytest.mark.parametrize(
    ("who", "name"), [("张 伟", "张-伟"), ("a/../b", "a-..-b"), ("CON", "_CON"), ("x" * 99, "x" * 40), ("7.", "7")]
)
def test_a_hand_in_has_a_name_that_every_system_bears(tmp_path, who, name):
    lesson(tmp_path).hand_in(who)
    assert [path.name for path in (tmp_path / "answers").glob("*.json")] == [f"hand-in-m05-{name}.json"]


def test_a_hand_in_needs_a_name(tmp_path):
    with pytest.raises(NameNeeded):
        lesson(tmp_path).hand_in(" ../ ")


def test_a_result_too_large_is_named_and_not_written(tmp_path):
    space = {"lesson": lesson(tmp_path), "recency": pd.Series(["x" * 1000] * 5000), "n_calls": "y" * 30_000}
    exec("lesson.hand_in('A07')", space)
    told = json.loads((tmp_path / "answers" / "hand-in-m05-A07.json").read_text(encoding="utf-8"))
    assert told["results"]["E5.1"]["recency"] == {"type": "Series", "rows": 5000, "too_large": True}
    assert told["results"]["E5.5"]["n_calls"] == {"type": "str", "too_large": True}


def test_a_notebook_outside_a_pack_is_told_so(tmp_path):
    with pytest.raises(PackMissing):
        start("m05", company="liwan", language="en", folder=tmp_path)


def test_a_pack_of_another_version_stops(tmp_path):
    write_pack(tmp_path)
    write_json(tmp_path / "course-data" / "version.json", {"version": "0.0.9"})
    with pytest.raises(PackOutdated) as stopped:
        start("m05", company="liwan", language="en", folder=tmp_path)
    assert stopped.value.pack == "0.0.9"


@pytest.mark.parametrize(
    "named", [{"lesson": "m99"}, {"company": "../liwan"}, {"language": "fr"}, {"mode": "easy"}, {"lesson": ".."}]
)
def test_what_the_pack_does_not_have_is_named_with_what_it_has(tmp_path, named):
    write_pack(tmp_path)
    given = {"lesson": "m05", "company": "liwan", "language": "en", "mode": "self"} | named
    with pytest.raises(NotInPack):
        start(given.pop("lesson"), folder=tmp_path, **given)


def test_an_unknown_table_or_exercise_is_named(tmp_path):
    opened = lesson(tmp_path)
    for call in (lambda: opened.load("order"), lambda: opened.check("E9.9"), lambda: opened.hint("E9.9")):
        with pytest.raises(NotInPack):
            call()


def test_a_damaged_file_of_the_pack_is_named(tmp_path):
    write_pack(tmp_path)
    (tmp_path / "course-data/lessons/m05/lesson.json").write_text("{", encoding="utf-8")
    with pytest.raises(PackFaulty):
        start("m05", company="liwan", language="en", folder=tmp_path)


def test_importing_the_room_loads_no_heavy_library():
    code = "import sys, segkit.learn, segkit.learn.rules; print('pandas' in sys.modules, 'ibis' in sys.modules)"
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert shown.stdout.split() == ["False", "False"]
