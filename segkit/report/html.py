"""A report's pages from its facts, a brand and a language: the source of the PDF, and its twin for screens.

Templates hold neither sentence nor colour; what they are given is already worded (`pages`) and drawn (`charts`).
"""

from __future__ import annotations

import base64
import re
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from io import BytesIO
from typing import Any

from segkit.errors import PageFaulty, Problems
from segkit.facts import Report
from segkit.house import kit_folder
from segkit.report.brand import Brand, FontFile
from segkit.report.charts.motif import motif
from segkit.report.lint import check_exhibits
from segkit.report.pages.document import compose
from segkit.report.pdf import signs_of, write_pdf
from segkit.report.spacing import spaced
from segkit.report.unbroken import kept_together
from segkit.report.view import Block, Document, Figure
from segkit.wording import Wording

TIGHTEST = 2  # times a page that holds too much is set smaller before it is an error
CROWDED = ("overlap", "one-page", "title-lines")


def render_twins(report: Report, brand: Brand, words: Wording) -> tuple[bytes, str]:
    """Return the PDF and its screen twin, composed and drawn once."""
    document = _checked(compose(report, brand, words))
    return _fitted(document, brand, report), screen_source(document, brand, report.meta.as_of.isoformat())


def render_pdf(report: Report, brand: Brand, words: Wording) -> bytes:
    """Return the PDF/UA-1 file of `report` in the brand and the language of `words`."""
    return _fitted(_checked(compose(report, brand, words)), brand, report)


def _fitted(document: Document, brand: Brand, report: Report) -> bytes:
    """The printed document; a page that holds too much is set closer before it is an error."""
    return fitted(lambda tight: _printed(document, brand, report, tight))


def fitted(printed: Callable[[Mapping[str, int]], bytes]) -> bytes:
    """What `printed` makes, given by page how often it is to be set smaller: as seldom as need be, twice at most."""
    tight: dict[str, int] = {}
    for _ in range(TIGHTEST):
        try:
            return printed(tight)
        except (PageFaulty, Problems) as fault:
            crowded = _crowded(fault)
            if not crowded:
                raise
            tight = {page: tight.get(page, 0) + (page in crowded) for page in {*tight, *crowded}}
    return printed(tight)


def _printed(document: Document, brand: Brand, report: Report, tight: Mapping[str, int]) -> bytes:
    html, files = page_source(document, brand, report.meta.as_of.isoformat(), tight=tight)
    return write_pdf(html, brand, report.meta.as_of, files=files)


def _crowded(fault: PageFaulty | Problems) -> set[str]:
    """The pages that hold too much; an empty page beside one is what it pushed over."""
    faults = fault.problems if isinstance(fault, Problems) else (fault,)
    return {item.page for item in faults if isinstance(item, PageFaulty) and item.rule in CROWDED}


def render_html(report: Report, brand: Brand, words: Wording) -> str:
    """Return the self-contained screen twin of `report`: faces, charts and styles inside, nothing fetched."""
    document = _checked(compose(report, brand, words))
    return screen_source(document, brand, report.meta.as_of.isoformat())


def _checked(document: Document) -> Document:
    """`document` if every exhibit is complete."""
    faults = check_exhibits(document)
    if faults:
        raise faults[0] if len(faults) == 1 else Problems(faults)
    return document


def page_source(
    document: Document, brand: Brand, as_of: str, *, tight: Mapping[str, int] | None = None
) -> tuple[str, dict[str, bytes]]:
    """The printed document's source, and the files it refers to by address; `tight` pages are set smaller."""
    files = {_address(figure): bytes(figure.chart) for figure in _figures(document)}
    files |= {f"kit:logo/{role}.svg": path.read_bytes() for role, path in brand.logos.items()}
    files["kit:motif.svg"] = bytes(motif(brand))
    logos = {role: f"kit:logo/{role}.svg" for role in brand.logos}
    style = _style(brand, document.language, logos, "kit:motif.svg", ("base.css", "print.css"))
    return _filled(document, brand, style, ("print", as_of), tight or {}), files


def screen_source(document: Document, brand: Brand, as_of: str) -> str:
    """The screen document, everything inside."""
    logos = {role: _data("image/svg+xml", path.read_bytes()) for role, path in brand.logos.items()}
    style = _style(brand, document.language, logos, _data("image/svg+xml", motif(brand)), ("base.css", "screen.css"))
    html = _filled(document, brand, style, ("screen", as_of), {})
    points = frozenset(map(ord, signs_of(html)))
    faces = "".join(_embedded(font, points) for font in brand.fonts)
    return html.replace("<style>", f"<style>{faces}", 1)


def self_contained(html: str, brand: Brand) -> str:
    """A page that was styled by `brand_style` with its logos, motif and faces inside: nothing is left to fetch."""
    pictures = {f"kit:logo/{role}.svg": path.read_bytes() for role, path in brand.logos.items()}
    for address, picture in {**pictures, "kit:motif.svg": bytes(motif(brand))}.items():
        html = html.replace(f'"{address}"', f'"{_data("image/svg+xml", picture)}"')
    points = frozenset(map(ord, signs_of(html)))
    return html.replace("<style>", "<style>" + "".join(_embedded(font, points) for font in brand.fonts), 1)


def _filled(document: Document, brand: Brand, style: str, issue: tuple[str, str], tight: Mapping[str, int]) -> str:
    medium, as_of = issue
    template = page_environment().get_template("document.html.j2")
    return template.render(
        report=document,
        style=style,
        medium=medium,
        as_of=as_of,
        tight=tight,
        cover_style=brand.cover,
        has_partner="partner" in brand.logos,
    )


@lru_cache(maxsize=4)
def page_environment(*folders: str) -> Any:
    """The room in which pages are filled: templates of the kit alone, everything escaped, nothing undefined.

    `folders` are folders of the kit's templates, searched in order; without any, the report's.
    """
    from jinja2 import FileSystemLoader, StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment
    from markupsafe import Markup

    environment = ImmutableSandboxedEnvironment(
        loader=FileSystemLoader([kit_folder("templates") / name for name in folders or ("report",)]),
        autoescape=True,
        finalize=_finished,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["address"] = _address
    environment.filters["kept_together"] = kept_together
    environment.filters["inline_svg"] = lambda chart, name: Markup(_inline(chart, name))
    return environment


def _finished(value: Any) -> Any:
    """Plain texts with thin spaces between Chinese and Latin; what is markup already stays as it is."""
    return spaced(value) if type(value) is str else value


def _style(brand: Brand, language: str, logos: dict[str, str], motif_address: str, sheets: tuple[str, ...]) -> Any:
    """The brand's custom properties and the kit's stylesheets, as text that is safe inside `<style>`."""
    from markupsafe import Markup

    lead = logos["lead"]
    partner = logos.get("partner", lead)
    pictures = {
        "logo": lead,
        "mark": logos.get("mark", lead),
        "logo-reversed": logos.get("lead_reversed", lead),
        "partner": partner,
        "partner-reversed": logos.get("partner_reversed", partner),
        "motif": motif_address,
    }
    own = ":root{" + "".join(f'--{name}:url("{address}");' for name, address in pictures.items()) + "}"
    folder = kit_folder("templates") / "report"
    text = "\n".join((folder / name).read_text("utf-8") for name in sheets)
    return Markup(brand.stylesheet(language) + own + text)


def brand_style(brand: Brand, language: str, sheets: tuple[str, ...]) -> Any:
    """The stylesheets of a paper without charts in a brand, its logos by their addresses in the room of the PDF."""
    logos = {role: f"kit:logo/{role}.svg" for role in brand.logos}
    return _style(brand, language, logos, "kit:motif.svg", sheets)


def _figures(document: Document) -> Iterator[Figure]:
    for page in (*document.pages, *document.annex):
        for row in page.rows:
            yield from (block for block in row if isinstance(block, Figure))


def _address(block: Block) -> str:
    return f"kit:chart/{block.id}.svg" if isinstance(block, Figure) else ""


def _inline(chart: bytes, name: str) -> str:
    """A chart for the midst of a page: its internal names made unlike those of other charts."""
    prefix = "c" + re.sub(r"\W", "-", name) + "-"
    text = chart.decode("utf-8")
    text = re.sub(r'\bid="([^"]+)"', rf'id="{prefix}\1"', text)
    text = re.sub(r"url\(#([^)]+)\)", rf"url(#{prefix}\1)", text)
    text = re.sub(r'href="#([^"]+)"', rf'href="#{prefix}\1"', text)
    text = re.sub(r'<svg([^>]*?) width="[^"]*"', r"<svg\1", text, count=1)
    return re.sub(r'<svg([^>]*?) height="[^"]*"', r"<svg\1", text, count=1)


def _data(kind: str, content: bytes) -> str:
    return f"data:{kind};base64,{base64.b64encode(content).decode('ascii')}"


def _embedded(font: FontFile, points: frozenset[int]) -> str:
    """An `@font-face` rule that holds the part of a face which these code points use."""
    content = _subset(font, points)
    address = _data("font/ttf", content)
    return f'@font-face{{font-family:"{font.family}";font-weight:{font.weight};src:url({address})}}'


@lru_cache(maxsize=16)
def _subset(font: FontFile, points: frozenset[int]) -> bytes:
    from fontTools.subset import Options, Subsetter
    from fontTools.ttLib import TTFont

    subsetter = Subsetter(Options(hinting=False, layout_features=["kern"]))
    subsetter.populate(unicodes=points)
    target = BytesIO()
    with TTFont(font.path, recalcTimestamp=False) as face:
        subsetter.subset(face)
        face.save(target)
    return target.getvalue()
