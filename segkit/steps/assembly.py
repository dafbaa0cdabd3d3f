"""The report's facts put together from what the stages left."""

from dataclasses import replace
from datetime import date
from typing import Any

from segkit.engine import fetch_one
from segkit.facts import (
    VERSION,
    Action,
    Baseline,
    ClusterProfile,
    Clusters,
    Cohort,
    Concentration,
    Crosswalk,
    CutPointFacts,
    Decision,
    Economics,
    Evaluation,
    FunnelStep,
    Gap,
    Lifetime,
    Meta,
    Movement,
    NeedTest,
    ProfileCard,
    Quality,
    RecencyFrequencyGrid,
    Report,
    Satisfaction,
    Scheme,
    SegmentFigures,
    Structure,
    TagGroupFacts,
    Task,
    WeightTrial,
    WordConflict,
)
from segkit.report.findings import find
from segkit.steps import grouping as groups
from segkit.steps.chapters import chosen_chapters
from segkit.steps.stage import Stage
from segkit.steps.voices import own_words

BLOCKS: dict[str, Any] = {
    "figures": tuple[SegmentFigures, ...],
    "baseline": Baseline,
    "concentration": Concentration,
    "grid": RecencyFrequencyGrid,
    "structure": Structure | None,
    "movement": Movement | None,
    "cards": tuple[ProfileCard, ...],
    "satisfaction": Satisfaction,
    "actions": tuple[Action, ...],
    "economics": tuple[Economics, ...],
    "decisions": tuple[Decision, ...],
    "plan": tuple[Task, ...],
    "quality": Quality,
    "clusters": Clusters | None,
    "evaluation": Evaluation,
    "crosswalks": tuple[Crosswalk, ...],
    "lifetime": Lifetime | None,
    "funnel": tuple[FunnelStep, ...],
    "cohorts": tuple[Cohort, ...],
    "weights": tuple[WeightTrial, ...],
    "needs": tuple[NeedTest, ...],
    "conflicts": tuple[WordConflict, ...],
    "tags": tuple[TagGroupFacts, ...],
}
COVER = ("project", "version", "prepared", "checked", "approved")  # of `report:`, what the cover says
WITH_GAPS = ("clustering", "evaluation", "strategy")


def assemble(stage: Stage) -> Report:
    """Every fact of the report, its computed sentences last."""
    blocks = {name: stage.load(name, kind) for name, kind in BLOCKS.items()}
    gaps = tuple(gap for name in WITH_GAPS for gap in stage.load(f"gaps_{name}", tuple[Gap, ...]))
    report = Report(
        version=VERSION,
        meta=meta(stage),
        schemes=confirmed_schemes(stage),
        cuts=cut_point_facts(stage),
        findings=(),
        gaps=gaps,
        chapters=chosen_chapters(stage),
        **blocks | {"clusters": guarded_clusters(blocks["clusters"], blocks["figures"])},
    )
    return replace(report, findings=find(report))


def guarded_clusters(clusters: Clusters | None, figures: tuple[SegmentFigures, ...]) -> Clusters | None:
    """The clusters with those figures hidden that the scheme's own table hides for a small neighbour's sake."""
    covered = {row.segment for row in figures if row.scheme == "clusters" and row.is_covered}
    if clusters is None:
        return None
    profiles = tuple(_covered(one) if one.id in covered else one for one in clusters.profiles)
    return replace(clusters, profiles=profiles)


def _covered(profile: ClusterProfile) -> ClusterProfile:
    return replace(profile, n=None, share_n=None, share_revenue=None, is_covered=True)


def confirmed_schemes(stage: Stage) -> tuple[Scheme, ...]:
    """The schemes, with the names that a person confirmed in `words.yml`."""
    names = own_words(stage).confirmed
    return tuple(_confirmed(scheme, names.get(scheme.id, {})) for scheme in groups.schemes(stage))


def _confirmed(scheme: Scheme, names: dict[str, dict[str, str]]) -> Scheme:
    segments = tuple(replace(one, name={**one.name, **names.get(one.id, {})}) for one in scheme.segments)
    is_confirmed = scheme.is_confirmed or all(one.id in names for one in segments)
    return replace(scheme, segments=segments, is_confirmed=is_confirmed)


def cut_point_facts(stage: Stage) -> CutPointFacts:
    """Where scores change, and how many customers another rule would move."""
    cuts = groups.cut_points(stage)
    return CutPointFacts(
        cuts.rule,
        cuts.n_bins,
        cuts.recency_days,
        cuts.frequency,
        cuts.monetary,
        stage.load("moved_by_other_rule", dict),
    )


def meta(stage: Stage) -> Meta:
    """What is reported, for whom, on which data."""
    study, days = stage.study, stage.load("days", dict[str, date])
    whole = totals(stage)
    return Meta(
        study=study.study,
        company=study.company,
        is_fictional=study.fictional,
        currency=study.currency,
        as_of=stage.as_of,
        as_of_given=study.as_of is not None,
        first_day=days["first"],
        last_day=days["last"],
        primary=study.primary,
        smallest_group=study.privacy.smallest_group,
        order_key=study.sources.orders.order,
        refunds=study.cleaning.refunds,
        **whole,
        **study.report.model_dump(include=set(COVER)),
        number=study.report.number or f"{study.study.upper()}-{stage.as_of:%Y%m%d}",
    )


def totals(stage: Stage) -> dict[str, Any]:
    """Customers, orders, lines and net revenue that the report speaks of."""
    scores = stage.table("scores")
    found = fetch_one(
        scores.aggregate(n_customers=scores.count(), n_orders=scores.frequency.sum(), revenue=scores.monetary.sum())
    )
    lines = stage.table("order_lines").count().to_pyarrow().as_py()
    return found | {"n_orders": int(found["n_orders"]), "n_lines": lines, "revenue": found["revenue"]}
