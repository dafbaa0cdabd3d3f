"""The marks of currency that stand beside amounts: found, told apart, and turned into the study's currency.

DuckDB only, as amounts. Only cells that are no plain digits are looked at.
"""

import re
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

import ibis

from segkit.columns import CURRENCY_MARKS
from segkit.source.options import ReadOptions

Column = Any
RATED = "decimal(38, 6)"  # wide enough for an exact product with six more decimals


def _one_of(marks: Iterable[str]) -> str:
    return "(?:" + "|".join(map(re.escape, sorted(marks, key=len, reverse=True))) + ")"


CODES = _one_of(mark for mark in CURRENCY_MARKS if mark.isascii() and mark.isalpha())
SIGNS = _one_of(mark for mark in CURRENCY_MARKS if not (mark.isascii() and mark.isalpha()))
MARK = _one_of(CURRENCY_MARKS)


def currency_mark(narrowed: Column) -> Column:
    """The mark in a narrowed text, in capitals; a code goes before a sign, null where none stands."""
    code, sign = (narrowed.re_extract(f"(?i){pattern}", 0).fill_null("") for pattern in (CODES, SIGNS))
    return ibis.ifelse(code != "", code, sign).upper().nullif("")


def mark_rates(options: ReadOptions) -> dict[str, Decimal]:
    """What one of the currency behind each mark is worth in the study's, for the marks that a stated rate settles.

    A mark that can mean the study's own currency means that; of several stated rates the likeliest meaning's counts.
    """
    rates = {code: rate for code, rate in options.rates if code != options.currency}
    others = {mark: codes for mark, codes in CURRENCY_MARKS.items() if options.currency not in codes}
    settled = {mark: next((rates[code] for code in codes if code in rates), None) for mark, codes in others.items()}
    return {mark: rate for mark, rate in settled.items() if rate is not None}


def converted(amount: Column, mark: Column, rates: dict[str, Decimal]) -> Column:
    """The amount times its mark's rate, rounded half up to the cent; as it is where the mark has none.

    Null where the product does not fit the amount's own type.
    """
    if not rates:
        return amount
    kind, exact = str(amount.type()), amount.try_cast(RATED)
    cases = (
        (mark.isin(sorted(marks)), (exact * ibis.literal(rate, RATED)).try_cast(kind))
        for rate, marks in _by_rate(rates).items()
    )
    return ibis.cases(*cases, else_=amount)


def _by_rate(rates: dict[str, Decimal]) -> dict[Decimal, set[str]]:
    grouped: dict[Decimal, set[str]] = {}
    for mark, rate in rates.items():
        grouped.setdefault(rate, set()).add(mark)
    return grouped
