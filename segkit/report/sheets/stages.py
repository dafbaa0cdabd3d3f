"""Sheets about the way to the second order, and about who comes back after the first."""

from collections.abc import Iterator
from dataclasses import replace

from segkit.facts import Cohort, Report
from segkit.report.sheets.grid import Sheet, sheet

MOST_LATER = 8  # quarters after the first purchase


def stage_sheets(report: Report, at: int) -> Iterator[Sheet]:
    """The funnel and the cohorts, from exhibit `at` of the other schemes' page on; nothing where they are not asked."""
    heads = "stage:key:exhibits.stage n:count reached:count share_reached:percent median_days:one n_timed:count"
    if report.funnel:
        rows = ((s.stage, s.n, s.reached, s.share_reached, s.median_days, s.n_timed) for s in report.funnel)
        yield replace(sheet("annex_schemes", at, heads, rows), part="funnel")
    if report.cohorts:
        later = min(MOST_LATER, max(len(one.rates) for one in report.cohorts))
        heads = " ".join(["first_quarter:text n:count", *(f"later_{number}:percent" for number in range(1, later + 1))])
        grid = (_cohort(one, later) for one in report.cohorts)
        yield replace(sheet("annex_schemes", at + bool(report.funnel), heads, grid), part="cohorts")


def _cohort(facts: Cohort, later: int) -> tuple[object, ...]:
    """A cohort's quarter, size and rates, filled up to the width of the grid."""
    name = f"{facts.quarter.year} Q{(facts.quarter.month + 2) // 3}"
    return (name, facts.n, *(*facts.rates, *[None] * later)[:later])
