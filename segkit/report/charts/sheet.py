"""The paper under every chart: a figure measured in millimetres, drawn in a brand and a language, returned as SVG."""

from __future__ import annotations

import io
import re
from collections import ChainMap
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from math import ceil, floor, log10
from pathlib import Path as FilePath
from typing import Any

import matplotlib
from matplotlib import font_manager
from matplotlib.artist import Artist
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Ellipse, PathPatch, Polygon
from matplotlib.path import Path

from segkit.report.brand import Brand, FontFile
from segkit.report.colour import contrast
from segkit.report.spacing import spaced

MILLIMETRE = 1 / 25.4  # inches
FULL = 174.0  # width of a page's text block, millimetres
TITLE, LABEL, SMALL = 8.5, 8.0, 7.2  # points; nothing smaller is ever drawn


class Svg(bytes):
    """A drawn chart; a notebook shows it as a picture."""

    def _repr_svg_(self) -> str:
        return self.decode("utf-8")


@dataclass(frozen=True)
class Scale:
    """Values to millimetres along one side of a sheet."""

    low: float
    high: float
    start: float
    end: float

    def __call__(self, value: float) -> float:
        span = self.high - self.low or 1.0
        return self.start + (value - self.low) / span * (self.end - self.start)


class Sheet:
    """One chart in the making: everything is placed in millimetres from the top left, in order, later on top."""

    def __init__(self, width: float, height: float, brand: Brand, language: str) -> None:
        self.advances = {weight: _advances(brand, language, weight) for weight in ("normal", "bold")}
        self.width, self.height = width, height
        self.colours = brand.colours
        self.palette = brand.palette
        self.figure = Figure(figsize=(width * MILLIMETRE, height * MILLIMETRE))
        self.figure.patch.set_visible(False)
        self.layer = 0

    def __getitem__(self, role: str) -> str:
        return self.colours[role]

    def write(self, x: float, y: float, text: str, **style: Any) -> None:
        """Text at a point; by default in ink, starting there, on the middle line."""
        shape = {"fontsize": LABEL, "ha": "left", "va": "center_baseline", "color": self["ink"], **style}
        text = spaced(text)
        if "rotation" not in shape:  # an anchor would cost the page engine a group for every text
            x -= SHIFT[shape["ha"]] * self.measure(text, shape["fontsize"], shape.get("fontweight", "normal"))
            shape["ha"] = "left"
        self.layer += 1
        self.figure.text(*self._at(x, y), text, zorder=self.layer, **shape)

    def write_lines(self, x: float, y: float, text: str, width: float, **style: Any) -> None:
        """Text of at most `width` millimetres, on as many lines as `at_most` allows (2), the middle of them at `y`."""
        size, weight = style.get("fontsize", LABEL), style.get("fontweight", "normal")
        most = style.pop("at_most", 2)
        lines = wrapped(spaced(text), width, lambda part: self.measure(part, size, weight), most)
        pitch = size * LEADING * 25.4 / 72
        for at, line in enumerate(lines):
            self.write(x, y + (at - (len(lines) - 1) / 2) * pitch, line, **style)

    def measure(self, text: str, size: float, weight: str = "normal") -> float:
        """Millimetres that `text` takes at `size` points."""
        advances = self.advances[weight]
        return sum(advances.get(ord(sign), 1.0) for sign in text) * size * 25.4 / 72

    def on(self, colour: str) -> str:
        """Ink or paper, whichever reads better on `colour`."""
        return max(self["paper"], self["ink"], key=lambda shade: contrast(shade, colour))

    def line(self, *points: tuple[float, float], **style: Any) -> None:
        """A line through points, hair-thin and grey by default."""
        shape = {"color": self["line"], "linewidth": 0.6, "solid_capstyle": "butt", **style}
        xs, ys = zip(*(self._at(*point) for point in points), strict=True)
        self._add(Line2D(xs, ys, transform=self.figure.transFigure, **shape))

    def box(self, x: float, y: float, width: float, height: float, **style: Any) -> None:
        """A filled rectangle; `x` and `y` are its top left corner."""
        self.area((x, y), (x + width, y), (x + width, y + height), (x, y + height), **style)

    def area(self, *points: tuple[float, float], **style: Any) -> None:
        """A filled shape with these corners."""
        shape = {"facecolor": self["wash"], "edgecolor": "none", "linewidth": 0, **style}
        self._add(Polygon([self._at(*point) for point in points], closed=True, **shape))

    def band(self, start: tuple[float, float, float], end: tuple[float, float, float], **style: Any) -> None:
        """A ribbon that flows from (x, top, bottom) to (x, top, bottom)."""
        (x1, top1, bottom1), (x2, top2, bottom2) = start, end
        middle = (x1 + x2) / 2
        corners = [(x1, top1), (middle, top1), (middle, top2), (x2, top2)]
        corners += [(x2, bottom2), (middle, bottom2), (middle, bottom1), (x1, bottom1), (x1, top1)]
        codes = [Path.MOVETO, *[Path.CURVE4] * 3, Path.LINETO, *[Path.CURVE4] * 3, Path.CLOSEPOLY]
        shape = {"facecolor": self["rest"], "edgecolor": "none", "linewidth": 0, **style}
        self._add(PathPatch(Path([self._at(*corner) for corner in corners], codes), **shape))

    def curve(self, start: tuple[float, float], end: tuple[float, float], **style: Any) -> None:
        """The rim of a ribbon: a thin line that leaves and arrives level."""
        (x1, y1), (x2, y2) = start, end
        middle = (x1 + x2) / 2
        points = [self._at(*point) for point in (start, (middle, y1), (middle, y2), end)]
        shape = {"edgecolor": style.pop("color", self["line"]), "facecolor": "none", "linewidth": 0.6, **style}
        self._add(PathPatch(Path(points, [Path.MOVETO, *[Path.CURVE4] * 3]), **shape))

    def dot(self, x: float, y: float, radius: float, **style: Any) -> None:
        """A disc of `radius` millimetres."""
        shape = {"facecolor": self["primary"], "edgecolor": "none", "linewidth": 0, **style}
        wide, high = 2 * radius / self.width, 2 * radius / self.height
        self._add(Ellipse(self._at(x, y), wide, high, **shape))

    def _at(self, x: float, y: float) -> tuple[float, float]:
        return x / self.width, 1 - y / self.height

    def _add(self, artist: Artist) -> None:
        self.layer += 1
        artist.set_zorder(self.layer)
        self.figure.add_artist(artist)

    def svg(self) -> Svg:
        """The finished chart, without dates, prologue or needless digits."""
        target = io.BytesIO()
        self.figure.savefig(
            target, format="svg", metadata={"Date": None, "Creator": None, "Format": None, "Type": None}
        )
        return Svg(_slim(target.getvalue().decode("utf-8")).encode("utf-8"))


@contextmanager
def new_sheet(width: float, height: float, brand: Brand, language: str) -> Iterator[Sheet]:
    """A sheet under the brand's settings and nobody else's: what a notebook set before does not show."""
    for font in brand.fonts:
        _add_font(font)
    with matplotlib.rc_context():
        matplotlib.rcdefaults()
        matplotlib.rcParams.update(brand.chart_style(language))  # type: ignore[arg-type]
        yield Sheet(width, height, brand, language)


@lru_cache(maxsize=32)
def _add_font(font: FontFile) -> None:
    font_manager.fontManager.addfont(font.path)


@lru_cache(maxsize=32)
def _face_advances(path: FilePath) -> dict[int, float]:
    """How far each character of a face moves on, in ems."""
    from fontTools.ttLib import TTFont

    with TTFont(path, lazy=True) as face:
        widths, em = face["hmtx"], face["head"].unitsPerEm
        return {point: widths[name][0] / em for point, name in face.getBestCmap().items()}


def _advances(brand: Brand, language: str, weight: str) -> Mapping[int, float]:
    """Advances over the families of a language: the first that has a character counts."""
    faces = {font.family: font.path for font in brand.fonts if font.weight == weight}
    return ChainMap(*(_face_advances(faces[family]) for family in brand.families(language) if family in faces))


def _slim(svg: str) -> str:
    """Drop what no reader sees: prologue, metadata, comments, unturned rotations, digits beyond a hundredth.

    A shape stands without a group of its own and its style as attributes: the page engine draws it in half the time.
    """
    svg = svg[svg.index("<svg") :]
    svg = re.sub(r"<metadata>.*?</metadata>|<!--.*?-->", "", svg, flags=re.S)
    svg = re.sub(r' transform="rotate\(-0 [^)]*\)"', "", svg)
    svg = re.sub(r"scale\([^)]*\)|-?\d+\.\d{3,}", _rounded, svg)
    svg = re.sub(r">\s+<", "><", svg)
    svg = svg.replace(JOINS, "").replace('<g id="figure_1">', '<g stroke-linejoin="round" stroke-linecap="butt">')
    svg = re.sub(r'<g id="\w+">(<(?:text [^<]*</text|path [^<]*/)>)</g>', r"\1", svg)
    return re.sub(r' style="([^"]*)"', _as_attributes, svg)


def _as_attributes(found: re.Match[str]) -> str:
    """A style's declarations as attributes, but for the anchor that every text has."""
    pairs = (pair.split(": ", 1) for pair in found[1].split("; "))
    return "".join(f' {name}="{value}"' for name, value in pairs if (name, value) != ("text-anchor", "start"))


def _rounded(found: re.Match[str]) -> str:
    """A number to a hundredth; a scale as it is, for it multiplies the letters' outlines."""
    return found[0] if found[0].startswith("scale") else f"{float(found[0]):.2f}".rstrip("0").rstrip(".")


LEADING = 1.16  # of the lines of one label, in ems
PARTS = re.compile(r"[\u3400-\u9fff][，。、；：！？）】”’…]*|[^\s\u3400-\u9fff]+\s*|\s+")
JOINS = '<defs><style type="text/css">*{stroke-linejoin: round; stroke-linecap: butt}</style></defs>'
SHIFT = {"left": 0.0, "center": 0.5, "right": 1.0}
DASH = {"linestyle": (0, (2, 2))}


def text_width(text: str, size: float) -> float:
    """Millimetres that `text` takes at `size` points, near enough to place it."""
    ems = sum(1.0 if ord(sign) > 0x2E80 else 0.53 for sign in text)
    return ems * size * 25.4 / 72


def fitted(text: str, width: float, size: float) -> str:
    """Return `text`, cut with … where it would be wider than `width` millimetres."""
    if text_width(text, size) <= width:
        return text
    while text and text_width(text, size) + size * 0.2 > width:
        text = text[:-1]
    return text.rstrip() + "…"


def wrapped(text: str, width: float, measure: Callable[[str], float], at_most: int = 2) -> list[str]:
    """Return `text` on lines no wider than `width`, broken at spaces or between Chinese characters.

    A word that is a little too wide stands alone; what needs more than `at_most` lines ends with ….
    """
    lines = [""]
    for part in PARTS.findall(text):
        if lines[-1] and measure((lines[-1] + part).rstrip()) > width:
            lines.append("")
        lines[-1] += part if lines[-1] else part.lstrip()
    lines = [line.rstrip() for line in lines if line.strip()] or [""]
    if len(lines) > at_most:
        lines = [*lines[: at_most - 1], "".join((*lines[at_most - 1 : at_most], "…"))]
    return [_cut(line, 1.3 * width, measure) for line in lines]


def _cut(line: str, width: float, measure: Callable[[str], float]) -> str:
    while len(line) > 2 and measure(line) > width:
        line = line.rstrip("…")[:-1].rstrip() + "…"
    return line


def clear_of(line: Sequence[tuple[float, float]], at: float, ends: tuple[float, float]) -> float:
    """A height near `at` for a label between the `ends` of its line of text, above or below all of `line` there."""
    start, end = ends
    knots = sorted({start, end, *(x for x, _ in line if start < x < end)})
    heights = [_height(line, x) for x in knots]
    above, below = min(heights) - 2.6, max(heights) + 3.4
    return above if at - above <= below - at else below


def _height(line: Sequence[tuple[float, float]], x: float) -> float:
    """How high a line stands at `x`; beyond its ends as high as there."""
    for (x1, y1), (x2, y2) in pairwise(line):
        if x1 <= x <= x2 and x2 > x1:
            return y1 + (y2 - y1) * (x - x1) / (x2 - x1)
    return line[0][1] if x < line[0][0] else line[-1][1]


def round_steps(peak: float, wanted: int = 4) -> tuple[float, ...]:
    """Round values from 0 to at least `peak`, about `wanted` steps apart: 0, 50, 100 …; 0 and 1 for no peak."""
    if peak <= 0:
        return (0.0, 1.0)
    raw = peak / wanted
    size = 10 ** floor(log10(raw))
    step = next(size * nice for nice in (1, 2, 2.5, 5, 10) if size * nice >= raw)
    return tuple(step * at for at in range(ceil(peak / step) + 1))
