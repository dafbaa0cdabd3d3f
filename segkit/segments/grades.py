"""The scheme that repeats a column, such as the grade a company uses today."""

from collections.abc import Iterable
from difflib import get_close_matches

from ibis.expr.types import StringColumn, Table

from segkit.columns import UNKNOWN
from segkit.engine import fetch_rows
from segkit.errors import SchemeColumnMissing, TooManyGrades
from segkit.segments.standard import ColumnScheme

MAX_GRADES = 30
CARDS = (  # lowest first; 白金 holds 金, so the higher card counts
    ("普", "基础", "standard", "basic"),
    ("铜", "bronze"),
    ("银", "silver"),
    ("金", "gold"),
    ("白金", "铂", "platinum"),
    ("钻", "diamond"),
    ("黑", "black"),
)


def fit_grades(scheme: ColumnScheme, table: Table) -> tuple[str, ...]:
    """The values that occur, lowest grade first where their words tell, else in order of their text; no null, no 未知.

    Raises
    ------
    SchemeColumnMissing, TooManyGrades
        There is no such column, or it holds more than thirty different values and is no grade.
    """
    if scheme.column not in table.columns:
        near = get_close_matches(scheme.column, table.columns, n=1)
        raise SchemeColumnMissing(scheme.id, scheme.column, "".join(near))
    values = _graded(table, scheme).select(value=table[scheme.column].cast("string")).distinct()
    found = values.count().to_pyarrow().as_py()
    if found > MAX_GRADES:
        raise TooManyGrades(scheme.id, scheme.column, found, MAX_GRADES)
    return in_order(row["value"] for row in fetch_rows(values, at_most=MAX_GRADES))


def in_order(grades: Iterable[str]) -> tuple[str, ...]:
    """Grades from the lowest card to the highest; where one of them names no card, in order of their text."""
    texts = sorted(grades)
    ranks = {text: _rank(text) for text in texts}
    return tuple(texts if None in ranks.values() else sorted(texts, key=lambda text: ranks[text] or 0))


def are_cards(grades: Iterable[str]) -> bool:
    """Whether every grade names a card, so that their order is known; of none it is not."""
    ranks = [_rank(text) for text in grades]
    return bool(ranks) and None not in ranks


def _rank(grade: str) -> int | None:
    """The place of a grade among the cards that shops hand out."""
    found = [place for place, names in enumerate(CARDS) if any(name in grade.lower() for name in names)]
    return max(found, default=None)


def _graded(table: Table, scheme: ColumnScheme) -> Table:
    grade = table[scheme.column].cast("string")
    return table.filter(grade.notnull() & (grade != UNKNOWN))


def grades_segment(scheme: ColumnScheme, values: tuple[str, ...], table: Table) -> StringColumn:
    """Each customer's grade as it stands; one not seen when fitting, null and 未知 belong to `unknown`."""
    grade = table[scheme.column].cast("string")
    return grade.isin(list(values)).fill_null(False).ifelse(grade, scheme.unknown.id)
