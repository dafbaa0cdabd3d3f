"""Personas: who the customers of each segment are, told from every table that knows anything of them."""

from collections.abc import Collection
from dataclasses import replace
from typing import TYPE_CHECKING

from segkit.columns import SCORES
from segkit.evaluation.figures import segment_figures
from segkit.evaluation.personas import Described, personas
from segkit.evaluation.profile import profile_cards
from segkit.evaluation.satisfaction import Answers
from segkit.facts import Persona
from segkit.features.measures import add_measures
from segkit.segments.inputs import scheme_inputs
from segkit.steps import grouping as groups
from segkit.steps.measuring import told_tables
from segkit.steps.stage import Stage

if TYPE_CHECKING:
    from ibis.expr.types import Table


def describe_people(stage: Stage, scheme: str, wanted: Collection[str] | None = None) -> tuple[Persona, ...]:
    """A persona for each segment of `scheme` in its order, of `wanted` alone where it is given.

    Segments of nobody and of too few customers are left out. Asks for the tables `segments`, `days` and `order_lines`.
    """
    grouping = groups.today(stage, scheme)
    names = [name for name in grouping.order if wanted is None or name in wanted]
    figures = {row.segment: row for row in segment_figures(groups.everybody(stage, scheme))}
    cards = profile_cards(grouping, stage.table("order_lines"), stage.table("days"), {one: one for one in names}, {})
    known = Described(
        figures={name: figures[name] for name in names},
        cards={card.segment: card for card in cards},
        rule=_rule(stage, scheme),
        satisfied_from=_satisfied_from(answers_of(stage)),
    )
    return personas(replace(grouping, table=persona_table(stage, scheme)), known)


def biggest(people: Collection[Persona]) -> Persona | None:
    """The persona with the largest share of revenue, of equal ones the first; None without any."""
    return max(people, key=lambda one: one.share_revenue or 0.0, default=None)


def persona_table(stage: Stage, scheme: str) -> "Table":
    """Every customer with scores, segment, main part of the day, satisfaction and need, as far as anything is known."""
    wanted = {"main_day_part"} | ({"satisfaction_place"} if stage.has("feedback") else set())
    wanted |= {"main_need"} if stage.has("messages") else set()
    people = stage.table("segments").select(*SCORES.columns, scheme)
    measured = add_measures(people, told_tables(stage, wanted), stage.as_of, wanted)
    return stage.stage_table(f"persona_{scheme}", measured)


def answers_of(stage: Stage) -> Answers | None:
    """The customers' answers on the scale that the study states, 1 to 5 where it states none; None without answers."""
    feedback = stage.study.sources.feedback
    if feedback is None or not stage.has("feedback"):
        return None
    low, high = feedback.scale or (1, 5)
    return Answers(stage.table("feedback"), low, high)


def _rule(stage: Stage, scheme: str) -> frozenset[str]:
    """The columns that decide a customer's segment; none where the segments were found in the data."""
    fitted = groups.fitted_schemes(stage).get(scheme)
    return scheme_inputs(fitted.scheme) if fitted else frozenset()


def _satisfied_from(answers: Answers | None) -> float | None:
    """The place on the scale, 0 to 1, from which an answer counts as satisfied; None without answers."""
    if answers is None:
        return None
    return (answers.satisfied_from - answers.lowest) / (answers.highest - answers.lowest)
