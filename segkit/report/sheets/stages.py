"""Sheets that explain single schemes: purchase stages, cohorts of first buyers, other weights of a scorecard."""

from collections.abc import Iterator
from dataclasses import replace

from segkit.facts import Cohort, Report
from segkit.report.sheets.grid import Sheet, sheet

MOST_LATER = 8  # quarters after the first purchase
FUNNEL, CYCLES = "stage", ("life_cycle", "life_cycle_5", "shop_cycle")


def stage_sheets(report: Report, at: int) -> Iterator[Sheet]:
    """Funnel, cohorts, a sheet per scorecard: what there is, from exhibit `at` of the other schemes' page on."""
    if report.funnel:
        yield funnel_sheet(report, "annex_schemes", at)
    if report.cohorts:
        yield cohort_sheet(report, "annex_schemes", at + bool(report.funnel))
    for place, scheme in enumerate(dict.fromkeys(one.scheme for one in report.weights)):
        yield weight_sheet(report, scheme, "annex_schemes", at + bool(report.funnel) + bool(report.cohorts) + place)


def sheets_beside(report: Report, scheme: str, page: str, at: int) -> Iterator[Sheet]:
    """What explains a scheme on its own page: stages the funnel, a life cycle the cohorts, a scorecard its weights."""
    if scheme == FUNNEL and report.funnel:
        yield funnel_sheet(report, page, at)
    if scheme in CYCLES and report.cohorts:
        yield cohort_sheet(report, page, at)
    if any(one.scheme == scheme for one in report.weights):
        yield weight_sheet(report, scheme, page, at)


def funnel_sheet(report: Report, page: str, at: int) -> Sheet:
    """A row per stage: who stands in it, who reached it, and how long the step before it took."""
    heads = "stage:key:exhibits.stage n:count reached:count share_reached:percent median_days:one n_timed:count"
    rows = ((s.stage, s.n, s.reached, s.share_reached, s.median_days, s.n_timed) for s in report.funnel)
    return replace(sheet(page, at, heads, rows), part="funnel")


def cohort_sheet(report: Report, page: str, at: int) -> Sheet:
    """A row per quarter of a first purchase: customers, and the share who bought in each later quarter."""
    later = min(MOST_LATER, max(len(one.rates) for one in report.cohorts))
    heads = " ".join(["first_quarter:text n:count", *(f"later_{number}:percent" for number in range(1, later + 1))])
    return replace(sheet(page, at, heads, (_cohort(one, later) for one in report.cohorts)), part="cohorts")


def weight_sheet(report: Report, scheme: str, page: str, at: int) -> Sheet:
    """A row per indicator and other weight of a scorecard: who would stand elsewhere, and their money."""
    heads = "indicator:pick weight:one tried:one moved_share:percent moved_revenue_12m:cents"
    trials = (one for one in report.weights if one.scheme == scheme)
    rows = ((one.indicator, one.weight, one.tried, one.moved_share, one.moved_revenue_12m) for one in trials)
    return replace(sheet(page, at, heads, rows), part="weights")


def _cohort(facts: Cohort, later: int) -> tuple[object, ...]:
    """A cohort's quarter, size and rates, filled up to the width of the grid."""
    name = f"{facts.quarter.year} Q{(facts.quarter.month + 2) // 3}"
    return (name, facts.n, *(*facts.rates, *[None] * later)[:later])
