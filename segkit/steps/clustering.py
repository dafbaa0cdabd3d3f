"""Step 4, standard and clusters: every scheme of the standard fitted and applied, k-means in four visible steps."""

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

import numpy as np

from segkit.errors import SchemeColumnMissing, TooFewCustomers, TooManyGrades, UnknownScheme
from segkit.evaluation.stability import over_seeds
from segkit.facts import Clusters, Gap, KChoice, Scheme
from segkit.facts.types import Slot
from segkit.features.sampling import bounded_sample
from segkit.features.scaling import PREFIX, Scaling, apply_scaling, fit_scaling, measure, scale_sample
from segkit.segments.clusters import (
    FittedClusters,
    KReason,
    assign_clusters,
    choose_k,
    fit_clusters,
    given_k,
    nearest_clusters,
    try_clusters,
)
from segkit.segments.handover import fit_handover
from segkit.segments.naming import describe_clusters_scheme, profile_clusters, reason_text
from segkit.segments.overrides import apply_overrides, count_overrides
from segkit.segments.schemes import FittedScheme, assign_scheme, describe_scheme, fit_scheme
from segkit.segments.standard import (
    ClustersScheme,
    read_library_scheme,
    schemes_of,
)
from segkit.settings import nearest
from segkit.steps.chosen import check_people
from segkit.steps.gaps import Gaps
from segkit.steps.measuring import gap_of, measured_customers, schemes_in_use, standard_of
from segkit.steps.merges import merged_into
from segkit.steps.prospects import keep_prospects
from segkit.steps.stage import Stage
from segkit.steps.tagging import give_tags

if TYPE_CHECKING:
    from ibis.expr.types import Table

CLUSTERS = "clusters"
SEEDS = tuple(range(5))
DESCRIBED = ("recency_days", "frequency", "monetary", "average_order", "tenure_days", "weekend_share", "n_categories")


@dataclass(frozen=True)
class Sample:
    """The bounded sample that clusters are learned from: in z-scores, and in the measures' own units."""

    scaling: Scaling
    points: np.ndarray
    measures: np.ndarray

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of the scaled columns."""
        return tuple(PREFIX + name for name in self.scaling.features)


def work(stage: Stage) -> None:
    """Do the whole step."""
    gaps = Gaps()
    customers = measured_customers(stage)
    fitted = fit_standard(stage, customers, gaps)
    segments = decide_by_hand(stage, assign_standard(customers, fitted), fitted)
    clusters = find_clusters(stage, gaps)
    keep_segments(stage, segments, fitted, clusters)
    describe_clusters(stage, clusters)
    stage.save("gaps_clustering", tuple(gaps.found))


def fit_standard(stage: Stage, customers: "Table", gaps: Gaps) -> dict[str, FittedScheme]:
    """What each scheme of the standard must know of all customers; one that lacks its input is left out and said."""
    fitted = {}
    for scheme in schemes_in_use(stage, customers):
        lacking = gap_of(stage, scheme, customers)
        if lacking:
            gaps.keep(lacking)
            continue
        try:
            fitted[scheme.id] = fit_scheme(scheme, customers, n_bins=stage.study.scores.bins)
        except SchemeColumnMissing as missing:
            gaps.keep(Gap("scheme", "column_missing", {"scheme": scheme.id, "column": missing.column}))
        except TooManyGrades as many:
            slots: dict[str, Slot] = {"column": many.column, "found": many.found, "most": many.at_most}
            gaps.keep(Gap(f"scheme.{scheme.id}", "too_many_values", slots))
    if stage.study.primary not in fitted:
        raise UnknownScheme(stage.study.primary, nearest(stage.study.primary, fitted), tuple(fitted))
    stage.save("fitted_schemes", {name: one.to_dict() for name, one in fitted.items()})
    return fitted


def describe_main(stage: Stage, fitted: dict[str, FittedScheme]) -> Scheme:
    """The main scheme as a reader meets it: its segments with names and rules."""
    return describe_scheme(fitted[stage.study.primary])


def assign_standard(customers: "Table", fitted: dict[str, FittedScheme]) -> "Table":
    """Every customer with one column per scheme, holding the segment's id."""
    for one in fitted.values():
        customers = assign_scheme(customers, one)
    return customers


def decide_by_hand(stage: Stage, segments: "Table", fitted: dict[str, FittedScheme]) -> "Table":
    """Segments with the standard's manual overrides, which come after every rule, follow merges and are counted."""
    written = [one for one in standard_of(stage).overrides if one.scheme in fitted]
    merged = merged_into(stage, (one.customer for one in written))
    overrides = [one.model_copy(update={"customer": merged.get(one.customer, one.customer)}) for one in written]
    stage.save("overrides", count_overrides(segments, overrides, stage.as_of))
    return apply_overrides(segments, overrides, stage.as_of)


@dataclass(frozen=True)
class Found:
    """K-means as it came out: what it learned from, what was tried, why this k, and the centres."""

    sample: Sample
    tried: tuple[KChoice, ...]
    reason: KReason
    fitted: FittedClusters


def find_clusters(stage: Stage, gaps: Gaps) -> Found | None:
    """The four taught steps: choose and transform features, try several k, choose one, fit the centres."""
    if stage.study.clusters is None:
        return None
    try:
        sample = draw_sample(stage)
        tried = try_clusters(sample.points)
        reason = settle_k(stage, tried)
        return Found(sample, tried, reason, fit_clusters(sample.points, sample.columns, reason.k))
    except TooFewCustomers as few:
        return gaps.keep(Gap("clusters", "few_customers", {"n": few.found, "needed": few.at_least}))


def draw_sample(stage: Stage) -> Sample:
    """The bounded sample of customers, its skewed amounts as logs, all measures on one scale."""
    assert stage.study.clusters is not None
    names = stage.study.clusters.features
    rows = bounded_sample(stage.table("scores"))
    scaling = fit_scaling(rows, names)
    return Sample(scaling, scale_sample(rows, scaling), np.column_stack([measure(rows, name) for name in names]))


def settle_k(stage: Stage, tried: tuple[KChoice, ...]) -> KReason:
    """The number of clusters: the study's, or the one that silhouette, elbow and stability speak for."""
    asked = stage.study.clusters.k if stage.study.clusters else "auto"
    return choose_k(tried) if asked == "auto" else given_k(tried, asked)


def keep_segments(stage: Stage, segments: "Table", fitted: dict[str, FittedScheme], found: Found | None) -> None:
    """Write every customer with every scheme and tag; say which there are; keep what scores new customers.

    People who have not bought are written apart, for the schemes of everybody.
    """
    keep_prospects(stage, fitted)
    give_tags(stage, segments, standard_of(stage))
    if found:
        segments = assign_clusters(apply_scaling(segments, found.sample.scaling), found.fitted, CLUSTERS)
    stage.save_table("segments", segments)
    check_people(stage, [one.id for one in describe_main(stage, fitted).segments])
    stage.save("standard_schemes", tuple(describe_scheme(one) for one in fitted.values()))
    keep = {"cut_points": stage.load("cuts", dict), "schemes": stage.load("fitted_schemes", dict)}
    if found:
        keep |= {"scaling": found.sample.scaling.to_dict(), "clusters": found.fitted.to_dict()}
    fitted_file = stage.run.folder / "fitted.json"
    fitted_file.write_text(json.dumps(keep, ensure_ascii=False, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def describe_clusters(stage: Stage, found: Found | None) -> Clusters | None:
    """The clusters against all customers, named from their profile, with conditions a person can type elsewhere."""
    standard = stage.load("standard_schemes", tuple[Scheme, ...])
    if found is None:
        stage.save("schemes", standard)
        stage.save("seed_ari", None)
        return stage.save("clusters", None)
    facts = clusters_facts(stage, found)
    stage.save("schemes", (*standard, describe_clusters_scheme(clusters_definition(stage), facts.profiles)))
    stage.save("seed_ari", over_seeds(lambda seed: labels_by_seed(found, seed), SEEDS))
    return stage.save("clusters", facts)


def clusters_facts(stage: Stage, found: Found) -> Clusters:
    """What the annex says of the clusters."""
    labels = nearest_clusters(found.sample.points, found.fitted)
    handover = fit_handover(found.sample.measures, found.sample.scaling.features, labels)
    smallest = stage.study.privacy.smallest_group
    profiles = profile_clusters(
        stage.table("segments"), CLUSTERS, DESCRIBED, handover.conditions, smallest_group=smallest
    )
    scaling = found.sample.scaling
    return Clusters(
        features=scaling.features,
        transforms=dict(zip(scaling.features, scaling.transforms, strict=True)),
        sample_n=len(labels),
        tried=found.tried,
        k=found.reason.k,
        reason=reason_text(found.reason),
        profiles=profiles,
        tree_fidelity=handover.fidelity,
    )


def clusters_definition(stage: Stage) -> ClustersScheme:
    """The clusters as the company's standard defines them, with its confirmed names, else as the library does."""
    written = schemes_of(standard_of(stage)) if stage.study.standard else ()
    own = next((scheme for scheme in written if isinstance(scheme, ClustersScheme)), None)
    return own or cast(ClustersScheme, read_library_scheme(CLUSTERS))


def labels_by_seed(found: Found, seed: int) -> np.ndarray:
    """The sample's clusters as another random start would give them."""
    return nearest_clusters(
        found.sample.points, fit_clusters(found.sample.points, found.sample.columns, found.reason.k, seed=seed)
    )
