"""Two settings side by side: what another cut rule, other features or one cluster more would change."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from ibis.expr.types import Table

from segkit.engine import fetch_rows
from segkit.evaluation.agreement import as_matrix, match_groups
from segkit.evaluation.figures import MOST_GROUPS, Grouping
from segkit.evaluation.separation import MEASURES, separation
from segkit.evaluation.shown import NOTHING, money, share, shown
from segkit.facts import Separation, Setting
from segkit.facts.types import Text


@dataclass(frozen=True)
class Alternative:
    """Another setting, applied to the same customers.

    `is_renumbered`: its groups have no names of their own (clusters) and are matched before customers are counted.
    `auc` comes from `foresight.return_auc`, formed with this setting; None where the holdout cannot be computed.
    """

    id: str
    text: Text
    grouping: Grouping
    is_renumbered: bool = False
    auc: float | None = None


@dataclass(frozen=True)
class Moved:
    """Customers who stand in another group, and their money of the last 12 months; None where they are too few."""

    share: float | None
    revenue_12m: Decimal | None


def moved(now: Grouping, other: Grouping, *, is_renumbered: bool = False) -> Moved:
    """Who changes segment when `other` takes the place of `now`; customers that only one of them holds do not count."""
    rows = fetch_rows(_pairs(now, other), at_most=MOST_GROUPS)
    pairs = {(row["now"], row["then"]): row["n"] for row in rows}
    names = _match(pairs) if is_renumbered else {}
    changed = [row for row in rows if names.get(row["then"], None if is_renumbered else row["then"]) != row["now"]]
    n = sum(row["n"] for row in changed)
    revenue = sum((row["revenue_12m"] for row in changed), NOTHING)
    part = share(n, sum(pairs.values())) or 0.0
    return Moved(shown(part, n, now.smallest), shown(money(revenue), n, now.smallest))


def _pairs(now: Grouping, other: Grouping) -> Table:
    left = now.members("monetary_12m").rename(now="segment")
    right = other.members().rename(then="segment", then_id="customer_id")
    both = left.join(right, left.customer_id == right.then_id)
    return both.group_by("now", "then").aggregate(n=both.count(), revenue_12m=both.monetary_12m.sum())


def _match(pairs: dict[tuple[str, str], int]) -> dict[str, str]:
    rows, columns = (sorted({pair[side] for pair in pairs}) for side in (0, 1))
    return match_groups(as_matrix(pairs, rows, columns), rows, columns)


def moved_by_other_rule(now: Grouping, others: Mapping[str, Grouping]) -> dict[str, float | None]:
    """For `CutPointFacts`: the share of customers whose segment changes under each other rule."""
    return {rule: moved(now, other).share for rule, other in others.items()}


def compare_settings(
    now: Grouping, alternatives: Sequence[Alternative], measures: tuple[str, ...] = MEASURES
) -> tuple[Setting, ...]:
    """One line per alternative: customers and money that move, and how well its groups separate and foretell.

    Money and silhouette are those of `Setting`; compare the latter two with the values of the setting in use.
    """
    return tuple(_setting(now, alternative, measures) for alternative in alternatives)


def _setting(now: Grouping, alternative: Alternative, measures: tuple[str, ...]) -> Setting:
    change = moved(now, alternative.grouping, is_renumbered=alternative.is_renumbered)
    apart = separation(alternative.grouping, measures)
    return Setting(
        id=alternative.id,
        text=alternative.text,
        moved_share=change.share,
        moved_revenue_12m=change.revenue_12m,
        silhouette=apart.silhouette if isinstance(apart, Separation) else None,
        auc=alternative.auc,
    )
