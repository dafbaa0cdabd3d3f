"""What lifetime value promises on any shop: small cases a person can check, and properties."""

from datetime import date, timedelta
from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from segkit.errors import ModelNotFitted
from segkit.facts import FittedModel
from segkit.features.days import customer_days
from segkit.features.lifetime_value.applies import doubts_of_buying, doubts_of_spend, gap_variation
from segkit.features.lifetime_value.forecast import Terms, add_forecast, part_ends
from segkit.features.lifetime_value.histories import Cells, distinct_histories, purchase_histories
from segkit.features.lifetime_value.models import BUYING, fit_buying, fit_spend
from segkit.features.lifetime_value.naive import cohort_mean, own_rate
from segkit.features.lifetime_value.trial import try_forecasts
from tests.evaluation.shop import line, lines_table

PARAMETERS = {"bg_nbd": (0.243, 4.414, 0.793, 2.426), "mbg_nbd": (0.525, 6.183, 0.891, 1.614)}
PARAMETERS["pareto_nbd"] = (0.553, 10.578, 0.606, 11.669)
END = date(2025, 12, 31)


def table(duckdb, *rows):
    return duckdb.create_table("days", customer_days(lines_table(duckdb, [line(*row) for row in rows])))


def simulated(rng, n=3000, weeks=78):
    """Customers who buy and leave as BG/NBD says, with r 0.8, alpha 6, a 0.9, b 3."""
    rates, chances = rng.gamma(0.8, 1 / 6, n), rng.beta(0.9, 3, n)
    ages = rng.uniform(26, weeks, n)
    found = np.zeros((n, 3))
    for i, (rate, chance, age) in enumerate(zip(rates, chances, ages, strict=True)):
        at, x, last = rng.exponential(1 / rate), 0, 0.0
        while at <= age:
            x, last = x + 1, at
            if rng.random() < chance:
                break
            at += rng.exponential(1 / rate)
        found[i] = x, last, age
    return Cells(found[:, 0], found[:, 1], found[:, 2], np.ones(n))


def test_orders_of_one_day_are_one_purchase_and_refunds_none(duckdb):
    days = table(
        duckdb,
        ("A", "1", "2025-01-01", "10.00"),
        ("A", "2", "2025-01-01", "20.00"),
        ("A", "3", "2025-02-01", "40.00"),
        ("A", "3", "2025-03-01", "-5.00"),
        ("B", "4", "2025-12-31", "7.00"),
    )
    found = {row["customer_id"]: row for row in purchase_histories(days, END).to_pyarrow().to_pylist()}
    assert (found["A"]["x"], found["A"]["t_x_days"], found["A"]["age_days"]) == (1, 31, 364)
    assert found["A"]["mean_spend"] == 40.0
    assert (found["B"]["x"], found["B"]["age_days"], found["B"]["mean_spend"]) == (0, 0, None)


@pytest.mark.parametrize("model", BUYING)
@given(x=st.integers(0, 400), last=st.floats(0, 1), age=st.floats(0.2, 520), ahead=st.floats(0.1, 260))
def test_chances_and_counts_stay_in_their_bounds(model, x, last, age, ahead):
    one = (np.array(PARAMETERS[model]), np.array([float(x)]), np.array([last * age if x else 0.0]), np.array([age]))
    module = BUYING[model]
    assert 0 <= module.alive(*one)[0] <= 1
    few, many = module.expected_repeats(*one, ahead)[0], module.expected_repeats(*one, 2 * ahead)[0]
    assert 0 <= few <= many * (1 + 1e-9) + 1e-9
    assert np.isfinite(module.log_likelihood(*one)[0])


@pytest.mark.parametrize("model", BUYING)
def test_likelihoods_of_all_histories_of_a_short_time_sum_to_one(model):
    """Of customers watched for half a week nearly all buy 0 to 3 times: the probabilities of x sum to 1."""
    age, parameters = 0.5, np.array(PARAMETERS[model])
    total = np.exp(BUYING[model].log_likelihood(parameters, np.zeros(1), np.zeros(1), np.full(1, age)))[0]
    moments = (np.arange(2000) + 0.5) / 2000 * age
    for x in (1, 2, 3):
        paths = moments ** (x - 1) / np.prod(np.arange(1, x)) * age / 2000  # orders of the earlier purchases
        heights = BUYING[model].log_likelihood(parameters, np.full(2000, float(x)), moments, np.full(2000, age))
        total += float(np.exp(heights) @ paths)
    assert total == pytest.approx(1, abs=2e-4)


def test_planted_parameters_are_found_again():
    found = fit_buying("bg_nbd", simulated(np.random.default_rng(7)))
    for (name, value), planted in zip(found.parameters.items(), (0.8, 6.0, 0.9, 3.0), strict=True):
        assert abs(value - planted) < 3 * found.standard_errors[name]


def test_planted_spend_is_found_again():
    rng = np.random.default_rng(3)
    x = rng.integers(1, 8, 4000).astype(float)
    means = rng.gamma(6.0 * x) / x / rng.gamma(4.0, 1 / 90.0, 4000)
    found = fit_spend(x, means)
    for (name, value), planted in zip(found.parameters.items(), (6.0, 4.0, 90.0), strict=True):
        assert abs(value - planted) < 3 * found.standard_errors[name]


@given(unit=st.sampled_from([0.01, 1.0, 100.0, 1e6]))
def test_the_currencys_unit_changes_nothing_but_v(unit):
    rng = np.random.default_rng(3)
    x = rng.integers(1, 8, 500).astype(float)
    means = rng.gamma(6.0 * x) / (6.0 * x) * rng.gamma(4.0, 20.0, 500)
    one, other = fit_spend(x, means), fit_spend(x, means * unit)
    assert other.parameters["p"] == pytest.approx(one.parameters["p"], rel=1e-3)
    assert other.parameters["v"] == pytest.approx(one.parameters["v"] * unit, rel=1e-3)


def test_customers_who_never_repeat_determine_no_model():
    cells = Cells(np.zeros(1), np.zeros(1), np.full(1, 30.0), np.full(1, 500.0))
    with pytest.raises(ModelNotFitted):
        fit_buying("pareto_nbd", cells)
    with pytest.raises(ModelNotFitted):
        fit_spend(np.zeros(0), np.zeros(0))


def test_each_doubt_is_told_with_its_figure():
    few = Cells(np.array([0.0, 1.0]), np.array([0.0, 3.0]), np.array([10.0, 10.0]), np.array([990.0, 10.0]))
    found = {one.reason: one for one in doubts_of_buying(few, 0.05)}
    assert set(found) == {"few_repeaters", "almost_nobody_repeats", "short_history", "looks_contractual"}
    assert (found["almost_nobody_repeats"].figure, found["almost_nobody_repeats"].limit) == (0.99, 0.95)
    assert doubts_of_buying(Cells(*[np.zeros(0)] * 4), None)[0].reason == "few_repeaters"


def test_spend_that_follows_frequency_is_refused_or_warned_about():
    rng = np.random.default_rng(1)
    x = rng.integers(1, 20, 1000).astype(float)
    refused = doubts_of_spend(x, x * 10 + rng.random(1000), n_unpaid=0, q=3)
    warned = doubts_of_spend(x, x + rng.normal(40, 14, 1000), n_unpaid=0, q=3)
    assert [(one.reason, one.effect) for one in refused] == [("spend_follows_frequency", "refused")]
    assert [(one.reason, one.effect) for one in warned] == [("spend_follows_frequency", "warned")]
    assert [one.reason for one in doubts_of_spend(x[:0], x[:0], n_unpaid=5, q=0.9)] == ["unpaid", "endless_mean"]


def test_a_monthly_contract_has_hardly_any_variation_of_gaps(duckdb):
    months = [(date(2025, month, 1), "M") for month in range(1, 13)]
    odd = [(date(2025, 1, 1) + timedelta(days=gap), "R") for gap in (0, 1, 40, 42, 200, 201, 300)]
    rows = [(who, f"{who}{day}", day.isoformat(), "9.00") for day, who in months + odd]
    days = table(duckdb, *rows)
    assert gap_variation(days.filter(days.customer_id == "M")) < 0.06
    assert gap_variation(days.filter(days.customer_id == "R")) > 0.9
    assert gap_variation(days.filter(days.customer_id == "nobody")) is None


def test_a_forecast_is_worth_margin_times_money_times_orders_less_discount_and_refunds(duckdb, tmp_path):
    days = table(
        duckdb,
        ("A", "1", "2025-01-01", "100.00"),
        ("A", "2", "2025-06-01", "100.00"),
        ("A", "3", "2025-11-01", "100.00"),
        ("B", "4", "2025-01-01", "50.00"),
    )
    buying = FittedModel("bg_nbd", dict(zip("rαab", PARAMETERS["bg_nbd"], strict=True)), {}, 0.0, 2)
    spend = FittedModel("gamma_gamma", {"p": 6.25, "q": 3.74, "v": 15.44}, {}, 0.0, 1)
    histories = purchase_histories(days, END)
    free = Terms(12, margin=0.5, discount=0.0, kept=0.9)
    told = (
        add_forecast(duckdb, histories, buying, spend, terms=free, working=tmp_path)
        .order_by("customer_id")
        .to_pyarrow()
    )
    for row in told.to_pylist():
        worth = row["expected_orders"] * row["expected_spend"] * 0.5 * 0.9
        assert float(row["lifetime_value"]) == pytest.approx(worth, abs=0.006)
    dearer = add_forecast(duckdb, histories, buying, spend, terms=Terms(12, 0.5, 0.2, 0.9), working=tmp_path)
    assert dearer.lifetime_value.sum().to_pyarrow().as_py() < sum(told["lifetime_value"].to_pylist())
    without = add_forecast(duckdb, histories, buying, None, terms=free, working=tmp_path).to_pyarrow()
    assert set(without["lifetime_value"].to_pylist()) == {None}
    assert isinstance(told["lifetime_value"][0].as_py(), Decimal)


def test_the_horizon_is_discounted_by_quarters_and_ends_where_it_says():
    assert part_ends(12).tolist() == [0.25, 0.5, 0.75, 1.0]
    assert (part_ends(7) * 12).round(6).tolist() == [3, 6, 7]
    assert (part_ends(2) * 12).round(6).tolist() == [2]


def test_naive_rules_say_what_a_person_would():
    assert own_rate(np.array([4.0, 0.0, 0.0]), np.array([52.0, 52.0, 0.0]), 26.0).tolist() == [2.0, 0.0, 0.0]
    age, lately, n = np.array([1.0, 2.0, 30.0]), np.array([3.0, 1.0, 5.0]), np.array([1.0, 3.0, 2.0])
    assert cohort_mean(age, lately, n).tolist() == [1.5, 1.5, 5.0]


def test_nobody_to_forecast_for_gives_no_trials(duckdb):
    days = table(duckdb, ("A", "1", "2025-11-01", "10.00"))
    assert try_forecasts(days, (), cut=date(2025, 6, 30), end=END) == ()
    assert distinct_histories(purchase_histories(days, date(2025, 6, 30))).n_customers == 0
