"""Every measure that a classification may use, one row per customer, from all the sources that are there."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

import ibis
from ibis.expr.types import Table

from segkit.columns import LIFETIME, MEASURES, TOLD
from segkit.features.activity import customer_activity
from segkit.features.answers import latest_answers
from segkit.features.people import customer_people
from segkit.features.purchases import customer_purchases

SOURCE_OF = {name: source for source, told in TOLD.items() for name in told}


@dataclass(frozen=True)
class Told:
    """The tables that tell of customers; None where the study has none. `needs` has customer_id and main_need."""

    order_lines: Table
    customers: Table | None = None
    feedback: Table | None = None
    events: Table | None = None
    messages: Table | None = None
    needs: Table | None = None
    lifetime: Table | None = None
    scale: tuple[float, float] = (1, 5)  # of satisfaction


def add_measures(scores: Table, told: Told, as_of: date, wanted: Collection[str]) -> Table:
    """Put the `wanted` measures beside `scores` (`columns.SCORES`); all others of MEASURES are null.

    Returns
    -------
    One row per row of `scores`: the columns of MEASURES in their order, then what else stood in `scores`. A customer
    of whom a source says nothing has nulls there. Only the sources of wanted measures are looked at; our_share brings
    demand with it.
    """
    wanted = set(wanted) | ({"demand"} if "our_share" in wanted else set())
    sources = {SOURCE_OF[name] for name in wanted if name in SOURCE_OF}
    parts = [part for source in sorted(sources) for part in _parts(source, told, as_of)]
    if told.lifetime is not None and wanted & set(LIFETIME):
        parts.append(told.lifetime.select("customer_id", *LIFETIME))
    for part in parts:
        asked = [name for name in part.columns if name in wanted]
        if asked:
            scores = scores.left_join(part.select("customer_id", *asked), "customer_id").drop("customer_id_right")
    return _complete(scores)


def measure_types() -> Mapping[str, str]:
    """Name and type of every measure a condition may use."""
    return {name: kind for name, kind in MEASURES.columns.items() if name != "customer_id"}


def _parts(source: str, told: Told, as_of: date) -> list[Table]:
    """The tables of one source, one row per customer each."""
    if source == "orders":
        return [customer_purchases(told.order_lines, as_of).select("customer_id", *TOLD["orders"])]
    if source == "customers" and told.customers is not None:
        return [customer_people(told.customers, as_of)]
    if source == "feedback" and told.feedback is not None:
        return [latest_answers(told.feedback, *told.scale)]
    if source == "events" and told.events is not None:
        return [customer_activity(told.events, as_of)]
    if source == "messages" and told.messages is not None:
        return [_message_counts(told.messages), *([told.needs] if told.needs is not None else [])]
    return []


def _message_counts(messages: Table) -> Table:
    return messages.group_by("customer_id").aggregate(n_messages=messages.count().cast("int64"))


def _complete(found: Table) -> Table:
    """All columns of MEASURES in their order, after them what else stood beside the scores."""
    missing = {name: kind for name, kind in MEASURES.columns.items() if name not in found.columns}
    found = found.mutate(**{name: ibis.null(kind.removesuffix("?")) for name, kind in missing.items()})
    share = found.monetary_12m.cast("float64") / found.demand.cast("float64").nullif(0.0)
    rest = [name for name in found.columns if name not in MEASURES.columns]
    return found.mutate(our_share=share.round(6)).select(*MEASURES.columns, *rest)
