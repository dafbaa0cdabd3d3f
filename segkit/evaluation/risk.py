"""Revenue at risk: what would be missing next year if customers stayed away as they did in the holdout period."""

from dataclasses import dataclass
from decimal import Decimal

from segkit.evaluation.shown import money
from segkit.facts import Foresight


@dataclass(frozen=True)
class AtRisk:
    """An upper bound, not a forecast; `low` and `high` carry the repeat rate's interval."""

    value: Decimal
    low: Decimal
    high: Decimal


def revenue_at_risk(revenue_12m: Decimal | None, seen: Foresight) -> AtRisk | None:
    """The last 12 months' net spend x (1 - repeat rate of the holdout period); None where either may not be shown.

    A segment whose refunds exceed its spend has nothing at risk.
    """
    if revenue_12m is None or seen.repeat_rate is None or seen.low is None or seen.high is None:
        return None
    spend = max(revenue_12m, Decimal(0))
    value, low, high = (money(spend * (1 - Decimal(str(rate)))) for rate in (seen.repeat_rate, seen.high, seen.low))
    return AtRisk(value, low, high)
