"""A result in a line, as the key prints it: figures, sums of columns, how often each value occurs."""

import numpy as np
import pandas as pd
import pytest

from segkit.courseware.results import told_result
from segkit.wording import Wording

EN, ZH = Wording("en"), Wording("zh-CN")
TWENTY = [f"C{n}" for n in range(20)]


@pytest.mark.parametrize(
    ("value", "told"),
    [
        (1234, "1,234"),
        (np.int64(7), "7"),
        (0.00874, "0.0087"),
        (1234.5, "1,234.50"),
        ("lost", "lost"),
        (["C1", "C2"], "2 in all"),
        (["p. 4, it agrees", "p. 5, it does not"], "p. 4, it agrees; p. 5, it does not"),
        ({"a": 1, "b": 0.5}, "a: 1; b: 0.5000"),
        ([], "0 in all"),
        (object(), ""),
        (None, ""),
    ],
)
def test_plain_values_are_told_in_full(value, told):
    assert told_result(value, EN) == told


def test_a_column_of_figures_is_told_by_number_median_and_sum():
    assert told_result(pd.Series(range(20)), EN) == "20 figures, median 9.50, sum 190"


def test_values_are_counted_under_their_names_and_small_counts_hidden():
    column = pd.Series(["key_value"] * 14 + ["key_keep"] * 6 + ["lost"] * 12)
    assert told_result(column, ZH) == "重要价值客户 14；lost 不显示；重要保持客户 不显示"


def test_of_values_too_many_to_name_only_the_number_is_told():
    assert told_result(pd.Series(TWENTY), EN) == "20 in all"


def test_a_short_table_is_told_row_by_row():
    plan = pd.DataFrame({"n": [70, 406], "budget": [700.0, 153.0]}, index=["high_value", "low_value"])
    assert told_result(plan, EN) == "High value: n 70, budget 700.00; Low value: n 406, budget 153.00"


def test_a_long_table_is_told_column_by_column():
    table = pd.DataFrame({"net": [10.0] * 20, "tier": ["low"] * 20}, index=TWENTY)
    assert told_result(table, EN) == "net: 20 figures, median 10.00, sum 200.00; tier: low 20"
