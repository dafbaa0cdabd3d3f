"""What the customer master says of each customer, in the bands that classifications use."""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any
from unicodedata import normalize

import ibis
import pyarrow as pa
from ibis.expr.types import Table
from ruamel.yaml import YAML

from segkit.columns import TOLD, UNKNOWN
from segkit.engine import fetch
from segkit.matching import holds_any

HERE = Path(__file__).parent
MOST_VALUES = 1_000_000  # different cities, industries or kinds
_CODE = re.compile(r"([A-T])(?:\d{2,4})?(?:$|(?<=[A-T])[\s、.:-])")


def customer_people(customers: Table, as_of: date) -> Table:
    """`columns.TOLD["customers"]` for each row of the master (`columns.CUSTOMERS`), our_share left out.

    Returns
    -------
    One row per row of the master. Ages below 0 and above 120 are null; so is what no list of the kit knows. A city
    without a tier is `other`; 未知 counts as null.
    """
    born = customers.birth_date
    age = ibis.literal(as_of.year) - born.year() - _is_before(as_of, born).cast("int64")
    people = customers.mutate(
        age_years=ibis.cases((age.between(0, 120), age.cast("int64")), else_=ibis.null("int64")),
        joined_days=ibis.literal(as_of).delta(customers.joined_date, unit="day").cast("int64"),
    )
    people = _add_told(people, "city", "city_level", city_tier)
    people = _add_told(people, "kind", "kind_told", customer_kind)
    people = _add_told(people, "industry", "industry_section", industry_section)
    return people.select("customer_id", *(name for name in TOLD["customers"] if name != "our_share"))


def city_tier(city: str) -> str:
    """first, new_first, second or other; a city may stand with its province or with 市, in Chinese or in pinyin.

    Of two cities whose names are written alike in pinyin the larger is meant.
    """
    tiers = read_words("places.yml")
    return _first(tiers, city, whole=True) or "other"


def customer_kind(kind: str) -> str | None:
    """business, person or channel; None for words the kit does not know."""
    return _first(read_words("trades.yml", "kinds"), kind)


def industry_section(industry: str) -> str | None:
    """The section of GB/T 4754-2017 (A to T): its letter or a code that begins with it (`C39`), or told by a word.

    None where nothing fits; of several words the first in the order of `trades.yml` decides.
    """
    code = _CODE.match(normalize("NFKC", industry).strip())
    return code[1] if code else _first(read_words("trades.yml", "sections"), industry)


@lru_cache
def read_words(file: str, part: str | None = None) -> Mapping[str, tuple[str, ...]]:
    """A list of words by class from a file of this folder; nested lists count as one."""
    found: dict[str, Any] = YAML(typ="safe").load((HERE / file).read_text(encoding="utf-8"))
    return {name: tuple(_flat(words)) for name, words in (found[part] if part else found).items()}


def _flat(words: Sequence[Any]) -> list[str]:
    return [name for word in words for name in (_flat(word) if isinstance(word, list) else [str(word)])]


def _first(classes: Mapping[str, Sequence[str]], text: str, *, whole: bool = False) -> str | None:
    return next((name for name, words in classes.items() if holds_any(text, words, whole=whole)), None)


def _add_told(customers: Table, column: str, name: str, tell: Callable[[str], str | None]) -> Table:
    """Add `name`: what `tell` says of each different value of `column`; null and 未知 stay null."""
    values = fetch(customers.select(value=customers[column]).distinct(), at_most=MOST_VALUES)["value"].to_pylist()
    known = sorted(value for value in values if value and value != UNKNOWN)
    if not known:
        return customers.mutate(**{name: ibis.null("string")})
    told = pa.table({column: known, name: pa.array([tell(value) for value in known], pa.string())})
    return customers.left_join(ibis.memtable(told), column).drop(f"{column}_right")


def _is_before(as_of: date, born: Any) -> Any:
    """Whether the birthday of the year of `as_of` is still to come."""
    month, day = born.month(), born.day()
    return (month > as_of.month) | ((month == as_of.month) & (day > as_of.day))
