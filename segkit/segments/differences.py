"""What a new version of a standard changes: in its words, and for which customers and whose money."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal

from ibis.expr.types import Table

from segkit.engine import fetch_rows
from segkit.segments.schemes import assign_scheme, fit_scheme
from segkit.segments.standard import ClustersScheme, Scheme, SegmentDefinition, segments_of
from segkit.segments.tag_kinds import TagGroup, every_tag

MOST_PAIRS = 100_000  # of segments, old and new
Kind = Literal[
    "scheme_added",
    "scheme_removed",
    "segment_added",
    "segment_removed",
    "changed",
    "tag_added",
    "tag_removed",
    "tag_changed",
]


@dataclass(frozen=True)
class Change:
    """One thing that reads otherwise: of a scheme, or of a segment and a key of it."""

    kind: Kind
    scheme: str
    segment: str = ""
    key: str = ""
    old: str = ""
    new: str = ""


@dataclass(frozen=True)
class Shift:
    """Customers who leave one segment for another, and their net spend so far."""

    scheme: str
    origin: str
    target: str
    customers: int
    money: Decimal


def compare_definitions(old: Sequence[Scheme], new: Sequence[Scheme]) -> tuple[Change, ...]:
    """Everything that reads otherwise, scheme by scheme in the new order, removed schemes last."""
    before, after = {one.id: one for one in old}, {one.id: one for one in new}
    changes: list[Change] = []
    for name, scheme in after.items():
        if name not in before:
            changes.append(Change("scheme_added", name))
        else:
            changes += _scheme_changes(before[name], scheme)
    return (*changes, *(Change("scheme_removed", name) for name in before if name not in after))


def compare_tags(old: Sequence[TagGroup], new: Sequence[TagGroup]) -> tuple[Change, ...]:
    """Every tag that reads otherwise, group by group in the new order, removed ones last; `scheme` is the group."""
    before, after = ({(group.id, tag.id): (group, tag) for group, tag in every_tag(tuple(one))} for one in (old, new))
    changes = [Change("tag_removed", *pair) for pair in before if pair not in after]
    found: list[Change] = []
    for pair, now in after.items():
        if pair not in before:
            found.append(Change("tag_added", *pair))
            continue
        words = (
            _flat({"exclusive": group.exclusive, **tag.model_dump(mode="json")}) for group, tag in (before[pair], now)
        )
        found += [Change("tag_changed", *pair, key, was, is_now) for key, was, is_now in _differing(*words)]
    return (*found, *changes)


def compare_segments(
    old: Scheme, new: Scheme, customers: Table, *, n_bins: int = 5, others: Table | None = None
) -> tuple[Shift, ...]:
    """Who would move from `old` to `new`, both fitted on `customers`; most money first, then by segment ids.

    `others` are people who have not bought, of schemes that are of everybody; they move without money.

    Raises
    ------
    StandardError
        One of them cannot be applied to these customers.
    """
    found: dict[tuple[str, str], tuple[int, Decimal]] = {}
    for table in (customers, *([] if others is None else [others])):
        for row in _moved(old, new, customers, table, n_bins):
            n, money = found.get((row["origin"], row["target"]), (0, Decimal(0)))
            found[row["origin"], row["target"]] = (n + row["customers"], money + (row["money"] or Decimal(0)))
    shifts = [Shift(new.id, *pair, *sums) for pair, sums in found.items()]
    return tuple(sorted(shifts, key=lambda one: (-one.money, one.origin, one.target)))


def comparable(old: Sequence[Scheme], new: Sequence[Scheme]) -> tuple[tuple[Scheme, Scheme], ...]:
    """The schemes that both versions have and that differ, clusters apart: those are found anew each time."""
    before = {one.id: one for one in old}
    pairs = [(before[one.id], one) for one in new if one.id in before and before[one.id] != one]
    return tuple(pair for pair in pairs if not any(isinstance(one, ClustersScheme) for one in pair))


def _moved(old: Scheme, new: Scheme, learned_from: Table, people: Table, n_bins: int) -> list[dict[str, Any]]:
    """Of `people` those who change, by pair of segments, and their money."""
    placed = people
    for scheme, name in ((old, "origin"), (new, "target")):
        fitted = fit_scheme(scheme, learned_from, n_bins=n_bins)
        placed = assign_scheme(placed, fitted).rename({name: scheme.id})
    moved = placed.filter(placed.origin != placed.target)
    pairs = moved.group_by("origin", "target").aggregate(customers=moved.count(), money=moved.monetary.sum())
    return fetch_rows(pairs, at_most=MOST_PAIRS)


def _scheme_changes(old: Scheme, new: Scheme) -> Iterator[Change]:
    for key, before, after in _differing(_own_words(old), _own_words(new)):
        yield Change("changed", new.id, "", key, before, after)
    was, now = ({one.id: one for one in segments_of(scheme)} for scheme in (old, new))
    for name in now:
        if name not in was:
            yield Change("segment_added", new.id, name)
        else:
            yield from _segment_changes(new.id, was[name], now[name])
    for name in was:
        if name not in now:
            yield Change("segment_removed", new.id, name)


def _segment_changes(scheme: str, old: SegmentDefinition, new: SegmentDefinition) -> Iterator[Change]:
    for key, before, after in _differing(_flat(old.model_dump(mode="json")), _flat(new.model_dump(mode="json"))):
        yield Change("changed", scheme, new.id, key, before, after)


def _own_words(scheme: Scheme) -> dict[str, str]:
    """What a scheme says beside its segments."""
    beside = {"segments", "otherwise", "unknown"}
    words = _flat(scheme.model_dump(mode="json", exclude=beside))
    return words | {"order": " > ".join(one.id for one in segments_of(scheme))}


def _differing(old: dict[str, str], new: dict[str, str]) -> Iterator[tuple[str, str, str]]:
    for key in dict.fromkeys((*old, *new)):
        if old.get(key, "") != new.get(key, ""):
            yield key, old.get(key, ""), new.get(key, "")


def _flat(value: Any, path: str = "") -> dict[str, str]:
    """Nested values by their path: `indicators.0.weight`."""
    if isinstance(value, dict):
        parts = [(f"{path}.{key}" if path else str(key), one) for key, one in value.items()]
    elif isinstance(value, list) and any(isinstance(one, dict) for one in value):
        parts = [(f"{path}.{place}", one) for place, one in enumerate(value, start=1)]
    else:
        shown = ", ".join(map(str, value)) if isinstance(value, list) else "" if value is None else str(value)
        return {path: shown}
    return {key: text for name, one in parts for key, text in _flat(one, name).items()}
