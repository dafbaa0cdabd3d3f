"""Text to money, exactly: forms are recognised by a regex first, digits are moved as text, no float is involved.

DuckDB only: `translate`, regex groups and `length` differ silently on other engines, see the design's section 3.
"""

from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any

import ibis

from segkit.source.currencies import MARK, converted, currency_mark, mark_rates
from segkit.source.groups import matched_groups
from segkit.source.options import ReadOptions

# The few full-width marks that amounts and dates can hold; a table is quicker than NFKC and touches nothing else.
WIDE = "０１２３４５６７８９．，－／：（）＋￥＄　−–\u00a0"
NARROW = "0123456789.,-/:()+¥$ -- "
MONEY = "decimal(18, 2)"
UNITS = {"千": 3, "万": 4, "百万": 6, "亿": 8}
N_GROUPS = 8  # of the pattern
SIGNS = (1, 2, 3, 7)  # groups of the pattern that make an amount negative: a bracket, signs before and behind
MAX_DIGITS = 16  # of the whole part, what decimal(18, 2) holds

Column = Any


@dataclass(frozen=True)
class AmountColumns:
    """An amount as money, whether it had to be rounded, how it was written, and a mark of currency left unsettled."""

    amount: Column
    is_rounded: Column
    form: Column
    currency: Column  # null where no mark stands, or where a stated rate has turned the amount


def narrow(text: Column) -> Column:
    """The text with half-width digits and marks, without outer blanks."""
    return text.translate(WIDE, NARROW).strip()


def is_plain(text: Column, options: ReadOptions) -> Column:
    """Whether the text is digits with at most two decimals; most columns hold nothing else."""
    return text.re_search(r"^-?[0-9]{1,16}$" if options.decimal_mark == "," else r"^-?[0-9]{1,16}(?:\.[0-9]{1,2})?$")


def amount_parts(narrowed: Column, options: ReadOptions) -> Column:
    """The groups of an amount that is not plain digits, for `read_amounts`."""
    return matched_groups(narrowed, amount_pattern(options), N_GROUPS)


def read_amounts(
    text: Column,
    options: ReadOptions,
    *,
    plain: Column | None = None,
    narrowed: Column | None = None,
    parts: Column | None = None,
) -> AmountColumns:
    """Amounts of a text column: null where the text is no plain amount, also in scientific notation.

    Accepted are thousands separators in groups of three, currency signs and codes, accounting negatives `(50.00)`
    and `50.00-`, the Unicode minus, full-width digits, and 万 or 亿 where `options.unit_words` names them. More than
    two decimals are rounded half up (away from zero), decided by the third digit as text; then an amount whose mark
    has one of `options.rates` is turned into the study's currency, rounded half up once more.

    `plain` is `is_plain(text)`, `narrowed` is `narrow(text)` and `parts` is `amount_parts` of it where the caller has
    them as columns already, for the engine would work them out once per use.
    """
    plain = is_plain(text, options) if plain is None else plain
    other = _OtherForms(text, narrow(text) if narrowed is None else narrowed, options, parts)
    null, false = ibis.null, ibis.literal(False)
    return AmountColumns(
        ibis.cases((plain, text.try_cast(MONEY)), (other.matches, other.amount()), else_=null(MONEY)),
        ibis.cases((plain, false), (other.matches, other.is_rounded()), else_=false).fill_null(False),
        ibis.cases((plain, null("string")), (other.matches, other.form()), else_=null("string")),
        ibis.cases((plain, null("string")), (other.matches, other.unsettled_mark()), else_=null("string")),
    )


def read_numbers(text: Column) -> Column:
    """Plain numbers as float64, thousands separators and full-width digits allowed; null for anything else."""
    plain = r"^[-+]?[0-9]{1,15}(?:\.[0-9]+)?$"
    other = narrow(text).re_replace(r"^([-+]?[0-9]{1,3}),([0-9]{3})(?:,([0-9]{3}))?\b", r"\1\2\3")
    return ibis.cases(
        (text.re_search(plain), text.try_cast("float64")),
        (other.re_search(plain), other.try_cast("float64")),
        else_=ibis.null("float64"),
    )


def amount_pattern(options: ReadOptions) -> str:
    """The pattern of amounts that are not plain digits.

    Its groups: opening bracket, sign, sign behind the mark of currency, whole part, fraction, unit word, sign at the
    end, closing bracket. Each part may be missing, so what it matches need not hold a digit.
    """
    group, point = (r"\.", ",") if options.decimal_mark == "," else (",", r"\.")
    units = "|".join(word for word in options.unit_words if word in UNITS) or r"[^\s\S]"  # nothing matches that
    return (
        rf"(?i)^(\()?\s*([-+])?\s*{MARK}?\s*([-+])?\s*([0-9]{{1,3}}(?:{group}[0-9]{{3}})+|[0-9]+)?"
        rf"(?:{point}([0-9]*))?\s*({units})?\s*{MARK}?\s*(-)?\s*(\))?$"
    )


class _OtherForms:
    """Amounts that are not plain digits, taken apart by one pattern."""

    def __init__(self, text: Column, narrowed: Column, options: ReadOptions, parts: Column | None) -> None:
        self.pattern, self.parts = amount_pattern(options), parts
        self.text, self.plain, self.units = text, narrowed, options.unit_words
        self.separator = "." if options.decimal_mark == "," else ","
        self.mark, self.rates = currency_mark(narrowed), mark_rates(options)

    def part(self, number: int) -> Column:
        if self.parts is not None:
            return self.parts[str(number)]
        return self.plain.re_extract(self.pattern, number).fill_null("")

    @property
    def matches(self) -> Column:
        """A match with a digit in it, brackets in pairs and at most one sign."""
        has_digit = (self.part(4) != "") | (self.part(5) != "")
        brackets, closing = self.part(1) != "", self.part(8) != ""
        n_signs = sum((self.part(group) != "").cast("int64") for group in SIGNS)
        return has_digit & (brackets == closing) & (n_signs <= 1)

    def digits(self) -> tuple[Column, Column]:
        """Whole part and fraction as digits, the point moved where a unit word says so."""
        whole, fraction = self.part(4).replace(self.separator, ""), self.part(5)
        for word in self.units:
            shift = UNITS.get(word, 0)
            is_unit = self.part(6) == word
            whole = ibis.ifelse(is_unit, whole + fraction.left(shift).rpad(shift, "0"), whole)
            fraction = ibis.ifelse(is_unit, fraction.substr(shift), fraction)
        return whole.re_replace("^0+", ""), fraction

    def amount(self) -> Column:
        whole, fraction = self.digits()
        cents = (ibis.literal("0") + whole + "." + fraction.left(2).rpad(2, "0")).try_cast("decimal(20, 2)")
        carry = ibis.ifelse(fraction.substr(2, 1) >= "5", "0.01", "0.00").cast("decimal(20, 2)")
        is_negative = (self.part(1) != "") | reduce(or_, (self.part(group) == "-" for group in SIGNS[1:]))
        size = converted((cents + carry).cast("decimal(20, 2)"), self.mark, self.rates)
        money = ibis.ifelse(is_negative, -size, size).try_cast(MONEY)
        return ibis.ifelse(whole.length() <= MAX_DIGITS, money, ibis.null(MONEY))

    def is_rounded(self) -> Column:
        return self.digits()[1].substr(2).re_search("[1-9]")

    @property
    def is_converted(self) -> Column:
        """Whether a stated rate turns the amount into the study's currency."""
        return self.mark.isin(sorted(self.rates)).fill_null(False) if self.rates else ibis.literal(False)

    def unsettled_mark(self) -> Column:
        """The mark beside the amount, if no rate has settled it."""
        return ibis.ifelse(self.is_converted, ibis.null("string"), self.mark)

    def form(self) -> Column:
        """The one form worth counting: a turned currency before unit word, full width, currency sign and thousands."""
        return ibis.cases(
            (self.is_converted, "converted"),
            (self.part(6) != "", "unit_word"),
            (self.text.re_search("[０-９]"), "full_width"),
            (self.mark.notnull(), "currency_sign"),
            (self.part(4).contains(self.separator), "thousands"),
            else_=ibis.null("string"),
        )
