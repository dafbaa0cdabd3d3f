"""Which table a file is and which column plays which role, proposed from known headers and from the values."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

from segkit.columns import CURRENCY_MARKS, REQUIRED, ROLES
from segkit.engine import fetch_one, fetch_rows
from segkit.source.amounts import read_amounts
from segkit.source.opened import SourceTable
from segkit.source.options import Ground, OrderKey, ReadOptions
from segkit.source.profiles import LOOKED_AT, ColumnProfile, profile_columns

Certainty = Literal["sure", "likely", "guess"]
ONE_LINE_PER_ORDER = 1.05  # lines per customer and day up to which each line counts as an order
DATE_ROLES = ("order_date", "event_at", "sent_at", "answered_date", "joined_date", "birth_date")
NUMBER_ROLES = ("amount", "quantity", "satisfaction")
UNIT = re.compile(r"[(（\[][^()（）\[\]]*[)）\]]\s*$")


@dataclass(frozen=True)
class RoleProposal:
    """One role and the column proposed for it: how sure, and whether its name or its values said so."""

    role: str
    header: str
    certainty: Certainty
    ground: Literal["name", "values"]


@dataclass(frozen=True)
class Proposal:
    """What a file is taken for."""

    kind: str
    roles: tuple[RoleProposal, ...]
    missing: tuple[str, ...]  # required roles that no column plays
    order_key: OrderKey | None = None
    order_ground: Ground | None = None
    has_unit_words: bool = False
    examples: Mapping[str, str] = field(default_factory=dict)  # header to its first filled cell, as it stands

    @property
    def columns(self) -> dict[str, str]:
        """Role to header, as the study holds it."""
        return {item.role: item.header for item in self.roles}


def propose_mapping(source: SourceTable, kind: str | None = None) -> Proposal:
    """The likeliest reading of a table: its kind (unless given), its roles, and how lines make orders."""
    profiles = profile_columns(source.table, source.columns)
    kind = kind or propose_kind(source, profiles)
    roles = propose_roles(profiles, kind)
    found = {item.role: item.header for item in roles}
    missing = tuple(role for role in REQUIRED[kind] if role not in found)
    examples = {item.header: next(iter(profiles[item.header].examples), "") for item in roles}
    if kind != "orders" or missing:
        return Proposal(kind, roles, missing, examples=examples)
    key, ground = propose_order_key(source, found)
    return Proposal(kind, roles, missing, key, ground, profiles[found["amount"]].has_unit_word, examples)


def propose_kind(source: SourceTable, profiles: Mapping[str, ColumnProfile]) -> str:
    """The kind of table that has all it needs and most of its roles found by name; orders if none has."""
    found = {kind: _by_name(profiles, kind) for kind in ROLES}
    whole = {
        kind: len(roles)
        for kind, roles in found.items()
        if set(REQUIRED[kind]) <= {item.role for item in roles} and source.header_row
    }
    return max(whole, key=lambda kind: whole[kind]) if whole else "orders"


def propose_roles(profiles: Mapping[str, ColumnProfile], kind: str) -> tuple[RoleProposal, ...]:
    """Roles by name first; what orders still need is sought in the values."""
    named = _by_name(profiles, kind)
    if kind == "orders":
        named += _by_values(profiles, named)
    place = list(ROLES[kind])
    return tuple(sorted(named, key=lambda item: place.index(item.role)))


def propose_order_key(source: SourceTable, columns: Mapping[str, str]) -> tuple[OrderKey, Ground]:
    """By order id where there is one; else by line, unless customers often have several lines a day."""
    if "order_id" in columns:
        return "order_id", Ground("order.order_id", {"column": columns["order_id"]})
    table = source.table.select(who=columns["customer_id"], day=source.table[columns["order_date"]].left(10))
    found = fetch_one(table.distinct().aggregate(days=lambda t: t.count()))["days"]
    lines = fetch_one(table.aggregate(lines=table.count()))["lines"]
    ratio = lines / max(1, found)
    key: OrderKey = "line" if ratio <= ONE_LINE_PER_ORDER else "customer_day"
    return key, Ground(f"order.{key}", {"ratio": ratio})


def propose_currency(source: SourceTable, column: str, likely: str) -> str:
    """The currency that all marks in the first amounts can mean: `likely` if it is one, else the likeliest.

    `likely` too where no mark stands, and where the marks contradict each other, which cleaning asks about.
    """
    text = source.table.limit(LOOKED_AT)[column]
    marks = read_amounts(text, ReadOptions()).currency.name("mark").as_table().distinct()
    found = [CURRENCY_MARKS[row["mark"]] for row in fetch_rows(marks, at_most=100) if row["mark"]]
    shared = [code for code in (found[0] if found else ()) if all(code in codes for codes in found)]
    return likely if likely in shared or not shared else shared[0]


def normal_header(header: str) -> str:
    """A header without case, width, blanks, punctuation and a unit in brackets."""
    text = unicodedata.normalize("NFKC", UNIT.sub("", header) or header).lower()
    return "".join(letter for letter in text if letter.isalnum())


@lru_cache(maxsize=1)
def read_dictionary() -> Mapping[str, Mapping[str, Mapping[Certainty, tuple[str, ...]]]]:
    """Table, role, certainty: the normalised headers, the better ones first."""
    from ruamel.yaml import YAML

    raw: dict[str, Any] = YAML(typ="safe", pure=True).load(Path(__file__).with_name("headers.yml"))
    return {
        kind: {
            role: {level: tuple(map(normal_header, names)) for level, names in found.items()}
            for role, found in roles.items()
        }
        for kind, roles in raw.items()
    }


def _by_name(profiles: Mapping[str, ColumnProfile], kind: str) -> tuple[RoleProposal, ...]:
    """Each role's best header: what the table needs chooses first, and sure names go before likely ones."""
    normal = {normal_header(name): name for name in reversed(list(profiles))}
    found: dict[str, RoleProposal] = {}
    for role, level in _turns(kind):
        names = [normal[name] for name in read_dictionary()[kind].get(role, {}).get(level, ()) if name in normal]
        free = _free(names, found.values())
        header = next((name for name in free if _fits(profiles[name], role)), None)
        if header is not None and role not in found:
            found[role] = RoleProposal(role, header, level, "name")
    return tuple(found.values())


def _turns(kind: str) -> Iterable[tuple[str, Certainty]]:
    levels: tuple[Certainty, ...] = ("sure", "likely")
    others = [role for role in ROLES[kind] if role not in REQUIRED[kind]]
    for roles in (REQUIRED[kind], others):
        yield from ((role, level) for level in levels for role in roles)


def _free(names: Iterable[str], taken: Iterable[RoleProposal]) -> list[str]:
    used = {item.header for item in taken}
    return [name for name in names if name not in used]


def _fits(profile: ColumnProfile, role: str) -> bool:
    """Whether the values can play the role: a date column holds dates, money holds numbers; an id is not empty."""
    if role in DATE_ROLES:
        return profile.kind in ("date", "empty") or (role != "order_date" and profile.kind != "text")
    if role in NUMBER_ROLES:
        return profile.kind in ("money", "whole", "empty")
    return profile.kind != "empty" or role not in ("customer_id", "order_id")


def _by_values(profiles: Mapping[str, ColumnProfile], named: tuple[RoleProposal, ...]) -> tuple[RoleProposal, ...]:
    """What orders still need, from how the values look; nothing is taken twice."""
    found: list[RoleProposal] = []
    wanted = {"order_date": _dates, "amount": _amounts, "customer_id": _ids}
    if not any(item.ground == "name" for item in named):
        wanted["quantity"] = _counts
    for role, candidates in wanted.items():
        if role in {item.role for item in named}:
            continue
        free = [profiles[name] for name in _free(profiles, (*named, *found))]
        best = candidates(free)
        if best:
            certainty: Certainty = "likely" if len(best) == 1 and role == "order_date" else "guess"
            found.append(RoleProposal(role, best[0].name, certainty, "values"))
    return tuple(found)


def _dates(free: list[ColumnProfile]) -> list[ColumnProfile]:
    return [profile for profile in free if profile.kind == "date"]


def _amounts(free: list[ColumnProfile]) -> list[ColumnProfile]:
    """Numbers with decimals, those with most of them first; whole numbers only where nothing has decimals."""
    money = [p for p in free if p.kind == "money" and not p.has_leading_zero]
    whole = [p for p in free if p.kind == "whole" and not p.has_leading_zero]
    return sorted(money, key=lambda p: -p.decimal_share) or sorted(whole, key=lambda p: -p.n_distinct)[:1]


def _ids(free: list[ColumnProfile]) -> list[ColumnProfile]:
    """Columns whose values come back, but not from a handful; the one with most values, the first of equals."""
    ids = [p for p in free if p.kind in ("whole", "text") and 10 < p.n_distinct < p.n_filled]
    return sorted(ids, key=lambda p: -p.n_distinct)


def _counts(free: list[ColumnProfile]) -> list[ColumnProfile]:
    return [p for p in free if p.kind == "whole" and p.n_distinct <= 100 and not p.has_leading_zero]
