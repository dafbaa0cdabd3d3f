"""The customers behind the entries: how many each rule leaves, and which member numbers are one person."""

from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import ibis

from segkit.clean.identity import Identity, Plain, fit_identity, plain_text
from segkit.clean.ledger import Heads
from segkit.clean.rules import KEPT, RULES
from segkit.engine import fetch_one, fetch_rows
from segkit.facts import MergeEffect

if TYPE_CHECKING:
    from ibis.backends import BaseBackend
    from ibis.expr.types import Table

CENT = Decimal("0.01")
WORDS_FOR_NOTHING = ("na", "n/a", "none", "nan", "nil", "undefined", "unknown", "0", "未知", "空", "匿名", "散客")


def count_members(standing: "Table") -> "Table":
    """One row per id as written: its plain form, the last rule that removed a row of it, its first kept day."""
    named = standing.filter(standing.customer_id.notnull())
    is_kept = named.removed == KEPT
    return named.group_by(written=ibis.coalesce(named.customer_text, named.customer_id)).aggregate(
        member=named.customer_id.min(), removed=named.removed.max(), first_date=named.order_date.min(where=is_kept)
    )


def identify(
    engine: "BaseBackend",
    tables: tuple["Table", "Table", "Table | None"],
    key: str | None,
    folder: Path,
    plain_id: Plain = plain_text,
) -> Identity | None:
    """Who is who by `key`, from judged entries, their members and the customer master; None without a key."""
    if key is None:
        return None
    standing, members, customers = tables
    kept = standing.filter(standing.removed == KEPT)
    pairs = kept.select(member="customer_id", key=key)
    seen = members.select("member", "first_date")
    if customers is not None:
        named = customers.mutate(member=plain_id(customers.customer_id).nullif(""))
        pairs = pairs.union(named.select("member", key=key))
        seen = seen.union(named.select("member", first_date="joined_date"))
    pairs = pairs.filter(pairs.member.notnull() & pairs.key.notnull()).distinct()
    first = seen.group_by("member").aggregate(first_date=seen.first_date.min())
    return fit_identity(engine, pairs, first, key, folder)


def count_heads(members: "Table", identity: Identity | None) -> Heads:
    """Customers who leave with each rule, and those who stay: by id as written, in plain form, and merged."""
    by_place = members.group_by("removed").aggregate(n=members.count())
    leaving = {row["removed"]: row["n"] for row in fetch_rows(by_place, at_most=len(RULES) + 1)}
    staying = members.filter(members.removed == KEPT)
    people = _with_person(staying, identity)
    left = fetch_one(people.aggregate(plain=people.member.nunique(), people=people.person.nunique()))
    rules = {rule.id: leaving.get(i, 0) for i, rule in enumerate(RULES)}
    return Heads(leaving=rules, written=leaving.get(KEPT, 0), **left)


def _with_person(members: "Table", identity: Identity | None) -> "Table":
    if identity is None:
        return members.mutate(person=members.member)
    mapping = identity.mapping.select(_member="member", _person="customer_id")
    joined = members.left_join(mapping, members.member == mapping._member)
    return joined.mutate(person=ibis.coalesce(joined._person, joined.member))


def unmatched_share(members: "Table", identity: Identity | None, master: "Table | None") -> float | None:
    """Share of people with kept lines whom the customer master does not know; None without a master."""
    if master is None:
        return None
    people = _with_person(members.filter(members.removed == KEPT), identity).select("person").distinct()
    unknown = people.anti_join(master, people.person == master.customer_id)
    n = fetch_one(people.aggregate(n=people.count()))["n"]
    return fetch_one(unknown.aggregate(n=unknown.count()))["n"] / max(n, 1)


def zeros_share(members: "Table") -> float:
    """Share of kept ids that differ from another one by leading zeros only: 00123 and 123 are often one customer."""
    ids = members.filter(members.removed == KEPT).select("member").distinct()
    bare = ids.aggregate(n=ids.count(), bare=ids.member.re_replace("^0+", "").nunique())
    figures = fetch_one(bare)
    return (figures["n"] - figures["bare"]) / max(figures["n"], 1)


def words_share(members: "Table") -> float:
    """Share of kept ids that are a word which programs write where nothing is known: NA, None, nan, …"""
    ids = members.filter(members.removed == KEPT).select("member").distinct()
    is_word = ids.member.lower().isin(WORDS_FOR_NOTHING)
    figures = fetch_one(ids.aggregate(n=ids.count(), words=is_word.sum().fill_null(0)))
    return figures["words"] / max(figures["n"], 1)


def merge_effect(kept: "Table", identity: Identity | None) -> MergeEffect | None:
    """Mean orders and mean money of those who were merged: per member number before, per person after.

    Only kept lines of merged people count, so that everybody else does not drown the effect.
    """
    if identity is None:
        return None
    lines = kept.semi_join(identity.mapping, kept.member == identity.mapping.member)
    whole = fetch_one(
        lines.aggregate(
            n=lines.member.nunique(),
            people=lines.customer_id.nunique(),
            money=lines.amount.sum(),
            before=(lines.member + "\n" + lines.order_id).nunique(where=~lines.is_refund),
            after=(lines.customer_id + "\n" + lines.order_id).nunique(where=~lines.is_refund),
        )
    )
    return MergeEffect(
        key=identity.key,
        n_members=identity.n_members,
        n_people=identity.n_people,
        frequency_before=round(whole["before"] / max(whole["n"], 1), 6),
        frequency_after=round(whole["after"] / max(whole["people"], 1), 6),
        monetary_before=_mean(whole["money"], whole["n"]),
        monetary_after=_mean(whole["money"], whole["people"]),
    )


def _mean(money: Decimal | None, n: int) -> Decimal:
    return ((money or Decimal(0)) / max(n, 1)).quantize(CENT)
