"""What customers answered last, on one scale whatever the questionnaire's."""

from datetime import date

import ibis
from ibis.expr.types import Table

UNDATED = date(1, 1, 1)  # an answer without a day is older than any other


def latest_answers(feedback: Table, lowest: float, highest: float) -> Table:
    """The last overall answer of each customer, as its place on the scale from `lowest` to `highest`.

    Returns
    -------
    One row per customer who answered: satisfaction_place (0 the lowest answer, 1 the highest; answers beyond the scale
    are left out; of several on the last day the lowest counts), n_answers.
    """
    within = feedback.satisfaction.between(lowest, highest)
    day = feedback.answered_date.fill_null(UNDATED) if "answered_date" in feedback.columns else ibis.literal(UNDATED)
    dated = feedback.filter(within).mutate(day=day)
    last = dated.group_by("customer_id").aggregate(day=dated.day.max(), n_answers=dated.count().cast("int64"))
    both = dated.join(last, ["customer_id", "day"])
    found = both.group_by("customer_id").aggregate(answer=both.satisfaction.min(), n_answers=both.n_answers.max())
    place = (found.answer - lowest) / (highest - lowest)
    return found.select("customer_id", "n_answers", satisfaction_place=place)
