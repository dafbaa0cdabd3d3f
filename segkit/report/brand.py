"""A brand: `_brand.yml` read, its colours checked and repaired, compiled for pages and charts alike.

The file follows the brand.yml convention unchanged, plus one `segkit:` block. Nothing is fetched:
fonts that need a network are refused.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from segkit.errors import (
    BadValue,
    BrandFontRemote,
    ConfigMissing,
    ConfigUnreadable,
    FileMissing,
    Problems,
    UnknownKey,
)
from segkit.house import kit_folder
from segkit.report.colour import mix
from segkit.report.palette import ColourFinding, readable, repair_palette

FAMILY, LATIN = "Segkit Sans SC", "Segkit Sans"


@dataclass(frozen=True)
class FontFile:
    """One static face: its family as pages name it, its weight, its file."""

    family: str
    weight: Literal["normal", "bold"]
    path: Path


@dataclass(frozen=True)
class Brand:
    """Everything pages and charts know of a company's look; all colours pass their contrast, repaired where needed."""

    id: str
    name: Mapping[str, str]
    confidentiality: Mapping[str, str]
    ink: str
    muted: str
    paper: str
    primary: str
    accent: str
    palette: tuple[str, ...]
    cover: str
    paper_size: str
    logos: Mapping[str, Path]
    fonts: tuple[FontFile, ...]
    headings: str
    findings: tuple[ColourFinding, ...]

    @property
    def colours(self) -> dict[str, str]:
        """Every colour a page may use, by role; tints are mixed from the brand's own."""
        return {
            "ink": self.ink,
            "muted": self.muted,
            "paper": self.paper,
            "primary": self.primary,
            "accent": self.accent,
            "rest": mix(self.muted, self.paper, 0.8),
            "line": mix(self.muted, self.paper, 0.30),
            "hair": mix(self.muted, self.paper, 0.18),
            "wash": mix(self.primary, self.paper, 0.055),
            "soft": mix(self.primary, self.paper, 0.17),
            "mid": mix(self.primary, self.paper, 0.5),
            "blush": mix(self.accent, self.paper, 0.12),
            "field": mix(self.primary, self.ink, 0.45),
        }

    def families(self, language: str) -> tuple[str, ...]:
        """Font families in order: the brand's own, then the kit's; English takes proportional quotes first."""
        own = tuple(dict.fromkeys(font.family for font in self.fonts if font.family not in (FAMILY, LATIN)))
        return (*own, LATIN, FAMILY) if language == "en" else (*own, FAMILY)

    def stylesheet(self, language: str) -> str:
        """The brand as CSS custom properties on the root."""
        families = ", ".join(f'"{family}"' for family in self.families(language))
        values = {**self.colours, "family": families}
        return ":root{" + "".join(f"--{name}:{value};" for name, value in values.items()) + "}"

    def chart_style(self, language: str) -> dict[str, Any]:
        """The brand as settings of matplotlib, sizes in points."""
        return {
            "font.family": list(self.families(language)),
            "font.size": 8.0,
            "text.color": self.ink,
            "axes.edgecolor": self.colours["line"],
            "axes.labelcolor": self.muted,
            "axes.linewidth": 0.6,
            "axes.unicode_minus": True,
            "axes.spines.top": False,
            "axes.spines.right": False,
            "xtick.color": self.muted,
            "ytick.color": self.muted,
            "xtick.major.size": 0,
            "ytick.major.size": 0,
            "figure.facecolor": "none",
            "axes.facecolor": "none",
            "savefig.facecolor": "none",
            "svg.fonttype": "none",
            "svg.hashsalt": "segkit",
        }


_Language = Literal["zh-CN", "en"]


class _Logos(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)
    lead: str
    mark: str | None = None  # the sign without the name, for the foot of each page
    lead_reversed: str | None = None
    partner: str | None = None
    partner_reversed: str | None = None


class _Block(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)
    name: dict[_Language, str]
    confidentiality: dict[_Language, str]
    logos: _Logos
    palette: list[str] = Field(min_length=3, max_length=5)
    paper: Literal["A4"] = "A4"
    cover: Literal["field", "band"] = "field"


@lru_cache(maxsize=8)
def read_brand(folder: Path) -> Brand:
    """Return the brand of a folder that holds `_brand.yml`.

    Raises
    ------
    ConfigMissing, ConfigUnreadable, UnknownKey, BadValue, FileMissing, BrandFontRemote
        Several at once as `Problems`.
    """
    file = folder / "_brand.yml"
    if not file.is_file():
        raise ConfigMissing(str(file))
    content = _read_yaml(file)
    block = _checked(_Block, content.pop("segkit", {}), file, ("segkit",))
    problems = [*_remote_fonts(content, file), *_lost_logos(block, file)]
    if problems:
        raise problems[0] if len(problems) == 1 else Problems(tuple(problems))
    return _compiled(file, content, block)


def _read_yaml(file: Path) -> dict[str, Any]:
    from ruamel.yaml import YAML, YAMLError

    try:
        content = YAML(typ="safe", pure=True).load(file.read_text("utf-8"))
    except YAMLError as fault:
        mark = getattr(fault, "problem_mark", None)
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        raise ConfigUnreadable(str(file), line, column, str(getattr(fault, "problem", fault))) from None
    return dict(content or {})


def _checked(model: Any, content: Any, file: Path, above: tuple[str, ...] = ()) -> Any:
    """`content` as `model`, or every fault in it at once, each with its key."""
    try:
        return model.model_validate(content)
    except ValidationError as fault:
        problems = tuple(_problem(error, file, above) for error in fault.errors())
    raise problems[0] if len(problems) == 1 else Problems(problems)


def _problem(error: Any, file: Path, above: tuple[str, ...]) -> UnknownKey | BadValue:
    key = ".".join(map(str, (*above, *error["loc"])))
    line = _line_of(file, str(error["loc"][-1]) if error["loc"] else "segkit")
    if error["type"] == "extra_forbidden":
        return UnknownKey(str(file), line, 1, key, "")
    return BadValue(str(file), line, 1, key, str(error["input"])[:60], error["msg"])


def _line_of(file: Path, key: str) -> int:
    lines = file.read_text("utf-8").splitlines()
    return next((at for at, line in enumerate(lines, 1) if f"{key}:" in line), 1)


def _remote_fonts(content: Mapping[str, Any], file: Path) -> Iterator[BrandFontRemote]:
    """Fonts that would have to be fetched: Google, Bunny, or files behind an address."""
    for font in (content.get("typography") or {}).get("fonts") or ():
        family, source = str(font.get("family", "")), str(font.get("source", "file"))
        paths = [str(item.get("path", item) if isinstance(item, dict) else item) for item in font.get("files") or ()]
        if source in ("google", "bunny") or any("://" in path for path in paths):
            yield BrandFontRemote(str(file), family, source)


def _lost_logos(block: _Block, file: Path) -> Iterator[FileMissing]:
    for name in block.logos.model_dump(exclude_none=True).values():
        if not (file.parent / name).is_file():
            yield FileMissing(str(file.parent / name), "")


def _compiled(file: Path, content: dict[str, Any], block: _Block) -> Brand:
    """The checked file as a `Brand`, colours repaired."""
    from brand_yml import Brand as BrandFile

    book = _checked(BrandFile, {**content, "path": file.resolve()}, file)
    colour, paper = book.color, book.color.background
    ink, ink_fault = readable("foreground", colour.foreground, paper)
    muted, muted_fault = readable("secondary", colour.secondary, paper)
    primary, primary_fault = readable("primary", colour.primary, paper)
    accent, accent_fault = readable("tertiary", colour.tertiary, paper)
    palette, faults = repair_palette(tuple(colour.palette.get(name, name) for name in block.palette), paper)
    logos = block.logos.model_dump(exclude_none=True)
    fonts = (*_own_fonts(book, file.parent), *kit_fonts())
    return Brand(
        id=file.resolve().parent.name,
        name={str(key): text for key, text in block.name.items()},
        confidentiality={str(key): text for key, text in block.confidentiality.items()},
        ink=ink,
        muted=muted,
        paper=paper,
        primary=primary,
        accent=accent,
        palette=palette,
        cover=block.cover,
        paper_size=block.paper,
        logos={role: file.parent / name for role, name in logos.items()},
        fonts=fonts,
        headings=fonts[0].family,
        findings=tuple(f for f in (ink_fault, muted_fault, primary_fault, accent_fault) if f) + faults,
    )


def kit_fonts() -> tuple[FontFile, ...]:
    """The faces that travel with the kit."""
    folder = kit_folder("templates") / "fonts"
    return tuple(
        FontFile(family, "bold" if weight == "Bold" else "normal", folder / f"{family.replace(' ', '')}-{weight}.ttf")
        for family in (FAMILY, LATIN)
        for weight in ("Regular", "Bold")
    )


def _own_fonts(book: Any, folder: Path) -> Iterator[FontFile]:
    """Local TrueType faces that the brand brings."""
    for font in (book.typography.fonts if book.typography else None) or ():
        for item in getattr(font, "files", ()):
            weight: Literal["normal", "bold"] = "bold" if str(item.weight) in ("bold", "700") else "normal"
            yield FontFile(font.family, weight, folder / str(item.path.root))
