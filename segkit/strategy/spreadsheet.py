"""What every file for Excel needs: text that stays text, names Windows accepts, equal bytes for equal input."""

import re
from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from segkit.house import is_reserved

if TYPE_CHECKING:
    from xlsxwriter import Workbook

LONGEST_CELL = 32_767  # letters that a cell holds; the writer would drop a longer text without a word
_STEERING = "\x00-\x1f\x7f-\x9f\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff"  # they steer, not show
_CONTROL = re.compile(f"[{_STEERING}]")
_FORMULA = re.compile(rf"[\s{_STEERING}]*[=+\-@＝＋－﹣＠]|[\t\r\n]")
NEEDS_CARE = (  # the same in RE2, for whole columns at once
    r"^\s*[=+\-@＝＋－﹣＠]|[\x{00}-\x{1f}\x{7f}-\x{9f}\x{200e}\x{200f}\x{2028}-\x{202e}\x{2066}-\x{2069}\x{feff}]"
)
_NUMBER = re.compile(r"[+-]?[0-9][0-9,]*(?:\.[0-9]+)?")
_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f]')


def escape_control(text: str) -> str:
    """`text` with the characters that steer instead of show (direction marks too) written out as codes."""
    return _CONTROL.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def neutral(text: str) -> str:
    """`text` as a cell that no spreadsheet runs: before a leading =, +, -, @ (full-width too) or tab stands a '."""
    shown = escape_control(text)
    return f"'{shown}" if _FORMULA.match(text) else shown


def neutral_or_number(text: str) -> str:
    """`neutral(text)`, but a plain number with its sign, which runs nothing, stays a number."""
    return text if _NUMBER.fullmatch(text) else neutral(text)


def file_names(names: Iterable[str]) -> dict[str, str]:
    """A file name (without suffix) for each name: legal on Windows, unlike even if case is ignored, 60 characters."""
    given: dict[str, str] = {}
    taken: set[str] = set()
    for name in names:
        wanted = _legal(name)
        unique, n = wanted, 1
        while unique.casefold() in taken:
            n += 1
            unique = f"{wanted}-{n}"
        taken.add(unique.casefold())
        given[name] = unique
    return given


def _legal(name: str) -> str:
    cleaned = _FORBIDDEN.sub("_", escape_control(name))[:60].strip(" .") or "_"
    return f"_{cleaned}" if is_reserved(cleaned) else cleaned


def open_workbook(path: Path, *, as_of: date, title: str) -> "Workbook":
    """A new XLSX file that turns no text into a formula, link or number, and whose bytes depend on its content only."""
    from xlsxwriter import Workbook

    plain = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = Workbook(str(path), {**plain, "constant_memory": False, "default_date_format": "yyyy-mm-dd"})
    book.set_properties({"title": title, "created": datetime(as_of.year, as_of.month, as_of.day)})
    return book


def write_cell(sheet: Any, row: int, column: int, value: Any, style: Any = None) -> int:
    """Write one cell: text as text (control characters escaped), None as an empty cell, the rest as it is.

    Text that is longer than a cell holds is cut and ends in …; 1 comes back where it was, else 0.
    """
    if value is None:
        sheet.write_blank(row, column, None, style)
    elif isinstance(value, str):
        shown = escape_control(value)
        is_long = len(shown) > LONGEST_CELL
        sheet.write_string(row, column, shown[: LONGEST_CELL - 1] + "…" if is_long else shown, style)
        return int(is_long)
    elif isinstance(value, date):
        sheet.write_datetime(row, column, value, style)
    else:
        sheet.write_number(row, column, value, style)
    return 0
