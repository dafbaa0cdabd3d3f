"""The day up to which a new study counts: that of the last order, slips of the pen left aside."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from segkit.engine import fetch_rows
from segkit.source.dates import read_moments
from segkit.source.one_form import fit_dates
from segkit.source.opened import SourceTable
from segkit.source.options import Ground, ReadOptions

LONGEST_GAP = timedelta(days=180)  # a few lines after such a gap are slips of the pen, not the shop's last days


def order_days(source: SourceTable, column: str, options: ReadOptions) -> dict[date, int]:
    """How many lines each day has, in the order of the days; lines without a readable day are left out."""
    days = source.table.select(day=read_moments(source.table[column], fit_dates(source, column, options)).day)
    counted = days.drop_null().group_by("day").aggregate(n=lambda t: t.count()).order_by("day")
    return {row["day"]: row["n"] for row in fetch_rows(counted, at_most=1_000_000)}


def last_of(lines: Mapping[date, int], today: date = date.max) -> date:
    """The last of the days, ascending, before stragglers behind a long gap, and none after today unless all are.

    Stragglers are less than one line in a hundred.
    """
    days, after = [day for day in lines if day <= today] or list(lines), 0
    last = days[-1]
    for before, day in zip(reversed(days[:-1]), reversed(days), strict=False):
        after += lines[day]
        if after >= 0.01 * sum(lines.values()):
            break
        if day - before > LONGEST_GAP:
            last = before
    return last


def later_days(lines: Mapping[date, int], as_of: date) -> Iterator[Ground]:
    """What is to be checked of the as-of day, and the lines after it."""
    yield Ground("check.as_of", {"day": as_of})
    later = {day: n for day, n in lines.items() if day > as_of}
    if later:
        yield Ground("check.later_days", {"n": sum(later.values()), "last": max(later)})
