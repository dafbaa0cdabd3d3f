"""The kinds of schemes a classification standard is made of, as frozen models."""

from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, model_validator

from segkit.columns import MEASURES
from segkit.settings import Misfit, Strict
from segkit.wording import LANGUAGES

METRICS = ("recency_days", "frequency", "monetary")
NUMBERS = ("int64", "float64", "decimal(18, 2)")
AMOUNTS = tuple(name for name, kind in MEASURES.columns.items() if kind.removesuffix("?") in NUMBERS)
SUMMED = tuple(name for name in AMOUNTS if not MEASURES.columns[name].startswith("float64"))  # add up exactly


def _both_languages(text: dict[str, str]) -> dict[str, str]:
    if set(text) != set(LANGUAGES) or not all(text.values()):
        raise ValueError("zh-CN, en")
    return text


Text = Annotated[dict[str, str], AfterValidator(_both_languages)]
Id = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
Objective = Literal["keep", "grow", "win_back", "serve"]


def _are_shares(cuts: tuple[float, ...]) -> bool:
    return all(0 < cut < 1 for cut in cuts)


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


class AnyScheme(Strict):
    """What schemes of every kind state."""

    id: Id
    name: Text
    purpose: Text
    ordered: bool = False  # from best to worst, so that a better score never lands in a worse segment
    of: Literal["buyers", "everybody"] = "buyers"  # everybody: also who is known and has not bought, without features


class GridScheme(AnyScheme):
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
            raise Misfit("reference", ", ".join(METRICS))
        return self


class TiersScheme(AnyScheme):
    """Tiers of one measure, best first.

    `by` says what `cuts` are. `share`: the fewest customers from the top who bring that share of the measure's total;
    `quantile`: that share of customers from the top; `typed`: the lowest value of each tier but the last. `unknown`
    takes customers of whom the measure is not known; without it they belong to the last tier.
    """

    kind: Literal["tiers"]
    measure: Literal[AMOUNTS]  # type: ignore[valid-type]
    by: Literal["share", "quantile", "typed"]
    cuts: tuple[float, ...]
    segments: tuple[SegmentDefinition, ...]
    unknown: SegmentDefinition | None = None

    @model_validator(mode="after")
    def _has_cuts_in_order(self) -> Self:
        if list(self.cuts) != sorted(set(self.cuts), reverse=self.by == "typed"):
            raise Misfit("cuts", "cuts_falling" if self.by == "typed" else "cuts_rising")
        if len(self.cuts) + 1 != len(self.segments):
            raise Misfit("cuts", "cuts_between")
        if self.by != "typed" and not _are_shares(self.cuts):
            raise Misfit("cuts", "0 < cut < 1")
        if self.by == "share" and self.measure not in SUMMED:
            raise Misfit("measure", ", ".join(SUMMED))
        return self


class Indicator(Strict):
    """One line of a scorecard: a measure in bands, lowest first, and the points (0 to 100) of each band.

    `by` says what `cuts` are: the lowest value of each band but the first (`typed`), or the share of customers in the
    bands before it (`quantile`; customers alike are never parted: a tie at the edge belongs to the band before). A
    customer of whom the measure is not known gets `missing` points.
    """

    measure: Literal[AMOUNTS]  # type: ignore[valid-type]
    name: Text
    weight: float = Field(gt=0, le=100)
    by: Literal["typed", "quantile"] = "typed"
    cuts: tuple[float, ...]
    points: tuple[float, ...]
    missing: float = Field(0, ge=0, le=100)

    @model_validator(mode="after")
    def _has_points_for_every_band(self) -> Self:
        if list(self.cuts) != sorted(set(self.cuts)):
            raise Misfit("cuts", "cuts_rising")
        if self.by == "quantile" and not _are_shares(self.cuts):
            raise Misfit("cuts", "0 < cut < 1")
        if len(self.points) != len(self.cuts) + 1 or not all(0 <= one <= 100 for one in self.points):
            raise Misfit("points", "points_of_bands")
        return self


class ScoredSegment(SegmentDefinition):
    """A segment of a scorecard: everybody with at least so many points who is in none before."""

    at_least: float = Field(0, ge=0, le=100)


class ScorecardScheme(AnyScheme):
    """Indicators in bands with points; weights sum to 100, and so does the best total; best segment first."""

    kind: Literal["scorecard"]
    indicators: tuple[Indicator, ...]
    segments: tuple[ScoredSegment, ...]

    @model_validator(mode="after")
    def _adds_up(self) -> Self:
        total = sum(one.weight for one in self.indicators)
        if abs(total - 100) > 1e-9:
            weights = " + ".join(f"{one.weight:g}" for one in self.indicators)
            raise Misfit("indicators", "weights", f"{weights} = {total:g}")
        floors = [one.at_least for one in self.segments]
        if floors != sorted(set(floors), reverse=True) or not floors or floors[-1] != 0:
            raise Misfit("segments", "floors", ", ".join(f"{floor:g}" for floor in floors))
        return self


class RulesScheme(AnyScheme):
    """Conditions in order; the first that is true decides, `otherwise` takes all others."""

    kind: Literal["rules"]
    segments: tuple[RuleSegment, ...]
    otherwise: SegmentDefinition


class ColumnScheme(AnyScheme):
    """The value of a column, such as the grade the company uses today; `unknown` takes those without one."""

    kind: Literal["column"]
    column: str
    unknown: SegmentDefinition


class KeywordSegment(SegmentDefinition):
    """A segment of customers most of whose messages hold one of the words.

    `fuzzy`: the message holds the word; `exact`: the message is nothing but the word. One that holds a word of
    `exclude` does not count.
    """

    words: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    mode: Literal["fuzzy", "exact"] = "fuzzy"


class KeywordsScheme(AnyScheme):
    """Groups of words over customers' messages, in order: of several that claim a message the first has it.

    A customer belongs to the group of most of the messages (`segments.keywords.customer_groups`), else to `otherwise`.
    """

    kind: Literal["keywords"]
    segments: tuple[KeywordSegment, ...]
    otherwise: SegmentDefinition


class ClustersScheme(AnyScheme):
    """Clusters found by k-means; names a person has confirmed stand in `segments`."""

    kind: Literal["clusters"]
    features: tuple[Literal[AMOUNTS], ...]  # type: ignore[valid-type]
    k: int | Literal["auto"] = "auto"
    segments: tuple[SegmentDefinition, ...] = ()
