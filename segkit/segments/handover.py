"""Hand clusters over as conditions a person can read and a CRM can run: a shallow tree, with its fidelity."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from sklearn.tree import DecisionTreeClassifier

DEPTH = 3
SMALLEST_LEAF = 0.01  # of the sample
LEAF = -1

Step = tuple[int, str, float]  # column, <= or >, threshold


@dataclass(frozen=True)
class Handover:
    """One condition per cluster in the expression language, and the share of the sample they place as the clusters do.

    A cluster that no leaf of the tree stands for has an empty condition.
    """

    conditions: dict[str, str]
    fidelity: float


def fit_handover(measures: np.ndarray, columns: Sequence[str], labels: np.ndarray, *, decimals: int = 2) -> Handover:
    """Conditions on raw measures (not z-scores) that repeat `labels`.

    Thresholds are rounded to `decimals` first, and the fidelity is that of the rounded conditions. A null measure is
    replaced by the column's median.
    """
    filled = np.where(np.isnan(measures), np.nanmedian(measures, axis=0), measures)
    tree = DecisionTreeClassifier(max_depth=DEPTH, min_samples_leaf=SMALLEST_LEAF, random_state=0).fit(filled, labels)
    leaves = _leaves(tree, decimals)
    names = sorted({str(label) for label in labels})
    conditions = {name: _condition([steps for one, steps in leaves if one == name], columns) for name in names}
    agreed = [_follows(filled, steps) & (labels == one) for one, steps in leaves]
    return Handover(conditions, round(float(np.sum(agreed) / len(labels)), 6))


def _leaves(tree: DecisionTreeClassifier, decimals: int) -> list[tuple[str, list[Step]]]:
    """Each leaf's label and the steps that lead to it."""
    inner = tree.tree_

    def walk(node: int, steps: list[Step]) -> list[tuple[str, list[Step]]]:
        if inner.children_left[node] == LEAF:
            return [(str(tree.classes_[inner.value[node].argmax()]), steps)]
        column, edge = int(inner.feature[node]), round(float(inner.threshold[node]), decimals)
        below = walk(inner.children_left[node], [*steps, (column, "<=", edge)])
        above = walk(inner.children_right[node], [*steps, (column, ">", edge)])
        if len(below) == len(above) == 1 and below[0][0] == above[0][0]:
            return [(below[0][0], steps)]  # both sides say the same: the split tells nothing
        return below + above

    return walk(0, [])


def _follows(measures: np.ndarray, steps: Sequence[Step]) -> np.ndarray:
    """Which rows take all steps."""
    here = np.ones(len(measures), dtype=bool)
    for column, sign, edge in steps:
        here &= measures[:, column] <= edge if sign == "<=" else measures[:, column] > edge
    return here


def _condition(leaves: Sequence[Sequence[Step]], columns: Sequence[str]) -> str:
    """The leaves of one cluster in words of the expression language."""
    paths = [" and ".join(f"{columns[c]} {sign} {edge:g}" for c, sign, edge in _tightest(steps)) for steps in leaves]
    return paths[0] if len(paths) == 1 else " or ".join(f"({path})" for path in paths)


def _tightest(steps: Sequence[Step]) -> list[Step]:
    """The steps without those that a later, narrower one includes."""
    ranked = sorted(steps, key=lambda step: (step[0], step[1], step[2] if step[1] == "<=" else -step[2]))
    kept = ranked[:1] + [step for before, step in pairwise(ranked) if before[:2] != step[:2]]
    return sorted(kept, key=lambda step: [one[0] for one in steps].index(step[0]))
