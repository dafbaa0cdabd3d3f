"""What `study.yml` says of the company's tables: where each lies, which column plays which role, how to read it."""

import re
from decimal import Decimal
from typing import Annotated, Literal, Self
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from pydantic import Field, field_validator, model_validator

from segkit.columns import AMOUNT_UNITS, QUOTES, ROLES, Escape
from segkit.settings import Strict

DELIMITER = re.compile(r"(?!(.).*\1)[^\0\r\n\"\'\\\ufeff\ud800-\udfff]+")  # no sign twice: it would overlap itself
LONGEST_DELIMITER = 4  # bytes that the engine takes
QUOTE = re.compile(r"[\"\'~^`!#$%&*+/=?@_.<>(){}\[\]-]")


def is_zone(name: str) -> bool:
    """Whether the system knows the time zone; true of any name where it knows none."""
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return not available_timezones()
    return True


AmountUnit = Literal[*AMOUNT_UNITS]  # type: ignore[valid-type]
Currency = Annotated[str, Field(pattern="^[A-Z]{3}$")]
Rate = Annotated[Decimal, Field(gt=0, lt=1_000_000, max_digits=12, decimal_places=6)]


class Read(Strict):
    """How a file is to be read, where that had to be settled."""

    encoding: str | None = None
    delimiter: str | None = None
    quote: str | None = None  # a mark, or one of QUOTES by its name
    escape: Escape | None = None
    separators_in: str | None = None  # the one column in whose text the delimiter stands without quotes
    header: int | None = Field(None, ge=0)  # physical row of the header; 0: none
    last_row: int | None = Field(None, ge=1)  # physical row with which the table ends
    sheet: str | None = None
    date_order: Literal["ymd", "dmy", "mdy", "serial", "serial_1904"] | None = None
    decimal_mark: Literal[".", ","] | None = None
    time_zone: str | None = None
    amount_unit: AmountUnit | None = None  # in which the amounts of the column are written
    unit_words: tuple[str, ...] = ()
    fill_down: tuple[str, ...] = ()  # columns of a sheet whose merged cells stand for all their rows
    row_limit: int | None = Field(None, ge=1)  # the most rows that are copied from a database
    rates: dict[Currency, Rate] = Field(default_factory=dict)  # what one of a foreign currency is worth in the study's

    @field_validator("time_zone")
    @classmethod
    def _known_zone(cls, zone: str | None) -> str | None:
        if zone and not is_zone(zone):
            raise ValueError("Asia/Shanghai, Europe/London, UTC")
        return zone

    @field_validator("delimiter")
    @classmethod
    def _tells_fields_apart(cls, delimiter: str | None) -> str | None:
        size = len((delimiter or ",").encode("utf-8", "replace"))
        if delimiter is not None and (size > LONGEST_DELIMITER or not DELIMITER.fullmatch(delimiter)):
            raise ValueError(r'"," ";" "|" "\t" "，" "；" ", "')
        return delimiter

    @field_validator("quote")
    @classmethod
    def _opens_a_field(cls, quote: str | None) -> str | None:
        if quote is not None and quote not in QUOTES and not QUOTE.fullmatch(quote):
            raise ValueError("double single ~ ^ none")
        return quote

    @model_validator(mode="after")
    def _names_the_separator(self) -> Self:
        if self.separators_in is not None and self.delimiter is None:
            raise ValueError("delimiter")
        return self

    @model_validator(mode="after")
    def _tells_quote_and_delimiter_apart(self) -> Self:
        mark = QUOTES.get(self.quote or "", self.quote)
        if mark and mark in (self.delimiter or ""):
            raise ValueError("delimiter, quote")
        if self.escape == "other_twice" and mark not in (None, '"', "'"):
            raise ValueError("quote, escape")
        return self


class Table(Strict):
    """A table as it lies: one file or several of one header, or a database; and which column plays which role."""

    file: str | tuple[str, ...] | None = None  # a file, a folder, a pattern such as 2025-*.csv, or several of these
    sheet: str | None = None
    url: str | None = None  # an Ibis URL; secrets as ${NAME}, read from the environment
    table: str | None = None
    query: str | None = None
    columns: dict[str, str]
    read: Read = Read()

    @field_validator("columns")
    @classmethod
    def _text_headers(cls, columns: dict[str, str]) -> dict[str, str]:
        return {role: str(header) for role, header in columns.items()}

    @property
    def named_files(self) -> tuple[str, ...]:
        """What `file` names, one or several."""
        return (self.file,) if isinstance(self.file, str) else self.file or ()


class Source(Table):
    """One table of the company."""

    order: Literal["order_id", "line", "customer_day"] = "order_id"
    scale: tuple[float, float] | None = None  # of satisfaction answers


class Orders(Source):
    """The orders: one table, or the orders' heads with their `lines` in a table of its own, joined by order_id."""

    lines: Table | None = None


class Sources(Strict):
    """The company's tables; orders are all that must be there."""

    orders: Orders
    customers: Source | None = None
    feedback: Source | None = None
    events: Source | None = None
    messages: Source | None = None
    labels: Source | None = None

    def given(self) -> dict[str, Source]:
        """The sources that are there, by table name."""
        return {name: source for name in ROLES if (source := getattr(self, name)) is not None}
