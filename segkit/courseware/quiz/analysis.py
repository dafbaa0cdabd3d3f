"""What each item of a test was worth: difficulty, discrimination, and how often each option was chosen."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from segkit.learn.quiz_forms import Answers, Form, score_sheet

THIRD = 1 / 3
FEWEST = 9  # sheets, three in each third: below it, discrimination says nothing


@dataclass(frozen=True)
class ItemFigures:
    """One item over all sheets. `chosen`: how often each option, in the order of the form; `blank`: how often none.

    `difficulty` is the share that is right (an easy item has a high one); `discrimination` the upper third's share
    less the lower third's; `point_biserial` the correlation with the rest of the test. None: cannot be said.
    """

    item: str
    difficulty: float | None
    discrimination: float | None
    point_biserial: float | None
    chosen: tuple[int, ...]
    blank: int


def analyse_items(form: Form, sheets: Sequence[Answers]) -> tuple[ItemFigures, ...]:
    """Figures of every item in the order of the form; without sheets there are no shares."""
    right = np.array([[s.get(i.id) == i.right for i in form.items] for s in sheets], dtype=float)
    totals = np.array([score_sheet(form, sheet).right for sheet in sheets], dtype=float)
    return tuple(_figures(form, at, sheets, right, totals) for at in range(len(form.items)))


def _figures(form: Form, at: int, sheets: Sequence[Answers], right: np.ndarray, totals: np.ndarray) -> ItemFigures:
    item = form.items[at]
    counts = Counter(sheet.get(item.id) for sheet in sheets)
    chosen = tuple(counts[place] for place in range(len(item.options)))
    if not sheets:
        return ItemFigures(item.id, None, None, None, chosen, 0)
    column = right[:, at]
    tells = discrimination(column, totals) if len(sheets) >= FEWEST else None
    return ItemFigures(
        item.id, float(column.mean()), tells, point_biserial(column, totals - column), chosen, counts[None]
    )


def discrimination(right: ArrayLike, totals: ArrayLike, part: float = THIRD) -> float | None:
    """Share right among the best `part` of the sheets less the share among the worst; None where all totals tie.

    Parameters
    ----------
    right
        1 or 0 per sheet.
    totals
        The sheets' marks. Sheets that tie where the group ends count in equal parts, so their order does not matter.
    part
        Share of the sheets in each group: a third; a half splits the class in two.

    References
    ----------
    Kelley (1939), The selection of upper and lower groups for the validation of test items. Journal of Educational
    Psychology 30, 17-24.
    """
    answers, marks = np.asarray(right, dtype=float), np.asarray(totals, dtype=float)
    if len(marks) < 2 or marks.min() == marks.max():
        return None
    size = max(round(part * len(marks)), 1)
    return float(_weights(marks, size) @ answers / size - _weights(-marks, size) @ answers / size)


def _weights(marks: np.ndarray, size: int) -> np.ndarray:
    """How much of each sheet belongs to the best `size`: 1, 0, and a part of each that ties at the edge."""
    edge = np.sort(marks)[::-1][size - 1]
    above, ties = marks > edge, marks == edge
    return above + ties * (size - above.sum()) / ties.sum()


def point_biserial(right: ArrayLike, rest: ArrayLike) -> float | None:
    """Correlation of being right with the marks on all other items; None where either does not vary.

    References
    ----------
    Henrysson (1963), Correction of item-total correlations in item analysis. Psychometrika 28, 211-218.
    """
    answers, marks = np.asarray(right, dtype=float), np.asarray(rest, dtype=float)
    if len(answers) < 2 or not answers.std() or not marks.std():
        return None
    return float(np.corrcoef(answers, marks)[0, 1])
