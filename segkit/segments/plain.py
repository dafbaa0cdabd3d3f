"""Conditions of the expression language in words, as a reader of a report meets them."""

import re
from math import ceil, floor

from segkit.facts import Text
from segkit.wording import LANGUAGES, Wording

_WHOLE = {"recency_days", "frequency", "tenure_days", "n_categories"}  # an edge of 5.5 orders means 6, or 5
_SIGNS = {"<=": "≤", ">=": "≥", "<>": "≠", "!=": "≠"}
_COMPARISON = re.compile(r"\b([a-z_0-9]+) (<=|>=|<>|!=|<|>|=) (-?[0-9]+(?:\.[0-9]+)?)")


def condition_text(condition: str) -> Text:
    """`condition` in both languages: columns by their names, `and` and `or` as words, whole numbers where they are.

    What it does not know (a function, a text) stays as it is written.
    """
    return {language: in_words(condition, Wording(language)) for language in LANGUAGES}


def in_words(condition: str, words: Wording) -> str:
    """`condition` in the language of `words`."""
    ways = [way.removeprefix("(").removesuffix(")") for way in condition.split(") or (")]
    if len(ways) == 1 or any("(" in way or ")" in way for way in ways):
        ways = [condition]
    parts = [_COMPARISON.sub(lambda found: _compared(found, words), way) for way in ways]
    both = words("segments.condition.and")
    return words("segments.condition.or").join(part.replace(" and ", both) for part in parts)


def _compared(found: "re.Match[str]", words: Wording) -> str:
    column, sign, number = found.groups()
    if column in _WHOLE and not float(number).is_integer():
        sign, number = _whole(sign, float(number))
    name = f"strategy.column.{column}"
    label = words(name) if words.has(name) else column
    return f"{label} {_SIGNS.get(sign, sign)} {number}"


def _whole(sign: str, edge: float) -> tuple[str, str]:
    """An edge between two whole numbers as the whole number it comes to."""
    return ("<=", str(floor(edge))) if sign.startswith("<") else (">=", str(ceil(edge)))
