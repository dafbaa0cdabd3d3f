"""Schemes of ordered conditions: the first that is true decides, `otherwise` takes all others."""

from collections.abc import Mapping, Sequence

import ibis
from ibis.expr.types import StringColumn, Table

from segkit.engine import exact_means, exact_medians, exact_quantiles
from segkit.segments.expressions import Condition, Reference, is_true, parse_condition
from segkit.segments.standard import RulesScheme


def conditions_of(scheme: RulesScheme, columns: Mapping[str, str]) -> tuple[Condition, ...]:
    """The checked conditions in order."""
    return tuple(parse_condition(segment.when, columns) for segment in scheme.segments)


def column_types(table: Table) -> dict[str, str]:
    """The columns of a table as the dictionary writes them: name to type."""
    kinds = {name: str(kind).lstrip("!") for name, kind in table.schema().items()}
    return {name: "decimal(18, 2)" if kind.startswith("decimal") else kind for name, kind in kinds.items()}


def fit_rules(scheme: RulesScheme, table: Table) -> dict[str, float]:
    """The means, medians and quantiles the conditions compare with, by how they are written."""
    conditions = conditions_of(scheme, column_types(table))
    return fit_references([one for condition in conditions for one in condition.references], table)


def fit_references(references: Sequence[Reference], table: Table) -> dict[str, float]:
    """Each reference over all customers, exact on every engine; nulls are left out."""
    return {reference.key: _fit_reference(reference, table) for reference in dict.fromkeys(references)}


def _fit_reference(reference: Reference, table: Table) -> float:
    column = reference.column
    if reference.statistic == "mean":
        return exact_means(table, [column])[column]
    if reference.statistic == "median":
        return exact_medians(table, [column])[column]
    return exact_quantiles(table, [column], [reference.share])[column][0]


def rules_segment(scheme: RulesScheme, numbers: Mapping[str, float], table: Table) -> StringColumn:
    """Each customer's segment id."""
    conditions = conditions_of(scheme, column_types(table))
    steps = [
        (is_true(condition, table, numbers), segment.id)
        for condition, segment in zip(conditions, scheme.segments, strict=True)
    ]
    return ibis.cases(*steps, else_=scheme.otherwise.id)
