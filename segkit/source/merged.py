"""Merged cells of a sheet: only the first holds a value, which counts for all where a person has said so."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from segkit.source.sheet_scan import SheetScan
from segkit.source.structure import Header, normal_name


def places_of(names: Sequence[str], header: Header) -> set[int]:
    """Where, from 1, the named columns stand."""
    wanted = set(map(normal_name, names))
    return {at for at, name in enumerate(header.columns, 1) if normal_name(name) in wanted}


@dataclass
class Range:
    """Merged cells of one column that stand for all their rows; `value` once the first of them has been read."""

    top: int
    bottom: int
    column: int
    value: Any = ""


def split_merged(scan: SheetScan, places: set[int]) -> tuple[SheetScan, list[Range]]:
    """The scan without the merged cells that begin in one of the columns, and these."""
    downward = [Range(top, bottom, left) for top, left, bottom, _ in scan.merged if left in places and bottom > top]
    merged = [found for found in scan.merged if found[1] not in places]
    return replace(scan, merged=merged), sorted(downward, key=lambda one: one.top)


def fill_down(block: Sequence[tuple[int, list[Any]]], downward: list[Range]) -> int:
    """Write the value of merged cells into the empty ones below; how many were filled. Ranges that end are dropped."""
    n = 0
    for at, row in block:
        while downward and downward[0].bottom < at:
            downward.pop(0)
        for one in downward:
            if one.top > at:
                break
            if one.top == at:
                one.value = row[one.column - 1]
            elif one.bottom >= at and row[one.column - 1] == "" and one.value != "":
                row[one.column - 1] = one.value
                n += 1
    return n


def in_columns(scan: SheetScan, header: Header, used: Sequence[str]) -> SheetScan:
    """The scan with the faults of the used columns alone."""
    places = places_of(used, header)
    if not used:
        return scan
    return replace(
        scan,
        merged=[found for found in scan.merged if places & set(range(found[1], found[3] + 1))],
        errors={place: text for place, text in scan.errors.items() if place[1] in places},
        unstored={place for place in scan.unstored if place[1] in places},
    )
