"""Lifetime value, where the study asks for it: which models fit, whether they may be used, what they say of whom."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import ibis
import numpy as np

from segkit.columns import LIFETIME
from segkit.engine import fetch_one
from segkit.errors import ModelNotFitted
from segkit.evaluation.foresight import holdout_cut
from segkit.facts import Doubt, FittedModel, Gap, Lifetime, Tracking, Trial
from segkit.features.lifetime_value.applies import (
    doubts_of_buying,
    doubts_of_spend,
    doubts_of_trials,
    gap_variation,
)
from segkit.features.lifetime_value.forecast import Terms, add_forecast
from segkit.features.lifetime_value.histories import Cells, distinct_histories, purchase_histories
from segkit.features.lifetime_value.models import BUYING, fit_buying, fit_spend
from segkit.features.lifetime_value.trial import track, try_forecasts
from segkit.features.sampling import bounded_sample
from segkit.steps.stage import Stage
from segkit.study import LifetimeChoice

if TYPE_CHECKING:
    from ibis.expr.types import Table

REPEATERS = 100_000  # customers with repeat purchases that the model of spend is fitted on
CENT = Decimal("0.01")


def forecast_customers(stage: Stage) -> "Table | None":
    """Keep what is known of lifetime value; each customer's forecast, or None where no model may be used."""
    learned = learn_lifetime(stage)
    told = forecast(stage, learned)
    table = None if told is None else stage.save_table("lifetime", told.select("customer_id", *LIFETIME))
    stage.save("lifetime", _facts(stage, learned, table))
    return table


@dataclass(frozen=True)
class Learned:
    """What customers' histories teach: the models that may be used, the likeliest first, and what speaks against."""

    histories: "Table"
    models: tuple[FittedModel, ...]
    spend: FittedModel | None
    doubts: tuple[Doubt, ...]


def learn_lifetime(stage: Stage, model: str | None = None) -> Learned:
    """Models of buying and of spend fitted on every customer's history; no models where one may not be used.

    `model` names a single one (`bg_nbd`, `pareto_nbd`, `mbg_nbd`); left out, the study's choice holds.
    """
    days, choice = stage.table("days"), stage.study.lifetime or LifetimeChoice()
    histories = stage.stage_table("histories", purchase_histories(days, stage.as_of))
    cells = distinct_histories(histories)
    doubts = doubts_of_buying(cells, gap_variation(days))
    models = () if _refuses(doubts) else fit_models(cells, model or choice.model)
    spend, more = fit_money(histories) if models else (None, ())
    return Learned(histories, models, spend, (*doubts, *more))


def forecast(stage: Stage, learned: Learned) -> "Table | None":
    """Every history with the columns of `columns.LIFETIME`; None where no model may be used."""
    if not learned.models:
        return None
    model, working = learned.models[0], stage.run.staging()
    return add_forecast(stage.engine, learned.histories, model, learned.spend, terms=terms_of(stage), working=working)


def best_customers(told: "Table | None") -> "Table | None":
    """A forecast's customers, most value first (without money: most orders), and not who they are; None of None."""
    if told is None:
        return None
    by = [ibis.desc(ibis.coalesce(told.lifetime_value.cast("float64"), 0.0)), ibis.desc("expected_orders")]
    return told.order_by([*by, "customer_id"]).select("x", "t_x_days", "age_days", *LIFETIME)


def follow(stage: Stage, learned: Learned) -> Tracking | None:
    """Repeat purchases week by week beside what the likeliest model says; None without one."""
    return track(stage.table("days"), learned.models[0], until=stage.as_of) if learned.models else None


def terms_of(stage: Stage) -> Terms:
    """What a value rests on in this study."""
    choice = stage.study.lifetime or LifetimeChoice()
    return Terms(choice.months, stage.study.economics.margin, choice.discount, kept_share(stage))


def fit_models(cells: Cells, model: str) -> tuple[FittedModel, ...]:
    """The models that the customers determine, the likeliest first; of a named one that one alone."""
    found = [_fit(name, cells) for name in (BUYING if model == "auto" else (model,))]
    return tuple(sorted((one for one in found if one is not None), key=lambda one: -one.log_likelihood))


def fit_money(histories: "Table") -> tuple[FittedModel | None, tuple[Doubt, ...]]:
    """The model of spend from a bounded sample of customers with repeat purchases, and what speaks against it."""
    repeaters = histories.filter(histories.x > 0)
    sample = bounded_sample(repeaters.select("customer_id", "x", "mean_spend"), REPEATERS)
    x, spend = (sample[name].to_numpy().astype(np.float64) for name in ("x", "mean_spend"))
    paid = spend > 0
    try:
        model = fit_spend(x[paid], spend[paid])
    except ModelNotFitted:
        return None, (Doubt("spend_not_fitted", "refused", float(paid.sum()), 1),)
    doubts = doubts_of_spend(x[paid], spend[paid], n_unpaid=int((~paid).sum()), q=model.parameters["q"])
    return None if _refuses(doubts) else model, doubts


def kept_share(stage: Stage) -> float:
    """The share of paid money that refunds leave; 1 where nothing was paid."""
    lines = stage.table("order_lines")
    sums = fetch_one(lines.aggregate(net=lines.amount.sum(), paid=lines.amount.sum(where=~lines.is_refund)))
    return round(float(sums["net"] / sums["paid"]), 6) if sums["paid"] else 1.0


def _fit(name: str, cells: Cells) -> FittedModel | None:
    try:
        return fit_buying(name, cells)
    except ModelNotFitted:
        return None


def _refuses(doubts: tuple[Doubt, ...]) -> bool:
    return any(doubt.effect == "refused" for doubt in doubts)


def _facts(stage: Stage, found: Learned, table: "Table | None") -> Lifetime:
    """Everything that is known of lifetime value."""
    trials, trial_days = on_trial(stage, found)
    terms = terms_of(stage)
    return Lifetime(
        models=found.models,
        spend=found.spend,
        doubts=(*found.doubts, *doubts_of_trials(trials)),
        trials=trials,
        trial_days=trial_days,
        tracking=follow(stage, found),
        months=terms.months,
        margin=terms.margin,
        discount=terms.discount,
        kept=terms.kept,
        **_totals(table),
    )


def on_trial(stage: Stage, learned: Learned) -> tuple[tuple[Trial, ...], int]:
    """The models of an earlier day against what came, and the days they looked ahead; none of a short history."""
    cut = holdout_cut(stage.load("days", dict[str, date])["first"], stage.as_of)
    if not learned.models or isinstance(cut, Gap):
        return (), 0
    days = stage.table("days")
    earlier = distinct_histories(purchase_histories(days, cut))
    fitted = tuple(one for model in learned.models if (one := _fit(model.model, earlier)) is not None)
    return try_forecasts(days, fitted, cut=cut, end=stage.as_of), (stage.as_of - cut).days


def _totals(found: "Table | None") -> dict[str, Any]:
    """Orders and value expected of all customers together, and the share of customers expected to come again."""
    if found is None:
        return {"orders": None, "value": None, "alive": None}
    orders, alive = ((found[name] * 1e6 + 0.5).floor().cast("int64").sum() for name in ("expected_orders", "alive"))
    sums = fetch_one(found.aggregate(orders=orders, alive=alive, value=found.lifetime_value.sum(), n=found.count()))
    return {
        "orders": round((sums["orders"] or 0) / 1e6, 1),
        "alive": round((sums["alive"] or 0) / 1e6 / max(sums["n"], 1), 6),
        "value": None if sums["value"] is None else sums["value"].quantize(CENT),
    }
