"""Rows of cells as lines of text for a terminal, Chinese letters being two wide."""

from collections.abc import Iterator, Sequence
from unicodedata import east_asian_width

CUT = "…"


def text_width(text: str) -> int:
    """How many places the text takes on a terminal."""
    return sum(1 + (east_asian_width(letter) in "WF") for letter in text)


def aligned_lines(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """One line per row, columns two blanks apart; a short row ends early."""
    n_columns = max(map(len, rows), default=0)
    widths = [max(text_width(row[at]) for row in rows if at < len(row)) for at in range(n_columns)]
    for row in rows:
        cells = (cell + " " * (width - text_width(cell)) for cell, width in zip(row, widths, strict=False))
        yield "  ".join(cells).rstrip()


def cut_middle(text: str, widest: int) -> str:
    """The text, its middle left out where it is wider than `widest`."""
    if text_width(text) <= widest:
        return text
    half = (widest - 1) // 2
    return _ending(text, half, 1) + CUT + _ending(text, half, -1)


def _ending(text: str, widest: int, step: int) -> str:
    """As much of the text's beginning (step 1) or end (step -1) as is no wider than `widest`."""
    kept = ""
    for letter in text[::step]:
        if text_width(kept + letter) > widest:
            break
        kept += letter
    return kept[::step]
