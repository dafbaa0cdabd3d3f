"""Work lists for `restricted/`: one XLSX per salesperson or store, with reason, script, due date and a result column.

Runs on DuckDB only: ranking within each owner needs a window.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

from segkit.engine import fetch_rows
from segkit.facts import Action
from segkit.strategy.control import CONTROL
from segkit.strategy.playbook import action_text
from segkit.strategy.spreadsheet import file_names, open_workbook, write_cell
from segkit.wording import Wording

if TYPE_CHECKING:
    from ibis.expr.types import Table

CUSTOMERS_AT_MOST = 12_000  # over all lists: what is held in memory at once
PER_LIST_AT_MOST = 200  # more than anybody works through in ninety days
LISTS_AT_MOST = 300
DUE_DAYS = {"keep": 42, "win_back": 49, "grow": 56}  # the plan hands lists out in weeks 3 and 4
_WIDTHS = {"customer_id": 16, "customer_name": 14, "segment": 16, "reason": 44, "action": 50, "script": 50, "reply": 40}
_COLUMNS = ("customer_id", "customer_name", "segment", "tags", "reason", "action", "script", "reply", "due", "result")
_NEEDED = ("customer_id", "customer_name", "tags", "last_date", "recency_days", "frequency", "monetary", "monetary_12m")


@dataclass(frozen=True)
class WorkList:
    """A list as written: for whom, which file, how many customers to contact, how many of them it holds, and how many
    of the owner's are left out as control group.
    """

    owner: str
    file: str
    n: int
    listed: int
    control: int = 0


def write_work_lists(
    customers: "Table", actions: Sequence[Action], folder: Path, *, wording: Wording, as_of: date
) -> tuple[WorkList, ...]:
    """Write one work list per salesperson (else store, else one for all) of the customers someone shall contact.

    Parameters
    ----------
    customers
        One row per customer: the columns of FEATURES, `segment` (of the main scheme), and where known `owner`, `store`
        and `customer_name`. Customers without an owner stand in a list of their own. Those with `is_control`, where
        the column is there, are left out and counted.
    actions
        One per segment; those whose objective is to keep, win back or grow are contacted.
    folder
        An existing folder; a file per owner is written into it.

    Notes
    -----
    A list holds at most 200 customers, highest spend first (ties: by id), and says how many it leaves out. The 300
    largest lists are written.
    """
    by_segment = {action.segment: action for action in actions if action.objective in DUE_DAYS}
    rows = _contacts(customers, by_segment, wording)
    groups = {owner: list(group) for owner, group in groupby(rows, key=lambda row: str(row["owner"]))}
    names = file_names(groups)
    return tuple(
        _write_list(_List(owner, group, folder / f"{names[owner]}.xlsx"), by_segment, wording, as_of)
        for owner, group in groups.items()
    )


def _contacts(customers: "Table", actions: Mapping[str, Action], wording: Wording) -> list[dict[str, Any]]:
    """The customers to list, by owner and then by spend; `n` and `n_control`: how many the owner has in all."""
    import ibis

    wanted = customers.filter(customers.segment.isin(list(actions)))
    owned = wanted.mutate(owner=_owner(wanted, wording), **_gaps(wanted))
    counts = owned.group_by("owner").aggregate(n=(~owned[CONTROL]).sum(), n_control=owned[CONTROL].sum())
    owned = owned.filter(~owned[CONTROL])
    largest = counts.order_by([ibis.desc("n"), "owner"]).limit(LISTS_AT_MOST)
    window = ibis.window(group_by="owner", order_by=[ibis.desc("monetary"), "customer_id"])
    ranked = owned.inner_join(largest, "owner").mutate(place=ibis.row_number().over(window))
    owners = max(1, largest.count().to_pyarrow().as_py())
    kept = ranked.filter(ranked.place < min(PER_LIST_AT_MOST, CUSTOMERS_AT_MOST // owners))
    chosen = kept.order_by(["owner", "place"]).select("owner", "n", "n_control", "segment", *_NEEDED)
    return fetch_rows(chosen, at_most=CUSTOMERS_AT_MOST)


def _owner(customers: "Table", wording: Wording) -> Any:
    """Who is to contact: the salesperson, else the store, else everyone."""
    import ibis

    for column in ("owner", "store"):
        if column in customers.columns:
            return customers[column].fill_null(wording("strategy.list.nobody"))
    return ibis.literal(wording("strategy.list.everyone"))


def _gaps(customers: "Table") -> dict[str, Any]:
    import ibis

    usual = {"customer_name": ibis.null("string"), "tags": ibis.null("string"), CONTROL: ibis.literal(False)}
    return {name: value for name, value in usual.items() if name not in customers.columns}


@dataclass(frozen=True)
class _List:
    owner: str
    rows: list[dict[str, Any]]
    path: Path


def _write_list(work: _List, actions: Mapping[str, Action], wording: Wording, as_of: date) -> WorkList:
    title = wording("strategy.list.title", owner=work.owner)
    n, listed, control = work.rows[0]["n"], len(work.rows), work.rows[0]["n_control"]
    with open_workbook(work.path, as_of=as_of, title=title) as book:
        sheet = book.add_worksheet(wording("strategy.list.sheet"))
        held = [wording("strategy.list.control", n=control)] if control else []
        lines = [title, _count_line(n, listed, wording), *held, wording("strategy.list.restricted")]
        columns = _columns(work.rows)
        n_cut = _write_rows(book, sheet, _cells(work.rows, columns, actions, (wording, as_of)))
        lines[1] += wording("strategy.list.cut", n=n_cut) if n_cut else ""
        _write_head(book, sheet, lines, [wording(f"strategy.column.{name}") for name in columns])
        _set_widths(sheet, columns)
    return WorkList(work.owner, work.path.name, n, listed, control)


def _count_line(n: int, listed: int, wording: Wording) -> str:
    return wording("strategy.list.all" if n == listed else "strategy.list.capped", n=n, listed=listed)


def _columns(rows: Iterable[dict[str, Any]]) -> tuple[str, ...]:
    """The columns of a list; tags only where somebody has one."""
    has_tags = any(row["tags"] for row in rows)
    return tuple(name for name in _COLUMNS if name != "tags" or has_tags)


def _set_widths(sheet: Any, columns: Sequence[str]) -> None:
    for column, name in enumerate(columns):
        sheet.set_column(column, column, _WIDTHS.get(name, 14))


def _write_head(book: Any, sheet: Any, lines: Iterable[str], heads: Iterable[str]) -> None:
    title, note = book.add_format({"bold": True, "font_size": 14}), book.add_format({"font_color": "#555555"})
    for row, line in enumerate(lines):
        write_cell(sheet, row, 0, line, note if row else title)
    head = book.add_format({"bold": True, "bottom": 1, "bg_color": "#EEEEEE", "text_wrap": True, "valign": "vcenter"})
    for column, text in enumerate(heads):
        write_cell(sheet, 4, column, text, head)
    sheet.freeze_panes(5, 2)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.repeat_rows(4)
    sheet.fit_to_pages(1, 0)


def _write_rows(book: Any, sheet: Any, rows: Iterable[Sequence[Any]]) -> int:
    """Write the rows below the head; how many cells had to be cut."""
    text = book.add_format({"text_wrap": True, "valign": "top", "num_format": "@"})
    day = book.add_format({"num_format": "yyyy-mm-dd", "valign": "top"})
    n_cut = 0
    for row, cells in enumerate(rows, start=5):
        for column, value in enumerate(cells):
            n_cut += write_cell(sheet, row, column, value, day if isinstance(value, date) else text)
    return n_cut


def _cells(
    rows: Iterable[dict[str, Any]],
    columns: Sequence[str],
    actions: Mapping[str, Action],
    said: tuple[Wording, date],
) -> Iterator[tuple[Any, ...]]:
    wording, as_of = said
    for row in rows:
        action = actions[row["segment"]]
        told = {
            "customer_id": row["customer_id"],
            "customer_name": row["customer_name"],
            "segment": wording.show(row["segment"], "segment"),
            "tags": row["tags"],
            "reason": wording(f"strategy.reason.{action.objective}", **row),
            "action": action_text(action, "action", wording),
            "script": action_text(action, "script", wording),
            "reply": action_text(action, "reply", wording),
            "due": as_of + timedelta(days=DUE_DAYS[action.objective]),
            "result": None,
        }
        yield tuple(told[name] for name in columns)
