"""Words of a title that a line does not break: Chinese has no spaces, and the page engine knows no words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from segkit.report.spacing import spaced


def listed(text: str) -> list[str]:
    """The words of a list in either language."""
    return re.split(r"[、,]", text)


def kept_together(text: str, words: Iterable[str]) -> Any:
    """`text` as markup in which each of `words` stands in a span that is not broken; the text itself is unchanged."""
    from markupsafe import Markup, escape

    parts = _pattern(tuple(words)).split(spaced(text))
    span = Markup('<span class="kept">{}</span>')
    return Markup("").join(span.format(part) if at % 2 else escape(part) for at, part in enumerate(parts))


@lru_cache(maxsize=8)
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    """The longest word that begins somewhere; each as the page prints it."""
    known = sorted({spaced(word) for word in words if word}, key=lambda word: (-len(word), word))
    return re.compile(f"({'|'.join(map(re.escape, known))})" if known else "(?!)()")
