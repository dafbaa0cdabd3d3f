"""BG/NBD: customers buy at a rate of their own and may leave for good after any purchase but the first.

Fader, Hardie & Lee (2005), "Counting Your Customers" the Easy Way, Marketing Science 24(2), 275-284. Throughout `x` is
the number of repeat purchases, `t_x` the time of the last one and `age` the time observed, both since the first.
"""

import numpy as np
from scipy.special import betaln, expit, gammaln, hyp2f1

from segkit.features.lifetime_value.likelihood import Numbers

NAME = "bg_nbd"
PARAMETERS = ("r", "alpha", "a", "b")
STARTS = ((0.5, 5.0, 0.8, 2.5), (1.0, 20.0, 1.0, 5.0))


def log_likelihood(parameters: Numbers, x: Numbers, t_x: Numbers, age: Numbers) -> Numbers:
    """Of each history, equation 6 of the paper in logarithms."""
    r, alpha, a, b = parameters
    common = gammaln(r + x) - gammaln(r) + r * np.log(alpha)
    stayed = betaln(a, b + x) - betaln(a, b) - (r + x) * np.log(alpha + age)
    with np.errstate(divide="ignore"):
        left = np.where(
            x > 0,
            betaln(a + 1, b + np.maximum(x, 1) - 1) - betaln(a, b) - (r + x) * np.log(alpha + t_x),
            -np.inf,
        )
    return np.asarray(common + np.logaddexp(stayed, left))


def alive(parameters: Numbers, x: Numbers, t_x: Numbers, age: Numbers) -> Numbers:
    """Probability that the customer has not left; 1 without a repeat purchase, whom this model never loses."""
    r, alpha, a, b = parameters
    log_odds = np.log(a) - np.log(b + np.maximum(x, 1) - 1) + (r + x) * (np.log(alpha + age) - np.log(alpha + t_x))
    return np.where(x > 0, expit(-log_odds), 1.0)


def expected_repeats(parameters: Numbers, x: Numbers, t_x: Numbers, age: Numbers, ahead: float) -> Numbers:
    """Purchases expected of each customer within `ahead` from now, equation 10; shape of `x`.

    After Euler's transformation, because the equation's own factors overflow for customers who bought a hundred times.
    """
    r, alpha, a, b = parameters
    shrink = ((alpha + age) / (alpha + age + ahead)) ** (a - 1)
    tail = hyp2f1(a + b - 1 - r, a - 1, a + b + x - 1, ahead / (alpha + age + ahead))
    bought = (a + b + x - 1) / (a - 1) * (1 - shrink * tail)
    return np.asarray(bought * alive(parameters, x, t_x, age))


def expected_by(parameters: Numbers, time: Numbers) -> Numbers:
    """Repeat purchases expected of a new customer within `time` of the first purchase, equation 9; shape of `time`."""
    r, alpha, a, b = parameters
    tail = hyp2f1(r, b, a + b - 1, time / (alpha + time))
    return np.asarray((a + b - 1) / (a - 1) * (1 - (alpha / (alpha + time)) ** r * tail))
