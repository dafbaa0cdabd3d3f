"""Fit, apply and describe a scheme of any kind."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ibis.expr.types import StringColumn, Table
from pydantic import TypeAdapter

from segkit.facts import Scheme as SchemeFacts
from segkit.facts import Segment as SegmentFacts
from segkit.segments.grades import fit_grades, grades_segment
from segkit.segments.grid import fit_grid, grid_segment
from segkit.segments.keywords import keywords_segment, require_said
from segkit.segments.lint import require_sound
from segkit.segments.rules import fit_rules, rules_segment
from segkit.segments.scorecard import fit_scorecard, scorecard_segment
from segkit.segments.standard import (
    ClustersScheme,
    ColumnScheme,
    GridScheme,
    KeywordsScheme,
    OneScheme,
    RulesScheme,
    Scheme,
    ScorecardScheme,
    TiersScheme,
    segments_of,
)
from segkit.segments.tiers import fit_tiers, tiers_segment


@dataclass(frozen=True)
class FittedScheme:
    """A scheme and the few numbers it took from all customers: enough to place new ones."""

    scheme: GridScheme | TiersScheme | ScorecardScheme | RulesScheme | ColumnScheme | KeywordsScheme
    numbers: dict[str, float] = field(default_factory=dict)  # references, floors, statistics of conditions
    values: tuple[str, ...] = ()  # the grades of kind `column`

    def to_dict(self) -> dict[str, Any]:
        """As plain values for `fitted.json`."""
        return {"scheme": self.scheme.model_dump(mode="json"), "numbers": self.numbers, "values": list(self.values)}

    @classmethod
    def from_dict(cls, saved: Mapping[str, Any]) -> "FittedScheme":
        """What `to_dict` wrote."""
        scheme: Any = TypeAdapter(OneScheme).validate_python(saved["scheme"])
        return cls(scheme, dict(saved["numbers"]), tuple(saved["values"]))


def fit_scheme(scheme: Scheme, table: Table, *, n_bins: int = 5) -> FittedScheme:
    """What `scheme` must know of all customers.

    Parameters
    ----------
    table
        One row per customer as `columns.SCORES`, and the customers' own columns where the scheme uses them.
    n_bins
        The highest score, for the proof that every cell has one segment.

    Raises
    ------
    CellsUncovered, CellsContested, CellsUnknown, ConditionError, SchemeColumnMissing, TooManyGrades
        The scheme is unsound or asks for what is not there. A scheme of kind `clusters` is fitted by `clusters`.
    """
    if isinstance(scheme, ClustersScheme):
        raise TypeError("clusters are fitted by segkit.segments.clusters.fit_clusters")
    if isinstance(scheme, GridScheme):
        require_sound(scheme, n_bins)
        return FittedScheme(scheme, fit_grid(scheme, table))
    if isinstance(scheme, TiersScheme):
        return FittedScheme(scheme, fit_tiers(scheme, table))
    if isinstance(scheme, ScorecardScheme):
        return FittedScheme(scheme, fit_scorecard(scheme, table))
    if isinstance(scheme, RulesScheme):
        return FittedScheme(scheme, fit_rules(scheme, table))
    if isinstance(scheme, KeywordsScheme):
        require_said(scheme, table.columns)
        return FittedScheme(scheme)
    return FittedScheme(scheme, values=fit_grades(scheme, table))


def assign_scheme(table: Table, fitted: FittedScheme) -> Table:
    """Add a column named by the scheme's id with each customer's segment id, exactly one."""
    return table.mutate(**{fitted.scheme.id: _segment(table, fitted)})


def _segment(table: Table, fitted: FittedScheme) -> StringColumn:
    scheme = fitted.scheme
    if isinstance(scheme, GridScheme):
        return grid_segment(scheme, fitted.numbers, table)
    if isinstance(scheme, TiersScheme):
        return tiers_segment(scheme, fitted.numbers, table)
    if isinstance(scheme, ScorecardScheme):
        return scorecard_segment(scheme, fitted.numbers, table)
    if isinstance(scheme, RulesScheme):
        return rules_segment(scheme, fitted.numbers, table)
    if isinstance(scheme, KeywordsScheme):
        return keywords_segment(scheme, table)
    return grades_segment(scheme, fitted.values, table)


def describe_scheme(fitted: FittedScheme) -> SchemeFacts:
    """The scheme as the report states it; the grades of a column carry their own words in both languages."""
    scheme = fitted.scheme
    grades = [SegmentFacts(value, _same(value), _same(value), _same(value), None) for value in fitted.values]
    defined = [SegmentFacts(one.id, one.name, one.public_name, one.rule, one.objective) for one in segments_of(scheme)]
    return SchemeFacts(scheme.id, scheme.name, scheme.purpose, scheme.kind, True, (*grades, *defined))


def _same(value: str) -> dict[str, str]:
    return {"zh-CN": value, "en": value}
