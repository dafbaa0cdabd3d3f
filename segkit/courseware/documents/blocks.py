"""What stands on a page of a paper: the view that composers fill and the template prints."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar


@dataclass(frozen=True)
class Heading:
    """A title within a sheet."""

    text: str
    kind: ClassVar[str] = "heading"


@dataclass(frozen=True)
class Prose:
    """A paragraph, or markup made by `texts.render_markdown`; `tone` is `plain`, `note`, `lead` or `task`."""

    text: Any
    tone: str = "plain"
    kind: ClassVar[str] = "prose"

    @property
    def is_markup(self) -> bool:
        """Whether the text brings its own paragraphs."""
        return hasattr(self.text, "__html__") and str(self.text).startswith("<")


@dataclass(frozen=True)
class Listing:
    """Items with bullets, numbers or boxes to tick: `style` is `bullet`, `number` or `check`."""

    items: tuple[Any, ...]
    style: str = "bullet"
    kind: ClassVar[str] = "listing"


@dataclass(frozen=True)
class Fields:
    """Labels, each with what is known or a line to write on."""

    items: tuple[tuple[str, str], ...]
    columns: int = 2
    kind: ClassVar[str] = "fields"


@dataclass(frozen=True)
class Grid:
    """A table; the first cell of each row is its head; `widths` in per cent, `height` of a row in millimetres."""

    heads: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]
    widths: tuple[float, ...] = ()
    height: float = 0
    kind: ClassVar[str] = "grid"


@dataclass(frozen=True)
class Lines:
    """Lines to write on."""

    n: int
    label: str = ""
    kind: ClassVar[str] = "lines"


@dataclass(frozen=True)
class Signatures:
    """Places to sign, stamp and date; `date_label` stands below each."""

    items: tuple[str, ...]
    date_label: str
    kind: ClassVar[str] = "signatures"


@dataclass(frozen=True)
class Box:
    """Blocks in a frame that stay together on a page."""

    title: str
    blocks: tuple[Any, ...]
    tone: str = "plain"
    kind: ClassVar[str] = "box"


@dataclass(frozen=True)
class Drawing:
    """Boxes drawn to scale: each place in millimetres from the upper left."""

    width: float
    height: float
    places: tuple[Place, ...]
    kind: ClassVar[str] = "drawing"


@dataclass(frozen=True)
class Place:
    """One box of a drawing, its `role` naming how it looks."""

    left: float
    top: float
    width: float
    height: float
    text: str
    role: str


Block = Heading | Prose | Listing | Fields | Grid | Lines | Signatures | Box | Drawing


@dataclass(frozen=True)
class Sheet:
    """One part of a paper; it begins a page unless `flows`."""

    id: str
    blocks: tuple[Block, ...]
    title: str = ""
    kicker: str = ""
    flows: bool = False


@dataclass(frozen=True)
class Paper:
    """A whole paper in one language; `files` are what its pages show, by address.

    `contents` is the title of a list of its sheets with their pages, below the head; empty for none.
    """

    title: str
    sheets: tuple[Sheet, ...]
    kicker: str = ""
    lead: str = ""
    orientation: str = "portrait"
    contents: str = ""
    files: Mapping[str, bytes] = field(default_factory=dict)
