"""The present grade against a new scheme: by hand, on both engines."""

from decimal import Decimal

from segkit.evaluation.regrading import regrading
from tests.evaluation.test_crossing import crossed

# Segments h and l; grades 1 (lower) and 2; u holds none. Ten yuan each.
SIZES = {"h1": 3, "h2": 20, "hu": 2, "l1": 30, "l2": 5}


def test_a_segments_usual_grade_is_the_one_that_most_of_its_customers_hold(engine):
    found = regrading(crossed(engine, SIZES), "u", is_ordered=True)
    assert found.usual == {"h": "2", "l": "1"}


def test_who_holds_a_lower_grade_would_rise_and_who_holds_a_higher_one_would_fall(engine):
    found = regrading(crossed(engine, SIZES), "u", is_ordered=True)
    assert found.n == 60
    assert found.totals == {
        "same": (50, Decimal("500.00")),
        "up": (3, Decimal("30.00")),
        "down": (5, Decimal("50.00")),
        "other": (0, Decimal("0.00")),
        "ungraded": (2, Decimal("20.00")),
    }
    told = [(one.segment, one.grade, one.target, one.direction, one.n) for one in found.moves]
    assert told == [
        ("l", "1", "1", "same", 30),
        ("h", "2", "2", "same", 20),
        ("l", "2", "1", "down", 5),
        ("h", "1", "2", "up", 3),
        ("h", "u", "2", "ungraded", 2),
    ]


def test_grades_without_an_order_have_moves_without_a_direction(engine):
    found = regrading(crossed(engine, SIZES), "u", is_ordered=False)
    assert found.totals["other"] == (8, Decimal("80.00"))
    assert found.totals["up"] == found.totals["down"] == (0, Decimal("0.00"))


def test_hidden_cells_are_in_no_total(engine):
    crossed_cells = crossed(engine, {"h1": 3, "h2": 20, "l1": 30, "l2": 15}, smallest=11)
    found = regrading(crossed_cells, None, is_ordered=True)
    shown = sum(cell.n or 0 for cell in crossed_cells.cells)
    assert shown < 68
    assert found.n == sum(one.n for one in found.moves) == shown
    assert all(one.n >= 11 for one in found.moves)


def test_nobody_with_a_grade_gives_no_usual_grade_and_no_moves(engine):
    found = regrading(crossed(engine, {"hu": 4, "lu": 5}), "u", is_ordered=True)
    assert (found.usual, found.moves, found.n) == ({}, (), 0)
