"""The models of buying by name, and fitting one of them or the model of spend."""

from collections.abc import Callable
from typing import Any, Protocol

import numpy as np

from segkit.errors import ModelNotFitted
from segkit.facts import FittedModel
from segkit.features.lifetime_value import bg_nbd, gamma_gamma, mbg_nbd, pareto_nbd
from segkit.features.lifetime_value.histories import Cells, coarsened
from segkit.features.lifetime_value.likelihood import Estimate, Numbers, maximise


class BuyingModel(Protocol):
    """What each module of a buying model offers."""

    NAME: str
    PARAMETERS: tuple[str, ...]
    STARTS: tuple[tuple[float, ...], ...]
    log_likelihood: Callable[[Numbers, Numbers, Numbers, Numbers], Numbers]
    alive: Callable[[Numbers, Numbers, Numbers, Numbers], Numbers]
    expected_repeats: Callable[[Numbers, Numbers, Numbers, Numbers, float], Numbers]
    expected_by: Callable[[Numbers, Numbers], Numbers]


BUYING: dict[str, Any] = {model.NAME: model for model in (bg_nbd, pareto_nbd, mbg_nbd)}
MOST_SEARCHED, ROUGH_WEEKS = 5000, 8  # beyond so many histories the first search takes times in steps of 8 weeks


def values_of(model: FittedModel) -> Numbers:
    """The parameters in the model's order."""
    return np.array(list(model.parameters.values()))


def fit_buying(model: str, cells: Cells) -> FittedModel:
    """A buying model (`bg_nbd`, `pareto_nbd`, `mbg_nbd`) by maximum likelihood; time counts in weeks.

    Raises
    ------
    ModelNotFitted
        Nobody bought again, or the customers do not determine it.
    """
    module = BUYING[model]
    if not np.any(cells.x > 0):
        raise ModelNotFitted(model)

    rough = _total(module, coarsened(cells, ROUGH_WEEKS)) if len(cells.x) > MOST_SEARCHED else None
    found = maximise(_total(module, cells), module.STARTS, model=model, rough=rough)
    return _fitted(module, found, cells.n_customers)


def _total(module: Any, cells: Cells) -> Callable[[Numbers], float]:
    return lambda parameters: float(module.log_likelihood(parameters, cells.x, cells.t_x, cells.age) @ cells.n)


def fit_spend(x: Numbers, mean_spend: Numbers) -> FittedModel:
    """The Gamma-Gamma model from customers with repeat purchases (`x` at least 1) and spend above zero.

    Money is divided by its mean while searching, so that the currency's unit does not matter.

    Raises
    ------
    ModelNotFitted
        No customers, or they do not determine it.
    """
    if not len(mean_spend):
        raise ModelNotFitted(gamma_gamma.NAME)
    unit = float(mean_spend.mean())
    scaled = mean_spend / unit

    def total(parameters: Numbers) -> float:
        return float(gamma_gamma.log_likelihood(parameters, x, scaled).sum())

    starts = [(p, q, v / 10) for p, q, v in gamma_gamma.STARTS]
    found = maximise(total, starts, model=gamma_gamma.NAME)
    p, q, v = found.parameters
    p_error, q_error, v_error = found.standard_errors
    height = found.log_likelihood - len(x) * np.log(unit)
    return _fitted(gamma_gamma, Estimate((p, q, v * unit), (p_error, q_error, v_error * unit), height), len(x))


def _fitted(module: Any, found: Estimate, n: int) -> FittedModel:
    rounded = [float(f"{value:.6g}") for value in found.parameters]
    errors = [float(f"{error:.4g}") if np.isfinite(error) else None for error in found.standard_errors]
    return FittedModel(
        module.NAME,
        dict(zip(module.PARAMETERS, rounded, strict=True)),
        dict(zip(module.PARAMETERS, errors, strict=True)),
        round(found.log_likelihood, 2),
        n,
    )
