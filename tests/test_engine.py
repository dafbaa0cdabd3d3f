from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from segkit.engine import exact_means, exact_medians, exact_quantiles, fetch, open_engine, whole_sum
from segkit.errors import TooManyRows, UnknownEngine
from tests.tables import rows, table

COLUMNS = {"n": "int64?", "money": "decimal(18, 2)", "x": "float64?"}


def known(engine, *values):
    """A table with each value as a whole number (None stays null), money and a float."""
    entries = [{"n": v, "money": Decimal(v or 0) / 100, "x": None if v is None else v / 8} for v in values]
    return engine.create_table("known", table(COLUMNS, *entries))


def test_means_leave_nulls_out_and_keep_six_decimals(engine):
    found = exact_means(known(engine, 1, 2, 2, None), ["n", "money", "x"])
    assert found == {"n": 1.666667, "money": 0.0125, "x": 0.208333}


def test_medians_are_the_middle_or_the_middle_of_two(engine):
    assert exact_medians(known(engine, 5, 1, 3), ["n", "x"]) == {"n": 3.0, "x": 0.375}
    engine.drop_table("known")
    assert exact_medians(known(engine, 5, 1, None, 3, 4), ["n"]) == {"n": 3.5}


def test_quantiles_are_values_that_occur(engine):
    assert exact_quantiles(known(engine, 10, 20, 30, 40), ["n"], [0.25, 0.5, 0.51, 1.0])["n"] == (10, 20, 30, 40)


def test_nobody_has_a_mean_and_median_of_zero(engine):
    nobody = known(engine)
    assert exact_means(nobody, ["n"]) == exact_medians(nobody, ["n"]) == {"n": 0.0}


def test_floats_are_summed_in_millionths(engine):
    nearly = known(engine, 1, 3)
    assert rows(engine, nearly.aggregate(total=whole_sum(nearly.x))) == [{"total": 500_000}]


@given(st.lists(st.floats(0, 1e6), min_size=1, max_size=20), st.randoms())
def test_the_order_of_rows_changes_no_mean(values, chance):
    shuffled = chance.sample(values, len(values))
    before, after = (
        exact_means(table({"x": "float64"}, *({"x": x} for x in some)), ["x"]) for some in (values, shuffled)
    )
    assert before == after


def test_fetching_more_rows_than_allowed_says_how_many_there_are(engine):
    with pytest.raises(TooManyRows) as raised:
        fetch(known(engine, 1, 2, 3), at_most=2)
    assert (raised.value.rows, raised.value.at_most) == (3, 2)


def test_an_unknown_engine_is_named():
    with pytest.raises(UnknownEngine):
        open_engine("abacus")
