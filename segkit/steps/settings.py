"""Other settings beside the ones in use: cut rules, as-of days, refunds, clusters: what would change with them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

import pyarrow as pa

from segkit.engine import fetch_one
from segkit.evaluation.figures import Grouping
from segkit.evaluation.foresight import holdout_cut, return_auc
from segkit.evaluation.sensitivity import Alternative, compare_settings, moved
from segkit.facts import Gap, Setting
from segkit.features.sampling import bounded_sample
from segkit.features.scaling import PREFIX, apply_scaling, fit_scaling, scale_sample
from segkit.features.scores import add_equal_count_scores, add_nested_scores
from segkit.segments.clusters import assign_clusters, fit_clusters
from segkit.segments.schemes import FittedScheme, assign_scheme, fit_scheme
from segkit.segments.standard import GridScheme
from segkit.steps import grouping as groups
from segkit.steps.earlier import history_gap
from segkit.steps.stage import Stage
from segkit.wording import LANGUAGES, Wording

if TYPE_CHECKING:
    from ibis.expr.types import Table

DAYS_EARLIER = (1, 7, 30)  # a report of yesterday, of last week, of last month
BESIDE = ("recency_days", "frequency", "monetary", "n_categories")  # another choice of features for the clusters


@dataclass(frozen=True)
class Variant:
    """The main scheme under another rule, for any table of features."""

    id: str
    fitted: FittedScheme
    scoring: str  # own, equal_count or nested


def variants(stage: Stage) -> tuple[Variant, ...]:
    """Other references where the scheme compares with one; other ways to share out scores where it uses those."""
    main = groups.fitted_schemes(stage)[stage.study.primary]
    scheme = main.scheme
    if isinstance(scheme, GridScheme) and scheme.reference:
        others = [name for name in ("score_mean", "mean", "median") if name != scheme.reference]
        return tuple(
            Variant(f"reference_{name}", FittedScheme(scheme.model_copy(update={"reference": name})), "own")
            for name in others
        )
    if isinstance(scheme, GridScheme):
        return (Variant("equal_count", main, "equal_count"), Variant("nested", main, "nested"))
    return ()


def moved_by_rule(stage: Stage) -> dict[str, float | None]:
    """The share of customers whose main segment changes under each other rule."""
    now = groups.today(stage, stage.study.primary)
    return {one.id: moved(now, _today_under(stage, one)).share for one in variants(stage)}


def compared_settings(stage: Stage, days: "Table") -> tuple[Setting, ...]:
    """Customers moved, money moved and the gain on each part.

    For the main scheme other cut rules, an as-of day 1, 7 and 30 days earlier, and money without refunds; for the
    clusters other k and features.
    """
    main = groups.today(stage, stage.study.primary)
    others = (*_main_alternatives(stage, days), *_earlier(stage, days), *_without_refunds(stage, days))
    lines = list(compare_settings(main, others))
    if stage.load("clusters", object) is not None:
        clusters = groups.today(stage, "clusters")
        lines += compare_settings(clusters, list(_cluster_alternatives(stage)))
    return tuple(lines)


def _main_alternatives(stage: Stage, days: "Table") -> Iterator[Alternative]:
    cut = holdout_cut(groups.first_day(stage), stage.as_of)
    for one in variants(stage):
        auc = None
        if not isinstance(cut, Gap):
            formed = _grouped(stage, _under(stage, one, groups.features_formed(stage, one.fitted, days, cut)))
            auc = return_auc(formed, days, cut=cut, end=stage.as_of)
        yield Alternative(one.id, _text(one.id), _today_under(stage, one), auc=auc)


def _earlier(stage: Stage, days: "Table") -> Iterator[Alternative]:
    """The main scheme as a report of an earlier day would have had it, cut points of that day.

    Nothing where the scheme keeps no history: what has no date is the same on every day.
    """
    first = groups.first_day(stage)
    if history_gap("settings", groups.fitted_schemes(stage)[stage.study.primary]):
        return
    for n in DAYS_EARLIER:
        day = stage.as_of - timedelta(days=n)
        if day > first:
            yield Alternative(f"as_of_{n}", _text(f"as_of_{n}"), groups.main_formed_on(stage, days, day))


def _without_refunds(stage: Stage, days: "Table") -> Iterator[Alternative]:
    """The main scheme on what was paid, no refund subtracted; nothing where none was."""
    if not fetch_one(days.aggregate(n=(days.n_orders == 0).sum().fill_null(0)))["n"]:
        return
    fitted = groups.fitted_schemes(stage)[stage.study.primary]
    paid = stage.stage_table("paid", groups.features_paid(stage, fitted, days))
    yield Alternative("refunds_out", _text("refunds_out"), _grouped(stage, groups.regroup(stage, fitted, paid)))


def _cluster_alternatives(stage: Stage) -> Iterator[Alternative]:
    assert stage.study.clusters is not None
    k = stage.load("clusters", dict)["k"]
    names, sample = stage.study.clusters.features, bounded_sample(stage.table("segments"))
    for number in (k - 1, k + 1):
        if number >= 2:
            yield _clustered(stage, "k", (sample, names), number)
    if set(BESIDE) != set(names) and _has_categories(stage):
        yield _clustered(stage, "features", (sample, BESIDE), k)


def _has_categories(stage: Stage) -> bool:
    known = stage.table("scores").n_categories.notnull().any().to_pyarrow().as_py()
    return bool(known)


def _clustered(stage: Stage, kind: str, learned: tuple[pa.Table, tuple[str, ...]], k: int) -> Alternative:
    scores, (sample, names) = stage.table("segments"), learned
    scaling = fit_scaling(sample, names)
    fitted = fit_clusters(scale_sample(sample, scaling), [PREFIX + name for name in names], k)
    table = assign_clusters(apply_scaling(scores.drop("clusters"), scaling), fitted, "clusters")
    grouping = Grouping(table, "clusters", tuple(fitted.centres), stage.study.privacy.smallest_group)
    return Alternative(f"{kind}_{k}" if kind == "k" else kind, _text(kind, k=k), grouping, is_renumbered=True)


def _today_under(stage: Stage, one: Variant) -> Grouping:
    return _grouped(stage, _under(stage, one, stage.table("features")))


def _under(stage: Stage, one: Variant, features: "Table") -> "Table":
    bins = stage.study.scores.bins
    if one.scoring == "equal_count":
        return assign_scheme(add_equal_count_scores(features, bins), one.fitted)
    if one.scoring == "nested":
        return assign_scheme(add_nested_scores(features, bins), one.fitted)
    scored = groups.scored_anew(stage, features)
    return assign_scheme(scored, fit_scheme(one.fitted.scheme, scored, n_bins=bins))


def _grouped(stage: Stage, table: "Table") -> Grouping:
    main = groups.today(stage, stage.study.primary)
    return Grouping(table, main.scheme, main.order, main.smallest)


def _text(kind: str, **slots: object) -> dict[str, str]:
    return {language: Wording(language)(f"settings.{kind}", **slots) for language in LANGUAGES}
