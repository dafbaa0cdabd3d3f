"""A persona for each segment: its figures, how its customers buy, and what sets them apart from everybody else."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
from ibis.expr.types import Table

from segkit.columns import UNKNOWN
from segkit.engine import fetch_rows
from segkit.evaluation.effects import MEASURES, measure_effects, ranked, trait_effects
from segkit.evaluation.figures import MOST_GROUPS, Grouping
from segkit.evaluation.separation import bounded_sample
from segkit.evaluation.shown import may_show, share
from segkit.facts import Effect, Persona, ProfileCard, SegmentFigures, ShareBar

SAMPLE = 20_000  # customers that the effects are computed on
TRAITS = {"category": "top_category", "channel": "main_channel", "day_part": "main_day_part", "need": "main_need"}
ASKED_BY = {  # what a rule's columns come from
    "r_score": "recency_days", "f_score": "frequency", "m_score": "monetary", "satisfaction_place": "satisfied",
    "top_category": "category", "main_channel": "channel", "main_day_part": "day_part", "main_need": "need",
}  # fmt: skip


@dataclass(frozen=True)
class Described:
    """What is known of the main scheme's segments already, and what the personas rest on.

    `figures` and `cards` are by segment. `rule` holds the columns that the scheme asks for. `satisfied_from` is the
    place on the scale (0 to 1) from which an answer counts as satisfied; None without answers.
    """

    figures: Mapping[str, SegmentFigures]
    cards: Mapping[str, ProfileCard]
    rule: frozenset[str]
    satisfied_from: float | None


def personas(grouping: Grouping, known: Described) -> tuple[Persona, ...]:
    """The personas of the segments in `known.figures`, in its order; those of nobody and of too few are left out.

    Parameters
    ----------
    grouping
        The main scheme over a table with the columns of SCORES, main_day_part, satisfaction_place and main_need, null
        where nothing is known of a customer.

    Notes
    -----
    DuckDB and Spark only: effects rest on a sample by md5, of 20,000 customers at most. Shares of those who answered
    or wrote are hidden where they are too few.
    """
    sample = _Sample(grouping, known)
    tallies = _tallies(grouping, known)
    shown = (name for name, row in known.figures.items() if row.n)
    return tuple(_persona(grouping, name, known, sample, tallies) for name in shown)


def _persona(
    grouping: Grouping, name: str, known: Described, sample: "_Sample", tallies: "dict[str, list[dict[str, Any]]]"
) -> Persona:
    row, card = known.figures[name], known.cards[name]
    answered, satisfied = _yes(tallies["satisfied"], name)
    wrote = sum(one["n"] for one in tallies["need"] if one["segment"] == name)
    bars = {kind: _bars(tallies[kind], name, grouping.smallest) for kind in ("day_part", "need")}
    is_told = answered > 0 and may_show(answered, grouping.smallest) and may_show(satisfied, grouping.smallest)
    return Persona(
        segment=name,
        n=row.n,
        share_n=row.share_n,
        revenue=row.revenue,
        share_revenue=row.share_revenue,
        per_head=row.per_head,
        average_order=row.average_order,
        frequency_mean=row.frequency_mean,
        lines_per_order=sample.lines_per_order(name),
        recency_median=row.recency_median,
        cycle_median=card.cycle_median,
        categories=card.categories,
        channels=card.channels,
        day_parts=bars["day_part"],
        weekday=card.weekday,
        months=card.months,
        satisfied_share=share(satisfied, answered) if is_told else None,
        answered_n=answered if is_told else None,
        needs=bars["need"],
        wrote_n=wrote if wrote and may_show(wrote, grouping.smallest) else None,
        effects=sample.effects(name),
        sample_n=sample.size(name),
    )


def _tallies(grouping: Grouping, known: Described) -> dict[str, list[dict[str, Any]]]:
    """Customers by segment and day part, need, and whether they are satisfied; unknown ones left out."""
    found = {kind: _counted(grouping, TRAITS[kind]) for kind in ("day_part", "need")}
    people = grouping.members("satisfaction_place")
    if known.satisfied_from is None:
        return found | {"satisfied": []}
    answered = people.filter(people.satisfaction_place.notnull())
    yes = answered.satisfaction_place >= known.satisfied_from - 1e-9
    counts = answered.group_by("segment", name=yes).aggregate(n=answered.count())
    return found | {"satisfied": fetch_rows(counts, at_most=MOST_GROUPS)}


def _counted(grouping: Grouping, column: str) -> list[dict[str, Any]]:
    people = grouping.members(column)
    told = people.filter(people[column].notnull())
    return fetch_rows(told.group_by("segment", name=told[column]).aggregate(n=told.count()), at_most=MOST_GROUPS)


def _yes(rows: list[dict[str, Any]], segment: str) -> tuple[int, int]:
    """How many of a segment answered, and how many of them are satisfied."""
    own = [row for row in rows if row["segment"] == segment]
    return sum(row["n"] for row in own), sum(row["n"] for row in own if row["name"])


def _bars(rows: list[dict[str, Any]], segment: str, smallest: int) -> tuple[ShareBar, ...]:
    """Shares of a segment's customers, largest first, and their lift; what too few have is left out."""
    own = {row["name"]: row["n"] for row in rows if row["segment"] == segment}
    every: dict[str, int] = {}
    for row in rows:
        every[row["name"]] = every.get(row["name"], 0) + row["n"]
    n, whole = sum(own.values()), sum(every.values())
    if not n or not may_show(n, smallest):
        return ()
    bars = (ShareBar(name, k / n, k / n / (every[name] / whole)) for name, k in own.items() if k >= smallest)
    rounded = (ShareBar(bar.name, round(bar.share, 6), round(bar.lift, 4)) for bar in bars)
    return tuple(sorted(rounded, key=lambda bar: (-bar.share, bar.name)))


class _Sample:
    """The bounded sample behind the effects, fetched once for all segments."""

    def __init__(self, grouping: Grouping, known: Described) -> None:
        self.smallest, self.known = grouping.smallest, known
        rows = bounded_sample(_wanted(grouping), SAMPLE)
        self.segments = np.array(rows["segment"].to_pylist(), dtype=object)
        self.values = {name: _floats(rows, name) for name in MEASURES}
        self.traits = {kind: _words(rows, column) for kind, column in TRAITS.items()}
        if known.satisfied_from is not None:
            self.traits["satisfied"] = _satisfied(_floats(rows, "satisfaction_place"), known.satisfied_from)
        self.by_rule = frozenset(ASKED_BY.get(name, name) for name in known.rule)

    def size(self, segment: str) -> int:
        """Customers of the segment in the sample."""
        return int((self.segments == segment).sum())

    def lines_per_order(self, segment: str) -> float | None:
        """Their mean number of lines on an order; None for too few."""
        own = self.values["lines_per_order"][self.segments == segment]
        own = own[~np.isnan(own)]
        return round(float(own.mean()), 4) if own.size >= max(self.smallest, 1) else None

    def effects(self, segment: str) -> tuple[Effect, ...]:
        """What sets the segment apart, most different first; who is not satisfied says the same as who is."""
        is_own = self.segments == segment
        found = measure_effects(self.values, is_own, by_rule=self.by_rule, smallest=self.smallest)
        for kind, values in self.traits.items():
            found += trait_effects(kind, values, is_own, is_rule=kind in self.by_rule, smallest=self.smallest)
        return ranked([one for one in found if (one.measure, one.trait) != ("satisfied", "no")])


def _wanted(grouping: Grouping) -> Table:
    return grouping.members(*MEASURES, *TRAITS.values(), "satisfaction_place")


def _floats(rows: pa.Table, name: str) -> np.ndarray:
    return rows[name].cast(pa.float64()).to_numpy()


def _words(rows: pa.Table, name: str) -> np.ndarray:
    """The words of a column; None where nothing is known."""
    return np.array([None if word == UNKNOWN else word for word in rows[name].to_pylist()], dtype=object)


def _satisfied(places: np.ndarray, least: float) -> np.ndarray:
    words = [None if np.isnan(place) else "yes" if place >= least - 1e-9 else "no" for place in places]
    return np.array(words, dtype=object)
