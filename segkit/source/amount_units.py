"""In which unit and currency a whole column of amounts is written: stated, named by its header, or in a column beside.

Amounts are not multiplied: the unit or the currency is written behind each, where the reader of amounts knows both, so
that nothing is rounded before the point has moved.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import ibis

from segkit.columns import AMOUNT_UNITS
from segkit.engine import fetch_rows
from segkit.errors import AmountUnitUnclear, ThousandsUnclear
from segkit.source.masks import shown
from segkit.source.opened import SourceTable
from segkit.source.options import ReadOptions

if TYPE_CHECKING:
    from ibis.expr.types import Column

CENT = Decimal("0.01")
FEWEST = 3  # amounts with a point before three digits that make it a question
ROWS_LOOKED_AT = 200_000
# What a header says, and the unit that it names.
CHINESE = re.compile(r"[(（\[【]\s*(?:单位[:：]?)?\s*(百万|万|千|亿|分)元?\s*[)）\]】]|(百万|万|千|亿)元\s*$")
ENGLISH = re.compile(r"(?i)[(\[]\s*(?:[a-z]{3}|[$€£¥])?\s*(?:in\s+)?('?000s?|k|thousands?|millions?|mn|cents?)\s*[)\]]")
OF_CHINESE = {"百万": "百万元", "万": "万元", "千": "千元", "亿": "亿元", "分": "分"}
OF_ENGLISH = {"0": "thousand", "'": "thousand", "k": "thousand", "t": "thousand", "m": "million", "c": "cent"}


def unit_of_header(header: str) -> str | None:
    """The unit that a header names beside the amount, as `AMOUNT_UNITS` has it; None where it names none."""
    if found := CHINESE.search(header):
        return OF_CHINESE[found[1] or found[2]]
    if found := ENGLISH.search(header):
        return OF_ENGLISH[found[1][0].lower()]
    return None


def check_unit(header: str, options: ReadOptions, file: str) -> None:
    """Raise AmountUnitUnclear where the header names a unit and nobody has said in which one its amounts are."""
    unit = None if options.amount_unit else unit_of_header(header)
    if unit:
        one = "元" if any("\u4e00" <= letter <= "\u9fff" for letter in unit) else "one"
        raise AmountUnitUnclear(file, header, unit, tuple(f"read: {{amount_unit: {name}}}" for name in (unit, one)))


def check_thousands(text: "Column", options: ReadOptions, file: str) -> None:
    """Raise where no mark is stated and every point of the first amounts stands before exactly three digits.

    Raises
    ------
    ThousandsUnclear
        At least three do, whole amounts or not; a comma among the amounts settles it and nothing is raised.
    """
    if options.decimal_mark is not None:
        return
    first = text.as_table().limit(ROWS_LOOKED_AT).select(text=text)
    grouped = first.text.re_search(r"^-?[1-9][0-9]{0,2}(?:\.[0-9]{3})+$")
    other = first.text.re_search(r"[.,]") & ~grouped
    found = fetch_rows(first.aggregate(n=grouped.sum(), other=other.sum()), at_most=1)[0]
    if (found["n"] or 0) >= FEWEST and not found["other"]:
        rows = fetch_rows(first.filter(grouped).limit(FEWEST), at_most=FEWEST)
        lines = ('read: {decimal_mark: ","}', 'read: {decimal_mark: "."}')
        raise ThousandsUnclear(file, text.get_name(), tuple(shown(str(row["text"])) for row in rows), lines)


def written_out(
    source: SourceTable, columns: Mapping[str, str], options: ReadOptions
) -> tuple[SourceTable, ReadOptions]:
    """The table with unit and currency behind each amount, and the options that read them; as it is without either."""
    name, words = columns.get("amount"), tuple(_words(options))
    beside = columns.get("currency")
    if name is None or name not in source.table.columns or not (words or beside in source.table.columns):
        return source, options
    amount = source.table[name]
    text = ibis.ifelse(amount.notnull(), amount + words[0], amount) if words else amount
    if beside is not None and beside in source.table.columns:
        currency = source.table[beside].strip()
        text = ibis.ifelse(text.notnull() & currency.notnull(), text + " " + currency, text)
    table = source.table.mutate(**{name: text})
    return replace(source, table=table), replace(options, unit_words=(*options.unit_words, *words))


def _words(options: ReadOptions) -> Iterator[str]:
    word = AMOUNT_UNITS.get(options.amount_unit or "")
    if word and word != "分":
        yield word


def in_whole_units(amount: Any, options: ReadOptions) -> Any:
    """The amount in the currency's own unit, where the column is written in hundredths."""
    is_in_cents = AMOUNT_UNITS.get(options.amount_unit or "") == "分"
    return (amount * ibis.literal(CENT, "decimal(3, 2)")).cast(amount.type()) if is_in_cents else amount
