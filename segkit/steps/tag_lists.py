"""Lists that give tags: files beside the standard, read as the company's tables are, and names written by hand."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import ibis

from segkit.clean.identity import ID_FORMS, Plain
from segkit.columns import TAGS_LEFT_OUT
from segkit.engine import fetch_rows
from segkit.errors import MissingColumn
from segkit.segments.tag_kinds import Tag, TagGroup
from segkit.segments.tags import Listing
from segkit.settings import nearest
from segkit.source.batches import open_named
from segkit.source.dates import read_moments
from segkit.source.one_form import fit_dates
from segkit.source.opened import SourceTable
from segkit.source.options import ReadOptions
from segkit.source.structure import normal_name
from segkit.steps.stage import Stage

if TYPE_CHECKING:
    from ibis.expr.types import Table

MOST_LISTED = 200_000  # entries of one list; more than that is a table of its own
HEADS = {
    "customer_id": ("customer_id", "客户编号", "客户号", "客户id", "会员号", "会员编号", "会员id"),
    "given": ("given", "生效日期", "打标日期", "生效日"),
    "until": ("until", "有效期至", "到期日期", "到期日"),
}
UNKNOWN, OVER, UNREADABLE = "T-01", "T-02", "T-03"  # why an entry gives no tag
LEFT_OUT = {name: kind.removesuffix("?") for name, kind in TAGS_LEFT_OUT.columns.items()}


@dataclass(frozen=True)
class Entry:
    """What a list says of one customer; `is_unread`: a day is written that cannot be read."""

    customer: str
    given: date | None = None
    until: date | None = None
    is_unread: bool = False


def read_entries(stage: Stage, tag: Tag, folder: Path) -> list[Entry]:
    """The entries of a tag by hand or list, in their order; nothing for other tags.

    Parameters
    ----------
    folder
        Where the standard lies, from which the list's path is seen.

    Raises
    ------
    MissingColumn
        The file has no column of customers' ids.
    SegkitError
        As when any table is opened; TooManyRows beyond 200,000 entries.
    """
    if tag.list is None:
        return [Entry(one) for one in tag.customers]
    staging = stage.run.staging() / f"tag_{tag.id}"
    staging.mkdir(parents=True, exist_ok=True)
    source = open_named(stage.engine, [tag.list], folder, ReadOptions(), staging)
    own = stage.study.sources.orders.columns.get("customer_id", "")
    rows = fetch_rows(_columns(source, (own,), ID_FORMS[stage.study.cleaning.ids]), at_most=MOST_LISTED)
    return [_entry(row) for row in rows if row["customer_id"]]


def _columns(source: SourceTable, also: tuple[str, ...], plain_id: Plain) -> "Table":
    """customer_id by `plain_id`, given and until as days, and whether a day could not be read."""
    heads = {role: _head(source, (*names, *(also if role == "customer_id" else ()))) for role, names in HEADS.items()}
    if heads["customer_id"] is None:
        near = nearest("customer_id", source.columns)
        raise MissingColumn(source.file, "customer_id", HEADS["customer_id"][0], source.columns, near)
    table = source.table
    told: dict[str, ibis.Value] = {"customer_id": plain_id(table[heads["customer_id"]])}
    unread: ibis.Value = ibis.literal(False)
    for role in ("given", "until"):
        told[role] = ibis.null("date")
        if (head := heads[role]) is not None and fetch_rows(table.filter(table[head].notnull()).limit(1), at_most=1):
            told[role] = read_moments(table[head], fit_dates(source, head, ReadOptions())).day
            unread = unread | (table[head].notnull() & told[role].isnull())
    return table.select(**told, unread=unread)


def _head(source: SourceTable, names: tuple[str, ...]) -> str | None:
    wanted = {normal_name(name) for name in names if name}
    return next((column for column in source.columns if normal_name(column) in wanted), None)


def _entry(row: dict[str, object]) -> Entry:
    return Entry(str(row["customer_id"]), row["given"], row["until"], bool(row["unread"]))  # type: ignore[arg-type]


def listings_of(tag: Tag, entries: list[Entry]) -> list[Listing]:
    """The entries whose days can be read, each with the day on which the tag ends for the customer."""
    return [Listing(one.customer, tag.ends(one.given, one.until)) for one in entries if not one.is_unread]


def left_out(
    group: TagGroup, tag: Tag, entries: list[Entry], known: frozenset[str], as_of: date
) -> list[dict[str, object]]:
    """Entries that give no tag, each with its code and the day it ended: unknown customer, over, day unreadable."""
    found: list[dict[str, object]] = []
    for one in entries:
        until = None if one.is_unread else tag.ends(one.given, one.until)
        is_over = until is not None and until < as_of
        code = UNREADABLE if one.is_unread else UNKNOWN if one.customer not in known else OVER if is_over else ""
        if code:
            told = {"tag_group": group.id, "tag": tag.id, "customer_id": one.customer, "code": code}
            found.append({**told, "until": until})
    return found
