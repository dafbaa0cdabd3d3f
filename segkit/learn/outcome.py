"""What comes of a check."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from segkit.learn.boxes import Box

PASS, FAIL, NOT_ATTEMPTED, ERROR, NEEDS_TRAINER = OUTCOMES = (
    "pass",
    "fail",
    "not_attempted",
    "error",
    "needs_trainer",
)


@dataclass(frozen=True)
class Checked:
    """One exercise, checked: the outcome, the code of the rule that spoke, and its sentence once it has words.

    `slots` are what the sentence may quote: the learner's own figures, never the expected ones.
    """

    exercise: str
    outcome: str
    code: str = ""
    message: str = ""
    title: str = ""
    slots: Mapping[str, Any] = field(default_factory=dict)

    @property
    def is_right(self) -> bool:
        """Whether nothing is left for the learner to do."""
        return self.outcome in (PASS, NEEDS_TRAINER)

    def saying(self, title: str, message: str) -> "Checked":
        """The same with its title and sentence."""
        return replace(self, title=title, message=message)

    def __repr__(self) -> str:
        return repr(self._box)

    def _repr_html_(self) -> str:
        return self._box._repr_html_()

    @property
    def _box(self) -> Box:
        return Box(self.outcome, f"{self.exercise} {self.title or self.outcome}", self.message or self.code)
