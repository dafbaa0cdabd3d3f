"""Dirt on which reading must stop: nothing is kept and nothing set aside, an error says why.

Each stands alone in its file. The code is the beginning of the error's code, as far as one can say without the reader.
"""

from collections.abc import Callable
from dataclasses import replace
from random import Random

from tests.messy.draft import Change, Draft, Kind, Plant, Row, truly, with_whole, writes

ALL_FAMILIES = frozenset({"encoding", "structure", "ids", "dates", "amounts", "rows", "stop"})
HTML = "<html><body><table><tr><td>订单号</td><td>金额</td></tr></table></body></html>"


def of_bytes(content: Callable[[Random], bytes]) -> Plant:
    """A file of other content altogether."""
    return lambda draft, rng, kind: with_whole(draft, kind, content=content(rng))


def on_every_row(change: Change, **habits: object) -> Plant:
    """A change of all rows, and habits of the file."""

    def plant(draft: Draft, rng: Random, kind: Kind) -> Draft:
        rows = tuple(change(row, rng, draft) for row in draft.rows)
        return with_whole(draft, kind, rows=rows, layout=replace(draft.layout, **habits))

    return plant


def zip_bytes(rng: Random) -> bytes:
    """The beginning of a workbook, named .csv."""
    return b"PK\x03\x04\x14\x00\x06\x00" + rng.randbytes(400)


def header_only(draft: Draft, _: Random, kind: Kind) -> Draft:
    """A header and no rows."""
    return with_whole(draft, kind, rows=())


def renamed_column(draft: Draft, rng: Random, kind: Kind) -> Draft:
    """A column that the person names and the file does not have."""
    role = rng.choice(("customer_id", "order_id", "order_date", "amount"))
    headers = {**draft.layout.headers, role: "XX"}
    return with_whole(draft, kind, layout=replace(draft.layout, headers=headers))


def column_twice(draft: Draft, rng: Random, kind: Kind) -> Draft:
    """Two columns of the name that the person states, with different cells."""
    role = rng.choice(("customer_id", "order_date", "amount"))
    headers = {**draft.layout.headers, "twin": draft.layout.headers[role]}
    return with_whole(draft, kind, layout=replace(draft.layout, headers=headers))


def ambiguous_date(row: Row, _: Random, __: Draft) -> Row:
    """A day of the month from 1 to 12, so that 03/04/2025 may be March or April."""
    day = row.order_line.order_date
    return truly(row, order_date=day.replace(day=(day.day - 1) % 12 + 1))


def in_two_currencies(row: Row, rng: Random, _: Draft) -> Row:
    """An amount in dollars or in yuan."""
    return writes(row, amount=f"{rng.choice('$¥')}{row.order_line.amount}")


def in_exponent_form(row: Row, _: Random, __: Draft) -> Row:
    """A long customer number as a spreadsheet spoils it."""
    return writes(row, customer_id="1.10101E+17")


def same(row: Row, _: Random, __: Draft) -> Row:
    """The row as it is."""
    return row


def stop(kind_id: str, code: str, plant: Plant) -> Kind:
    """A kind that ends the reading."""
    return Kind(kind_id, "stop", "stop", code, plant, excludes=ALL_FAMILIES)


STOPS = (
    stop("empty_file", "E-SRC", of_bytes(lambda _: b"")),
    stop("bom_only", "E-SRC", of_bytes(lambda _: b"\xef\xbb\xbf")),
    stop("line_ends_only", "E-SRC", of_bytes(lambda rng: b"\r\n" * rng.randrange(1, 9))),
    stop("header_only", "E-SRC", header_only),
    stop("zip_named_csv", "E-", of_bytes(zip_bytes)),
    stop("html_named_csv", "E-", of_bytes(lambda _: HTML.encode())),
    stop("renamed_column", "E-COL", renamed_column),
    stop("column_twice", "E-COL", column_twice),
    stop("full_width_commas", "E-", on_every_row(same, delimiter="，", money_form="plain")),
    stop("ambiguous_dates", "E-DAT", on_every_row(ambiguous_date, date_form="day_first")),
    stop("serial_dates", "E-DAT", on_every_row(same, date_form="serial")),
    stop("mixed_currencies", "E-", on_every_row(in_two_currencies)),
    stop("exponent_ids", "E-", on_every_row(in_exponent_form)),
)
