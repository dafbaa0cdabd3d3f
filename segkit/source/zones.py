"""Time stamps that name a zone: read as written they may fall on another day than the company's. DuckDB only."""

from datetime import timedelta
from typing import Any

import ibis

from segkit.engine import fetch_rows
from segkit.errors import ZonesUnclear

Column = Any
UTC = timedelta(0)
SUMMER = timedelta(hours=1)  # by which one place's clocks differ over the year
ZONE = r":[0-9]{2}(?:\.[0-9]+)?(?: ?[AaPp]\.?[Mm]\.?)? ?(Z|[+-][0-9]{2}:?[0-9]{2})\s*$"
EXAMPLE_LINE = "read: {time_zone: Asia/Shanghai}"


def zone_of(text: Column) -> Column:
    """The offset behind a time, +0800 for +08:00 and +0000 for Z; null where none stands."""
    offset = text.re_extract(ZONE, 1).replace(":", "").nullif("")
    return ibis.ifelse(offset == "Z", "+0000", offset)


def check_zones(text: Column, file: str) -> None:
    """Raise where the offsets are of more than one place, or of UTC; one place's own clock is read as written.

    Raises
    ------
    ZonesUnclear
        With the offsets found and a few of the texts.
    """
    zone = zone_of(text)
    found = text.as_table().select(zone=zone, text=text).filter(lambda t: t.zone.notnull())
    counted = found.group_by("zone").aggregate(text=found.text.min()).order_by("zone").limit(100)
    examples = {str(row["zone"]): str(row["text"]) for row in fetch_rows(counted, at_most=100)}
    offsets = [_offset(name) for name in examples]
    if UTC in offsets or max(offsets) - min(offsets) > SUMMER:
        some = tuple(examples.values())[:3]
        raise ZonesUnclear(file, text.get_name(), tuple(examples), some, EXAMPLE_LINE)


def _offset(name: str) -> timedelta:
    size = timedelta(hours=int(name[1:3]), minutes=int(name[3:5]))
    return -size if name[0] == "-" else size
