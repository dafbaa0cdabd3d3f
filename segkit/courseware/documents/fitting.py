"""Which pieces stand on which slide: measured as they will be printed, never more than fits, evenly shared out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from segkit.courseware.documents.atoms import Atom, joined
from segkit.courseware.documents.printing import Press, course_style, with_code_face
from segkit.report.pdf import measured

WIDTH, HEIGHT = 338.6, 190.5  # of a slide, in millimetres
BODY = 129.0  # height that the body of a slide may fill
SLACK = 0.96
ROOMY = 0.45  # a slide that fills less of its body is set a fifth larger
CSS_PIXELS = 96 / 25.4


@dataclass(frozen=True)
class Draft:
    """A slide before it is known whether it fits: title, kicker, pieces, and how it looks."""

    title: Any
    atoms: tuple[Atom, ...]
    kicker: str = ""
    look: str = "plain"
    origin: int = 0  # drafts of one origin are parts of one


def fit_drafts(drafts: Sequence[Draft], press: Press, files: dict[str, bytes]) -> tuple[Draft, ...]:
    """The drafts, each that holds too much shared out over as few slides as hold it, evenly.

    A piece that alone is too tall stays alone: printing it raises PageFaulty.
    """
    heights = iter(_heights(drafts, press, files))
    fitted: list[Draft] = []
    for draft in drafts:
        own = [next(heights) for _ in draft.atoms]
        looks = f"{draft.look} roomy" if sum(own) < ROOMY * BODY else draft.look
        fitted += [replace(draft, atoms=part, look=looks) for part in share_out(draft.atoms, own, BODY * SLACK)]
    return tuple(fitted)


def share_out(atoms: Sequence[Atom], heights: Sequence[float], most: float) -> tuple[tuple[Atom, ...], ...]:
    """The pieces in as few parts of at most `most` height as hold them, and the parts as even as can be.

    No pieces make one empty part. A piece that is bound to the next never ends a part, unless both do not fit on one.
    """
    n = len(_greedy(atoms, heights, most))
    low, high = 0.0, most
    while n > 1 and high - low > 1:
        middle = (low + high) / 2
        parts = _greedy(atoms, heights, middle)
        low, high = (low, middle) if len(parts) <= n and _fits(parts, heights, middle) else (middle, high)
    return tuple(tuple(atoms[at] for at in part) for part in _greedy(atoms, heights, high))


def _greedy(atoms: Sequence[Atom], heights: Sequence[float], most: float) -> list[list[int]]:
    parts: list[list[int]] = [[]]
    for run in _runs(atoms):
        held = sum(heights[at] for at in parts[-1])
        if parts[-1] and held + sum(heights[at] for at in run) > most:
            parts.append([])
        parts[-1] += run
    return parts


def _runs(atoms: Sequence[Atom]) -> Iterable[list[int]]:
    """Places of pieces that stay together: those bound to the next, with it."""
    run: list[int] = []
    for at, atom in enumerate(atoms):
        run.append(at)
        if not atom.is_bound:
            yield run
            run = []
    if run:
        yield run


def _fits(parts: Sequence[Sequence[int]], heights: Sequence[float], most: float) -> bool:
    return all(sum(heights[at] for at in part) <= most for part in parts)


def _heights(drafts: Sequence[Draft], press: Press, files: dict[str, bytes]) -> list[float]:
    """The printed height of every piece, in millimetres; heads of tables count with their first row."""
    style = course_style(press.brand, press.words.language, ("slides.css", "code.css"))
    bodies = "".join(f'<div class="slide-body">{joined(draft.atoms)}</div>' for draft in drafts)
    html = (
        f'<html lang="{press.words.language}"><head><title>.</title><style>{style}'
        f"@page{{size:{WIDTH}mm 100000mm;margin:0 18mm}}</style></head>"
        f'<body class="slides {press.words.language}">{bodies}</body></html>'
    )
    logos = {f"kit:logo/{role}.svg": path.read_bytes() for role, path in press.brand.logos.items()}
    return [height / CSS_PIXELS for height in measured(html, with_code_face(press.brand), {**files, **logos}, "atom")]
