"""Errors in turning facts into pages: slips of ours or of a brand."""

from dataclasses import dataclass

from segkit.errors.base import SegkitError


class PageError(SegkitError):
    """Something about turning facts into pages: a slip of ours or of a brand."""

    exit_code = 1


@dataclass(eq=False)
class GlyphMissing(PageError):
    """Characters of our own text that no font of kit or brand has."""

    code = "E-PDF-01"
    characters: str


@dataclass(eq=False)
class RenderWarned(PageError):
    """The PDF engine had something to say; nothing is published half right."""

    code = "E-PDF-02"
    messages: tuple[str, ...]


@dataclass(eq=False)
class PageFaulty(PageError):
    """A page breaks a rule of layout or of accessibility."""

    code = "E-PDF-03"
    page: str
    rule: str
    detail: str


@dataclass(eq=False)
class ResourceRefused(PageError):
    """A page asked for a file that was not handed over."""

    code = "E-PDF-04"
    url: str
