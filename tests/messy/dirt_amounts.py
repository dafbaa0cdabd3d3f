"""Dirt in amounts: other ways to write money, what is no money, and the edges of what one line can cost.

Every change writes a whole cell of its own, so that a cell is dirty in one way only.
"""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from random import Random

from tests.messy.dirt_ids import full_width
from tests.messy.draft import Change, Draft, Kind, Row, on_rows, truly, unreadable, with_whole, writes

FAMILY = "amounts"
CENT = Decimal("0.01")
NO_NUMBER = ("", "abc", "1_000", "12.3.4", "tbd", "--5")
NOT_FINITE = ("NaN", "inf", "-inf", "Infinity")
HUGE = ("1e309", "1e308", "12345678901234567890", "12345678901234567890.12")
THREE_DECIMALS = (("12.345", "12.35"), ("1.005", "1.01"), ("99.995", "100.00"), ("8.1249", "8.12"))


def priced(amount: Callable[[Random], Decimal], write: Callable[[Decimal], str], *fixes: str) -> Change:
    """A row of another amount, written in another way."""

    def change(row: Row, rng: Random, _: Draft) -> Row:
        line = truly(row, amount=amount(rng))
        return writes(line, *fixes, amount=write(line.amount))

    return change


def small(rng: Random) -> Decimal:
    """5.00 to 499.99."""
    return Decimal(rng.randrange(500, 50_000)).scaleb(-2)


def dear(rng: Random) -> Decimal:
    """1,000.00 to 19,999.99."""
    return Decimal(rng.randrange(100_000, 2_000_000)).scaleb(-2)


def refunded(rng: Random) -> Decimal:
    """A small amount given back."""
    return -small(rng)


def in_wan(rng: Random) -> Decimal:
    """11,000 to 49,000, in thousands."""
    return Decimal(rng.randrange(11, 50) * 1000).quantize(CENT)


def wan(amount: Decimal) -> str:
    """12000 as 1.2万."""
    return f"{amount / 10_000:.1f}万"


def signed(row: Row, rng: Random, _: Draft) -> Row:
    """An amount with a sign of Chinese money before or behind it."""
    line = truly(row, amount=small(rng))
    text = rng.choice(("¥{}", "￥{}", "{}元", "¥ {}")).format(line.amount)
    return writes(line, "currency_sign", amount=text)


def dollars(draft: Draft, rng: Random, kind: Kind) -> Draft:
    """A few amounts with a dollar sign in a column that has no other sign."""
    draft = replace(draft, layout=replace(draft.layout, money_form="plain"))
    return on_rows(priced(small, "${:.2f}".format, "currency_sign"))(draft, rng, kind)


def unit_word(draft: Draft, rng: Random, kind: Kind) -> Draft:
    """Amounts such as 1.2万, for which a person states the word."""
    draft = replace(draft, read={**draft.read, "unit_words": ["万"]})
    return on_rows(priced(in_wan, wan, "unit_word"))(draft, rng, kind)


def three_decimals(row: Row, rng: Random, _: Draft) -> Row:
    """More than two decimals, of which the last ones are rounded half up."""
    text, rounded = rng.choice(THREE_DECIMALS)
    return writes(truly(row, amount=Decimal(rounded)), "rounded_amount", amount=text)


def costing(*texts: str) -> Change:
    """A row whose amount is one of the texts, none of them readable."""
    return lambda row, rng, _: unreadable(row, amount=rng.choice(texts))


def unstated_unit(row: Row, rng: Random, _: Draft) -> Row:
    """1.2万 where nobody said what the word means."""
    return unreadable(row, amount=wan(in_wan(rng)))


def over_limit(row: Row, rng: Random, draft: Draft) -> Row:
    """One cent, or much, beyond what one line can cost."""
    amount = draft.limit + rng.choice((CENT, Decimal(1), draft.limit * 100))
    return writes(truly(row, amount=amount.quantize(CENT)), amount=f"{amount:.2f}")


def at_limit(row: Row, _: Random, draft: Draft) -> Row:
    """Just what one line can cost."""
    return writes(truly(row, amount=draft.limit.quantize(CENT)), amount=f"{draft.limit:.2f}")


def decimal_comma(draft: Draft, _: Random, kind: Kind) -> Draft:
    """A column of 1234,50, whose decimal mark a person states."""
    layout = replace(draft.layout, money_form="decimal_comma")
    return with_whole(draft, kind, layout=layout, read={**draft.read, "decimal_mark": ","})


def zero(_: Random) -> Decimal:
    """Nothing paid."""
    return Decimal("0.00")


def kind(kind_id: str, outcome: str, code: str, change: Change) -> Kind:
    """A kind of dirt on single amounts."""
    return Kind(kind_id, FAMILY, outcome, code, on_rows(change))


MONEY_COLUMN = (
    Kind("decimal_comma", FAMILY, "fix", "", decimal_comma, excludes=frozenset({FAMILY})),
    Kind("dollar_sign", FAMILY, "fix", "currency_sign", dollars, slot="currency"),
)
AMOUNTS = (
    Kind("currency_sign", FAMILY, "fix", "currency_sign", on_rows(signed), slot="currency"),
    Kind("unit_word", FAMILY, "fix", "unit_word", unit_word, slot="unit"),
    Kind("unit_word_unstated", FAMILY, "quarantine", "unreadable_amount", on_rows(unstated_unit), slot="unit"),
    kind("full_width_amount", "fix", "full_width", priced(small, lambda amount: full_width(str(amount)), "full_width")),
    kind("thousands", "fix", "thousands", priced(dear, "{:,.2f}".format, "thousands")),
    kind("refund", "fix", "refund", priced(refunded, str, "refund")),
    kind("bracketed_refund", "fix", "refund", priced(refunded, lambda amount: f"({-amount})", "refund")),
    kind("minus_behind", "fix", "refund", priced(refunded, lambda amount: f"{-amount}-", "refund")),
    kind("minus_sign", "fix", "refund", priced(refunded, lambda amount: f"\u2212{-amount}", "refund")),
    kind("zero_amount", "fix", "zero_amount", priced(zero, "{:.2f}".format, "zero_amount")),
    kind("three_decimals", "fix", "rounded_amount", three_decimals),
    kind("no_number", "quarantine", "unreadable_amount", costing(*NO_NUMBER)),
    kind("not_finite", "quarantine", "unreadable_amount", costing(*NOT_FINITE)),
    kind("huge_number", "quarantine", "unreadable_amount", costing(*HUGE)),
    kind("over_limit", "quarantine", "amount_limit", over_limit),
    kind("at_limit", "kept", "", at_limit),
)
