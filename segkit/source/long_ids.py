"""Ids that a spreadsheet has rounded: it keeps 15 digits of a number, and two people become one.

In a workbook the kind of a cell tells: a number of 16 or more digits cannot be an id any more. In text, whether of a
file or of a cell, the look tells: `1.10101E+17`, or id after id of 17 and more digits that ends in zeros from the
16th digit on (of true ids of 18 digits, one in 1000 does).
"""

from collections.abc import Iterable, Mapping
from typing import Any

from segkit.engine import fetch_one, fetch_rows
from segkit.errors import Problems, RuinedIds, RuinedIdsInText, SegkitError
from segkit.source.masks import mask
from segkit.source.opened import SourceTable

ID_ROLES = ("customer_id", "order_id", "mobile", "unionid", "credit_code")
EXPONENT = r"^[+-]?[0-9](\.[0-9]+)?[Ee]\+[0-9]{2,3}$"
LONG = r"^[0-9]{17,}$"
CUT = r"^[0-9]{15}0{2,}$"
LONGEST_SURE = 16  # signs that no rounded id without an exponent has
FEWEST_CUT, CUT_SHARE = 3, 0.5
N_EXAMPLES = 5


def check_long_ids(source: SourceTable, columns: Mapping[str, str]) -> None:
    """Raise where a column of ids was rounded in the workbook; text files are left to `check_ids_in_text`.

    `columns`: role to name of the table's column, as found. All columns are looked at before anything is raised.

    Raises
    ------
    Problems
        With one `RuinedIds` per column.
    """
    if not source.is_workbook:
        return
    numbers = {name: source.rounded[name] for name in _id_columns(columns) if name in source.rounded}
    texts = _ruined_text(source, [name for name in _id_columns(columns) if name not in numbers])
    found = {name: (cells.n, cells.examples) for name, cells in numbers.items()} | texts
    _raise([RuinedIds(source.file, str(source.sheet), name, n, _masked(some)) for name, (n, some) in found.items()])


def check_ids_in_text(source: SourceTable, columns: Mapping[str, str]) -> None:
    """Raise where a text file's column of ids went through a spreadsheet: one aggregate over the id columns.

    Raises
    ------
    Problems
        With one `RuinedIdsInText` per column.
    """
    found = _ruined_text(source, _suspicious(source, _id_columns(columns)))
    _raise([RuinedIdsInText(source.file, name, n, _masked(some)) for name, (n, some) in found.items()])


def _id_columns(columns: Mapping[str, str]) -> list[str]:
    return [columns[role] for role in ID_ROLES if role in columns]


def _suspicious(source: SourceTable, names: list[str]) -> list[str]:
    """The columns with any text that could be ruined: as long as 17 signs, or with an exponent.

    In most files there is none, and these tests cost half of what the patterns cost.
    """
    if not names:
        return []
    counts = fetch_one(source.table.aggregate(**{name: _could_be_ruined(source.table[name]).sum() for name in names}))
    return [name for name in names if counts[name]]


def _could_be_ruined(text: Any) -> Any:
    return (text.length() > LONGEST_SURE) | text.contains("E+") | text.contains("e+")


def _ruined_text(source: SourceTable, names: list[str]) -> dict[str, tuple[int, list[str]]]:
    """How many texts of each column are ruined ids, and a few of them; columns without any are left out."""
    if not names:
        return {}
    measures: dict[str, Any] = {}
    for name in names:
        text = source.table[name]
        tests = {"exponent": EXPONENT, "long": LONG, "cut": CUT}
        measures |= {f"{key} of {name}": text.re_search(test).sum().fill_null(0) for key, test in tests.items()}
    counts = fetch_one(source.table.aggregate(**measures))
    found = {}
    for name in names:
        exponents, long, cut = (int(counts[f"{key} of {name}"]) for key in ("exponent", "long", "cut"))
        is_cut = cut >= FEWEST_CUT and cut >= CUT_SHARE * long
        if exponents or is_cut:
            found[name] = (
                exponents + cut * is_cut,
                _examples(source, name, f"{EXPONENT}|{CUT}" if is_cut else EXPONENT),
            )
    return found


def _examples(source: SourceTable, name: str, test: str) -> list[str]:
    text = source.table[name]
    rows = source.table.filter(text.re_search(test)).select(text=text).limit(N_EXAMPLES)
    return [str(row["text"]) for row in fetch_rows(rows, at_most=N_EXAMPLES)]


def _masked(examples: Iterable[str]) -> tuple[str, ...]:
    return tuple(map(mask, examples))


def _raise(problems: list[SegkitError]) -> None:
    if problems:
        raise Problems(tuple(problems))
