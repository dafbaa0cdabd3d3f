"""What the tests of quizzes and classes share: a small bank, forms with known answers, and filled tables."""

import json
from pathlib import Path

from segkit.courseware.gain import Sheet
from segkit.courseware.quiz.bank import draw_forms
from segkit.courseware.quiz.blueprint import read_blueprint
from segkit.house import kit_folder
from segkit.learn.quiz_forms import Choice, Form, Item
from segkit.report.brand import read_brand
from segkit.wording import LANGUAGES, Wording

COURSE = {"zh-CN": "客户分型实战", "en": "Customer segmentation in practice"}
TOPICS = ("why", "cleaning", "standards", "rfm", "value", "clusters", "evaluation", "strategy")


def item(id, topic="rfm", options=4, right=0, codes=()):
    """An item with its right option at `right` and a misconception behind each other one."""
    named = iter(codes or (f"{topic}.mistake_{n}" for n in range(options)))
    choices = tuple(
        Choice({"zh-CN": f"选项{n}", "en": f"Option {n}"}, "" if n == right else next(named)) for n in range(options)
    )
    text = {"zh-CN": f"第 {id} 题问什么？", "en": f"What does item {id} ask?"}
    return Item(id, topic, text, choices, right, {"zh-CN": f"{id} 的解析。", "en": f"Why, for {id}."})


def bank(per_topic=4, topics=TOPICS):
    """`per_topic` items of each topic, in turn meant for A, for B and for either."""
    meant = ("A", "B", "bank", "bank")
    return tuple(
        (item(f"Q{at}.{n}", topic, options=3 + n % 2), meant[n % 4])
        for at, topic in enumerate(topics, 1)
        for n in range(per_topic)
    )


def forms(track="1d"):
    """Forms A and B of a track from the small bank."""
    return draw_forms(bank(), read_blueprint(), track)


def sheet(form: Form, code: str, right: int, blank: int = 0) -> Sheet:
    """A sheet with the first `right` items right, the last `blank` left open, the others wrong."""
    answers = {}
    for at, one in enumerate(form.items):
        wrong = next(n for n in range(len(one.options)) if n != one.right)
        answers[one.id] = one.right if at < right else None if at >= len(form.items) - blank else wrong
    return Sheet(form.id, code, answers)


def write_course(folder: Path) -> Path:
    """A course folder whose lessons hold the small bank and nothing else."""
    kit = kit_folder("course")
    for name in ("course.yml", "glossary.yml", "blueprint.yml"):
        (folder / name).write_text((kit / name).read_text(encoding="utf-8"), encoding="utf-8")
    for at, topic in enumerate(TOPICS, 1):
        lesson = folder / "lessons" / f"m{at:02}_{topic}"
        lesson.mkdir(parents=True)
        both = "{zh-CN: 课, en: Lesson}"
        objective = f"{{id: O{at}.1, verb: sort, text: {both}}}"
        plan = f"id: m{at:02}\ntitle: {both}\nfor: {both}\ntracks: {{}}\nobjectives: [{objective}]\n"
        (lesson / "lesson.yml").write_text(plan, encoding="utf-8")
        for name in ("lesson.py", "checks.py"):
            (lesson / name).write_text("", encoding="utf-8")
        own = [_as_yaml(one, meant, at) for one, meant in bank() if one.topic == topic]
        (lesson / "quiz.yml").write_text("items:\n" + "".join(own), encoding="utf-8")
    return folder


def _as_yaml(one: Item, meant: str, at: int) -> str:
    options = [
        {"text": choice.text, **({"misconception": choice.misconception} if choice.misconception else {"right": True})}
        for choice in one.options
    ]
    held = {"id": one.id, "objective": f"O{at}.1", "blueprint": one.topic, "form": meant, "text": one.text}
    return f"  - {json.dumps({**held, 'options': options, 'explain': one.explain}, ensure_ascii=False)}\n"


def press(language="zh-CN"):
    """The kit's plain brand on a fixed day."""
    from datetime import date

    from segkit.courseware.documents.printing import Press

    return Press(read_brand(kit_folder("templates") / "brands" / "plain"), Wording(language), date(2026, 11, 26))


__all__ = ["COURSE", "LANGUAGES", "TOPICS", "bank", "forms", "item", "press", "sheet", "write_course"]
