"""What in the orders is likely to be something else than it is taken for; a person is told, nothing is changed."""

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from segkit.engine import fetch_one, fetch_rows
from segkit.source.amounts import is_plain, read_amounts
from segkit.source.opened import SourceTable
from segkit.source.options import Ground, ReadOptions

if TYPE_CHECKING:
    from ibis.expr.types import Table

ROWS_LOOKED_AT = 200_000
FEWEST_ORDERS = 5  # orders of several lines, of which nearly all repeat one amount
NEARLY_ALL = 0.95
MOST_KINDS = 30  # different words of a column that tells kinds of rows apart
MOST_SHOWN = 8
NOT_SOLD = re.compile(r"(?i)取消|关闭|未付|待付|未支付|作废|cancel|unpaid|pending|void|fail|refus|拒收")
GIVEN_BACK = re.compile(r"(?i)^\s*(退款|退货|退单|红冲|冲红|refund|return(ed)?|credit note)")


def order_doubts(source: SourceTable, columns: Mapping[str, str], options: ReadOptions) -> Iterator[Ground]:
    """Doubts about the first 200,000 rows: totals repeated on each line, orders not sold, refunds that are positive.

    `columns`: role of the orders to header; a role that is not there raises no doubt.
    """
    rows = source.table.limit(ROWS_LOOKED_AT)
    if {"order_id", "amount"} <= columns.keys():
        yield from _repeated_total(rows, columns)
    if "status" in columns:
        yield from _not_sold(rows, columns["status"])
    if "amount" in columns:
        yield from _positive_refunds(rows, columns, options)


def _repeated_total(rows: "Table", columns: Mapping[str, str]) -> Iterator[Ground]:
    """Orders of several lines that all carry one amount: the order's total, which would be added once per line."""
    order, amount = columns["order_id"], columns["amount"]
    known = rows.filter(rows[order].notnull() & rows[amount].notnull())
    grouped = known.group_by(order).aggregate(n=known.count(), amounts=known[amount].nunique())
    several = grouped.filter(grouped.n > 1)
    found = fetch_one(several.aggregate(orders=several.count(), alike=(several.amounts == 1).sum()))
    if found["orders"] >= FEWEST_ORDERS and (found["alike"] or 0) >= NEARLY_ALL * found["orders"]:
        yield Ground("doubt.order_total", {"column": amount, "n": found["orders"]})


def _not_sold(rows: "Table", column: str) -> Iterator[Ground]:
    """Words for orders that were cancelled or never paid."""
    kinds = _kinds(rows, column)
    odd = {word: n for word, n in kinds.items() if NOT_SOLD.search(word)}
    if odd and len(odd) < len(kinds):
        told = tuple(f"{word} {n}" for word, n in list(kinds.items())[:MOST_SHOWN])
        line = f"left_out: [{', '.join(odd)}]"
        yield Ground("doubt.not_sold", {"column": column, "kinds": told, "line": line})


def _positive_refunds(rows: "Table", columns: Mapping[str, str], options: ReadOptions) -> Iterator[Ground]:
    """Rows that a column calls refunds, and whose amounts are nearly all above zero."""
    mapped = set(columns.values()) - {columns.get("status")}
    amount = read_amounts(rows[columns["amount"]], options, plain=is_plain(rows[columns["amount"]], options)).amount
    for name in (name for name in rows.columns if name not in mapped):
        words = [word for word in _kinds(rows, name) if GIVEN_BACK.search(word)]
        if not words:
            continue
        given = rows.mutate(_amount=amount).filter(rows[name].isin(words))
        found = fetch_one(given.aggregate(n=given.count(), positive=(given._amount > 0).sum()))
        if (found["positive"] or 0) >= NEARLY_ALL * found["n"]:
            yield Ground("doubt.refunds", {"column": name, "words": tuple(words), "n": found["n"]})


def _kinds(rows: "Table", column: str) -> dict[str, int]:
    """How often each word of a column stands, the most frequent first; empty where it has many different ones."""
    counted: Any = rows.filter(rows[column].notnull()).group_by(word=rows[column]).aggregate(n=lambda t: t.count())
    found = fetch_rows(counted.order_by([counted.n.desc(), "word"]).limit(MOST_KINDS + 1), at_most=MOST_KINDS + 1)
    return {str(row["word"]): int(row["n"]) for row in found} if len(found) <= MOST_KINDS else {}
