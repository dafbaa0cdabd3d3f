"""What a benchmark found, and the table in which it is read."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True)
class Finding:
    """One figure beside its budget.

    Parameters
    ----------
    budget
        The largest value that is still good, or the smallest one where `is_floor`.
    runs
        How often it was measured; `measured` is the median.
    """

    what: str
    measured: float
    budget: float
    unit: str
    runs: int = 1
    is_floor: bool = False
    note: str = ""

    @property
    def is_met(self) -> bool:
        """Whether the budget holds."""
        return self.measured >= self.budget if self.is_floor else self.measured <= self.budget


def median_of(what: str, values: Sequence[float], budget: float, unit: str, note: str = "") -> Finding:
    """The finding of several runs."""
    return Finding(what, median(values), budget, unit, len(values), note=note)


HEAD = ("what", "measured", "budget", "", "runs", "note")


def render_findings(findings: Sequence[Finding]) -> str:
    """The findings as a table of text."""
    rows = [HEAD, *(_cells(finding) for finding in findings)]
    widths = [max(len(row[i]) for row in rows) for i in range(len(HEAD))]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]
    return "\n".join([lines[0], "-" * max(map(len, lines)), *lines[1:]])


def _cells(finding: Finding) -> tuple[str, ...]:
    sign = "≥" if finding.is_floor else "≤"
    verdict = "met" if finding.is_met else "MISSED"
    shown = f"{finding.measured:.4g} {finding.unit}".strip()
    limit = f"{sign} {finding.budget:g} {finding.unit}".strip()
    return finding.what, shown, limit, verdict, str(finding.runs), finding.note
