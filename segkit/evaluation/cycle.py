"""A segment's own purchase cycle: how many days pass until its customers buy again."""

from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from ibis.expr.types import Table
from numpy.typing import NDArray

from segkit.engine import fetch
from segkit.evaluation.figures import Grouping
from segkit.evaluation.shown import may_show

CUSTOMERS = 5000  # of a segment, those with the smallest md5 of their id
MOST_DAYS = 5_000_000  # of purchase that so many customers can have
STEP, LAST = 5, 365  # days between two points of the curve, and where it ends at the latest
LATE = 0.8
NO_CYCLE: tuple[tuple[Any, ...], None, None] = ((), None, None)  # curve, median, late


def purchase_cycle(grouping: Grouping, days: Table, segment: str) -> dict[str, Any]:
    """The fields `cycle_curve`, `cycle_median` and `cycle_late` of a segment's profile card.

    A gap lies between two successive days of purchase of one customer; several orders of one day are one purchase here.
    The curve runs in steps of five days until 95 % of the gaps are over, 365 days at the most. Of a large segment a
    sample is asked. Empty and None where fewer customers than may be shown came back.
    """
    gaps, n_returned = _gaps(_purchase_days(grouping, days, segment))
    if n_returned == 0 or not may_show(n_returned, grouping.smallest):
        return dict(zip(("cycle_curve", "cycle_median", "cycle_late"), NO_CYCLE, strict=True))
    return {
        "cycle_curve": _curve(gaps),
        "cycle_median": float(np.median(gaps)),
        "cycle_late": float(np.quantile(gaps, LATE, method="inverted_cdf")),
    }


def _purchase_days(grouping: Grouping, days: Table, segment: str) -> pa.Table:
    people = grouping.members()
    people = people.filter(people.segment == segment).mutate(rank_=people.customer_id.hexdigest("md5"))
    sample = people.order_by("rank_", "customer_id").limit(CUSTOMERS)
    bought = days.filter(days.n_orders > 0).semi_join(sample, "customer_id").select("customer_id", "order_date")
    return fetch(bought, at_most=MOST_DAYS)


def _gaps(bought: pa.Table) -> tuple[NDArray[np.int64], int]:
    """Days between successive purchase days of the same customer, and how many customers came back."""
    customers = pc.dictionary_encode(bought["customer_id"].combine_chunks()).indices.to_numpy(zero_copy_only=False)
    day = bought["order_date"].cast(pa.int32()).to_numpy().astype(np.int64)
    order = np.lexsort((day, customers))
    customers, day = customers[order], day[order]
    is_return = (customers[1:] == customers[:-1]) & (day[1:] > day[:-1])
    return np.diff(day)[is_return], len(np.unique(customers[1:][is_return]))


def _curve(gaps: NDArray[np.int64]) -> tuple[tuple[int, float], ...]:
    most = float(np.quantile(gaps, 0.95, method="inverted_cdf"))
    last = min(LAST, STEP * max(int(np.ceil(most / STEP)), 2))
    come = np.searchsorted(np.sort(gaps), np.arange(0, last + 1, STEP), side="right") / len(gaps)
    return tuple((at * STEP, round(float(part), 6)) for at, part in enumerate(come))
