"""Dirt in dates: days that are none, days that no order can have, other forms, and the edge of the study's window."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from random import Random

from tests.messy.dirt_ids import full_width
from tests.messy.draft import Change, Draft, Kind, Row, on_layout, on_rows, truly, with_whole, writes
from tests.messy.platforms import DATE_FORMS

FAMILY = "dates"
IMPOSSIBLE = ("2024-02-30", "2023-02-29", "2024-04-31 10:20:00", "2025-13-01", "2024-00-10", "0000-00-00")
NO_DATE = ("", "tbd", "unknown", "?", "yesterday")
TWO_DIGITS = ("24-03-05", "24/3/5", "24.03.05")
OTHER_FORMS = ("slashes", "dots", "han", "compact")


def dated(*texts: str) -> Change:
    """A row whose date is one of the texts."""
    return lambda row, rng, _: writes(row, order_date=rng.choice(texts))


def on_day(day: Callable[[Random, Draft], date]) -> Change:
    """A row of another day, written as its neighbours are."""
    return lambda row, rng, draft: truly(row, order_date=day(rng, draft))


def hour_24(row: Row, _: Random, __: Draft) -> Row:
    """The hour 24, which clocks do not have."""
    return writes(row, order_date=f"{row.order_line.order_date:%Y-%m-%d} 24:00:00")


def after_as_of(rng: Random, draft: Draft) -> date:
    """1 to 30 days after the last day that counts."""
    return draft.as_of + timedelta(days=rng.randrange(1, 31))


def on_as_of(row: Row, _: Random, draft: Draft) -> Row:
    """The last second of the last day that counts."""
    return truly(row, order_date=draft.as_of, clock="23:59:59")


def in_form(form: str) -> Change:
    """A row whose date is written in another form than its neighbours'."""
    return lambda row, _, __: writes(
        row, "date_form", order_date=DATE_FORMS[form](row.order_line.order_date, row.order_line.clock)
    )


def full_width_date(row: Row, rng: Random, _: Draft) -> Row:
    """A date in full-width digits."""
    text = DATE_FORMS[rng.choice(("iso_day", "slashes", "han"))](row.order_line.order_date, "12:00:00")
    return writes(row, "date_form", order_date=text.translate({**full_width_digits(), ord("/"): "／"}))


def full_width_digits() -> dict[int, str]:
    """Each digit and its full-width form."""
    return {ord(digit): full_width(digit) for digit in "0123456789"}


def day_first(draft: Draft, _: Random, kind: Kind) -> Draft:
    """A column of 05/03/2025, whose order a person states."""
    layout = replace(draft.layout, date_form="day_first")
    return with_whole(draft, kind, layout=layout, read={**draft.read, "date_order": "dmy"})


def column_in(form: str, fix: str = "date_form") -> Kind:
    """The whole column in another form."""
    outcome = "fix" if fix else "kept"
    return Kind(f"date_column_{form}", FAMILY, outcome, fix, on_layout(date_form=form), slot="date_column")


DATE_COLUMNS = (
    column_in("iso_t", ""),
    column_in("zone", ""),
    *(column_in(form) for form in OTHER_FORMS),
    Kind("day_first", FAMILY, "fix", "date_form", day_first, slot="date_column", excludes=frozenset({FAMILY})),
)
DATES = (
    Kind("impossible_date", FAMILY, "quarantine", "unreadable_date", on_rows(dated(*IMPOSSIBLE))),
    Kind("hour_24", FAMILY, "quarantine", "unreadable_date", on_rows(hour_24)),
    Kind("no_date", FAMILY, "quarantine", "unreadable_date", on_rows(dated(*NO_DATE))),
    Kind("two_digit_year", FAMILY, "quarantine", "unreadable_date", on_rows(dated(*TWO_DIGITS))),
    Kind("year_2099", FAMILY, "quarantine", "future_date", on_rows(on_day(lambda _, __: date(2099, 12, 31)))),
    Kind(
        "ancient_date", FAMILY, "quarantine", "future_date",
        on_rows(on_day(lambda rng, _: rng.choice((date(1900, 1, 1), date(1970, 1, 1), date(1989, 12, 31))))),
    ),
    Kind("after_as_of", FAMILY, "outside", "outside_window", on_rows(on_day(after_as_of))),
    Kind("on_as_of", FAMILY, "kept", "", on_rows(on_as_of)),
    *(Kind(f"date_{form}", FAMILY, "fix", "date_form", on_rows(in_form(form))) for form in OTHER_FORMS),
    Kind("date_full_width", FAMILY, "fix", "date_form", on_rows(full_width_date)),
)  # fmt: skip
