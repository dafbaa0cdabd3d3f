"""Every customer's probability to be still a customer, orders expected, and what they are worth."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import ibis
import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from segkit.facts import FittedModel
from segkit.features.lifetime_value.histories import DAYS_A_WEEK, Cells, every_history
from segkit.features.lifetime_value.likelihood import Numbers
from segkit.features.lifetime_value.models import BUYING, values_of

if TYPE_CHECKING:
    from ibis.backends import BaseBackend
    from ibis.expr.types import Table

WEEKS_A_YEAR = 365.25 / DAYS_A_WEEK
MONTHS_A_PART = 3  # the horizon is discounted quarter by quarter
PIECE = 50_000  # histories at a time
FORECASTS = pa.schema(
    [(name, pa.int64()) for name in ("x", "t_x_days", "age_days")]
    + [(name, pa.float64()) for name in ("alive", "expected_orders", "discounted_orders")]
)


@dataclass(frozen=True)
class Terms:
    """What a value rests on.

    `margin` is the share of net sales that is gross margin, `discount` the rate per year, `kept` the share of paid
    money that refunds leave.
    """

    months: int = 12
    margin: float = 0.3
    discount: float = 0.1
    kept: float = 1.0


def add_forecast(
    engine: "BaseBackend",
    histories: "Table",
    buying: FittedModel,
    spend: FittedModel | None,
    *,
    terms: Terms,
    working: Path,
) -> "Table":
    """Put a forecast beside each customer.

    Parameters
    ----------
    histories
        As `purchase_histories` returns it.
    spend
        The Gamma-Gamma model; None leaves money null.
    working
        A folder for the table of distinct histories, each of which is computed once.

    Returns
    -------
    The histories and alive (probability), expected_orders (within the horizon), expected_spend (per order, before
    refunds), lifetime_value (margin of the horizon, discounted quarter by quarter, after refunds; `decimal(18, 2)`).
    Floats have six decimals.
    """
    path = working / "forecasts.parquet"
    write_forecasts(every_history(histories), buying, terms, path)
    both = histories.join(engine.read_parquet(str(path)), ["x", "t_x_days", "age_days"])
    money = _spend_of(both, spend)
    value = both.discounted_orders * money * (terms.margin * terms.kept)
    both = both.mutate(expected_spend=money.round(6), lifetime_value=value.round(2).cast("decimal(18, 2)"))
    return both.drop("discounted_orders")


def write_forecasts(cells: Cells, buying: FittedModel, terms: Terms, path: Path) -> None:
    """Write FORECASTS, one row per history, as Parquet."""
    with pq.ParquetWriter(path, FORECASTS) as writer:
        for piece in _pieces(cells):
            writer.write_table(pa.table(forecasts(buying, terms, piece), schema=FORECASTS))


def forecasts(buying: FittedModel, terms: Terms, cells: Cells) -> dict[str, Numbers]:
    """The columns of FORECASTS for histories to the day."""
    ends = part_ends(terms.months)
    by_then = [expected_orders(buying, cells, end * WEEKS_A_YEAR) for end in ends]
    parts = np.diff(np.array([np.zeros_like(cells.x), *by_then]), axis=0)
    weights = (1 + terms.discount) ** -ends
    return {
        "x": cells.x.astype(np.int64),
        "t_x_days": np.rint(cells.t_x * DAYS_A_WEEK).astype(np.int64),
        "age_days": np.rint(cells.age * DAYS_A_WEEK).astype(np.int64),
        "alive": np.round(BUYING[buying.model].alive(values_of(buying), cells.x, cells.t_x, cells.age), 6),
        "expected_orders": np.round(by_then[-1], 6),
        "discounted_orders": np.round(np.tensordot(weights, parts, axes=1), 6),
    }


def expected_orders(buying: FittedModel, cells: Cells, weeks: float) -> Numbers:
    """Purchases expected of a customer of each history within `weeks` from now."""
    module = BUYING[buying.model]
    return np.asarray(module.expected_repeats(values_of(buying), cells.x, cells.t_x, cells.age, weeks))


def part_ends(months: int) -> Numbers:
    """The ends of the horizon's quarters in years, the last one the horizon's own."""
    ends = np.arange(MONTHS_A_PART, months + MONTHS_A_PART, MONTHS_A_PART)
    return np.minimum(ends, months) / 12


def _pieces(cells: Cells) -> Iterator[Cells]:
    for start in range(0, len(cells.x), PIECE):
        piece = slice(start, start + PIECE)
        yield Cells(cells.x[piece], cells.t_x[piece], cells.age[piece], cells.n[piece])


def _spend_of(histories: "Table", spend: FittedModel | None) -> ibis.Value:
    """Equation 5 of the Gamma-Gamma note as an expression."""
    if spend is None:
        return ibis.null("float64")
    p, q, v = (spend.parameters[name] for name in "pqv")
    seen = histories.x * ibis.coalesce(histories.mean_spend, 0.0)
    return (seen + v) * p / (histories.x * p + (q - 1))
