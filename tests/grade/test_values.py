"""Results go through JSON and come back as equal plain objects, or say what they are; never as code."""

import json
from datetime import date
from decimal import Decimal

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from segkit.courseware.grade.decode import Unreadable, decoded
from segkit.courseware.grade.encode import MOST, TooLarge, as_text, encoded

INDEX = pd.Index(["k1", "k2"], name="customer_id")
FRAME = pd.DataFrame(
    {
        "whole": [1, 2],
        "part": [1.5, np.nan],
        "text": ["x", None],
        "day": pd.to_datetime(["2024-01-01", None]),
        "group": pd.Categorical(["u", "v"], ordered=True),
        "truth": [True, False],
        "span": pd.to_timedelta([1, 2], unit="D"),
        "mixed": ["x", 1],
    },
    index=INDEX,
)


def back(value):
    return decoded(json.loads(json.dumps(encoded(value))))


def test_a_table_comes_back_equal():
    pd.testing.assert_frame_equal(back(FRAME), FRAME)


@pytest.mark.parametrize("column", FRAME.columns)
def test_a_column_comes_back_equal(column):
    pd.testing.assert_series_equal(back(FRAME[column]), FRAME[column])


@pytest.mark.parametrize(
    "value",
    [
        pd.cut(pd.Series([1, 2, 3]), 2),
        FRAME.groupby(["whole", "text"], dropna=False).part.sum(),
        pd.Series(dtype=float),
        pd.Series([1, None], dtype="Int64"),
        pd.Series([date(2024, 1, 1)]),
    ],
)
def test_other_columns_come_back_equal(value):
    pd.testing.assert_series_equal(back(value), value, check_categorical=False)


@pytest.mark.parametrize(
    "value",
    [
        *(1, -2.5, True, None, "文字", date(2024, 1, 1), Decimal("1.20"), pd.Timestamp("2024-01-01 10:00")),
        *([1, (2, 3), {"a": [1]}], {1, 2}, pd.Timedelta(days=2), ..., {}),
    ],
)
def test_a_plain_value_comes_back_equal(value):
    assert back(value) == value


def test_scalars_of_numpy_come_back_as_python_s_own():
    assert [back(np.float64(2.5)), back(np.int32(4)), back(np.bool_(True))] == [2.5, 4, True]
    np.testing.assert_array_equal(back(np.arange(6).reshape(2, 3)), np.arange(6).reshape(2, 3))


def test_an_object_comes_back_as_its_name_alone():
    class Hostile:
        def __reduce__(self):
            raise AssertionError("nothing here is pickled")

    found = back(Hostile())
    assert isinstance(found, Unreadable)
    assert found.kind == "Hostile"


def test_what_is_too_large_is_not_handed_on():
    with pytest.raises(TooLarge):
        encoded(pd.Series(np.zeros(MOST + 1)))
    assert decoded(json.loads(as_text({"x": "y" * 100}, 50))["x"]).kind == "large"


TREES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["is", "type", "values", "column", "index", "items", "name"]), inner, max_size=4
        )
    ),
    max_leaves=12,
)


@settings(max_examples=60, deadline=None)
@given(TREES, st.sampled_from(["series", "frame", "index", "array", "dict", "moment", "levels", "interval", "decimal"]))
def test_a_forged_tree_is_refused_or_read_and_never_runs_anything(tree, kind):
    forged = {**tree, "is": kind} if isinstance(tree, dict) else tree
    try:
        decoded(forged)
    except (ValueError, ArithmeticError):
        return
