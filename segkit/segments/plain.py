"""Conditions of the expression language in words, as a reader of a report meets them."""

import re
from decimal import Decimal
from math import ceil, floor

from segkit.columns import CUSTOMERS, MEASURES
from segkit.facts import Text
from segkit.slot_formats import MINUS
from segkit.wording import LANGUAGES, Wording

COLUMNS = CUSTOMERS.columns | MEASURES.columns
_WHOLE = {"recency_days", "frequency", "tenure_days", "n_categories"}  # an edge of 5.5 orders means 6, or 5
_SIGNS = {"<=": "≤", ">=": "≥", "<>": "≠", "!=": "≠"}
_COMPARISON = re.compile(r"\b([a-z_0-9]+) (<=|>=|<>|!=|<|>|=) (-?[0-9]+(?:\.[0-9]+)?)")
_STATISTIC = re.compile(r"\b(mean|median|quantile)\(([a-z_0-9]+)(?:, *(0?\.[0-9]+))?\)")
_QUOTED = re.compile(r"('[^']*')")
_NAME = re.compile(r"\b[a-z][a-z_0-9]*\b")


def condition_text(condition: str) -> Text:
    """`condition` in both languages: columns by their names, `and` and `or` as words, whole numbers where they are.

    What it does not know stays as it is written.
    """
    return {language: in_words(condition, Wording(language)) for language in LANGUAGES}


def in_words(condition: str, words: Wording) -> str:
    """`condition` in the language of `words`."""
    ways = [way.removeprefix("(").removesuffix(")") for way in condition.split(") or (")]
    if len(ways) == 1 or any("(" in way or ")" in way for way in ways):
        ways = [condition]
    parts = [_named(_COMPARISON.sub(lambda found: _compared(found, words), way), words) for way in ways]
    both = words("segments.condition.and")
    return words("segments.condition.or").join(part.replace(" and ", both) for part in parts)


def _named(text: str, words: Wording) -> str:
    """Figures over all customers, and names of columns that are left, in words; quoted text stays as it is."""
    parts = _QUOTED.split(text)
    told = [_STATISTIC.sub(lambda found: _statistic(found, words), part) for part in parts[::2]]
    parts[::2] = [_NAME.sub(lambda found: _label(found[0], words), part) for part in told]
    return "".join(parts)


def _statistic(found: "re.Match[str]", words: Wording) -> str:
    statistic, column, share = found.groups()
    return words(f"segments.condition.{statistic}", measure=_label(column, words), share=float(share or 0.5))


def _label(column: str, words: Wording) -> str:
    key = f"strategy.column.{column}"
    return words(key) if column in COLUMNS and words.has(key) else column


def _compared(found: "re.Match[str]", words: Wording) -> str:
    column, sign, number = found.groups()
    if column in _WHOLE and not float(number).is_integer():
        sign, number = _whole(sign, float(number))
    return f"{_label(column, words)} {_SIGNS.get(sign, sign)} {number if 'year' in column else _grouped(number)}"


def _grouped(number: str) -> str:
    """A number with its thousands marked, to as many decimals as it is written with, and a minus that is one."""
    return f"{Decimal(number):,}".replace("-", MINUS)


def _whole(sign: str, edge: float) -> tuple[str, str]:
    """An edge between two whole numbers as the whole number it comes to."""
    return ("<=", str(floor(edge))) if sign.startswith("<") else (">=", str(ceil(edge)))
