"""Who comes back after the first purchase: repeat rates by the quarter in which customers first bought."""

from datetime import date, timedelta
from typing import Any

from ibis.expr.types import Column, Table

from segkit.engine import fetch_rows
from segkit.evaluation.shown import may_show, share
from segkit.facts import Cohort

MOST = 8  # quarters of a first purchase that are shown, the latest
MONTHS, QUARTERS = 3, 4


def cohorts(days: Table, as_of: date, *, smallest: int) -> tuple[Cohort, ...]:
    """The last eight quarters in which customers first bought, oldest first, and who bought again how much later.

    A customer counts once per quarter, however often he bought; the quarter of the first purchase itself has no rate.
    The quarter of `as_of` has one only if `as_of` ends it. A quarter without new customers has no row.

    Parameters
    ----------
    days
        As `customer_days` returns it; refunds do not count.
    """
    bought = days.filter((days.n_orders > 0) & (days.order_date <= as_of))
    quarters = bought.select("customer_id", quarter=_number_of(bought.order_date)).distinct()
    first = quarters.group_by("customer_id").aggregate(first=quarters.quarter.min())
    both = quarters.join(first, "customer_id")
    cells = both.group_by("first", "quarter").aggregate(n=both.count())
    found: dict[int, dict[int, int]] = {}
    for row in fetch_rows(cells, at_most=100_000):
        found.setdefault(row["first"], {})[row["quarter"]] = row["n"]
    last = last_whole_quarter(as_of)
    return tuple(_cohort(number, found[number], last, smallest) for number in sorted(found)[-MOST:])


def last_whole_quarter(as_of: date) -> int:
    """The number of the latest quarter that has ended by `as_of`."""
    return _number(as_of + timedelta(days=1)) - 1


def first_day_of(number: int) -> date:
    """The first day of the quarter of that number."""
    return date(number // QUARTERS, number % QUARTERS * MONTHS + 1, 1)


def _number(day: date) -> int:
    return day.year * QUARTERS + (day.month - 1) // MONTHS


def _number_of(day: Column) -> Any:
    return (day.year() * QUARTERS + ((day.month() - 1) / MONTHS).floor()).cast("int64")


def _cohort(number: int, buyers: dict[int, int], last: int, smallest: int) -> Cohort:
    n = buyers[number]
    if not may_show(n, smallest):
        return Cohort(first_day_of(number), None, tuple(None for _ in range(number, last)))
    rates = (_rate(buyers.get(later, 0), n, smallest) for later in range(number + 1, last + 1))
    return Cohort(first_day_of(number), n, tuple(rates))


def _rate(came: int, n: int, smallest: int) -> float | None:
    """None where those who came, or those who stayed away, are too few to be shown."""
    return share(came, n) if may_show(came, smallest) and may_show(n - came, smallest) else None
