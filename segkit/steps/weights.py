"""Scorecards with other weights: who would stand in another segment, and whose money."""

from collections.abc import Iterator
from dataclasses import replace

from segkit.evaluation.figures import Grouping
from segkit.evaluation.sensitivity import moved
from segkit.facts import WeightTrial
from segkit.segments.schemes import FittedScheme, assign_scheme
from segkit.segments.scorecard import reweighted
from segkit.segments.standard import ScorecardScheme
from segkit.steps import grouping as groups
from segkit.steps.stage import Stage

STEPS = (-10.0, 10.0)  # points of weight by which each indicator is moved


def weight_trials(stage: Stage) -> tuple[WeightTrial, ...]:
    """Each scorecard of the standard with each weight ten points lower and higher, the others in proportion.

    Bands stay as they are. A weight that would leave 0 to 100 is not tried; a scorecard of one indicator has no trial.
    """
    fitted = groups.fitted_schemes(stage).values()
    cards = ((one, one.scheme) for one in fitted if isinstance(one.scheme, ScorecardScheme))
    return tuple(trial for one, card in cards if len(card.indicators) > 1 for trial in _trials(stage, one, card))


def _trials(stage: Stage, fitted: FittedScheme, card: ScorecardScheme) -> Iterator[WeightTrial]:
    now = groups.today(stage, card.id)
    for indicator in card.indicators:
        for step in STEPS:
            weight = indicator.weight + step
            if 0 < weight < 100:
                other = replace(fitted, scheme=reweighted(card, indicator.measure, weight))
                table = assign_scheme(now.table.drop(card.id), other)
                change = moved(now, Grouping(table, card.id, now.order, now.smallest))
                yield WeightTrial(card.id, indicator.name, indicator.weight, weight, change.share, change.revenue_12m)
