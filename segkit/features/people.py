"""What the customer master says of each customer, in the bands that classifications use."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

import ibis
from ibis.expr.types import StringColumn, Table
from ruamel.yaml import YAML

from segkit.columns import UNKNOWN
from segkit.engine import fetch

HERE = Path(__file__).parent
MOST_VALUES = 20_000  # different cities, industries or kinds


def customer_people(customers: Table, as_of: date) -> Table:
    """`columns.TOLD["customers"]` for each row of the master (`columns.CUSTOMERS`), our_share left out.

    Ages below 0 and above 120 are null; so is what no list of the kit knows. A city without a tier is `other`.
    """
    born = customers.birth_date
    age = ibis.literal(as_of.year) - born.year() - _is_before(as_of, born).cast("int64")
    return customers.select(
        "customer_id",
        "investment_demand",
        age_years=ibis.cases((age.between(0, 120), age.cast("int64")), else_=ibis.null("int64")),
        city_level=_told(customers, "city", city_tier),
        kind_told=_told(customers, "kind", customer_kind),
        industry_section=_told(customers, "industry", industry_section),
        assets=customers.assets,
        demand=customers.demand,
        joined_days=ibis.literal(as_of).delta(customers.joined_date, unit="day").cast("int64"),
    )


def city_tier(city: str) -> str:
    """first, new_first, second or other; a city may stand with its province or with 市."""
    tiers = read_words("places.yml")
    return next((tier for tier, names in tiers.items() if any(name in city for name in names)), "other")


def customer_kind(kind: str) -> str | None:
    """business, person or channel; None for words the kit does not know."""
    return _first(read_words("trades.yml", "kinds"), kind)


def industry_section(industry: str) -> str | None:
    """The section of GB/T 4754-2017 (A to T): the letter itself, or told by a word; None where none fits."""
    sections = read_words("trades.yml", "sections")
    letter = industry.strip()[:1].upper()
    if len(industry.strip()) == 1 and letter in sections:
        return letter
    return _first(sections, industry)


@lru_cache
def read_words(file: str, part: str | None = None) -> Mapping[str, tuple[str, ...]]:
    """A list of words by class from a file of this folder; nested lists count as one."""
    found: dict[str, Any] = YAML(typ="safe").load((HERE / file).read_text(encoding="utf-8"))
    return {name: tuple(_flat(words)) for name, words in (found[part] if part else found).items()}


def _flat(words: Sequence[Any]) -> list[str]:
    return [name for word in words for name in (_flat(word) if isinstance(word, list) else [str(word)])]


def _first(classes: Mapping[str, Sequence[str]], text: str) -> str | None:
    plain = text.lower()
    return next((name for name, words in classes.items() if any(word in plain for word in words)), None)


def _told(customers: Table, column: str, tell: Callable[[str], str | None]) -> StringColumn:
    """What `tell` says of each different value, as an expression; null and 未知 stay null."""
    values = fetch(customers.select(value=customers[column]).distinct(), at_most=MOST_VALUES)["value"].to_pylist()
    told: dict[str, list[str]] = {}
    for value in sorted(value for value in values if value and value != UNKNOWN):
        told.setdefault(tell(value) or "", []).append(value)
    told.pop("", None)
    cases = [(customers[column].isin(names), name) for name, names in sorted(told.items())]
    return ibis.cases(*cases, else_=ibis.null("string")) if cases else ibis.null("string")


def _is_before(as_of: date, born: Any) -> Any:
    """Whether the birthday of the year of `as_of` is still to come."""
    month, day = born.month(), born.day()
    return (month > as_of.month) | ((month == as_of.month) & (day > as_of.day))
