"""What a sheet is made of: columns with a kind each, rows of raw values."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

Value = Any  # str, int, float, Decimal, date, None; a Text for `pick`, an Action and a field for `own`, a Task


@dataclass(frozen=True)
class Column:
    """A column: its head is the catalogue's `exhibits.column.<name>`, its values are of one kind.

    `kind` is a format of `wording.py`, `text`, `named` (the company's own word), `pick` (a bilingual text), `condition`
    (of the expression language), `gap` (why something is absent), `effect` and `trait` (what sets a segment apart),
    `own` and `task` (texts that `words.yml` may replace), or `key:<prefix>` for ids whose words stand in a catalogue
    under `<prefix>.<id>`. A column of data (a segment, a label) has its own `label`.
    """

    name: str
    kind: str
    label: str = ""


@dataclass(frozen=True)
class Sheet:
    """One exhibit's data."""

    page: str
    at: int
    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...]
    about: str = ""  # the scheme it is about, where a page has a sheet per scheme
    part: str = ""  # names its title where its number on the page varies


def sheet(page: str, at: int, heads: str, rows: Iterable[Sequence[Value]]) -> Sheet:
    """A sheet whose columns are written as `segment:segment n:count share_n:percent`."""
    columns = tuple(Column(*head.split(":", 1)) for head in heads.split())
    return Sheet(page, at, columns, tuple(tuple(row) for row in rows))
