"""Maximum likelihood for models whose parameters are all positive, with standard errors."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from segkit.errors import ModelNotFitted

Numbers = NDArray[np.float64]
STEP = 1e-3  # of a parameter's logarithm, for differences
NEAR = 1e-5  # a step so small ends the search
MOST_STEPS = 6
FARTHEST = 11.0  # a parameter's logarithm beyond which it runs away
UNREACHABLE = 1e300


@dataclass(frozen=True)
class Estimate:
    """Parameters at the maximum, their standard errors (nan where they cannot be told), and the height there."""

    parameters: tuple[float, ...]
    standard_errors: tuple[float, ...]
    log_likelihood: float


def maximise(
    log_likelihood: Callable[[Numbers], float],
    starts: Sequence[Sequence[float]],
    *,
    model: str,
    rough: Callable[[Numbers], float] | None = None,
) -> Estimate:
    """The highest maximum reached from several starts.

    Parameters
    ----------
    log_likelihood
        Takes the parameters, all above zero; may return nan or -inf where it cannot be computed.
    model
        Its name, for the error.
    rough
        A cheaper one of nearly the same shape, by which the best start is found.

    Raises
    ------
    ModelNotFitted
        No start leads to a maximum inside the domain: a parameter runs to zero or without bound.

    Notes
    -----
    The search runs over logarithms of parameters with L-BFGS-B (Byrd, Lu, Nocedal & Zhu 1995) and ends with Newton's
    steps; standard errors follow from the curvature there by the delta method.
    """

    depth = _depth_of(log_likelihood)
    near = depth if rough is None else _depth_of(rough)
    at = min((_search(near, np.log(start)) for start in starts), key=near)
    at = at if rough is None else _search(depth, at)
    at = _polish(depth, at)
    if depth(at) >= UNREACHABLE or np.any(np.abs(at) > FARTHEST):
        raise ModelNotFitted(model)
    parameters = np.exp(at)
    return Estimate(tuple(parameters), tuple(parameters * _errors(depth, at)), float(-depth(at)))


def _depth_of(log_likelihood: Callable[[Numbers], float]) -> Callable[[Numbers], float]:
    """What is made small: minus the likelihood, by logarithms of parameters."""

    def depth(logs: Numbers) -> float:
        with np.errstate(all="ignore"):
            value = log_likelihood(np.exp(logs))
        return -value if np.isfinite(value) else UNREACHABLE

    return depth


def _search(depth: Callable[[Numbers], float], start: Numbers) -> Numbers:
    from scipy.optimize import minimize

    scale = abs(depth(start)) or 1.0
    bounds = [(-FARTHEST - 1, FARTHEST + 1)] * len(start)
    return np.asarray(minimize(lambda at: depth(at) / scale, start, method="L-BFGS-B", jac="3-point", bounds=bounds).x)


def _polish(depth: Callable[[Numbers], float], at: Numbers) -> Numbers:
    """Newton's steps while they go down: a long flat ridge stops the search early."""
    for _ in range(MOST_STEPS):
        try:
            step = np.linalg.solve(_curvature(depth, at), _slope(depth, at))
        except np.linalg.LinAlgError:
            return at
        if not np.all(np.abs(step) < 1) or depth(at - step) >= depth(at):
            return at
        at = at - step
        if np.all(np.abs(step) < NEAR):
            return at
    return at


def _errors(depth: Callable[[Numbers], float], at: Numbers) -> Numbers:
    """Standard errors of the logarithms: roots of the inverted curvature's diagonal."""
    try:
        variances = np.diag(np.linalg.inv(_curvature(depth, at)))
    except np.linalg.LinAlgError:
        return np.full(len(at), np.nan)
    return np.sqrt(np.where(variances > 0, variances, np.nan))


def _slope(depth: Callable[[Numbers], float], at: Numbers) -> Numbers:
    steps = np.eye(len(at)) * STEP
    return np.array([(depth(at + one) - depth(at - one)) / (2 * STEP) for one in steps])


def _curvature(depth: Callable[[Numbers], float], at: Numbers) -> Numbers:
    """Second differences of `depth` around a point, as a square."""
    steps = np.eye(len(at)) * STEP
    return np.array([[_second_difference(depth, at, one, other) for other in steps] for one in steps])


def _second_difference(depth: Callable[[Numbers], float], at: Numbers, one: Numbers, other: Numbers) -> float:
    corners = depth(at + one + other) - depth(at + one - other) - depth(at - one + other) + depth(at - one - other)
    return corners / (4 * STEP * STEP)
