"""Sheets of a scheme against an expert's labels: scores by class, then the counts behind them; small ones hidden."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from segkit.evaluation.shown import may_show
from segkit.evaluation.suppression import hidden_matches, hidden_rows
from segkit.facts import LabelScore, LabelTest
from segkit.report.marks import marked_cells
from segkit.report.sheets.grid import Column, Sheet, sheet
from segkit.wording import COVERED


def label_sheets(test: LabelTest, at: int, smallest: int) -> Iterator[Sheet]:
    """Scores as exhibit `at` of the evaluation, counts as the next; labels never given have no line.

    A score times its class's customers is a count, so a score is hidden with the count that it would give away.
    """
    known = _known(test, smallest)
    heads = "label:value n:count precision:percent recall:percent f1:percent"
    scores = (_scores(row, known) for row in test.rows if row.n)
    yield replace(sheet("annex_evaluation", at, heads, scores), about=test.scheme)
    columns = (Column("label", "value"), *(Column(label, "count", label=label) for label in test.labels))
    told = marked_cells(known.counts, known.unseen, smallest)
    rows = tuple((label, *(told[label, name] for name in test.labels)) for label in known.totals[0])
    yield Sheet("annex_evaluation", at + 1, columns, rows, about=test.scheme)


@dataclass(frozen=True)
class _Known:
    """Counts of label and prediction, the sums of both sides, and which of them a reader must not know."""

    smallest: int
    counts: dict[tuple[str, str], int]
    totals: tuple[dict[str, int], dict[str, int]]
    unseen: set[tuple[str, str]]
    unseen_totals: tuple[set[str], set[str]]


def _known(test: LabelTest, smallest: int) -> _Known:
    used = {label: line for label, line in zip(test.labels, test.confusion, strict=True) if any(line)}
    counts = {(label, name): n for label, line in used.items() for name, n in zip(test.labels, line, strict=True)}
    labelled = {label: sum(line) for label, line in used.items()}
    predicted = {name: sum(counts[label, name] for label in used) for name in test.labels}
    unseen_totals = hidden_rows(labelled, smallest), hidden_rows(predicted, smallest)
    return _Known(smallest, counts, (labelled, predicted), hidden_matches(counts, smallest), unseen_totals)


def _scores(row: LabelScore, known: _Known) -> tuple[Any, ...]:
    """A class's scores; no precision where the scheme put nobody in it."""
    is_hit_unseen = (row.label, row.label) in known.unseen
    is_labelled_unseen, is_predicted_unseen = (row.label in unseen for unseen in known.unseen_totals)
    n = (COVERED if may_show(row.n, known.smallest) else None) if is_labelled_unseen else row.n
    precision = COVERED if is_hit_unseen or is_predicted_unseen else row.precision
    recall = COVERED if is_hit_unseen or is_labelled_unseen else row.recall
    f1 = COVERED if COVERED in (precision, recall) else row.f1
    return (row.label, n, precision if known.totals[1][row.label] else None, recall, f1)
