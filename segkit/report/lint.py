"""What a finished layout must keep: a page per message, short titles, full pages, nothing on top of another."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from segkit.errors import PageFaulty
from segkit.report.view import Document, Figure, Table

TITLE_LINES = 2
LEAST_FULL = 0.25
SHORTEST_ALT = 20  # characters
INKED = ("LineBox", "BlockReplacedBox", "InlineReplacedBox")


def check_exhibits(document: Document) -> tuple[PageFaulty, ...]:
    """Return exhibits without a description worth reading, a source line or column heads."""
    found = []
    for page in (*document.pages, *document.annex):
        for block in (block for row in page.rows for block in row):
            if isinstance(block, Figure) and len(block.alt) < SHORTEST_ALT:
                found.append(PageFaulty(page.id, "alt", block.alt))
            if isinstance(block, Figure | Table) and not block.source:
                found.append(PageFaulty(page.id, "source", block.id))
            if isinstance(block, Table) and not all(column.label for column in block.columns):
                found.append(PageFaulty(page.id, "heads", block.id))
    return tuple(found)


def check_layout(document: Any) -> tuple[PageFaulty, ...]:
    """Return what a WeasyPrint document breaks, in order of pages."""
    found: list[PageFaulty] = []
    seen: dict[str, int] = {}
    for number, page in enumerate(document.pages, 1):
        sections = list(_sections(page._page_box))
        for box in sections:
            name = box.element.get("id", str(number))
            found += _check_section(box, name, seen)
            found += _check_bottom(box, name, page._page_box)
            seen[name] = number
        found += () if sections else _check_fill(page._page_box, number)
    return tuple(found)


def _check_section(box: Any, name: str, seen: dict[str, int]) -> Iterator[PageFaulty]:
    if "page" in box.element.get("class", "").split() and name in seen:
        yield PageFaulty(name, "one-page", "runs over onto a second page")
    for title in _tagged(box, "h2"):
        lines = sum(type(child).__name__ == "LineBox" for child in title.children)
        if lines > TITLE_LINES:
            yield PageFaulty(name, "title-lines", f"{lines} lines")
    yield from _check_overlap(box, name)


def _check_overlap(box: Any, name: str) -> Iterator[PageFaulty]:
    """The so-what box stands at the foot of its page; what stands above must end before it."""
    foot = [child for child in box.children if _class(child) == "so-what"]
    rest = [child for child in box.children if _class(child) in ("row of-1", "row of-2", "row of-3")]
    if not rest or "page" not in box.element.get("class", "").split():
        return
    lowest = max(child.position_y + child.margin_height() for child in rest)
    limit = foot[0].position_y if foot else box.position_y + box.height
    if lowest > limit + 0.5:
        yield PageFaulty(name, "overlap", f"{(lowest - limit) / 96 * 25.4:.1f} mm too long")


def _check_bottom(box: Any, name: str, page: Any) -> Iterator[PageFaulty]:
    """What cannot be parted, such as a tall chart, may end below the sheet without a second page."""
    over = box.position_y + box.height - page.margin_top - page.height
    if "page" in box.element.get("class", "").split() and over > 0.5:
        yield PageFaulty(name, "one-page", f"{over / 96 * 25.4:.1f} mm below the page")


def _check_fill(page: Any, number: int) -> Iterator[PageFaulty]:
    """A page of its own must hold something; of a small company a section may say little, and that is no fault."""
    if filled(page) < LEAST_FULL:
        yield PageFaulty(str(number), "fill", "less than a quarter of the page is used")


def filled(page: Any) -> float:
    """How far down a page box is used by text and pictures, as a share of its height; 0 where it is blank."""
    bottoms = [box.position_y + box.height for box in _inked(page)]
    return float((max(bottoms) - page.margin_top) / page.height) if bottoms else 0.0


def _sections(box: Any) -> Iterator[Any]:
    for child in getattr(box, "children", ()):
        if getattr(child, "element_tag", None) == "section":
            yield child
        else:
            yield from _sections(child)


def _tagged(box: Any, tag: str) -> Iterator[Any]:
    for child in box.descendants(placeholders=True):
        if child.element_tag == tag and type(child).__name__ == "BlockBox":
            yield child


def _inked(page: Any) -> Iterator[Any]:
    """Boxes that carry text or a picture, margin boxes left out."""
    for child in page.children:
        if type(child).__name__ != "MarginBox":
            yield from (
                box
                for box in child.descendants(placeholders=True)
                if type(box).__name__ in ("LineBox", "BlockReplacedBox")
            )


def _class(box: Any) -> str:
    return str(box.element.get("class", "")) if box.element is not None else ""
