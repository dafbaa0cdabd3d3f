"""The business before any segment: 24 months of new and returning customers."""

from datetime import date, timedelta
from typing import Any

from ibis.expr.types import Table

from segkit.engine import fetch_one, fetch_rows
from segkit.evaluation.shown import NOTHING, each, may_show, money, share, shown
from segkit.facts import Baseline, Month

MONTHS = 24
HOLIDAY = 7  # days that a year's first order may be late without the year being cut short


def baseline(days: Table, as_of: date, *, smallest: int) -> Baseline:
    """Months and years of the business.

    A customer is new in the calendar month of the first purchase and returning in every later one; a month's orders,
    buyers and money are those of its days. The last month ends on `as_of`, so it may be short. "Twelve months" are
    counted back on the calendar, so they are twelve whole months where `as_of` ends one, leap year or not; the year
    before is None where the data do not cover it. `repeat_share_12m` is the share of the year's buyers with two orders
    or more within it.

    Parameters
    ----------
    days
        As `customer_days` returns it.
    """
    seen = days.filter(days.order_date <= as_of)
    year = _years(seen, as_of)
    has_before = year["first_day"] is not None and year["first_day"] <= years_back(as_of, 2) + timedelta(days=HOLIDAY)
    return Baseline(
        months=_months(seen, as_of, smallest),
        revenue_12m=money(year["revenue"]),
        revenue_before=money(year["revenue_before"]) if has_before else None,
        customers_12m=year["buyers"] or 0,
        customers_before=shown(year["buyers_before"], year["buyers_before"], smallest) if has_before else None,
        customers_stayed=_stayed(year, smallest) if has_before else None,
        average_order_12m=each(money(year["revenue"]), year["orders"] or 0) or NOTHING,
        repeat_share_12m=share(year["repeaters"] or 0, year["buyers"] or 0) or 0.0,
    )


def years_back(as_of: date, n: int) -> date:
    """The same day `n` years earlier; 28 February for the 29th where that year has none."""
    is_leap_day = (as_of.month, as_of.day) == (2, 29)
    return as_of.replace(year=as_of.year - n, day=28 if is_leap_day and n % 4 else as_of.day)


def _stayed(year: dict[str, Any], smallest: int) -> int | None:
    """Buyers of the year before who bought again; None where they, or those who left, are too few to be shown."""
    stayed, before = year["stayed"] or 0, year["buyers_before"] or 0
    return stayed if may_show(stayed, smallest) and may_show(before - stayed, smallest) else None


def _years(days: Table, as_of: date) -> dict[str, Any]:
    last, before = years_back(as_of, 1), years_back(as_of, 2)
    is_last, is_before = days.order_date > last, (days.order_date > before) & (days.order_date <= last)
    people = (
        days.filter(days.n_orders > 0)
        .group_by("customer_id")
        .aggregate(orders=days.order_date.count(where=is_last), orders_before=days.order_date.count(where=is_before))
    )
    buyers = people.aggregate(
        orders=people.orders.sum(),
        buyers=(people.orders > 0).cast("int64").sum(),
        repeaters=(people.orders > 1).cast("int64").sum(),
        buyers_before=(people.orders_before > 0).cast("int64").sum(),
        stayed=((people.orders > 0) & (people.orders_before > 0)).cast("int64").sum(),
    )
    money_of_years = days.aggregate(
        revenue=days.revenue.sum(where=is_last),
        revenue_before=days.revenue.sum(where=is_before),
        first_day=days.order_date.min(),
    )
    return fetch_one(buyers) | fetch_one(money_of_years)


def _months(days: Table, as_of: date, smallest: int) -> tuple[Month, ...]:
    rows = fetch_rows(_month_sums(days), at_most=100_000)
    if not rows:
        return ()
    found = {(date(row["month"] // 12, row["month"] % 12 + 1, 1), row["is_new"]): row for row in rows}
    first = min(month for month, _ in found)
    last_24 = [month for month in months_up_to(as_of, MONTHS) if month >= first]
    return tuple(_month(month, found.get((month, True)), found.get((month, False)), smallest) for month in last_24)


def _month_sums(days: Table) -> Table:
    """One row per month (counted from the year 0) and kind of buyer (`is_new`): n buyers, orders, revenue."""
    monthly = days.group_by("customer_id", month=days.order_date.year() * 12 + days.order_date.month() - 1).aggregate(
        orders=days.order_date.count(where=days.n_orders > 0), revenue=days.revenue.sum()
    )
    bought = days.filter(days.n_orders > 0)
    first = bought.group_by("customer_id").aggregate(first_day=bought.order_date.min())
    dated = monthly.left_join(first, "customer_id").select("month", "orders", "revenue", "first_day")
    is_new = dated.month <= dated.first_day.year() * 12 + dated.first_day.month() - 1
    dated = dated.mutate(is_new=is_new.fill_null(False))
    return dated.group_by("month", "is_new").aggregate(
        n=(dated.orders > 0).cast("int64").sum(), orders=dated.orders.sum(), revenue=dated.revenue.sum()
    )


_NOBODY: dict[str, Any] = {"n": 0, "orders": 0, "revenue": NOTHING}


def _month(month: date, new: dict[str, Any] | None, returning: dict[str, Any] | None, smallest: int) -> Month:
    new, returning = new or _NOBODY, returning or _NOBODY
    buyers, orders = new["n"] + returning["n"], new["orders"] + returning["orders"]
    # The repeat share would give away a hidden part beside a shown one.
    is_whole = may_show(new["n"], smallest) and may_show(returning["n"], smallest)
    return Month(
        month=month,
        revenue_new=shown(money(new["revenue"]), new["n"], smallest),
        revenue_returning=shown(money(returning["revenue"]), returning["n"], smallest),
        orders=shown(orders, buyers, smallest),
        n_new=shown(new["n"], new["n"], smallest),
        n_returning=shown(returning["n"], returning["n"], smallest),
        average_order=shown(each(new["revenue"] + returning["revenue"], orders), buyers, smallest),
        repeat_share=share(returning["n"], buyers) if is_whole else None,
    )


def months_up_to(as_of: date, n: int) -> list[date]:
    """First days of the `n` calendar months that end with the month of `as_of`, oldest first."""
    last = as_of.year * 12 + as_of.month - 1
    return [date(index // 12, index % 12 + 1, 1) for index in range(last - n + 1, last + 1)]
