"""What an exercise asks learners to choose and to write, and the room that papers give for it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from segkit.courseware.blocks import CHOICE, FADE, OWN_WORDS, whole_block
from segkit.courseware.documents.blocks import Block, Grid, Lines
from segkit.courseware.documents.texts import Gallery, render_inline
from segkit.courseware.lesson import Lesson
from segkit.courseware.plan import ExercisePlan
from segkit.wording import Wording

ROOM = {"code": 2, "decision": 3, "rubric": 6, "cards": 2}  # lines to write on where nothing is asked by name
EACH_TEXT = 3  # lines for each of one or two texts
MANY = 3  # choices, or texts, from which on each has a row of its own
TWO_UP = 6  # choices beyond which two stand in a row
LOW, HIGH = 8.5, 12.5  # millimetres of a row with a choice, and of one with a text
PLAIN = Gallery("")  # of names and short texts, which hold no formula
LONGEST = {"zh-CN": 22, "en": 48}  # characters of what a lesson says of a name, beyond which it is left out


@dataclass(frozen=True)
class Asked:
    """One answer by its name in the notebook: chosen from a menu or written; `n` texts go under one name."""

    name: str
    is_choice: bool
    n: int = 1


def asked_in(lesson: Lesson, exercise: str) -> tuple[Asked, ...]:
    """What the code of an exercise leaves to the learner's judgement, whatever the rung, in its order."""
    return tuple(one for cell in lesson.code_of(exercise) for one in _asked(whole_block(cell).solution))


def answer_room(exercise: ExercisePlan, lesson: Lesson, words: Wording) -> Iterator[Block]:
    """Room to answer on paper: rows for many choices and for many texts, lines for few, as much as is asked."""
    asked = asked_in(lesson, exercise.id)
    choices = [one for one in asked if one.is_choice]
    texts = [one for one in asked if not one.is_choice]
    told = _told(lesson, exercise.id, words.language)
    has_reasons = MANY <= len(choices) <= TWO_UP
    if len(choices) >= MANY:
        yield _of_choices([one.name for one in choices], told, words)
    if len(texts) >= MANY:
        yield _of_texts(texts, told, words)
    elif texts:
        few = [] if len(choices) >= MANY else choices
        names = words("documents.joint").join(_named(one.name, told) for one in (*few, *texts))
        label = render_inline(words("documents.exercises.room.text", names=names), PLAIN)
        yield Lines(exercise.lines or EACH_TEXT * len(texts), label)
    elif exercise.kind != "decision" or not has_reasons:
        is_reason = len(choices) >= MANY and exercise.kind == "decision"
        label = "why" if is_reason else f"room.{exercise.kind}"
        yield Lines(exercise.lines or ROOM[exercise.kind], words(f"documents.exercises.{label}"))


def _asked(solution: Sequence[str]) -> Iterator[Asked]:
    for line in solution:
        found = FADE.search(line)
        name = line.partition("=")[0].strip()
        if found and CHOICE in found["faded"]:
            yield Asked(name, is_choice=True)
        elif found and OWN_WORDS in found["faded"]:
            yield Asked(name, is_choice=False, n=found["faded"].count(OWN_WORDS))


def _of_choices(names: Sequence[str], told: dict[str, str], words: Wording) -> Grid:
    """A row for each choice; pairs of choices that share a name in one row, and two in a row where there are many."""
    say = words("documents.exercises.name"), words("documents.exercises.choice"), words("documents.exercises.why")
    pairs = [name.rpartition("_")[::2] for name in names]
    kinds = list(dict.fromkeys(kind for _, kind in pairs))
    things = list(dict.fromkeys(thing for thing, _ in pairs))
    if 1 < len(kinds) < len(things) and pairs == [(thing, kind) for thing in things for kind in kinds]:
        width = 82 / len(kinds)
        rows = tuple((_coded(thing), *("",) * len(kinds)) for thing in things)
        return Grid((say[0], *map(_coded, kinds)), rows, (18, *(width,) * len(kinds)), LOW)
    if len(names) > TWO_UP:
        half = -(-len(names) // 2)
        sides = zip(names[:half], (*names[half:], "")[:half], strict=True)
        rows = tuple((_coded(one), "", _coded(other), "") for one, other in sides)
        return Grid((*say[:2], *say[:2]), rows, (10, 40, 10, 40), LOW)
    return Grid(say, tuple((_cell(name, told), "", "") for name in names), (34, 28, 38), LOW)


def _of_texts(texts: Sequence[Asked], told: dict[str, str], words: Wording) -> Grid:
    heads = words("documents.exercises.name"), words("documents.exercises.answer")
    tall = HIGH * (2 if any(one.n > 2 for one in texts) else 1)
    return Grid(heads, tuple((_cell(one.name, told), "") for one in texts), (30, 70), tall)


def _named(name: str, told: dict[str, str]) -> str:
    """A name as code in Markdown, with what the lesson says of it."""
    return f"`{name}` {told[name]}" if name in told else f"`{name}`"


def _cell(name: str, told: dict[str, str]) -> Any:
    return render_inline(_named(name, told), PLAIN)


def _coded(name: str) -> Any:
    return render_inline(f"`{name}`", PLAIN) if name else ""


def _told(lesson: Lesson, exercise: str, language: str) -> dict[str, str]:
    """What the exercise's own text says that a name stands for, shortly: in a table's row or behind a colon."""
    found: dict[str, str] = {}
    for cell in lesson.texts(language, "lecture"):
        if cell.exercise == exercise:
            rows = re.findall(r"^\| *`?(\w+)`? *\| *([^|]+?) *\|", cell.source, re.MULTILINE)
            for name, text in (*rows, *re.findall(r"(?<!、)(?<!, )`(\w+)`(?:：|: )([^\n]+)", cell.source)):
                short = re.split(r"[：。，；（？]|[:;,.(?](?: |$)| \(", text.replace("**", ""))[0].strip()
                if "`" not in short and len(short) <= LONGEST[language]:
                    found.setdefault(name, short)
    return found
