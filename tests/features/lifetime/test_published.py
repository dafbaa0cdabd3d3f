"""CDNOW against the published estimates: Fader, Hardie & Lee (2005), Hardie's notes, CLVTools and BTYDplus."""

from datetime import date

import numpy as np
import pandas as pd
import pytest

from segkit.features.days import customer_days
from segkit.features.lifetime_value import bg_nbd, gamma_gamma, mbg_nbd, pareto_nbd
from segkit.features.lifetime_value.applies import correlation, doubts_of_buying, doubts_of_spend, gap_variation
from segkit.features.lifetime_value.histories import distinct_histories, purchase_histories
from segkit.features.lifetime_value.models import fit_buying, fit_spend, values_of
from segkit.features.lifetime_value.trial import track, try_forecasts
from tests.evaluation.shop import line, lines_table

CUT, END = date(1997, 9, 30), date(1998, 6, 30)


@pytest.fixture(scope="module")
def engine():
    from segkit.engine import open_engine

    connection = open_engine("duckdb")
    yield connection
    connection.disconnect()


@pytest.fixture(scope="module")
def days(engine, shared_data):
    columns = ["master", "customer", "day", "cds", "amount"]
    rows = pd.read_csv(shared_data / "cdnow" / "CDNOW_sample.txt", sep=r"\s+", names=columns, dtype=str)
    dates = pd.to_datetime(rows.day, format="%Y%m%d").dt.strftime("%Y-%m-%d")
    lines = [line(row.customer, row.day, day, row.amount) for row, day in zip(rows.itertuples(), dates, strict=True)]
    return engine.create_table("cdnow_days", customer_days(lines_table(engine, lines)))


@pytest.fixture(scope="module")
def published(shared_data):
    return pd.read_csv(shared_data / "cdnow" / "cdnow_customers_summary_with_transactions.csv")


@pytest.fixture(scope="module")
def cells(days):
    return distinct_histories(purchase_histories(days, CUT))


def digits(found, expected, n=3):
    return [float(f"{value:.{n}g}") for value in found] == [float(f"{value:.{n}g}") for value in expected]


def test_histories_of_all_2357_customers_are_the_published_ones(days, published):
    found = purchase_histories(days, CUT).to_pyarrow().to_pandas()
    found["id"] = found.customer_id.astype(int)
    found = found.sort_values("id").reset_index(drop=True)
    assert list(found.id) == list(published.ID)
    assert list(found.x) == list(published.x)
    assert (found.t_x_days / 7 - published.t_x).abs().max() < 0.006
    assert (found.age_days / 7 - published["T"]).abs().max() < 0.006
    assert (found.mean_spend.fillna(0) - published.zbar).abs().max() < 0.006


def test_as_many_customers_have_each_number_of_repeat_purchases_as_the_papers_count(cells):
    counts = [int(cells.n[cells.x == x].sum()) for x in range(7)] + [int(cells.n[cells.x >= 7].sum())]
    assert counts == [1411, 439, 214, 100, 62, 38, 29, 64]
    assert int(cells.x @ cells.n) == 2457
    assert not cells.is_weekly


@pytest.mark.parametrize(
    ("model", "parameters", "height"),
    [
        ("bg_nbd", (0.243, 4.414, 0.793, 2.426), -9582.4),
        ("pareto_nbd", (0.553, 10.578, 0.606, 11.669), -9595.0),
        ("mbg_nbd", (0.525, 6.183, 0.891, 1.614), -9582.1),
    ],
)
def test_buying_models_have_the_published_parameters(cells, model, parameters, height):
    found = fit_buying(model, cells)
    assert digits(found.parameters.values(), parameters)
    assert found.log_likelihood == pytest.approx(height, abs=0.06)
    assert found.n_customers == 2357


def test_standard_errors_of_pareto_nbd_are_those_of_clvtools(cells):
    assert digits(fit_buying("pareto_nbd", cells).standard_errors.values(), (0.0476, 0.8427, 0.1873, 6.2105))


def test_the_model_of_spend_has_the_published_parameters(published):
    repeat = published[published.x > 0]
    found = fit_spend(repeat.x.to_numpy(float), repeat.zbar.to_numpy(float))
    assert digits(found.parameters.values(), (6.25, 3.74, 15.4))
    assert found.log_likelihood == pytest.approx(-4055.92, abs=0.01)
    assert gamma_gamma.everybodys_mean(values_of(found)) == pytest.approx(35.17, abs=0.005)
    told = gamma_gamma.expected_spend(values_of(found), published.x.to_numpy(float), published.zbar.to_numpy(float))
    first_ten = [24.65, 18.91, 35.17, 35.17, 35.17, 71.46, 18.91, 35.17, 27.28, 35.17]
    assert np.abs(told[:10] - first_ten).max() < 0.02


def test_value_counts_from_the_papers_own_78_weeks(days):
    cells = distinct_histories(purchase_histories(days, END))
    found = fit_buying("pareto_nbd", cells)
    assert digits(found.parameters.values(), (0.5630, 12.559, 0.4081, 10.515))
    assert found.log_likelihood == pytest.approx(-17135.84, abs=0.01)


def test_bg_nbd_expects_what_the_paper_tabulates(cells):
    parameters = values_of(fit_buying("bg_nbd", cells))
    times = np.array([0.1429, 1, 3, 31.8571, 32, 78])
    by_then = bg_nbd.expected_by(parameters, times)
    assert np.abs(by_then - [0.0078, 0.0532, 0.1506, 1.0405, 1.0437, 1.8576]).max() < 0.0005
    one = (parameters, np.array([2.0]), np.array([30.43]), np.array([38.86]))
    assert bg_nbd.expected_repeats(*one, 39.0)[0] == pytest.approx(1.226, abs=0.0005)
    assert bg_nbd.alive(*one)[0] == pytest.approx(0.7266, abs=0.0005)


def test_pareto_nbd_expects_what_the_notes_tabulate():
    parameters = np.array([0.553, 10.578, 0.606, 11.669])
    one = (parameters, np.array([26.0]), np.array([30.86]), np.array([31.0]))
    assert pareto_nbd.expected_repeats(*one, 52.0)[0] == pytest.approx(25.46, abs=0.01)
    assert pareto_nbd.alive(*one)[0] == pytest.approx(0.9979, abs=0.0001)
    by_then = pareto_nbd.expected_by(parameters, np.arange(10.0))
    listed = [0, 0.0508, 0.0992, 0.1454, 0.1898, 0.2325, 0.2736, 0.3134, 0.3518, 0.3891]  # of estimates a little off
    assert np.abs(by_then - listed).max() < 0.003


def test_forecasts_on_trial_err_as_much_as_computed_elsewhere(days, cells):
    models = tuple(fit_buying(name, cells) for name in ("pareto_nbd", "bg_nbd"))
    found = {one.rule: one for one in try_forecasts(days, models, cut=CUT, end=END)}
    assert {one.actual for one in found.values()} == {1882}
    assert (found["pareto_nbd"].forecast, round(found["pareto_nbd"].mae, 4)) == (1665.5, 0.7545)
    assert (found["bg_nbd"].forecast, round(found["bg_nbd"].mae, 4)) == (1653.4, 0.7855)
    assert (found["same_again"].forecast, round(found["same_again"].mae, 4)) == (2457.0, 0.8973)
    assert (found["own_rate"].forecast, round(found["own_rate"].mae, 4)) == (2930.1, 1.0237)
    assert [round(found[rule].rmse, 3) for rule in ("pareto_nbd", "bg_nbd")] == [1.603, 1.608]


def test_tracking_ends_at_the_purchases_that_were_made(days, cells):
    found = track(days, fit_buying("bg_nbd", cells), until=END)
    assert found.weeks[-1] == 77
    assert found.actual[-1] == pytest.approx(2457 + 1882, abs=40)  # the 78th week is not whole
    assert found.expected[38] == pytest.approx(2457, rel=0.03)
    assert list(found.actual) == sorted(found.actual)


def test_nothing_speaks_against_the_models_here(days, cells, published):
    repeat = published[published.x > 0]
    spend = (repeat.x.to_numpy(float), repeat.zbar.to_numpy(float))
    assert correlation(*spend) == pytest.approx(0.114, abs=0.0005)
    assert doubts_of_buying(cells, gap_variation(days)) == ()
    assert doubts_of_spend(*spend, n_unpaid=0, q=3.74) == ()


def test_histories_by_week_change_the_estimates_little(days, cells):
    weekly = distinct_histories(purchase_histories(days, CUT), at_most=10)
    assert weekly.is_weekly
    assert len(weekly.x) < len(cells.x)
    assert weekly.n_customers == cells.n_customers
    found, exact = fit_buying("bg_nbd", weekly), fit_buying("bg_nbd", cells)
    for name, value in exact.parameters.items():
        assert found.parameters[name] == pytest.approx(value, rel=0.05)


def test_mbg_nbd_loses_customers_without_a_repeat_purchase_and_bg_nbd_none():
    once = (np.array([0.0]), np.array([0.0]), np.array([39.0]))
    assert bg_nbd.alive(np.array([0.243, 4.414, 0.793, 2.426]), *once)[0] == 1
    assert mbg_nbd.alive(np.array([0.525, 6.183, 0.891, 1.614]), *once)[0] < 0.9
