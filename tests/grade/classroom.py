"""A small lesson, two invented companies, and learners who hand in notebooks of every kind."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from segkit.courseware.grade.assignment import Assignment, read_assignment
from segkit.courseware.lesson import Lesson, read_lesson
from segkit.learn.pack import Company

COURSE = Path(__file__).parent / "course"
AS_OF = "2025-01-05"
PARAMETERS = 'company = "liwan"\nlanguage = "zh-CN"\nmode = "class"'
SETUP = (
    "import pandas as pd\nfrom segkit.learn import start\n\n"
    'lesson = start("m98", company=company, language=language, mode=mode)\n'
    'orders = lesson.load("orders")\nas_of = lesson.as_of'
)
EXERCISES = ("E98.1", "E98.2", "E98.3", "E98.4")
RIGHT = {
    "E98.1": "recency = (as_of - orders.groupby('customer_id')['order_date'].max()).dt.days",
    "E98.2": "frequency = orders.groupby('customer_id')['order_id'].nunique()",
    "E98.3": "monetary = orders.groupby('customer_id')['amount'].sum()",
    "E98.4": "days = 90\nreason = '半数客户两个月内会再来，九十天不来已属少见'",
}
BLANK = {
    "E98.1": "recency = ...",
    "E98.2": "frequency = orders.groupby('customer_id')['____'].nunique()",
    "E98.3": "monetary = ____",
    "E98.4": "days = ...\nreason = '____'",
}
READ = ("needs_trainer", "", None)
FULL = {"E98.1": ("pass", "", 3), "E98.2": ("pass", "", 3), "E98.3": ("pass", "", 3), "E98.4": READ}
NOT_DONE = ("not_attempted", "learn.not_attempted", 0)


@dataclass(frozen=True)
class Handed:
    """One learner's notebook and what the gradebook must say of it: outcome, code and points by exercise."""

    learner: str
    notebook: Mapping[str, Any]
    expected: Mapping[str, tuple[str, str, int | None]]


def lesson() -> Lesson:
    """The lesson that is graded."""
    return read_lesson(COURSE / "lessons" / "m98_grading")


def assignment() -> Assignment:
    """The lesson as the grader knows it."""
    return read_assignment(lesson())


def company(folder: Path, seed: int, customers: int = 40) -> Company:
    """A company of a few customers: orders with several lines, refunds, and nobody on the as-of day."""
    random = np.random.default_rng(seed)
    n = customers * 5
    bought = random.integers(0, 300, n // 2)
    orders = pd.DataFrame(
        {
            "customer_id": [f"K{line // 2 % customers:03d}" for line in range(n)],
            "order_id": [f"O{line // 2:04d}" for line in range(n)],
            "order_date": pd.Timestamp("2024-12-31") - pd.to_timedelta(np.repeat(bought, 2)[:n], unit="D"),
            "amount": random.integers(10, 500, n) * np.where(random.random(n) < 0.1, -1.0, 1.0),
        }
    )
    folder.mkdir(parents=True, exist_ok=True)
    orders.to_parquet(folder / "orders.parquet")
    return Company(f"c{seed}", {"zh-CN": "甲公司", "en": "A"}, AS_OF, "CNY", is_invented=True, folder=folder)


def code(source: str, exercise: str = "", tags: Sequence[str] = ()) -> dict[str, Any]:
    """A code cell."""
    marks: dict[str, Any] = {"segkit": {"part": "answer", "exercise": exercise}} if exercise else {}
    marks |= {"tags": list(tags)} if tags else {}
    return {"cell_type": "code", "metadata": marks, "source": source, "outputs": [], "execution_count": None}


def notebook(
    answers: Mapping[str, str], *, extra: Mapping[str, Sequence[dict[str, Any]]] | None = None
) -> dict[str, Any]:
    """A learner's notebook with these answers, a check below each, and `extra` cells before an exercise."""
    cells = [code(PARAMETERS, tags=["parameters"]), code(SETUP)]
    for exercise in EXERCISES:
        cells += (extra or {}).get(exercise, ())
        cells += [code(answers[exercise], exercise), code(f'lesson.check("{exercise}")')]
    cells += (extra or {}).get("end", ())
    return {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}


def write(folder: Path, handed: Sequence[Handed]) -> Path:
    """Put every notebook into `folder` as the trainer gathers them."""
    folder.mkdir(parents=True, exist_ok=True)
    for one in handed:
        path = folder / f"m98_grading-{one.learner}.ipynb"
        path.write_text(json.dumps(one.notebook, ensure_ascii=False), encoding="utf-8")
    return folder


def wrong(exercise: str, at: int) -> tuple[str, str]:
    """The code and source of one of the lesson's own known wrong answers."""
    task = next(task for task in assignment().tasks if task.id == exercise)
    found = task.checks.wrongs[at]
    return found.code, found.source


def with_wrong(learner: str, *mistakes: tuple[str, int]) -> Handed:
    """A learner who makes these known mistakes and is right elsewhere."""
    answers, expected = dict(RIGHT), dict(FULL)
    for exercise, at in mistakes:
        said, source = wrong(exercise, at)
        answers[exercise], expected[exercise] = source, ("fail", said, 0)
    return Handed(learner, notebook(answers), expected)


def every_kind(own: Company, prefix: str) -> list[Handed]:
    """Ten learners: right, blank, half done, looping, crashing, copied cells, broken cells, typed-in figures."""
    typed = (pd.Timestamp(AS_OF) - own.table("orders").groupby("customer_id")["order_date"].max()).dt.days.to_dict()
    typed_in = f"recency = pd.Series({typed!r}).rename_axis('customer_id')"
    loop = {**RIGHT, "E98.2": "frequency = 0\nwhile True:\n    frequency += 1"}
    crash = {**RIGHT, "E98.3": "import os\nos._exit(0)\nmonetary = 1"}
    copied = notebook(RIGHT, extra={"end": [code(RIGHT["E98.1"], "E98.1"), code('lesson.check("E98.1")')] * 2})
    split = notebook(
        {**RIGHT, "E98.1": "recency = (as_of - last).dt.days"},
        extra={"E98.1": [code("last = orders.groupby('customer_id')['order_date'].max()")]},
    )
    broken = notebook(RIGHT, extra={"E98.1": [code("this is no code"), code("1 / 0")], "E98.3": [code("print(nix)")]})
    wide = {**RIGHT, "E98.1": "%config InlineBackend.figure_format = 'svg'\n" + RIGHT["E98.1"]}
    named = lambda n: f"{prefix}{n:02d}"  # noqa: E731
    return [
        Handed(named(0), notebook(RIGHT), FULL),
        Handed(named(1), notebook(BLANK), dict.fromkeys(EXERCISES, NOT_DONE)),
        Handed(named(2), notebook({**RIGHT, "E98.3": BLANK["E98.3"]}), {**FULL, "E98.3": NOT_DONE}),
        Handed(named(3), notebook(loop), {**FULL, "E98.2": ("error", "grading.timeout", 0)}),
        Handed(named(4), notebook(crash), {**FULL, "E98.3": ("error", "grading.ended", 0)}),
        Handed(named(5), copied, FULL),
        Handed(named(6), split, FULL),
        Handed(named(7), broken, FULL),
        Handed(named(8), notebook({**RIGHT, "E98.1": typed_in}), {**FULL, "E98.1": ("fail", "grading.only_own", 2)}),
        Handed(named(9), notebook(wide), FULL),
    ]
