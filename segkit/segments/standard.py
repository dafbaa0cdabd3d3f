"""A company's classification standard (分类标准) as frozen models, and the ready-made schemes of the library."""

from collections.abc import Iterator
from datetime import date
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, field_validator

from segkit.errors import UnknownScheme
from segkit.segments.agreement import LIBRARY, agreement_problems, library_names
from segkit.segments.kinds import (
    ClustersScheme,
    ColumnScheme,
    GridScheme,
    Id,
    KeywordsScheme,
    RulesScheme,
    ScorecardScheme,
    SegmentDefinition,
    Text,
    TiersScheme,
)
from segkit.segments.tag_kinds import TagGroup
from segkit.settings import Strict, read_settings

Scheme = GridScheme | TiersScheme | ScorecardScheme | RulesScheme | ColumnScheme | KeywordsScheme | ClustersScheme
OneScheme = Annotated[Scheme, Field(discriminator="kind")]


class Roles(Strict):
    """Which departments have to do with a scheme: who sets it, applies it, owns its data and reviews it."""

    sets: str
    applies: str
    data: str
    reviews: str


class Override(Strict):
    """One customer's segment decided by a person: by whom, why, and until which day it holds."""

    customer: str
    scheme: Id
    segment: str
    reason: str
    who: str
    until: date

    @field_validator("customer", "segment", mode="before")
    @classmethod
    def _as_text(cls, value: object) -> object:
        return str(value) if isinstance(value, int) else value


class Standard(Strict):
    """The reviewed document: why, whose, until when, and the schemes in order; a bare id names a library scheme.

    `roles` are by scheme id; `default` stands for all others. `overrides` are applied after every rule, in order.
    `tags` stand beside the schemes: a customer may have several.
    """

    goal: Text
    owner: str
    review_date: date
    version: str = "1.0"
    state: Literal["draft", "approved"] = "draft"
    approved_by: str = ""
    approved_on: date | None = None
    roles: dict[str, Roles] = Field(default={})
    overrides: tuple[Override, ...] = ()
    schemes: tuple[OneScheme | str, ...]
    tags: tuple[TagGroup, ...] = ()


class _LibraryFile(Strict):
    scheme: OneScheme


def read_standard(path: Path) -> Standard:
    """The standard a company wrote; all its problems are raised together, each with line and column."""
    return read_settings(path, Standard, also=agreement_problems)


def default_standard() -> Standard:
    """The ready-made standard of a study that brings none of its own."""
    return read_standard(LIBRARY / "standard.yml")


@cache
def read_library_scheme(name: str) -> Scheme:
    """A ready-made scheme by its id.

    Raises
    ------
    UnknownScheme
        The library has no such scheme; the nearest name is offered.
    """
    if name not in library_names():
        raise UnknownScheme(name, "".join(get_close_matches(name, library_names(), n=1)), library_names())
    return read_settings(LIBRARY / f"{name}.yml", _LibraryFile).scheme


class _TagsFile(Strict):
    groups: tuple[TagGroup, ...]


@cache
def ready_tags() -> tuple[TagGroup, ...]:
    """Tags that a company may start from; no study has them unless its standard lists its own."""
    return read_settings(LIBRARY.parent / "ready_tags.yml", _TagsFile).groups


def schemes_of(standard: Standard) -> tuple[Scheme, ...]:
    """The schemes of a standard in its order, library names replaced by their definitions."""
    return tuple(read_library_scheme(entry) if isinstance(entry, str) else entry for entry in standard.schemes)


def segments_of(scheme: Scheme) -> Iterator[SegmentDefinition]:
    """The defined segments in order, the one that takes all others last."""
    if not isinstance(scheme, ColumnScheme):
        yield from scheme.segments
    if isinstance(scheme, RulesScheme | KeywordsScheme):
        yield scheme.otherwise
    if isinstance(scheme, ColumnScheme | TiersScheme) and scheme.unknown is not None:
        yield scheme.unknown
