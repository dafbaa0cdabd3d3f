"""Cleaning the orders: one fused pass writes entries with the rule that removes each, a second one the clean lines.

Between the two stand what needs to see all rows: repeats, members, who is who. Runs on DuckDB only.
"""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import ibis

from segkit.clean.batches import accounts_by_file, find_overlap
from segkit.clean.currencies import check_currencies
from segkit.clean.identity import ID_FORMS, Identity
from segkit.clean.judge import (
    add_gaps,
    add_person,
    add_repeats,
    columns_with_values,
    judge,
    last_plausible_day,
)
from segkit.clean.ledger import Tally, account, tally, write_ledger
from segkit.clean.master import clean_customers, fill_gaps
from segkit.clean.members import (
    count_heads,
    count_members,
    identify,
    merge_effect,
    unmatched_share,
    words_share,
    zeros_share,
)
from segkit.clean.places import NOWHERE, Origin, broken_rows, structure_counts, with_places
from segkit.clean.rules import BESIDE, GAPS, KEPT, RULES, CleaningRules, Terms, counted
from segkit.clean.tables import as_view, store
from segkit.columns import ORDER_LINES, QUARANTINE
from segkit.facts import LedgerLine, MergeEffect, Overlap, RowAccount

if TYPE_CHECKING:
    from ibis.backends import BaseBackend
    from ibis.expr.types import Table


@dataclass(frozen=True)
class CleanOrders:
    """What cleaning leaves: the lines that count, those set aside, and the account of both.

    `as_of` is the day given, else the last day of a kept line (None when nothing is kept). `filled` counts, per column
    the file has, the kept rows filled from the master or with 未知. `standing` has one row per entry with the place of
    the rule that removed it; it needs `working`, which may be deleted once nobody asks for `changed_rows`. `accounts`:
    of each file of a batch, else the one account. `overlap`: orders in several files of a batch, where orders have ids.
    """

    lines: "Table"
    quarantine: "Table"
    ledger: tuple[LedgerLine, ...]
    account: RowAccount
    found: Tally
    merge: MergeEffect | None
    identity: Identity | None
    filled: dict[str, int]
    as_of: date | None
    first_day: date | None
    last_day: date | None
    order_key: str
    unmatched_share: float | None  # of customers, not in the master
    zeros_share: float  # of customers, whose id differs from another's by leading zeros only
    words_share: float  # of customers, whose id is a word for nothing, such as NA
    standing: "Table"
    working: Path
    accounts: tuple[RowAccount, ...] = ()
    overlap: Overlap | None = None


def clean_orders(
    engine: "BaseBackend",
    entries: "Table",
    rules: CleaningRules,
    as_of: date | None,
    folder: Path,
    *,
    order_key: str = "order_id",
    customers: "Table | None" = None,
    origin: Origin = NOWHERE,
) -> CleanOrders:
    """Judge every entry once, set aside what a rule removes, and write the lines that count.

    Parameters
    ----------
    entries
        As ENTRIES describes them, in the file's order.
    as_of
        The last day that counts. None: the last day of a line no rule removes; then no row lies outside.
    folder
        Gets order_lines.parquet, quarantine.parquet, identity.parquet (with a merge key) and working/.
    order_key
        What counts as one order: order_id (an empty one: the customer's day), line, or customer_day.
    customers
        The customer master as read; fills gaps and lends its merge key.

    Raises
    ------
    MixedCurrencies
        The amounts that count are of several currencies, or of another than `rules.currency`.
    """
    working = folder / "working"
    terms = Terms(rules, as_of, last_plausible_day(entries, as_of))
    judged = judge(engine, entries, terms, working / "judged.parquet")
    check_currencies(judged, rules.currency, origin)
    standing = add_repeats(engine, judged, terms, working / "repeats.parquet")
    members = store(engine, count_members(standing), working / "members.parquet")
    identity = identify(engine, (standing, members, customers), rules.merge, folder, ID_FORMS[rules.ids])
    has = columns_with_values(working / "judged.parquet", GAPS)
    standing = as_view(engine, add_gaps(add_person(standing, identity, terms), has, terms))
    found = tally(standing, rules)
    ledger = write_ledger(found, count_heads(members, identity), rules, structure_counts(origin))
    master = None
    if customers is not None:
        master = store(engine, clean_customers(customers, identity, ID_FORMS[rules.ids]), working / "customers.parquet")
    kept = as_order_lines(standing.filter(standing.removed == KEPT), order_key)
    lines = fill_gaps(kept, master, has).select(list(ORDER_LINES.columns))
    whole = account(ledger, origin.source, origin.file)
    return CleanOrders(
        lines=store(engine, lines, folder / "order_lines.parquet"),
        quarantine=store(engine, set_aside(standing, origin).order_by("file", "row"), folder / "quarantine.parquet"),
        ledger=ledger,
        account=whole,
        found=found,
        merge=merge_effect(kept, identity),
        identity=identity,
        filled={name: found.gaps[name] for name, is_there in has.items() if is_there},
        as_of=as_of or found.last_day,
        first_day=found.first_day,
        last_day=found.last_day,
        order_key=order_key,
        unmatched_share=unmatched_share(members, identity, master),
        zeros_share=zeros_share(members),
        words_share=words_share(members),
        standing=standing,
        working=working,
        accounts=accounts_by_file(standing, origin) if origin.files else (whole,),
        overlap=find_overlap(standing, origin) if origin.files and order_key == "order_id" else None,
    )


def as_order_lines(kept: "Table", order_key: str) -> "Table":
    """Kept entries as ORDER_LINES describes them, and `member`, the number on the line before merging."""
    day = kept.customer_id + "|" + kept.order_date.cast("string")
    keys = {
        "order_id": ibis.coalesce(kept.order_id, day),
        "line": kept.file_row_number.cast("string"),
        "customer_day": day,
    }
    return kept.mutate(order_id=keys[order_key], is_refund=kept.amount < 0).select(*ORDER_LINES.columns, "member")


def set_aside(standing: "Table", origin: Origin) -> "Table":
    """The quarantined rows as QUARANTINE describes them, with what their cells said."""
    reasons = {i: rule.id for i, rule in enumerate(RULES) if rule.effect == "quarantined"}
    aside = with_places(standing.filter(standing.removed.isin(list(reasons))), origin)
    judged = aside.select(
        source=ibis.literal(origin.source),
        file="file",
        sheet="sheet",
        row="row",
        record=aside.file_row_number,
        reason=aside.removed.cases(*reasons.items()),
        text=ibis.null("string"),
        customer_id=ibis.coalesce(aside.customer_text, aside.member),
        order_id=ibis.coalesce(aside.order_text, aside.order_id),
        order_date=ibis.coalesce(aside.date_text, aside.order_date.cast("string")),
        amount=ibis.coalesce(aside.amount_text, aside.amount.cast("string")),
    )
    broken = broken_rows(origin)
    return judged if broken is None else judged.union(_as_quarantine(broken, origin))


def aside_beside(left_out: "Table", origin: Origin) -> "Table":
    """The rows set aside of a table beside the orders as QUARANTINE describes them, those of broken structure too.

    `left_out`: record, reason; rows that came too late are no rows to mend and stay out.
    """
    mended = [reason for reason, effect in BESIDE.items() if effect == "quarantined"]
    rows = left_out.filter(left_out.reason.isin(mended))
    placed = with_places(rows.mutate(file_row_number=rows.record), origin)
    found = _as_quarantine(placed, origin)
    broken = broken_rows(origin)
    return found if broken is None else found.union(_as_quarantine(broken, origin))


def _as_quarantine(broken: "Table", origin: Origin) -> "Table":
    known = {"source": ibis.literal(origin.source), **{name: broken[name] for name in broken.columns}}
    return broken.select(
        **{name: known.get(name, ibis.null(kind.rstrip("?"))) for name, kind in QUARANTINE.columns.items()}
    )


def changed_rows(clean: CleanOrders, rules: CleaningRules, origin: Origin) -> "Table":
    """row, rule: every kept row that a counted rule found, once per rule."""
    kept = with_places(clean.standing.filter(clean.standing.removed == KEPT), origin)
    return ibis.union(
        *(kept.filter(kept[f"found_{rule.id}"]).select("row", rule=ibis.literal(rule.id)) for rule in counted(rules))
    )
