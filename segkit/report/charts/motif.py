"""The cover's picture: customers as dots, three groups standing out of the many."""

from __future__ import annotations

from math import exp, hypot

from segkit.report.brand import Brand
from segkit.report.charts.sheet import Svg
from segkit.report.colour import mix

WIDTH, HEIGHT, PITCH = 210.0, 186.0, 5.6
GROUPS = ((158.0, 46.0, 26.0, "paper"), (112.0, 74.0, 15.0, "accent"), (192.0, 86.0, 18.0, "mid"))


def motif(brand: Brand) -> Svg:
    """A lattice of dots in the brand's colours, larger towards the middle of each group."""
    dots = "".join(
        _dot(brand, column * PITCH + 2, row * PITCH + 2)
        for row in range(int(HEIGHT / PITCH) + 1)
        for column in range(int(WIDTH / PITCH) + 1)
    )
    return Svg(f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH:g} {HEIGHT:g}">{dots}</svg>'.encode())


def _dot(brand: Brand, x: float, y: float) -> str:
    weights = [(exp(-((hypot(x - gx, y - gy) / reach) ** 2)), role) for gx, gy, reach, role in GROUPS]
    weight, role = max(weights)
    faint = max(0.0, min(1.0, (x + 60) / 210)) * max(0.0, 1 - y / 150)
    if weight < 0.12:
        shade, radius = mix(brand.paper, brand.colours["field"], 0.05 + 0.16 * faint), 0.55 + 0.35 * faint
    else:
        full = mix(brand.accent, brand.paper, 0.72) if role == "accent" else brand.colours[role]
        shade, radius = mix(full, brand.colours["field"], min(1.0, 0.25 + weight)), 0.6 + 1.75 * weight
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:.2f}" fill="{shade}"/>' if y < 150 else ""
