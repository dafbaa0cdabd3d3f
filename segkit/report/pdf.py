"""From a finished page to PDF bytes: WeasyPrint in a closed room.

The room holds the faces of kit and brand and the files handed over, nothing else: no system font, no network,
no clock. Whatever the engine warns of is an error. Equal input gives equal bytes within one locked stack.
"""

from __future__ import annotations

import gc
import logging
import os
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, date, datetime
from functools import lru_cache
from html import unescape
from pathlib import Path
from typing import Any, ClassVar

from segkit.errors import GlyphMissing, Problems, RenderWarned, ResourceRefused
from segkit.report.brand import Brand, FontFile

ALLOWED_WARNINGS: tuple[str, ...] = ()
INVISIBLE = frozenset("\n\r\t\u00ad\ufeff")
BLANK = "〓"


def write_pdf(
    html: str, brand: Brand, as_of: date, *, files: Mapping[str, bytes] | None = None, closer: str = ""
) -> bytes:
    """Return the PDF/UA-1 file of one page source.

    Parameters
    ----------
    html
        A whole document with title and language.
    as_of
        The only date in the file: creation and modification.
    files
        What the document may refer to, by address; anything else is refused.
    closer
        The same page source set closer; taken where the last page would be nearly empty and is spared by it.

    Raises
    ------
    GlyphMissing, RenderWarned, PageFaulty, ResourceRefused
    """
    drawn = (content.decode() for name, content in (files or {}).items() if name.startswith("kit:chart/"))
    missing = missing_glyphs(signs_of(html + "".join(drawn)), brand.fonts)
    if missing:
        raise GlyphMissing("".join(sorted(missing)))
    with _closed_room(brand, as_of), _uncollected(), _listening() as said:
        known, faces = {**(files or {}), **_font_files(brand)}, font_faces(brand)
        document = _laid_out(html, known, faces)
        if closer and _ends_nearly_empty(document):
            document = min(document, _laid_out(closer, known, faces), key=lambda one: len(one.pages))
        _check_layout(document)
        content: bytes = document.write_pdf(pdf_variant="pdf/ua-1", pdf_tags=True)
    faults = tuple(text for text in said if not text.startswith(ALLOWED_WARNINGS or ("\0",)))
    if faults:
        raise RenderWarned(faults)
    return content


def measured(html: str, brand: Brand, files: Mapping[str, bytes], name: str) -> list[tuple[float, float]]:
    """The height of each box of class `name` as it would be printed, in CSS pixels, in their order.

    Beside a table's row stands the height of the table's head; 0 beside all others. Raises ResourceRefused as
    `write_pdf` does.
    """
    with _closed_room(brand, date(2000, 1, 1)), _uncollected(), _listening():
        document = _laid_out(html, {**files, **_font_files(brand)}, font_faces(brand))
        return [found for page in document.pages for found in _box_heights(page._page_box, name)]


def _box_heights(page: Any, name: str) -> Iterator[tuple[float, float]]:
    head, seen = 0.0, set()
    for box in page.descendants(placeholders=True):
        if box.element is None or id(box.element) in seen:  # anonymous boxes within carry the same element
            continue
        seen.add(id(box.element))
        if box.element_tag == "thead":
            head = float(box.height)
        if name in box.element.get("class", "").split():
            yield (float(box.height), head) if box.element_tag == "tr" else (float(box.margin_height()), 0.0)


def _laid_out(html: str, files: Mapping[str, bytes], faces: str) -> Any:
    """The document after layout, before drawing."""
    import weasyprint
    from weasyprint.text.fonts import FontConfiguration

    fonts = FontConfiguration()
    fetcher = _fetcher(files)
    sheet = weasyprint.CSS(string=faces, font_config=fonts, url_fetcher=fetcher)
    page = weasyprint.HTML(string=html, url_fetcher=fetcher)
    document = page.render(font_config=fonts, stylesheets=[sheet])
    if fetcher.refused:
        raise ResourceRefused(fetcher.refused[0])
    return document


def _ends_nearly_empty(document: Any) -> bool:
    from segkit.report.lint import LEAST_FULL, filled

    return len(document.pages) > 1 and filled(document.pages[-1]._page_box) < LEAST_FULL


def _check_layout(document: Any) -> None:
    from segkit.report.lint import check_layout

    problems = check_layout(document)
    if problems:
        raise problems[0] if len(problems) == 1 else Problems(problems)


def _fetcher(files: Mapping[str, bytes]) -> Any:
    """A fetcher that knows the files handed over; what else is asked for is kept in its `refused`."""
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class HandedOver(URLFetcher):
        refused: ClassVar[list[str]] = []

        def fetch(self, url: str, headers: Any = None) -> Any:  # noqa: ARG002
            if url not in files:
                self.refused.append(url[:200])
                raise ValueError(url)
            kind = {".svg": "image/svg+xml", ".ttf": "font/ttf"}.get(Path(url).suffix, "application/octet-stream")
            return URLFetcherResponse(url, files[url], {"Content-Type": kind})

    return HandedOver()


def font_address(font: FontFile) -> str:
    """The address under which pages know a face."""
    return f"kit:font/{font.path.name}"


def font_faces(brand: Brand) -> str:
    """The `@font-face` rules of all faces of kit and brand."""
    return "".join(
        f'@font-face{{font-family:"{font.family}";font-weight:{font.weight};src:url("{font_address(font)}")}}'
        for font in brand.fonts
    )


def _font_files(brand: Brand) -> dict[str, bytes]:
    return {font_address(font): _content(font.path) for font in brand.fonts}


@lru_cache(maxsize=16)
def _content(path: Path) -> bytes:
    return path.read_bytes()


@contextmanager
def _closed_room(brand: Brand, as_of: date) -> Iterator[None]:
    """The environment that fontconfig and font subsetters read, set for the time of one rendering."""
    stamp = int(datetime(as_of.year, as_of.month, as_of.day, tzinfo=UTC).timestamp())
    with tempfile.TemporaryDirectory(prefix="segkit-fonts-") as folder:
        config = Path(folder) / "fonts.conf"
        config.write_text(_font_config(brand, Path(folder)), encoding="utf-8")
        wanted = {"FONTCONFIG_FILE": str(config), "SOURCE_DATE_EPOCH": str(stamp)}
        before = {name: os.environ.get(name) for name in wanted}
        os.environ.update(wanted)
        try:
            yield
        finally:
            for name, value in before.items():
                if value is None:
                    os.environ.pop(name, None)
                else:
                    os.environ[name] = value


@contextmanager
def _uncollected() -> Iterator[None]:
    """No search for dead cycles while a page tree grows: all of it lives until it is written (a sixth of the time)."""
    is_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if is_on:
            gc.enable()


def _font_config(brand: Brand, cache: Path) -> str:
    """A fontconfig file that knows one small face of the kit: enough to start, too little to borrow from."""
    small = min(brand.fonts, key=lambda font: font.path.stat().st_size).path
    copy = cache / "fonts"
    copy.mkdir()
    (copy / small.name).write_bytes(_content(small))
    return (
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">'
        f"<fontconfig><dir>{copy}</dir><cachedir>{cache}</cachedir></fontconfig>"
    )


@contextmanager
def _listening() -> Iterator[list[str]]:
    """What WeasyPrint and fontTools log from a warning upwards; nothing reaches the terminal."""
    said: list[str] = []

    class Ear(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            said.append(record.getMessage())

    logger = logging.getLogger("weasyprint")
    ear, handlers, spreads = Ear(logging.WARNING), logger.handlers[:], logger.propagate
    logger.handlers, logger.propagate = [ear], False
    try:
        yield said
    finally:
        logger.handlers, logger.propagate = handlers, spreads


@lru_cache(maxsize=8)
def covered(fonts: tuple[FontFile, ...]) -> frozenset[int]:
    """Code points that at least one face of each weight has."""
    from fontTools.ttLib import TTFont

    by_weight: dict[str, set[int]] = {}
    for font in fonts:
        with TTFont(font.path, lazy=True) as face:
            by_weight.setdefault(font.weight, set()).update(face.getBestCmap())
    return frozenset(set.intersection(*by_weight.values()))


def missing_glyphs(text: str | frozenset[str], fonts: tuple[FontFile, ...]) -> frozenset[str]:
    """Characters of `text` that the faces cannot show."""
    known = covered(fonts)
    return frozenset(sign for sign in frozenset(text) - INVISIBLE if ord(sign) not in known)


def replace_missing(text: str, fonts: tuple[FontFile, ...]) -> tuple[str, int]:
    """Return data `text` with 〓 for each character the faces cannot show, and how many there were."""
    lost = missing_glyphs(text, fonts)
    return "".join(BLANK if sign in lost else sign for sign in text), sum(sign in lost for sign in text)


def signs_of(source: str) -> frozenset[str]:
    """Every character that a page source can show; the signs of its tags and styles are among them, all of them ASCII.

    A tenth of the time that taking the tags away costs, and nothing that is shown can be missed.
    """
    return frozenset(unescape(source))
