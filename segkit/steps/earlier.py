"""What the main scheme asks beyond orders, as it was known on an earlier day; and what keeps no history."""

from datetime import date
from typing import TYPE_CHECKING

from segkit.columns import FEATURES, LIFETIME, TOLD
from segkit.facts import Gap
from segkit.segments.inputs import CUSTOMER_COLUMNS, scheme_inputs
from segkit.segments.schemes import FittedScheme
from segkit.segments.standard import Scheme
from segkit.steps.measuring import with_master, with_measures
from segkit.steps.stage import Stage

if TYPE_CHECKING:
    from ibis.expr.types import Table

DATED = frozenset({"age_years", "joined_days", "our_share"})  # told by the master, but changing with the day
UNDATED = (frozenset(TOLD["customers"]) | CUSTOMER_COLUMNS | frozenset(LIFETIME)) - DATED - {"channel"}


def needs_only_orders(scheme: Scheme) -> bool:
    """Whether a scheme asks for scores and features alone."""
    return scheme_inputs(scheme) <= {*FEATURES.columns, "r_score", "f_score", "m_score"}


def told_on(stage: Stage, scheme: Scheme, customers: "Table", day: date) -> "Table":
    """`customers` as of `day` with all that `scheme` asks beside orders, as far as it was known on that day.

    The master and the forecast of lifetime value have no dates: what they say today stands for every day.
    """
    lifetime = stage.table("lifetime") if scheme_inputs(scheme) & set(LIFETIME) and stage.has("lifetime") else None
    return with_measures(stage, with_master(stage, customers), [scheme], lifetime, day=day)


def measured_today(stage: Stage, scheme: Scheme) -> "Table":
    """Every customer's features of today, with what `scheme` asks beyond them."""
    if needs_only_orders(scheme):
        return stage.table("features")
    segments = stage.table("segments")
    asked = scheme_inputs(scheme) - {*FEATURES.columns, "r_score", "f_score", "m_score"}
    return segments.select(*FEATURES.columns, *sorted(asked))


def history_gap(block: str, fitted: FittedScheme) -> Gap | None:
    """Why nobody can tell who belonged where on an earlier day: all the scheme asks for has no dates."""
    asked = scheme_inputs(fitted.scheme)
    return Gap(block, "no_history", {"column": min(asked)}) if asked <= UNDATED else None


def foresight_gap(fitted: FittedScheme) -> Gap | None:
    """Why the scheme cannot be tested on what came next: it rests on a forecast that has seen it already."""
    asked = scheme_inputs(fitted.scheme) & set(LIFETIME)
    return Gap("holdout", "no_history", {"column": min(asked)}) if asked else None


def hindsight_gap(fitted: FittedScheme) -> Gap | None:
    """What the test on what came next did not know as of then: the undated part of the scheme, taken as of today."""
    asked = scheme_inputs(fitted.scheme) & UNDATED | ({"demand"} & _shared(fitted))
    return Gap("hindsight", "undated", {"column": min(asked)}) if asked else None


def _shared(fitted: FittedScheme) -> frozenset[str]:
    """Our share of a customer's need rests on a need without a date."""
    return frozenset({"demand"}) if "our_share" in scheme_inputs(fitted.scheme) else frozenset()
