"""How a file is to be read, and on what ground each thing was settled."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

DateOrder = Literal["ymd", "dmy", "mdy"]
Escape = Literal["double", "backslash", "literal", "none"]
OrderKey = Literal["order_id", "line", "customer_day"]


@dataclass(frozen=True)
class ReadOptions:
    """What a person has settled about a file; what is None is settled by looking at the file."""

    encoding: str | None = None
    delimiter: str | None = None
    quote: str | None = None  # "": nothing is quoted
    escape: Escape | None = None  # how a quote stands inside quotes
    header: int | None = None  # physical row of the header, from 1; 0: the file has none
    last_row: int | None = None  # physical row with which the table ends
    sheet: str | None = None
    date_order: DateOrder | None = None
    decimal_mark: Literal[".", ","] | None = None
    time_zone: str | None = None  # times that carry an offset are moved to this zone; without it they count as written
    columns: tuple[str, ...] = ()  # those in use, if known: a sheet's faults in others set no row aside
    keeps_totals: bool = True  # a total row with every field is read, so that cleaning can say what it holds
    unit_words: tuple[str, ...] = ()  # 万, 亿: only when stated, because 1.2万 is not a plain number


@dataclass(frozen=True)
class Ground:
    """Why something was decided: a key of the catalogue `source` and its slots."""

    key: str
    slots: Mapping[str, object] = field(default_factory=dict)
