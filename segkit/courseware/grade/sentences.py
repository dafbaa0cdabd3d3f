"""What a mark says to a person: the sentence of its code, in the course's words or the kit's."""

import re
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from segkit.courseware.grade.marking import Mark
from segkit.learn.messages import compile_messages, course_words, read_messages
from segkit.learn.telling import plain_words
from segkit.wording import Wording

LONGEST = 400  # letters of a slot that quotes a learner's own value
OWN = ("learn", "grading")  # catalogues of the kit that codes may name
SLOT = re.compile(r"\{[^{}]*\}")


def words_of_course(course: Path, language: str, currency: str = "CNY") -> Wording:
    """A voice that knows the kit's sentences and those of the course's checks, from its `messages` folder."""
    with tempfile.TemporaryDirectory(prefix="segkit-words-") as folder:
        compile_messages(course / "messages", Path(folder))
        return course_words(read_messages(Path(folder), language), language, currency)


def sentence_of(mark: Mark, words: Wording) -> str:
    """What the mark says, the learner's own figures filled in; never what was expected, never a hidden rule's text."""
    slots = {name: _short(value) for name, value in mark.slots.items()}
    if mark.code == "learn.error":
        return plain_words(str(slots.get("type", "")), str(slots.get("text", "")), words) + _line(slots, words)
    if mark.code == "learn.kind" and words.has(f"learn.kind.{slots.get('expected')}"):
        slots["expected"] = words(f"learn.kind.{slots['expected']}")
    if not mark.code:
        return words(f"grading.said.{mark.outcome}")
    if not _is_known(mark.code, words):
        return words("grading.no_sentence", code=mark.code)
    try:
        return words(mark.code, **slots)
    except (KeyError, ValueError, TypeError, IndexError, AttributeError):  # a learner's value that no slot can print
        return idea_of(mark.code, words)


def idea_of(code: str, words: Wording) -> str:
    """A code's sentence for a whole class: what each learner's own figures would fill in is left open."""
    if code in ("learn.error", "learn.kind"):
        return words(f"grading.idea.{code.split('.')[1]}")
    if not _is_known(code, words):
        return words("grading.no_sentence", code=code)
    return bare(SLOT.sub("…", words.overrides.get(code) or words.pattern(code)))


def bare(text: str) -> str:
    """A sentence without the marks of code that a notebook shows and paper does not."""
    return text.replace("`", "")


def _is_known(code: str, words: Wording) -> bool:
    """Whether the course has a sentence for the code, or the kit has."""
    return code in words.overrides or (code.split(".")[0] in OWN and words.has(code))


def _line(slots: Mapping[str, Any], words: Wording) -> str:
    return words("grading.line", n=slots["line"]) if slots.get("line") else ""


def _short(value: Any) -> Any:
    if isinstance(value, str):
        return value if len(value) <= LONGEST else value[: LONGEST - 1] + "…"
    return value
