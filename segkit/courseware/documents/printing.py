"""From a composed paper to PDF bytes: the course's templates in the brand, printed in the report's closed room."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from segkit.courseware.documents.blocks import Paper
from segkit.house import kit_folder
from segkit.report.brand import Brand, FontFile
from segkit.report.html import brand_style, page_environment
from segkit.report.pdf import write_pdf
from segkit.wording import Wording

CODE_FAMILY = "DejaVu Sans Mono"
CLOSER = ("closer.css",)


@dataclass(frozen=True)
class Press:
    """What every document of a pack shares: brand, language, and the only date that its files carry."""

    brand: Brand
    words: Wording
    dated: date


def print_paper(paper: Paper, press: Press) -> bytes:
    """The PDF/UA-1 file of `paper`, A4; raises as `write_pdf` does."""
    sheets = ("paper.css", "blocks.css", "code.css")
    return print_page("paper.html.j2", press, sheets, {"paper": paper}, files=paper.files, closer=CLOSER)


def print_page(
    template: str,
    press: Press,
    sheets: tuple[str, ...],
    content: Mapping[str, Any],
    *,
    files: Mapping[str, bytes] | None = None,
    closer: tuple[str, ...] = (),
) -> bytes:
    """The PDF/UA-1 file of one of the course's templates; raises as `write_pdf` does.

    Parameters
    ----------
    template
        The name of a file in `templates/course` that extends `base.html.j2`.
    sheets
        Stylesheets of `templates/course`, after the report's `base.css`.
    content
        What the template names; `paper` must be there and have a `title`.
    files
        What the pages refer to, by address.
    closer
        Stylesheets that set the paper closer, where that spares a last page that is nearly empty.
    """
    html = page_source(template, press, sheets, content)
    logos = {f"kit:logo/{role}.svg": path.read_bytes() for role, path in press.brand.logos.items()}
    tight = page_source(template, press, (*sheets, *closer), content) if closer else ""
    return write_pdf(html, with_code_face(press.brand), press.dated, files={**logos, **(files or {})}, closer=tight)


def page_source(template: str, press: Press, sheets: tuple[str, ...], content: Mapping[str, Any]) -> str:
    """The page source of one of the course's templates, filled; arguments as in `print_page`."""
    brand, words = press.brand, press.words
    filled: str = (
        page_environment("course", "report")
        .get_template(template)
        .render(
            **content,
            language=words.language,
            style=course_style(brand, words.language, sheets),
            dated=press.dated.isoformat(),
            house=words.pick(brand.name),
            confidentiality=words.pick(brand.confidentiality),
        )
    )
    return filled


def course_style(brand: Brand, language: str, sheets: tuple[str, ...]) -> Any:
    """The brand's custom properties, the report's base and the course's stylesheets, safe inside `<style>`."""
    from markupsafe import Markup

    families = ", ".join(f'"{family}"' for family in (CODE_FAMILY, *brand.families(language)))
    folder = kit_folder("templates") / "course"
    own = "\n".join((folder / name).read_text("utf-8") for name in sheets)
    return brand_style(brand, language, ("base.css",)) + Markup(f":root{{--mono:{families}}}\n{own}")


def with_code_face(brand: Brand) -> Brand:
    """`brand` with a face of equal widths for code: the one that comes with matplotlib, which charts need anyway."""
    import matplotlib

    folder = Path(matplotlib.get_data_path()) / "fonts" / "ttf"
    faces = (FontFile(CODE_FAMILY, "normal", folder / "DejaVuSansMono.ttf"),)
    return replace(
        brand, fonts=(*brand.fonts, *faces, FontFile(CODE_FAMILY, "bold", folder / "DejaVuSansMono-Bold.ttf"))
    )
