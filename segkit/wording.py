"""Words, numbers, money and dates as people read them, in zh-CN and en.

Sentences stand in gettext catalogues `locale/<language>/LC_MESSAGES/<domain>.po` under stable keys;
a key is `<domain>.<msgid>`. A slot may carry a format: `{n:count}`, `{share:percent}`, `{change:points}`,
`{revenue:money}`, `{price:price}`, `{cost:fee}` (to the cent), `{code:currency}`,
`{day:date}`, `{day:month}`, `{days:days}`, `{day:weekday}`, `{x:one}` (one decimal), `{x:two}`,
`{category:value}` (the company's own word, translated by `words.yml`), `{segment:segment}` (a segment's name).
What may not be shown (None) prints as `<11`; what is hidden only for a small neighbour's sake (`COVERED`) says so.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from functools import lru_cache
from math import floor
from string import Formatter
from typing import Any

from segkit.errors import InFile, SegkitError, each_problem
from segkit.house import PACKAGE

LANGUAGES = ("zh-CN", "en")


class _Covered:
    """Stands for a figure that is large enough and still hidden; counts as nothing in a chart."""

    def __bool__(self) -> bool:
        return False


COVERED: Any = _Covered()


@lru_cache(maxsize=64)
def read_catalogue(domain: str, language: str) -> Mapping[str, str]:
    """The texts of one domain by message id; fuzzy and empty entries are left out."""
    from babel.messages.pofile import read_po

    path = PACKAGE / "locale" / language.replace("-", "_") / "LC_MESSAGES" / f"{domain}.po"
    with path.open("rb") as file:
        catalog = read_po(file, locale=language.replace("-", "_"))
    return {str(m.id): str(m.string) for m in catalog if m.id and m.string and not m.fuzzy}


@lru_cache(maxsize=8)
def _locale(language: str) -> Any:
    from babel import Locale

    return Locale.parse(language.replace("-", "_"))


@dataclass(frozen=True)
class Explained:
    """A problem in sentences: what happened and where, what to do, who can do it."""

    code: str
    what: str
    remedy: str
    who: str


@dataclass(frozen=True)
class Wording:
    """One language's voice for one report: catalogues, currency, names of segments, the company's own words."""

    language: str = "zh-CN"
    currency: str = "CNY"
    smallest_group: int = 11
    segments: Mapping[str, str] = field(default_factory=dict)  # segment id -> name in this language
    values: Mapping[str, str] = field(default_factory=dict)  # the data's own word -> word in this language
    overrides: Mapping[str, str] = field(default_factory=dict)  # key -> the consultant's own pattern
    stale: Mapping[str, str] = field(default_factory=dict)  # key -> what moved since the consultant wrote its text

    def __call__(self, key: str, /, **slots: Any) -> str:
        """The text of `key` with its slots filled; a missing key or slot is a KeyError (our own slip, tested).

        A consultant's text that was written for older figures carries a mark, wherever it stands.
        """
        text = self.fill(self.overrides.get(key) or self.pattern(key), **slots)
        return self("findings.stale.marked", text=text) if key in self.overrides and key in self.stale else text

    def fill(self, pattern: str, /, **slots: Any) -> str:
        """`pattern`, one side of a bilingual text, with its slots filled as those of a catalogue are."""
        return _Slots(self).vformat(pattern, (), slots)

    def pattern(self, key: str) -> str:
        """The catalogue's pattern of `key`, slots unfilled."""
        domain, _, msgid = key.partition(".")
        return read_catalogue(domain, self.language)[msgid]

    def has(self, key: str) -> bool:
        """Whether `key` has a text."""
        domain, _, msgid = key.partition(".")
        return msgid in read_catalogue(domain, self.language)

    def pick(self, text: Mapping[str, str]) -> str:
        """This language's side of a bilingual text."""
        return text[self.language]

    def explain(self, error: SegkitError) -> str:
        """A problem as a person reads it: code, what was found and where, what to do, who can do it."""
        return "\n\n".join(self._as_lines(told) for told in self.explained(error))

    def explained(self, error: SegkitError) -> tuple["Explained", ...]:
        """The sentences of a problem; of several met together those of each."""
        return tuple(self._explained(one) for one in each_problem(error))

    def _explained(self, error: SegkitError) -> "Explained":
        what, who = self(f"errors.{error.code}.what", **error.quoted()), f"errors.who.{error.code}"
        if isinstance(error, InFile):  # its code and fields are its problem's
            what = self("errors.in_file", what=what, **error.quoted())
        who = who if self.has(who) else f"errors.who.{error.code.split('-')[1]}"
        return Explained(error.code, what, self._remedy(error), self(who))

    def _as_lines(self, told: "Explained") -> str:
        remedy, who = (self(f"cli.problem.{label}") for label in ("remedy", "who"))
        return f"{told.code}  {told.what}\n{remedy}{told.remedy}\n{who}{told.who}"

    def _remedy(self, error: SegkitError) -> str:
        slots = error.quoted()
        key = f"errors.{error.code}.remedy"
        unnamed = slots.get("nearest") == "" and self.has(f"{key}.none")  # nothing alike to offer
        return self(f"{key}.none" if unnamed else key, **slots)

    def show(self, value: Any, kind: str) -> str:
        """`value` printed as `kind`, one of the slot formats; None prints as fewer than `smallest_group`."""
        if value is None:
            return f"<{self.smallest_group}"
        if value is COVERED:
            return self("charts.grid.covered")
        return _KINDS[kind](self, value)

    @property
    def locale(self) -> Any:
        """Babel's locale of the language; by name, each figure would be looked up anew (0.3 ms)."""
        return _locale(self.language)


class _Slots(Formatter):
    def __init__(self, wording: Wording) -> None:
        self.wording = wording

    def format_field(self, value: Any, format_spec: str) -> str:
        if format_spec in _KINDS:
            return self.wording.show(value, format_spec)
        if isinstance(value, tuple | list):
            return ("、" if self.wording.language == "zh-CN" else ", ").join(map(str, value))
        return format(value, format_spec)


def _count(w: Wording, value: int) -> str:
    from babel.numbers import format_decimal

    return format_decimal(value, format="#,##0", locale=w.locale)


def _whole(w: Wording, value: float) -> str:
    """A whole number, half up as people round: the middle of 24 and 25 is 25."""
    return _count(w, floor(float(value) + 0.5))


def _decimals(places: int) -> Any:
    def show(w: Wording, value: float) -> str:
        from babel.numbers import format_decimal

        return format_decimal(round(float(value), places) + 0.0, format="#,##0." + "0" * places, locale=w.locale)

    return show


def _percent(w: Wording, value: float) -> str:
    return f"{_decimals(1)(w, 100 * float(value))}%"


def _points(w: Wording, value: float) -> str:
    unit = "个百分点" if w.language == "zh-CN" else " points"
    return f"{_decimals(1)(w, 100 * float(value))}{unit}"


def _money(w: Wording, value: Decimal | float) -> str:
    """Short money for prose: 1,234.5万元, ¥12.3M."""
    amount = Decimal(str(value))
    if w.language == "zh-CN":
        return _chinese_money(amount, _unit(w))
    return _english_money(amount, _symbol(w))


def _chinese_money(amount: Decimal, unit: str) -> str:
    for size, word in ((10**8, "亿"), (10**4, "万")):
        if abs(amount) >= size:
            return f"{amount / size:,.1f}{word}{unit}"
    return f"{amount:,.0f}{unit}"


def _english_money(amount: Decimal, symbol: str) -> str:
    sign = "-" if amount < 0 else ""
    for size, letter, least in ((10**9, "B", 10**9), (10**6, "M", 10**6), (10**3, "K", 10**4)):
        if abs(amount) >= least:  # 4,362 in full: as 4.4K its parts would not seem to add up
            return f"{sign}{symbol}{abs(amount) / size:,.1f}{letter}"
    return f"{sign}{symbol}{abs(amount):,.0f}"


def _price(w: Wording, value: Decimal | float) -> str:
    """A price or an average in full, without small change."""
    amount = Decimal(str(value))
    return f"{amount:,.0f}{_unit(w)}" if w.language == "zh-CN" else f"{_symbol(w)}{amount:,.0f}"


def _cents(_: Wording, value: Decimal | float) -> str:
    """Money to the cent, as ledgers print it, without a unit."""
    return f"{Decimal(str(value)):,.2f}"


def _fee(w: Wording, value: Decimal | float) -> str:
    """What one of something costs, to the cent and with its unit."""
    return f"{_cents(w, value)}{_unit(w)}" if w.language == "zh-CN" else f"{_symbol(w)}{_cents(w, value)}"


def _currency(w: Wording, value: str) -> str:
    """A currency by its name, or by its code with the symbol that stands for it."""
    own = replace(w, currency=value)
    if w.language == "zh-CN":
        return "人民币元" if value == "CNY" else _unit(own)
    return f"{value} ({_symbol(own)})"


def _unit(w: Wording) -> str:
    from babel.numbers import get_currency_name

    return "元" if w.currency == "CNY" else get_currency_name(w.currency, locale="zh_CN")


def _symbol(w: Wording) -> str:
    from babel.numbers import get_currency_symbol

    return get_currency_symbol(w.currency, locale="en").replace("CN¥", "¥")


def _day(value: date | str) -> date:
    """A day as it is, or as report.json holds it in a slot."""
    return date.fromisoformat(value) if isinstance(value, str) else value


def _calendar(chinese: str, english: str) -> Any:
    def show(w: Wording, value: date | str) -> str:
        from babel.dates import format_date

        return format_date(_day(value), chinese if w.language == "zh-CN" else english, locale=w.locale)

    return show


def _days(w: Wording, value: float) -> str:
    number = _whole(w, value)
    if w.language == "zh-CN":
        return f"{number}天"
    return f"{number} day" if number == "1" else f"{number} days"


def _bytes(w: Wording, value: int) -> str:
    sizes = ((10**9, "GB"), (10**6, "MB"), (10**3, "kB"), (1, "B"))
    size, unit = next((s, u) for s, u in sizes if value >= s or s == 1)
    return f"{_decimals(1)(w, value / size)} {unit}"


def _weekday(w: Wording, value: int) -> str:
    """0 is Monday."""
    from babel.dates import get_day_names

    return get_day_names("abbreviated" if w.language == "zh-CN" else "wide", locale=w.locale)[value]


_KINDS: dict[str, Any] = {
    "count": _count,
    "whole": _whole,
    **{name: _decimals(places) for places, name in enumerate(("one", "two", "three"), 1)},
    "percent": _percent,
    "points": _points,
    "money": _money,
    "price": _price,
    "cents": _cents,
    "fee": _fee,
    "currency": _currency,
    "date": _calendar("y年M月d日", "d MMMM y"),
    "month": _calendar("y年M月", "MMM y"),
    "days": _days,
    "weekday": _weekday,
    "bytes": _bytes,
    "stage": lambda w, value: w(f"stages.{value}"),
    "check": lambda w, value: w(f"clean.check.{value}"),
    "mend": lambda w, value: w(f"clean.check.{value}.remedy"),
    "argument": lambda w, value: w(f"cli.value.{value}") if w.has(f"cli.value.{value}") else str(value),
    "expected": lambda w, value: w(f"errors.expected.{value}") if w.has(f"errors.expected.{value}") else str(value),
    "value": lambda w, value: w.values.get(str(value), str(value)),
    "measure": lambda w, value: w(f"strategy.column.{value}"),
    "segment": lambda w, value: w.segments.get(str(value), str(value)),
}
FORMATS = frozenset(_KINDS)  # what may stand after the colon of a slot
