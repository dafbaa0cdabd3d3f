"""A small course pack on disk, with one lesson and a company of two, for tests of what runs in a notebook."""

import json
from pathlib import Path
from typing import Any

import pandas as pd

from segkit.learn.asking import hashes_of
from segkit.learn.messages import compile_messages
from segkit.learn.pack import installed_version
from segkit.learn.rules import read_exercises
from segkit.learn.sealed import seal

ORDERS = pd.DataFrame(
    {
        "customer_id": ["ana", "ana", "bo"],
        "order_id": ["1", "2", "3"],
        "order_date": pd.to_datetime(["2025-03-01", "2025-12-28", "2025-11-21"]).date,
        "amount": [200.0, 50.5, 90.0],
    }
)
RECENCY = pd.Series({"ana": 3, "bo": 40})
SOLUTION = 'last = orders.groupby("customer_id")["order_date"].max()\nrecency = (lesson.as_of - last).dt.days\n'
CHECKS = """
from segkit.learn.rules import Exercise

e1 = Exercise("E5.1", names=("recency",), kinds={"recency": "Series"})


@e1.shape("rfm.one_per_customer")
def one_per_customer(recency, data):
    return recency.index.is_unique and set(recency.index) == set(data.orders.customer_id)


@e1.property("rfm.late")
def after_as_of(recency):
    return {"n": int((recency < 0).sum())} if (recency < 0).any() else True


e1.tolerance("rfm.values", lambda recency: recency.sort_index().tolist())

e2 = Exercise("E5.5", names=("n_calls", "reason"), reason="reason")
"""
SENTENCES = {
    "rfm.one_per_customer": ("每位客户应该正好一行。", "There should be exactly one row per customer."),
    "rfm.late": ("有 {n:count} 位客户的间隔是负数。", "{n:count} customers have a negative recency."),
    "rfm.values": ("天数不对，想想从哪一天数起。", "The days are not right; from which day do they count?"),
    "label.few": ("少一些", "Few"),
}
HINTS = {
    "zh-CN": ["最近一次是日期里最大的那个。", "用 `groupby`。", "`as_of - last`"],
    "en": ["The last is the largest date.", "Use `groupby`.", "`as_of - last`"],
}
EXPLAIN = {"zh-CN": "天数**越小越好**。", "en": "Fewer days are **better**."}


def write_pack(folder: Path, *, mode: str = "self", word: str = "") -> Path:
    """A pack in `folder`, its solutions sealed as the mode asks; the folder of its notebooks."""
    data = folder / "course-data"
    company, lesson = data / "companies" / "liwan", data / "lessons" / "m05"
    for place in (company, lesson, folder / "notebooks"):
        place.mkdir(parents=True)
    ORDERS.to_parquet(company / "orders.parquet")
    write_json(data / "version.json", {"version": installed_version()})
    told = {"zh-CN": "栗湾生活", "en": "Liwan Living"}
    facts = {"id": "liwan", "name": told, "as_of": "2025-12-31", "currency": "CNY", "is_invented": True}
    write_json(company / "company.json", facts)
    (lesson / "checks.py").write_text(CHECKS, encoding="utf-8")
    write_json(lesson / "lesson.json", lesson_card(lesson / "checks.py", mode, word))
    write_messages(folder / "po", data / "messages")
    return folder / "notebooks"


def lesson_card(checks: Path, mode: str, word: str) -> dict[str, Any]:
    """What the builder writes of the lesson."""
    first = read_exercises(checks)["E5.1"]
    solution = {} if mode == "exam" else {language: seal(SOLUTION, word) for language in ("zh-CN", "en")}
    named = {"zh-CN": "最近消费间隔", "en": "Recency"}
    exercises = [
        {
            "id": "E5.1",
            "title": named,
            "minutes": 12,
            "hints": HINTS,
            "explain": {one: seal(text) for one, text in EXPLAIN.items()},
            "solution": solution,
        },
        {"id": "E5.5", "title": {"zh-CN": "打给谁", "en": "Whom to call"}, "kind": "decision"},
    ]
    hashes = {"liwan": {"E5.1": hashes_of(first, {"recency": RECENCY}, None)}}
    return {"id": "m05", "title": {"zh-CN": "RFM", "en": "RFM"}, "exercises": exercises, "hashes": hashes}


def write_messages(sources: Path, target: Path) -> None:
    """The sentences in both languages, compiled as in a pack."""
    for at, language in enumerate(("zh_CN", "en")):
        place = sources / language / "LC_MESSAGES"
        place.mkdir(parents=True)
        entries = [f'msgid "{key}"\nmsgstr "{texts[at]}"\n' for key, texts in SENTENCES.items()]
        head = f'msgid ""\nmsgstr ""\n"Language: {language}\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
        (place / "course.po").write_text("\n".join([head, *entries]), encoding="utf-8")
    compile_messages(sources, target)


def write_json(path: Path, value: Any) -> None:
    """A JSON file."""
    path.write_text(json.dumps(value, ensure_ascii=False), encoding="utf-8")
