"""The test that counts: form the segments on an earlier day, then look at what their customers did next."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import accumulate
from typing import Any

import ibis
from ibis.expr.types import Table

from segkit.engine import fetch_rows
from segkit.evaluation.days import bought_between
from segkit.evaluation.figures import Grouping
from segkit.evaluation.shown import NOTHING, each, may_show, money, share
from segkit.evaluation.statistics import auc, wilson
from segkit.facts import Foresight, Gap, Holdout

PERIODS = (180, 90)  # days hidden while segmenting: the longer one that leaves twice as much to segment on
MOST_ROWS = 1_000_000  # segments x days of recency x halves
Row = dict[str, Any]


def holdout_cut(first_day: date, as_of: date) -> date | Gap:
    """The day up to which segments are formed: 180 days before `as_of`, or 90 where the history is short.

    Twice the hidden period must lie before it, otherwise a gap says how much history was needed.
    """
    for days in PERIODS:
        if (as_of - first_day).days >= 3 * days:
            return as_of - timedelta(days=days)
    return Gap("holdout", "short_history", {"first_day": first_day, "needed_days": 3 * PERIODS[-1]})


def holdout(formed: Grouping, days: Table, *, cut: date, end: date) -> Holdout | Gap:
    """What the customers of each segment did after `cut`, up to and including `end`.

    Two naive rules stand beside it. `naive_rate`: "who bought in the last period (as long as the hidden one) will buy
    again", that is the share of the segment who did. `auc_naive`: recency alone in as many equal groups as the scheme
    has segments, the most recent first. The scheme's own order for `auc_scheme` is learned on one half of the customers
    (by the md5 of their id) and tested on the other, both ways, so that it is not praised for what it was shown.

    Parameters
    ----------
    formed
        Customers up to `cut` only, cut points fitted on that day too. Its `order` says which half is the better one.
    days
        As `customer_days` returns it.

    Notes
    -----
    DuckDB and Spark only (md5).
    """
    rows = _counted(formed, days, cut, end)
    n = sum(row["n"] for row in rows)
    if n < max(formed.smallest, 1):
        return Gap("holdout", "few_customers", {"n": n, "needed": formed.smallest})
    better = formed.order[: max(1, len(formed.order) // 2)]
    in_better = [row for row in rows if row["segment"] in better]
    return Holdout(
        cut=cut,
        end=end,
        rows=tuple(_foresight(name, _of(rows, name), formed.smallest) for name in formed.order),
        overall_rate=round(_sum(rows, "returned") / n, 6),
        auc_scheme=_rounded(_auc_across_halves(rows, formed.order)),
        auc_naive=_rounded(_auc_in_order(rows, "recency_group", sorted({row["recency_group"] for row in rows}))),
        spend_top_share=share(_spend(in_better), _spend(rows)),
        heads_top_share=share(_sum(in_better, "n"), n),
    )


def returns_by_day(formed: Grouping, days: Table, cut: date, end: date) -> dict[str, tuple[int, ...]]:
    """How many of each segment had bought again 1, 2, 3 … days after `cut`, up to and including `end`."""
    later = days.filter(days.order_date > cut, days.order_date <= end, days.n_orders > 0)
    first = later.group_by("customer_id").aggregate(first_date=later.order_date.min())
    both = formed.members().join(first, "customer_id")
    dated = both.select("segment", day=both.first_date.delta(ibis.literal(cut), unit="day").cast("int64"))
    rows = fetch_rows(dated.group_by("segment", "day").aggregate(n=dated.count()), at_most=MOST_ROWS)
    found = {(row["segment"], row["day"]): row["n"] for row in rows}
    until = range(1, (end - cut).days + 1)
    return {name: tuple(accumulate(found.get((name, day), 0) for day in until)) for name in formed.order}


def within(row: Foresight, returns: Sequence[int], days: int) -> Foresight:
    """The repeat rate and its interval over the first `days` after the cut, at most the hidden period."""
    if row.repeat_rate is None or not row.n:
        return row
    known = min(days, len(returns))
    low, high = wilson(returns[known - 1], row.n)
    rate = round(returns[known - 1] / row.n, 6)
    return replace(row, repeat_rate=rate, low=round(low, 6), high=round(high, 6), days=known)


def return_auc(formed: Grouping, days: Table, *, cut: date, end: date) -> float | None:
    """`Holdout.auc_scheme` alone, to compare settings."""
    rows = _counted(formed, days, cut, end)
    return _rounded(_auc_across_halves(rows, formed.order))


def _counted(formed: Grouping, days: Table, cut: date, end: date) -> list[Row]:
    """Customers, returners and spend by segment, recency and half of the customers; one look at each table."""
    rows = fetch_rows(_counts(formed, days, cut, end), at_most=MOST_ROWS)
    groups = _recency_groups(rows, max(len(formed.order), 2))
    period = (end - cut).days
    for row in rows:
        row["recency_group"], row["was_buyer"] = groups[row["recency_days"]], row["recency_days"] < period
    return rows


def _counts(formed: Grouping, days: Table, cut: date, end: date) -> Table:
    people = formed.members("recency_days")
    next_period = bought_between(days, cut, end).rename(next_id="customer_id")
    both = people.left_join(next_period, people.customer_id == next_period.next_id)
    both = both.select(
        "segment",
        "recency_days",
        half=(both.customer_id.hexdigest("md5").substr(0, 1) < "8"),
        returned=(both.orders > 0).fill_null(False).cast("int64"),
        spend=both.spend,
    )
    return both.group_by("segment", "recency_days", "half").aggregate(
        n=both.count(), returned=both.returned.sum(), spend=both.spend.sum()
    )


def _recency_groups(rows: list[Row], groups: int) -> dict[int, int]:
    """Each recency's group of equal size, 0 the most recent; those who tie share one."""
    sizes: dict[int, int] = {}
    for row in rows:
        sizes[row["recency_days"]] = sizes.get(row["recency_days"], 0) + row["n"]
    ordered = sorted(sizes)
    before = accumulate((sizes[recency] for recency in ordered), initial=0)
    total = sum(sizes.values())
    return {recency: n * groups // total for recency, n in zip(ordered, before, strict=False)}


def _foresight(segment: str, rows: list[Row], smallest: int) -> Foresight:
    n, returned = _sum(rows, "n"), _sum(rows, "returned")
    if n == 0 or not may_show(n, smallest):
        return Foresight(segment, 0 if n == 0 else None, None, None, None, None, None)
    low, high = wilson(returned, n)
    return Foresight(
        segment=segment,
        n=n,
        repeat_rate=round(returned / n, 6),
        low=round(low, 6),
        high=round(high, 6),
        spend_per_head=each(money(_spend(rows)), n),
        naive_rate=round(_sum([row for row in rows if row["was_buyer"]], "n") / n, 6),
    )


def _auc_across_halves(rows: list[Row], order: tuple[str, ...]) -> float | None:
    halves = [row for row in rows if row["half"]], [row for row in rows if not row["half"]]
    found = [_auc_in_order(tested, "segment", _by_rate(learned, order)) for learned, tested in (halves, halves[::-1])]
    known = [value for value in found if value is not None]
    return sum(known) / len(known) if known else None


def _by_rate(rows: list[Row], order: tuple[str, ...]) -> list[str]:
    """Segments by their rate of return, best first; one more of each kind is added, so that no rate rests on nobody."""

    def rate(segment: str) -> float:
        own = _of(rows, segment)
        return (_sum(own, "returned") + 1) / (_sum(own, "n") + 2)

    return sorted(order, key=rate, reverse=True)


def _auc_in_order(rows: list[Row], column: str, order: list[Any]) -> float | None:
    groups = [_of(rows, name, column) for name in order]
    returned = [_sum(group, "returned") for group in groups]
    return auc(returned, [_sum(group, "n") - back for group, back in zip(groups, returned, strict=True)])


def _of(rows: list[Row], name: Any, column: str = "segment") -> list[Row]:
    return [row for row in rows if row[column] == name]


def _sum(rows: list[Row], column: str) -> int:
    return int(sum(row[column] for row in rows))


def _spend(rows: list[Row]) -> Any:
    return sum((row["spend"] or NOTHING for row in rows), NOTHING)


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 6)
