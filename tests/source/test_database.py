"""Tables and queries of databases come in as text; secrets come from the environment alone."""

import sqlite3

import duckdb as engine_library
import pytest

from segkit.engine import fetch_rows
from segkit.errors import DatabaseUnreadable, HeaderOnly, NewerDatabase, SecretMissing, TableUnclear
from segkit.source.database import fill_secrets, open_database
from segkit.source.files import open_table
from segkit.source.options import ReadOptions


@pytest.fixture
def shop(tmp_path):
    with sqlite3.connect(tmp_path / "shop.db") as connection:
        connection.execute("create table orders(id integer, member real, paid numeric, day text)")
        connection.execute("insert into orders values (1, 13812345678, 12.5, '2025-03-05'), ('x', 2, null, '')")
    connection.close()
    return tmp_path / "shop.db"


def rows(source):
    return [tuple(row.values()) for row in fetch_rows(source.table, at_most=100)]


def test_sqlite_s_only_table_is_read_whatever_types_its_cells_have(duckdb, shop, tmp_path):
    source = open_table(duckdb, shop, ReadOptions(), tmp_path / "staging")
    assert rows(source) == [("1", "13812345678", "12.5", "2025-03-05"), ("x", "2", None, None)]


def test_a_query_is_read(duckdb, shop, tmp_path):
    source = open_database(duckdb, f"sqlite:///{shop}", query="select id from orders where id = 1", staging=tmp_path)
    assert (source.file, rows(source)) == ("shop.db", [("1",)])


def test_duckdb_files_are_read_by_table_and_by_query(duckdb, tmp_path):
    path = tmp_path / "shop.duckdb"
    with engine_library.connect(str(path)) as connection:
        connection.execute("create table orders as select 12.50::decimal(18, 2) paid, date '2025-03-05' as day")
    assert rows(open_database(duckdb, str(path), staging=tmp_path)) == [("12.50", "2025-03-05")]
    query = "select day from orders"
    assert rows(open_database(duckdb, f"duckdb:///{path}", query=query, staging=tmp_path)) == [("2025-03-05",)]


def test_a_file_of_a_newer_duckdb_stops_with_its_version(duckdb, tmp_path):
    (tmp_path / "new.duckdb").write_bytes(b"\0" * 8 + b"DUCK" + (69).to_bytes(8, "little") + b"\0" * 100)
    with pytest.raises(NewerDatabase) as raised:
        open_database(duckdb, str(tmp_path / "new.duckdb"), staging=tmp_path)
    assert raised.value.version == 69


def test_several_tables_are_asked_about(duckdb, shop, tmp_path):
    with sqlite3.connect(shop) as connection:
        connection.execute("create table returns(id integer)")
    connection.close()
    with pytest.raises(TableUnclear) as raised:
        open_database(duckdb, str(shop), staging=tmp_path)
    assert raised.value.tables == ("orders", "returns")
    with pytest.raises(HeaderOnly):
        open_database(duckdb, str(shop), table="returns", staging=tmp_path)


def test_a_table_that_is_not_there_is_told_as_the_database_tells_it(duckdb, shop, tmp_path):
    with pytest.raises(DatabaseUnreadable):
        open_database(duckdb, str(shop), table="nothing", staging=tmp_path)


def test_secrets_come_from_the_environment_and_never_into_a_message(duckdb, tmp_path, monkeypatch):
    with pytest.raises(SecretMissing) as missing:
        fill_secrets("postgres://u:${SEGKIT_TEST_SECRET}@host/db")
    assert missing.value.name == "SEGKIT_TEST_SECRET"
    monkeypatch.setenv("SEGKIT_TEST_SECRET", "canary")
    assert fill_secrets("x://u:${SEGKIT_TEST_SECRET}@h") == "x://u:canary@h"
    with pytest.raises(DatabaseUnreadable) as raised:
        open_database(duckdb, "nosuch://u:${SEGKIT_TEST_SECRET}@host/db", table="t", staging=tmp_path)
    assert "canary" not in str(raised.value)
