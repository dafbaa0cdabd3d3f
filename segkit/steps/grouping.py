"""The customers laid out by a scheme: today, and on an earlier day with today's cut points or with its own."""

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import ibis

from segkit.evaluation.days import rfm_at
from segkit.evaluation.figures import Grouping
from segkit.facts import Scheme
from segkit.features.behaviour import customer_features
from segkit.features.scores import CutPoints, add_rfm_scores, fit_cut_points
from segkit.segments.schemes import FittedScheme, assign_scheme, fit_scheme
from segkit.segments.standard import GridScheme, TiersScheme
from segkit.steps.earlier import needs_only_orders, told_on
from segkit.steps.stage import Stage

if TYPE_CHECKING:
    from ibis.expr.types import Table

RFM = ("recency_days", "frequency", "monetary", "monetary_12m", "tenure_days")


def schemes(stage: Stage) -> tuple[Scheme, ...]:
    """The schemes in use, in the standard's order."""
    return stage.load("schemes", tuple[Scheme, ...])


def first_day(stage: Stage) -> date:
    """The first day of the data that count."""
    return stage.load("days", dict[str, date])["first"]


def cut_points(stage: Stage) -> CutPoints:
    """Today's cut points."""
    return CutPoints.from_dict(stage.load("cuts", dict))


def main_scheme(stage: Stage) -> FittedScheme:
    """The main scheme, fitted."""
    return fitted_schemes(stage)[stage.study.primary]


def fitted_schemes(stage: Stage) -> dict[str, FittedScheme]:
    """Every fitted scheme by id, clusters apart."""
    return {name: FittedScheme.from_dict(saved) for name, saved in stage.load("fitted_schemes", dict).items()}


def today(stage: Stage, scheme: str) -> Grouping:
    """All customers by `scheme`, as of the as-of date."""
    order = next(tuple(one.id for one in item.segments) for item in schemes(stage) if item.id == scheme)
    return Grouping(stage.table("segments"), scheme, order, stage.study.privacy.smallest_group)


def everybody(stage: Stage, scheme: str) -> Grouping:
    """The same, and people who have not bought where the scheme is of everybody: no orders, no money."""
    buyers = today(stage, scheme)
    fitted = fitted_schemes(stage).get(scheme)
    if fitted is None or fitted.scheme.of == "buyers" or not stage.has("prospects"):
        return buyers
    prospects = stage.table("prospects")
    nothing = {"monetary": "decimal(18, 2)", "monetary_12m": "decimal(18, 2)", "frequency": "int64"}
    zeros = {name: ibis.literal(0).cast(kind) for name, kind in nothing.items()}
    people = prospects.select("customer_id", **zeros, recency_days=ibis.null("int64"), **{scheme: prospects[scheme]})
    table = ibis.union(buyers.table.select(people.columns), people)
    return replace(buyers, table=table)


def main_on(stage: Stage, days: "Table", day: date, counted_after: date | None = None) -> Grouping:
    """Customers who had bought by `day` in the main scheme, cut points and references of today.

    With `counted_after` only later orders and money count; a scheme that asks for more than recency, frequency and
    money then leaves those out who bought nothing since.
    """
    fitted = main_scheme(stage)
    scored = add_rfm_scores(features_on(stage, fitted, days, day, counted_after), cut_points(stage))
    return _grouped(stage, assign_scheme(scored, fitted))


def main_formed_on(stage: Stage, days: "Table", day: date) -> Grouping:
    """The same, with everything fitted on that day, as if the report had been written then."""
    fitted = main_scheme(stage)
    return _grouped(stage, regroup(stage, fitted, features_formed(stage, fitted, days, day)))


def regroup(stage: Stage, fitted: FittedScheme, learned_from: "Table", applied_to: "Table | None" = None) -> "Table":
    """Fit cut points and scheme on one table of features and put the segments on another (the same by default)."""
    cuts = cuts_anew(stage, learned_from)
    learned = add_rfm_scores(learned_from, cuts)
    again = fit_scheme(fitted.scheme, learned, n_bins=cuts.n_bins)
    return assign_scheme(learned if applied_to is None else add_rfm_scores(applied_to, cuts), again)


def cuts_anew(stage: Stage, features: "Table") -> CutPoints:
    """Cut points fitted on other customers or another day; typed ones stay as typed."""
    settings = stage.study.scores
    return cut_points(stage) if settings.rule == "typed" else fit_cut_points(features, settings.rule, settings.bins)


def scored_anew(stage: Stage, features: "Table") -> "Table":
    """Features with scores by cut points fitted on themselves."""
    return add_rfm_scores(features, cuts_anew(stage, features))


def features_on(
    stage: Stage, fitted: FittedScheme, days: "Table", day: date, counted_after: date | None = None
) -> "Table":
    """What the main scheme needs of every customer who had bought by `day`."""
    if needs_only_rfm(fitted):
        return rfm_at(days, day, counted_after)
    lines = stage.table("order_lines")
    counted = lines if counted_after is None else lines.filter(lines.order_date > counted_after)
    found = customer_features(counted, day)
    return found if needs_only_orders(fitted.scheme) else told_on(stage, fitted.scheme, found, day)


def features_paid(stage: Stage, fitted: FittedScheme, days: "Table") -> "Table":
    """What the main scheme needs of every customer as of today, refunds left out."""
    if needs_only_rfm(fitted):
        return rfm_at(days.filter(days.n_orders > 0), stage.as_of)
    found = customer_features(stage.table("order_lines").filter(lambda rows: ~rows.is_refund), stage.as_of)
    return found if needs_only_orders(fitted.scheme) else told_on(stage, fitted.scheme, found, stage.as_of)


def features_formed(stage: Stage, fitted: FittedScheme, days: "Table", day: date) -> "Table":
    """The same, written once: whatever is fitted on that day asks for it a dozen times."""
    return stage.stage_table(f"features_{day}", features_on(stage, fitted, days, day))


def needs_only_rfm(fitted: FittedScheme) -> bool:
    """Whether a scheme can be formed from recency, frequency and money alone."""
    scheme = fitted.scheme
    return isinstance(scheme, GridScheme) or (isinstance(scheme, TiersScheme) and scheme.measure in RFM)


def _grouped(stage: Stage, table: "Table") -> Grouping:
    main = stage.study.primary
    return Grouping(table, main, today(stage, main).order, stage.study.privacy.smallest_group)
