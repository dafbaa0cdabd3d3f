"""Judging entries: one pass over the file for what a row says by itself, then what only a look around shows.

Runs on DuckDB only: Parquet written in the file's order and read with its row numbers needs no window over all rows.
"""

from datetime import date
from functools import reduce
from operator import or_
from pathlib import Path
from typing import TYPE_CHECKING, Any

import ibis
import pyarrow.parquet as pq

from segkit.clean.identity import ID_FORMS, Identity, stripped
from segkit.clean.rules import EARLIEST, GAPS, KEPT, RULES, CleaningRules, Rule, Terms, counted, first_removing
from segkit.clean.tables import read_numbered, store
from segkit.columns import ENTRIES
from segkit.engine import fetch_rows

if TYPE_CHECKING:
    from ibis.backends import BaseBackend
    from ibis.expr.types import StringValue, Table

LONGEST_PAUSE = 5  # years without any order that cut slips like 2099 off from a company's true years


def last_plausible_day(entries: "Table", as_of: date | None) -> date:
    """The last day an order can truly have: the end of the year after the as-of day's.

    Without an as-of day (never "today") the year is the last of the run of years that holds most orders; a run ends
    where five years have none.
    """
    if as_of:
        return date(as_of.year + 1, 12, 31)
    dated = entries.filter((entries.order_date >= EARLIEST) & (entries.order_date.year() < date.max.year))
    years = fetch_rows(dated.group_by(year=dated.order_date.year()).aggregate(n=dated.count()), at_most=10_000)
    runs: list[list[tuple[int, int]]] = []
    for year, n in sorted((row["year"], row["n"]) for row in years):
        if not runs or year - runs[-1][-1][0] > LONGEST_PAUSE:
            runs.append([])
        runs[-1].append((year, n))
    fullest = max(runs, key=lambda run: sum(n for _, n in run), default=[(date.max.year - 1, 0)])
    return date(fullest[-1][0] + 1, 12, 31)


def judge(engine: "BaseBackend", entries: "Table", terms: Terms, path: Path) -> "Table":
    """Entries with plain ids, the place of the rule that removes each row, and what the counted rules found.

    Written to `path` in the file's order; `file_row_number` is 0 for the first row. `customer_text` and `order_text`
    hold an id as it was written where that differs.
    """
    plain = with_plain_ids(entries.select(list(ENTRIES.columns)), terms.rules)
    found = {f"found_{rule.id}": _is_found(rule.finds(plain, terms)) for rule in _read_alone(terms.rules)}
    store(engine, plain.mutate(removed=first_removing(plain, terms), **found), path)
    return read_numbered(engine, path)


def with_plain_ids(entries: "Table", rules: CleaningRules) -> "Table":
    """Customer and order ids in plain writing, blanks as nulls; words that stand for no customer become null.

    `view()` keeps each step a query of its own: inlined, every id would be made plain once per rule that asks for it
    (three million rows: 14.6 s instead of 2.5 s).
    """
    plain_id = ID_FORMS[rules.ids]
    read = entries.view()
    read = read.mutate(_customer=plain_id(read.customer_id), _order=plain_id(read.order_id)).view()
    is_missing = read._customer.lower().isin(rules.missing_words)
    read = read.mutate(_customer=ibis.ifelse(is_missing, ibis.null("string"), read._customer)).view()
    return (
        read.mutate(
            customer_text=_where_other(read.customer_id, read._customer),
            customer_id=read._customer,
            order_text=_where_other(read.order_id, read._order),
            order_id=read._order.nullif(""),
            **{name: stripped(read[name]).nullif("") for name in GAPS},
        )
        .drop("_customer", "_order")
        .view()
    )


def _where_other(written: "StringValue", plain: "StringValue") -> "StringValue":
    return ibis.ifelse(written.identical_to(plain), ibis.null("string"), written)


def _read_alone(rules: CleaningRules) -> list[Rule]:
    return [rule for rule in counted(rules) if not rule.looks_around]


def _is_found(finding: Any) -> Any:
    return finding.fill_null(False)


def add_repeats(engine: "BaseBackend", judged: "Table", terms: Terms, path: Path) -> "Table":
    """`judged` with `is_repeat`: all cells equal to those of an earlier row.

    Rows that share the hash of their whole record are candidates; they are compared on every column.
    """
    hashes = judged.group_by("record_hash").aggregate(n=judged.count()).filter(lambda t: t.n > 1)
    candidates = judged.semi_join(hashes, "record_hash")
    alike = [*ENTRIES.columns, "customer_text", "order_text"]
    window = ibis.window(group_by=alike, order_by="file_row_number")
    later = candidates.mutate(_nth=ibis.row_number().over(window)).filter(lambda t: t._nth > 0)
    repeats = store(engine, later.select(_repeat="file_row_number"), path)
    joined = judged.left_join(repeats, judged.file_row_number == repeats._repeat)
    return _look_around(joined.mutate(is_repeat=joined._repeat.notnull()).drop("_repeat"), "exact_duplicate", terms)


def add_person(standing: "Table", identity: Identity | None, terms: Terms) -> "Table":
    """`standing` with `member`, the number on the line, customer_id as the person's, and `is_merged`."""
    kept = standing.mutate(member=standing.customer_id)
    if identity is None:
        return _look_around(kept.mutate(is_merged=False), "merged_member", terms)
    mapping = identity.mapping.select(_member="member", _person="customer_id")
    joined = kept.left_join(mapping, kept.member == mapping._member)
    joined = joined.mutate(customer_id=ibis.coalesce(joined._person, joined.member)).drop("_member", "_person")
    return _look_around(joined.mutate(is_merged=joined.customer_id != joined.member), "merged_member", terms)


def add_gaps(standing: "Table", has: dict[str, bool], terms: Terms) -> "Table":
    """`standing` with `has_gap`: nothing in a column that the file does have."""
    gaps = (standing[name].isnull() for name, is_there in has.items() if is_there)
    return _look_around(standing.mutate(has_gap=reduce(or_, gaps, ibis.literal(False))), "filled_gap", terms)


def columns_with_values(path: Path, names: tuple[str, ...]) -> dict[str, bool]:
    """Whether each column of a stored table has any value, read from the file's own statistics."""
    metadata = pq.read_metadata(path)
    groups = [metadata.row_group(i) for i in range(metadata.num_row_groups)]
    chunks = [group.column(i) for group in groups for i in range(group.num_columns)]
    return {
        name: any(chunk.statistics.null_count < chunk.num_values for chunk in chunks if chunk.path_in_schema == name)
        for name in names
    }


def _look_around(standing: "Table", rule_id: str, terms: Terms) -> "Table":
    """Enter what a rule that looks around found: it removes rows no earlier rule removed, or is counted."""
    place, rule = next((i, rule) for i, rule in enumerate(RULES) if rule.id == rule_id)
    is_found = _is_found(rule.finds(standing, terms))
    if not rule.removes(terms.rules):
        return standing.mutate(**{f"found_{rule_id}": is_found})
    here = ibis.ifelse(is_found, ibis.literal(place, "int8"), ibis.literal(KEPT, "int8"))
    return standing.mutate(removed=ibis.least(standing.removed, here))
