"""A bounded sample of customers: the same people on every engine and in every run."""

import pyarrow as pa
from ibis.expr.types import Table

from segkit.engine import fetch

SAMPLE_SIZE = 5000


def bounded_sample(features: Table, at_most: int = SAMPLE_SIZE) -> pa.Table:
    """The `at_most` customers with the smallest md5 of their id, in that order; all of a smaller table.

    Neither row order nor threads nor a seed can change it. DuckDB and Spark only: Polars has no md5 through Ibis.
    """
    ranked = features.mutate(_rank=features.customer_id.hexdigest("md5"))
    first = ranked.order_by("_rank", "customer_id").limit(at_most).drop("_rank")
    return fetch(first, at_most=at_most)
