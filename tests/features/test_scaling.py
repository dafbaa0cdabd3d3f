from decimal import Decimal

import ibis
import numpy as np
import pyarrow as pa
import pytest

from segkit.features.sampling import bounded_sample
from segkit.features.scaling import Scaling, apply_scaling, fit_scaling, scale_sample
from tests.tables import rows, table


def shop(n=40):
    return pa.table(
        {
            "customer_id": [f"c{i}" for i in range(n)],
            "monetary": [Decimal("-5.00"), *(Decimal(f"{1.2**i:.2f}") for i in range(1, n))],
            "recency_days": list(range(n)),
            "mean_gap_days": [None, *(float(i % 7) for i in range(1, n))],
        }
    )


def test_a_skewed_amount_is_logged_and_an_even_one_is_not():
    scaling = fit_scaling(shop(), ["monetary", "recency_days"])
    assert scaling.transforms == ("log1p", "none")
    assert scaling.means[1] == 19.5


def test_scaled_measures_have_mean_zero_and_sample_deviation_one():
    matrix = scale_sample(shop(), fit_scaling(shop(), ["monetary", "recency_days"]))
    assert np.allclose(matrix.mean(axis=0), 0, atol=1e-5)
    assert np.allclose(matrix.std(axis=0, ddof=1), 1, atol=1e-5)


def test_money_below_zero_is_logged_as_nothing_spent():
    scaling = Scaling(("monetary",), ("log1p",), (0.0,), (1.0,))
    assert scale_sample(shop(), scaling)[0, 0] == 0.0


def test_a_missing_measure_stands_at_the_mean():
    assert scale_sample(shop(), fit_scaling(shop(), ["mean_gap_days"]))[0, 0] == 0.0


def test_a_measure_that_never_differs_is_not_divided_by_zero():
    same = pa.table({"frequency": [3, 3, 3]})
    assert scale_sample(same, fit_scaling(same, ["frequency"])).tolist() == [[0.0], [0.0], [0.0]]


def test_the_engine_scales_everybody_as_numpy_scales_the_sample(engine):
    sample = shop()
    names = ["monetary", "recency_days", "mean_gap_days"]
    scaling = fit_scaling(sample, names)
    everybody = rows(engine, apply_scaling(ibis.memtable(sample), scaling))
    ours = {row["customer_id"]: [row[f"z_{name}"] for name in names] for row in everybody}
    assert [ours[name] for name in sample["customer_id"].to_pylist()] == pytest.approx(scale_sample(sample, scaling))


def test_scaling_survives_being_saved():
    scaling = fit_scaling(shop(), ["monetary"])
    assert Scaling.from_dict(scaling.to_dict()) == scaling


def people(order):
    return table({"customer_id": "string"}, *({"customer_id": name} for name in order))


def test_the_sample_is_who_has_the_smallest_md5_whatever_the_order_of_rows():
    """DuckDB only: Polars has no md5 through Ibis. md5: b 92eb…, a 0cc1…, c 4a8a…."""
    assert bounded_sample(people("bca"), at_most=2)["customer_id"].to_pylist() == ["a", "c"]
    assert bounded_sample(people("abc"), at_most=2)["customer_id"].to_pylist() == ["a", "c"]


def test_a_small_table_is_its_own_sample():
    assert bounded_sample(people("bca"), at_most=9).num_rows == 3
