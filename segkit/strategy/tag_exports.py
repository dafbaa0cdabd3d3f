"""Tags beside the segments in the files for `restricted/`: columns for a CRM, one line per customer and tag, and what
gave no tag.

Runs on DuckDB only: names are put together in order.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from segkit.strategy.exports import SchemeNames, write_text_rows
from segkit.wording import Wording

if TYPE_CHECKING:
    from ibis.expr.types import StringColumn, Table


@dataclass(frozen=True)
class TagNames:
    """A group of tags with its name and its tags' names in one language, in the standard's order."""

    group: str
    name: str
    exclusive: bool
    tags: Mapping[str, str]


def column_of(group: str) -> str:
    """The column of an exclusive group."""
    return f"tag_{group}"


def exclusive_columns(groups: Sequence[TagNames]) -> list[SchemeNames]:
    """The columns of exclusive groups as `write_customers` names them: the tag's name, and its id."""
    return [SchemeNames(column_of(one.group), one.name, one.tags) for one in groups if one.exclusive]


def add_tag_columns(customers: "Table", tags: "Table", groups: Sequence[TagNames]) -> "Table":
    """Add a column with the tag's id for each exclusive group, and `tags`: the names of all other tags, put together.

    Parameters
    ----------
    customers
        One row per customer: customer_id and any columns.
    tags
        One row per customer and tag: customer_id, tag_group, tag (`segments.tags.GIVEN`).

    Returns
    -------
    As many rows as before. Who has no tag of a group has null there. Without a group that is not exclusive there is no
    column `tags`.
    """
    for one in groups:
        if one.exclusive:
            own = tags.filter(tags.tag_group == one.group).select("customer_id", **{column_of(one.group): "tag"})
            customers = _beside(customers, own)
    free = [one for one in groups if not one.exclusive]
    return add_joined(customers, tags, free) if free else customers


def add_joined(customers: "Table", tags: "Table", groups: Sequence[TagNames]) -> "Table":
    """Add `tags`: the names of a customer's tags of these groups, in the standard's order; null where there is none."""
    import ibis

    names = [(one.group, tag, name) for one in groups for tag, name in one.tags.items()]
    is_tag = [(tags.tag_group == group) & (tags.tag == tag) for group, tag, _ in names]
    label = ibis.cases(*zip(is_tag, (name for *_, name in names), strict=True), else_=ibis.null("string"))
    place = ibis.cases(*zip(is_tag, range(len(names)), strict=True), else_=len(names))
    known = tags.select("customer_id", label=label, place=place).filter(lambda row: row.label.notnull())
    joined = known.group_by("customer_id").aggregate(tags=known.label.group_concat("、", order_by=known.place))
    return _beside(customers, joined)


def _beside(customers: "Table", more: "Table") -> "Table":
    return customers.left_join(more, "customer_id").drop("customer_id_right")


def write_tags(tags: "Table", groups: Sequence[TagNames], path: Path, *, wording: Wording) -> None:
    """Write one line per customer and tag as CSV: customer, group, tag, both by name and id, how given, until when."""
    told = tags.order_by(["customer_id", "tag_group", "tag"])
    given = {way: wording(f"segments.tag.given_by.{way}") for way in ("rule", "keyword", "hand", "list")}
    columns = _named_columns(told, groups) | {
        "tag_given_by": told.given_by.cases(*given.items(), else_=told.given_by),
        "tag_until": told.until.cast("string"),
    }
    _write(told.select("customer_id", **columns), path, wording)


def write_left_out(left: "Table", groups: Sequence[TagNames], path: Path, *, wording: Wording) -> None:
    """Write the entries of lists that gave no tag as CSV, each with its code and what that means."""
    told = left.order_by(["tag_group", "tag", "code", "customer_id"])
    why = {code: wording(f"strategy.tag_left_out.{code}") for code in ("T-01", "T-02", "T-03")}
    columns = _named_columns(told, groups) | {
        "tag_until": told.until.cast("string"),
        "tag_code": told.code,
        "tag_reason": told.code.cases(*why.items(), else_=told.code),
    }
    _write(told.select("customer_id", **columns), path, wording)


def _named_columns(table: "Table", groups: Sequence[TagNames]) -> dict[str, "StringColumn"]:
    """Group and tag, each by name and by id."""
    import ibis

    tag_names = [
        ((table.tag_group == one.group) & (table.tag == tag), name) for one in groups for tag, name in one.tags.items()
    ]
    group_names = [(table.tag_group == one.group, one.name) for one in groups]
    return {
        "tag_group_name": ibis.cases(*group_names, else_=table.tag_group),
        "tag_group": table.tag_group,
        "tag_name": ibis.cases(*tag_names, else_=table.tag),
        "tag": table.tag,
    }


def _write(table: "Table", path: Path, wording: Wording) -> None:
    heads = [wording(f"strategy.column.{column}") for column in table.columns]
    write_text_rows(table, heads, path)
