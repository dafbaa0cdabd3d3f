"""Clusters described against all customers and named from what sets them apart, in both languages."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from ibis.expr.types import Table

from segkit.engine import fetch_rows
from segkit.facts import ClusterProfile, IndexBar, Scheme, Segment, Text
from segkit.segments.clusters import SMALLEST_USEFUL, KReason
from segkit.segments.personas import describe_segments, difference
from segkit.segments.plain import condition_text
from segkit.segments.standard import ClustersScheme
from segkit.wording import LANGUAGES, Wording

HIGH, LOW = 125.0, 80.0  # as far apart one way as the other
FIRST_WORDS = 2
MAX_CLUSTERS = 20


def profile_clusters(
    table: Table, column: str, measures: Sequence[str], conditions: Mapping[str, str], *, smallest_group: int
) -> tuple[ClusterProfile, ...]:
    """Every cluster with its size, share of money, measures against the whole base, proposed name and condition.

    Figures of clusters with fewer than `smallest_group` customers are None.
    """
    bars = describe_segments(table, column, measures)
    names = name_clusters(bars)
    sums = table.group_by(cluster=table[column]).aggregate(n=table.count(), money=table.monetary.sum())
    rows = fetch_rows(sums.order_by("cluster"), at_most=MAX_CLUSTERS)
    everyone, money = sum(row["n"] for row in rows), sum((row["money"] for row in rows), Decimal(0))
    profiles = [
        _profile(
            row, (everyone, money), names[row["cluster"]], bars[row["cluster"]], conditions.get(row["cluster"], "")
        )
        for row in rows
    ]
    return tuple(one if (one.n or 0) >= smallest_group else _hidden(one) for one in profiles)


def _profile(
    row: Mapping[str, Any], whole: tuple[int, Decimal], name: Text, bars: tuple[IndexBar, ...], condition: str
) -> ClusterProfile:
    share = round(row["n"] / whole[0], 6)
    share_money = round(float(row["money"] / whole[1]), 6) if whole[1] else None
    return ClusterProfile(row["cluster"], name, row["n"], share, share_money, bars, condition)


def _hidden(profile: ClusterProfile) -> ClusterProfile:
    """The profile without its figures."""
    return replace(profile, n=None, share_n=None, share_revenue=None, indices=())


def name_clusters(bars: Mapping[str, Sequence[IndexBar]]) -> dict[str, Text]:
    """A proposed name per cluster from its most telling measures; no two are the same.

    Two words first; where two clusters would share a name all words are used, then money or a number.
    """
    short = {cluster: _name(own, FIRST_WORDS) for cluster, own in bars.items()}
    full = {cluster: _name(own, len(own)) for cluster, own in bars.items()}
    taken = list(short.values())
    chosen = {cluster: full[cluster] if taken.count(name) > 1 else name for cluster, name in short.items()}
    return _told_apart(chosen, bars)


def _told_apart(names: Mapping[str, Text], bars: Mapping[str, Sequence[IndexBar]]) -> dict[str, Text]:
    """Two clusters of one name are told apart by money, more of them by a number, the most money first."""
    apart = dict(names)
    for name in names.values():
        alike = sorted((cluster for cluster in names if names[cluster] == name), key=lambda one: -_money(bars[one]))
        if len(alike) == 1:
            continue
        for place, cluster in enumerate(alike):
            key = ("more_money", "less_money")[place] if len(alike) == 2 else "numbered"
            apart[cluster] = {
                language: Wording(language)(f"segments.{key}", name=name[language], number=place + 1)
                for language in LANGUAGES
            }
    return apart


def _money(bars: Sequence[IndexBar]) -> float:
    return next((bar.value for bar in bars if bar.measure == "monetary"), 0.0)


def _name(bars: Sequence[IndexBar], at_most: int) -> Text:
    telling = [bar for bar in sorted(bars, key=difference, reverse=True) if not LOW < bar.index < HIGH]
    telling = [bar for bar in telling if Wording().has(_word(bar))]
    # Whether they still come is what one acts on, so a telling recency is never left out.
    telling = sorted(telling, key=lambda bar: bar.measure != "recency_days")[:at_most]
    telling.sort(key=lambda bar: [one.measure for one in sorted(bars, key=_reading_order)].index(bar.measure))
    if not telling:
        return {language: Wording(language)("segments.average") for language in LANGUAGES}
    return {language: _join([Wording(language)(_word(bar)) for bar in telling], language) for language in LANGUAGES}


def _word(bar: IndexBar) -> str:
    return f"segments.word.{bar.measure}.{'high' if bar.index >= HIGH else 'low'}"


def _reading_order(bar: IndexBar) -> int:
    """Recency, then frequency, then money, then the rest by name."""
    first = ("recency_days", "frequency", "monetary")
    return first.index(bar.measure) if bar.measure in first else len(first)


def _join(words: Sequence[str], language: str) -> str:
    if language == "zh-CN":
        return Wording(language)("segments.cluster", words="".join(words))
    joined = ", ".join(words)
    return Wording(language)("segments.cluster", words=joined[:1].upper() + joined[1:])


def reason_text(reason: KReason) -> Text:
    """Why this number of clusters, as a sentence in both languages."""
    return {language: _reason(reason, Wording(language)) for language in LANGUAGES}


def _reason(reason: KReason, wording: Wording) -> str:
    why = wording(f"segments.k.{reason.rule}", **reason.slots())
    two_is_best = reason.best_silhouette_k < SMALLEST_USEFUL and reason.rule in {"elbow", "silhouette"}
    return wording("segments.k.two", why=why) if two_is_best else why


def describe_clusters_scheme(scheme: ClustersScheme, profiles: Sequence[ClusterProfile]) -> Scheme:
    """The clusters as a scheme of the report: names a person confirmed, else the proposed ones, marked so."""
    confirmed = {one.id: one for one in scheme.segments}
    segments = tuple(
        Segment(one.id, own.name, own.public_name, own.rule, own.objective)
        if (own := confirmed.get(one.id))
        else Segment(one.id, one.name, one.name, condition_text(one.condition), None)
        for one in profiles
    )
    done = bool(profiles) and all(one.id in confirmed for one in profiles)
    return Scheme(scheme.id, scheme.name, scheme.purpose, "clusters", done, segments)
