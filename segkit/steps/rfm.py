"""Step 3, RFM and features: what each customer did, and the scores that follow from saved cut points."""

from functools import partial
from typing import TYPE_CHECKING

from segkit.features.behaviour import customer_features
from segkit.features.days import customer_days
from segkit.features.scores import CutPoints, add_rfm_scores, fit_cut_points, typed_cut_points
from segkit.steps.stage import Stage

if TYPE_CHECKING:
    from ibis.expr.types import Table


def work(stage: Stage) -> None:
    """Do the whole step."""
    features = measure(stage, fold_days(stage))
    cuts = cut(stage, features)
    score(stage, features, cuts)


def fold_days(stage: Stage) -> "Table":
    """Order lines folded to orders on their days, from which counts, months, quarters and tests are cheap."""
    return stage.save_table("days", customer_days(stage.table("order_lines")))


def measure(stage: Stage, days: "Table") -> "Table":
    """One row per customer: recency, frequency, monetary and the habits beside them."""
    keep = partial(stage.stage_table, "channel_orders")
    features = customer_features(stage.table("order_lines"), stage.as_of, days=days, keep=keep)
    return stage.save_table("features", features)


def cut(stage: Stage, features: "Table") -> CutPoints:
    """Where the scores change: fitted on these customers, or typed in the study; kept for next quarter."""
    settings = stage.study.scores
    if settings.rule == "typed":
        cuts = typed_cut_points(settings.recency_days, settings.frequency, settings.monetary)
    else:
        cuts = fit_cut_points(features, settings.rule, settings.bins)
    stage.save("cuts", cuts.to_dict())
    return cuts


def score(stage: Stage, features: "Table", cuts: CutPoints) -> "Table":
    """The features with three scores beside them, 1 (worst) to n (best)."""
    return stage.save_table("scores", add_rfm_scores(features, cuts))
