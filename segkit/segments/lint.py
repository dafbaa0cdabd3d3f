"""Prove that a scheme puts everybody in exactly one segment, and name what is wrong where it does not."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from typing import Any

from segkit.columns import FEATURES
from segkit.errors import CellsContested, CellsUncovered, CellsUnknown, Problems, StandardError
from segkit.segments.agreement import COLUMNS
from segkit.segments.document import day_findings, name_findings
from segkit.segments.expressions import Condition, truth
from segkit.segments.findings import LintFinding
from segkit.segments.grid import cells_of
from segkit.segments.rules import conditions_of
from segkit.segments.situations import beyond_range, situations
from segkit.segments.standard import GridScheme, KeywordsScheme, RulesScheme, Scheme, Standard, schemes_of, segments_of
from segkit.segments.tag_findings import tag_findings
from segkit.segments.wordlists import word_faults


def lint_scheme(scheme: Scheme, *, n_bins: int = 5, columns: Mapping[str, str] = COLUMNS) -> tuple[LintFinding, ...]:
    """Everything that is wrong or worth a look in one scheme, errors first.

    Kinds `tiers`, `scorecard`, `column` and `clusters` are sound by construction. Of `rules`, every score cell, both
    sides of every threshold and every null is tried; what no rule takes falls to `otherwise`, which is legal and a
    warning. Of `keywords`, groups without words are errors; words of two groups, and words that an earlier group takes,
    are warnings.
    """
    findings: list[LintFinding] = []
    columns = _open_columns(scheme, columns)
    if isinstance(scheme, GridScheme):
        findings = [*lint_grid(scheme, n_bins)]
    if isinstance(scheme, RulesScheme):
        findings = [*_beyond_range(scheme, columns), *_lint_rules(scheme, n_bins, columns)]
    if isinstance(scheme, KeywordsScheme):
        findings = [LintFinding(one.code, one.level, scheme.id, one.segments, one.words) for one in word_faults(scheme)]
    return tuple(sorted(findings, key=lambda finding: ("error", "warning", "note").index(finding.level)))


def _open_columns(scheme: Scheme, columns: Mapping[str, str]) -> Mapping[str, str]:
    """The columns as the scheme meets them: of people who have not bought no feature is known."""
    if scheme.of == "buyers":
        return columns
    return {name: f"{kind.removesuffix('?')}?" if name in FEATURES.columns else kind for name, kind in columns.items()}


def lint_schemes(schemes: Sequence[Scheme], *, n_bins: int = 5) -> tuple[LintFinding, ...]:
    """The findings of every scheme of a standard, and what is wrong with the names of its segments."""
    found = [finding for scheme in schemes for finding in lint_scheme(scheme, n_bins=n_bins)]
    return (*found, *name_findings(schemes))


def lint_standard(standard: Standard, *, n_bins: int = 5) -> tuple[LintFinding, ...]:
    """Everything that is wrong or worth a look in a standard: its schemes, their names, tags, overrides and days."""
    tags = tag_findings(standard.tags, COLUMNS, n_bins=n_bins, approved_on=standard.approved_on)
    return (*lint_schemes(schemes_of(standard), n_bins=n_bins), *tags, *day_findings(standard))


def lint_grid(scheme: GridScheme, n_bins: int) -> Iterator[LintFinding]:
    """Findings about a table of cells: gaps, overlaps, codes that repeat or do not exist, better scores worse off."""
    cells = cells_of(scheme, n_bins)
    places = {cell: [one.id for one in scheme.segments if cell in one.cells] for cell in cells}
    yield from _found("gap", "error", scheme, (), [cell for cell, owners in places.items() if not owners])
    overlaps = [cell for cell, owners in places.items() if len(owners) > 1]
    rivals = [one.id for one in scheme.segments if set(one.cells) & set(overlaps)]
    yield from _found("overlap", "error", scheme, rivals, overlaps)
    for segment in scheme.segments:
        twice = [cell for cell, times in Counter(segment.cells).items() if times > 1]
        yield from _found("repeated", "warning", scheme, [segment.id], twice)
        yield from _found("unknown_cell", "error", scheme, [segment.id], sorted(set(segment.cells) - set(cells)))
    if scheme.ordered:
        yield from _out_of_order(scheme, {cell: owners[0] for cell, owners in places.items() if owners})


def _lint_rules(scheme: RulesScheme, n_bins: int, columns: Mapping[str, str]) -> Iterator[LintFinding]:
    conditions = conditions_of(scheme, columns)
    tried = situations(conditions, columns, n_bins)
    if tried is None:
        yield LintFinding("unproven", "note", scheme.id)
        return
    hits = {label: _hits(customer, conditions, scheme) for label, customer in tried.items()}
    yield from _found("fallback", "warning", scheme, [scheme.otherwise.id], [one for one, by in hits.items() if not by])
    contested = {label: by for label, by in hits.items() if len(by) > 1}
    rivals = {segment for by in contested.values() for segment in by}
    in_order = [one.id for one in scheme.segments if one.id in rivals]
    yield from _found("contested", "warning", scheme, in_order, list(contested))
    yield from _never_reached(scheme, hits)
    if scheme.ordered:
        first = {label: by[0] if by else scheme.otherwise.id for label, by in hits.items()}
        yield from _out_of_order(scheme, {cell: segment for cell, segment in first.items() if cell.isdigit()})


def _never_reached(scheme: RulesScheme, hits: Mapping[str, Sequence[str]]) -> Iterator[LintFinding]:
    """Rules that no customer can satisfy, and rules whose customers earlier ones take."""
    satisfied = {segment for by in hits.values() for segment in by}
    reached = {by[0] for by in hits.values() if by}
    for one in scheme.segments:
        if one.id not in satisfied:
            yield LintFinding("contradiction", "warning", scheme.id, (one.id,))
    unreached = tuple(one.id for one in scheme.segments if one.id in satisfied - reached)
    if unreached:
        yield LintFinding("unreachable", "warning", scheme.id, unreached)


def _beyond_range(scheme: RulesScheme, columns: Mapping[str, str]) -> Iterator[LintFinding]:
    for one, condition in zip(scheme.segments, conditions_of(scheme, columns), strict=True):
        for column, values in beyond_range([condition], columns).items():
            cells = tuple(f"{column} {value:g}" for value in values)
            yield LintFinding("beyond_range", "warning", scheme.id, (one.id,), cells)


def _hits(customer: Mapping[str, Any], conditions: Sequence[Condition], scheme: RulesScheme) -> list[str]:
    """The segments whose condition is true, in order; unknown is not true."""
    return [
        segment.id
        for condition, segment in zip(conditions, scheme.segments, strict=True)
        if truth(condition, customer, {}) is True
    ]


def _out_of_order(scheme: Scheme, placed: Mapping[str, str]) -> Iterator[LintFinding]:
    """Cells where one step up on one axis leads to a segment further down the list."""
    rank = {one.id: place for place, one in enumerate(segments_of(scheme))}
    worse = {
        better: (placed[cell], placed[better])
        for cell, axis in product(placed, range(3))
        if (better := _step_up(cell, axis)) in placed and rank[placed[better]] > rank[placed[cell]]
    }
    names = [one for one in rank if any(one in pair for pair in worse.values())]
    yield from _found("out_of_order", "warning", scheme, names, sorted(worse))


def _step_up(cell: str, axis: int) -> str:
    return cell[:axis] + str(int(cell[axis]) + 1) + cell[axis + 1 :]


def _found(
    code: str, level: str, scheme: Scheme, segments: Sequence[str], cells: Sequence[str]
) -> Iterator[LintFinding]:
    """The finding, if there are any cells."""
    if cells:
        yield LintFinding(code, level, scheme.id, tuple(segments), tuple(cells))


def require_sound(scheme: GridScheme, n_bins: int) -> None:
    """Raise what stops a grid from giving every customer exactly one segment, all together."""
    kinds = {"gap": CellsUncovered, "overlap": CellsContested, "unknown_cell": CellsUnknown}
    problems: list[StandardError] = [
        kinds[finding.code](scheme.id, finding.slots()["cells"])
        for finding in lint_grid(scheme, n_bins)
        if finding.level == "error"
    ]
    if problems:
        raise problems[0] if len(problems) == 1 else Problems(tuple(problems))
