"""People who are known and have not bought: in the schemes of everybody, and on the way to the second order."""

from typing import TYPE_CHECKING

import ibis

from segkit.columns import SCORES
from segkit.evaluation.cohorts import cohorts
from segkit.evaluation.funnel import funnel, purchase_stages
from segkit.facts import Cohort, FunnelStep
from segkit.features.activity import first_asked
from segkit.segments.schemes import FittedScheme, assign_scheme
from segkit.steps.measuring import with_master, with_measures
from segkit.steps.stage import Stage

if TYPE_CHECKING:
    from ibis.expr.types import Table

STAGE = "stage"
CYCLES = (STAGE, "life_cycle", "life_cycle_5", "shop_cycle")  # schemes that a grid of cohorts explains
TABLES = ("customers", "events")  # that know people who have not bought


def keep_prospects(stage: Stage, fitted: dict[str, FittedScheme]) -> None:
    """Write `prospects` (customer_id, a column per scheme) where a scheme is of everybody and a table knows any."""
    schemes = [one for one in fitted.values() if one.scheme.of == "everybody"]
    people = unbought(stage)
    if not schemes or people is None:
        return
    told = with_measures(stage, with_master(stage, people), [one.scheme for one in schemes], day=stage.as_of)
    for one in schemes:
        told = assign_scheme(told, one)
    stage.save_table("prospects", told.select("customer_id", *(one.scheme.id for one in schemes)))


def describe_stages(stage: Stage, days: "Table", names: list[str]) -> None:
    """The funnel where purchase stages are a scheme in use, cohorts where any cycle is; nothing otherwise."""
    smallest = stage.study.privacy.smallest_group
    steps: tuple[FunnelStep, ...] = ()
    if STAGE in names:
        joined = stage.table("customers") if stage.has("customers") else None
        asked = first_asked(stage.table("events")) if stage.has("events") else None
        people = stage.stage_table("stages", purchase_stages(days, stage.as_of, joined=joined, asked=asked))
        steps = funnel(people, smallest=smallest)
    grid: tuple[Cohort, ...] = ()
    if set(CYCLES) & set(names):
        grid = cohorts(days, stage.as_of, smallest=smallest)
    stage.save("funnel", steps)
    stage.save("cohorts", grid)


def unbought(stage: Stage) -> "Table | None":
    """Everybody of master and events without a purchase, as `columns.SCORES` with nothing known but who it is.

    None where neither table is there.
    """
    known = [stage.table(name).select("customer_id") for name in TABLES if stage.has(name)]
    if not known:
        return None
    everybody = (known[0] if len(known) == 1 else ibis.union(*known)).distinct()
    people = everybody.filter(everybody.customer_id.notnull()).anti_join(stage.table("scores"), "customer_id")
    nothing = {name: ibis.null(kind.rstrip("?")) for name, kind in SCORES.columns.items() if name != "customer_id"}
    return people.mutate(**nothing)
