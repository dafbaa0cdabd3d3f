"""The cleaning rules, each one small function, and the one tuple that says in which order they speak.

A rule looks at a table of entries and says which rows it finds. The first rule that removes a row is the one that
answers for it; rules that only change a row are counted among the rows that are kept. Runs on DuckDB only (regular
expressions and text functions differ on Polars).
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING

import ibis

if TYPE_CHECKING:
    from ibis.expr.types import BooleanValue, Table

EARLIEST = date(1990, 1, 1)  # before it no company's order system wrote a line: a date there is a slip
NAMING = ("customer_id", "order_id", "date_text", "product", "category", "customer_name", "store", "region", "owner")
TESTED = ("product", "order_id", "customer_name", "status")
GAPS = ("region", "store", "channel", "owner", "category")


@dataclass(frozen=True)
class CleaningRules:
    """What cleaning does where a company may choose, and the words it goes by."""

    refunds: str = "net"  # net, drop or apart
    duplicates: str = "drop_exact"  # or keep
    zero_amounts: str = "keep"  # or drop
    amount_limit: Decimal = Decimal(1_000_000)
    currency: str | None = None  # the study's; None: any, if all amounts are of one
    ids: str = "plain"  # or as_written: ids that differ by width, blanks or invisible signs are different customers
    merge: str | None = None  # mobile, unionid or credit_code
    later_orders: str = "stop"  # many lines after the as-of day: stop, or leave_out once somebody says that it is meant
    left_out: tuple[str, ...] = ()  # words of the status column: orders that do not count, such as cancelled ones
    total_words: tuple[str, ...] = ("合计", "小计", "总计", "total", "subtotal", "grand total")
    test_words: tuple[str, ...] = ("测试", "test")
    missing_words: tuple[str, ...] = ("", "-", "--", "null", "#n/a", "无")


@dataclass(frozen=True)
class Terms:
    """What the rules are told: the company's choices, the last day that counts, the last day that can be true."""

    rules: CleaningRules
    as_of: date | None
    latest: date


@dataclass(frozen=True)
class Rule:
    """One cleaning rule.

    Parameters
    ----------
    effect
        What becomes of the rows found: non_data, quarantined, outside or changed.
    finds
        The rows found, as a truth value per row; null counts as not found.
    is_spared
        Whether the company's choice keeps the rows: they are then counted with the effect `kept`.
    looks_around
        The rule compares rows, so it is asked once all rows are written, not while they are read.
    is_rare
        The rule speaks of some studies only; the ledger leaves it out where it found nothing.
    """

    id: str
    effect: str
    finds: "Callable[[Table, Terms], BooleanValue]"
    is_spared: Callable[[CleaningRules], bool] = lambda _: False
    looks_around: bool = False
    is_rare: bool = False

    def removes(self, rules: CleaningRules) -> bool:
        """Whether the rows found leave the data."""
        return self.effect != "changed" and not self.is_spared(rules)


def is_total_row(entries: "Table", terms: Terms) -> "BooleanValue":
    """A sum the export wrote below its rows: 合计, Total and the like in a text cell, and no customer."""
    words = "|".join(terms.rules.total_words)
    pattern = rf"(?i)^(.{{0,12}}[^a-z])?({words})\s*[:：]?[\s\d.,]*$"
    without_customer = entries.customer_id.isnull() | entries.customer_id.re_search(pattern)
    named = reduce(or_, (entries[name].strip().re_search(pattern).fill_null(False) for name in NAMING))
    return ibis.ifelse(without_customer, named, False)


def is_test_order(entries: "Table", terms: Terms) -> "BooleanValue":
    """A cell that begins with 测试 or test; a test kit (测试仪, 测试纸 …) or a longer word (Testa) is none."""
    words = "|".join(terms.rules.test_words)
    pattern = rf"(?i)^[\[({{【（<_\s]*({words})([^a-z仪纸笔棒盒卡器条剂]|$)"
    return reduce(or_, (entries[name].re_search(pattern).fill_null(False) for name in TESTED))


def is_left_out(entries: "Table", terms: Terms) -> "BooleanValue":
    """An order whose status is one of those that the company does not count, such as cancelled or unpaid."""
    return entries.status.strip().isin(terms.rules.left_out) if terms.rules.left_out else ibis.literal(False)


def has_no_head(entries: "Table", _: Terms) -> "BooleanValue":
    """A line whose order is not in the table of heads, so that nobody knows whose it is and when."""
    return entries.head_state == "no_head"


def has_two_heads(entries: "Table", _: Terms) -> "BooleanValue":
    """A line of an order whose heads contradict each other: another customer, another day."""
    return entries.head_state == "head_conflict"


def has_no_customer(entries: "Table", _: Terms) -> "BooleanValue":
    """No customer id, or a word that stands for none."""
    return entries.customer_id.isnull()


def has_no_date(entries: "Table", _: Terms) -> "BooleanValue":
    """A date that is none, such as 30 February."""
    return entries.order_date.isnull()


def has_absurd_date(entries: "Table", terms: Terms) -> "BooleanValue":
    """A day no order can have: before 1990, or later than the end of the year after the as-of day's."""
    return (entries.order_date < EARLIEST) | (entries.order_date > terms.latest)


def has_no_amount(entries: "Table", _: Terms) -> "BooleanValue":
    """An amount that is no number."""
    return entries.amount.isnull()


def is_zero(entries: "Table", _: Terms) -> "BooleanValue":
    """Nothing paid: a gift, a sample, a cancelled line."""
    return entries.amount == 0


def is_over_limit(entries: "Table", terms: Terms) -> "BooleanValue":
    """An amount beyond what the company says one line can cost."""
    return entries.amount.abs() > terms.rules.amount_limit


def is_repeat(entries: "Table", _: Terms) -> "BooleanValue":
    """All cells equal to those of an earlier row."""
    return entries.is_repeat


def is_after_window(entries: "Table", terms: Terms) -> "BooleanValue":
    """A true order that came after the as-of day; without a given day none is."""
    return entries.order_date > terms.as_of if terms.as_of else ibis.literal(False)


def is_refund(entries: "Table", _: Terms) -> "BooleanValue":
    """Money given back: a negative line, with its order's id where the file has one."""
    return entries.amount < 0


def has_other_id(entries: "Table", _: Terms) -> "BooleanValue":
    """The customer's or the order's id was written otherwise: full width, spaces, invisible marks."""
    return entries.customer_text.notnull() | entries.order_text.notnull()


def is_merged(entries: "Table", _: Terms) -> "BooleanValue":
    """A line under a member number that now counts as another one of the same person."""
    return entries.is_merged


def is_rounded(entries: "Table", _: Terms) -> "BooleanValue":
    """More than two decimals, rounded half up."""
    return entries.is_rounded


def has_form(form: str) -> "Callable[[Table, Terms], BooleanValue]":
    """An amount written in the given form."""
    return lambda entries, _: entries.amount_form == form


def has_other_date_form(entries: "Table", _: Terms) -> "BooleanValue":
    """A date that was not written as 2025-03-05."""
    return ~entries.date_text.re_search("^[0-9]{4}-[0-9]{2}-[0-9]{2}")


def has_gap(entries: "Table", _: Terms) -> "BooleanValue":
    """A region, store, channel, salesperson or category left empty in a column that is filled elsewhere."""
    return entries.has_gap


RULES: tuple[Rule, ...] = (
    Rule("total_row", "non_data", is_total_row),
    Rule("test_order", "quarantined", is_test_order),
    Rule("left_out", "quarantined", is_left_out, is_rare=True),
    Rule("no_head", "quarantined", has_no_head, is_rare=True),
    Rule("head_conflict", "quarantined", has_two_heads, is_rare=True),
    Rule("missing_id", "quarantined", has_no_customer),
    Rule("unreadable_date", "quarantined", has_no_date),
    Rule("future_date", "quarantined", has_absurd_date),
    Rule("unreadable_amount", "quarantined", has_no_amount),
    Rule("zero_amount", "quarantined", is_zero, lambda rules: rules.zero_amounts == "keep"),
    Rule("amount_limit", "quarantined", is_over_limit),
    Rule("exact_duplicate", "quarantined", is_repeat, lambda rules: rules.duplicates == "keep", looks_around=True),
    Rule("outside_window", "outside", is_after_window),
    Rule("refund", "quarantined", is_refund, lambda rules: rules.refunds == "net"),
    Rule("normalised_id", "changed", has_other_id),
    Rule("merged_member", "changed", is_merged, looks_around=True),
    Rule("rounded_amount", "changed", is_rounded),
    Rule("converted", "changed", has_form("converted")),
    Rule("full_width", "changed", has_form("full_width")),
    Rule("currency_sign", "changed", has_form("currency_sign")),
    Rule("unit_word", "changed", has_form("unit_word")),
    Rule("thousands", "changed", has_form("thousands")),
    Rule("date_form", "changed", has_other_date_form),
    Rule("filled_gap", "changed", has_gap, looks_around=True),
)
KEPT = len(RULES)  # the place of rows that no rule removed
# What reading sets aside before any rule is asked, in the order of the ledger: reason -> effect.
STRUCTURE = {
    "preamble": "non_data",
    "blank_row": "non_data",
    "repeated_header": "non_data",
    "footer": "non_data",
    "after_last_row": "non_data",
    "undecodable": "quarantined",
    "nul_byte": "quarantined",
    "unclosed_quote": "quarantined",
    "stray_quote": "quarantined",
    "too_many_fields": "quarantined",
    "too_few_fields": "quarantined",
    "too_long": "quarantined",
    "merged_cells": "quarantined",
    "no_stored_value": "quarantined",
    "error_cell": "quarantined",
}
# What becomes of the rows of a table beside the orders that are left out, reason -> effect.
BESIDE = {
    "missing_id": "quarantined",
    "missing_value": "quarantined",
    "head_conflict": "quarantined",
    "exact_duplicate": "quarantined",
    "no_lines": "quarantined",
    "outside_window": "outside",
}


def place(rule_id: str) -> int:
    """Where a rule stands in the order."""
    return next(i for i, rule in enumerate(RULES) if rule.id == rule_id)


def first_removing(entries: "Table", terms: Terms) -> "ibis.expr.types.IntegerValue":
    """The place of the first rule that removes each row, `KEPT` where none does; who looks around is not asked."""
    asked = [(i, rule) for i, rule in enumerate(RULES) if rule.removes(terms.rules) and not rule.looks_around]
    cases = [(rule.finds(entries, terms), ibis.literal(i, "int8")) for i, rule in asked]
    return ibis.cases(*cases, else_=ibis.literal(KEPT, "int8"))


def counted(rules: CleaningRules) -> tuple[Rule, ...]:
    """The rules whose rows stay and are counted: those that change, and those the company spares."""
    return tuple(rule for rule in RULES if not rule.removes(rules))
