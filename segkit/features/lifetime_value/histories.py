"""What the models need of every customer: repeat purchases, the last of them, time observed, and spend per purchase."""

from dataclasses import dataclass
from datetime import date

import ibis
import numpy as np
from ibis.expr.types import Table

from segkit.engine import fetch
from segkit.features.lifetime_value.likelihood import Numbers

DAYS_A_WEEK = 7.0
MOST_CELLS = 60_000  # distinct histories kept to the day; beyond, a fit takes them to the week
MOST_ROWS = 5_000_000


@dataclass(frozen=True)
class Cells:
    """Distinct histories, in weeks, and how many customers have each; arrays of equal length."""

    x: Numbers
    t_x: Numbers
    age: Numbers
    n: Numbers
    is_weekly: bool = False  # times were taken to whole weeks, because there are too many to the day

    @property
    def n_customers(self) -> int:
        """All customers."""
        return int(self.n.sum())


def purchase_histories(days: Table, until: date) -> Table:
    """Each customer's purchases up to and including `until`.

    Parameters
    ----------
    days
        As `customer_days` returns it; all orders of one day count as one purchase, refunds as none.

    Returns
    -------
    One row per customer who bought: customer_id, x (repeat purchases), t_x_days (first to last purchase), age_days
    (first purchase to `until`), first_date, mean_spend (per repeat purchase, before refunds; null without any).
    """
    bought = days.filter(days.n_orders > 0, days.order_date <= until)
    purchases = bought.group_by("customer_id", "order_date").aggregate(paid=bought.revenue.sum().cast("decimal(18, 2)"))
    first = purchases.group_by("customer_id").aggregate(first_date=purchases.order_date.min())
    dated = purchases.join(first, "customer_id")
    is_repeat = dated.order_date > dated.first_date
    found = dated.group_by("customer_id").aggregate(
        x=dated.order_date.count(where=is_repeat).cast("int64"),
        first_date=dated.first_date.min(),
        last_date=dated.order_date.max(),
        repeat_paid=dated.paid.sum(where=is_repeat),
    )
    return found.select(
        "customer_id",
        "x",
        "first_date",
        t_x_days=found.last_date.delta(found.first_date, unit="day").cast("int64"),
        age_days=ibis.literal(until).delta(found.first_date, unit="day").cast("int64"),
        mean_spend=(found.x > 0).ifelse(found.repeat_paid.cast("float64") / found.x, ibis.null("float64")),
    )


def distinct_histories(histories: Table, *, at_most: int = MOST_CELLS) -> Cells:
    """The histories that differ, each once with its number of customers; by week where there are more than `at_most`.

    By day the sums are exact. By week a likelihood changes little and a search among a million customers takes seconds.
    """
    by_day = _count(histories, histories.t_x_days, histories.age_days)
    if by_day.count().to_pyarrow().as_py() <= at_most:
        return _as_cells(by_day, unit=DAYS_A_WEEK)
    weeks = (_to_week(histories.t_x_days), _to_week(histories.age_days))
    return _as_cells(_count(histories, *weeks), unit=1.0, is_weekly=True)


def coarsened(cells: Cells, weeks: float) -> Cells:
    """The same customers with both times taken to the middle of stretches of so many weeks."""
    times = [np.floor(time / weeks) * weeks + weeks / 2 for time in (cells.t_x, cells.age)]
    t_x = np.where(cells.x > 0, np.minimum(*times), 0.0)
    alike, place = np.unique(np.column_stack([cells.x, t_x, times[1]]), axis=0, return_inverse=True)
    n = np.bincount(place.ravel(), weights=cells.n).astype(np.float64)
    return Cells(alike[:, 0], alike[:, 1], alike[:, 2], n, is_weekly=True)


def every_history(histories: Table) -> Cells:
    """The histories that differ, to the day: what a forecast is made for."""
    return _as_cells(_count(histories, histories.t_x_days, histories.age_days), unit=DAYS_A_WEEK)


def _to_week(days: ibis.Value) -> ibis.Value:
    return ((days + 3) / 7).floor().cast("int64")


def _count(histories: Table, t_x: ibis.Value, age: ibis.Value) -> Table:
    counted = histories.select("x", t_x=t_x, age=age)
    grouped = counted.group_by("x", "t_x", "age").aggregate(n=counted.count())
    return grouped.order_by("x", "t_x", "age")


def _as_cells(counted: Table, *, unit: float, is_weekly: bool = False) -> Cells:
    found = fetch(counted, at_most=MOST_ROWS)
    x, t_x, age, n = (found[name].to_numpy().astype(np.float64) for name in ("x", "t_x", "age", "n"))
    return Cells(x, t_x / unit, age / unit, n, is_weekly)
