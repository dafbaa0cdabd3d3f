"""The cover's picture: customers as dots, three groups standing out of the many."""

from __future__ import annotations

from math import exp, hypot

from segkit.report.brand import Brand
from segkit.report.charts.sheet import Svg
from segkit.report.colour import mix

WIDTH, HEIGHT, PITCH = 210.0, 186.0, 5.6
FADE, STEPS = 150.0, 4  # where faint dots end, millimetres; strengths they come in
GROUPS = ((158.0, 46.0, 26.0, "first"), (112.0, 74.0, 15.0, "second"), (192.0, 86.0, 18.0, "third"))


def motif(brand: Brand) -> Svg:
    """A lattice of dots in the brand's colours, larger towards the middle of each group, fading elsewhere."""
    places = [
        (column * PITCH + 2, row * PITCH + 2)
        for row in range(int(FADE / PITCH))
        for column in range(int(WIDTH / PITCH) + 1)
    ]
    loud = [(x, y, *_pull(x, y)) for x, y in places if _pull(x, y)[0] >= 0.12]
    faint = [(x, y) for x, y in places if _pull(x, y)[0] < 0.12]
    marks = "".join(_many(brand, faint, step) for step in range(STEPS)) + "".join(_dot(brand, *dot) for dot in loud)
    return Svg(f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH:g} {HEIGHT:g}">{marks}</svg>'.encode())


def _pull(x: float, y: float) -> tuple[float, str]:
    """How strongly, 0 to 1, the nearest group draws a dot, and the role of its colour."""
    return max((exp(-((hypot(x - gx, y - gy) / reach) ** 2)), role) for gx, gy, reach, role in GROUPS)


def _many(brand: Brand, places: list[tuple[float, float]], step: int) -> str:
    """All faint dots of one strength as one path of round points: a page draws it at once."""
    own = [(x, y) for x, y in places if int(STEPS * min(0.99, _light(x, y))) == step]
    paint = _paint(brand)
    shade = mix(paint["faint"], paint["ground"], 0.05 + 0.15 * (step + 0.5) / STEPS)
    path = "".join(f"M{x:.1f} {y:.1f}h.01" for x, y in own)
    return f'<path d="{path}" fill="none" stroke="{shade}" stroke-width="1.5" stroke-linecap="round"/>' if own else ""


def _light(x: float, y: float) -> float:
    """How light a faint dot is, 0 to 1: most at the top right."""
    return min(1.0, (x + 60) / 210) * max(0.0, 1 - y / FADE)


def _dot(brand: Brand, x: float, y: float, weight: float, role: str) -> str:
    paint = _paint(brand)
    shade = mix(paint[role], paint["ground"], min(1.0, 0.25 + weight))
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{0.6 + 1.75 * weight:.2f}" fill="{shade}"/>'


def _paint(brand: Brand) -> dict[str, str]:
    """Ground and dots: light on a dark field, or the brand's colours on a pale one."""
    if brand.cover == "field":
        ground, first, second = brand.colours["field"], brand.paper, mix(brand.accent, brand.paper, 0.72)
    else:
        ground, first, second = brand.colours["wash"], brand.primary, brand.accent
    return {"ground": ground, "first": first, "second": second, "third": brand.colours["mid"], "faint": first}
