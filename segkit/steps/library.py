"""Ready schemes and tags beyond the standard in use: what the study's tables suffice for, and some tried out.

Nothing of it is kept: a standard decides what counts.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from segkit.evaluation.crossing import crossing
from segkit.evaluation.figures import Grouping
from segkit.facts import Crossing, Gap, Scheme, TagGroupFacts, Text
from segkit.segments.agreement import library_names
from segkit.segments.inputs import SchemeState, scheme_state
from segkit.segments.schemes import assign_scheme, describe_scheme, fit_scheme
from segkit.segments.standard import read_library_scheme, ready_tags
from segkit.steps.measuring import gap_of, with_master, with_measures
from segkit.steps.stage import Stage
from segkit.steps.tagging import judge_tags
from segkit.study import Study

if TYPE_CHECKING:
    from ibis.expr.types import Table

STATES = ("usable", "column", "source")


@dataclass(frozen=True)
class ReadyScheme:
    """A scheme of the library: its id and name, its kind, whether the tables suffice, and what is lacking."""

    id: str
    name: Text
    kind: str
    state: str
    sources: tuple[str, ...]
    lacks: tuple[str, ...]


def ready_schemes(study: Study) -> tuple[ReadyScheme, ...]:
    """Every scheme of the library against the tables that `study` names; usable ones first, else by id.

    `lacks` holds tables that are absent, and of those that are there the roles without a column.
    """
    tables = {name: {*one.columns} for name, one in study.sources.given().items()}
    if (lines := study.sources.orders.lines) is not None:
        tables["orders"] |= {*lines.columns}
    found = [_ready(name, scheme_state(read_library_scheme(name), tables)) for name in library_names()]
    return tuple(sorted(found, key=lambda one: (STATES.index(one.state), one.id)))


def _ready(name: str, state: SchemeState) -> ReadyScheme:
    scheme = read_library_scheme(name)
    lacks = (*state.absent, *(role for _, role in state.columns))
    return ReadyScheme(scheme.id, dict(scheme.name), scheme.kind, state.state, state.sources, lacks)


@dataclass(frozen=True)
class Tried:
    """Ready schemes on the study's customers: a column per scheme, and why one could not be applied."""

    table: "Table"
    schemes: tuple[Scheme, ...]
    gaps: tuple[Gap, ...]
    smallest: int

    def grouping(self, scheme: str) -> Grouping | None:
        """Customers by one of the schemes; None where it could not be applied."""
        found = next((one for one in self.schemes if one.id == scheme), None)
        if found is None:
            return None
        return Grouping(self.table, scheme, tuple(one.id for one in found.segments), self.smallest)


def try_schemes(stage: Stage, names: Sequence[str]) -> Tried:
    """The library's schemes of these names fitted and applied as of today, beside what the run keeps.

    Raises
    ------
    UnknownScheme
        The library has no such scheme.
    """
    wanted = [read_library_scheme(name) for name in names]
    measured = with_measures(stage, with_master(stage), wanted, day=stage.as_of)
    table = stage.stage_table(f"tried_{'_'.join(names)}", measured)
    gaps, tried = [], []
    for scheme in wanted:
        gap = gap_of(stage, scheme, table)
        if gap is not None:
            gaps.append(gap)
            continue
        fitted = fit_scheme(scheme, table, n_bins=stage.study.scores.bins)
        table = assign_scheme(table, fitted)
        tried.append(describe_scheme(fitted))
    return Tried(table, tuple(tried), tuple(gaps), stage.study.privacy.smallest_group)


def cross(tried: Tried, left: str, right: str) -> Crossing | None:
    """Two of the schemes laid across each other; None where one of them could not be applied."""
    rows, columns = tried.grouping(left), tried.grouping(right)
    return crossing(rows, columns) if rows and columns else None


@dataclass(frozen=True)
class TagRow:
    """A tag, how it is given, and to how many customers with how much money."""

    group: Text
    tag: Text
    given_by: str
    rule: Text
    n: int | None
    revenue: Decimal | None


def try_ready_tags(stage: Stage, customers: "Table") -> tuple[TagRow, ...]:
    """The ready tags on `customers` (as `columns.MEASURES`), in their order; small counts are hidden."""
    facts = judge_tags(stage, customers, ready_tags(), name="held_ready").facts
    return tuple(row for group in facts for row in _rows(group))


def _rows(group: TagGroupFacts) -> list[TagRow]:
    return [TagRow(group.name, one.name, one.given_by, one.rule, one.n, one.revenue) for one in group.tags]
