"""The texts of a lesson in pairs: the Chinese one and its English twin, and how both are built."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from segkit.courseware.cells import Cell

CODE = re.compile(r"```.*?```|`[^`\n]*`", re.DOTALL)
FORMULA = re.compile(r"\$\$.*?\$\$|\$[^$\n]+\$", re.DOTALL)
LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)\s]*)\)")
IMAGE = re.compile(r"!\[[^\]]*\]\(([^)\s]*)\)")
CHINESE = re.compile(r"[\u4e00-\u9fff]")


@dataclass(frozen=True)
class Pair:
    """A Chinese text and its English twin; one of them may be absent."""

    chinese: Cell | None
    english: Cell | None

    @property
    def is_whole(self) -> bool:
        """Whether both are there."""
        return self.chinese is not None and self.english is not None


def pairs_of(cells: tuple[Cell, ...]) -> tuple[Pair, ...]:
    """The text cells as pairs: an English cell belongs to the Chinese one right before it with the same sid."""
    found: list[Pair] = []
    for cell in (cell for cell in cells if cell.kind == "text"):
        last = found[-1] if found else Pair(None, None)
        waits = last.chinese is not None and last.english is None
        if cell.language == "en" and waits and last.chinese.sid == cell.sid:  # type: ignore[union-attr]
            found[-1] = Pair(last.chinese, cell)
        else:
            found.append(Pair(cell, None) if cell.language == "zh-CN" else Pair(None, cell))
    return tuple(found)


def unlike(chinese: str, english: str) -> Iterator[tuple[str, str, str]]:
    """What differs in the build of two texts: the mark, and what each text has of it."""
    for mark, parts in PARTS.items():
        first, second = parts(chinese), parts(english)
        if first != second:
            yield mark, first, second


def prose(text: str) -> str:
    """The text without code, formulas, and addresses of links; lines stay lines."""
    for pattern in (CODE, FORMULA):
        text = pattern.sub(_blank, text)
    return re.sub(r"\]\([^)\s]*\)", "]", text)


def _blank(found: re.Match[str]) -> str:
    return "\n" * found[0].count("\n")


def _headings(text: str) -> str:
    return " ".join(re.findall(r"^(#+) ", CODE.sub(_blank, text), re.MULTILINE))


def _items(text: str) -> str:
    return str(len(re.findall(r"^\s*(?:[-*+]|\d+\.) ", CODE.sub(_blank, text), re.MULTILINE)))


def _rows(text: str) -> str:
    """Columns of each row of a table."""
    rows = re.findall(r"^\|.*\|\s*$", CODE.sub("x", FORMULA.sub("x", text)), re.MULTILINE)
    return " ".join(str(row.count("|") - 1) for row in rows)


def _codes(text: str) -> str:
    """Code spans by what they hold; one with Chinese in it may be worded anew and counts only by number."""
    spans = Counter("…" if CHINESE.search(span) else span.strip("`") for span in CODE.findall(text))
    blocks = sum(n for span, n in spans.items() if "\n" in span)
    return " ".join(sorted(f"{span}" for span, n in spans.items() if "\n" not in span for _ in range(n))) + "+" * blocks


def _formulas(text: str) -> str:
    """How many formulas there are: words in them differ by language."""
    return str(len(FORMULA.findall(CODE.sub("", text))))


PARTS = {
    "#": _headings,
    "-": _items,
    "|": _rows,
    "`…`": _codes,
    "$…$": _formulas,
    "[…](…)": lambda text: " ".join(sorted(LINK.findall(text))),
    "![…](…)": lambda text: " ".join(sorted(IMAGE.findall(text))),
}
