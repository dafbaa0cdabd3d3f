"""The annex: everything the body rests on."""

from __future__ import annotations

from segkit.report.pages.frame import Frame
from segkit.report.view import Page


def annex(frame: Frame) -> tuple[Page, ...]:
    """The annex in order."""
    return ()
