"""`study.yml`: one company, its files, its standard, and how the report is to be made."""

import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Literal, Self
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from pydantic import AfterValidator, Field, PrivateAttr, field_validator, model_validator
from ruamel.yaml.comments import CommentedMap

from segkit.columns import REQUIRED, ROLES
from segkit.errors import MissingKey, SegkitError, UnknownKey
from segkit.house import is_reserved
from segkit.settings import Strict, nearest, place_of, read_settings
from segkit.wording import LANGUAGES

Language = Literal["zh-CN", "en"]
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


def _in_both_languages(text: dict[str, str]) -> dict[str, str]:
    is_shown = all(side.strip() and side.isprintable() for side in text.values())
    if set(text) != set(LANGUAGES) or not is_shown:
        raise ValueError(" + ".join(LANGUAGES))
    return text


Currency = Annotated[str, Field(pattern="^[A-Z]{3}$")]
Rate = Annotated[Decimal, Field(gt=0, lt=1_000_000, max_digits=12, decimal_places=6)]
Text = Annotated[dict[str, str], AfterValidator(_in_both_languages)]


class Read(Strict):
    """How a file is to be read, where that had to be settled."""

    encoding: str | None = None
    delimiter: str | None = None
    quote: str | None = None  # "none": nothing is quoted
    escape: Literal["double", "backslash", "literal", "none"] | None = None
    header: int | None = Field(None, ge=0)  # physical row of the header; 0: none
    last_row: int | None = Field(None, ge=1)  # physical row with which the table ends
    sheet: str | None = None
    date_order: Literal["ymd", "dmy", "mdy", "serial", "serial_1904"] | None = None
    decimal_mark: Literal[".", ","] | None = None
    time_zone: str | None = None
    unit_words: tuple[str, ...] = ()
    fill_down: tuple[str, ...] = ()  # columns of a sheet whose merged cells stand for all their rows
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
        if quote not in (None, "none") and not QUOTE.fullmatch(quote):
            raise ValueError("\" ' ~ ^ none")
        return quote

    @model_validator(mode="after")
    def _tells_quote_and_delimiter_apart(self) -> Self:
        if self.quote and self.quote in (self.delimiter or ""):
            raise ValueError("delimiter, quote")
        return self


class Source(Strict):
    """One table of the company: a file, or a database table or query, and which column plays which role."""

    file: str | None = None
    sheet: str | None = None
    url: str | None = None  # an Ibis URL; secrets as ${NAME}, read from the environment
    table: str | None = None
    query: str | None = None
    columns: dict[str, str]
    read: Read = Read()
    order: Literal["order_id", "line", "customer_day"] = "order_id"
    scale: tuple[float, float] | None = None  # of satisfaction answers

    @field_validator("columns")
    @classmethod
    def _text_headers(cls, columns: dict[str, str]) -> dict[str, str]:
        return {role: str(header) for role, header in columns.items()}


class Sources(Strict):
    """The company's tables; orders are all that must be there."""

    orders: Source
    customers: Source | None = None
    feedback: Source | None = None
    events: Source | None = None
    messages: Source | None = None
    labels: Source | None = None

    def given(self) -> dict[str, Source]:
        """The sources that are there, by table name."""
        return {name: source for name in ROLES if (source := getattr(self, name)) is not None}


class Cleaning(Strict):
    """What cleaning does where a company may choose."""

    refunds: Literal["net", "drop", "apart"] = "net"
    duplicates: Literal["drop_exact", "keep"] = "drop_exact"
    zero_amounts: Literal["keep", "drop"] = "keep"
    amount_limit: Decimal = Decimal(1_000_000)
    merge: Literal["mobile", "unionid", "credit_code"] | None = None
    later_orders: Literal["stop", "leave_out"] = "stop"  # whether many lines after as_of are meant to be left out


class Scores(Strict):
    """How scores are cut."""

    rule: Literal["quantile", "mean", "median", "typed"] = "quantile"
    bins: Annotated[int, Field(ge=2, le=9)] = 5
    recency_days: tuple[float, ...] = ()
    frequency: tuple[float, ...] = ()
    monetary: tuple[float, ...] = ()


class ClusterChoice(Strict):
    """What K-means works on, and how many clusters."""

    features: tuple[str, ...] = ("recency_days", "frequency", "monetary")
    k: Literal["auto"] | Annotated[int, Field(ge=2, le=12)] = "auto"


class LifetimeChoice(Strict):
    """How lifetime value is forecast: by which model, how far ahead, at which discount per year."""

    model: Literal["auto", "bg_nbd", "pareto_nbd", "mbg_nbd"] = "auto"  # auto: the likeliest of those that fit
    months: int = Field(12, ge=1, le=60)
    discount: float = Field(0.1, ge=0, lt=1)


class Privacy(Strict):
    """What may leave the house."""

    smallest_group: int = Field(11, ge=1)


class Economics(Strict):
    """Assumptions for effort and return."""

    margin: float = Field(0.3, gt=0, le=1)  # gross margin on net sales
    uplift: tuple[float, float] = (0.02, 0.05)  # share points of extra buyers, low and high


class Paper(Strict):
    """What the cover says."""

    project: Text = Field(default={"zh-CN": "客户分型分析报告", "en": "Customer Segmentation Report"})
    number: str = ""
    version: str = "1.0"
    prepared: str = ""
    checked: str = ""
    approved: str = ""


class Study(Strict):
    """A company's study, checked."""

    study: str = Field(pattern=r"^[\w\-]{1,60}$")
    company: Text
    fictional: bool = False
    languages: tuple[Language, ...] = LANGUAGES  # type: ignore[assignment]
    currency: str = Field("CNY", pattern="^[A-Z]{3}$")
    as_of: date | None = None
    brand: str | None = None
    sources: Sources
    cleaning: Cleaning = Cleaning()
    standard: str | None = None
    primary: str = "rfm_8"
    words: str | None = None
    scores: Scores = Scores()
    clusters: ClusterChoice | None = ClusterChoice()
    lifetime: LifetimeChoice | None = None  # None: only where a scheme asks for it
    economics: Economics = Economics()
    report: Paper = Paper()
    engine: Literal["duckdb", "spark"] = "duckdb"
    privacy: Privacy = Privacy()
    _folder: Path = PrivateAttr(default=Path())

    @field_validator("study")
    @classmethod
    def _no_device(cls, study: str) -> str:
        if is_reserved(study):  # Windows makes no folder of that name
            raise ValueError("[A-Za-z0-9_-]{1,60}")
        return study

    @field_validator("company", mode="before")
    @classmethod
    def _one_name_for_both(cls, company: object) -> object:
        return dict.fromkeys(LANGUAGES, company) if isinstance(company, str) else company

    def path(self, relative: str) -> Path:
        """A path written in the study, seen from the study's folder."""
        return (self._folder / relative).resolve()


def read_study(path: Path) -> Study:
    """The study at `path` (`study.yml`, or the folder that holds it); all problems are raised together."""
    file = path / "study.yml" if path.is_dir() else path
    study = read_settings(file, Study, also=_role_problems)
    study._folder = file.resolve().parent
    return study


def _role_problems(document: CommentedMap, path: Path) -> Iterable[SegkitError]:
    """Roles that no table has, and roles that a table needs."""
    sources = document.get("sources")
    for table in ROLES if isinstance(sources, dict) else ():
        source = sources.get(table)
        columns = source.get("columns") if isinstance(source, dict) else None
        if isinstance(columns, dict):
            yield from _column_problems(document, path, table, [str(role) for role in columns])


def _column_problems(document: CommentedMap, path: Path, table: str, roles: list[str]) -> Iterable[SegkitError]:
    where = ("sources", table, "columns")
    for role in roles:
        if role not in ROLES[table]:
            yield UnknownKey(
                str(path), *place_of(document, (*where, role)), ".".join((*where, role)), nearest(role, ROLES[table])
            )
    for role in REQUIRED[table]:
        if role not in roles:
            yield MissingKey(str(path), *place_of(document, where), ".".join((*where, role)))
