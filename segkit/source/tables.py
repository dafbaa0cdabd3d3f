"""The small tables beside the orders: customers, feedback, events, messages, labels."""

from typing import TYPE_CHECKING, Any

import ibis

from segkit.columns import REQUIRED, ROLES
from segkit.source.amounts import read_amounts, read_numbers
from segkit.source.dates import read_moments
from segkit.source.mapping import Columns, mapped_text
from segkit.source.one_form import fit_dates
from segkit.source.opened import SourceTable
from segkit.source.options import ReadOptions

if TYPE_CHECKING:
    from ibis.expr.types import Table


def read_table(kind: str, source: SourceTable, columns: Columns, options: ReadOptions) -> "Table":
    """One row per record of a table of `kind`, typed as `ROLES[kind]`; ids stay as they stand.

    A role without a column is null throughout; so is a cell that is no number, date or time where one is wanted.

    Raises
    ------
    Problems
        Columns that the file does not have and roles that the table needs, all together.
    AmbiguousDates, UnreadableDates
        A date column has no one reading; unreadable only where the table needs the column.
    """
    text = mapped_text(source, columns, REQUIRED[kind])
    return source.table.select(
        **{
            role: _typed(text[role], wanted, source, options, is_needed=role in REQUIRED[kind])
            if role in text
            else ibis.null(wanted.removesuffix("?"))
            for role, wanted in ROLES[kind].items()
        }
    )


def _typed(text: Any, wanted: str, source: SourceTable, options: ReadOptions, *, is_needed: bool) -> Any:
    wanted = wanted.removesuffix("?")
    if wanted == "string":
        return text
    if wanted == "float64":
        return read_numbers(text)
    if wanted.startswith("decimal"):
        return read_amounts(text, options).amount
    date_format = fit_dates(source, text.get_name(), options, is_needed=is_needed)
    moments = read_moments(text, date_format)
    return moments.day if wanted == "date" else moments.at
