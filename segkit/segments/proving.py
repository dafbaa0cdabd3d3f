"""A scheme tried on a company's own customers: how many each segment holds, and what looks wrong about that."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from ibis.expr.types import Table

from segkit.engine import fetch_one, fetch_rows
from segkit.segments.rules import column_types, conditions_of
from segkit.segments.schemes import assign_scheme, fit_scheme
from segkit.segments.situations import thresholds
from segkit.segments.standard import RulesScheme, Scheme, ScorecardScheme, TiersScheme, segments_of

TINY, DOMINANT = 0.01, 0.8
MOST_SEGMENTS = 1000


@dataclass(frozen=True)
class Held:
    """One segment on trial: its customers, and their share of all."""

    segment: str
    customers: int
    share: float


@dataclass(frozen=True)
class ProvingFinding:
    """What looks wrong about a scheme on these customers; its sentence is `segments.proving.<code>`."""

    code: str  # empty, tiny, dominant, out_of_range
    scheme: str
    subject: str  # a segment, or a measure
    figure: float
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True)
class Proof:
    """A scheme on trial. Every customer is in exactly one segment: `held` adds up to all of them."""

    scheme: str
    held: tuple[Held, ...]
    findings: tuple[ProvingFinding, ...]


def prove_scheme(scheme: Scheme, customers: Table, *, n_bins: int = 5, others: Table | None = None) -> Proof:
    """`scheme` fitted and applied to `customers` (as `columns.MEASURES`); segments in the scheme's order, others last.

    Findings: a segment that holds nobody or less than 1 % (`otherwise` and `unknown` may), or more than 80 %; a
    threshold beyond every value there is. `others` are people who have not bought, of a scheme that is of everybody:
    they are placed by what the customers taught, and counted with them.
    """
    fitted = fit_scheme(scheme, customers, n_bins=n_bins)
    counts = _counts(assign_scheme(customers, fitted), scheme.id)
    if others is not None:
        counts += _counts(assign_scheme(others, fitted), scheme.id)
    total = sum(counts.values())
    names = [one.id for one in segments_of(scheme)]
    order = [*(name for name in counts if name not in names), *names]
    held = tuple(Held(name, counts.get(name, 0), round(counts.get(name, 0) / max(total, 1), 6)) for name in order)
    findings = (*_size_findings(scheme, held), *_range_findings(scheme, customers))
    return Proof(scheme.id, held, findings)


def _counts(segments: Table, scheme: str) -> Counter[str]:
    grouped = segments.group_by(segment=segments[scheme]).aggregate(n=lambda rows: rows.count())
    return Counter({row["segment"]: row["n"] for row in fetch_rows(grouped, at_most=MOST_SEGMENTS)})


def _size_findings(scheme: Scheme, held: tuple[Held, ...]) -> Iterator[ProvingFinding]:
    others = {
        one.id for one in (getattr(scheme, "otherwise", None), getattr(scheme, "unknown", None)) if one is not None
    }
    for one in held:
        if one.segment in others and one.share <= DOMINANT:
            continue
        if not one.customers:
            yield ProvingFinding("empty", scheme.id, one.segment, 0.0)
        elif one.share < TINY:
            yield ProvingFinding("tiny", scheme.id, one.segment, one.share)
        elif one.share > DOMINANT:
            yield ProvingFinding("dominant", scheme.id, one.segment, one.share)


def _range_findings(scheme: Scheme, customers: Table) -> Iterator[ProvingFinding]:
    """Thresholds that no customer lies on the far side of."""
    for measure, values in _thresholds(scheme, customers).items():
        column = customers[measure].cast("float64")
        edge = fetch_one(customers.aggregate(low=column.min(), high=column.max()))
        for value in values:
            if edge["low"] is not None and not edge["low"] <= value <= edge["high"]:
                yield ProvingFinding("out_of_range", scheme.id, measure, value, edge["low"], edge["high"])


def _thresholds(scheme: Scheme, customers: Table) -> dict[str, tuple[float, ...]]:
    if isinstance(scheme, TiersScheme):
        return {scheme.measure: scheme.cuts} if scheme.by == "typed" else {}
    if isinstance(scheme, ScorecardScheme):
        return {one.measure: one.cuts for one in scheme.indicators if one.by == "typed"}
    if isinstance(scheme, RulesScheme):
        types = column_types(customers)
        return thresholds(conditions_of(scheme, types), types)
    return {}
