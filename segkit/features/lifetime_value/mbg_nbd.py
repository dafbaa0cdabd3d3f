"""MBG/NBD: as BG/NBD, but a customer may leave after the first purchase as well.

Batislam, Denizel & Filiztekin (2007), International Journal of Research in Marketing 24(3), 201-209; Hoppe & Wagner
(2007). `x`, `t_x` and `age` as in `bg_nbd`.
"""

import numpy as np
from scipy.special import betaln, expit, gammaln, hyp2f1

from segkit.features.lifetime_value.likelihood import Numbers

NAME = "mbg_nbd"
PARAMETERS = ("r", "alpha", "a", "b")
STARTS = ((0.5, 5.0, 0.8, 1.5), (1.0, 20.0, 1.0, 5.0))


def log_likelihood(parameters: Numbers, x: Numbers, t_x: Numbers, age: Numbers) -> Numbers:
    """Of each history."""
    r, alpha, a, b = parameters
    common = gammaln(r + x) - gammaln(r) + r * np.log(alpha) - betaln(a, b)
    stayed = betaln(a, b + x + 1) - (r + x) * np.log(alpha + age)
    left = betaln(a + 1, b + x) - (r + x) * np.log(alpha + t_x)
    return np.asarray(common + np.logaddexp(stayed, left))


def alive(parameters: Numbers, x: Numbers, t_x: Numbers, age: Numbers) -> Numbers:
    """Probability that the customer has not left, below 1 without a repeat purchase too."""
    r, alpha, a, b = parameters
    return np.asarray(expit(np.log(b + x) - np.log(a) - (r + x) * (np.log(alpha + age) - np.log(alpha + t_x))))


def expected_repeats(parameters: Numbers, x: Numbers, t_x: Numbers, age: Numbers, ahead: float) -> Numbers:
    """Purchases expected of each customer within `ahead` from now; shape of `x`; transformed as in `bg_nbd`."""
    r, alpha, a, b = parameters
    shrink = ((alpha + age) / (alpha + age + ahead)) ** (a - 1)
    tail = hyp2f1(a + b - r, a - 1, a + b + x, ahead / (alpha + age + ahead))
    bought = (a + b + x) / (a - 1) * (1 - shrink * tail)
    return np.asarray(bought * alive(parameters, x, t_x, age))


def expected_by(parameters: Numbers, time: Numbers) -> Numbers:
    """Repeat purchases expected of a new customer within `time` of the first purchase; shape of `time`."""
    r, alpha, a, b = parameters
    tail = hyp2f1(r, b + 1, a + b, time / (alpha + time))
    return np.asarray(b / (a - 1) * (1 - (alpha / (alpha + time)) ** r * tail))
