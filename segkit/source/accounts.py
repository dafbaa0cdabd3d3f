"""Where the records of one file went while it was read: kept, set aside with a reason, or no data."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING

from segkit.engine import fetch_rows
from segkit.source.opened import SourceTable
from segkit.source.strict.survey import NON_DATA

if TYPE_CHECKING:
    from ibis.backends import BaseBackend

MOST_NAMED = 200  # odd rows named one by one; all of them are counted


@dataclass(frozen=True)
class OddRow:
    """A record that was not read as data: why, the physical line on which it begins, and in a batch its file."""

    reason: str
    line: int
    file: str = ""


@dataclass(frozen=True)
class RecordAccount:
    """Records of the file but its header: `kept` and, by reason, those set aside and those that are no data."""

    kept: int
    quarantined: Mapping[str, int]
    non_data: Mapping[str, int]
    odd_rows: tuple[OddRow, ...]  # the first of them, in the file's order

    @property
    def records(self) -> int:
        """All records."""
        return self.kept + self.n_quarantined + self.n_non_data

    @property
    def n_quarantined(self) -> int:
        """Records set aside."""
        return sum(self.quarantined.values())

    @property
    def n_non_data(self) -> int:
        """Records that are no data."""
        return sum(self.non_data.values())


def account_records(engine: "BaseBackend", source: SourceTable, kept: int) -> RecordAccount:
    """The account of an opened source with `kept` rows; of a batch all files together."""
    if source.parts:
        return _together(engine, source)
    if source.set_aside is None:
        return RecordAccount(kept, {}, {}, ())
    aside = engine.read_parquet(str(source.set_aside))
    counted = fetch_rows(aside.group_by("reason").aggregate(n=aside.count()).order_by("reason"), at_most=1000)
    counts = {row["reason"]: row["n"] for row in counted}
    first = fetch_rows(aside.select("reason", "row").order_by("row").limit(MOST_NAMED), at_most=MOST_NAMED)
    return RecordAccount(
        kept,
        {reason: n for reason, n in counts.items() if reason not in NON_DATA},
        {reason: n for reason, n in counts.items() if reason in NON_DATA},
        tuple(OddRow(row["reason"], row["row"]) for row in first),
    )


def _together(engine: "BaseBackend", source: SourceTable) -> RecordAccount:
    found = {part.file: account_records(engine, part, part.n_records or 0) for part in source.parts}
    accounts = found.values()
    odd = (replace(row, file=file) for file, account in found.items() for row in account.odd_rows)
    return RecordAccount(
        sum(account.kept for account in accounts),
        dict(sum((Counter(account.quarantined) for account in accounts), Counter())),
        dict(sum((Counter(account.non_data) for account in accounts), Counter())),
        tuple(islice(odd, MOST_NAMED)),
    )


def lines_of(account: RecordAccount, reason: str, *, at_most: int = 5) -> Iterator[str]:
    """The first physical lines set aside for a reason, in a batch with their file."""
    rows = [row for row in account.odd_rows if row.reason == reason]
    yield from (f"{row.file}:{row.line}" if row.file else str(row.line) for row in rows[:at_most])
