"""Scores against an expert's labels: no hidden count follows from them, and the page says how they came about."""

import pytest

from segkit.evaluation.labels import score_pairs
from segkit.report.sheets.labels import label_sheets
from segkit.wording import COVERED

COUNTS = {
    ("calm", "calm"): 60, ("calm", "keen"): 15, ("calm", "rare"): 0,
    ("keen", "calm"): 14, ("keen", "keen"): 40, ("keen", "rare"): 0,
    ("rare", "calm"): 20, ("rare", "keen"): 0, ("rare", "rare"): 4,
}  # fmt: skip


def told(counts: dict[tuple[str, str], int]) -> tuple[dict, dict]:
    test = score_pairs("scheme", counts, ("calm", "keen", "rare"))
    scores, cells = label_sheets(test, 1, 11)
    names = [column.label for column in cells.columns[1:]]
    known = {(row[0], name): n for row in cells.rows for name, n in zip(names, row[1:], strict=True)}
    return {row[0]: row[1:] for row in scores.rows}, known


def test_a_small_agreement_is_neither_in_the_counts_nor_in_the_scores():
    scores, cells = told(COUNTS)
    assert cells["rare", "rare"] is None
    n, *rates = scores["rare"]
    assert (n, rates) == (24, [COVERED] * 3)


def test_accuracy_does_not_give_the_only_small_agreement_away():
    """The agreements add up to accuracy times all labels, so one alone cannot be hidden."""
    _, cells = told(COUNTS)
    hidden = [name for name in ("calm", "keen", "rare") if cells[name, name] in (None, COVERED)]
    assert len(hidden) > 1


@pytest.mark.parametrize("measure", ["precision", "recall"])
def test_every_score_that_is_shown_rests_on_counts_that_are_shown(measure):
    scores, cells = told(COUNTS)
    at = 1 if measure == "precision" else 2
    for name, row in scores.items():
        if row[at] is not COVERED:
            assert isinstance(cells[name, name], int)


def test_a_small_class_does_not_follow_from_the_others_and_the_sample():
    counts = {("calm", "calm"): 60, ("keen", "keen"): 40, ("rare", "rare"): 0, ("rare", "calm"): 5}
    scores, _ = told(counts)
    assert scores["rare"][0] is None
    assert scores["keen"][0] is COVERED


def test_without_small_counts_every_score_is_shown():
    scores, cells = told({("calm", "calm"): 60, ("calm", "keen"): 20, ("keen", "keen"): 40})
    assert scores["calm"] == (80, 1.0, 0.75, pytest.approx(0.857143))
    assert cells["calm", "keen"] == 20
