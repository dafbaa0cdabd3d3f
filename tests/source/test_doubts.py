"""What is likely to be something else than it is taken for is told when a study is set up."""

import pytest

from segkit.source.doubts import order_doubts
from segkit.source.files import open_table
from segkit.source.options import ReadOptions


@pytest.fixture
def doubts(duckdb, tmp_path):
    def told(header, lines, **columns):
        (tmp_path / "a.csv").write_text("\n".join([header, *lines]) + "\n", encoding="utf-8")
        source = open_table(duckdb, tmp_path / "a.csv", ReadOptions(), tmp_path / "staging")
        return {one.key: dict(one.slots) for one in order_doubts(source, columns, ReadOptions())}

    return told


ROLES = {"order_id": "order", "amount": "paid"}


def test_an_amount_repeated_on_all_lines_of_orders_is_a_total(doubts):
    lines = [f"O{n},{n * 10 + 5}" for n in range(8) for _ in range(2)]
    assert doubts("order,paid", lines, **ROLES) == {"doubt.order_total": {"column": "paid", "n": 8}}


@pytest.mark.parametrize("n", [2, 8])
def test_lines_with_amounts_of_their_own_or_a_few_equal_ones_raise_no_doubt(doubts, n):
    lines = [f"O{at},{at * 10 + (line if n == 8 else 0)}" for at in range(n) for line in (1, 2)]
    assert doubts("order,paid", lines, **ROLES) == {}


def test_orders_that_were_cancelled_are_named_with_the_line_that_leaves_them_out(doubts):
    lines = ["1,已完成"] * 4 + ["2,已取消"] * 2 + ["3,待付款"]
    found = doubts("paid,状态", lines, amount="paid", status="状态")["doubt.not_sold"]
    assert found == {
        "column": "状态",
        "kinds": ("已完成 4", "已取消 2", "待付款 1"),
        "line": "left_out: [已取消, 待付款]",
    }


def test_statuses_of_orders_that_were_sold_raise_no_doubt(doubts):
    assert doubts("paid,状态", ["1,已完成", "2,已发货"], amount="paid", status="状态") == {}


@pytest.mark.parametrize(("sign", "n"), [("", 1), ("-", 0)])
def test_refunds_are_told_where_their_amounts_are_positive(doubts, sign, n):
    found = doubts("paid,kind", ["10,销售", "20,销售", f"{sign}5,退款"], amount="paid")
    assert found == ({"doubt.refunds": {"column": "kind", "words": ("退款",), "n": 1}} if n else {})
