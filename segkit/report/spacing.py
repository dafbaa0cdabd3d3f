"""Thin spaces between Chinese and Latin, which a page engine does not add by itself."""

from __future__ import annotations

import re

HAN = "\u3400-\u4dbf\u4e00-\u9fff"
LATIN = "A-Za-z0-9%¥€$@&+−±<>=≥≤#~"
THIN, GLUED, JOINER = "\u2009", "\u202f", "\u2060"
_UNIT = re.compile(f"(?<=[0-9]{GLUED}[万亿])(?=元)")
_BEFORE = re.compile(f"(?<=[{HAN}]) ?(?=[{LATIN}])")
_AFTER_FIGURE = re.compile(f"(?<=[0-9%]) ?(?=[{HAN}])")
_AFTER = re.compile(f"(?<=[{LATIN}]) ?(?=[{HAN}])")


def spaced(text: str) -> str:
    """Return `text` with one thin space wherever a Chinese character meets a Latin letter or a figure.

    A full space that stands there is narrowed; a figure is glued to the unit that follows it. Text without Chinese
    comes back unchanged.
    """
    glued = _AFTER_FIGURE.sub(GLUED, _BEFORE.sub(THIN, text))
    return _UNIT.sub(JOINER, _AFTER.sub(THIN, glued))
