"""One segment's card: who its customers are against all, what they buy, when, where, and when they return."""

from collections.abc import Mapping
from decimal import Decimal
from math import log
from typing import Any

import ibis
from ibis.expr.types import Table

from segkit.columns import UNKNOWN
from segkit.engine import fetch_rows, whole_sum
from segkit.evaluation.cycle import NO_CYCLE, purchase_cycle
from segkit.evaluation.figures import MOST_GROUPS, Grouping
from segkit.evaluation.shown import NOTHING, may_show, money, share
from segkit.facts import IndexBar, ProfileCard, ShareBar

MILLION = 1_000_000  # whole_sum adds floats in millionths
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
        "category": _mix(grouping, order_lines, "category", list(roles.values())),
        "channel": _mix(grouping, order_lines, "channel", list(roles.values())),
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
        categories=_bars(sums["category"], segment, grouping.smallest),
        channels=_bars(sums["channel"], segment, grouping.smallest),
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


def _mix(grouping: Grouping, order_lines: Table, column: str, segments: list[str]) -> list[Row]:
    """Net money by segment and known value of `column`, with its buyers; segment "" stands for all customers."""
    known = order_lines.filter(order_lines[column] != UNKNOWN)
    lines = known.select("customer_id", "amount", name=known[column])
    everybody = lines.group_by("name").aggregate(amount=lines.amount.sum())
    own = lines.join(_members_of(grouping, segments), "customer_id")
    per_segment = own.group_by("segment", "name").aggregate(amount=own.amount.sum(), n=own.customer_id.nunique())
    rows = fetch_rows(per_segment, at_most=MOST_GROUPS)
    return rows + [row | {"segment": "", "n": 0} for row in fetch_rows(everybody, at_most=MOST_GROUPS)]


def _bars(rows: list[Row], segment: str, smallest: int) -> tuple[ShareBar, ...]:
    own, overall = ([row for row in _of(rows, name) if row["amount"] > 0] for name in (segment, ""))
    own_total, total = (sum((row["amount"] for row in side), NOTHING) for side in (own, overall))
    usual = {row["name"]: float(row["amount"] / total) for row in overall}
    bars = [
        ShareBar(row["name"], round(part, 6), round(part / usual[row["name"]], 4))
        for row in own
        if row["name"] in usual and may_show(row["n"], smallest)
        for part in [float(row["amount"] / own_total)]
    ]
    return tuple(sorted(bars, key=lambda bar: (-bar.share, bar.name)))
