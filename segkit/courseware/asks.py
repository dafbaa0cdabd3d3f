"""What the code of an exercise asks of a learner in a rung: to choose, to fill gaps, to write words, to write code."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from segkit.courseware.blocks import BLANK, CHOICE, OWN_WORDS, learner_code
from segkit.wording import Wording

STUB = re.compile(r"^\w+ = \.\.\.$", re.MULTILINE)


@dataclass(frozen=True)
class Asks:
    """Whether something is chosen, how many gaps stand in code, how many texts, whether code is written."""

    chooses: bool
    gaps: int
    texts: int
    writes: bool

    def parts(self, words: Wording) -> Iterator[str]:
        """What is to be done, a phrase for each."""
        if self.chooses:
            yield words("course.notebook.do.choose")
        if self.gaps:
            yield words("course.notebook.do.gaps", n=self.gaps)
        if self.texts:
            yield words("course.notebook.do.words")
        if self.writes:
            yield words("course.notebook.do.write")


def asks_of(source: str, rung: str, kind: str, names: tuple[str, ...]) -> Asks:
    """What the learner's code of an exercise asks; parameters as `learner_code`."""
    code = "\n".join(line for line in learner_code(source, rung, kind, names).split("\n") if not line.startswith("#"))
    texts = code.count(OWN_WORDS)
    return Asks(CHOICE in code, code.count(BLANK) - texts, texts, bool(STUB.search(code)))


def instruction(asks: Asks, words: Wording) -> str:
    """One sentence that says what is to be done in the cell below it."""
    parts = tuple(asks.parts(words))
    if not parts:
        return words("course.notebook.do.run")
    return words("course.notebook.do.all", parts=words("course.notebook.do.joint").join(parts))
