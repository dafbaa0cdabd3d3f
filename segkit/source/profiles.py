"""What the values of each column look like, from the first rows: dates, money, whole numbers, ids or text."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from segkit.engine import fetch

if TYPE_CHECKING:
    from ibis.expr.types import Table

LOOKED_AT = 5_000
Kind = Literal["date", "money", "whole", "text", "empty"]
PARTED = " ?[-/.年] ?[0-9]{1,2} ?[-/.月] ?[0-9]{1,2} ?日?"
COMPACT = "(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])"
YEAR_FIRST = rf"(?:19|20)[0-9]{{2}}(?:{PARTED}|{COMPACT})"
SHORT = r"[0-9]{1,2}[-/.][0-9]{1,2}[-/.](?:[0-9]{4}|[0-9]{2})"
NAMED = r"[0-9]{1,2}[-/ ][A-Za-z]{3,9}[-/ ,]+(?:[0-9]{4}|[0-9]{2})|[A-Za-z]{3,9} [0-9]{1,2},? ?[0-9]{4}"
CLOCK = r"[ T]*(?:[上中下]午|凌晨|[早清]晨|傍晚|晚上)? ?[0-9]{1,2}[:时点][0-9]{2}.*"
DATE = re.compile(rf"^(?:{YEAR_FIRST}|{SHORT}|{NAMED})(?:{CLOCK})?$")
SIGN = r"(?:[¥￥$€£]|CNY|RMB|USD)"
NUMBER = "[0-9０-９][0-9０-９,，]*(?:[.．][0-9０-９]+)?"
MONEY = re.compile(rf"^\(?[-+−－]?\s*{SIGN}?\s*[-+]?{NUMBER}\s*[万亿]?\s*(?:元|{SIGN})?\)?$")
SHARE = 0.8  # of the filled cells must look so


@dataclass(frozen=True)
class ColumnProfile:
    """What a column's first cells look like; shares are of the filled ones."""

    name: str
    kind: Kind
    n_filled: int
    n_distinct: int
    decimal_share: float  # cells with a decimal point, of those that look like money
    has_unit_word: bool  # 万 or 亿 behind a number
    has_leading_zero: bool
    examples: tuple[str, ...]


def profile_columns(table: "Table", names: Sequence[str]) -> dict[str, ColumnProfile]:
    """A profile per column from the first 5,000 rows."""
    rows = fetch(table.limit(LOOKED_AT), at_most=LOOKED_AT)
    return {name: profile_cells(name, [cell for cell in rows[name].to_pylist() if cell]) for name in names}


def profile_cells(name: str, cells: Sequence[str]) -> ColumnProfile:
    """The profile of one column's filled cells."""
    stripped = [cell.strip() for cell in cells]
    money = [cell for cell in stripped if MONEY.match(cell)]
    n_decimal = sum("." in cell or "．" in cell for cell in money)
    return ColumnProfile(
        name,
        _kind(stripped, money, n_decimal),
        len(cells),
        len(set(cells)),
        n_decimal / len(money) if money else 0.0,
        any(cell.rstrip("元").endswith(("万", "亿")) for cell in money),
        any(len(cell) > 1 and cell[0] == "0" and cell[1] != "." for cell in money),
        tuple(dict.fromkeys(cells))[:3],
    )


def _kind(cells: Sequence[str], money: Sequence[str], n_decimal: int) -> Kind:
    if not cells:
        return "empty"
    if sum(bool(DATE.match(cell)) for cell in cells) >= SHARE * len(cells):
        return "date"
    if len(money) < SHARE * len(cells):
        return "text"
    is_plain = all(cell.isdigit() for cell in money)
    return "whole" if is_plain and not n_decimal else "money"
