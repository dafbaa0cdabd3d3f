"""A company's classification standard (分类标准) as frozen models, and the ready-made schemes of the library."""

from collections.abc import Iterator
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, model_validator

from segkit.columns import FEATURES, SCORES
from segkit.errors import UnknownScheme
from segkit.settings import Strict, read_settings
from segkit.wording import LANGUAGES

LIBRARY = Path(__file__).parent / "library"
METRICS = ("recency_days", "frequency", "monetary")
AMOUNTS = tuple(name for name, kind in FEATURES.columns.items() if kind in {"int64", "decimal(18, 2)"})


def _both_languages(text: dict[str, str]) -> dict[str, str]:
    if set(text) != set(LANGUAGES) or not all(text.values()):
        raise ValueError("zh-CN, en")
    return text


Text = Annotated[dict[str, str], AfterValidator(_both_languages)]
Id = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
Objective = Literal["keep", "grow", "win_back", "serve"]


class SegmentDefinition(Strict):
    """One segment: what it is called, inside and in front of customers, and what it is for."""

    id: Id
    name: Text
    public_name: Text
    rule: Text
    objective: Objective | None = None
    aliases: tuple[str, ...] = ()


class GridSegment(SegmentDefinition):
    """A segment made of score cells."""

    cells: tuple[str, ...]


class RuleSegment(SegmentDefinition):
    """A segment with a condition in the expression language."""

    when: str


class _Scheme(Strict):
    id: Id
    name: Text
    purpose: Text
    ordered: bool = False  # from best to worst, so that a better score never lands in a worse segment


class GridScheme(_Scheme):
    """Cells of recency, frequency and money, each in exactly one segment.

    Without `reference` a cell is three scores (`555`); with it three digits that say strictly better (1) or not (0)
    than the mean of the scores, the mean or median of the measures, or typed values.
    """

    kind: Literal["grid"]
    reference: Literal["score_mean", "mean", "median"] | dict[str, float] | None = None
    segments: tuple[GridSegment, ...]

    @model_validator(mode="after")
    def _names_three_measures(self) -> Self:
        if isinstance(self.reference, dict) and set(self.reference) != set(METRICS):
            raise ValueError(", ".join(METRICS))
        return self


class TiersScheme(_Scheme):
    """Tiers of one measure, best first.

    `by` says what `cuts` are. `share`: the fewest customers from the top who bring that share of the measure's total;
    `quantile`: that share of customers from the top; `typed`: the lowest value of each tier but the last.
    """

    kind: Literal["tiers"]
    measure: Literal[AMOUNTS]  # type: ignore[valid-type]
    by: Literal["share", "quantile", "typed"]
    cuts: tuple[float, ...]
    segments: tuple[SegmentDefinition, ...]

    @model_validator(mode="after")
    def _has_cuts_in_order(self) -> Self:
        in_order = sorted(self.cuts, reverse=self.by == "typed")
        if list(self.cuts) != in_order or len(set(self.cuts)) + 1 != len(self.segments):
            raise ValueError(f"{len(self.segments) - 1} cuts, best first")
        if self.by != "typed" and not all(0 < cut < 1 for cut in self.cuts):
            raise ValueError("0 < cut < 1")
        return self


class RulesScheme(_Scheme):
    """Conditions in order; the first that is true decides, `otherwise` takes all others."""

    kind: Literal["rules"]
    segments: tuple[RuleSegment, ...]
    otherwise: SegmentDefinition


class ColumnScheme(_Scheme):
    """The value of a column, such as the grade the company uses today; `unknown` takes those without one."""

    kind: Literal["column"]
    column: str
    unknown: SegmentDefinition


class ClustersScheme(_Scheme):
    """Clusters found by k-means; names a person has confirmed stand in `segments`."""

    kind: Literal["clusters"]
    features: tuple[str, ...]
    k: int | Literal["auto"] = "auto"
    segments: tuple[SegmentDefinition, ...] = ()


Scheme = GridScheme | TiersScheme | RulesScheme | ColumnScheme | ClustersScheme
OneScheme = Annotated[Scheme, Field(discriminator="kind")]


class Standard(Strict):
    """The reviewed document: why, whose, until when, and the schemes in order; a bare id names a library scheme."""

    goal: Text
    owner: str
    review_date: date
    schemes: tuple[OneScheme | str, ...]

    @model_validator(mode="after")
    def _names_each_scheme_once(self) -> Self:
        ids = [entry if isinstance(entry, str) else entry.id for entry in self.schemes]
        clash = {scheme for scheme in ids if ids.count(scheme) > 1 or scheme in SCORES.columns}
        if clash:
            raise ValueError(", ".join(sorted(clash)))
        return self


class _LibraryFile(Strict):
    scheme: OneScheme


def read_standard(path: Path) -> Standard:
    """The standard a company wrote; all its problems are raised together, each with line and column."""
    return read_settings(path, Standard)


def default_standard() -> Standard:
    """The ready-made standard of a study that brings none of its own."""
    return read_standard(LIBRARY / "standard.yml")


def library_names() -> tuple[str, ...]:
    """Ids of the ready-made schemes."""
    return tuple(sorted(path.stem for path in LIBRARY.glob("*.yml") if path.stem != "standard"))


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


def schemes_of(standard: Standard) -> tuple[Scheme, ...]:
    """The schemes of a standard in its order, library names replaced by their definitions."""
    return tuple(read_library_scheme(entry) if isinstance(entry, str) else entry for entry in standard.schemes)


def segments_of(scheme: Scheme) -> Iterator[SegmentDefinition]:
    """The defined segments in order, the one that takes all others last."""
    if not isinstance(scheme, ColumnScheme):
        yield from scheme.segments
    if isinstance(scheme, RulesScheme):
        yield scheme.otherwise
    if isinstance(scheme, ColumnScheme):
        yield scheme.unknown
