"""Check a palette against paper, eyes and grey copiers, and repair what fails with the nearest colour that passes."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from segkit.report import colour

TEXT_CONTRAST = 4.5  # WCAG 1.4.3
GRAPHICS_CONTRAST = 3.0  # WCAG 1.4.11
PLAIN_DISTANCE = 10.0  # CIEDE2000: told apart at a glance
GREY_STEP = 4.0  # L*: told apart on a grey copy, with labels beside


@dataclass(frozen=True)
class ColourFinding:
    """One colour that failed a test, and what is used in its place.

    `reason` is `text`, `graphics`, `grey` or one of `colour.SIGHTS`; `measured` and `needed` are in that test's unit.
    """

    role: str
    given: str
    used: str
    reason: str
    measured: float
    needed: float


def check_contrast(palette: tuple[str, ...], paper: str) -> tuple[ColourFinding, ...]:
    """Return what fails in `palette` on `paper`: contrast of each colour, then each against those before it."""
    found = []
    for at, shade in enumerate(palette):
        fault = _fault(shade, palette[:at], paper)
        if fault:
            found.append(ColourFinding(f"palette {at + 1}", shade, shade, *fault))
    return tuple(found)


def repair_palette(palette: tuple[str, ...], paper: str) -> tuple[tuple[str, ...], tuple[ColourFinding, ...]]:
    """Return `palette` with each failing colour replaced by the nearest that passes, and what was replaced.

    Earlier colours win: a colour is only ever moved away from those before it.
    """
    used: tuple[str, ...] = ()
    found = []
    for at, shade in enumerate(palette):
        fault = _fault(shade, used, paper)
        better = _nearest(shade, used, paper) if fault else shade
        if fault:
            found.append(ColourFinding(f"palette {at + 1}", shade, better, *fault))
        used = (*used, better)
    return used, tuple(found)


def readable(role: str, shade: str, paper: str) -> tuple[str, ColourFinding | None]:
    """Return `shade`, darkened as far as text on `paper` needs it, and the finding if it had to be.

    Where nothing near it reads, as on a middle grey: black or white.
    """
    measured = colour.contrast(shade, paper)
    if measured >= TEXT_CONTRAST:
        return shade, None
    grid = _neighbours(shade)
    passing = grid[_ratios(grid, paper) >= TEXT_CONTRAST + 0.05]
    better = _closest(shade, passing) if len(passing) else _strongest(paper)
    return better, ColourFinding(role, shade, better, "text", measured, TEXT_CONTRAST)


def _fault(shade: str, others: tuple[str, ...], paper: str) -> tuple[str, float, float] | None:
    """Reason, measure and need of the first test that `shade` fails."""
    ratio = colour.contrast(shade, paper)
    if ratio < GRAPHICS_CONTRAST:
        return "graphics", ratio, GRAPHICS_CONTRAST
    for sight in colour.SIGHTS if others else ():
        apart = float(_apart(colour.rgb(shade)[None], others, sight)[0])
        if apart < PLAIN_DISTANCE:
            return sight, apart, PLAIN_DISTANCE
    if others:
        step = float(_grey_steps(colour.rgb(shade)[None], others)[0])
        if step < GREY_STEP:
            return "grey", step, GREY_STEP
    return None


def _nearest(shade: str, others: tuple[str, ...], paper: str) -> str:
    """The colour closest to `shade` that passes every test; the least bad one where none does."""
    grid = _neighbours(shade)
    grid = grid[_ratios(grid, paper) >= GRAPHICS_CONTRAST + 0.05]
    if not len(grid):
        return _strongest(paper)
    if not others:
        return _closest(shade, grid)
    apart = np.min([_apart(grid, others, sight) for sight in colour.SIGHTS], axis=0)
    passes = (apart >= PLAIN_DISTANCE + 0.2) & (_grey_steps(grid, others) >= GREY_STEP + 0.2)
    if passes.any():
        return _closest(shade, grid[passes])
    return colour.hexadecimal(grid[int(np.argmax(apart))])


def _neighbours(shade: str) -> colour.Array:
    """Colours a screen can show, from black to white and 40 units of a* and b* around `shade`."""
    _, a, b = colour.lab(colour.rgb(shade))
    mesh = np.meshgrid(np.arange(8.0, 90, 2), a + np.arange(-40.0, 41, 8), b + np.arange(-40.0, 41, 8), indexing="ij")
    grid = colour.from_lab(np.stack(mesh, axis=-1).reshape(-1, 3))
    shown = grid[((grid >= 0) & (grid <= 1)).all(axis=1)]
    return np.round(shown * 255) / 255


def _closest(shade: str, grid: colour.Array) -> str:
    own = np.broadcast_to(colour.lab(colour.rgb(shade)), grid.shape)
    return colour.hexadecimal(grid[int(np.argmin(colour.difference(own, colour.lab(grid))))])


def _strongest(paper: str) -> str:
    """Black or white, whichever stands out more: on a middle grey no colour does as it should."""
    return max(("#000000", "#ffffff"), key=lambda shade: colour.contrast(shade, paper))


def _ratios(grid: colour.Array, paper: str) -> colour.Array:
    """Contrast of each colour of `grid` with `paper`."""
    light = colour.luminance(colour.rgb(paper))
    own = colour.luminance(grid)
    return (np.maximum(own, light) + 0.05) / (np.minimum(own, light) + 0.05)


def _apart(grid: colour.Array, others: tuple[str, ...], sight: str) -> colour.Array:
    """Smallest distance of each colour of `grid` to any of `others`, as `sight` sees them."""
    own = colour.lab(colour.seen(grid, sight))
    rest = [colour.lab(colour.seen(colour.rgb(other), sight)) for other in others]
    return np.min([colour.difference(own, np.broadcast_to(one, own.shape)) for one in rest], axis=0)


def _grey_steps(grid: colour.Array, others: tuple[str, ...]) -> colour.Array:
    """Smallest step in lightness of each colour of `grid` to any of `others`."""
    own = colour.lab(grid)[:, 0]
    rest = [float(colour.lab(colour.rgb(other))[0]) for other in others]
    return np.min([np.abs(own - one) for one in rest], axis=0)
