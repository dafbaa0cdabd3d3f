"""Which pieces stand on which slide: measured as they will be printed, never more than fits, evenly shared out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise
from typing import Any

from segkit.courseware.documents.atoms import Atom, joined
from segkit.courseware.documents.printing import Press, course_style, with_code_face
from segkit.report.pdf import measured

WIDTH, HEIGHT = 338.6, 190.5  # of a slide, in millimetres
BODY = 129.0  # height that the body of a slide may fill
SLACK = 0.96
ROOMY = 0.45  # a slide that fills less of its body is set a fifth larger
FULL = 0.6  # slides set smaller that fill less than this are not worth the small type
THIN = 0.25  # unless a larger type leaves a slide that fills less than this
SMALLER = ("snug", "dense")  # the looks of slides set smaller, the larger first
CSS_PIXELS = 96 / 25.4
Height = tuple[float, float]  # of a piece, and of the head of the table that it is a row of


@dataclass(frozen=True)
class Draft:
    """A slide before it is known whether it fits: title, kicker, pieces, how it looks, and what it serves.

    `part` is `teach`, `talk` or the id of an exercise, `cell` the lesson's text that it was made of, if one.
    """

    title: Any
    atoms: tuple[Atom, ...]
    kicker: str = ""
    look: str = "plain"
    origin: int = 0  # drafts of one origin are parts of one
    lesson: str = ""
    part: str = "teach"
    cell: str = ""


def fit_drafts(drafts: Sequence[Draft], press: Press, files: dict[str, bytes]) -> tuple[Draft, ...]:
    """The drafts, each that holds too much shared out over as few slides as hold it, evenly.

    Where a smaller type spares a slide, it is taken, unless slides would be left that are half empty; if a larger type
    leaves a slide next to nothing, it is taken all the same. A piece that alone is too tall stays alone: printing it
    raises PageFaulty.
    """
    measured_looks = {look: iter(_heights(drafts, press, files, look)) for look in ("", *SMALLER)}
    fitted: list[Draft] = []
    for draft in drafts:
        heights = {look: [next(found) for _ in draft.atoms] for look, found in measured_looks.items()}
        look, parts = look_and_parts(draft.atoms, heights)
        fitted += [replace(draft, atoms=part, look=f"{draft.look} {look}".strip()) for part in parts]
    return tuple(fitted)


def look_and_parts(
    atoms: Sequence[Atom], heights: Mapping[str, Sequence[Height]]
) -> tuple[str, tuple[tuple[Atom, ...], ...]]:
    """How large the type is, and which pieces stand together."""
    own = heights[""]
    parts = share_out(atoms, own, BODY * SLACK)
    if len(parts) == 1:
        return ("roomy" if _tall(atoms, own, range(len(own))) < ROOMY * BODY else ""), parts
    best = ("", parts)
    for look in SMALLER:  # the larger first: a tie leaves it
        closer = share_out(atoms, heights[look], BODY * SLACK)
        held = sum(tall for tall, _ in heights[look]) / len(closer)
        is_worth_it = (
            len(closer) == 1 or held > FULL * BODY or _thinnest(best[1], atoms, heights[best[0]]) < THIN * BODY
        )
        if len(closer) < len(best[1]) and is_worth_it:
            best = look, closer
    return best


def _thinnest(parts: Sequence[Sequence[Atom]], atoms: Sequence[Atom], heights: Sequence[Height]) -> float:
    """The height of the part that fills least."""
    ends = list(accumulate((len(part) for part in parts), initial=0))
    return min(_tall(atoms, heights, range(begin, end)) for begin, end in pairwise(ends))


def share_out(atoms: Sequence[Atom], heights: Sequence[Height], most: float) -> tuple[tuple[Atom, ...], ...]:
    """The pieces in as few parts of at most `most` height as hold them, and the parts as even as can be.

    `heights` are those of each piece and of the head of its table, which stands again on every part. No pieces make
    one empty part. A piece that is bound to the next never ends a part, and a table is not parted, unless they do not
    fit on one.
    """
    runs = list(_whole_runs(atoms, heights, most))
    n = len(_greedy(atoms, heights, runs, most))
    low, high = 0.0, most
    while n > 1 and high - low > 1:
        middle = (low + high) / 2
        parts = _greedy(atoms, heights, runs, middle)
        does_fit = len(parts) <= n and all(_tall(atoms, heights, part) <= middle for part in parts)
        low, high = (low, middle) if does_fit else (middle, high)
    return tuple(tuple(atoms[at] for at in part) for part in _greedy(atoms, heights, runs, high))


def _greedy(
    atoms: Sequence[Atom], heights: Sequence[Height], runs: Sequence[Sequence[int]], most: float
) -> list[list[int]]:
    parts: list[list[int]] = [[]]
    for run in runs:
        if parts[-1] and _tall(atoms, heights, (*parts[-1], *run)) > most:
            parts.append([])
        parts[-1] += run
    return parts


def _whole_runs(atoms: Sequence[Atom], heights: Sequence[Height], most: float) -> Iterable[Sequence[int]]:
    """Runs that fit on one slide; the pieces of one that does not, each alone."""
    for run in _runs(atoms):
        yield from ([at] for at in run) if _tall(atoms, heights, run) > most else [run]


def _runs(atoms: Sequence[Atom]) -> Iterable[list[int]]:
    """Places of pieces that stay together: those bound to the next, with it, and the rows of a table."""
    run: list[int] = []
    for at, atom in enumerate(atoms):
        run.append(at)
        following = atoms[at + 1].open if at + 1 < len(atoms) else ""
        if not atom.is_bound and not (atom.open.startswith("<table") and atom.open == following):
            yield run
            run = []
    if run:
        yield run


def _tall(atoms: Sequence[Atom], heights: Sequence[Height], places: Iterable[int]) -> float:
    """How tall the pieces of these places stand together: each table's head once."""
    held, around = 0.0, ""
    for at in places:
        own, head = heights[at]
        held += own + (head if atoms[at].open != around else 0)
        around = atoms[at].open
    return held


def _heights(drafts: Sequence[Draft], press: Press, files: dict[str, bytes], look: str) -> list[Height]:
    """The printed height of every piece and of the head of its table, in millimetres, in one look."""
    style = course_style(press.brand, press.words.language, ("slides.css", "code.css"))
    bodies = "".join(f'<div class="slide-body">{joined(draft.atoms)}</div>' for draft in drafts)
    html = (
        f'<html lang="{press.words.language}"><head><title>.</title><style>{style}'
        f"@page{{size:{WIDTH}mm 100000mm;margin:0 18mm}}</style></head>"
        f'<body class="slides {press.words.language}"><div class="slide {look}">{bodies}</div></body></html>'
    )
    logos = {f"kit:logo/{role}.svg": path.read_bytes() for role, path in press.brand.logos.items()}
    found = measured(html, with_code_face(press.brand), {**files, **logos}, "atom")
    return [(own / CSS_PIXELS, head / CSS_PIXELS) for own, head in found]
