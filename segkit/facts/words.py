"""Facts about words that tell needs from messages: what several groups claim, and rules beside what is learned."""

from dataclasses import dataclass

from segkit.facts.method import LabelTest
from segkit.facts.types import Text


@dataclass(frozen=True)
class WordConflict:
    """Messages that several groups of words claim; the first group has them."""

    scheme: str
    groups: Text  # their names, in the order in which they are asked
    taker: Text
    n_messages: int | None  # None where so few wrote them that they could be recognised


@dataclass(frozen=True)
class NeedTest:
    """Words and a trained classifier on the same customers whose need an expert has labelled.

    `learned` was never asked about a customer it had learned from; None where the sample is too small to learn from.
    `chance`: how often two equally good ways would differ as much (McNemar's exact test). Exempt from the smallest
    group, as every test on the expert's own sample is.
    """

    scheme: str
    rules: LabelTest
    learned: LabelTest | None
    only_rules: int  # customers whom the words alone place as the expert does
    only_learned: int
    chance: float

    @property
    def better(self) -> str:
        """`rules` or `learned` where the difference is hardly by chance, else `alike`; `untried` without a learner."""
        if self.learned is None:
            return "untried"
        if self.chance >= 0.05:
            return "alike"
        return "rules" if self.only_rules > self.only_learned else "learned"
