"""Separation and stability on points whose groups are plain to see; on DuckDB, for Polars has no md5."""

import numpy as np
import pyarrow as pa
import pytest
from sklearn.cluster import KMeans
from sklearn.metrics import silhouette_score

from segkit.evaluation.figures import Grouping
from segkit.evaluation.separation import bounded_sample, points_of, separation, separation_of
from segkit.evaluation.stability import cut_stability, over_resamples, over_seeds, rand_index
from segkit.facts import Gap, Separation
from tests.evaluation.shop import as_table, random_lines, segments_by_pandas

TIERS = ("high", "middle", "low")
BLOBS = np.vstack([np.random.default_rng(0).normal(centre, 0.1, (40, 2)) for centre in (0, 3, 6)])


def test_far_groups_have_a_silhouette_near_one():
    found = separation_of("k", BLOBS, np.repeat([0, 1, 2], 40))
    assert isinstance(found, Separation)
    assert (found.n, found.silhouette > 0.9, found.davies_bouldin < 0.1) == (120, True, True)


def test_the_separation_of_a_scheme_is_that_of_its_sample(duckdb):
    people = segments_by_pandas(random_lines())
    found = separation(Grouping(as_table(duckdb, people), "tier", TIERS, 11))
    raw = people[["recency_days", "frequency", "monetary"]].astype(float).clip(lower=0)
    logs = np.log1p(raw)
    assert found.silhouette == pytest.approx(
        silhouette_score((logs - logs.mean()) / logs.std(ddof=0), people.tier), abs=1e-6
    )


def test_one_group_or_none_cannot_be_told_apart(duckdb):
    people = segments_by_pandas(random_lines()).assign(tier="low")
    table = as_table(duckdb, people)
    gap = Gap("separation", "few_groups", {"scheme": "tier"})
    assert separation(Grouping(table, "tier", TIERS, 11)) == gap
    assert separation(Grouping(table.limit(0), "tier", TIERS, 11)) == gap


def test_a_sample_is_the_same_however_the_rows_lie(duckdb):
    people = segments_by_pandas(random_lines())
    samples = [bounded_sample(as_table(duckdb, frame, f"t{i}"), 50) for i, frame in enumerate((people, people[::-1]))]
    assert samples[0].num_rows == 50
    assert samples[0].equals(samples[1])


def test_a_missing_measure_stands_at_the_mean():
    points = points_of(pa.table({"x": [1.0, None, 1.0], "y": [3.0, 3.0, 3.0]}), ("x", "y"))
    assert points.tolist() == [[0, 0], [0, 0], [0, 0]]


def test_labels_agree_whatever_their_names():
    assert rand_index(["a", "a", "b"], [7, 7, 3]) == 1.0
    assert rand_index([0, 0, 1, 1], [0, 1, 0, 1]) == pytest.approx(-0.5)


def test_plain_groups_come_out_again_from_every_seed_and_resample():
    def cluster(seed):
        return KMeans(3, n_init=5, random_state=seed).fit_predict(BLOBS)

    def refit(rows):
        return KMeans(3, n_init=5, random_state=0).fit(BLOBS[rows]).predict(BLOBS)

    assert over_seeds(cluster, range(4)) == 1.0
    assert over_seeds(cluster, [1]) == 1.0
    assert over_resamples(refit, len(BLOBS), repeats=4) == 1.0


def by_median(fit_on, assign_to):
    edge = fit_on.monetary.cast("float64").quantile(0.5).to_pyarrow().as_py()
    return assign_to.mutate(half=(assign_to.monetary.cast("float64") > edge).ifelse("upper", "lower"))


def test_cut_points_fitted_on_others_change_a_few_customers_and_typed_ones_none(duckdb):
    people = as_table(duckdb, segments_by_pandas(random_lines()))
    found = cut_stability(people, by_median, "half", repeats=5)
    assert 0.6 < found < 1.0
    assert found == cut_stability(people, by_median, "half", repeats=5)

    def typed(_, assign_to):
        return assign_to.mutate(half=(assign_to.frequency > 3).ifelse("upper", "lower"))

    assert cut_stability(people, typed, "half", repeats=2) == 1.0


def test_too_few_customers_say_nothing_about_stability(duckdb):
    people = as_table(duckdb, segments_by_pandas(random_lines(8)))
    assert cut_stability(people, by_median, "half") == Gap("stability", "few_customers", {"n": 8, "needed": 30})
