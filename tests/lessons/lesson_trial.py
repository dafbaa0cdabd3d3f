"""A lesson's code run in this process on an invented company, with a known answer in the solution's place.

The company is drawn with numpy: small enough that twenty of them take a second, with refunds, orders of several lines,
customers who registered and never bought, and answers that only some gave, some of them twice.
"""

import ast
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pandas as pd

from segkit.courseware.blocks import BEGIN, END, learner_code, solved_code, whole_block
from segkit.courseware.lesson import Lesson, read_lesson
from segkit.house import kit_folder
from segkit.learn.asking import Known, ask, hashes_of
from segkit.learn.data import LessonData
from segkit.learn.names import segment_names
from segkit.learn.outcome import Checked
from segkit.learn.rules import Exercise, read_exercises

AS_OF = pd.Timestamp("2025-12-31")


def lesson_folder(name: str) -> Path:
    """Where a lesson of the kit lies."""
    return kit_folder("course") / "lessons" / name


@lru_cache(maxsize=8)
def lesson_of(name: str) -> Lesson:
    """The lesson as its authors wrote it."""
    return read_lesson(lesson_folder(name))


@lru_cache(maxsize=8)
def exercises_of(name: str) -> Mapping[str, Exercise]:
    """The exercises of its checks, by id."""
    return read_exercises(lesson_folder(name) / "checks.py")


@lru_cache(maxsize=64)
def company(seed: int, customers: int = 160) -> LessonData:
    """An invented company's tables; equal seeds give equal companies."""
    draw = np.random.default_rng(seed)
    ids = pd.Series([f"C{number:05d}" for number in draw.permutation(customers)])
    orders = _orders(draw, ids)
    segments = _segments(draw, orders)
    features = segments.drop(columns=["value_tier", "rfm_8"])
    tables = {"orders": orders, "features": features, "segments": segments, "feedback": _feedback(draw, ids)}
    return LessonData(tables, AS_OF)


def shuffled(data: LessonData, seed: int) -> LessonData:
    """The same company with the rows of every table in another order."""
    names = ("orders", "features", "segments", "feedback")
    return LessonData(
        {name: getattr(data, name).sample(frac=1, random_state=seed).reset_index(drop=True) for name in names},
        data.as_of,
    )


def results(
    name: str, data: LessonData, exercise: str = "", answer: str | None = None, *, language: str = "zh-CN"
) -> dict[str, Any]:
    """What the lesson's variables are after its code ran, with `answer` in place of one exercise's solution.

    Where an exercise is named, the cells of all others are left out. `lesson.choose` gives `...`, as nothing is
    chosen; a blank `____`, or such a choice, stops its own cell alone.
    """
    space: dict[str, Any] = {"pd": pd, "as_of": data.as_of, "company": "liwan", "language": language}
    space["lesson"] = _Unchosen()
    space |= {table: getattr(data, table).copy() for table in lesson_of(name).plan.data}
    for cell in lesson_of(name).cells:
        if cell.kind == "code" and "parameters" not in cell.tags and (not exercise or cell.exercise in ("", exercise)):
            _run(_imports(cell.source) or solved_code(cell.source, answer if cell.exercise else None), space)
    return space


def checked(
    name: str,
    exercise: str,
    data: LessonData,
    answer: str | None = None,
    *,
    hashes_from: LessonData | None = None,
    is_grader: bool = False,
) -> Checked:
    """The outcome of an answer; of the model solution where none is given.

    `hashes_from` is the company whose hashes the learner holds; the one that is looked at unless another is named.
    """
    space = results(name, data, exercise, answer)
    return said_of(name, exercise, data, space, hashes_from=hashes_from, is_grader=is_grader)


def said_of(
    name: str,
    exercise: str,
    data: LessonData,
    space: Mapping[str, Any],
    *,
    hashes_from: LessonData | None = None,
    is_grader: bool = False,
) -> Checked:
    """The outcome of variables, wherever they come from, on a company."""
    one = exercises_of(name)[exercise]
    reference = SimpleNamespace(**_named(one, right(name, data))) if is_grader else None
    known = Known(_hashes(name, exercise, hashes_from or data), reference, is_grader)
    return ask(one, _named(one, space), data, known)


@lru_cache(maxsize=128)
def _hashes(name: str, exercise: str, data: LessonData) -> dict[str, str]:
    one = exercises_of(name)[exercise]
    return hashes_of(one, _named(one, right(name, data)), data)


@lru_cache(maxsize=128)
def right(name: str, data: LessonData) -> dict[str, Any]:
    """All results of the model solutions on a company."""
    return results(name, data)


def blank(name: str, exercise: str, rung: str) -> str:
    """What stands in the solution's place for a learner of that rung."""
    (cell,) = lesson_of(name).code_of(exercise)
    block, kind = whole_block(cell), lesson_of(name).plan.exercise(exercise).kind
    bare = "\n".join((BEGIN, *block.solution, END))
    return learner_code(bare, rung, kind, exercises_of(name)[exercise].names)


class _Unchosen:
    """A lesson whose drop-downs nobody has touched, which has no words of its own and draws no chart."""

    def choose(self, *_: Any) -> Any:
        return ...

    def names(self, scheme: str) -> dict[str, str]:
        return segment_names(scheme, "zh-CN")

    def text(self, key: str, **_: Any) -> str:
        return key

    def word(self, value: Any) -> Any:
        return value

    def counts(self, crossed: Any) -> Any:
        return crossed

    def chart(self, *_: Any) -> None:
        """No exercise reads a chart."""


def _imports(source: str) -> str:
    """What the setup cell imports; its tables come from the invented company. Empty for any other cell."""
    is_setup = "start(" in source
    return "\n".join(line for line in source.splitlines() if is_setup and line.startswith(("import ", "from ")))


def _run(source: str, space: dict[str, Any]) -> None:
    try:
        exec(compile(ast.parse(source), "lesson.py", "exec"), space)
    except (NameError, KeyError, TypeError) as stopped:
        if not any(sign in str(stopped) for sign in ("____", "Ellipsis", "ellipsis")):
            raise


def _named(exercise: Exercise, space: Mapping[str, Any]) -> dict[str, Any]:
    return {name: space[name] for name in exercise.names if name in space}


def _orders(draw: np.random.Generator, ids: pd.Series) -> pd.DataFrame:
    """One row per order line: most customers came once, some often, one in ten never; some lines are given back."""
    buyers = ids[draw.random(len(ids)) > 0.1]
    frequency = 1 + draw.negative_binomial(1, 0.35, len(buyers))
    customer = np.repeat(buyers.to_numpy(), frequency)
    level = np.repeat(draw.lognormal(4.2, 0.9, len(buyers)), frequency)
    day = AS_OF - pd.to_timedelta(draw.integers(0, 720, len(customer)), unit="D")
    orders = pd.DataFrame({"customer_id": customer, "order_date": day, "level": level})
    orders["order_id"] = [f"O{number:06d}" for number in range(len(orders))]
    lines = orders.loc[np.repeat(orders.index, draw.integers(1, 4, len(orders)))].reset_index(drop=True)
    lines["amount"] = (lines["level"] * draw.lognormal(0, 0.4, len(lines))).round(2) + 1
    back = lines[draw.random(len(lines)) < 0.04].assign(is_refund=True)
    back["amount"] = -back["amount"]
    return pd.concat([lines.assign(is_refund=False), back], ignore_index=True).drop(columns="level")


def _segments(draw: np.random.Generator, orders: pd.DataFrame) -> pd.DataFrame:
    """One row per buyer: features, then value tiers by share of revenue and types by the mean, as the kit has them."""
    bought = orders[~orders["is_refund"]]
    table = pd.DataFrame(
        {
            "recency_days": (AS_OF - bought.groupby("customer_id")["order_date"].max()).dt.days,
            "frequency": bought.groupby("customer_id")["order_id"].nunique(),
            "monetary": orders.groupby("customer_id")["amount"].sum(),
        }
    )
    late = orders[orders["order_date"] > AS_OF - pd.Timedelta(days=365)]
    table["monetary_12m"] = late.groupby("customer_id")["amount"].sum().reindex(table.index).fillna(0.0)
    table["tenure_days"] = (AS_OF - bought.groupby("customer_id")["order_date"].min()).dt.days
    table["average_order"] = table["monetary"] / table["frequency"]
    table["main_channel"] = draw.choice(["app", "shop"], len(table))
    table["value_tier"] = _tiers(table["monetary"])
    table["rfm_8"] = ["key_value" if big else "general_develop" for big in table["monetary"] > table["monetary"].mean()]
    return table.rename_axis("customer_id").reset_index()


def _tiers(monetary: pd.Series) -> pd.Series:
    reached = monetary.sort_values(ascending=False).cumsum() / monetary.sum()
    tier = pd.cut(reached, [-1, 0.5, 0.8, 2], labels=["high_value", "middle_value", "low_value"])
    return tier.astype(str).reindex(monetary.index)


def _feedback(draw: np.random.Generator, ids: pd.Series) -> pd.DataFrame:
    """Answers of two in five customers, some with two."""
    asked = pd.concat([ids[draw.random(len(ids)) < 0.35], ids[draw.random(len(ids)) < 0.1]])
    day = AS_OF - pd.to_timedelta(draw.integers(0, 500, len(asked)), unit="D")
    marks = draw.choice([1.0, 2.0, 3.0, 4.0, 5.0], len(asked), p=[0.08, 0.12, 0.2, 0.35, 0.25])
    return pd.DataFrame({"customer_id": asked.to_numpy(), "answered_date": day, "satisfaction": marks})
