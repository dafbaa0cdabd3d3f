"""Orders in two tables: the head of each order (who, when) joined to its lines (what, for how much) by the order id.

Money stands on the lines alone, so nothing can count twice. Every record of both tables is accounted for: lines keep
their own file and physical line, and what could not be joined has its reason.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import ibis

from segkit.columns import HEAD_ROLES, LINE_ROLES
from segkit.engine import fetch_rows
from segkit.errors import NoKeyMatches
from segkit.facts import HeadMatch
from segkit.source.batches import counted, write_aside, write_places
from segkit.source.entries import HEAD_STATE
from segkit.source.mapping import Columns, mapped_text
from segkit.source.masks import mask
from segkit.source.one_form import check_amounts, fit_dates
from segkit.source.opened import SourceTable, escape_pattern, staged_name
from segkit.source.options import ReadOptions

if TYPE_CHECKING:
    from ibis.backends import BaseBackend
    from ibis.expr.types import Table

Plain = Callable[[Any], Any]  # how ids are written plainly, so that both sides' keys compare
NO_HEAD, CONFLICT, REPEATED, NO_LINES = "no_head", "head_conflict", "exact_duplicate", "no_lines"
N_EXAMPLES = 3


@dataclass(frozen=True)
class Side:
    """One of the two tables: opened, which column plays which role, how it is read."""

    source: SourceTable
    columns: Columns
    options: ReadOptions


@dataclass(frozen=True)
class JoinedOrders:
    """The lines with their heads' columns beside their own: one row per line, in the order of the lines' files.

    `left_out` (record of the heads, reason): heads that stand for no order of their own.
    """

    side: Side
    heads: SourceTable
    lines: SourceTable
    left_out: "Table"
    match: HeadMatch


def join_heads(engine: "BaseBackend", heads: Side, lines: Side, plain: Plain, staging: Path) -> JoinedOrders:
    """Join by the order id, which `plain` writes alike on both sides; an empty one has no head.

    Of several heads of one order those that are equal in every column in use, but for outer blanks, are one. Where
    they contradict each other nobody can tell whose order it is: its lines are marked, not guessed.

    Raises
    ------
    Problems
        Columns that a table does not have.
    NoKeyMatches
        Not one line finds a head.
    AmbiguousDates, UnreadableDates, DatesDiffer, AmountsDiffer
        As for orders in one table.
    """
    heads, lines = _checked(heads, HEAD_ROLES), _checked(lines, LINE_ROLES)
    fit_dates(heads.source, heads.columns["order_date"], heads.options)
    check_amounts(lines.source, lines.columns["amount"], lines.options)
    name = f"{heads.source.file}|{lines.source.file}"
    numbered = _numbered(heads, plain), _numbered(lines, plain)
    judged = _stored(engine, _judge_heads(*numbered, heads.columns), staging / f"heads-{_stem(lines, name)}")
    names = _head_names(heads.source, lines.source, heads.columns["order_id"])
    joined = _stored(engine, _join(numbered[0], numbered[1], judged, names), staging / f"joined-{_stem(lines, name)}")
    match = _count_match(judged, joined)
    if not match.lines_matched and not match.lines_conflicting:
        raise _no_match(heads, lines)
    parts = lines.source.files
    source = replace(
        lines.source,
        sheet=heads.source.files[0].sheet if heads.source.is_workbook else None,  # the dates are the heads'
        columns=(*lines.source.columns, *names.values()),
        table=joined,
        lines=write_places(parts, staging / f"lines-{_stem(lines, name)}"),
        set_aside=write_aside(parts, staging / f"aside-{_stem(lines, name)}"),
        parts=(),
    )
    roles = {role: names[column] for role, column in heads.columns.items() if role != "order_id"} | dict(lines.columns)
    options = replace(lines.options, date_order=heads.options.date_order, time_zone=heads.options.time_zone)
    left_out = judged.filter(judged.reason.notnull()).select("record", "reason")
    return JoinedOrders(Side(source, roles, options), heads.source, lines.source, left_out, match)


def _stem(lines: Side, name: str) -> str:
    return staged_name(lines.source.files[0].path, "parquet", name)


def _checked(side: Side, needed: tuple[str, ...]) -> Side:
    """The side with its roles mapped to columns as they are named, and its files counted."""
    found = {role: column.get_name() for role, column in mapped_text(side.source, side.columns, needed).items()}
    parts = tuple(map(counted, side.source.parts))
    source = replace(side.source, parts=parts) if parts else counted(side.source)
    return Side(source, found, side.options)


def _numbered(side: Side, plain: Plain) -> "Table":
    """The table with each record's number and its key."""
    table = side.source.table
    return table.mutate(_record=ibis.row_number(), _key=plain(table[side.columns["order_id"]]).nullif(""))


def _judge_heads(heads: "Table", lines: "Table", columns: Columns) -> "Table":
    """record, key, reason (null: the head of its order): one row per record of the heads."""
    used = ibis.struct({name: heads[name].strip() for role, name in columns.items() if role != "order_id"})
    alike = heads.mutate(_used=used).group_by("_key").aggregate(first=lambda t: t._record.min(), kinds=_n_kinds)
    alike = alike.select(_same="_key", _first="first", _kinds="kinds")
    asked = lines.select(_asked="_key").distinct()
    found = heads.select("_record", "_key").left_join(alike, heads._key == alike._same)
    found = found.left_join(asked, found._key == asked._asked)
    reason = ibis.cases(
        (found._key.isnull(), NO_LINES),
        (found._kinds > 1, CONFLICT),
        (found._record != found._first, REPEATED),
        (found._asked.isnull(), NO_LINES),
        else_=ibis.null("string"),
    )
    return found.select(record="_record", key="_key", reason=reason).order_by("record")


def _n_kinds(table: "Table") -> Any:
    return table._used.nunique()


def _join(heads: "Table", lines: "Table", judged: "Table", names: dict[str, str]) -> "Table":
    """The lines in their order, with the columns of their head and its state."""
    good = judged.filter(judged.reason.isnull()).select(_good="record")
    told = heads.semi_join(good, heads._record == good._good)
    told = told.select(_head="_key", **{mine: told[name] for name, mine in names.items()})
    split = judged.filter(judged.reason == CONFLICT).select(_split="key").distinct()
    found = lines.left_join(told, lines._key == told._head)
    found = found.left_join(split, found._key == split._split)
    state = ibis.cases((found._split.notnull(), CONFLICT), (found._head.isnull(), NO_HEAD), else_=ibis.null("string"))
    kept = [name for name in lines.columns if name not in ("_record", "_key")]
    return found.mutate(**{HEAD_STATE: state}).order_by("_record").select(*kept, *names.values(), HEAD_STATE)


def _head_names(heads: SourceTable, lines: SourceTable, key: str) -> dict[str, str]:
    """Each column of the heads but the key, and what it is called beside the lines' columns."""
    taken = {name.lower() for name in lines.columns}
    return {name: f"{name} [{heads.file}]" if name.lower() in taken else name for name in heads.columns if name != key}


def _stored(engine: "BaseBackend", table: "Table", target: Path) -> "Table":
    engine.to_parquet(table, target)
    return engine.read_parquet(escape_pattern(target))


def _count_match(judged: "Table", joined: "Table") -> HeadMatch:
    heads = _counts(judged, "reason")
    lines = _counts(joined, HEAD_STATE)
    return HeadMatch(
        heads=sum(heads.values()),
        heads_matched=heads.get(None, 0),
        heads_without_lines=heads.get(NO_LINES, 0),
        heads_repeated=heads.get(REPEATED, 0),
        heads_conflicting=heads.get(CONFLICT, 0),
        lines=sum(lines.values()),
        lines_matched=lines.get(None, 0),
        lines_without_head=lines.get(NO_HEAD, 0),
        lines_conflicting=lines.get(CONFLICT, 0),
    )


def _counts(table: "Table", name: str) -> dict[str | None, int]:
    rows = fetch_rows(table.group_by(state=table[name]).aggregate(n=table.count()), at_most=10)
    return {row["state"]: row["n"] for row in rows}


def _no_match(heads: Side, lines: Side) -> NoKeyMatches:
    first, other = lines.columns["order_id"], heads.columns["order_id"]
    return NoKeyMatches(lines.source.file, first, _masked_keys(lines), heads.source.file, other, _masked_keys(heads))


def _masked_keys(side: Side) -> tuple[str, ...]:
    key = side.source.table[side.columns["order_id"]]
    rows = fetch_rows(side.source.table.filter(key.notnull()).select(key=key).limit(N_EXAMPLES), at_most=N_EXAMPLES)
    return tuple(mask(str(row["key"])) for row in rows)
