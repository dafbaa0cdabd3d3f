"""Tags given to customers: which hold, which an earlier one of an exclusive group takes, which are over."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import ibis
from ibis.expr.types import BooleanColumn, DateValue, Table

from segkit.columns import TAGS
from segkit.segments.expressions import Condition, is_true, parse_condition
from segkit.segments.keywords import KeywordGroup, saying
from segkit.segments.rules import column_types, fit_references
from segkit.segments.tag_kinds import Tag, TagGroup, every_tag

LISTED = {"customer_id": "string", "until": "date"}
GIVEN = {name: kind.removesuffix("?") for name, kind in TAGS.columns.items()}


@dataclass(frozen=True)
class Listing:
    """What a list says of one customer: until which day the tag holds, None without end."""

    customer: str
    until: date | None = None


@dataclass(frozen=True)
class Asked:
    """What tags are given from beside the customers themselves.

    `as_of`: the day they are judged on. `listings`: the entries of each tag by hand or list, by `key`. `messages`: as
    `columns.ROLES["messages"]`, None where the study has none; tags by keyword then hold for nobody.
    """

    as_of: date
    listings: Mapping[str, Sequence[Listing]]
    messages: Table | None = None


def key(group: TagGroup, tag: Tag) -> str:
    """A tag's name across groups."""
    return f"{group.id}.{tag.id}"


def condition_of(tag: Tag, columns: Mapping[str, str]) -> Condition | None:
    """The checked condition of a tag by rule; None for others."""
    return parse_condition(tag.when, columns) if tag.when else None


def fit_tags(groups: Sequence[TagGroup], customers: Table) -> dict[str, float]:
    """The means, medians and quantiles that the tags' conditions compare with, over all customers."""
    types = column_types(customers)
    conditions = [condition_of(tag, types) for _, tag in every_tag(tuple(groups))]
    return fit_references([one for condition in conditions if condition for one in condition.references], customers)


def held_tags(customers: Table, groups: Sequence[TagGroup], numbers: Mapping[str, float], asked: Asked) -> Table:
    """One row per customer with, for each tag, whether it holds, is over, and until when.

    Parameters
    ----------
    customers
        As `columns.MEASURES`, and the customers' own columns where conditions use them.
    numbers
        What `fit_tags` found.

    Returns
    -------
    customer_id, monetary, and by the tag's key `holds_…` and `over_…` (never null), `until_…` (null: without end). A
    tag whose day is before `asked.as_of` is over, and does not hold. A customer who is listed twice keeps the entry
    that lasts longest.
    """
    told = customers.mutate(**_told_flags(customers, groups, numbers, asked.as_of))
    for group, tag in every_tag(tuple(groups)):
        if tag.by != "rule":
            told = _with_members(told, key(group, tag), _members(tag, key(group, tag), asked), asked.as_of)
    names = [f"{what}_{key(group, tag)}" for group, tag in every_tag(tuple(groups)) for what in _KINDS]
    return told.select("customer_id", "monetary", *names)


_KINDS = ("holds", "over", "until")


def _told_flags(
    customers: Table, groups: Sequence[TagGroup], numbers: Mapping[str, float], as_of: date
) -> dict[str, Any]:
    """The columns of tags by rule."""
    flags: dict[str, Any] = {}
    for group, tag in every_tag(tuple(groups)):
        condition = condition_of(tag, column_types(customers))
        if condition is not None:
            is_over = tag.until is not None and tag.until < as_of
            holds, never = is_true(condition, customers, numbers), ibis.literal(False)
            both = (never, holds) if is_over else (holds, never)
            flags |= dict(zip((f"{what}_{key(group, tag)}" for what in _KINDS), (*both, _day(tag.until)), strict=True))
    return flags


def _with_members(told: Table, name: str, members: Table, as_of: date) -> Table:
    """The columns of a tag whose customers are listed: `members` as LISTED, one row per customer."""
    day = f"until_{name}"
    other = members.select(_member="customer_id", **{day: "until"})
    joined = told.left_join(other, told.customer_id == other["_member"])
    is_listed = joined["_member"].notnull()
    is_over = (joined[day] < ibis.literal(as_of)).fill_null(False)
    return joined.mutate(**{f"holds_{name}": is_listed & ~is_over, f"over_{name}": is_listed & is_over}).drop("_member")


def _members(tag: Tag, name: str, asked: Asked) -> Table:
    """The customers of a tag by keyword, hand or list, with the day on which each one's ends."""
    if tag.keywords is not None:
        if asked.messages is None:
            return ibis.memtable([], schema=LISTED)
        words = tag.keywords
        group = KeywordGroup(tag.id, words.words, words.exclude, words.mode)
        return saying(asked.messages, group, words.at_least).select("customer_id", until=_day(tag.until))
    longest: dict[str, date | None] = {}
    for one in asked.listings.get(name, ()):
        lasts = longest.get(one.customer, date.min)
        longest[one.customer] = None if None in (lasts, one.until) else max(lasts, one.until)  # type: ignore[type-var]
    rows = [{"customer_id": customer, "until": until} for customer, until in longest.items()]
    return ibis.memtable(rows, schema=LISTED)


def _day(until: date | None) -> DateValue:
    return ibis.null("date") if until is None else ibis.literal(until, "date")


def won_flags(held: Table, group: TagGroup) -> dict[str, BooleanColumn]:
    """By each tag of the group whether a customer is given it: in an exclusive group only the first that holds."""
    won: dict[str, BooleanColumn] = {}
    before: Any = ibis.literal(False)
    for tag in group.tags:
        holds = held[f"holds_{key(group, tag)}"]
        won[tag.id] = holds & ~before if group.exclusive else holds
        before = before | holds
    return won


def given_tags(held: Table, groups: Sequence[TagGroup]) -> Table:
    """The tags as given: one row per customer and tag, with how it was given and its last day (null: without end)."""
    parts = []
    for group in groups:
        for tag in group.tags:
            rows = held.filter(won_flags(held, group)[tag.id])
            told = {"tag_group": ibis.literal(group.id), "tag": ibis.literal(tag.id), "given_by": ibis.literal(tag.by)}
            parts.append(rows.select("customer_id", **told, until=rows[f"until_{key(group, tag)}"]))
    return ibis.union(*parts, distinct=False) if len(parts) > 1 else parts[0]


def tag_sums(held: Table, groups: Sequence[TagGroup]) -> dict[str, Any]:
    """Sums over all customers, for one question to the engine.

    `n` and `revenue` of all; by group `several.…` and `none.…`, customers for whom more than one of its tags holds, or
    none; by the tag's key `n.…` and `revenue.…` of those who are given it, and `over.…`.
    """
    sums: dict[str, Any] = {"n": held.count(), "revenue": held.monetary.sum()}
    for group in groups:
        count: Any = sum(held[f"holds_{key(group, tag)}"].cast("int64") for tag in group.tags)
        sums[f"several.{group.id}"] = (count > 1).cast("int64").sum()
        sums[f"none.{group.id}"] = (count == 0).cast("int64").sum()
        for tag, won in zip(group.tags, won_flags(held, group).values(), strict=True):
            name = key(group, tag)
            sums[f"n.{name}"] = won.cast("int64").sum()
            sums[f"revenue.{name}"] = held.monetary.sum(where=won)
            sums[f"over.{name}"] = held[f"over_{name}"].cast("int64").sum()
    return sums
