"""Words found in texts, whatever their width and case."""

import re
from collections.abc import Iterable
from itertools import groupby
from operator import itemgetter
from unicodedata import normalize

_GAP = "..."  # fold_text makes it of …
_BETWEEN = ".{0,12}?"
_ENDINGS = "(?:e?s|e?d|ing)?"


def fold_text(text: str) -> str:
    """The text as words are compared: full-width signs made half-width (NFKC), lower case, runs of blanks as one.

    Blanks at both ends are gone; an empty text stays empty.
    """
    return " ".join(normalize("NFKC", text).lower().split())


def words_pattern(words: Iterable[str], *, whole: bool = False) -> re.Pattern[str] | None:
    """What finds any of the words in a folded text; None where there are no words.

    A word of Chinese is found anywhere. One of Latin letters or digits must begin where a word begins (`ship` finds
    `shipping`, not `friendship`); with `whole` it must also end there, but for s, es, d, ed and ing. `…` in a word
    stands for up to twelve characters.
    """
    folded = sorted({word for word in map(fold_text, words) if word.replace(_GAP, "")})
    starting = [word for word in folded if _is_latin(word[0])]
    anywhere = [word for word in folded if not _is_latin(word[0])]
    found = [_branches(anywhere, whole)] if anywhere else []
    found += [f"(?<![a-z0-9]){_branches(starting, whole)}"] if starting else []
    return re.compile("|".join(found)) if found else None


def holds_any(text: str, words: Iterable[str], *, whole: bool = False) -> bool:
    """Whether the text holds one of the words, compared as `words_pattern` does."""
    pattern = words_pattern(words, whole=whole)
    return pattern is not None and pattern.search(fold_text(text)) is not None


def _branches(words: list[str], whole: bool) -> str:
    """Any of the sorted words, those of one first sign together: so most places of a text are passed at a glance."""
    groups = [(sign, [_rest(word, whole) for word in same]) for sign, same in groupby(words, itemgetter(0))]
    return "(?:" + "|".join(f"{re.escape(sign)}(?:{'|'.join(rests)})" for sign, rests in groups) + ")"


def _rest(word: str, whole: bool) -> str:
    """The word but its first sign as a regular expression."""
    inner = _BETWEEN.join(map(re.escape, word[1:].split(_GAP)))
    return f"{inner}{_ENDINGS}(?![a-z0-9])" if whole and _is_latin(word[-1]) else inner


def _is_latin(sign: str) -> bool:
    return sign.isascii() and sign.isalnum()
