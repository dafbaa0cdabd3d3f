"""`study.yml`: one company, its files, its standard, and how the report is to be made."""

import os
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, Field, PrivateAttr, field_validator
from ruamel.yaml.comments import CommentedMap

from segkit.columns import HEAD_ROLES, LINE_ROLES, REQUIRED, ROLES
from segkit.errors import AmountOnHead, MissingKey, RoleOnBothSides, SegkitError, UnknownKey
from segkit.house import is_reserved
from segkit.settings import Strict, nearest, place_of, read_settings
from segkit.study_sources import Sources
from segkit.wording import LANGUAGES

Language = Literal["zh-CN", "en"]


def _in_both_languages(text: dict[str, str]) -> dict[str, str]:
    is_shown = all(side.strip() and side.isprintable() for side in text.values())
    if set(text) != set(LANGUAGES) or not is_shown:
        raise ValueError(" + ".join(LANGUAGES))
    return text


Text = Annotated[dict[str, str], AfterValidator(_in_both_languages)]


class Cleaning(Strict):
    """What cleaning does where a company may choose."""

    refunds: Literal["net", "drop", "apart"] = "net"
    duplicates: Literal["drop_exact", "keep"] = "drop_exact"
    zero_amounts: Literal["keep", "drop"] = "keep"
    amount_limit: Decimal = Decimal(1_000_000)
    left_out: tuple[str, ...] = ()  # words of the status column whose orders do not count: cancelled, unpaid
    ids: Literal["plain", "as_written"] = "plain"  # whether ids written alike are one
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


def _each_once(entries: tuple[object, ...]) -> tuple[object, ...]:
    twice = [entry for entry in entries if entries.count(entry) > 1]
    if twice:
        raise ValueError(f"1 x {twice[0] if isinstance(twice[0], str) else ' x '.join(twice[0])}")  # type: ignore[arg-type]
    return entries


def _two_schemes(pair: tuple[str, ...]) -> tuple[str, ...]:
    if len(set(pair)) != 2:
        raise ValueError("[scheme, scheme]")
    return pair


def _all_or_named(choice: object) -> object:
    """true, false, or segments by their ids."""
    named = [str(one) for one in choice if isinstance(one, str | int)] if isinstance(choice, list | tuple) else []
    if isinstance(choice, bool) or (named and len(named) == len(choice)):  # type: ignore[arg-type]
        return choice if isinstance(choice, bool) else tuple(dict.fromkeys(named))
    raise ValueError("true, false, [segment, …]")


SchemeId = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
Pair = Annotated[tuple[SchemeId, ...], AfterValidator(_two_schemes)]
MOST_PAGES = 12  # of one kind: more is no report that somebody reads


class Chapters(Strict):
    """What the report shows beyond its usual pages; by default nothing."""

    standard: bool = False  # the classification standard: goal, owner, review date, schemes in force
    present_grade: bool = False  # the grade used today against the main scheme: who would move, and whose money
    schemes: Annotated[tuple[SchemeId, ...], Field(max_length=MOST_PAGES), AfterValidator(_each_once)] = ()
    crossings: Annotated[tuple[Pair, ...], Field(max_length=MOST_PAGES), AfterValidator(_each_once)] = ()
    personas: Annotated[bool | tuple[str, ...], BeforeValidator(_all_or_named)] = False
    lifetime: bool = False  # lifetime value in the body
    dossiers: int = Field(0, ge=0, le=200)  # restricted: a page for each of so many key customers


class Paper(Chapters):
    """What the cover says, and which chapters follow the usual pages."""

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

    @property
    def folder(self) -> Path:
        """The study's folder, from which the paths in it are seen."""
        return self._folder

    def path(self, relative: str) -> Path:
        """A path written in the study, seen from the study's folder."""
        return (self._folder / relative).resolve()


def read_study(path: Path) -> Study:
    """The study at `path` (`study.yml`, or the folder that holds it); all problems are raised together."""
    file = path / "study.yml" if os.path.isdir(path) else path
    study = read_settings(file, Study, also=_role_problems)
    study._folder = file.resolve().parent
    return study


def _role_problems(document: CommentedMap, path: Path) -> Iterable[SegkitError]:
    """Roles that no table has, and roles that a table needs."""
    sources = document.get("sources")
    for table in ROLES if isinstance(sources, dict) else ():
        source = sources.get(table)
        lines = source.get("lines") if isinstance(source, dict) and table == "orders" else None
        needed = REQUIRED[table] if lines is None else HEAD_ROLES
        yield from _table_problems(document, path, ("sources", table), needed)
        if lines is not None:
            yield from _table_problems(document, path, ("sources", table, "lines"), LINE_ROLES)
            yield from _split_problems(document, path, source)


def _table_problems(
    document: CommentedMap, path: Path, place: tuple[str, ...], needed: tuple[str, ...]
) -> Iterable[SegkitError]:
    known, where, source = ROLES[place[1]], (*place, "columns"), document
    for part in place:
        source = source.get(part) if isinstance(source, dict) else None
    roles = _roles(source)
    for role in roles:
        if role not in known:
            key = ".".join((*where, role))
            yield UnknownKey(str(path), *place_of(document, (*where, role)), key, nearest(role, known))
    if isinstance(source, dict) and not {"file", "url"} & set(source):
        yield MissingKey(str(path), *place_of(document, place), ".".join((*place, "file")))
    for role in needed if isinstance(source, dict) and isinstance(source.get("columns"), dict) else ():
        if role not in roles:
            yield MissingKey(str(path), *place_of(document, where), ".".join((*where, role)))


def _split_problems(document: CommentedMap, path: Path, orders: CommentedMap) -> Iterable[SegkitError]:
    """Money of the head would count once per line, and a role on both sides has two answers."""
    heads, lines = _roles(orders), _roles(orders["lines"])
    for role in heads:
        where = ("sources", "orders", "columns", role)
        if role == "amount":
            yield AmountOnHead(str(path), *place_of(document, where), ".".join(where))
        elif role in lines and role != "order_id":
            yield RoleOnBothSides(str(path), *place_of(document, where), ".".join(where))


def _roles(source: object) -> list[str]:
    columns = source.get("columns") if isinstance(source, dict) else None
    return [str(role) for role in columns] if isinstance(columns, dict) else []
