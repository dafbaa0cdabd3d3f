"""A forecast on trial: fitted up to an earlier day and held against what came, beside the naive rules."""

from datetime import date, timedelta
from math import sqrt
from typing import TYPE_CHECKING

import ibis
import numpy as np

from segkit.engine import fetch
from segkit.facts import FittedModel, Tracking, Trial
from segkit.features.lifetime_value.forecast import expected_orders
from segkit.features.lifetime_value.histories import DAYS_A_WEEK, Cells, purchase_histories
from segkit.features.lifetime_value.likelihood import Numbers
from segkit.features.lifetime_value.models import BUYING, values_of
from segkit.features.lifetime_value.naive import cohort_mean, own_rate

if TYPE_CHECKING:
    from ibis.expr.types import Table

MOST_OUTCOMES = 5_000_000
MOST_DAYS = 50_000


def try_forecasts(days: "Table", models: tuple[FittedModel, ...], *, cut: date, end: date) -> tuple[Trial, ...]:
    """Models fitted up to `cut`, then the naive rules, against purchases after `cut` up to and including `end`.

    Customers are those who had bought by `cut`; none gives no trials. The rules: as many purchases as in the last
    period of that length (the first ever not counted), the own rate, the mean of those who first bought in the same
    quarter.
    """
    cells, lately, came = _outcomes(days, cut, end)
    if not cells.n_customers:
        return ()
    ahead = (end - cut).days / DAYS_A_WEEK
    told = {model.model: expected_orders(model, cells, ahead) for model in models} | {
        "same_again": lately,
        "own_rate": own_rate(cells.x, cells.age, ahead),
        "cohort_mean": cohort_mean(cells.age, lately, cells.n),
    }
    return tuple(_trial(rule, forecast, came, cells.n) for rule, forecast in told.items())


def track(days: "Table", model: FittedModel, *, until: date) -> Tracking:
    """Cumulative repeat purchases by week, of everybody who first bought up to `until`, next to the model's."""
    histories = purchase_histories(days, until)
    first = histories.first_date.min().to_pyarrow().as_py()
    if first is None:
        return Tracking((), (), ())
    weeks = np.arange(1, (until - first).days // 7 + 1)
    starts = _per_day(histories.select(day=histories.first_date), first)
    repeats = _per_day(_repeats(days, histories, until), first)
    expected = [_expected(model, starts, week * DAYS_A_WEEK) for week in weeks]
    actual = [int(repeats[1][repeats[0] < week * DAYS_A_WEEK].sum()) for week in weeks]
    return Tracking(tuple(int(week) for week in weeks), tuple(actual), tuple(round(value, 2) for value in expected))


def _trial(rule: str, forecast: Numbers, came: Numbers, n: Numbers) -> Trial:
    off, heads, actual = forecast - came, n.sum(), float(came @ n)
    total = float(forecast @ n)
    return Trial(
        rule=rule,
        forecast=round(total, 1),
        actual=int(actual),
        bias=round(total / actual - 1, 6) if actual else None,
        mae=round(float(np.abs(off) @ n / heads), 6),
        rmse=round(sqrt(float(off**2 @ n / heads)), 6),
    )


def _outcomes(days: "Table", cut: date, end: date) -> tuple[Cells, Numbers, Numbers]:
    """Distinct histories with purchases before and after `cut`, in windows as long as the trial."""
    histories = purchase_histories(days, cut)
    purchases = _repeats(days, histories, end)
    since = cut - timedelta(days=(end - cut).days)
    counted = purchases.group_by("customer_id").aggregate(
        lately=purchases.day.count(where=(purchases.day > since) & (purchases.day <= cut)),
        came=purchases.day.count(where=purchases.day > cut),
    )
    both = histories.left_join(counted.rename(repeat_id="customer_id"), histories.customer_id == counted.customer_id)
    filled = {name: both[name].fill_null(0).cast("int64") for name in ("lately", "came")}
    told = both.select("x", "t_x_days", "age_days", **filled)
    grouped = told.group_by(*told.columns).aggregate(n=told.count()).order_by(*told.columns)
    found = fetch(grouped, at_most=MOST_OUTCOMES)
    x, t_x, age, lately, came, n = (column.to_numpy().astype(np.float64) for column in found.columns)
    return Cells(x, t_x / DAYS_A_WEEK, age / DAYS_A_WEEK, n), lately, came


def _repeats(days: "Table", histories: "Table", until: date) -> "Table":
    """Every purchase day after a customer's first, up to `until`: customer_id, day."""
    bought = days.filter(days.n_orders > 0, days.order_date <= until).select("customer_id", "order_date").distinct()
    firsts = histories.select(first_id="customer_id", first_date="first_date")
    both = bought.join(firsts, bought.customer_id == firsts.first_id)
    return both.filter(both.order_date > both.first_date).select("customer_id", day="order_date")


def _per_day(table: "Table", first: date) -> tuple[Numbers, Numbers]:
    """Days since `first`, and how many rows of `table` stand on each."""
    since = table.day.delta(ibis.literal(first), unit="day").cast("int64")
    counted = table.select(day=since).group_by("day").aggregate(n=lambda rows: rows.count()).order_by("day")
    found = fetch(counted, at_most=MOST_DAYS)
    return found["day"].to_numpy().astype(np.float64), found["n"].to_numpy().astype(np.float64)


def _expected(model: FittedModel, starts: tuple[Numbers, Numbers], day: float) -> float:
    """Repeat purchases that the model expects by `day` of customers who began on their days."""
    since, n = starts
    passed = np.maximum(day - since, 0) / DAYS_A_WEEK
    return float(BUYING[model.model].expected_by(values_of(model), passed) @ n)
