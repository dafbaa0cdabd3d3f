"""The scheme that repeats a column, such as the grade a company uses today."""

from difflib import get_close_matches

from ibis.expr.types import StringColumn, Table

from segkit.columns import UNKNOWN
from segkit.engine import fetch_rows
from segkit.errors import SchemeColumnMissing, TooManyGrades
from segkit.segments.standard import ColumnScheme

MAX_GRADES = 30


def fit_grades(scheme: ColumnScheme, table: Table) -> tuple[str, ...]:
    """The values that occur, in order of their text, without null and 未知.

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
    return tuple(sorted(row["value"] for row in fetch_rows(values, at_most=MAX_GRADES)))


def _graded(table: Table, scheme: ColumnScheme) -> Table:
    grade = table[scheme.column].cast("string")
    return table.filter(grade.notnull() & (grade != UNKNOWN))


def grades_segment(scheme: ColumnScheme, values: tuple[str, ...], table: Table) -> StringColumn:
    """Each customer's grade as it stands; one not seen when fitting, null and 未知 belong to `unknown`."""
    grade = table[scheme.column].cast("string")
    return grade.isin(list(values)).fill_null(False).ifelse(grade, scheme.unknown.id)
