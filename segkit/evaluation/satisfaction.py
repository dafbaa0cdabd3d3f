"""Value against satisfaction: who is worth most and content least, what drives it, and where."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

import ibis
import numpy as np
import pyarrow as pa
from ibis.expr.types import Table
from numpy.typing import NDArray
from scipy.stats import norm, rankdata

from segkit.engine import fetch, fetch_rows
from segkit.evaluation.figures import MOST_GROUPS, Grouping
from segkit.evaluation.separation import bounded_sample
from segkit.evaluation.shown import NOTHING, may_show, money, share, shown
from segkit.evaluation.suppression import hidden_rows
from segkit.facts import Driver, PlaceFigures, Satisfaction

NO_DIMENSIONS = {"customer_id", "answered_date", "satisfaction", "comment"}
MOST_ANSWERS = 50_000  # that drivers are computed from
MOST_PLACES = 12
FAR_BELOW, BY_CHANCE = 0.05, 0.01  # of a place that stands out: below the next, and of its test
UNDATED = date(1, 1, 1)  # an answer without a day is older than any other
Row = dict[str, Any]


@dataclass(frozen=True)
class Answers:
    """Feedback as `columns.ROLES["feedback"]` says, on a scale from `lowest` to `highest`."""

    table: Table
    lowest: float
    highest: float

    @property
    def satisfied_from(self) -> float:
        """The lower of the two top boxes; on scales of more than eleven points the top fifth."""
        width = self.highest - self.lowest
        return self.highest - (1 if width <= 10 else width / 5)

    def latest(self) -> Table:
        """One row per customer: the answers of the last day answered, of several on that day the lowest."""
        has_dates = "answered_date" in self.table.columns
        day = self.table.answered_date.fill_null(UNDATED) if has_dates else ibis.literal(UNDATED)
        dated = self.table.filter(self.table.satisfaction.notnull()).mutate(day_=day)
        last = dated.group_by("customer_id").aggregate(day_=dated.day_.max())
        both = dated.join(last, ["customer_id", "day_"])
        return both.group_by("customer_id").aggregate(
            **{name: both[name].min() for name in ("satisfaction", *self.dimensions)}
        )

    @property
    def dimensions(self) -> tuple[str, ...]:
        """The numeric questions besides the overall one, in the table's order."""
        kinds = self.table.schema()
        return tuple(name for name in kinds.names if name not in NO_DIMENSIONS and kinds[name].is_numeric())


def satisfaction(
    grouping: Grouping, valued: Collection[str], answers: Answers | None, places: tuple[str, Table] | None
) -> Satisfaction:
    """Quadrants of value and satisfaction, drivers, and the places compared.

    Parameters
    ----------
    grouping
        A scheme of value, over a table with `monetary_12m` and `frequency`.
    valued
        Its segments that count as valued, the upper tier.
    answers
        Each customer's latest answer counts; satisfied are the two top boxes. None, or nobody known among those who
        answered: `has_feedback` is False and only the places are filled.
    places
        As `choose_places` returns it. The twelve with most revenue, largest first.
    """
    people = _people(grouping, valued, answers)
    rows = fetch_rows(_tally(people, ["is_valued", "is_satisfied"]), at_most=6)
    answered = [row for row in rows if row["is_satisfied"] is not None]
    n_answered, smallest = sum(row["n"] for row in answered), grouping.smallest
    by_place = _by_place(people, places[1]) if places else {}
    compared = _places(by_place, smallest)
    kind = places[0] if places else None
    if answers is None or not n_answered:
        return Satisfaction(False, None, {}, None, (), compared, kind)
    alarm = [row for row in answered if row["is_valued"] and not row["is_satisfied"]]
    quadrants, covered = _quadrants(answered, smallest)
    return Satisfaction(
        has_feedback=True,
        response_share=share(n_answered, sum(row["n"] for row in rows)),
        quadrants=quadrants,
        valued_dissatisfied_revenue_12m=shown(money(_sum(alarm, "revenue")), int(_sum(alarm, "n")), smallest),
        drivers=drivers(replace(answers, table=answers.table.semi_join(people, "customer_id")), smallest=smallest),
        places=compared,
        place_kind=kind,
        answered_n=shown(n_answered, n_answered, smallest),
        scale=(answers.lowest, answers.highest),
        satisfied_from=answers.satisfied_from,
        weak_place=_weak_place(by_place, compared, smallest),
        covered=covered,
    )


def _people(grouping: Grouping, valued: Collection[str], answers: Answers | None) -> Table:
    """One row per customer: customer_id, is_valued, is_satisfied (null: no answer), is_repeat, revenue_12m."""
    people = grouping.members("monetary_12m", "frequency")
    people = people.select(
        "customer_id",
        is_valued=people.segment.isin(list(valued)),
        is_repeat=people.frequency > 1,
        revenue_12m=people.monetary_12m,
    )
    if answers is None:
        return people.mutate(is_satisfied=ibis.null("boolean"))
    latest = answers.latest().select("customer_id", "satisfaction").rename(answer_id="customer_id")
    both = people.left_join(latest, people.customer_id == latest.answer_id)
    return both.mutate(is_satisfied=both.satisfaction >= answers.satisfied_from).drop("answer_id", "satisfaction")


def _tally(people: Table, by: list[str]) -> Table:
    return people.group_by(by).aggregate(
        n=people.count(), revenue=people.revenue_12m.sum(), n_repeat=people.is_repeat.cast("int64").sum()
    )


def _quadrants(rows: list[Row], smallest: int) -> tuple[dict[str, int | None], tuple[str, ...]]:
    """The four counts, hidden where they or a neighbour would be too few; and which are hidden for a neighbour."""
    found = {(row["is_valued"], row["is_satisfied"]): row["n"] for row in rows}
    names = ((True, "valued"), (False, "other")), ((True, "satisfied"), (False, "dissatisfied"))
    counts = {f"{value}_{mood}": found.get((v, m), 0) for v, value in names[0] for m, mood in names[1]}
    unseen = hidden_rows(counts, smallest)
    covered = tuple(name for name, n in counts.items() if name in unseen and may_show(n, smallest))
    return {name: None if name in unseen else n for name, n in counts.items()}, covered


def drivers(answers: Answers, *, smallest: int) -> tuple[Driver, ...]:
    """What satisfaction hangs on, most important first.

    Importance is Spearman's rank correlation of a dimension with the overall answer, performance the dimension's mean
    with the scale mapped to 0 to 1. A dimension with too few answers, or always the same one, is left out.
    """
    names = answers.dimensions
    sample = bounded_sample(answers.latest(), MOST_ANSWERS)
    overall = _numbers(sample, "satisfaction")
    found = [_driver(name, _numbers(sample, name), overall, answers) for name in names]
    known = [driver for driver in found if driver is not None and driver.n >= max(smallest, 2)]
    return tuple(sorted(known, key=lambda driver: (-driver.importance, driver.dimension)))


def _numbers(sample: pa.Table, name: str) -> NDArray[np.float64]:
    return sample[name].cast(pa.float64()).to_numpy()


def _driver(name: str, given: NDArray[np.float64], overall: NDArray[np.float64], answers: Answers) -> Driver | None:
    is_given = ~np.isnan(given)
    given, overall = given[is_given], overall[is_given]
    if given.size < 2 or np.ptp(given) == 0 or np.ptp(overall) == 0:
        return None
    mean = float(given.mean())
    performance = (mean - answers.lowest) / (answers.highest - answers.lowest)
    return Driver(name, round(performance, 6), spearman(given, overall), int(given.size), round(mean, 6))


def spearman(left: NDArray[np.float64], right: NDArray[np.float64]) -> float:
    """Rank correlation with mean ranks for ties, to six decimals.

    References
    ----------
    Spearman (1904), The proof and measurement of association between two things.
    """
    return round(float(np.corrcoef(rankdata(left), rankdata(right))[0, 1]), 6)


def _by_place(people: Table, places: Table) -> dict[str, list[Row]]:
    both = people.join(places, "customer_id")
    found: dict[str, list[Row]] = {}
    for row in fetch(_tally(both, ["place", "is_valued", "is_satisfied"]), at_most=MOST_GROUPS).to_pylist():
        found.setdefault(row["place"], []).append(row)
    return found


def _places(by_place: dict[str, list[Row]], smallest: int) -> tuple[PlaceFigures, ...]:
    largest = sorted(by_place, key=lambda name: (-_sum(by_place[name], "revenue"), name))[:MOST_PLACES]
    unseen = hidden_rows({name: _answered(rows)[2] for name, rows in by_place.items()}, smallest)
    return tuple(_place(name, by_place[name], smallest, is_unseen=name in unseen) for name in largest)


def _answered(rows: list[Row]) -> tuple[int, int, int]:
    """Of a place: who answered, who is satisfied, and who is valued and not."""
    answered = [row for row in rows if row["is_satisfied"] is not None]
    satisfied = [row for row in answered if row["is_satisfied"]]
    alarm = [row for row in answered if row["is_valued"] and not row["is_satisfied"]]
    return int(_sum(answered, "n")), int(_sum(satisfied, "n")), int(_sum(alarm, "n"))


def _place(name: str, rows: list[Row], smallest: int, *, is_unseen: bool) -> PlaceFigures:
    n = int(_sum(rows, "n"))
    n_answered, n_satisfied, n_alarm = _answered(rows)
    return PlaceFigures(
        name=name,
        n=shown(n, n, smallest),
        revenue_12m=shown(money(_sum(rows, "revenue")), n, smallest),
        satisfied_share=shown(share(n_satisfied, n_answered), n_answered, smallest),
        dissatisfied_valued_n=n_alarm if n_answered and not is_unseen else None,
        repeat_share=shown(share(_sum(rows, "n_repeat"), n), n, smallest),
        is_covered=is_unseen and may_show(n_alarm, smallest),
    )


def _weak_place(by_place: dict[str, list[Row]], compared: Collection[PlaceFigures], smallest: int) -> str | None:
    """The place that fewest are satisfied with, where that is far below the next and hardly by chance.

    Against all other places together in a two-sided test of two proportions, at 1 % for as many places as there are.
    """
    counts = {place.name: _answered(by_place[place.name])[:2] for place in compared}
    shares = sorted((yes / n, name) for name, (n, yes) in counts.items() if n >= smallest)
    if len(shares) < 2 or shares[1][0] - shares[0][0] < FAR_BELOW:
        return None
    n, yes = counts[shares[0][1]]
    others, content = (sum(one[side] for one in counts.values()) - own for side, own in ((0, n), (1, yes)))
    mean = (yes + content) / (n + others)
    z = (content / others - yes / n) / (mean * (1 - mean) * (1 / n + 1 / others)) ** 0.5
    return shares[0][1] if 2 * norm.sf(z) < BY_CHANCE / len(counts) else None


def _sum(rows: list[Row], column: str) -> Decimal:
    return sum((Decimal(row[column] or 0) for row in rows), NOTHING)
