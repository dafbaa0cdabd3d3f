"""Pages about the business as a whole: baseline, concentration, pyramid, segments, grid."""

from __future__ import annotations

from segkit.report.charts.pareto import pareto
from segkit.report.pages.frame import Frame
from segkit.report.view import Page


def concentration_page(frame: Frame) -> Page:
    """What the largest customers bring."""
    chart = pareto(frame.report.concentration, frame.brand, frame.words)
    return frame.page("concentration", frame.figure("concentration", chart))
