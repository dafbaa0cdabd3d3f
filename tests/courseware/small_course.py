"""A course of the tiny lesson alone, which tests may spoil, and a company of thirty customers."""

import json
import shutil
from datetime import date, timedelta
from importlib.metadata import version
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from segkit.courseware.lesson import read_lesson
from segkit.courseware.lint_texts import stamp_lesson

TINY = Path(__file__).parent / "lessons" / "m99_tiny"
AS_OF = date(2025, 12, 31)
COURSE = """\
title: {zh-CN: 小课程, en: A small course}
tracks:
  1d:
    title: {zh-CN: 一天班, en: One day}
    net: 30
    gross: 45
    programme:
      - {fixed: opening, minutes: 15, title: {zh-CN: 开班, en: Welcome}}
      - {lesson: m99, minutes: 30}
  half:
    title: {zh-CN: 半天班, en: Half a day}
    net: 13
    gross: 13
    programme:
      - {lesson: m99, minutes: 13}
  2d:
    title: {zh-CN: 两天班, en: Two days}
    net: 60
    gross: 60
    programme:
      - {lesson: m98, minutes: 60}
description:
  background: {1d: &background {zh-CN: 背景, en: background}, half: *background, 2d: *background}
  benefits: &promised
    1d: [{zh-CN: 收益, en: a benefit}]
    half: [{zh-CN: 收益, en: a benefit}]
    2d: [{zh-CN: 收益, en: a benefit}]
  audience: {zh-CN: 对象, en: audience}
  method: {zh-CN: 方式, en: method}
  outcomes: *promised
"""
GLOSSARY = """\
terms:
  - key: as_of
    name: {zh-CN: 统计截止日, en: as-of day}
    avoid: {zh-CN: [快照日], en: [snapshot date]}
misconceptions:
  - code: tiny.recency_is_spend
    text: {zh-CN: 把间隔当成金额, en: takes recency for spend}
"""
SENTENCES = {
    "tiny.one_per_customer": ("每位客户应当恰好一行。", "Each customer should stand once."),
    "tiny.r_direction": ("这里用的是首单，不是最近一单。", "This looks at the first order, not the last."),
    "tiny.today_not_as_of": ("天数应当从统计截止日算起。", "Days count from the as-of day."),
    "tiny.whole_days": ("天数应当是整数。", "Days are whole numbers."),
    "tiny.recency_values": ("有几位客户的天数不对。", "Some customers have the wrong days."),
    "tiny.unseen_values": ("换一家公司，天数就不对了。", "On another company the days are wrong."),
    "tiny.cut_too_short": ("界值太短，一半客户都成了流失。", "With this cut half of the customers are lost."),
}


def small_course(folder: Path) -> Path:
    """A course folder with the tiny lesson, its translations stamped."""
    shutil.copytree(TINY, folder / "lessons" / "m99_tiny", ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "course.yml").write_text(COURSE, encoding="utf-8")
    (folder / "glossary.yml").write_text(GLOSSARY, encoding="utf-8")
    for at, language in enumerate(("zh_CN", "en")):
        path = folder / "messages" / language / "LC_MESSAGES" / "course.po"
        path.parent.mkdir(parents=True)
        entries = [f'msgid "{key}"\nmsgstr "{texts[at]}"\n' for key, texts in SENTENCES.items()]
        head = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n'
        path.write_text("\n".join((head, *entries)), encoding="utf-8")
    stamp_lesson(read_lesson(folder / "lessons" / "m99_tiny"))
    return folder


def spoil(course: Path, file: str, old: str, new: str) -> Path:
    """`course` after `old` was replaced once in one of its files; `old` must be there."""
    path = course / file if "/" in file or file in ("course.yml", "glossary.yml") else lesson_file(course, file)
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return course


def lesson_file(course: Path, name: str) -> Path:
    """A file of the tiny lesson."""
    return course / "lessons" / "m99_tiny" / name


def small_company(folder: Path, *, seed: int = 0, customers: int = 30) -> Path:
    """A company as the contract has it: company.json and orders.parquet, made of small arithmetic."""
    folder.mkdir(parents=True)
    told = {"id": folder.name, "name": {"zh-CN": "小店", "en": "Small"}, "as_of": AS_OF.isoformat()}
    text = json.dumps({**told, "currency": "CNY", "is_invented": True}, ensure_ascii=False)
    (folder / "company.json").write_text(text, encoding="utf-8")
    rows = [(c, n, (c * 7 + n * 41 + seed * 13) % 300 + 3) for c in range(customers) for n in range(1 + c % 3)]
    table = pa.table(
        {
            "order_id": [f"o{c:03d}{n}" for c, n, _ in rows],
            "customer_id": [f"c{c:03d}" for c, _, _ in rows],
            "order_date": pa.array([AS_OF - timedelta(days=days) for _, _, days in rows], pa.date32()),
            "amount": [float(days) for _, _, days in rows],
        }
    )
    pq.write_table(table, folder / "orders.parquet")
    return folder


def installed() -> str:
    """The version that a pack names."""
    return version("segkit")
