"""Everything a report states: frozen facts, language-neutral, aggregates only.

`Report` is what `report.json` holds. A page is drawn from it, a brand and a language, and from nothing else.
Money is `Decimal` in the study's currency; shares run from 0 to 1; dates are days. Where a figure would speak of fewer
customers than `Meta.smallest_group` (and of at least one), it is `None` and the page prints `<11`. A whole block that
cannot be computed is `None`, and its reason is an entry of `Report.gaps`. `Text` holds one sentence per language; names
of the company's own data (categories, stores, channels) are kept as they are and translated when printed.
"""

from segkit.facts.action import Action, Decision, Economics, Task
from segkit.facts.business import (
    Baseline,
    Concentration,
    GridCell,
    Meta,
    Month,
    Move,
    Movement,
    RecencyFrequencyGrid,
    Structure,
)
from segkit.facts.chapters import (
    Chapters,
    CrossCell,
    Crossing,
    Duty,
    Effect,
    HandDecisions,
    LeftOut,
    Persona,
    StandardFacts,
)
from segkit.facts.lifetime import NAIVE_RULES, Doubt, FittedModel, Lifetime, Tracking, Trial
from segkit.facts.method import (
    Check,
    ClusterProfile,
    Clusters,
    CutPointFacts,
    Evaluation,
    Foresight,
    HeadMatch,
    Holdout,
    KChoice,
    LabelScore,
    LabelTest,
    LedgerLine,
    MergeEffect,
    Overlap,
    Quality,
    RowAccount,
    Separation,
    Setting,
    SourceNote,
)
from segkit.facts.people import (
    Crosswalk,
    Driver,
    IndexBar,
    PlaceFigures,
    ProfileCard,
    Satisfaction,
    Scheme,
    Segment,
    SegmentFigures,
    ShareBar,
)
from segkit.facts.stages import Cohort, FunnelStep, WeightTrial
from segkit.facts.tags import TagFigures, TagGroupFacts
from segkit.facts.types import Slot, Text
from segkit.facts.whole import Finding, Gap, Report

VERSION = 1

__all__ = [
    "NAIVE_RULES",
    "VERSION",
    "Action",
    "Baseline",
    "Chapters",
    "Check",
    "ClusterProfile",
    "Clusters",
    "Cohort",
    "Concentration",
    "CrossCell",
    "Crossing",
    "Crosswalk",
    "CutPointFacts",
    "Decision",
    "Doubt",
    "Driver",
    "Duty",
    "Economics",
    "Effect",
    "Evaluation",
    "Finding",
    "FittedModel",
    "Foresight",
    "FunnelStep",
    "Gap",
    "GridCell",
    "HandDecisions",
    "HeadMatch",
    "Holdout",
    "IndexBar",
    "KChoice",
    "LabelScore",
    "LabelTest",
    "LedgerLine",
    "LeftOut",
    "Lifetime",
    "MergeEffect",
    "Meta",
    "Month",
    "Move",
    "Movement",
    "Overlap",
    "Persona",
    "PlaceFigures",
    "ProfileCard",
    "Quality",
    "RecencyFrequencyGrid",
    "Report",
    "RowAccount",
    "Satisfaction",
    "Scheme",
    "Segment",
    "SegmentFigures",
    "Separation",
    "Setting",
    "ShareBar",
    "Slot",
    "SourceNote",
    "StandardFacts",
    "Structure",
    "TagFigures",
    "TagGroupFacts",
    "Task",
    "Text",
    "Tracking",
    "Trial",
    "WeightTrial",
]
