"""One way of writing for a whole column: fitted over all files of a batch, and checked in each of them.

Fitted over the whole alone, the one file of twelve that writes its dates otherwise would be set aside row by row, or
read in another file's order. So each file is asked too, and the one that differs is named.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from segkit.engine import fetch_one, fetch_rows
from segkit.errors import AmbiguousDates, AmountsDiffer, DatesDiffer, UnreadableDates
from segkit.source.amounts import read_amounts
from segkit.source.dates import MOST_UNREAD, ORDERS, SURE, DateFormat, fit_date_format, read_moments
from segkit.source.opened import SourceTable
from segkit.source.options import Ground, ReadOptions

LOOKED_AT = 200_000  # first filled cells of each file
N_EXAMPLES = 3


@dataclass(frozen=True)
class _Cells:
    """How many filled cells of a file's column were looked at, and how many read in each form."""

    part: SourceTable
    n: int
    read: dict[str, int]

    def is_read(self, form: str) -> bool:
        return self.read[form] >= (1 - MOST_UNREAD) * self.n


def fit_dates(source: SourceTable, column: str, options: ReadOptions, *, is_needed: bool = True) -> DateFormat:
    """The forms that explain a date column, and where it `is_needed` explain it in each of the source's files.

    Raises
    ------
    AmbiguousDates, UnreadableDates
        As `fit_date_format`, where no file differs from the others.
    DatesDiffer
        More than a fifth of one file's dates do not read in the forms that explain the others', or it writes the year
        first where they do not; a stated order of day and month lets both be read.
    """
    text, is_workbook = source.table[column], source.is_workbook
    try:
        fitted = fit_date_format(text, options, file=source.file, is_workbook=is_workbook, is_needed=is_needed)
    except (AmbiguousDates, UnreadableDates):
        _check_order_of_day_and_month(source, column)
        raise
    if source.parts and is_needed:
        cells = [_cells(part, column, lambda text: {"fitted": read_moments(text, fitted).day}) for part in source.parts]
        _raise_odd(DatesDiffer, column, cells, [one.is_read("fitted") for one in cells], "fitted")
        if not options.date_order:
            _check_year_first(source, column, fitted)
    return fitted


def check_amounts(source: SourceTable, column: str, options: ReadOptions) -> None:
    """Raise where one file of a batch writes its amounts otherwise than the others; a single file is left alone.

    Raises
    ------
    AmountsDiffer
        More than a fifth of one file's amounts do not read, and another file's do.
    """
    cells = [_cells(part, column, lambda text: {"amount": read_amounts(text, options).amount}) for part in source.parts]
    _raise_odd(AmountsDiffer, column, cells, [one.is_read("amount") for one in cells], "amount")


def _check_year_first(source: SourceTable, column: str, fitted: DateFormat) -> None:
    """Raise where some files' dates read in one way only and others' by the order of day and month that was added."""
    order = fitted.forms[len(SURE) :]
    if not order:
        return
    forms = {"sure": DateFormat(SURE, Ground("")), "order": DateFormat(order, Ground(""))}
    cells = [
        _cells(part, column, lambda text: {name: read_moments(text, form).day for name, form in forms.items()})
        for part in source.parts
    ]
    is_sure = [one.is_read("sure") for one in cells]
    usual = sum(is_sure) * 2 > len(is_sure)
    _raise_odd(DatesDiffer, column, cells, [one == usual for one in is_sure], "sure" if usual else "order")


def _check_order_of_day_and_month(source: SourceTable, column: str) -> None:
    """Raise where the order that reads most files best is not the one that reads another file best."""
    cells = [_cells(part, column, _by_order) for part in source.parts]
    best = [max(one.read.values()) for one in cells]
    votes = Counter(
        name for one, most in zip(cells, best, strict=True) for name in ORDERS if 0 < one.read[name] == most
    )
    if votes:
        usual = votes.most_common(1)[0][0]
        agrees = [one.read[usual] == most for one, most in zip(cells, best, strict=True)]
        _raise_odd(DatesDiffer, column, cells, agrees, usual)


def _by_order(text: Any) -> dict[str, Any]:
    return {name: read_moments(text, DateFormat((*SURE, name), Ground(""))).day for name in ORDERS}


def _raise_odd(
    kind: type[AmountsDiffer] | type[DatesDiffer], column: str, cells: list[_Cells], agrees: list[bool], form: str
) -> None:
    odd = [one for one, does in zip(cells, agrees, strict=True) if one.n and not does]
    good = [one for one, does in zip(cells, agrees, strict=True) if one.n and does]
    if odd and good:
        share = round(1 - odd[0].read[form] / odd[0].n, 4)
        examples = (_examples(one.part, column) for one in (odd[0], good[0]))
        raise kind(odd[0].part.file, column, share, next(examples), len(good), next(examples))


def _cells(part: SourceTable, column: str, read: Callable[[Any], dict[str, Any]]) -> _Cells:
    text = _sample(part, column)
    counts = {key: value.count() for key, value in read(text).items()}
    found = fetch_one(text.as_table().aggregate(n=text.count(), **counts))
    return _Cells(part, int(found.pop("n")), {key: int(n) for key, n in found.items()})


def _sample(part: SourceTable, column: str) -> Any:
    text = part.table[column]
    return part.table.filter(text.notnull()).select(text=text).limit(LOOKED_AT).text


def _examples(part: SourceTable, column: str) -> tuple[str, ...]:
    rows = part.table.filter(part.table[column].notnull()).select(text=part.table[column]).limit(N_EXAMPLES)
    return tuple(str(row["text"]) for row in fetch_rows(rows, at_most=N_EXAMPLES))
