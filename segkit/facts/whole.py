"""The whole report, its computed sentences and its gaps."""

from dataclasses import dataclass, field
from decimal import Decimal

from segkit.facts.action import Action, Decision, Economics, Task
from segkit.facts.business import Baseline, Concentration, Meta, Movement, RecencyFrequencyGrid, Structure
from segkit.facts.chapters import Chapters
from segkit.facts.lifetime import Lifetime
from segkit.facts.method import Clusters, CutPointFacts, Evaluation, Quality
from segkit.facts.people import Crosswalk, ProfileCard, Satisfaction, Scheme, SegmentFigures
from segkit.facts.stages import Cohort, FunnelStep, WeightTrial
from segkit.facts.tags import TagGroupFacts
from segkit.facts.types import Slot
from segkit.facts.words import NeedTest, WordConflict


@dataclass(frozen=True)
class Finding:
    """A computed sentence: its pattern's id and the figures it quotes. Page titles are findings too."""

    id: str
    page: str
    slots: dict[str, Slot] = field(default_factory=dict)
    money: Decimal | None = None  # what it is ranked by


@dataclass(frozen=True)
class Gap:
    """Something that could not be computed, and why: the text is in the catalogue under `report.gap.<reason>`."""

    block: str
    reason: str
    slots: dict[str, Slot] = field(default_factory=dict)


@dataclass(frozen=True)
class Report:
    """Every fact of one report."""

    version: int
    meta: Meta
    schemes: tuple[Scheme, ...]
    figures: tuple[SegmentFigures, ...]
    baseline: Baseline
    concentration: Concentration
    grid: RecencyFrequencyGrid
    structure: Structure | None
    movement: Movement | None
    cards: tuple[ProfileCard, ...]
    satisfaction: Satisfaction
    actions: tuple[Action, ...]
    economics: tuple[Economics, ...]
    decisions: tuple[Decision, ...]
    plan: tuple[Task, ...]
    quality: Quality
    cuts: CutPointFacts
    clusters: Clusters | None
    evaluation: Evaluation
    crosswalks: tuple[Crosswalk, ...]
    findings: tuple[Finding, ...]
    gaps: tuple[Gap, ...]
    lifetime: Lifetime | None = None  # where the study or a scheme asks for it
    tags: tuple[TagGroupFacts, ...] = ()  # where the standard has tags
    funnel: tuple[FunnelStep, ...] = ()  # where purchase stages are a scheme in use
    cohorts: tuple[Cohort, ...] = ()  # where a scheme of the life cycle is
    weights: tuple[WeightTrial, ...] = ()  # where a scorecard is
    needs: tuple[NeedTest, ...] = ()  # where an expert has labelled what customers write for
    conflicts: tuple[WordConflict, ...] = ()  # where a scheme rests on messages
    chapters: Chapters = field(default_factory=Chapters)  # what the study chose beyond the usual pages
