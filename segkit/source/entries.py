"""The orders table from text to typed entries, in one lazy pass from the file."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import ibis

from segkit.columns import ENTRIES, REQUIRED
from segkit.source.amount_units import check_thousands, check_unit, in_whole_units, written_out
from segkit.source.amounts import amount_parts, is_plain, narrow, read_amounts, read_numbers
from segkit.source.dates import DateFormat, date_parts, is_iso, narrow_moment, read_moments
from segkit.source.decimal_marks import check_decimal_mark
from segkit.source.mapping import Columns, mapped_text
from segkit.source.one_form import check_amounts, fit_dates
from segkit.source.opened import SourceTable
from segkit.source.options import OrderKey, ReadOptions

if TYPE_CHECKING:
    from ibis.expr.types import Table


HEAD_STATE = "state of the head"  # a column of orders that were joined from heads and lines
IS_ISO, IS_PLAIN = "is iso date", "is plain amount"
ODD_DATE, ODD_AMOUNT = "other date, narrow", "other amount, narrow"
DATE_PARTS, AMOUNT_PARTS = "parts of the date as ", "parts of the amount"


@dataclass(frozen=True)
class Entries:
    """The orders as read, lazily: `table` as `segkit.columns.ENTRIES`, how dates read, how orders are told apart."""

    table: "Table"
    date_format: DateFormat
    order_key: OrderKey


def read_entries(source: SourceTable, columns: Columns, options: ReadOptions, order_key: OrderKey) -> Entries:
    """One row per record of the orders table, in the file's order, typed and not judged.

    Parameters
    ----------
    columns
        Role of `ROLES["orders"]` to header of the file. A role that is not mapped is null throughout.
    order_key
        How lines make orders. Other than `order_id`, that column is null and cleaning derives it.

    Raises
    ------
    Problems
        Columns that the file does not have and roles that orders need, all together.
    AmbiguousDates, UnreadableDates
        The order dates have no one reading; `SerialDates` and `ZonesUnclear` likewise.
    DatesDiffer, AmountsDiffer
        One file of a batch writes them otherwise than the others.
    DecimalMarkUnclear, ThousandsUnclear, AmountUnitUnclear
        The amounts can be read with a decimal comma only, with either mark, or their header names a unit.
    """
    check_unit(columns.get("amount", ""), options, source.file)
    source, options = written_out(source, columns, options)
    text = mapped_text(source, columns, REQUIRED["orders"])
    date_format = fit_dates(source, text["order_date"].get_name(), options)
    check_amounts(source, text["amount"].get_name(), options)
    check_decimal_mark(text["amount"], options, source.file)
    check_thousands(text["amount"], options, source.file)
    flagged = _with_flags(source.table, text, options, date_format)
    text = {role: flagged[column.get_name()] for role, column in text.items()}
    parts = {form: flagged[DATE_PARTS + form] for form in date_format.forms if DATE_PARTS + form in flagged.columns}
    moments = read_moments(
        text["order_date"], date_format, iso=flagged[IS_ISO], narrowed=flagged[ODD_DATE], parts=parts
    )
    amounts = read_amounts(
        text["amount"], options, plain=flagged[IS_PLAIN], narrowed=flagged[ODD_AMOUNT], parts=flagged[AMOUNT_PARTS]
    )
    typed = {
        "quantity": read_numbers(text["quantity"]) if "quantity" in text else ibis.null("float64"),
        "order_date": moments.day,
        "order_hour": moments.hour,
        "date_text": text["order_date"],
        "amount": in_whole_units(amounts.amount, options),
        "amount_text": text["amount"],
        "is_rounded": amounts.is_rounded,
        "amount_form": amounts.form,
        "amount_currency": amounts.currency,
        "head_state": flagged[HEAD_STATE] if HEAD_STATE in flagged.columns else ibis.null("string"),
        "record_hash": record_hash(flagged, source.columns),
    }
    as_stood = {role: text.get(role, ibis.null("string")) for role in ENTRIES.columns if role not in typed}
    if order_key != "order_id":
        as_stood["order_id"] = ibis.null("string")
    values = as_stood | typed
    table = flagged.select(**{name: values[name] for name in ENTRIES.columns})
    return Entries(_as_view(table), date_format, order_key)


def _with_flags(table: "Table", text: dict[str, Any], options: ReadOptions, date_format: DateFormat) -> "Table":
    """The table with what every typed column leans on: two tests, the narrow text of cells that fail them, its parts.

    Each step is a view, a wall that Ibis does not merge through: inside one SELECT the engine would test each regex,
    narrow each text and take it apart once per use (measured: four fifths of the typing, although one row in sixty is
    odd).
    """
    date, amount = text["order_date"].get_name(), text["amount"].get_name()
    tested = _as_view(table.mutate(**{IS_ISO: is_iso(table[date]), IS_PLAIN: is_plain(table[amount], options)}))
    odd = {
        ODD_DATE: _where_odd(tested, IS_ISO, narrow_moment(tested[date])),
        ODD_AMOUNT: _where_odd(tested, IS_PLAIN, narrow(tested[amount])),
    }
    narrowed = _as_view(tested.mutate(**odd))
    parts = {DATE_PARTS + form: column for form, column in date_parts(narrowed[ODD_DATE], date_format.forms).items()}
    return _as_view(narrowed.mutate(**parts, **{AMOUNT_PARTS: amount_parts(narrowed[ODD_AMOUNT], options)}))


def _where_odd(tested: "Table", test: str, narrowed: Any) -> Any:
    return ibis.ifelse(tested[test], ibis.null("string"), narrowed)


def _as_view(table: "Table") -> "Table":
    return table.get_backend().create_view(ibis.util.gen_name("entries"), table)


def record_hash(table: "Table", columns: Sequence[str]) -> Any:
    """A 64-bit hash of the record's text over the file's columns: equal for equal records, on one engine version."""
    return ibis.struct({name: table[name] for name in columns}).hash()
