"""Gamma-Gamma: what a customer spends per purchase, pulled towards everybody's mean where few purchases were seen.

Fader & Hardie (2013), "The Gamma-Gamma Model of Monetary Value". Takes spend to be independent of how often one buys.
"""

import numpy as np
from scipy.special import gammaln

from segkit.features.lifetime_value.likelihood import Numbers

NAME = "gamma_gamma"
PARAMETERS = ("p", "q", "v")
STARTS = ((5.0, 4.0, 15.0), (1.0, 3.0, 100.0))


def log_likelihood(parameters: Numbers, x: Numbers, mean_spend: Numbers) -> Numbers:
    """Of each customer's `mean_spend` (above zero) over `x` repeat purchases (at least one), equation 1a."""
    p, q, v = parameters
    shape = p * x
    heights = gammaln(shape + q) - gammaln(shape) - gammaln(q) + q * np.log(v)
    return np.asarray(
        heights + (shape - 1) * np.log(mean_spend) + shape * np.log(x) - (shape + q) * np.log(v + x * mean_spend)
    )


def expected_spend(parameters: Numbers, x: Numbers, mean_spend: Numbers) -> Numbers:
    """Spend per future purchase, equation 5; everybody's mean where `x` is 0 (`mean_spend` is then ignored)."""
    p, q, v = parameters
    seen = np.where(x > 0, x * np.nan_to_num(mean_spend), 0.0)
    return np.asarray(p * (v + seen) / (p * x + q - 1))


def everybodys_mean(parameters: Numbers) -> float:
    """Mean spend per purchase over all customers; only finite where q is above 1."""
    p, q, v = parameters
    return float(p * v / (q - 1))
