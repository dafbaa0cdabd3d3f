"""Input 64: databases that refuse, that take too long, or whose columns do not keep their type."""

import sqlite3
from pathlib import Path

import pytest

from segkit.source import database
from tests.acceptance.bad_inputs.company import Cleaned, Shop, clean_rows

SECRET = "tiger-canary"


def write_database(folder: Path) -> Path:
    """The orders in SQLite; amounts are numbers in one row and text in the next."""
    with sqlite3.connect(folder / "shop.db") as connection:
        connection.execute("create table orders(会员号, 姓名, 手机, 订单号, 下单时间, 金额)")
        rows = [[*row[:5], float(row[5]) if at % 2 else row[5]] for at, row in enumerate(clean_rows())]
        connection.execute("create table returns(a)")
        connection.executemany("insert into orders values (?, ?, ?, ?, ?, ?)", rows)
    connection.close()
    return folder / "shop.db"


def write_study(folder: Path, source: str) -> None:
    columns = "{customer_id: 会员号, order_id: 订单号, order_date: 下单时间, amount: 金额}"
    lines = ["study: bad", "company: 小店", "as_of: 2025-12-31", "sources:", "  orders:", f"    {source}"]
    (folder / "study.yml").write_text("\n".join([*lines, f"    columns: {columns}"]) + "\n", encoding="utf-8")


@pytest.mark.parametrize("url", [f"nosuch://scott:{SECRET}@host/db", "nosuch://scott:${SHOP_PASSWORD}@host/db"])
def test_a_database_that_refuses_is_told_without_its_password(shop: Shop, monkeypatch, url):
    """#64"""
    monkeypatch.setenv("SHOP_PASSWORD", SECRET)
    write_study(shop.folder, f'url: "{url}"\n    table: orders')
    told = shop.stops("E-SRC-10", "nosuch://scott:", known="know how to connect")
    assert not any(SECRET in text for text in told.values())
    assert not any(SECRET in path.read_text("utf-8") for path in shop.folder.rglob("problem.html"))


def test_a_query_that_would_change_the_database_is_refused(shop: Shop):
    """#64"""
    path = write_database(shop.folder)
    write_study(shop.folder, f"url: sqlite:///{path}\n    query: delete from orders returning *")
    shop.stops("E-SRC-10", "shop.db", known="syntax error")
    with sqlite3.connect(path) as connection:
        assert connection.execute("select count(*) from orders").fetchone() == (30,)
    connection.close()


def test_a_query_without_end_is_broken_off(shop: Shop, monkeypatch):
    """#64"""
    monkeypatch.setattr(database, "SECONDS", 0.3)
    path = write_database(shop.folder)
    endless = "with recursive n(a) as (select 1 union all select a + 1 from n) select a from n where a < 0"
    write_study(shop.folder, f'url: sqlite:///{path}\n    query: "{endless}"')
    shop.stops("E-SRC-16", "shop.db")


def test_a_join_that_multiplies_rows_stops_at_the_limit_that_the_study_may_raise(shop: Shop, monkeypatch):
    """#64"""
    monkeypatch.setattr(database, "ROWS", 20)
    path = write_database(shop.folder)
    source = f"url: sqlite:///{path}\n    table: orders"
    write_study(shop.folder, source)
    told = shop.stops("E-SRC-18", "shop.db", "20")
    assert all("row_limit" in text for text in told.values())
    write_study(shop.folder, f"{source}\n    read: {{row_limit: 30}}")
    assert Cleaned(shop.folder, shop.folder / "study.yml").quality.accounts[0].kept == 30


def test_a_column_whose_type_changes_from_row_to_row_is_read_as_it_stands(shop: Shop):
    """#64"""
    write_database(shop.folder)
    write_study(shop.folder, f"url: sqlite:///{shop.folder / 'shop.db'}\n    table: orders")
    cleaned = Cleaned(shop.folder, shop.folder / "study.yml")
    assert (cleaned.quality.accounts[0].kept, cleaned.aside) == (30, {})
