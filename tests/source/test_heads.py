"""Orders in two tables are joined by their id, both ways to the row; money never counts twice."""

from decimal import Decimal

import pytest

from segkit.clean.identity import plain_text
from segkit.clean.orders import clean_orders
from segkit.clean.rules import CleaningRules
from segkit.engine import fetch_rows
from segkit.errors import AmountOnHead, DatesDiffer, MissingColumn, MissingKey, NoKeyMatches, Problems, RoleOnBothSides
from segkit.source.batches import open_named
from segkit.source.draft import init_study, render_draft
from segkit.source.entries import read_entries
from segkit.source.heads import Side, join_heads
from segkit.source.options import ReadOptions
from segkit.steps.beside import origin_of
from segkit.steps.collection import read_facts
from segkit.study import read_study
from segkit.wording import LANGUAGES, Wording

HEADS = "订单号,会员号,日期,备注\n"
LINES = "单号,实付,商品,备注\n"
ON_HEADS = {"order_id": "订单号", "customer_id": "会员号", "order_date": "日期"}
ON_LINES = {"order_id": "单号", "amount": "实付", "product": "商品"}


class Opened:
    """What `origin_of` needs of a stage: its engine."""

    def __init__(self, engine):
        self.engine = engine


@pytest.fixture
def joined(duckdb, tmp_path):
    """`joined(heads, lines)`: the two tables, each a file or several, joined."""

    def join(heads, lines, on_heads=ON_HEADS, on_lines=ON_LINES):
        sides = []
        for folder, content, columns in (("头", heads, on_heads), ("行", lines, on_lines)):
            (tmp_path / folder).mkdir()
            files = content if isinstance(content, dict) else {f"{folder}.csv": content}
            for name, text in files.items():
                (tmp_path / folder / name).write_text(text, encoding="gb18030")
            source = open_named(duckdb, [folder], tmp_path, ReadOptions(), tmp_path / "staging")
            sides.append(Side(source, columns, ReadOptions()))
        return join_heads(duckdb, sides[0], sides[1], plain_text, tmp_path / "staging")

    return join


def cleaned(engine, found, folder):
    side = found.side
    entries = read_entries(side.source, side.columns, side.options, "order_id")
    origin = origin_of(Opened(engine), read_facts("orders", side.source, found.lines))
    return clean_orders(engine, entries.table, CleaningRules(), None, folder / "tables", origin=origin)


def rows(table, *columns):
    return [tuple(row.values()) for row in fetch_rows(table.select(*columns), at_most=1000)]


def test_each_line_gets_its_order_s_customer_and_day(joined, duckdb, tmp_path):
    found = joined(
        HEADS + "A1,ana,2025-01-01,\nA2,bob,2025-01-02,急\n",
        LINES + "A2,5.00,茶,\nA1,1.00,杯,\nA2,7.00,盘,\n",
    )
    lines = cleaned(duckdb, found, tmp_path).lines
    assert rows(lines, "order_id", "customer_id", "amount", "product") == [
        ("A2", "bob", Decimal("5.00"), "茶"),
        ("A1", "ana", Decimal("1.00"), "杯"),
        ("A2", "bob", Decimal("7.00"), "盘"),
    ]


def test_match_rates_are_counted_both_ways(joined):
    heads = "A1,ana,2025-01-01,\nA2,bob,2025-01-02,\nA3,eve,2025-01-03,\nA1,ana,2025-01-01,再导\nA4,x,2025-01-04,\n"
    heads += "A4,y,2025-01-04,\n,z,2025-01-05,\n"
    match = joined(HEADS + heads, LINES + "A1,1,茶,\nA1,2,茶,\nA2,3,茶,\nA4,4,茶,\nA9,5,茶,\n,6,茶,\n").match
    assert (match.heads, match.heads_matched, match.heads_without_lines) == (7, 2, 2)
    assert (match.heads_repeated, match.heads_conflicting) == (1, 2)
    assert (match.lines, match.lines_matched, match.lines_without_head, match.lines_conflicting) == (6, 3, 2, 1)


def test_lines_that_cannot_be_joined_are_set_aside_on_their_own_line_with_their_money(joined, duckdb, tmp_path):
    found = joined(
        HEADS + "A1,ana,2025-01-01,\nA4,x,2025-01-04,\nA4,y,2025-01-04,\n",
        {"1.csv": LINES + 'A1,1,"茶\n杯",\nA9,5,茶,\n', "2.csv": LINES + "A1,2,茶,\nA4,4,茶,\nA1,8,茶,\n,6,茶,\n"},
    )
    clean = cleaned(duckdb, found, tmp_path)
    assert rows(clean.quarantine, "file", "row", "reason", "amount") == [
        ("1.csv", 4, "no_head", "5"),
        ("2.csv", 3, "head_conflict", "4"),
        ("2.csv", 5, "no_head", "6"),
    ]
    assert (clean.account.rows, clean.account.kept, clean.account.amount_quarantined) == (6, 3, Decimal("15.00"))
    assert [(one.file, one.rows, one.kept) for one in clean.accounts] == [("1.csv", 2, 1), ("2.csv", 4, 2)]


def test_every_head_left_out_has_its_reason(joined):
    found = joined(
        HEADS + "A1,ana,2025-01-01,\nA1,ana ,2025-01-01,\nA3,eve,2025-01-03,\nA4,x,2025-01-04,\nA4,y,2025-01-04,\n",
        LINES + "A1,1,茶,\nA4,4,茶,\n",
    )
    assert rows(found.left_out, "record", "reason") == [
        (1, "exact_duplicate"),
        (2, "no_lines"),
        (3, "head_conflict"),
        (4, "head_conflict"),
    ]


def test_keys_are_compared_in_plain_writing(joined):
    match = joined(HEADS + "Ａ１ ,ana,2025-01-01,\n", LINES + "A1,1,茶,\n").match
    assert (match.lines_matched, match.heads_matched) == (1, 1)


def test_a_column_of_both_tables_keeps_its_name_for_the_lines(joined):
    source = joined(HEADS + "A1,ana,2025-01-01,x\n", LINES + "A1,1,茶,y\n").side.source
    assert source.columns == ("单号", "实付", "商品", "备注", "会员号", "日期", "备注 [头.csv]")


def test_a_heads_amount_that_its_lines_repeat_is_refused_with_the_line_of_the_study(tmp_path):
    problems = problems_of(tmp_path, "amount: 总额, store: 店", "amount: 实付, store: 店")
    assert [(type(one), one.key, one.line) for one in problems] == [
        (AmountOnHead, "sources.orders.columns.amount", 6),
        (RoleOnBothSides, "sources.orders.columns.store", 6),
    ]


def test_both_tables_need_the_order_id(tmp_path):
    text = STUDY.replace("order_id: 订单号, ", "").replace("order_id: 单号, ", "")
    assert {one.key for one in problems_of(tmp_path, "store: 店", "amount: 实付", text)} == {
        "sources.orders.columns.order_id",
        "sources.orders.lines.columns.order_id",
    }
    assert all(type(one) is MissingKey for one in problems_of(tmp_path, "store: 店", "amount: 实付", text))


STUDY = """\
study: a
company: A
sources:
  orders:
    file: 头.csv
    columns: {order_id: 订单号, customer_id: 会员号, order_date: 日期, %s}
    lines:
      file: 行.csv
      columns: {order_id: 单号, %s}
"""


def problems_of(folder, heads, lines, text=STUDY):
    (folder / "study.yml").write_text(text % (heads, lines), encoding="utf-8")
    with pytest.raises(Problems) as caught:
        read_study(folder)
    return caught.value.problems


def test_two_tables_without_a_common_id_stop_with_masked_examples_of_both(joined):
    with pytest.raises(NoKeyMatches) as caught:
        joined(HEADS + "DD20250101001,ana,2025-01-01,\n", LINES + "20250101001,1,茶,\n")
    assert (caught.value.examples, caught.value.other_examples) == (("202****1001",), ("DD2****1001",))


def test_a_column_that_a_table_lacks_is_named_with_its_file(joined):
    with pytest.raises(Problems) as caught:
        joined(HEADS + "A1,ana,2025-01-01,\n", LINES + "A1,1,茶,\n", on_lines=ON_LINES | {"amount": "金额"})
    assert [(type(one), one.file, one.column) for one in caught.value.problems] == [(MissingColumn, "行.csv", "金额")]


def test_dates_of_heads_are_checked_in_each_of_their_files(joined):
    heads = {f"{at}.csv": HEADS + "".join(f"A{at}{n},ana,2025-0{at}-0{n},\n" for n in range(1, 8)) for at in (1, 2)}
    heads["3.csv"] = HEADS + "A31,ana,01/02/2025,\n"
    with pytest.raises(DatesDiffer) as caught:
        joined(heads, LINES + "A11,1,茶,\n")
    assert caught.value.file == "3.csv"


def write_pair(folder, heads="订单号,会员号,下单日期,门店\n", lines="订单编号,商品名称,数量,实付金额\n"):
    n = heads.count(",")
    more = ",5" * (n - 3)
    text = heads + "".join(f"A{at},C{at % 7},2025-01-{1 + at % 28:02},东{more}\n" for at in range(40))
    (folder / "头.csv").write_text(text, encoding="gb18030")
    text = lines + "".join(f"A{at},茶,1,{at}.5\nA{at},水,2,{at}.5\n" for at in range(41))
    (folder / "行.csv").write_text(text, encoding="utf-8")
    return [folder / "头.csv", folder / "行.csv"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_init_recognises_heads_and_lines_and_says_how_they_match(tmp_path, language):
    draft = init_study("a", write_pair(tmp_path), tmp_path, language, plain=plain_text)
    orders = read_study(draft.path).sources.orders
    assert orders.columns == {"customer_id": "会员号", "order_date": "下单日期", "order_id": "订单号", "store": "门店"}
    assert orders.lines.columns == {
        "amount": "实付金额", "order_id": "订单编号", "product": "商品名称", "quantity": "数量"
    }  # fmt: skip
    match = next(one.slots for one in draft.settled if one.key == "settled.match")
    assert (match["lines"], match["lines_matched"], match["heads_matched"]) == (82, 80, 40)
    assert "82" in render_draft(draft, Wording(language))


def test_init_takes_heads_with_an_amount_for_whole_orders_and_says_that_the_lines_are_not_used(tmp_path):
    files = write_pair(tmp_path, heads="订单号,会员号,下单日期,门店,订单金额\n")
    draft = init_study("a", files, tmp_path)
    assert read_study(draft.path).sources.orders.lines is None
    assert [one.slots["file"] for one in draft.to_check if one.key == "check.unused"] == ["行.csv"]


def test_two_files_whose_ids_do_not_meet_are_no_pair(tmp_path):
    files = write_pair(tmp_path)
    files[1].write_text(files[1].read_text(encoding="utf-8").replace("\nA", "\nB"), encoding="utf-8")
    with pytest.raises(Problems):
        init_study("a", files, tmp_path)
