"""SQL tables and queries: SQLite and DuckDB files, or any database that Ibis knows, copied over in batches as text."""

import os
import re
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from segkit.errors import (
    DatabaseTooSlow,
    DatabaseUnreadable,
    HeaderOnly,
    NewerDatabase,
    ResultTooLong,
    SecretMissing,
    SegkitError,
    TableUnclear,
)
from segkit.source.opened import SourceTable, all_text, check_file, escape_pattern, staged_name

if TYPE_CHECKING:
    import pyarrow as pa
    from ibis.backends import BaseBackend

SECRET = re.compile(r"\$\{(\w+)\}")
NEWEST_STORAGE = 68  # what DuckDB 1.5 reads; 2.0 writes 69
BATCH = 200_000
CHANGES = {  # what SQLite asks about before it changes a file
    *(sqlite3.SQLITE_INSERT, sqlite3.SQLITE_UPDATE, sqlite3.SQLITE_DELETE, sqlite3.SQLITE_ATTACH),
    *(sqlite3.SQLITE_CREATE_TABLE, sqlite3.SQLITE_CREATE_INDEX, sqlite3.SQLITE_CREATE_VIEW),
    *(sqlite3.SQLITE_DROP_TABLE, sqlite3.SQLITE_DROP_INDEX, sqlite3.SQLITE_DROP_VIEW, sqlite3.SQLITE_ALTER_TABLE),
}
ROWS = 100_000_000  # that are copied unless the study says otherwise: a join gone wrong has no end
SECONDS = 3600  # that a query may take; then it is broken off
PASSWORD = re.compile(r"(?<=://)([^/@:\s]*):([^@/\s]+)@")


def open_database(
    engine: "BaseBackend",
    url: str,
    *,
    table: str | None = None,
    query: str | None = None,
    staging: Path,
    row_limit: int | None = None,
) -> SourceTable:
    """One table of a database, or a query's result, as a table of text.

    Parameters
    ----------
    url
        A SQLite or DuckDB file, or an Ibis URL in which `${NAME}` stands for an environment variable.
    table, query
        Which table, or a SELECT; neither is needed where the database has one table only.
    row_limit
        The most rows that may be copied; `ROWS` if None.

    Raises
    ------
    FileMissing, NewerDatabase, SecretMissing, TableUnclear, DatabaseUnreadable, DatabaseTooSlow, ResultTooLong,
    HeaderOnly
        The file is not there, the file is too new, a secret is not set, no table is named, the database
        refuses or needs more than `SECONDS`, or there are too many rows or none.
    """
    staging.mkdir(parents=True, exist_ok=True)
    target = staging / staged_name(Path(url), "parquet", table or query or "")
    with _told_as(url), _connection(url) as connection, _in_time(connection, url):
        reader = read_batches(connection, _named_table(connection, url, table) if query is None else None, query)
        schema = reader.schema
        n = copy_batches(reader, target, row_limit or ROWS, url)
    if not n:
        raise HeaderOnly(_shown(url), tuple(schema.names))
    copied = _without_point(all_text(engine.read_parquet(escape_pattern(target))))
    return SourceTable(Path(url), _shown(url), None, None, None, 1, tuple(copied.columns), copied)


def copy_batches(reader: "pa.RecordBatchReader", target: Path, at_most: int, url: str) -> int:
    """Write the rows to Parquet, some at a time, and say how many there were.

    Raises
    ------
    ResultTooLong
        There are more than `at_most`; nothing is read beyond the batch that shows it.
    """
    import pyarrow.parquet as pq

    n = 0
    with pq.ParquetWriter(target, reader.schema) as writer:
        for batch in reader:
            writer.write_batch(batch)
            n += batch.num_rows
            if n > at_most:
                raise ResultTooLong(_shown(url), at_most)
    return n


def read_batches(connection: Any, table: str | None, query: str | None) -> "pa.RecordBatchReader":
    """The rows of a table or of a query, in batches."""
    if connection.name == "duckdb":  # Ibis would call what DuckDB has deprecated
        quoted = (table or "").replace('"', '""')
        return connection.raw_sql(query or f'SELECT * FROM "{quoted}"').to_arrow_reader(BATCH)
    rows = connection.sql(query) if query else connection.table(table)
    return _sqlite_batches(connection, rows) if connection.name == "sqlite" else rows.to_pyarrow_batches()


def _sqlite_batches(connection: Any, rows: Any) -> "pa.RecordBatchReader":
    """Values as their own text, whatever type a column declares; straight, as Ibis would go through pandas."""
    import pyarrow as pa

    texts = rows.select(**{name: rows[name].cast("string") for name in rows.columns})
    cursor = connection.con.execute(connection.compile(texts))
    schema = pa.schema([(name, pa.string()) for name in rows.columns])
    parts = iter(lambda: cursor.fetchmany(BATCH), [])
    batches = (pa.record_batch([_as_texts(c) for c in zip(*part, strict=True)], schema) for part in parts)
    return pa.RecordBatchReader.from_batches(schema, batches)


def _as_texts(values: tuple[Any, ...]) -> "pa.Array":
    """The values as text; a column that declares no type holds any, and Ibis then casts nothing."""
    import pyarrow as pa

    return pa.array([value if value is None or isinstance(value, str) else str(value) for value in values], pa.string())


def _without_point(table: Any) -> Any:
    """Whole numbers of a float column lose their `.0`: member numbers are often stored so."""
    return table.mutate(**{name: table[name].re_replace(r"^(-?[0-9]+)\.0$", r"\1") for name in table.columns})


def fill_secrets(url: str) -> str:
    """The URL with every `${NAME}` taken from the environment."""
    for name in SECRET.findall(url):
        if name not in os.environ:
            raise SecretMissing(name)
    return SECRET.sub(lambda match: os.environ[match.group(1)], url)


def storage_version(path: Path) -> int | None:
    """The storage version of a DuckDB file; None for any other file."""
    with path.open("rb") as file:
        head = file.read(20)
    return int.from_bytes(head[12:20], "little") if head[8:12] == b"DUCK" else None


@contextmanager
def _connection(url: str) -> Iterator[Any]:
    import ibis

    path = _file_of(url)
    connection = ibis.connect(fill_secrets(url)) if path is None else _open_file(path)
    try:
        yield connection
    finally:
        connection.disconnect()


def _file_of(url: str) -> Path | None:
    """The file that the URL or path means, None for a database server."""
    scheme, mark, rest = url.partition("://")
    if mark and scheme not in ("sqlite", "duckdb"):
        return None
    return Path(fill_secrets(rest.removeprefix("/") if mark and not rest.startswith("//") else rest or url))


def _open_file(path: Path) -> Any:
    import ibis

    check_file(path)
    version = storage_version(path)
    if version is None:
        return _open_sqlite(path)
    if version > NEWEST_STORAGE:
        raise NewerDatabase(path.name, version)
    return ibis.duckdb.connect(path, read_only=True, autoinstall_known_extensions=False)


def _open_sqlite(path: Path) -> Any:
    """A SQLite file that no query can change."""
    import ibis

    connection = ibis.sqlite.connect(path)
    connection.con.set_authorizer(_may)
    return connection


def _may(action: int, first: str | None, _second: str | None, database: str | None, _trigger: str | None) -> int:
    """SQLite's own catalogue and the connection's temporary space may be written, nothing that changes the file."""
    is_own = database == "temp" or first == "sqlite_master"
    return sqlite3.SQLITE_DENY if action in CHANGES and not is_own else sqlite3.SQLITE_OK


def _named_table(connection: Any, url: str, table: str | None) -> str:
    """The table asked for, or the database's only one."""
    if table:
        return table
    if connection.name == "duckdb":
        found = connection.raw_sql("SELECT table_name FROM information_schema.tables ORDER BY 1").fetchall()
        names = tuple(name for (name,) in found)
    else:
        names = tuple(sorted(connection.list_tables()))
    if len(names) != 1:
        raise TableUnclear(_shown(url), names)
    return str(names[0])


@contextmanager
def _told_as(url: str) -> Iterator[None]:
    """Whatever a driver raises becomes `DatabaseUnreadable`, its secrets blotted out."""
    try:
        yield
    except SegkitError:
        raise
    except Exception as error:  # noqa: BLE001  # every driver has its own classes
        detail = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise DatabaseUnreadable(_shown(url), _without_secrets(detail, url)) from None


def _without_secrets(text: str, url: str) -> str:
    """The text without what the address keeps secret, whether it stands in it or comes from the environment."""
    secrets = [os.environ.get(name, "") for name in SECRET.findall(url)]
    secrets += [found[2] for found in PASSWORD.finditer(url) if not SECRET.search(found[2])]
    for secret in sorted(filter(None, secrets), key=len, reverse=True):
        text = text.replace(secret, "***")
    return PASSWORD.sub(r"\1:***@", text)


@contextmanager
def _in_time(connection: Any, url: str) -> Iterator[None]:
    """Break off what still runs after `SECONDS`.

    Raises
    ------
    DatabaseTooSlow
        It was broken off.
    """
    stops = (getattr(getattr(connection, "con", None), name, None) for name in ("interrupt", "cancel"))
    stop = next(filter(None, stops), None)
    late = threading.Event()

    def end() -> None:
        late.set()
        if stop is not None:
            stop()

    timer = threading.Timer(SECONDS, end)
    timer.daemon = True
    timer.start()
    try:
        yield
    except Exception as error:
        if late.is_set():
            raise DatabaseTooSlow(_shown(url), SECONDS) from error
        raise
    finally:
        timer.cancel()


def _shown(url: str) -> str:
    """How messages name the database: the file's name, or the URL with its secrets as names or blotted out."""
    path = _file_of(url) if "${" not in url else None
    return path.name if path else PASSWORD.sub(r"\1:***@", url)
