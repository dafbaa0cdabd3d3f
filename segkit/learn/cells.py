"""One value of a table as the reader sees it, by the name of its column."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from math import isnan
from typing import Any

from segkit.wording import Wording

MISSING = "–"
THREE = ("silhouette", "stability", "ari", "auc", "gini", "calinski_harabasz", "davies_bouldin")
PERCENT = (
    "share",
    "rate",
    "accuracy",
    "precision",
    "recall",
    "f1",
    "low",
    "high",
    "detectable",
    "warn",
    "stop",
    "fidelity",
    "alive",
    "bias",
)
AS_IT_IS = ("id", "condition", "columns")  # ids stay ids, so that they can be typed
PRICE = ("average_order", "per_head", "spend_per_head")


def shown_value(name: str, value: Any, words: Wording) -> str:
    """`value` of column `name` as text: money to the cent, shares in per cent, dates as ISO; nothing is a dash."""
    if value is None or value == "" or (isinstance(value, float) and isnan(value)):
        return MISSING
    if isinstance(value, bool):
        return words(f"notebooks.value.{'yes' if value else 'no'}")
    if isinstance(value, Mapping):
        return _mapping(name, value, words)
    if isinstance(value, tuple | list):
        return ("、" if words.language == "zh-CN" else ", ").join(shown_value(name, item, words) for item in value)
    if isinstance(value, date):
        return value.isoformat()[:10]
    if hasattr(value, "__float__"):
        return _number(name, value, words)
    return str(value) if name in AS_IT_IS else _text(str(value), words)


def column_word(name: str, words: Wording) -> str:
    """The reader's word for a column or a fact's field, else the company's own word or a segment's name."""
    key = f"notebooks.column.{name}"
    return words(key) if words.has(key) else words.show(words.show(name, "value"), "segment")


def _mapping(name: str, value: Mapping[str, Any], words: Wording) -> str:
    """The reader's side of a text in both languages; else pairs."""
    if words.language in value:
        return str(value[words.language])
    pairs = (f"{column_word(str(key), words)} {shown_value(name, item, words)}" for key, item in value.items())
    return ("；" if words.language == "zh-CN" else "; ").join(pairs)


def _number(name: str, value: Any, words: Wording) -> str:
    if isinstance(value, Decimal) or name in PRICE:
        return words.show(Decimal(str(value)), "cents")
    if float(value) == int(value) and not _ends(name, PERCENT) and not _ends(name, THREE):
        return words.show(int(value), "count")
    if _ends(name, PERCENT):
        return words.show(float(value), "percent")
    return words.show(float(value), "three" if _ends(name, THREE) else "two")


def _ends(name: str, endings: tuple[str, ...]) -> bool:
    return any(ending == part for ending in endings for part in (name, *name.split("_")))


def _text(value: str, words: Wording) -> str:
    """A word of the kit in the reader's language, a segment's name, or the company's own word."""
    key = f"notebooks.value.{value}"
    if words.has(key):
        return words(key)
    return words.show(words.show(value, "value"), "segment")
