"""How a file is to be read, and on what ground each thing was settled."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Literal

from segkit.columns import QUOTES, Escape

DateOrder = Literal["ymd", "dmy", "mdy", "serial", "serial_1904"]  # serial: a spreadsheet's day numbers
OrderKey = Literal["order_id", "line", "customer_day"]


@dataclass(frozen=True)
class ReadOptions:
    """What a person has settled about a file; what is None is settled by looking at the file."""

    encoding: str | None = None
    delimiter: str | None = None
    quote: str | None = None  # "": nothing is quoted
    escape: Escape | None = None  # how a quote stands inside quotes
    separators_in: str | None = None  # the one column in whose text the delimiter stands without quotes
    header: int | None = None  # physical row of the header, from 1; 0: the file has none
    last_row: int | None = None  # physical row with which the table ends
    sheet: str | None = None
    date_order: DateOrder | None = None
    decimal_mark: Literal[".", ","] | None = None
    time_zone: str | None = None  # times that carry an offset are moved to this zone; without it they count as written
    columns: tuple[str, ...] = ()  # those in use, if known: a sheet's faults in others set no row aside
    exact: tuple[str, ...] = ()  # columns of ids, days and money, if known: a NUL byte elsewhere is merely taken out
    fill_down: tuple[str, ...] = ()  # of a sheet: merged cells of these columns stand for all their rows
    row_limit: int | None = None  # the most rows that are copied from a database
    keeps_totals: bool = True  # a total row with every field is read, so that cleaning can say what it holds
    amount_unit: str | None = None  # in which the amounts of the column are written, one of AMOUNT_UNITS
    unit_words: tuple[str, ...] = ()  # 万, 亿: only when stated, because 1.2万 is not a plain number
    rates: tuple[tuple[str, Decimal], ...] = ()  # currency and what one of it is worth in the study's
    currency: str | None = None  # the study's: what a mark with several meanings then means

    def __post_init__(self) -> None:
        """Rates may come as the study has them, by currency; as pairs they can be compared and remembered."""
        if isinstance(self.rates, Mapping):
            object.__setattr__(self, "rates", tuple(sorted(self.rates.items())))


def options_of(read: Mapping[str, Any]) -> ReadOptions:
    """What a study's `read:` states, as reading takes it."""
    quote = read.get("quote")
    return ReadOptions(**{**read, "quote": None if quote is None else QUOTES.get(quote, quote)})


@dataclass(frozen=True)
class Ground:
    """Why something was decided: a key of the catalogue `source` and its slots."""

    key: str
    slots: Mapping[str, object] = field(default_factory=dict)
