"""A brand: `_brand.yml` read, its colours checked and repaired, compiled for pages and charts alike.

The file follows the brand.yml convention unchanged, plus one `segkit:` block. Nothing is fetched:
fonts that need a network are refused.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from segkit.errors import BadValue, BrandFontRemote, FileMissing, MissingKey, Problems, SegkitError
from segkit.house import kit_folder
from segkit.report.colour import mix
from segkit.report.palette import ColourFinding, readable, repair_palette
from segkit.settings import place_of, plain, problems_of
from segkit.yaml_text import SLIPS, read_yaml

FAMILY, LATIN = "Segkit Sans SC", "Segkit Sans"
COLOURS = ("foreground", "background", "primary", "secondary", "tertiary")
HEX = re.compile("#(?:[0-9A-Fa-f]{3}){1,2}")


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


class _FontSource(BaseModel):
    path: str


class _Font(BaseModel):
    family: str
    source: str = "file"
    files: list[_FontSource | str] = Field(default_factory=list)

    @property
    def is_remote(self) -> bool:
        """Whether it would have to be fetched: from Google, Bunny, or an address."""
        paths = [item if isinstance(item, str) else item.path for item in self.files]
        return self.source in ("google", "bunny") or any("://" in path for path in paths)


class _Typography(BaseModel):
    fonts: list[_Font] = Field(default_factory=list)


@lru_cache(maxsize=8)
def read_brand(folder: Path) -> Brand:
    """Return the brand of a folder that holds `_brand.yml`.

    Raises
    ------
    ConfigMissing, ConfigUnreadable, ConfigTooLarge, RepeatedKey, UnknownKey, MissingKey, BadValue, FileMissing,
    BrandFontRemote
        Several at once as `Problems`.
    """
    file = folder / "_brand.yml"
    document = read_yaml(file)
    content = plain(document)
    block = _checked(_Block, content.pop("segkit", {}), file, document, ("segkit",))
    typography = _checked(_Typography, content.get("typography") or {}, file, document, ("typography",))
    remote = (BrandFontRemote(str(file), font.family, font.source) for font in typography.fonts if font.is_remote)
    _raise([*remote, *_lost_logos(block, file)])
    return _compiled(file, document, content, block)


def _checked(model: Any, content: Any, file: Path, document: Any, above: tuple[str, ...] = ()) -> Any:
    """`content` as `model`, or every fault in it at once, each with its key and place."""
    try:
        return model.model_validate(content)
    except ValidationError as fault:
        problems = list(problems_of(fault, file, document, model, above))
    return _raise(problems)


def _raise(problems: Sequence[SegkitError]) -> None:
    if problems:
        raise problems[0] if len(problems) == 1 else Problems(tuple(problems))


def _lost_logos(block: _Block, file: Path) -> Iterator[FileMissing]:
    for name in block.logos.model_dump(exclude_none=True).values():
        if not os.path.isfile(file.parent / name):
            yield FileMissing(str(file.parent / name), "")


def _compiled(file: Path, document: Any, content: dict[str, Any], block: _Block) -> Brand:
    """The checked file as a `Brand`, colours repaired."""
    book = _book(file, document, content)
    given = _colours(book.color, block, file, document)
    paper = given["color.background"]
    ink, ink_fault = readable("foreground", given["color.foreground"], paper)
    muted, muted_fault = readable("secondary", given["color.secondary"], paper)
    primary, primary_fault = readable("primary", given["color.primary"], paper)
    accent, accent_fault = readable("tertiary", given["color.tertiary"], paper)
    palette, faults = repair_palette(tuple(given[f"segkit.palette.{n}"] for n in range(len(block.palette))), paper)
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


def _book(file: Path, document: Any, content: dict[str, Any]) -> Any:
    """The file as the convention's own model, section by section where its checks themselves trip over a value."""
    from brand_yml import Brand as BrandFile

    try:
        return _checked(BrandFile, {**content, "path": file.resolve()}, file, document)
    except SLIPS:
        problems = [problem for key in content if (problem := _trips(BrandFile, key, content[key], file, document))]
    return _raise(problems)


def _trips(model: Any, key: str, section: Any, file: Path, document: Any) -> BadValue | None:
    """The problem of a section over which the model's own checks break."""
    try:
        model.model_validate({key: section})
    except ValidationError:
        return None
    except SLIPS as slip:
        return BadValue(str(file), *place_of(document, (key,)), key, str(section)[:60], f"brand.yml ({slip})")
    return None


def _colours(colour: Any, block: _Block, file: Path, document: Any) -> dict[str, str]:
    """The colours that pages use, by key of the file; all that are missing or no `#rrggbb` are raised together."""
    named = (colour and colour.palette) or {}
    given: dict[str, Any] = {f"color.{role}": getattr(colour, role, None) for role in COLOURS}
    given |= {f"segkit.palette.{at}": named.get(name, name) for at, name in enumerate(block.palette)}
    problems: list[SegkitError] = []
    for key, shade in given.items():
        where = tuple(int(part) if part.isdigit() else part for part in key.split("."))
        place = (str(file), *place_of(document, where), key)
        if shade is None:
            problems.append(MissingKey(*place))
        elif not HEX.fullmatch(shade):
            problems.append(BadValue(*place, shade[:60], "#rrggbb"))
    _raise(problems)
    return given


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
