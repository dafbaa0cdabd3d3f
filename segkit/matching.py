"""Words found in texts, whatever their width and case."""

import re
from collections.abc import Iterable
from unicodedata import normalize

_GAP = "..."  # plain_text makes it of …
_BETWEEN = ".{0,12}?"
_ENDINGS = "(?:e?s|e?d|ing)?"


def plain_text(text: str) -> str:
    """The text as words are compared: full-width signs made half-width (NFKC), lower case, runs of blanks as one.

    Blanks at both ends are gone; an empty text stays empty.
    """
    return " ".join(normalize("NFKC", text).lower().split())


def words_pattern(words: Iterable[str], *, whole: bool = False) -> re.Pattern[str] | None:
    """What finds any of the words in a plain text; None where there are no words.

    A word of Chinese is found anywhere. One of Latin letters or digits must begin where a word begins (`ship` finds
    `shipping`, not `friendship`); with `whole` it must also end there, but for s, es, d, ed and ing. `…` in a word
    stands for up to twelve characters.
    """
    found = [_pattern(plain_text(word), whole) for word in words]
    return re.compile("|".join(one for one in found if one)) if any(found) else None


def holds_any(text: str, words: Iterable[str], *, whole: bool = False) -> bool:
    """Whether the text holds one of the words, compared as `words_pattern` does."""
    pattern = words_pattern(words, whole=whole)
    return pattern is not None and pattern.search(plain_text(text)) is not None


def _pattern(word: str, whole: bool) -> str:
    """The word as a regular expression; empty for an empty word."""
    parts = [re.escape(part) for part in word.split(_GAP) if part]
    inner = _BETWEEN.join(parts)
    start = "(?<![a-z0-9])" if word[:1].isascii() and word[:1].isalnum() else ""
    end = f"{_ENDINGS}(?![a-z0-9])" if whole and word[-1:].isascii() and word[-1:].isalnum() else ""
    return f"{start}{inner}{end}" if inner else ""
