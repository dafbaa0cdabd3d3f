"""Two schemes across each other, by hand and against scipy."""

from decimal import Decimal

import numpy as np
import pandas as pd
import pytest
from scipy.stats.contingency import association

from segkit.evaluation.crossing import crossing
from segkit.evaluation.figures import Grouping
from segkit.facts import CrossCell
from tests.evaluation.shop import as_table

TYPES = {"monetary": "decimal(18, 2)"}


def crossed(engine, sizes, smallest=1):
    """Customers in pairs such as "hx": the first letter is their segment in scheme a, the second in b; 10 yuan each."""
    pairs = [pair for pair, n in sizes.items() for _ in range(n)]
    people = pd.DataFrame(
        {
            "customer_id": [str(at) for at in range(len(pairs))],
            "a": [pair[0] for pair in pairs],
            "b": [pair[1] for pair in pairs],
            "monetary": [Decimal("10.00")] * len(pairs),
        }
    )
    table = as_table(engine, people)
    sides = (
        Grouping(table, name, tuple(sorted({pair[at] for pair in sizes})), smallest)
        for at, name in ((0, "a"), (1, "b"))
    )
    return crossing(*sides)


def test_a_cell_is_set_against_what_unrelated_schemes_would_give(engine):
    found = crossed(engine, {"hx": 30, "hy": 10, "lx": 20, "ly": 40})
    cells = {(one.row, one.column): one for one in found.cells}
    # 40 of 100 are h, 50 are x: 20 expected, 30 there.
    assert cells["h", "x"] == CrossCell("h", "x", 30, 0.3, Decimal("300.00"), 0.3, 20.0, 150.0, 4.08)
    assert (cells["l", "x"].expected, cells["l", "x"].index) == (30.0, 66.7)
    assert found.page == "crossing-a-b"


def test_the_strength_of_association_is_cramers_v(duckdb):
    sizes = {"hx": 30, "hy": 10, "hz": 5, "lx": 20, "ly": 40, "lz": 7}
    table = np.array([[30, 10, 5], [20, 40, 7]])
    assert crossed(duckdb, sizes).contingency == pytest.approx(association(table, method="cramer"), abs=1e-6)


@pytest.mark.parametrize(("sizes", "strength"), [({"hx": 30, "ly": 30}, 1.0), ({"hx": 30, "hy": 30}, None)])
def test_equal_schemes_have_strength_one_and_a_scheme_of_one_segment_has_none(duckdb, sizes, strength):
    assert crossed(duckdb, sizes).contingency == strength


def test_an_empty_cell_counts_nought_and_a_small_one_is_hidden_with_what_gives_it_away(duckdb):
    found = crossed(duckdb, {"hx": 25, "hy": 5, "ly": 10, "mx": 40, "my": 30, "mz": 50}, smallest=6)
    cells = {(one.row, one.column): one for one in found.cells}
    assert (cells["h", "z"].n, cells["h", "z"].index) == (0, 0.0)
    hidden = {pair for pair, one in cells.items() if one.n is None}
    assert hidden == {("h", "x"), ("h", "y"), ("m", "x"), ("m", "y")}
    assert {pair for pair in hidden if not cells[pair].is_covered} == {("h", "y")}
    assert all(cells[pair].revenue is cells[pair].index is cells[pair].share_n is None for pair in hidden)


def test_no_index_is_given_where_it_would_give_a_hidden_total_away(duckdb):
    # Row s has 4 customers, so its total and that of row h, the smallest other, are printed nowhere.
    found = crossed(duckdb, {"sx": 4, "hx": 20, "hy": 20, "lx": 40, "ly": 60}, smallest=6)
    assert [one.index for one in found.cells if one.row == "h" and one.n is not None] in ([None], [None, None], [])
    assert all(one.index is not None for one in found.cells if one.row == "l" and one.n is not None)


def test_customers_without_a_segment_in_either_give_an_empty_grid(duckdb):
    frame = pd.DataFrame({"customer_id": ["1"], "a": ["h"], "b": ["x"], "monetary": [Decimal("1.00")]})
    table = as_table(duckdb, frame)
    table = table.mutate(b=table.b.nullif("x"))
    found = crossing(Grouping(table, "a", ("h",), 1), Grouping(table, "b", ("x",), 1))
    assert [(one.n, one.index) for one in found.cells] == [(0, None)]
    assert found.contingency is None
