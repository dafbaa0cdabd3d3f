import ibis
import numpy as np
import pyarrow as pa
import pytest
from python_calamine import CalamineWorkbook
from sklearn.cluster import KMeans

from segkit.errors import TooFewCustomers
from segkit.facts import KChoice
from segkit.features.scaling import apply_scaling, fit_scaling, scale_sample
from segkit.segments.clusters import (
    FittedClusters,
    assign_clusters,
    choose_k,
    fit_clusters,
    given_k,
    nearest_clusters,
    try_clusters,
)
from tests.tables import rows

COLUMNS = ("z_recency_days", "z_monetary")


def blobs(*centres, each=60):
    """Round clouds of customers about the centres, drawn with a fixed seed."""
    chance = np.random.default_rng(7)
    return np.vstack([chance.normal(centre, 0.3, (each, len(centre))) for centre in centres])


THREE = blobs((0, 0), (4, 0), (0, 4))


def tried(*figures):
    """Choices from (k, silhouette, inertia, stability)."""
    return tuple(KChoice(k, silhouette, inertia, 1.0, 1.0, stability) for k, silhouette, inertia, stability in figures)


def test_three_clouds_are_found_as_three():
    choices = try_clusters(THREE)
    assert [one.k for one in choices] == list(range(2, 9))
    reason = choose_k(choices)
    assert (reason.k, reason.rule, reason.elbow_k, reason.best_silhouette_k) == (3, "elbow", 3, 3)


def test_two_repeats_give_the_same_figures():
    assert try_clusters(THREE, ks=(2, 3)) == try_clusters(THREE, ks=(2, 3))


@pytest.mark.parametrize(
    ("figures", "rule", "k"),
    [
        # elbow at 4, stable and nearly as clear as the best
        ([(2, 0.6, 100, 0.9), (3, 0.40, 70, 0.9), (4, 0.39, 40, 0.9), (5, 0.3, 35, 0.9)], "elbow", 4),
        # elbow at 4 does not repeat
        ([(2, 0.6, 100, 0.9), (3, 0.40, 70, 0.9), (4, 0.39, 40, 0.5), (5, 0.3, 35, 0.9)], "silhouette", 3),
        # nothing beyond two repeats
        ([(2, 0.6, 100, 0.9), (3, 0.40, 70, 0.5), (4, 0.39, 40, 0.6), (5, 0.3, 35, 0.4)], "unstable", 4),
        ([(2, 0.6, 100, 0.9)], "only", 2),
    ],
)
def test_k_is_the_stable_elbow_else_the_clearest_else_the_steadiest(figures, rule, k):
    reason = choose_k(tried(*figures))
    assert (reason.rule, reason.k) == (rule, k)


def test_a_given_k_is_taken_and_the_figures_still_told():
    reason = given_k(tried((2, 0.6, 100, 0.9), (3, 0.4, 50, 0.9), (4, 0.3, 45, 0.9)), 4)
    assert (reason.rule, reason.k, reason.elbow_k, reason.best_silhouette_k) == ("given", 4, 3, 2)


def test_clusters_are_numbered_by_their_money():
    fitted = fit_clusters(THREE, COLUMNS, 3)
    money = [centre[1] for centre in fitted.centres.values()]
    assert list(fitted.centres) == ["cluster_1", "cluster_2", "cluster_3"]
    assert money == sorted(money, reverse=True)


def test_the_engine_puts_everybody_where_scikit_learn_does(engine):
    matrix = np.random.default_rng(3).normal(size=(500, 2))
    fitted = fit_clusters(matrix, COLUMNS, 5)
    everybody = pa.table(
        {"customer_id": [f"{i:04}" for i in range(500)], COLUMNS[0]: matrix[:, 0], COLUMNS[1]: matrix[:, 1]}
    )
    found = rows(engine, assign_clusters(ibis.memtable(everybody), fitted))
    model = KMeans(5, init=np.array(list(fitted.centres.values())), n_init=1).fit(matrix)
    assert [row["clusters"] for row in found] == [f"cluster_{label + 1}" for label in model.labels_]
    assert [row["clusters"] for row in found] == list(nearest_clusters(matrix, fitted))
    assert set(found[0]) == {"customer_id", "clusters"}


def test_between_two_centres_the_first_has_the_customer(engine):
    fitted = FittedClusters(("z",), {"cluster_1": (1.0,), "cluster_2": (-1.0,)})
    everybody = ibis.memtable(pa.table({"customer_id": ["a"], "z": [0.0]}))
    assert rows(engine, assign_clusters(everybody, fitted)) == [{"customer_id": "a", "clusters": "cluster_1"}]


def test_customers_all_alike_cannot_be_clustered():
    with pytest.raises(TooFewCustomers):
        try_clusters(np.ones((20, 2)))
    with pytest.raises(TooFewCustomers):
        fit_clusters(np.array([[0.0], [1.0]]), ("z",), 3)


def test_fitted_clusters_survive_being_saved():
    fitted = fit_clusters(THREE, COLUMNS, 3)
    assert FittedClusters.from_dict(fitted.to_dict()) == fitted


def test_the_published_three_clusters_of_940_customers(engine, shared_data):
    """Course example on z-scores with the sample deviation: sizes 559, 341, 40 and centres in R, F, M."""
    book = CalamineWorkbook.from_path(shared_data / "consumption-cn" / "consumption_data.xls")
    _, *customers = book.get_sheet_by_index(0).to_python()
    names = ["recency_days", "frequency", "monetary"]
    columns = dict(zip(["customer_id", *names], map(list, zip(*customers, strict=True)), strict=True))
    sample = pa.table(columns)
    scaling = fit_scaling(sample, names, logs=False)
    fitted = fit_clusters(scale_sample(sample, scaling), [f"z_{name}" for name in names], 3)
    assert list(fitted.centres.values()) == [
        pytest.approx((3.4551, -0.2957, 0.4491), abs=5e-4),
        pytest.approx((-0.1605, 1.1148, 0.3928), abs=5e-4),
        pytest.approx((-0.1494, -0.6589, -0.2718), abs=5e-4),
    ]
    everybody = assign_clusters(apply_scaling(ibis.memtable(sample), scaling), fitted)
    sizes = everybody.group_by("clusters").aggregate(n=everybody.count())
    assert [row["n"] for row in rows(engine, sizes)] == [40, 341, 559]
