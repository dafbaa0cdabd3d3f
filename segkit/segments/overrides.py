"""Segments that people decide for single customers, after every rule and with a day on which that ends."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import ibis
from ibis.expr.types import Table

from segkit.engine import fetch_one
from segkit.segments.standard import Override


@dataclass(frozen=True)
class OverrideCount:
    """What became of one scheme's overrides: applied, ended before the as-of day, or about nobody who bought."""

    scheme: str
    applied: int
    ended: int
    unknown: int


def apply_overrides(segments: Table, overrides: Sequence[Override], as_of: date) -> Table:
    """`segments` with the overrides that still hold on `as_of`; of two about one customer the later one counts."""
    for scheme in dict.fromkeys(one.scheme for one in overrides):
        decided = {one.customer: one.segment for one in _holding(overrides, scheme, as_of)}
        placed: dict[str, list[str]] = {}
        for customer, segment in decided.items():
            placed.setdefault(segment, []).append(customer)
        cases = [(segments.customer_id.isin(who), segment) for segment, who in placed.items()]
        if cases:
            segments = segments.mutate(**{scheme: ibis.cases(*cases, else_=segments[scheme])})
    return segments


def count_overrides(segments: Table, overrides: Sequence[Override], as_of: date) -> tuple[OverrideCount, ...]:
    """One count per scheme that has overrides, in their order; customers are counted once."""
    return tuple(
        _count(segments, overrides, scheme, as_of) for scheme in dict.fromkeys(one.scheme for one in overrides)
    )


def _count(segments: Table, overrides: Sequence[Override], scheme: str, as_of: date) -> OverrideCount:
    holding = {one.customer for one in _holding(overrides, scheme, as_of)}
    ended = {one.customer for one in overrides if one.scheme == scheme} - holding
    found = segments.filter(segments.customer_id.isin(sorted(holding))) if holding else segments.limit(0)
    applied = fetch_one(found.aggregate(n=found.count()))["n"]
    return OverrideCount(scheme, applied, len(ended), len(holding) - applied)


def _holding(overrides: Sequence[Override], scheme: str, as_of: date) -> list[Override]:
    return [one for one in overrides if one.scheme == scheme and one.until >= as_of]
