"""One segment's card: who its customers are against all, what they buy, when, where, and when they return."""

from collections.abc import Mapping
from decimal import Decimal
from math import log
from typing import Any

import ibis
from ibis.expr.types import Table

from segkit.columns import UNKNOWN
from segkit.engine import fetch_one, fetch_rows, whole_sum
from segkit.evaluation.cycle import NO_CYCLE, purchase_cycle
from segkit.evaluation.figures import MOST_GROUPS, Grouping
from segkit.evaluation.shown import NOTHING, may_show, money, share
from segkit.facts import IndexBar, ProfileCard, ShareBar

MILLION = 1_000_000  # whole_sum adds floats in millionths
MIXED = ("category", "channel")
# Each measure as one sum over another, so that a segment and all customers are weighed alike.
RATIOS = {
    "recency_days": ("recency_days", "n"),
    "frequency": ("frequency", "n"),
    "average_order": ("monetary", "frequency"),
    "monetary": ("monetary", "n"),
    "n_categories": ("n_categories", "n_known"),
    "tenure_days": ("tenure_days", "n"),
    "mean_gap_days": ("gap_days", "gaps"),
    "weekend_share": ("weekend_share", "millions"),
    "refund_share": ("refund_share", "millions"),
}
Row = dict[str, Any]
Sums = Mapping[str, list[Row]]
Stakes = Mapping[str, Decimal | None]


def profile_cards(
    grouping: Grouping,
    order_lines: Table,
    days: Table,
    roles: Mapping[str, str],
    at_stake: Stakes,
) -> tuple[ProfileCard, ...]:
    """The cards of the segments in `roles` (role -> segment), in its order.

    Parameters
    ----------
    order_lines, days
        As `columns.ORDER_LINES`, and as `customer_days` folds them.
    at_stake
        Segment -> revenue at risk; a segment that is absent has none.

    Returns
    -------
    Measures, most different from all customers first, those that are null or nought for all left out. Categories and
    channels with their share of the segment's net money where one is known, largest first; what too few of its
    customers bought is left out. A segment of too few customers has an empty card.

    Notes
    -----
    DuckDB and Spark only: the purchase cycle is drawn from a sample by md5.
    """
    sums = {
        "people": fetch_rows(_people_sums(grouping), at_most=MOST_GROUPS),
        "calendar": fetch_rows(_calendar(grouping, days, list(roles.values())), at_most=MOST_GROUPS),
        **_mixes(grouping, order_lines, list(roles.values())),
    }
    return tuple(_card(grouping, days, sums, (role, segment, at_stake.get(segment))) for role, segment in roles.items())


def _card(grouping: Grouping, days: Table, sums: Sums, asked: tuple[str, str, Decimal | None]) -> ProfileCard:
    role, segment, stake = asked
    own: Row = next(iter(_of(sums["people"], segment)), {"n": 0})
    if own["n"] == 0 or not may_show(own["n"], grouping.smallest):
        n = 0 if own["n"] == 0 else None
        return ProfileCard(role, segment, n, None, None, (), (), (), (), (), *NO_CYCLE, None)
    calendar = _of(sums["calendar"], segment)
    return ProfileCard(
        role=role,
        segment=segment,
        n=own["n"],
        revenue_12m=money(own["revenue_12m"]),
        at_stake=stake,
        indices=_indices(own, sums["people"]),
        categories=_bars(sums["category"], segment),
        channels=_bars(sums["channel"], segment),
        months=_shares(calendar, "month", range(1, 13)),
        weekdays=_shares(calendar, "weekday", range(7)),
        **purchase_cycle(grouping, days, segment),
        recency_median=own["recency_median"],
    )


def _of(rows: list[Row], segment: str) -> list[Row]:
    return [row for row in rows if row["segment"] == segment]


def _people_sums(grouping: Grouping) -> Table:
    """One row per segment: the sums that `RATIOS` divides, and what the card's head says."""
    plain = ("recency_days", "frequency", "monetary", "n_categories", "tenure_days", "weekend_share", "refund_share")
    people = grouping.members(*plain, "monetary_12m")
    repeats = people.frequency > 1
    return people.group_by("segment").aggregate(
        **{name: whole_sum(people[name]) for name in plain},
        n=people.count(),
        n_known=people.n_categories.count(),
        millions=people.count() * MILLION,
        gap_days=ibis.ifelse(repeats, people.tenure_days - people.recency_days, 0).sum(),
        gaps=(people.frequency - 1).sum(),
        recency_median=people.recency_days.median(),
        revenue_12m=people.monetary_12m.sum(),
    )


def _indices(own: Row, everybody: list[Row]) -> tuple[IndexBar, ...]:
    bars = []
    for measure, (part, whole) in RATIOS.items():
        value = share(own[part] or 0, own[whole])
        overall = share(_total(everybody, part), _total(everybody, whole))
        if value is not None and overall is not None and overall > 0:
            bars.append(IndexBar(measure, value, overall, round(100 * value / overall, 1)))
    return tuple(sorted(bars, key=lambda bar: (-abs(log(max(bar.index, 1.0) / 100)), bar.measure)))


def _total(rows: list[Row], column: str) -> Any:
    return sum(row[column] or 0 for row in rows)


def _calendar(grouping: Grouping, days: Table, segments: list[str]) -> Table:
    """Orders by segment, month of the year (1 to 12) and weekday (Monday 0)."""
    people = _members_of(grouping, segments)
    bought = days.filter(days.n_orders > 0).join(people, "customer_id")
    return bought.group_by(
        "segment", month=bought.order_date.month(), weekday=bought.order_date.day_of_week.index()
    ).aggregate(orders=bought.n_orders.sum())


def _members_of(grouping: Grouping, segments: list[str]) -> Table:
    people = grouping.members()
    return people.filter(people.segment.isin(segments))


def _shares(rows: list[Row], part: str, values: range) -> tuple[float, ...]:
    orders = {value: sum(row["orders"] for row in rows if row[part] == value) for value in values}
    return tuple(share(n, sum(orders.values())) or 0.0 for n in orders.values())


def _mixes(grouping: Grouping, order_lines: Table, segments: list[str]) -> dict[str, list[Row]]:
    """Per column of `MIXED`: net money by segment and known name, "" for all customers; names of too few are marked."""
    lines = order_lines.select("customer_id", "amount", "is_refund", *MIXED)
    own = lines.join(_members_of(grouping, segments), "customer_id")
    both = [lines.mutate(segment=ibis.literal("")).drop("customer_id"), own.drop("customer_id")]
    sums = [row for table in both for row in fetch_rows(_mix(table), at_most=MOST_GROUPS)]
    most = _most_lines(grouping)
    return {column: _hide_few(_rolled_up(sums, column), column, own, (grouping.smallest, most)) for column in MIXED}


def _mix(lines: Table) -> Table:
    return lines.group_by("segment", *MIXED).aggregate(
        amount=lines.amount.sum(), bought=lines.amount.count(where=~lines.is_refund)
    )


def _most_lines(grouping: Grouping) -> int:
    """The most lines that any one customer bought."""
    people = grouping.members("lines_per_order", "frequency")
    most = fetch_one(people.aggregate(n=(people.lines_per_order * people.frequency).max()))["n"]
    return round(most or 0)


def _rolled_up(sums: list[Row], column: str) -> list[Row]:
    found: dict[tuple[str, str], Row] = {}
    for row in sums:
        if row[column] not in (None, UNKNOWN):
            blank = {"segment": row["segment"], "name": row[column], "amount": NOTHING, "bought": 0}
            total = found.setdefault((row["segment"], row[column]), blank)
            total["amount"] += row["amount"]
            total["bought"] += row["bought"]
    return list(found.values())


def _hide_few(rows: list[Row], column: str, own: Table, limit: tuple[int, int]) -> list[Row]:
    """Mark as `is_few` what fewer customers bought than may be shown.

    More lines than so many customers could have bought need no counting, and counting customers is what takes long.
    """
    smallest, most = limit
    doubtful = [row for row in rows if row["segment"] and row["bought"] <= (smallest - 1) * most]
    buyers = _buyers(own, column, doubtful) if doubtful else {}
    return [row | {"is_few": 0 < buyers.get((row["segment"], row["name"]), smallest) < smallest} for row in rows]


def _buyers(own: Table, column: str, doubtful: list[Row]) -> dict[tuple[str, str], int]:
    """Customers of each doubtful segment and name; of segments without doubt no line is looked at."""
    segments, names = (sorted({row[key] for row in doubtful}) for key in ("segment", "name"))
    bought = own.filter(own.segment.isin(segments), own[column].isin(names), ~own.is_refund)
    counts = bought.group_by("segment", name=bought[column]).aggregate(n=bought.customer_id.nunique())
    return {(row["segment"], row["name"]): row["n"] for row in fetch_rows(counts, at_most=MOST_GROUPS)}


def _bars(rows: list[Row], segment: str) -> tuple[ShareBar, ...]:
    own, overall = ([row for row in _of(rows, name) if row["amount"] > 0] for name in (segment, ""))
    own_total, total = (sum((row["amount"] for row in side), NOTHING) for side in (own, overall))
    usual = {row["name"]: float(row["amount"] / total) for row in overall}
    bars = [
        ShareBar(row["name"], round(part, 6), round(part / usual[row["name"]], 4))
        for row in own
        if row["name"] in usual and not row["is_few"]
        for part in [float(row["amount"] / own_total)]
    ]
    return tuple(sorted(bars, key=lambda bar: (-bar.share, bar.name)))
