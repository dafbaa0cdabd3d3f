"""Every customer with all that the standard's schemes ask of the company's tables."""

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from segkit.clean.master import came_later
from segkit.columns import CUSTOMERS, LIFETIME
from segkit.engine import fetch_one
from segkit.facts import Gap
from segkit.features.measures import Told, add_measures
from segkit.segments.inputs import scheme_inputs, sources_of, tag_measures, told_measures
from segkit.segments.keywords import customer_groups, groups_of, read_groups, said_column
from segkit.segments.standard import (
    ClustersScheme,
    ColumnScheme,
    KeywordsScheme,
    Scheme,
    Standard,
    default_standard,
    read_library_scheme,
    read_standard,
    schemes_of,
)
from segkit.steps.lifetime import forecast_customers
from segkit.steps.stage import Stage

if TYPE_CHECKING:
    from ibis.expr.types import Table

MASTER = (
    "customer_name",
    "city",
    "region",
    "store",
    "owner",
    "present_grade",
    "kind",
    "industry",
    "gender",
    "age_band",
)
TABLES = ("customers", "feedback", "events", "messages")


def measured_customers(stage: Stage) -> "Table":
    """Scores with the customer master's columns and every measure that a scheme in use or a tag asks for.

    A scheme of kind `keywords` asks for the group of most of each customer's messages; without messages its column is
    absent.
    """
    customers = with_master(stage)
    schemes = schemes_in_use(stage, customers)
    tags = tag_measures(standard_of(stage).tags)
    asked = wanted_measures(schemes) | tags
    is_chosen = stage.study.lifetime is not None or stage.study.report.lifetime
    asks_lifetime = is_chosen or bool(asked & set(LIFETIME))
    if not asks_lifetime:
        stage.save("lifetime", None)
    return with_measures(stage, customers, schemes, forecast_customers(stage) if asks_lifetime else None, also=tags)


def with_measures(
    stage: Stage,
    customers: "Table",
    schemes: Collection[Scheme],
    lifetime: "Table | None" = None,
    *,
    also: Collection[str] = (),
    day: date | None = None,
) -> "Table":
    """`customers` with what the schemes ask for and the measures of `also`, and with `lifetime` where there is one.

    With `day` what was known on that earlier day; of the master and of `lifetime`, which have no dates, as it is today.
    """
    wanted = {*wanted_measures(schemes), *also, *(LIFETIME if lifetime is not None else ())}
    said = said_groups(stage, schemes, day)
    if not wanted and not said:
        return customers
    told = replace(told_tables(stage, wanted, day), lifetime=lifetime)
    measured = add_measures(customers, told, day or stage.as_of, wanted).select(*customers.columns, *sorted(wanted))
    for groups in said:
        measured = measured.left_join(groups, "customer_id").drop("customer_id_right")
    return measured if day else stage.stage_table("measured", measured)


def told_tables(stage: Stage, wanted: Collection[str], day: date | None = None) -> Told:
    """The tables that tell of customers, and by the ready rules what their messages need where that is wanted."""
    tables = {name: _known_on(stage.table(name), name, day) for name in TABLES if stage.has(name)}
    told = Told(stage.table("order_lines"), **tables)
    if "main_need" in wanted and told.messages is not None:
        needs = customer_groups(told.messages, read_groups("needs"), "main_need")
        told = replace(told, needs=stage.stage_table(_dated("needs", day), needs))
    return _scaled(stage, told)


def said_groups(stage: Stage, schemes: Iterable[Scheme], day: date | None = None) -> "list[Table]":
    """Per scheme of kind `keywords` each customer's group of messages; nothing where the study has no messages."""
    if not stage.has("messages"):
        return []
    own = {said_column(one): groups_of(one) for one in schemes if isinstance(one, KeywordsScheme)}
    messages = _known_on(stage.table("messages"), "messages", day)
    return [
        stage.stage_table(_dated(name, day), customer_groups(messages, groups, name)) for name, groups in own.items()
    ]


def _known_on(table: "Table", name: str, day: date | None) -> "Table":
    """The rows of a table that had come about by `day`; a row without a day counts always."""
    return table if day is None else table.filter(~came_later(name, table, day))


def _dated(name: str, day: date | None) -> str:
    return f"{name}_{day}" if day else name


def with_master(stage: Stage, customers: "Table | None" = None) -> "Table":
    """Scores, or other `customers`, with the customer master's columns beside them, where there is a master."""
    scores = stage.table("scores") if customers is None else customers
    if not stage.has("customers"):
        return scores
    master = stage.table("customers").select("customer_id", *MASTER)
    return scores.left_join(master, "customer_id").drop("customer_id_right")


def standard_of(stage: Stage) -> Standard:
    """The company's classification standard, or the ready-made one."""
    path = stage.study.standard
    return read_standard(stage.study.path(path)) if path else default_standard()


def schemes_in_use(stage: Stage, customers: "Table") -> list[Scheme]:
    """The standard's schemes but clusters, and the grade used today where the master holds one."""
    found: list[Scheme] = [
        scheme for scheme in schemes_of(standard_of(stage)) if not isinstance(scheme, ClustersScheme)
    ]
    if "present_grade" in customers.columns and not any(isinstance(one, ColumnScheme) for one in found):
        grades = customers.filter(customers.present_grade.notnull()).count().to_pyarrow().as_py()
        found += [read_library_scheme("present_grade")] if grades else []
    return found


def wanted_measures(schemes: Iterable[Scheme]) -> frozenset[str]:
    """The measures beyond scores and master that any of the schemes asks for."""
    return frozenset().union(*(told_measures(scheme_inputs(scheme)) for scheme in schemes))


def gap_of(stage: Stage, scheme: Scheme, customers: "Table") -> Gap | None:
    """Why a scheme cannot be applied: a table that the study lacks, or a measure without values; None if it can."""
    asked = scheme_inputs(scheme)
    absent = [source for source in sources_of(asked) if source != "orders" and not stage.has(source)]
    if absent:
        return Gap(f"scheme.{scheme.id}", f"source_missing.{absent[0]}", {"scheme": scheme.id})
    measure = empty_column(customers, asked)
    return Gap(f"scheme.{scheme.id}", "measure_missing", {"column": measure}) if measure else None


def empty_column(customers: "Table", asked: Iterable[str]) -> str | None:
    """The first of the asked columns that has no value for anybody, by name."""
    there = sorted(
        name for name in asked if name in customers.columns and (name in CUSTOMERS.columns or _is_told(name))
    )
    if not there:
        return None
    counts = fetch_one(customers.aggregate(**{name: customers[name].count() for name in there}))
    return next((name for name in there if not counts[name]), None)


def _is_told(name: str) -> bool:
    return bool(told_measures((name,)))


def _scaled(stage: Stage, told: Told) -> Told:
    """The scale of satisfaction that the study states."""
    feedback = stage.study.sources.feedback
    return told if feedback is None or feedback.scale is None else replace(told, scale=feedback.scale)
