"""Tables, facts and sentences show in the reader's words, a bounded number of rows."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import ibis
import pandas as pd
import pyarrow as pa
import pytest

from segkit.learn.cells import shown_value
from segkit.learn.show import Show, lay_out, render_grid, render_list
from segkit.wording import Wording

CHINESE = Wording("zh-CN", segments={"key_value": "重要价值客户"}, values={})
ENGLISH = Wording("en", segments={"key_value": "Key value"}, values={"华东": "East China"})


@dataclass(frozen=True)
class Inner:
    """A fact inside a fact."""

    n: int


@dataclass(frozen=True)
class Fact:
    """A fact of the kind that stages leave."""

    segment: str
    n: int | None
    share_n: float
    parts: tuple[Inner, ...] = (Inner(1),)


@pytest.mark.parametrize(
    ("name", "value", "chinese", "english"),
    [
        ("frequency", 1234, "1,234", "1,234"),
        ("monetary", Decimal("1234.5"), "1,234.50", "1,234.50"),
        ("share_n", 0.256, "25.6%", "25.6%"),
        ("silhouette", 0.41342, "0.413", "0.413"),
        ("inertia", 2.5, "2.50", "2.50"),
        ("is_repeat", True, "是", "yes"),
        ("last_date", date(2025, 12, 31), "2025-12-31", "2025-12-31"),
        ("segment", "key_value", "重要价值客户", "Key value"),
        ("id", "key_value", "key_value", "key_value"),
        ("region", "华东", "华东", "East China"),
        ("name", {"zh-CN": "高", "en": "high"}, "高", "high"),
        ("transforms", {"monetary": "log1p"}, "消费金额 取对数", "monetary logarithm"),
        ("recency_days", (24.0, 58.0), "24、58", "24, 58"),
        ("n", None, "–", "–"),
        ("prepared", "", "–", "–"),
        ("mean_gap_days", float("nan"), "–", "–"),
    ],
)
def test_a_value_shows_by_the_name_of_its_column(name, value, chinese, english):
    assert shown_value(name, value, CHINESE) == chinese
    assert shown_value(name, value, ENGLISH) == english


def test_headers_are_in_words_with_the_id_that_code_uses_below():
    shown = render_grid(lay_out(pd.DataFrame({"recency_days": [3]}), 8), CHINESE)
    assert "最近消费间隔（天）<br><code" in shown.html
    assert ">recency_days</code>" in shown.html
    assert repr(shown) == "最近消费间隔（天）\n3"


def test_no_more_rows_are_fetched_than_shown_and_one_to_know_of_more(engine):
    table = engine.create_table("t", pa.table({"n": list(range(20))}), overwrite=True)
    grid = lay_out(table.order_by("n"), 3)
    assert grid.rows == ((0,), (1,), (2,))
    assert "只列出前 3 行。" in render_grid(grid, CHINESE).html


def test_a_table_that_fits_says_nothing_of_more():
    assert not lay_out(ibis.memtable(pa.table({"n": [1, 2]})), 2).has_more


def test_facts_show_one_row_each_without_what_does_not_fit_a_cell():
    grid = lay_out((Fact("key_value", None, 0.5), Fact("key_value", 12, 0.5)), 8)
    assert grid.columns == ("segment", "n", "share_n")
    assert repr(render_grid(grid, ENGLISH)).splitlines()[1] == "Key value\t–\t50.0%"


def test_a_single_fact_shows_as_pairs():
    assert repr(render_grid(lay_out(Fact("key_value", 12, 0.5), 8), ENGLISH)).splitlines() == [
        "item\tfigure",
        "segment\tKey value",
        "customers (n)\t12",
        "share of customers (share_n)\t50.0%",
    ]


def test_an_index_with_a_name_is_a_column():
    frame = pd.DataFrame({"n": [1]}, index=pd.Index(["A"], name="customer_id"))
    assert lay_out(frame, 8).columns == ("customer_id", "n")


def test_what_the_data_say_cannot_become_markup():
    shown = render_grid(lay_out(pd.DataFrame({"<b>": ["<script>"]}), 8), CHINESE)
    assert "<script>" not in shown.html
    assert "<b>" not in shown.html


def test_sentences_are_numbered_in_the_readers_language():
    assert repr(render_list([{"zh-CN": "一", "en": "one"}, "two"], ENGLISH)) == "1. one\n2. two"


def test_what_could_not_be_computed_is_said_so(capsys):
    show = Show(lambda: CHINESE, None)
    show(None)
    show(())
    show.chart(lambda *_: b"", None)
    show.say("strategy.stake", segment="key_value", at_stake=None)
    assert capsys.readouterr().out.splitlines() == [
        "这里没有内容可显示。",
        "这里没有内容可显示。",
        "这一项没有算出来，原因见报告附录。",
        "这一项没有算出来，或涉及的客户太少，不便显示。",
    ]
