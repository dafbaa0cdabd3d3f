"""A result of an exercise in a line, to compare with: figures in full, of tables the sums, of names how often."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from numbers import Integral, Real
from typing import Any

from segkit.evaluation.suppression import hidden_rows
from segkit.learn.counts import FEWEST
from segkit.learn.names import segment_names
from segkit.wording import Wording

MOST = 8  # values, rows and columns that are told one by one
SMALL = 1.5  # below it a figure is told to four places, as a share


def told_result(value: Any, words: Wording) -> str:
    """`value` in words; empty where there is nothing to compare, such as a model's object.

    Short tables are told row by row. Of longer ones columns of figures are told by their number, median and sum,
    columns of words by how often each occurs; counts of fewer than 11 are hidden, and those that would give them away.
    """
    if hasattr(value, "columns") and len(value) <= MOST:
        return _joined((_row(value, at, words) for at in range(len(value))), words)
    if hasattr(value, "columns"):
        return _joined((f"{name}: {_column(value[name], words)}" for name in list(value.columns)[:MOST]), words)
    if hasattr(value, "value_counts") and hasattr(value, "dtype"):
        return _cells(value, words) if len(value) <= MOST else _column(value, words)
    return _plain(value, words)


def _row(table: Any, at: int, words: Wording) -> str:
    """A row by its name: each cell, of its column's own type."""
    name = table.index[at]
    cells = {column: table[column].iloc[at] for column in table.columns}
    return f"{_names(words.language).get(name, name)}: {_cells(cells, words)}"


def _cells(cells: Any, words: Wording) -> str:
    return words("documents.listed_items").join(f"{name} {_plain(one, words)}" for name, one in cells.items())


def _plain(value: Any, words: Wording) -> str:
    if isinstance(value, Mapping):
        return _joined((f"{name}: {_plain(one, words)}" for name, one in value.items()), words)
    if isinstance(value, list | tuple | set):
        return _listed(list(value), words)
    if isinstance(value, str):
        return _names(words.language).get(value, value)
    if isinstance(value, bool):
        return str(value)
    return _figure(value, words) if isinstance(value, Real) else ""


def _listed(values: list[Any], words: Wording) -> str:
    """Sentences as they are; of ids how many."""
    if values and all(isinstance(one, str) and (" " in one or not one.isascii()) for one in values):
        return _joined(iter(values), words)
    return words("documents.key.n_listed", n=len(values))


def _figure(value: Any, words: Wording) -> str:
    if isinstance(value, Integral):
        return words.show(int(value), "count")
    places = 4 if abs(float(value)) < SMALL else 2
    return f"{float(value):,.{places}f}"


def _column(column: Any, words: Wording) -> str:
    from pandas.api.types import is_bool_dtype, is_numeric_dtype

    if is_numeric_dtype(column) and not is_bool_dtype(column):
        facts = {"n": int(column.count()), "median": column.median(), "total": column.sum()}
        return words("documents.key.figures", **{name: _figure(one, words) for name, one in facts.items()})
    if getattr(column.dtype, "kind", "") == "M":
        return words("documents.key.n_listed", n=int(column.count()))
    return _values(column.dropna().astype(str).value_counts(), words)


def _values(found: Any, words: Wording) -> str:
    """Values by how often they occur; only how many there are where they are too many to be named."""
    if len(found) > MOST:
        return words("documents.key.n_listed", n=int(found.sum()))
    names = _names(words.language)
    counts = {names.get(str(name), str(name)): int(n) for name, n in found.items()}
    unseen = hidden_rows(counts, FEWEST)
    shown = (
        (name, words("learn.counts.covered") if name in unseen else words.show(n, "count"))
        for name, n in counts.items()
    )
    return _joined((f"{name} {n}" for name, n in shown), words)


@lru_cache(maxsize=2)
def _names(language: str) -> Mapping[str, str]:
    """The ids of segments in words."""
    return segment_names("value_tier", language) | segment_names("rfm_8", language)


def _joined(parts: Any, words: Wording) -> str:
    return words("documents.joint").join(part for part in parts if part)
