"""Pareto/NBD: customers buy at a rate of their own and may leave at any moment.

Schmittlein, Morrison & Colombo (1987), Management Science 33(1), 1-24; formulas as in Fader & Hardie (2005), "A Note on
Deriving the Pareto/NBD Model". `x`, `t_x` and `age` as in `bg_nbd`.
"""

import numpy as np
from scipy.special import expit, gammaln, hyp2f1

from segkit.features.lifetime_value.likelihood import Numbers

NAME = "pareto_nbd"
PARAMETERS = ("r", "alpha", "s", "beta")
STARTS = ((0.5, 10.0, 0.6, 12.0), (1.0, 10.0, 0.5, 5.0))


def log_likelihood(parameters: Numbers, x: Numbers, t_x: Numbers, age: Numbers) -> Numbers:
    """Of each history, equation 18 of the note in logarithms."""
    r, alpha, s, beta = parameters
    common = gammaln(r + x) - gammaln(r) + r * np.log(alpha) + s * np.log(beta)
    stayed = -(r + x) * np.log(alpha + age) - s * np.log(beta + age)
    left = np.log(s) - np.log(r + s + x) + _log_left(parameters, x, t_x, age)
    return np.asarray(common + np.logaddexp(stayed, left))


def alive(parameters: Numbers, x: Numbers, t_x: Numbers, age: Numbers) -> Numbers:
    """Probability that the customer has not left."""
    r, alpha, s, beta = parameters
    log_odds = np.log(s) - np.log(r + s + x) + _log_left(parameters, x, t_x, age)
    return np.asarray(expit(-(log_odds + (r + x) * np.log(alpha + age) + s * np.log(beta + age))))


def expected_repeats(parameters: Numbers, x: Numbers, t_x: Numbers, age: Numbers, ahead: float) -> Numbers:
    """Purchases expected of each customer within `ahead` from now, equation 41; shape of `x`."""
    r, alpha, s, beta = parameters
    rate = (r + x) * (beta + age) / (alpha + age)
    return rate * _time_left(s, beta + age, ahead) * alive(parameters, x, t_x, age)


def expected_by(parameters: Numbers, time: Numbers) -> Numbers:
    """Repeat purchases expected of a new customer within `time` of the first purchase, equation 27; shape of `time`."""
    r, alpha, s, beta = parameters
    return np.asarray(r * beta / alpha * _time_left(s, np.asarray(beta), time))


def _time_left(s: float, scale: Numbers, ahead: Numbers | float) -> Numbers:
    """(1 - (scale / (scale + ahead)) ** (s - 1)) / (s - 1), and its limit at s = 1."""
    shrink = np.log(scale) - np.log(scale + ahead)
    return np.asarray(-shrink if abs(s - 1) < 1e-9 else -np.expm1((s - 1) * shrink) / (s - 1))


def _log_left(parameters: Numbers, x: Numbers, t_x: Numbers, age: Numbers) -> Numbers:
    """Logarithm of A0, equation 19; -inf where the last purchase was just now."""
    then, now = _log_term(parameters, x, t_x), _log_term(parameters, x, age)
    with np.errstate(divide="ignore"):
        return np.asarray(then + np.log(-np.expm1(np.minimum(now - then, 0))))


def _log_term(parameters: Numbers, x: Numbers, time: Numbers) -> Numbers:
    """Logarithm of one of A0's two terms, after Euler's transformation: its own factors overflow for large `x`."""
    r, alpha, s, beta = parameters
    larger, smaller, second = (alpha, beta, s + 1) if alpha >= beta else (beta, alpha, r + x)
    power = r + s + x
    tail = hyp2f1(1.0, power + 1 - second, power + 1, (larger - smaller) / (larger + time))
    near = np.log(smaller + time) - np.log(larger + time)
    return np.asarray((1 - second) * near + np.log(tail) - power * np.log(larger + time))
