"""Which mark parts whole money from small change: a point unless the column can only be read with a comma."""

from dataclasses import replace
from typing import Any

from segkit.engine import fetch_one, fetch_rows
from segkit.errors import DecimalMarkUnclear
from segkit.source.amounts import is_plain, read_amounts
from segkit.source.masks import shown
from segkit.source.options import ReadOptions

Column = Any
ROWS_LOOKED_AT = 200_000
FEWEST = 3
MOST_UNREAD = 0.2
LIKE_CENTS = r",[0-9]{1,2}[^0-9.,]*$"  # no thousands separator
LINE = 'read: {decimal_mark: ","}'


def check_decimal_mark(text: Column, options: ReadOptions, file: str) -> None:
    """Raise where no mark is stated and the first 200,000 amounts speak for a comma.

    They do where at least three texts, or one in five, read with a comma only, and not one with a point only.

    Raises
    ------
    DecimalMarkUnclear
        With three of the texts and the line that settles it.
    """
    if options.decimal_mark is not None:
        return
    first = text.as_table().limit(ROWS_LOOKED_AT).select(text=text)
    if not fetch_one(first.aggregate(n=first.text.re_search(LIKE_CENTS).sum().fill_null(0)))["n"]:
        return
    odd = first.filter(first.text.notnull() & ~is_plain(first.text, options))
    read = {mark: read_amounts(odd.text, replace(options, decimal_mark=mark)).amount.notnull() for mark in (".", ",")}
    comma_only = odd.filter(read[","] & ~read["."])
    n_comma = fetch_one(comma_only.aggregate(n=comma_only.count()))["n"]
    if n_comma and _speaks_for_comma(int(n_comma), first, odd.filter(read["."] & ~read[","])):
        rows = fetch_rows(comma_only.select("text").limit(3), at_most=3)
        raise DecimalMarkUnclear(file, text.get_name(), tuple(shown(str(row["text"])) for row in rows), LINE)


def _speaks_for_comma(n_comma: int, first: Any, point_only: Any) -> bool:
    """Whether there are enough texts with a comma, and none with a point of which a comma could make nothing."""
    with_point = first.text.re_search(r"\.[0-9]{1,2}$").sum().fill_null(0)
    n = fetch_one(first.aggregate(texts=first.text.count(), point=with_point))
    n_point = int(n["point"]) + int(fetch_one(point_only.aggregate(n=point_only.count()))["n"])
    return not n_point and (n_comma >= FEWEST or n_comma > MOST_UNREAD * int(n["texts"]))
