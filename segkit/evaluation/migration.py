"""Structure over time and movement between two days, with cut points held still."""

from calendar import monthrange
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from ibis.expr.types import Table

from segkit.engine import fetch_rows
from segkit.evaluation.figures import MOST_GROUPS, Grouping
from segkit.evaluation.shown import NOTHING, may_show, money, share, shown
from segkit.evaluation.suppression import hidden, hidden_rows, lines
from segkit.facts import Gap, Move, Movement, Structure

QUARTERS = 8
WAYS = ("up", "down", "same", "new")
HISTORY_DAYS = 80  # a quarter, less the days a shop may start late


def quarter_days(as_of: date, n: int = QUARTERS) -> tuple[date, ...]:
    """`as_of` and the days three, six, … months before it, oldest first; the last day of a month stays the last."""
    is_end = as_of.day == monthrange(as_of.year, as_of.month)[1]
    months = [as_of.year * 12 + as_of.month - 1 - 3 * back for back in range(n - 1, -1, -1)]
    return tuple(_in_month(index // 12, index % 12 + 1, 31 if is_end else as_of.day) for index in months)


def _in_month(year: int, month: int, day: int) -> date:
    return date(year, month, min(day, monthrange(year, month)[1]))


def structure_over_time(
    assign: Callable[[date], Grouping], quarters: Sequence[date], first_day: date
) -> Structure | Gap:
    """Shares of customers per segment at each of `quarters`, as `assign` groups them on that day.

    Parameters
    ----------
    assign
        Groups every customer who had bought by the day, with today's cut points.
    first_day
        Of the data. Quarters less than 80 days later are left out: everybody would look new and recent.

    Returns
    -------
    Shares in the scheme's order, None for a share of too few customers and for those hidden with it; a gap where fewer
    than two quarters are left.
    """
    kept = [day for day in quarters if (day - first_day).days >= HISTORY_DAYS]
    if len(kept) < 2:
        return Gap("structure", "short_history", {"first_day": first_day, "needed_days": HISTORY_DAYS})
    groupings = [assign(day) for day in kept]
    counts = [_counts(grouping) for grouping in groupings]
    smallest = groupings[-1].smallest
    unseen = [hidden_rows(_in_order(grouping, n), smallest) for grouping, n in zip(groupings, counts, strict=True)]
    return Structure(
        quarters=tuple(kept),
        segments=groupings[-1].order,
        shares=tuple(_shares(groupings[-1].order, *one) for one in zip(counts, unseen, strict=True)),
        n_customers=tuple(sum(found.values()) for found in counts),
        covered=tuple(
            tuple(name for name in groupings[-1].order if name in hid and may_show(found[name], smallest))
            for found, hid in zip(counts, unseen, strict=True)
        ),
    )


def _in_order(grouping: Grouping, counts: dict[str, int]) -> dict[str, int]:
    return {name: counts[name] for name in grouping.order if name in counts}


def _counts(grouping: Grouping) -> dict[str, int]:
    people = grouping.members()
    rows = fetch_rows(people.group_by("segment").aggregate(n=people.count()), at_most=MOST_GROUPS)
    return {row["segment"]: row["n"] for row in rows}


def _shares(order: Sequence[str], counts: dict[str, int], unseen: set[str]) -> tuple[float | None, ...]:
    total = sum(counts.values())
    return tuple(None if name in unseen else share(counts.get(name, 0), total) or 0.0 for name in order)


@dataclass(frozen=True)
class Alike:
    """Two days on which orders and money of the last `days` days count, and none before."""

    days: int
    before: Grouping
    after: Grouping


def movement(before: Grouping, after: Grouping, since: date, alike: Alike | None = None) -> Movement:
    """Who moved from which segment to which, largest move first, then in the scheme's order.

    `up` means towards the front of `after.order`. A customer absent from `before` is new (`before` is ""), and neither
    moved up nor down. Money is `monetary_12m` of each table. Moves of too few customers keep their pair and direction
    but show no figure, and so do those hidden with them beside the sizes of both days; the totals up and down count
    all.

    Parameters
    ----------
    alike
        The same two days, each grouped by equally many days up to it: who moves there does not for a longer history.
    """
    moves = _moves(before, after)
    rank = {name: place for place, name in enumerate(after.order)}
    moves.sort(key=lambda row: (-row["n"], rank.get(row["before"], -1), rank[row["after"]]))
    unseen = _unseen(moves, after.smallest)
    return Movement(
        since=since,
        moves=tuple(_move(row, after.smallest, is_unseen=(row["before"], row["after"]) in unseen) for row in moves),
        **_sums(moves, after.smallest),
        **_window(alike),
        sizes_before=_sizes(before),
        sizes_after=_sizes(after),
    )


def _window(alike: Alike | None) -> dict[str, Any]:
    if alike is None:
        return {}
    sums = _sums(_moves(alike.before, alike.after), alike.after.smallest)
    return {"window_days": alike.days} | {f"window_{name.removeprefix('n_')}": value for name, value in sums.items()}


def _moves(before: Grouping, after: Grouping) -> list[dict[str, Any]]:
    """Every pair of segments that occurs, with its direction."""
    rank = {name: place for place, name in enumerate(after.order)}
    moves = fetch_rows(_pairs(before, after), at_most=MOST_GROUPS)
    return [row | {"direction": _direction(rank, row["before"], row["after"])} for row in moves]


def _sums(moves: list[dict[str, Any]], smallest: int) -> dict[str, Any]:
    """How many moved up and down, and their money."""
    up, down = ([row for row in moves if row["direction"] == way] for way in ("up", "down"))
    n_up, n_down = (sum(row["n"] for row in side) for side in (up, down))
    return {
        "n_up": shown(n_up, n_up, smallest),
        "n_down": shown(n_down, n_down, smallest),
        "revenue_up": shown(_total(up, "revenue_after"), n_up, smallest),
        "revenue_down": shown(_total(down, "revenue_before"), n_down, smallest),
    }


def _unseen(moves: list[dict[str, Any]], smallest: int) -> set[tuple[str, str]]:
    """Pairs that stay hidden beside the sizes of all segments on both days and the sums up and down."""
    counts = {(row["before"], row["after"]): row["n"] for row in moves}
    ways = [[pair for pair, row in zip(counts, moves, strict=True) if row["direction"] == way] for way in WAYS]
    return hidden(counts, smallest, [*lines(counts, smallest, 0), *lines(counts, smallest, 1), *ways])


def _sizes(grouping: Grouping) -> dict[str, int | None]:
    """Customers of each segment; None for too few, and for one more where the total would give them away."""
    counts = _counts(grouping)
    unseen = hidden(counts, grouping.smallest, [list(counts)])
    return {name: None if name in unseen else counts.get(name, 0) for name in grouping.order}


def _pairs(before: Grouping, after: Grouping) -> Table:
    """One row per pair of segments that occurs: before ("" for the new), after, n, revenue_before, revenue_after."""
    then = before.members("monetary_12m").rename(before="segment", then_id="customer_id", revenue_before="monetary_12m")
    now = after.members("monetary_12m").rename(after="segment", revenue_after="monetary_12m")
    both = now.left_join(then, now.customer_id == then.then_id)
    both = both.mutate(before=both.before.fill_null(""))
    return both.group_by("before", "after").aggregate(
        n=both.count(), revenue_before=both.revenue_before.sum(), revenue_after=both.revenue_after.sum()
    )


def _direction(rank: dict[str, int], before: str, after: str) -> str:
    if not before:
        return "new"
    change = rank[after] - rank[before]
    return "up" if change < 0 else "down" if change > 0 else "same"


def _move(row: dict[str, Any], smallest: int, *, is_unseen: bool) -> Move:
    pair = row["before"], row["after"], row["direction"]
    if is_unseen:
        return Move(*pair, None, None, None, is_covered=may_show(row["n"], smallest))
    return Move(*pair, row["n"], money(row["revenue_before"]), money(row["revenue_after"]))


def _total(moves: list[dict[str, Any]], column: str) -> Decimal:
    return money(sum((row[column] or NOTHING for row in moves), NOTHING))
