"""What was done to a company's data, as counts."""

from dataclasses import dataclass, field
from pathlib import Path

REPORT = "anonymised.json"  # where it stands, and the mark by which an anonymised folder is known


@dataclass(frozen=True)
class TableReport:
    """One table: its new files, records read and written, and lines of the old files that were no records."""

    files: tuple[str, ...]
    read: int
    written: int
    left_out: int


@dataclass(frozen=True)
class AnonymiseReport:
    """What was done, counted; nothing in it leads back to anybody.

    `replaced`: different values by kind. `masked`: places in texts by kind. `merged`: values of each column that went
    into the word for all others. `dropped`: columns that were left out. `key_check`: by which the key is known again.
    """

    study: str
    tables: dict[str, TableReport]
    replaced: dict[str, int]
    masked: dict[str, int]
    merged: dict[str, int]
    dropped: dict[str, int]
    listed_tags: int
    is_scaled: bool
    key_check: str
    folder: Path = field(default=Path(), compare=False)
