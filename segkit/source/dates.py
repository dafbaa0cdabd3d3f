"""Text to days and times: a form is recognised by a regex first, and only a day that the calendar has is a date.

`try_cast` sees nothing but digits that a pattern let through, and no clock beyond 23:59:59; so 2024-02-30 and
24:00:00 stay null (a test compares every day of four centuries with Python's calendar). DuckDB only, as amounts.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType
from typing import Any

import ibis

from segkit.engine import fetch_one, fetch_rows
from segkit.errors import AmbiguousDates, SegkitError, SerialDates, UnreadableDates
from segkit.source.amounts import NARROW, WIDE, narrow
from segkit.source.groups import matched_groups
from segkit.source.masks import shown
from segkit.source.options import Ground, ReadOptions
from segkit.source.zones import check_zones, zone_of

Column = Any

NO_PARTS: Mapping[str, Column] = MappingProxyType({})
N_GROUPS = 6  # of each form's pattern: three of the day, then the clock, AM or PM, the zone
MOST_UNREAD = 0.2  # share of the texts
ROWS_LOOKED_AT = 2_000_000
ISO = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}(?:[ T](?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9])?$"
CLOCK = (
    r"((?:[01]?[0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9])?)(?:\.[0-9]+)?"
    r"(?: ?([AaPp])\.?[Mm]\.?)?(?: ?(Z|[+-][0-9]{2}:?[0-9]{2}))?"
)
ENDING = rf"(?:日?|(?:日?[ T]+|日){CLOCK})$"
HALVES = {"上午|凌晨|早晨|清晨": "AM", "中午|下午|傍晚|晚上": "PM"}
MONTHS = "janfebmaraprmayjunjulaugsepoctnovdec"
MONTH_NAME = "((?i:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec))[A-Za-z]*"


@dataclass(frozen=True)
class Form:
    """One way of writing a day: a pattern of three groups, and which of them is year, month and day."""

    pattern: str
    year: int
    month: int
    day: int


FORMS = {
    "year_first": Form(r"^([0-9]{4}) ?[-/.年] ?([0-9]{1,2}) ?[-/.月] ?([0-9]{1,2}) ?" + ENDING, 1, 2, 3),
    "compact": Form(r"^((?:19|20)[0-9]{2})([0-9]{2})([0-9]{2})" + ENDING, 1, 2, 3),
    "day_name_year": Form(rf"^([0-9]{{1,2}})[-/ ]{MONTH_NAME}[-/ ,.]+([0-9]{{4}}|[0-9]{{2}})" + ENDING, 3, 2, 1),
    "name_day_year": Form(rf"^{MONTH_NAME}[ .]+([0-9]{{1,2}}),? +([0-9]{{4}})" + ENDING, 3, 1, 2),
    "mdy": Form(r"^([0-9]{1,2})[-/.]([0-9]{1,2})[-/.]([0-9]{4}|[0-9]{2})" + ENDING, 3, 1, 2),
    "dmy": Form(r"^([0-9]{1,2})[-/.]([0-9]{1,2})[-/.]([0-9]{4}|[0-9]{2})" + ENDING, 3, 2, 1),
    "ymd": Form(r"^([0-9]{2})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})" + ENDING, 1, 2, 3),
}
SURE = ("year_first", "compact", "day_name_year", "name_day_year")  # each can be read in one way only
ORDERS = ("mdy", "dmy", "ymd")
SERIALS = {"serial": "1899-12-30", "serial_1904": "1904-01-01"}  # day 0 of a spreadsheet's day numbers
SERIAL = r"^[2-7][0-9]{4}(?:\.[0-9]+)?$"  # a spreadsheet's days since 1899-12-30: 1954 to 2119


@dataclass(frozen=True)
class DateFormat:
    """The forms that a column's dates are read in, and why."""

    forms: tuple[str, ...]
    ground: Ground
    time_zone: str | None = None


@dataclass(frozen=True)
class MomentColumns:
    """A text column read as days, hours of the day and time stamps; null where the text has none of the forms."""

    day: Column  # null too where the calendar has no such day
    hour: Column  # null where no time stands
    at: Column  # midnight where no time stands


def fit_date_format(
    text: Column, options: ReadOptions, *, file: str, is_workbook: bool = False, is_needed: bool = True
) -> DateFormat:
    """The forms that explain the column, from the first two million rows.

    Forms that can be read in one way (year first, compact, month by name) are always read together. Where they
    leave more than a fifth, the one order of day and month that reads all the rest is added.

    Raises
    ------
    AmbiguousDates
        No order of day and month, or more than one, reads all the rest; `date_order` must be stated.
    SerialDates
        Most of the rest are a spreadsheet's day numbers, in a text file; whence they count must be stated.
    ZonesUnclear
        Times of several zones, or of UTC, in a column that `is_needed`; `time_zone` must be stated.
    UnreadableDates
        More than 20 % of the texts read in no form, and the column `is_needed`.
    """
    text = text.as_table().limit(ROWS_LOOKED_AT)[text.get_name()]
    order = (options.date_order,) if options.date_order else ()
    forms, ground = (*SURE, *order), Ground("date.stated" if order else "date.year_first")
    n, read, has_zones = _counts(text, forms)
    if has_zones and is_needed and options.time_zone is None:
        check_zones(text, file)
    if not order and n - read > MOST_UNREAD * n:
        added = _order_of_rest(text, file, is_workbook)
        forms, ground = (*forms, *added), Ground(f"date.{added[0]}" if added else "date.none")
        n, read, _ = _counts(text, forms)
    if is_needed and n - read > MOST_UNREAD * n:
        raise UnreadableDates(file, text.get_name(), _examples(text, forms), round(1 - read / n, 4))
    return DateFormat(forms, Ground(ground.key, {"n": n, "read": read}), options.time_zone)


def narrow_moment(text: Column) -> Column:
    """`narrow`, and a Chinese clock as others write it: 下午3:05 as 3:05 PM, 10时03分20秒 as 10:03:20."""
    plain = narrow(text)
    clock = plain.re_replace("([0-9])[时点]([0-9]{2})分([0-9]{2})秒", r"\1:\2:\3")
    clock = clock.re_replace("([0-9])[时点]([0-9]{2})分?", r"\1:\2")
    for words, half in HALVES.items():
        clock = clock.re_replace(f"(?:{words}) ?([0-9][0-9:]*)", rf"\1 {half}")
    return ibis.ifelse(plain.re_search("[午晨晚时点]"), clock, plain)


def is_iso(text: Column) -> Column:
    """Whether the text is a day, or a day and a time, in the commonest form; most columns hold nothing else."""
    return text.re_search(ISO)


def date_parts(narrowed: Column, forms: Iterable[str]) -> dict[str, Column]:
    """The groups of each form's pattern, for `read_moments`; a spreadsheet's day numbers have none."""
    return {form: matched_groups(narrowed, FORMS[form].pattern, N_GROUPS) for form in forms if form in FORMS}


def read_moments(
    text: Column,
    date_format: DateFormat,
    *,
    iso: Column | None = None,
    narrowed: Column | None = None,
    parts: Mapping[str, Column] = NO_PARTS,
) -> MomentColumns:
    """The column's dates and times in the given forms; everything else is null.

    `iso` is `is_iso(text)`, `narrowed` is `narrow_moment(text)` and `parts` is `date_parts` of it where the caller has
    them as columns already, for the engine would work them out once per use.
    """
    iso, plain = is_iso(text) if iso is None else iso, narrow_moment(text) if narrowed is None else narrowed
    has_clock = text.length() == len("2025-03-05 10:12:06")
    readings = [_read(plain, form, date_format.time_zone, parts.get(form)) for form in date_format.forms]
    iso_hour = ibis.ifelse(has_clock, text.substr(11, 2).try_cast("int64"), ibis.null("int64"))
    return MomentColumns(
        _first((iso, text.left(10).try_cast("date")), *((hit, at.day) for hit, at in readings)),
        _first((iso, iso_hour), *((hit, at.hour) for hit, at in readings)),
        _first((iso, text.try_cast("timestamp")), *((hit, at.at) for hit, at in readings)),
    )


def _first(*cases: tuple[Column, Column]) -> Column:
    return ibis.cases(*cases, else_=ibis.null(cases[0][1].type()))


def _read(plain: Column, name: str, time_zone: str | None, parts: Column | None = None) -> tuple[Column, MomentColumns]:
    if name in SERIALS:
        return _read_serial(plain, SERIALS[name])
    form = FORMS[name]
    part = _parts(plain, form, parts)
    hit = plain.re_search(form.pattern) if parts is None else part[form.year] != ""
    year, month = part[form.year], part[form.month]
    year = ibis.ifelse(year.length() == 2, ibis.ifelse(year >= "70", "19", "20") + year, year)
    if "name" in name:
        month = (ibis.literal(MONTHS).find(month.lower()) // 3 + 1).cast("string")
    day_text, clock = year + "-" + month + "-" + part[form.day], part[4]
    hour = _hour_of_day(clock.re_extract("^[0-9]+", 0).try_cast("int64"), part[5].upper())
    day = day_text.try_cast("date")
    stamp = day.cast("timestamp") + _seconds(hour, clock).as_interval("s")
    if time_zone:
        stamp = ibis.ifelse(part[6] != "", _in_zone(stamp, part[6], time_zone), stamp)
        day, hour = stamp.date(), ibis.ifelse(clock != "", stamp.hour().cast("int64"), ibis.null("int64"))
    return hit, MomentColumns(day, hour, stamp)


def _parts(plain: Column, form: Form, parts: Column | None) -> dict[int, Column]:
    if parts is not None:
        return {number: parts[str(number)] for number in range(1, N_GROUPS + 1)}
    return {number: plain.re_extract(form.pattern, number).fill_null("") for number in range(1, N_GROUPS + 1)}


def _read_serial(plain: Column, day_0: str) -> tuple[Column, MomentColumns]:
    """Days since `day_0` with the time as a fraction, to the nearest second."""
    seconds = (plain.try_cast("float64") * 86_400).round().cast("int64")
    stamp = ibis.timestamp(day_0) + seconds.as_interval("s")
    hour = ibis.ifelse(plain.contains("."), stamp.hour().cast("int64"), ibis.null("int64"))
    return plain.re_search(SERIAL), MomentColumns(stamp.date(), hour, stamp)


def _hour_of_day(hour: Column, half: Column) -> Column:
    """The hour from 0 to 23; `half` is A or P where the clock runs to twelve."""
    return ibis.cases(((half == "P") & (hour < 12), hour + 12), ((half == "A") & (hour == 12), 0), else_=hour)


def _seconds(hour: Column, clock: Column) -> Column:
    minutes = clock.re_extract("^[0-9]+:([0-9]{2})", 1).try_cast("int64")
    seconds = clock.re_extract(":([0-9]{2})$", 1).try_cast("int64")
    has_seconds = clock.re_search("^[0-9]+:[0-9]+:")
    return (hour * 3600 + minutes * 60 + ibis.ifelse(has_seconds, seconds, 0)).fill_null(0)


_ZONED = ibis.dtype('timestamp("UTC")')


@ibis.udf.scalar.builtin(name="timezone", signature=((ibis.dtype("string"), _ZONED), ibis.dtype("timestamp")))
def _timezone(zone, at):  # type: ignore[no-untyped-def]  # the engine's own function
    ...


def _in_zone(stamp: Column, offset: Column, time_zone: str) -> Column:
    """The wall clock in `time_zone` of a time stamp written with an offset."""
    written = stamp.cast("string") + ibis.ifelse(offset == "Z", "+00", offset)
    return _timezone(time_zone, written.try_cast(_ZONED))


def _counts(text: Column, forms: tuple[str, ...]) -> tuple[int, int, bool]:
    """How many texts there are, how many read in `forms`, and whether any names a zone."""
    day = read_moments(text, DateFormat(forms, Ground(""))).day
    zone = ibis.ifelse(is_iso(text), ibis.null("string"), zone_of(text))
    measures = {"n": text.count(), "read": day.count(), "zones": zone.count()}
    found = fetch_one(text.as_table().aggregate(**measures))
    return int(found["n"]), int(found["read"]), bool(found["zones"])


def _order_of_rest(text: Column, file: str, is_workbook: bool) -> tuple[str, ...]:
    """The one order of day and month (in a workbook also serial days) that reads whatever any of them reads."""
    names = (*ORDERS, "serial")
    readings = {name: _read(narrow_moment(text), name, None) for name in names}
    days = {name: ibis.ifelse(hit, at.day, ibis.null("date")) for name, (hit, at) in readings.items()}
    counts = {name: day.count() for name, day in days.items()}
    found = fetch_one(text.as_table().aggregate(read=ibis.coalesce(*days.values()).count(), **counts))
    explaining = tuple(name for name in days if found[name] == found["read"] > 0)
    if found["read"] and len(explaining) != 1:
        raise _unclear(AmbiguousDates, text, file, explaining or ORDERS)
    if explaining == ("serial",) and not is_workbook:
        raise _unclear(SerialDates, text, file, tuple(SERIALS))
    return explaining


def _unclear(kind: type[SegkitError], text: Column, file: str, forms: tuple[str, ...]) -> SegkitError:
    """The question in which of the forms the column is meant, with one text under each and the lines that answer."""
    example = _examples(text, SURE)[0]
    days = {form: _day_of(example, form) for form in forms}
    readings = tuple(f"{example} = {day} ({form})" for form, day in days.items() if day)
    return kind(file, text.get_name(), readings, tuple(f"read: {{date_order: {form}}}" for form in forms))


def _day_of(text: str, form: str) -> date | None:
    """The day of one text in one form, for a person to compare."""
    plain = text.translate(str.maketrans(WIDE, NARROW)).strip()
    if form in SERIALS:
        return (
            date.fromisoformat(SERIALS[form]) + timedelta(days=int(float(plain))) if re.match(SERIAL, plain) else None
        )
    found = re.match(FORMS[form].pattern, plain)
    parts = [int(found[getattr(FORMS[form], name)]) for name in ("year", "month", "day")] if found else [0, 0, 0]
    century = 0 if parts[0] >= 100 else 1900 if parts[0] >= 70 else 2000
    try:
        return date(parts[0] + century, parts[1], parts[2])
    except ValueError:
        return None


def _examples(text: Column, forms: tuple[str, ...]) -> tuple[str, ...]:
    """Three texts that do not read in `forms`, masked unless they can only be days or numbers."""
    day = read_moments(text, DateFormat(forms, Ground(""))).day
    unread = text.as_table().filter(text.notnull() & day.isnull()).select(text=text).limit(3)
    return tuple(shown(row["text"]) for row in fetch_rows(unread, at_most=3))
