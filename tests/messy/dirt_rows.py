"""Dirt between and beside the rows: titles, blank lines, sums, notes, repeated headers and rows, test orders."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from random import Random

from tests.messy.draft import Draft, Kind, Plant, Row, how_many, on_rows, place_between, truly, with_whole
from tests.messy.platforms import MONEY_FORMS
from tests.messy.words import FOOTERS, NOT_TESTS, NOT_TOTALS, PREAMBLES, SUBTOTALS, TESTS, TOTALS
from tests.messy.writing import header_text

FAMILY = "rows"
ODD_NAMES = (
    "订单[2025].csv",
    "orders{1,2}.csv",
    "-orders.csv",
    "orders 'new' #1.csv",
    "订单 （最终版） v2.csv",
    "orders%20x.csv",
)


def inserted(draft: Draft, place: int, row: Row) -> Draft:
    """The draft with one more row before the row at `place`."""
    return replace(draft, rows=(*draft.rows[:place], row, *draft.rows[place:]))


def preamble(is_stated: bool) -> Plant:
    """1 to 4 title lines above the header, whose row a person states or not."""

    def plant(draft: Draft, rng: Random, kind: Kind) -> Draft:
        lines = PREAMBLES[draft.layout.language][: rng.randrange(1, 5)]
        read = {**draft.read, "header": len(lines) + 1} if is_stated else draft.read
        return replace(draft, preamble=tuple(Row(text=line, kind=kind) for line in lines), read=read)

    return plant


def blank_rows(draft: Draft, rng: Random, kind: Kind) -> Draft:
    """1 to 3 empty lines anywhere below the header, also at the end of the file."""
    for _ in range(rng.randrange(1, 4)):
        draft = inserted(draft, rng.randrange(len(draft.rows) + 1), Row(text="", kind=kind))
    return draft


def repeated_header(draft: Draft, rng: Random, kind: Kind) -> Draft:
    """The header once more between the rows."""
    return inserted(draft, place_between(draft, rng), Row(text=header_text(draft.layout), kind=kind))


def footer(draft: Draft, rng: Random, kind: Kind) -> Draft:
    """1 or 2 lines of a note below the rows."""
    lines = FOOTERS[draft.layout.language][: rng.randrange(1, 3)]
    return replace(draft, rows=(*draft.rows, *(Row(text=line, kind=kind) for line in lines)))


def sum_row(draft: Draft, label: str, place: int, kind: Kind) -> Row:
    """The sum of the order lines above `place`; its label stands in the first column of text, other cells are empty."""
    lines = [row.order_line for row in draft.rows[:place] if row.order_line]
    total = sum((line.amount for line in lines), Decimal("0.00"))
    first = next(role for role in draft.layout.headers if role in ("customer_id", "order_id", "product"))
    cells = {first: label, "amount": MONEY_FORMS[draft.layout.money_form](total)}
    return Row(written=cells, amount=total, kind=kind)


def total_row(draft: Draft, rng: Random, kind: Kind) -> Draft:
    """The sum of all order lines below them."""
    label = rng.choice(TOTALS[draft.layout.language])
    return inserted(draft, len(draft.rows), sum_row(draft, label, len(draft.rows), kind))


def subtotal_row(draft: Draft, rng: Random, kind: Kind) -> Draft:
    """The sum of the order lines so far, between them."""
    label, place = rng.choice(SUBTOTALS[draft.layout.language]), rng.randrange(2, len(draft.rows))
    return inserted(draft, place, sum_row(draft, label, place, kind))


def exact_duplicate(draft: Draft, rng: Random, kind: Kind) -> Draft:
    """A few rows written once more, some way below; nothing else may befall the originals."""
    for _ in range(how_many(draft, rng)):
        i = rng.choice([i for i, row in enumerate(draft.rows) if row.is_free])
        copy = replace(draft.rows[i], kind=kind)
        rows = (*draft.rows[:i], replace(draft.rows[i], is_held=True), *draft.rows[i + 1 :])
        draft = inserted(replace(draft, rows=rows), rng.randrange(i + 1, len(rows) + 1), copy)
    return draft


def called(names: Mapping[str, tuple[str, ...]]) -> Plant:
    """Rows whose product has one of the names."""
    return on_rows(lambda row, rng, draft: truly(row, product=rng.choice(names[draft.layout.language])))


def numbered_as_test(row: Row, rng: Random, _: Draft) -> Row:
    """A row whose order is numbered as a test."""
    return truly(row, order_id=f"{rng.choice(('TEST', 'test'))}-{rng.randrange(1000)}")


def odd_file_name(draft: Draft, rng: Random, kind: Kind) -> Draft:
    """A file name with signs that some programs take for patterns or options."""
    return with_whole(draft, kind, file_name=rng.choice(ODD_NAMES))


INSERTIONS = (
    Kind("exact_duplicate", FAMILY, "quarantine", "exact_duplicate", exact_duplicate),
    Kind("subtotal_row", FAMILY, "non_data", "total_row", subtotal_row),
    Kind("total_row", FAMILY, "non_data", "total_row", total_row),
    Kind("repeated_header", FAMILY, "non_data", "repeated_header", repeated_header),
    Kind("blank_rows", FAMILY, "non_data", "blank_row", blank_rows),
    Kind("footer", FAMILY, "non_data", "footer", footer),
    Kind("preamble", FAMILY, "non_data", "preamble", preamble(False), slot="preamble"),
    Kind("preamble_stated", FAMILY, "non_data", "preamble", preamble(True), slot="preamble"),
    Kind("odd_file_name", FAMILY, "kept", "", odd_file_name),
)
ORDERS = (
    Kind("test_order", FAMILY, "quarantine", "test_order", called(TESTS)),
    Kind("test_order_id", FAMILY, "quarantine", "test_order", on_rows(numbered_as_test)),
    Kind("not_a_test", FAMILY, "kept", "", called(NOT_TESTS)),
    Kind("not_a_total", FAMILY, "kept", "", called(NOT_TOTALS)),
)
