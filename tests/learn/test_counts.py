"""Cross tables in lessons hide what the report hides: small cells, and what would give them away."""

import re

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from segkit.evaluation.suppression import bounds, lines
from segkit.learn.charts import draw_chart
from segkit.learn.counts import FEWEST, covered_cells, shown_counts
from segkit.wording import Wording

EN, ZH = Wording("en"), Wording("zh-CN")
CROSSED = pd.DataFrame([[40, 7, 9], [30, 25, 12], [0, 50, 20]], index=["a", "b", "c"], columns=["x", "y", "z"])


def test_a_small_cell_alone_in_its_column_takes_a_neighbour_with_it_and_that_one_another_in_its_row():
    assert covered_cells(CROSSED) == {(1, 1), (1, 2)}


def test_small_cells_nobody_and_covered_cells_are_told_apart():
    shown = shown_counts(CROSSED, EN)
    assert shown.values.tolist() == [["40", "<11", "<11"], ["30", "not shown", "not shown"], ["·", "50", "20"]]
    assert shown_counts(CROSSED, ZH).iat[1, 1] == "不显示"
    assert list(shown.index) == ["a", "b", "c"]
    assert list(shown.columns) == ["x", "y", "z"]


def test_names_that_repeat_are_kept():
    twice = CROSSED.set_axis(["x", "x", "z"], axis=1)
    assert shown_counts(twice, EN).columns.tolist() == ["x", "x", "z"]


def test_nothing_is_hidden_where_all_cells_are_large_and_large_ones_have_thousands_marks():
    assert shown_counts(pd.DataFrame([[1200, 0], [11, 30]]), EN).values.tolist() == [["1,200", "·"], ["11", "30"]]


def test_an_empty_table_stays_empty():
    assert shown_counts(pd.DataFrame(), EN).empty


tables = st.integers(1, 4).flatmap(
    lambda wide: st.lists(st.lists(st.integers(0, 60), min_size=wide, max_size=wide), min_size=1, max_size=4)
)


@given(tables)
def test_no_small_cell_follows_from_the_totals_unless_nothing_else_could_be_hidden(rows):
    crossed = pd.DataFrame(rows)
    covered = covered_cells(crossed)
    counts = {(str(a), str(b)): int(crossed.iat[a, b]) for a in crossed.index for b in crossed.columns}
    small = {key for key, n in counts.items() if 0 < n < FEWEST}
    found = small | {(str(a), str(b)) for a, b in covered}
    areas = [area for side in (0, 1) for area in lines(counts, FEWEST, side)]
    for key, (low, high) in bounds(counts, found, FEWEST, areas).items():
        others = [one for area in areas if key in area for one in area if counts[one] and one not in found]
        assert high - low >= 0.5 or not others


@pytest.mark.parametrize(("words", "covered"), [(EN, "not shown"), (ZH, "不显示")])
def test_the_chart_of_counts_prints_the_same_words(words, covered):
    texts = re.findall(r"<text[^>]*>([^<]+)</text>", draw_chart("counts", words, CROSSED).svg.decode())
    assert (texts.count(covered), "40" in texts, "25" in texts) == (2, True, False)
