"""Sheets of lifetime value: how the model tracks what came, how forecasts did on trial, doubts, and parameters."""

from collections.abc import Iterator

from segkit.facts import Lifetime
from segkit.report.sheets.grid import Sheet, sheet

PAGE = "annex_lifetime"


def lifetime_sheets(facts: Lifetime) -> Iterator[Sheet]:
    """The sheets in order; those of a model only where there is one."""
    if facts.tracking is not None:
        weeks = zip(facts.tracking.weeks, facts.tracking.actual, facts.tracking.expected, strict=True)
        yield sheet(PAGE, 1, "week:whole purchases:count expected:one", weeks)
    if facts.trials:
        trials = ((one.rule, one.forecast, one.actual, one.bias, one.mae, one.rmse) for one in facts.trials)
        heads = "forecast_rule:key:exhibits.forecast forecast:one actual:count bias:percent mae:three rmse:three"
        yield sheet(PAGE, 2, heads, trials)
    if facts.doubts:
        doubts = ((one.reason, one.effect, one.figure, one.limit) for one in facts.doubts)
        heads = "doubt:key:exhibits.doubt consequence:key:exhibits.consequence figure:three limit:three"
        yield sheet(PAGE, 3, heads, doubts)
    if facts.models:
        yield sheet(PAGE, 4, "model:key:exhibits.forecast parameter:text estimate:three error:three", _estimates(facts))


def _estimates(facts: Lifetime) -> Iterator[tuple[object, ...]]:
    """A line per parameter of every model; errors that cannot be told are left out."""
    models = (*facts.models, *([facts.spend] if facts.spend else []))
    for model in models:
        for name, value in model.parameters.items():
            yield model.model, name, value, model.standard_errors.get(name)
