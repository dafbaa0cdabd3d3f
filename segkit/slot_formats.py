"""How the slots of a sentence are shown: numbers, money, dates and names as people read them in zh-CN and en."""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from math import floor
from typing import Any, Protocol


class Speaker(Protocol):
    """What showing a value asks of a `Wording`."""

    language: str
    currency: str
    segments: Mapping[str, str]
    values: Mapping[str, str]

    def __call__(self, key: str, /, **slots: Any) -> str:
        """The text of a key."""

    def has(self, key: str) -> bool:
        """Whether a key has a text."""

    @property
    def locale(self) -> Any:
        """Babel's locale."""


MINUS = "−"  # as wide as a plus; a hyphen breaks a line and reads as a dash


def signed(show: Callable[[Any, Any], str]) -> Callable[[Any, Any], str]:
    """`show` for negative values too: a minus before everything, the sign of a currency too; none before a zero."""

    def shown(w: Any, value: Any) -> str:
        amount = Decimal(value) if isinstance(value, str) else value  # money as report.json holds it in a slot
        if not amount < 0:
            return show(w, value)
        text = show(w, -amount)
        return MINUS + text if any(digit in text for digit in "123456789") else text

    return shown


# What lines of a study say of reading, as problems spell them.
ESCAPE, QUOTE, LOOSE = (re.compile(one) for one in (r"escape: (\w+)", "quote: ", r'separators_in: "?(.*?)"?}$'))
QUOTELESS = "quote: none"


def _count(w: Speaker, value: int) -> str:
    from babel.numbers import format_decimal

    return format_decimal(value, format="#,##0", locale=w.locale)


def _whole(w: Speaker, value: float) -> str:
    """A whole number, half up as people round: the middle of 24 and 25 is 25."""
    return _count(w, floor(float(value) + 0.5))


def _decimals(places: int) -> Any:
    def show(w: Speaker, value: float) -> str:
        from babel.numbers import format_decimal

        return format_decimal(round(float(value), places) + 0.0, format="#,##0." + "0" * places, locale=w.locale)

    return show


def _percent(w: Speaker, value: float) -> str:
    return f"{_decimals(1)(w, 100 * float(value))}%"


def _points(w: Speaker, value: float) -> str:
    unit = "个百分点" if w.language == "zh-CN" else " points"
    return f"{_decimals(1)(w, 100 * float(value))}{unit}"


def _money(w: Speaker, value: Decimal | float) -> str:
    """Short money for prose: 1,234.5万元, ¥12.3M."""
    amount = Decimal(str(value))
    if w.language == "zh-CN":
        return _chinese_money(amount, _unit(w))
    return _english_money(amount, _symbol(w))


def _chinese_money(amount: Decimal, unit: str) -> str:
    for size, word in ((10**8, "亿"), (10**4, "万")):
        if amount >= size:
            return f"{amount / size:,.1f}{word}{unit}"
    return f"{amount:,.0f}{unit}"


def _english_money(amount: Decimal, symbol: str) -> str:
    for size, letter, least in ((10**9, "B", 10**9), (10**6, "M", 10**6), (10**3, "K", 10**4)):
        if amount >= least:  # 4,362 in full: as 4.4K its parts would not seem to add up
            return f"{symbol}{amount / size:,.1f}{letter}"
    return f"{symbol}{amount:,.0f}"


def _price(w: Speaker, value: Decimal | float) -> str:
    """A price or an average in full, without small change."""
    amount = Decimal(str(value))
    return f"{amount:,.0f}{_unit(w)}" if w.language == "zh-CN" else f"{_symbol(w)}{amount:,.0f}"


def _cents(_: Speaker, value: Decimal | float) -> str:
    """Money to the cent, as ledgers print it, without a unit."""
    return f"{Decimal(str(value)):,.2f}"


def _fee(w: Speaker, value: Decimal | float) -> str:
    """What one of something costs, to the cent and with its unit."""
    return f"{_cents(w, value)}{_unit(w)}" if w.language == "zh-CN" else f"{_symbol(w)}{_cents(w, value)}"


def _currency(w: Speaker, value: str) -> str:
    """A currency by its name, or by its code with the symbol that stands for it."""
    if w.language == "zh-CN":
        return "人民币元" if value == "CNY" else _unit_of(value)
    return f"{value} ({_symbol_of(value)})"


def _unit(w: Speaker) -> str:
    return _unit_of(w.currency)


def _unit_of(currency: str) -> str:
    from babel.numbers import get_currency_name

    return "元" if currency == "CNY" else get_currency_name(currency, locale="zh_CN")


def _symbol(w: Speaker) -> str:
    return _symbol_of(w.currency)


def _symbol_of(currency: str) -> str:
    from babel.numbers import get_currency_symbol

    return get_currency_symbol(currency, locale="en").replace("CN¥", "¥")


def _day(value: date | str) -> date:
    """A day as it is, or as report.json holds it in a slot."""
    return date.fromisoformat(value) if isinstance(value, str) else value


def _calendar(chinese: str, english: str) -> Any:
    def show(w: Speaker, value: date | str) -> str:
        from babel.dates import format_date

        return format_date(_day(value), chinese if w.language == "zh-CN" else english, locale=w.locale)

    return show


def _days(w: Speaker, value: float) -> str:
    number = _whole(w, value)
    if w.language == "zh-CN":
        return f"{number}天"
    return f"{number} day" if number == "1" else f"{number} days"


def _bytes(w: Speaker, value: int) -> str:
    sizes = ((10**9, "GB"), (10**6, "MB"), (10**3, "kB"), (1, "B"))
    size, unit = next((s, u) for s, u in sizes if value >= s or s == 1)
    return f"{_decimals(1)(w, value / size)} {unit}"


def _weekday(w: Speaker, value: int) -> str:
    """0 is Monday."""
    from babel.dates import get_day_names

    return get_day_names("abbreviated" if w.language == "zh-CN" else "wide", locale=w.locale)[value]


def _said(w: Speaker, key: str, value: str) -> str:
    """The catalogue's word beside the key that a study writes; the key alone where it has none."""
    if not w.has(key):
        return value
    return f"{w(key)}（{value}）" if w.language == "zh-CN" else f"{w(key)} ({value})"


def _readings(w: Speaker, lines: Sequence[str]) -> str:
    """Lines of a study, each on its own, with what it says of quotes and of the column that holds separators."""
    return "".join(f"\n  {line}{_reading(w, line)}" for line in lines)


def _reading(w: Speaker, line: str) -> str:
    told = []
    if escape := ESCAPE.search(line):
        told.append(w(f"errors.reading.{escape[1]}"))
    elif QUOTE.search(line):
        told.append(w(f"errors.reading.{'quoteless' if QUOTELESS in line else 'double'}"))
    if column := LOOSE.search(line):
        told.append(w("errors.reading.separators_in", column=column[1]))
    return w("errors.reading", told=tuple(told)) if told else ""


KINDS: dict[str, Any] = {
    "count": signed(_count),
    "whole": signed(_whole),
    **{name: signed(_decimals(places)) for places, name in enumerate(("one", "two", "three"), 1)},
    "percent": signed(_percent),
    "points": signed(_points),
    "money": signed(_money),
    "price": signed(_price),
    "cents": signed(_cents),
    "fee": signed(_fee),
    "currency": _currency,
    "date": _calendar("y年M月d日", "d MMMM y"),
    "month": _calendar("y年M月", "MMM y"),
    "days": signed(_days),
    "weekday": _weekday,
    "bytes": _bytes,
    "stage": lambda w, value: w(f"stages.{value}"),
    "check": lambda w, value: w(f"clean.check.{value}"),
    "mend": lambda w, value: w(f"clean.check.{value}.remedy"),
    "argument": lambda w, value: w(f"cli.value.{value}") if w.has(f"cli.value.{value}") else str(value),
    "expected": lambda w, value: w(f"errors.expected.{value}") if w.has(f"errors.expected.{value}") else str(value),
    "value": lambda w, value: w.values.get(str(value), str(value)),
    "measure": lambda w, value: w(f"strategy.column.{value}"),
    "readings": _readings,
    "role": lambda w, value: _said(w, f"source.role.{value}", value),
    "order_key": lambda w, value: _said(w, f"source.key.{value}", value),
    "segment": lambda w, value: w.segments.get(str(value), str(value)),
}
FORMATS = frozenset(KINDS)  # what may stand after the colon of a slot
