"""Formulas as pictures: the mathematics of a text drawn by matplotlib's mathtext, no TeX, nothing fetched."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from typing import Any

from segkit.errors import PageFaulty
from segkit.report.brand import FAMILY, kit_fonts

HAN_RUN = re.compile("[\u3001-\u3011\u3400-\u9fff\uff00-\uffef]+")
PLAIN_ALREADY = re.compile(r"\\(?:mathrm|text)\{[^{}]*\}")


@dataclass(frozen=True)
class Formula:
    """A drawn formula: its SVG, its size and how deep it reaches below the line of text, in units of the type size."""

    svg: bytes
    width: float
    height: float
    depth: float


@lru_cache(maxsize=512)
def draw_formula(source: str, ink: str) -> Formula:
    """`source`, the text between two dollar signs, as a picture in the colour `ink`; equal input gives equal bytes.

    Chinese words stand upright without being marked so.

    Raises
    ------
    PageFaulty
        mathtext does not know a command or a brace is missing.
    """
    import matplotlib as mpl
    from matplotlib.backends.backend_svg import FigureCanvasSVG
    from matplotlib.figure import Figure
    from matplotlib.mathtext import MathTextParser

    _know_faces()
    size = 10.0
    with mpl.rc_context(_STYLE):
        try:
            parsed = MathTextParser("path").parse(f"${_upright(source)}$", dpi=72, prop=_properties(size))
        except ValueError as fault:
            raise PageFaulty(source[:80], "formula", str(fault).strip().splitlines()[-1][:120]) from None
        width, height, depth = (float(value) for value in parsed[:3])
        figure = Figure(figsize=((width + 1) / 72, (height + depth + 1) / 72))
        FigureCanvasSVG(figure)
        figure.text(
            0.5 / (width + 1), (depth + 0.5) / (height + depth + 1), f"${_upright(source)}$", size=size, color=ink
        )
        target = BytesIO()
        figure.savefig(target, format="svg", transparent=True, metadata={"Date": None})
    return Formula(target.getvalue(), (width + 1) / size, (height + depth + 1) / size, (depth + 0.5) / size)


_STYLE: Any = {
    "mathtext.fontset": "custom",
    "mathtext.rm": FAMILY,
    "mathtext.bf": f"{FAMILY}:bold",
    "mathtext.it": "STIXGeneral:italic",
    "mathtext.sf": FAMILY,
    "mathtext.tt": "DejaVu Sans Mono",
    "mathtext.cal": "STIXGeneral:italic",
    "mathtext.fallback": "stix",
    "svg.fonttype": "path",
    "svg.hashsalt": "segkit",
}


def _properties(size: float) -> Any:
    from matplotlib.font_manager import FontProperties

    return FontProperties(size=size)


def _upright(source: str) -> str:
    """`source` with each run of Chinese in upright type, where it is not already."""
    marked: list[str] = []
    at = 0
    for plain in PLAIN_ALREADY.finditer(source):
        marked += [_runs(source[at : plain.start()]), plain.group().replace(r"\text{", r"\mathrm{")]
        at = plain.end()
    return "".join([*marked, _runs(source[at:])]).replace("\n", " ")


def _runs(part: str) -> str:
    return HAN_RUN.sub(lambda run: rf"\mathrm{{{run.group()}}}", part)


@lru_cache(maxsize=1)
def _know_faces() -> None:
    from matplotlib.font_manager import fontManager

    for font in kit_fonts():
        fontManager.addfont(font.path)
