"""The customer master: one row per customer, and what it fills in. Runs on DuckDB only (windows)."""

from datetime import date
from functools import reduce
from operator import and_, or_
from typing import TYPE_CHECKING

import ibis

from segkit.clean.identity import Identity, Plain, apply_identity, plain_text
from segkit.columns import CUSTOMERS, REQUIRED, UNKNOWN

if TYPE_CHECKING:
    from ibis.expr.types import BooleanValue, Table

LENT = ("region", "store", "channel", "owner")  # what the master may say about an order line
DAYS = {"feedback": "answered_date", "events": "event_at", "messages": "sent_at"}  # when a row came about


def clean_customers(customers: "Table", identity: Identity | None = None, plain_id: Plain = plain_text) -> "Table":
    """One row per customer, as CUSTOMERS describes it; rows without an id are left out.

    Of several rows about one customer the most complete stays, then the one who joined last, then the first in the
    order of its texts: the same whatever the order of the file.
    """
    known = [name for name in CUSTOMERS.columns if name in customers.columns]
    merged = apply_identity(customers.select(known), identity, plain_id)
    merged = merged.filter(merged.customer_id.notnull()).mutate(**_blanks_to_null(merged))
    several = merged.group_by("customer_id").aggregate(n=merged.count()).filter(lambda t: t.n > 1)
    best = _most_complete(merged.semi_join(several, "customer_id"), known).union(
        merged.anti_join(several, "customer_id").select(known)
    )
    return best.select(**{name: _column(best, name, kind) for name, kind in CUSTOMERS.columns.items()})


def _most_complete(rows: "Table", known: list[str]) -> "Table":
    """The best row of each customer; asked only where there are several, for it sorts on every column."""
    n_filled = sum(rows[name].notnull().cast("int64") for name in known)
    # Ibis lets a later sort key on the same column overrule an earlier one, so joined_date stands once.
    joined = [rows.joined_date.desc(nulls_first=False)] if "joined_date" in known else []
    rest = [rows[name] for name in known if name != "joined_date"]
    window = ibis.window(group_by="customer_id", order_by=[n_filled.desc(), *joined, *rest])
    return rows.mutate(_rank=ibis.row_number().over(window)).filter(lambda t: t._rank == 0).select(known)


def _blanks_to_null(table: "Table") -> dict[str, "ibis.expr.types.Value"]:
    texts = [name for name, kind in table.schema().items() if kind.is_string() and name != "customer_id"]
    return {name: table[name].strip().nullif("") for name in texts}


def _column(table: "Table", name: str, kind: str) -> "ibis.expr.types.Value":
    return table[name] if name in table.columns else ibis.null(kind.rstrip("?"))


def fill_gaps(lines: "Table", master: "Table | None", has: dict[str, bool]) -> "Table":
    """`lines` with the columns of `has` filled from the master, then with 未知.

    Parameters
    ----------
    has
        Column -> whether the order file has it. A column the file has not comes from the master where that has it,
        else it stays null: a table full of 未知 would look like an answer.
    """
    lent = _lent(master)
    if master is None or not lent:
        return lines.mutate(**{name: lines[name].fill_null(UNKNOWN) for name, is_there in has.items() if is_there})
    names = master.select(_master="customer_id", **{f"_{name}": master[name] for name in lent})
    joined = lines.left_join(names, lines.customer_id == names._master)
    known = {name: [joined[name], *([joined[f"_{name}"]] if name in lent else [])] for name in has}
    filled = {name: ibis.coalesce(*known[name], UNKNOWN) for name in has if has[name] or name in lent}
    return joined.mutate(**filled).drop("_master", *(f"_{name}" for name in lent))


def _lent(master: "Table | None") -> tuple[str, ...]:
    """The columns of LENT that the master has anything in."""
    if master is None:
        return ()
    counts = master.aggregate(**{name: master[name].count() for name in LENT}).to_pyarrow().to_pylist()[0]
    return tuple(name for name in LENT if counts[name])


def clean_table(
    name: str, table: "Table", identity: Identity | None, as_of: date | None, plain_id: Plain = plain_text
) -> "Table":
    """A table beside the orders, on the merged ids: rows without a customer or a needed value left out.

    Events, messages and answers after `as_of` are left out too. A customer labelled twice alike counts once; one
    labelled in two ways proves nothing and is left out.
    """
    known = apply_identity(table, identity, plain_id)
    whole = known.filter(reduce(and_, (known[column].notnull() for column in REQUIRED[name])))
    if name == "labels":
        agreed = whole.group_by("customer_id").aggregate(label=whole.label.min(), n=whole.label.nunique())
        return agreed.filter(agreed.n == 1).drop("n")
    return whole.filter(~came_later(name, whole, as_of))


def came_later(name: str, table: "Table", as_of: date | None) -> "BooleanValue":
    """Whether a row of the table came about after the last day that counts; one without a day did not."""
    day = DAYS.get(name)
    if as_of is None or day is None:
        return ibis.literal(False)
    return (table[day].cast("date") > as_of).fill_null(False)


def left_out(name: str, table: "Table", as_of: date | None, plain_id: Plain = plain_text) -> "Table":
    """record, reason: the rows of a table as read (with `record`, its number) that no later step counts.

    Those without a customer or without another value that the table needs, and those that came after `as_of`. Of the
    master every row with a customer counts. Reasons are those of BESIDE.
    """
    plain = apply_identity(table, None, plain_id)
    lacks = [plain[column].isnull() for column in REQUIRED[name] if column != "customer_id"]
    reason = ibis.cases(
        (plain.customer_id.isnull(), "missing_id"),
        (reduce(or_, lacks, ibis.literal(False)), "missing_value"),
        (came_later(name, plain, as_of), "outside_window"),
        else_=ibis.null("string"),
    )
    return plain.select(record="record", reason=reason).filter(lambda rows: rows.reason.notnull())
