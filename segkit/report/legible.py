"""Company data that the faces cannot show: each such character becomes 〓 and is counted by the field it stands in."""

from __future__ import annotations

from collections import Counter
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from segkit.report.brand import FontFile
from segkit.report.pdf import replace_missing
from segkit.wording import Wording

Facts = TypeVar("Facts")


def legible(facts: Facts, fonts: tuple[FontFile, ...]) -> tuple[Facts, dict[str, int]]:
    """Return `facts` with every text in them printable, and how many characters were replaced, by field of the report.

    A field is the first tuple or block that holds the text, such as `categories` or `places`.
    """
    lost: Counter[str] = Counter()
    return _cleaned(facts, fonts, "", lost), dict(sorted(lost.items()))


def legible_words(words: Wording, fonts: tuple[FontFile, ...]) -> tuple[Wording, dict[str, int]]:
    """The same for what a wording holds of the company's own: names of segments, translated values, own texts."""
    lost: Counter[str] = Counter()
    own = {
        name: _cleaned(dict(getattr(words, name)), fonts, name, lost) for name in ("segments", "values", "overrides")
    }
    return replace(words, **own), dict(sorted(lost.items()))


def _cleaned(value: Any, fonts: tuple[FontFile, ...], name: str, lost: Counter[str]) -> Any:
    if isinstance(value, str):
        text, n = replace_missing(value, fonts)
        if n:
            lost[name] += n
        return text
    if isinstance(value, tuple):
        return tuple(_cleaned(item, fonts, name, lost) for item in value)
    if isinstance(value, dict):
        return {_cleaned(key, fonts, name, lost): _cleaned(item, fonts, name, lost) for key, item in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        parts = {part.name: getattr(value, part.name) for part in fields(value)}
        return replace(value, **{key: _cleaned(item, fonts, _field(key, name), lost) for key, item in parts.items()})
    return value


def _field(key: str, above: str) -> str:
    """Fields called `name`, `text` and the like say less than what holds them."""
    return above if key in PLAIN and above else key


PLAIN = frozenset(("name", "text", "dimension", "public_name", "segments", "rule", "id", "slots"))
