"""From a name in the books to the second order: who reached which purchase stage, and how long each step took."""

from datetime import date
from typing import Any

import ibis
from ibis.expr.types import Column, Table

from segkit.engine import fetch_one, fetch_rows
from segkit.evaluation.shown import share, shown
from segkit.evaluation.suppression import hidden_rows
from segkit.facts import FunnelStep

STAGES = ("potential", "intent", "first", "repeat")
DATES = ("joined_date", "asked_date", "first_date", "second_date")  # the day on which each stage began


def purchase_stages(days: Table, as_of: date, *, joined: Table | None = None, asked: Table | None = None) -> Table:
    """Everybody known up to `as_of` with the purchase stage they stand in.

    Parameters
    ----------
    days
        As `customer_days` returns it; a refund is no purchase.
    joined
        customer_id, joined_date of the customer master, one row each; a person without a date counts as known.
    asked
        customer_id, asked_date: the first cart or form, as `features.activity.first_asked` returns it.

    Returns
    -------
    One row per person of any of the three: customer_id, joined_date, asked_date, first_date, second_date (each null
    where it is unknown, has not come or lies after `as_of`), stage (of STAGES). A person who has neither bought nor
    asked is potential.
    """
    found = _orders(days.filter((days.n_orders > 0) & (days.order_date <= as_of)))
    for table, name in ((joined, "joined_date"), (asked, "asked_date")):
        found = _beside(found, table, name, as_of)
    stage = ibis.cases(
        (found.second_date.notnull(), "repeat"),
        (found.first_date.notnull(), "first"),
        (found.asked_date.notnull(), "intent"),
        else_="potential",
    )
    return found.select("customer_id", *DATES, stage=stage)


def funnel(people: Table, *, smallest: int) -> tuple[FunnelStep, ...]:
    """The four stages in order; whoever stands in a later one has reached all before it, with or without a cart.

    `people` is as `purchase_stages` returns it. A stage of fewer than `smallest` people is hidden, and another with it
    where the total would tell; nobody at all counts 0. A step that ended before it began (a cart after the purchase)
    has no duration.
    """
    counts = {
        row["stage"]: row["n"] for row in fetch_rows(people.group_by("stage").aggregate(n=people.count()), at_most=4)
    }
    unseen = hidden_rows(counts, smallest)
    reached = [sum(counts.get(name, 0) for name in STAGES[at:]) for at in range(len(STAGES))]
    times = _times(people)
    return tuple(
        FunnelStep(
            stage=name,
            n=None if name in unseen else counts.get(name, 0),
            reached=None if unseen and at else reached[at],
            share_reached=None if unseen and at else share(reached[at], reached[max(at - 1, 0)]),
            median_days=shown(times[name][0], times[name][1], smallest),
            n_timed=shown(times[name][1], times[name][1], smallest),
        )
        for at, name in enumerate(STAGES)
    )


def _orders(bought: Table) -> Table:
    """customer_id, first_date, second_date: the days of each customer's first two orders, which may be one day."""
    per_day = bought.group_by("customer_id", "order_date").aggregate(n=bought.count())
    first = per_day.group_by("customer_id").aggregate(first_date=per_day.order_date.min())
    both = per_day.join(first, "customer_id")
    found = both.group_by("customer_id").aggregate(
        first_date=both.first_date.min(),
        n_first=both.n.sum(where=both.order_date == both.first_date),
        later=both.order_date.min(where=both.order_date > both.first_date),
    )
    second = ibis.ifelse(found.n_first > 1, found.first_date, found.later)
    return found.select("customer_id", "first_date", second_date=second)


def _beside(found: Table, table: Table | None, name: str, as_of: date) -> Table:
    """`found` with the date `name` beside it, and with the people whom only `table` knows."""
    if table is None:
        return found.mutate(**{name: ibis.null("date")})
    known = table.select("customer_id", **{name: _until(table[name], as_of)})
    everybody = ibis.union(found.select("customer_id"), known.select("customer_id")).distinct()
    both = everybody.left_join(found, "customer_id").drop("customer_id_right")
    return both.left_join(known, "customer_id").drop("customer_id_right")


def _until(day: Column, as_of: date) -> Column:
    return ibis.ifelse(day <= as_of, day, ibis.null("date"))


def _times(people: Table) -> dict[str, tuple[float | None, int]]:
    """Per stage the median days from the stage before, and of how many."""
    measures: dict[str, Any] = {}
    for name, before, after in zip(STAGES[1:], DATES[:-1], DATES[1:], strict=True):
        took = people[after].delta(people[before], unit="day").cast("int64")
        lasted = ibis.ifelse(took >= 0, took, ibis.null("int64"))
        measures |= {f"{name} median": lasted.median(), f"{name} n": lasted.count()}
    found = fetch_one(people.aggregate(**measures))
    timed = {name: (found[f"{name} median"], int(found[f"{name} n"])) for name in STAGES[1:]}
    return {STAGES[0]: (None, 0), **{name: (None if m is None else float(m), n) for name, (m, n) in timed.items()}}
