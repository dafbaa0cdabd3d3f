"""Hidden figures beside printed totals: by hand, and attacked with linear reasoning."""

from itertools import product

import numpy as np
import pytest
from scipy.optimize import linprog

from segkit.evaluation.suppression import hidden, hidden_cells, hidden_rows

SMALLEST = 11


def test_a_hidden_cell_does_not_follow_from_the_total_beside_it():
    counts = {"a": 117, "b": 22, "c": 41, "d": 3}
    assert hidden_rows(counts, 11) == {"d", "b"}
    assert hidden_rows({"a": 117, "b": 6, "c": 5}, 11) == {"b", "c"}
    assert hidden_rows({"a": 117, "b": 0}, 11) == set()


def test_two_hidden_cells_that_can_only_be_ten_each_get_a_third():
    assert hidden_rows({"a": 117, "b": 10, "c": 10}, 11) == {"a", "b", "c"}  # 20 of two that are both below 11


def test_a_small_cell_of_a_table_hides_a_rectangle():
    table = {("x", "p"): 3, ("x", "q"): 40, ("y", "p"): 30, ("y", "q"): 20, ("z", "p"): 50, ("z", "q"): 60}
    assert hidden_cells(table, 11) == {("x", "p"), ("x", "q"), ("y", "p"), ("y", "q")}


def test_where_a_total_is_itself_hidden_its_row_needs_no_cover():
    table = {("x", "p"): 3, ("x", "q"): 0, ("y", "p"): 30, ("y", "q"): 20, ("z", "p"): 50, ("z", "q"): 60}
    unseen = hidden_cells(table, 11)
    assert ("x", "q") not in unseen  # nobody there, and everybody may know it
    assert {("x", "p"), ("y", "p")} <= unseen


def table_of(seed: int) -> dict[tuple[str, str], int]:
    """A table of four to eight rows and three to nine columns with many small cells and empty ones."""
    random = np.random.default_rng(seed)
    rows, columns = random.integers(4, 9), random.integers(3, 10)
    sizes = (random.lognormal(2.5, 1.6, (rows, columns)) * (random.random((rows, columns)) < 0.7)).astype(int)
    return {(f"r{i}", f"c{j}"): int(sizes[i, j]) for i, j in product(range(rows), range(columns))}


def recovered(counts: dict[tuple[str, str], int], unseen: set[tuple[str, str]]) -> list[tuple[str, str]]:
    """Small cells that a reader can work out: shown cells, the totals that the schemes' own tables print, their sum."""
    cells = list(counts)
    known, sums = [[1.0] * len(cells)], [sum(counts.values())]
    for side in (0, 1):
        totals: dict[str, int] = {}
        for pair, n in counts.items():
            totals[pair[side]] = totals.get(pair[side], 0) + n
        for name in set(totals) - hidden_rows(totals, SMALLEST):
            known.append([float(pair[side] == name) for pair in cells])
            sums.append(totals[name])
    limits = [_limits(counts[pair], is_unseen=pair in unseen) for pair in cells]
    small = [at for at, pair in enumerate(cells) if pair in unseen and counts[pair] < SMALLEST]
    return [cells[at] for at in small if _width(at, len(cells), known, sums, limits) < 1 - 1e-6]


def _limits(n: int, *, is_unseen: bool) -> tuple[int, int | None]:
    if not is_unseen:
        return n, n
    return (1, SMALLEST - 1) if n < SMALLEST else (SMALLEST, None)


def _width(at: int, size: int, *totals: list) -> float:
    known, sums, limits = totals
    wish = np.eye(size)[at]
    low, high = (sign * linprog(sign * wish, A_eq=known, b_eq=sums, bounds=limits).fun for sign in (1, -1))
    return high - low


@pytest.mark.parametrize("seed", range(40))
def test_no_small_cell_of_a_random_table_can_be_worked_out(seed):
    counts = table_of(seed)
    unseen = hidden_cells(counts, SMALLEST)
    assert {pair for pair, n in counts.items() if 0 < n < SMALLEST} <= unseen
    assert recovered(counts, unseen) == []


def test_the_attack_works_where_nothing_is_hidden_for_a_neighbours_sake():
    found = [
        recovered(counts := table_of(seed), {pair for pair, n in counts.items() if 0 < n < 11}) for seed in range(40)
    ]
    assert sum(map(bool, found)) > 20


def test_empty_and_large_tables_hide_nothing():
    assert hidden({}, 11, []) == set()
    assert hidden_cells({("x", "p"): 0, ("x", "q"): 12, ("y", "p"): 13, ("y", "q"): 0}, 11) == set()
