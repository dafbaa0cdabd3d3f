"""A second table of as many columns below the first: told by a row whose cells are names of columns."""

from typing import TYPE_CHECKING, Any

import ibis

from segkit.clean.orders import CleanOrders
from segkit.clean.places import Origin, with_places
from segkit.engine import fetch_rows
from segkit.errors import SecondTable
from segkit.source.opened import SourceTable
from segkit.source.propose import normal_header, read_dictionary

if TYPE_CHECKING:
    from ibis.expr.types import Table

MOST_LOOKED_AT = 100
FEWEST_NAMES = 2
CELLS = ("customer_id", "order_id", "date_text", "amount_text", "product", "category", "customer_name", "store")


def check_second_table(cleaned: CleanOrders, source: SourceTable, origin: Origin) -> None:
    """Raise where, instead of a day and an amount, a row has words, and at least two of its cells name columns.

    Rows of words alone are set aside by the rules: 待定 for a day and 面议 for an amount are no header. Nor is
    the first record, right below the header: it is at most the header's second row.

    Raises
    ------
    SecondTable
        With the row and the line that reads the first table alone.
    """
    has_unread = any(line.rule == "unreadable_date" and line.rows for line in cleaned.ledger)
    if source.dialect is None or not has_unread:  # only of a text file a last row can be stated
        return
    names = _names_of_columns()
    for row in fetch_rows(_rows_of_words(cleaned.standing, origin), at_most=MOST_LOOKED_AT):
        if not row["record"]:  # right below the header: units, or a second row of names
            continue
        found = {str(row[cell]) for cell in CELLS if row[cell]}
        if sum(normal_header(text) in names for text in found) >= FEWEST_NAMES:
            at, n_below = int(row["row"]), cleaned.account.rows - int(row["record"]) - 1
            line = f"read: {{last_row: {at - 1}}}"
            raise SecondTable(source.file, at, len(source.columns), n_below, line)


def _rows_of_words(standing: "Table", origin: Origin) -> "Table":
    """The first rows with words, and no figure, for day and amount."""
    are_words = [_is_word(standing[name]) for name in ("date_text", "amount_text")]
    unread = standing.filter(standing.order_date.isnull() & standing.amount.isnull() & are_words[0] & are_words[1])
    placed = with_places(unread, origin)
    written = {"customer_id": "customer_text", "order_id": "order_text"}
    cells = {name: placed[name] for name in CELLS if name not in written}
    cells |= {name: ibis.coalesce(placed[before], placed[name]) for name, before in written.items()}
    return placed.select("row", record="file_row_number", **cells).order_by("row").limit(MOST_LOOKED_AT)


def _names_of_columns() -> set[str]:
    """Every name under which a column is known."""
    roles = [role for table in read_dictionary().values() for role in table.values()]
    return {name for role in roles for names in role.values() for name in names}


def _is_word(text: Any) -> Any:
    return (text.notnull() & ~text.re_search("[0-9０-９]")).fill_null(False)
