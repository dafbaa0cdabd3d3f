"""Orders that came in several files: where the rows and the money of each went, and orders that stand in two of them.

Runs on DuckDB only, as all of cleaning.
"""

from collections.abc import Iterable
from decimal import Decimal
from typing import TYPE_CHECKING

from segkit.clean.ledger import NOTHING, Found
from segkit.clean.places import Origin, file_place, with_places
from segkit.clean.rules import BESIDE, KEPT, RULES, STRUCTURE
from segkit.engine import fetch_one, fetch_rows
from segkit.facts import Overlap, RowAccount

if TYPE_CHECKING:
    from ibis.expr.types import Table

MOST_FILES = 100_000
N_EXAMPLES = 5
ENDS = ("kept", "quarantined", "outside", "non_data")


def accounts_by_file(standing: "Table", origin: Origin) -> tuple[RowAccount, ...]:
    """One account per file of a batch, in the order of its files; they add up to the account of the whole.

    Parameters
    ----------
    standing
        Entries with `removed`, the place of the rule that removed each.
    """
    names, place = list(origin.files), file_place(standing.file_row_number, origin)
    sums = standing.group_by("removed", at=place).aggregate(rows=standing.count(), amount=standing.amount.sum())
    judged = [
        (names[row["at"]], effect_of(row["removed"]), Found(row["rows"], row["amount"] or NOTHING))
        for row in fetch_rows(sums, at_most=MOST_FILES * len(RULES))
    ]
    return tuple(account_of(origin.source, file, (*judged, *_read_apart(origin))) for file in origin.files)


def effect_of(removed: int) -> str:
    """What became of a row that the rule at this place removed."""
    return "kept" if removed == KEPT else RULES[removed].effect


def account_of(source: str, file: str, found: Iterable[tuple[str, str, Found]]) -> RowAccount:
    """The account of one file from (file, effect, rows and money) of all files."""
    ends = dict.fromkeys(ENDS, Found())
    for name, effect, rows in found:
        if name == file:
            ends[effect] += rows
    whole = sum(ends.values(), Found())
    return RowAccount(
        source=source,
        file=file,
        rows=whole.rows,
        kept=ends["kept"].rows,
        quarantined=ends["quarantined"].rows,
        outside=ends["outside"].rows,
        non_data=ends["non_data"].rows,
        amount=whole.amount,
        amount_kept=ends["kept"].amount,
        amount_quarantined=ends["quarantined"].amount,
        amount_outside=ends["outside"].amount,
        amount_non_data=ends["non_data"].amount,
    )


def account_beside(left_out: "Table", origin: Origin, records: dict[str, int]) -> tuple[RowAccount, ...]:
    """The accounts of a table beside the orders, one per file, without money.

    Parameters
    ----------
    left_out
        record, reason (of BESIDE): what the table does not keep of what was read.
    records
        File to how many records were read of it; each row of `left_out` is one of them.
    """
    placed = with_places(left_out.mutate(file_row_number=left_out.record), origin)
    sums = placed.group_by("file", "reason").aggregate(rows=placed.count())
    apart = [(row["file"], BESIDE[row["reason"]], Found(row["rows"])) for row in fetch_rows(sums, at_most=MOST_FILES)]
    gone = {file: sum(found.rows for name, _, found in apart if name == file) for file in records}
    kept = [(file, "kept", Found(n - gone[file])) for file, n in records.items()]
    found = (*kept, *apart, *_read_apart(origin))
    return tuple(account_of(origin.source, file, found) for file in records)


def _read_apart(origin: Origin) -> list[tuple[str, str, Found]]:
    """What reading itself set aside or declared no data, by file; nobody knows its money."""
    if origin.set_aside is None:
        return []
    counts = origin.set_aside.group_by("file", "reason").aggregate(n=lambda rows: rows.count())
    effects = STRUCTURE | {"total_row": "non_data"}
    rows = fetch_rows(counts, at_most=MOST_FILES * len(effects))
    return [(row["file"], effects[row["reason"]], Found(row["n"])) for row in rows]


def find_overlap(standing: "Table", origin: Origin) -> Overlap:
    """Orders whose kept lines stand in more than one file of a batch, refunds not counted; ids are not masked yet.

    Parameters
    ----------
    standing
        Judged entries; rows that repeat another one exactly are removed already and do not count.
    """
    kept = standing.filter((standing.removed == KEPT) & standing.order_id.notnull() & (standing.amount >= 0))
    place = file_place(kept.file_row_number, origin)
    orders = kept.group_by("order_id").aggregate(
        first=place.min(), last=place.max(), lines=kept.count(), amount=kept.amount.sum()
    )
    several = orders.filter(orders.first < orders.last)
    found = fetch_one(several.aggregate(n=several.count(), lines=several.lines.sum(), amount=several.amount.sum()))
    first = fetch_rows(several.order_by("order_id").select("order_id").limit(N_EXAMPLES), at_most=N_EXAMPLES)
    return Overlap(
        orders=found["n"],
        lines=int(found["lines"] or 0),
        amount=found["amount"] or Decimal("0.00"),
        of=fetch_one(orders.aggregate(n=orders.count()))["n"],
        examples=tuple(row["order_id"] for row in first),
    )
