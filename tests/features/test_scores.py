import csv
import math
from datetime import date, datetime, timedelta
from decimal import Decimal
from itertools import pairwise

import ibis
import pytest
from hypothesis import given
from hypothesis import strategies as st

from segkit.columns import FEATURES, ORDER_LINES
from segkit.features.rfm import rfm_metrics
from segkit.features.scores import (
    CutPoints,
    add_equal_count_scores,
    add_nested_scores,
    add_rfm_scores,
    fit_cut_points,
    typed_cut_points,
)
from tests.tables import order_line, rows, table


def customers(*metrics):
    """Features of customers from (recency_days, frequency, monetary)."""
    entries = [
        {"customer_id": f"c{i:03}", "recency_days": r, "frequency": f, "monetary": Decimal(m)}
        for i, (r, f, m) in enumerate(metrics)
    ]
    return table(FEATURES.columns, *entries)


def in_engine(engine, expression):
    return engine.create_table("features", expression)


def scores(engine, scored):
    return [(row["r_score"], row["f_score"], row["m_score"]) for row in rows(engine, scored)]


def test_ten_different_customers_fill_five_scores_with_two_each(engine):
    ten = in_engine(engine, customers(*((10 * i, i, f"{i}.50") for i in range(1, 11))))
    cuts = fit_cut_points(ten, "quantile", 5)
    assert cuts == CutPoints("quantile", (20, 40, 60, 80), (2, 4, 6, 8), (2.5, 4.5, 6.5, 8.5))
    found = [(5 - i // 2, 1 + i // 2, 1 + i // 2) for i in range(10)]
    assert scores(engine, add_rfm_scores(ten, cuts)) == found


def test_where_most_bought_once_they_share_the_lowest_score(engine):
    many = in_engine(engine, customers(*((1, f, "1") for f in (1, 1, 1, 1, 1, 1, 2, 3, 4, 5))))
    found = scores(engine, add_rfm_scores(many, fit_cut_points(many, "quantile", 5)))
    assert [f for _, f, _ in found] == [1, 1, 1, 1, 1, 1, 4, 4, 5, 5]


@pytest.mark.parametrize(
    ("rule", "expected"),
    [("mean", CutPoints("mean", (6,), (3.0,), (20.033333,))), ("median", CutPoints("median", (4,), (2.0,), (10.0,)))],
)
def test_two_bins_part_those_strictly_better_than_the_reference(engine, rule, expected):
    # Means: 20 / 3 = 6.67 days, 3 orders, 60.10 / 3 = 20.03; at most 6 days is strictly less than 6.67, 4 less than 5.
    three = in_engine(engine, customers((5, 2, "10.00"), (3, 1, "0.10"), (12, 6, "50.00")))
    assert fit_cut_points(three, rule) == expected


def test_a_value_on_an_edge_belongs_to_the_bin_below(engine):
    edge = customers((30, 3, "100.00"), (31, 4, "100.01"))
    found = add_rfm_scores(edge, typed_cut_points((30,), (3,), (100,)))
    assert scores(engine, found) == [(2, 1, 1), (1, 2, 2)]


def test_nobody_gives_edges_of_zero(engine):
    assert fit_cut_points(in_engine(engine, customers()), "quantile", 3) == CutPoints(
        "quantile", (0, 0), (0, 0), (0, 0)
    )


def test_cut_points_survive_being_saved():
    cuts = typed_cut_points((1, 2), (1.5, 2), (3, 4))
    assert CutPoints.from_dict(cuts.to_dict()) == cuts


def test_cut_points_must_ascend():
    with pytest.raises(ValueError, match="frequency"):
        typed_cut_points((1, 2), (2, 1), (3, 4))


metric = st.tuples(st.integers(0, 900), st.integers(1, 9), st.decimals(-99, 9999, places=2).map(str))


@given(st.lists(metric, min_size=1, max_size=30), st.sampled_from(["quantile", "mean", "median"]), st.integers(2, 9))
def test_scores_stay_in_range_share_ties_and_never_fall_as_the_metric_improves(metrics, rule, n_bins):
    features = customers(*metrics)
    cuts = fit_cut_points(features, rule, n_bins)
    scored = rows(ibis.duckdb.connect(), add_rfm_scores(features, cuts))
    for name, score, better in (
        ("recency_days", "r_score", -1),
        ("frequency", "f_score", 1),
        ("monetary", "m_score", 1),
    ):
        pairs = sorted((better * row[name], row[score]) for row in scored)
        assert {found for _, found in pairs} <= set(range(1, cuts.n_bins + 1))
        assert all(one[1] <= two[1] and (one[0] != two[0] or one[1] == two[1]) for one, two in pairwise(pairs))


@given(st.lists(st.integers(0, 10**9), min_size=1, max_size=40), st.integers(2, 9))
def test_quantile_edges_are_the_discrete_quantiles_of_sorted_values(cents, n_bins):
    features = customers(*((1, 1, str(Decimal(value) / 100)) for value in cents))
    found = fit_cut_points(features, "quantile", n_bins).monetary
    ranked = sorted(cents)
    assert found == tuple(ranked[math.ceil(len(cents) * i / n_bins) - 1] / 100 for i in range(1, n_bins))


def test_bins_of_equal_count_split_customers_alike(duckdb):
    """DuckDB only: windows, which Polars lacks; kept to compare with what other systems do."""
    alike = customers(*(((1, 1, "1"),) * 10))
    assert [f for _, f, _ in scores(duckdb, add_equal_count_scores(alike))] == [1, 1, 2, 2, 3, 3, 4, 4, 5, 5]


def test_nested_bins_rank_money_inside_each_recency_and_frequency(duckdb):
    """DuckDB only: windows, which Polars lacks."""
    eight = customers(*((r, f, str(m)) for r in (1, 2) for f in (1, 2) for m in (5, 6)))
    assert scores(duckdb, add_nested_scores(eight, 2)) == [
        (2, 1, 1), (2, 1, 2), (2, 2, 1), (2, 2, 2), (1, 1, 1), (1, 1, 2), (1, 2, 1), (1, 2, 2),
    ]  # fmt: skip


def superstore_lines(folder):
    """Orders of the file with CR line ends, Mac Roman letters and two-digit years."""
    text = (folder / "superstore-en" / "sample-orders.csv").read_text(encoding="mac_roman")
    for row in csv.DictReader(text.splitlines()):
        day = datetime.strptime(row["order_date"], "%m/%d/%y").date().isoformat()
        yield order_line(row["customer"], 0, day, row["grand_total"]) | {"order_id": row["order_id"]}


def test_superstore_gives_all_793_rows_of_the_published_table(engine, shared_data):
    """Quartile classes there run from 1 (best) to 4; the as-of day is 2014-12-31, where every recency agrees."""
    text = (shared_data / "superstore-en" / "rfm-table.csv").read_text(encoding="mac_roman")
    published = list(csv.DictReader(text.splitlines()))
    lines = engine.create_table("lines", table(ORDER_LINES.columns, *superstore_lines(shared_data)))
    metrics = rfm_metrics(lines, date(2014, 12, 31))
    cuts = typed_cut_points((30, 75, 183), (5, 6, 8), (1145, 2257, 3784))
    found = {row["customer_id"]: row for row in rows(engine, add_rfm_scores(metrics, cuts))}
    assert len(published) == len(found) == 793
    for row in published:
        ours = found[row["customer"]]
        assert (ours["frequency"], ours["recency_days"]) == (int(row["frequency"]), int(row["recency"]))
        assert ours["monetary"] == Decimal(row["monetary_value"])
        assert "".join(str(5 - ours[score]) for score in ("r_score", "f_score", "m_score")) == row["RFMClass"]


def test_superstore_quartiles_are_the_published_ones(engine, shared_data):
    lines = engine.create_table("lines", table(ORDER_LINES.columns, *superstore_lines(shared_data)))
    features = engine.create_table("features", rfm_metrics(lines, date(2014, 12, 30) + timedelta(days=1)))
    cuts = fit_cut_points(features, "quantile", 4)
    assert cuts == CutPoints("quantile", (30, 75, 183), (5, 6, 8), (1145, 2257, 3784))
