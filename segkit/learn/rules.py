"""What a lesson's `checks.py` is written with: exercises, their rules, and the wrong answers known to be given.

A rule looks at named results, never at cells. It takes its arguments by name: results of the exercise, `data` (the
lesson's tables and as-of day) and `reference` (the results of the model solution on the same data, where the asker has
one). It returns True where it holds; False, or a dict of slots for its message, where it does not.
"""

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from runpy import run_path
from typing import Any

from segkit.errors import RuleAsksUnknown, RuleTwice

FAMILIES = ("shape", "property", "tolerance", "equivalence")
GIVEN = ("data", "reference")  # what a rule may ask for beside the exercise's own names
Check = Callable[..., Any]


@dataclass(frozen=True)
class Rule:
    """One thing that must hold; `code` is the key of the sentence that is said where it does not."""

    code: str
    family: str
    function: Check
    digits: int = 0
    is_hidden: bool = False
    gives_value: bool = False  # the function gives the value to compare, instead of saying whether it holds

    @property
    def key(self) -> Check | None:
        """What gives the value that is compared with a hash; None of rules that say themselves whether they hold."""
        return self.function if self.gives_value else None

    @property
    def arguments(self) -> tuple[str, ...]:
        """The names that the rule asks for."""
        return tuple(inspect.signature(self.function).parameters)

    @property
    def needs_reference(self) -> bool:
        """Whether it can be asked only where the model solution's results are at hand."""
        return "reference" in self.arguments


@dataclass(frozen=True)
class Wrong:
    """A wrong answer known to be given: what stands in the solution's place, and the code that must speak."""

    code: str
    source: str


class Exercise:
    """One exercise's checks: the names it reads, its rules in the order they are asked, its known wrong answers.

    Parameters
    ----------
    id
        As `lesson.yml` calls it, such as "E5.1".
    names
        The learner's variables that hold the results.
    kinds
        What a variable must be, where that is worth a sentence of its own: "Series", "DataFrame", "number", "text",
        "list". Asked before all rules; speaks with the code `learn.kind`.
    reason
        The name of a text in which the learner gives reasons; the trainer reads it, so that the best outcome is
        `needs_trainer`.
    """

    def __init__(
        self, id: str, *, names: tuple[str, ...], kinds: Mapping[str, str] | None = None, reason: str = ""
    ) -> None:
        self.id, self.names, self.reason = id, names, reason
        self.kinds: Mapping[str, str] = kinds or {}
        self._rules: list[Rule] = []
        self._wrongs: list[Wrong] = []

    @property
    def rules(self) -> tuple[Rule, ...]:
        """Every rule, public and hidden, in the order they are asked."""
        return tuple(self._rules)

    @property
    def wrongs(self) -> tuple[Wrong, ...]:
        """The known wrong answers."""
        return tuple(self._wrongs)

    @property
    def codes(self) -> tuple[str, ...]:
        """Every code that the exercise's rules can say, in their order."""
        return tuple(dict.fromkeys(rule.code for rule in self._rules))

    def shape(self, code: str) -> Callable[[Check], Check]:
        """A rule on what the result looks like: one row per customer, columns, nothing missing."""
        return self._rule(code, "shape")

    def equivalence(self, code: str) -> Callable[[Check], Check]:
        """A rule on groupings and tables that may be equal under other names or in another order."""
        return self._rule(code, "equivalence")

    def tolerance(self, code: str, key: Check, digits: int = 0) -> None:
        """What `key` gives must equal what it gave on the model solution, numbers to `digits` decimals.

        The learner's pack holds a salted hash of it and not the value. `key` returns numbers, texts, dates, or lists
        and dicts of them; the order of a list counts.
        """
        self._add(Rule(code, "tolerance", key, digits, gives_value=True))

    def hidden(self, code: str, family: str = "property") -> Callable[[Check], Check]:
        """A rule for the grader alone; it never reaches a learner's pack and may ask for `reference`."""
        return self._rule(code, family, is_hidden=True)

    def wrong(self, code: str, source: str) -> None:
        """A wrong answer known to be given, as code in the solution's place; a test proves that `code` speaks."""
        self._wrongs.append(Wrong(code, inspect.cleandoc(source)))

    # Last: it hides the builtin of this name from what follows in the class.
    def property(self, code: str) -> Callable[[Check], Check]:
        """A rule on what must be true of any right result, whatever the data."""
        return self._rule(code, "property")

    def _rule(self, code: str, family: str, is_hidden: bool = False) -> Callable[[Check], Check]:
        def declare(function: Check) -> Check:
            self._add(Rule(code, family, function, is_hidden=is_hidden))
            return function

        return declare

    def _add(self, rule: Rule) -> None:
        for name in rule.arguments:
            if name not in (*self.names, *GIVEN):
                raise RuleAsksUnknown(self.id, rule.code, name, (*self.names, *GIVEN))
        if rule.key and any(other.key and other.code == rule.code for other in self._rules):
            raise RuleTwice(self.id, rule.code)  # its hash could not be told from the other's
        self._rules.append(rule)


def read_exercises(path: Path) -> dict[str, Exercise]:
    """The exercises of a `checks.py` by id, in its order; the file is run as Python, so it must be trusted.

    Raises
    ------
    RuleAsksUnknown
        A rule takes an argument that is no result of its exercise.
    RuleTwice
        Two tolerance rules of one exercise have the same code.
    """
    return {item.id: item for item in run_path(str(path)).values() if isinstance(item, Exercise)}
