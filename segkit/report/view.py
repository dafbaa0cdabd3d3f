"""What a template is given: pages made of exhibits, texts in their language, figures already printed."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from segkit.report.charts.sheet import Svg

Tone = Literal["", "strong", "accent", "quiet"]


@dataclass(frozen=True)
class Cell:
    """One cell: its text, how loud it is, and a bar behind it (0 to 1) where the figure is better seen than read."""

    text: str
    tone: Tone = ""
    bar: float | None = None
    note: str = ""  # a second, smaller line


@dataclass(frozen=True)
class Column:
    """A column's head; `width` in percent of the table, 0 for what is left."""

    label: str
    align: Literal["left", "right", "center"] = "left"
    width: float = 0


@dataclass(frozen=True)
class Table:
    """A table: the first column heads its rows, the last row may be a total."""

    id: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    source: str
    total: tuple[Cell, ...] | None = None
    unit: str = ""
    notes: tuple[str, ...] = ()
    dense: bool = False
    kind: Literal["table"] = "table"


@dataclass(frozen=True)
class Figure:
    """A chart with what makes it an exhibit: title, unit, description for who cannot see it, source line."""

    id: str
    title: str
    chart: Svg
    alt: str
    source: str
    unit: str = ""
    notes: tuple[str, ...] = ()
    kind: Literal["figure"] = "figure"


@dataclass(frozen=True)
class Kpi:
    """One figure that stands alone."""

    value: str
    label: str
    note: str = ""
    tone: Tone = ""


@dataclass(frozen=True)
class Strip:
    """A row of figures."""

    items: tuple[Kpi, ...]
    kind: Literal["strip"] = "strip"


@dataclass(frozen=True)
class Point:
    """A numbered statement: its headline and what stands below it, with a figure at the margin."""

    headline: str
    text: str = ""
    figure: str = ""
    caption: str = ""


@dataclass(frozen=True)
class Points:
    """A list of statements under a heading."""

    title: str
    items: tuple[Point, ...]
    numbered: bool = True
    kind: Literal["points"] = "points"


@dataclass(frozen=True)
class Prose:
    """Paragraphs under an optional heading."""

    paragraphs: tuple[str, ...]
    title: str = ""
    kind: Literal["prose"] = "prose"


@dataclass(frozen=True)
class Definitions:
    """Terms and their meaning."""

    title: str
    items: tuple[tuple[str, str], ...]
    kind: Literal["definitions"] = "definitions"


Block = Table | Figure | Strip | Points | Prose | Definitions


@dataclass(frozen=True)
class Page:
    """One page with one message.

    `rows` holds blocks from top to bottom; several in one tuple stand side by side. `so_what` says what to do.
    """

    id: str
    kicker: str
    title: str
    rows: tuple[tuple[Block, ...], ...]
    lede: str = ""
    so_what: tuple[str, ...] = ()
    level: Literal[1, 2] = 1


@dataclass(frozen=True)
class Cover:
    """The front page."""

    kicker: str
    title: str
    subtitle: str
    client: str
    facts: tuple[tuple[str, str], ...]
    signatures: tuple[tuple[str, str], ...]
    confidentiality: str
    fictional: str = ""


@dataclass(frozen=True)
class Document:
    """A whole report in one language."""

    language: str
    title: str
    author: str
    header: str
    confidentiality: str
    cover: Cover
    pages: tuple[Page, ...]
    annex: tuple[Page, ...] = ()
    words: dict[str, str] = field(default_factory=dict)  # the few fixed words of the frame: source, so what, page
    unbroken: tuple[str, ...] = ()  # words of titles that a line does not break
