"""Tables of any text at all, written as RFC 4180 says: what is read is what was written, cell for cell."""

from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

from hypothesis import HealthCheck, Phase, Verbosity, given, seed, settings
from hypothesis import strategies as st

from segkit.errors import HeaderOnly, UnevenRows
from segkit.source.options import ReadOptions
from segkit.source.texts import open_text
from tests.fuzz.account import BLANKS, unmarked
from tests.fuzz.mutation import Case

LETTERS = st.characters(codec="utf-8", exclude_categories=["Cs"])
HURTFUL = st.sampled_from(
    ["", '"', '""', ",", "\n", "\r", "\r\n", "\t", ";", "，", "'", "\\", '\\"', "\0", "\x85", "\u2028", "\u3000",
     "\ufeff", " ", "合计", "Total"]
)  # fmt: skip
CELL = st.lists(HURTFUL | st.text(LETTERS, max_size=4), max_size=4).map("".join)
ENCODINGS = ("utf-8", "utf-8", "utf-8", "gb18030", "utf-16", "utf-8-sig")


@dataclass(frozen=True)
class Written:
    """A table's cells and the file that holds them, its header in the first line."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    case: Case


@st.composite
def written_tables(draw: st.DrawFn) -> Written:
    """A table of one to five columns and up to twelve rows, under any delimiter, quoting, line end and encoding."""
    n_columns = draw(st.integers(1, 5))
    header = tuple(f"c{n}" for n in range(n_columns))
    rows = tuple(draw(st.lists(st.tuples(*[CELL] * n_columns), max_size=12)))
    delimiter, end = draw(st.sampled_from(",\t;|，")), draw(st.sampled_from(("\n", "\r\n", "\r")))
    quotes_all, ends_last = draw(st.booleans()), draw(st.booleans())
    lines = [delimiter.join(as_field(cell, delimiter, quotes_all) for cell in row) for row in (header, *rows)]
    text = end.join(lines) + (end if ends_last else "")
    encoding = draw(st.sampled_from(ENCODINGS))
    options = {"delimiter": delimiter, "quote": '"', "header": 1, "encoding": encoding}
    return Written(header, rows, Case(".csv", text.encode(encoding), options))


def as_field(cell: str, delimiter: str, quotes_all: bool) -> str:
    """A cell as it is written; quoted where it must be, or where all are."""
    must = quotes_all or any(sign in cell for sign in (delimiter, '"', "\r", "\n"))
    return '"' + cell.replace('"', '""') + '"' if must else cell


def check_written(engine: Any, table: Written, folder: Path) -> None:
    """Every written row is read, in order, but those that say nothing, hold a zero byte or repeat the header."""
    path = folder / f"written{table.case.suffix}"
    path.write_bytes(table.case.content)
    may_lack = [row for row in table.rows if is_no_data(row, table.header)]
    try:
        source = open_text(engine, path, ReadOptions(**table.case.options), folder / "staging")
    except (HeaderOnly, UnevenRows):
        assert len(may_lack) >= 0.2 * len(table.rows)
        return
    columns = source.table.to_pyarrow().to_pydict().values()
    read = [tuple(unmarked([cell or "" for cell in row])) for row in zip(*columns, strict=True)]
    lacking = [tuple(unmarked(list(row))) for row in table.rows]
    for row in read:
        while lacking and lacking[0] != row:
            assert is_no_data(lacking[0], table.header), (lacking[0], row)
            del lacking[0]
        assert lacking, row
        del lacking[0]
    assert all(is_no_data(row, table.header) or is_footer(row) for row in lacking), lacking


def is_no_data(row: tuple[str, ...], header: tuple[str, ...]) -> bool:
    """Whether a row may be set aside: it is blank, holds a zero byte, or is the header once more."""
    return not "".join(row).strip(BLANKS + "\r\n\ufeff") or "\0" in "".join(row) or row == header


def is_footer(row: tuple[str, ...]) -> bool:
    """Whether a row at the end may be a remark: one cell alone says something."""
    return len(row) > 2 and sum(bool(cell.strip(BLANKS)) for cell in row) == 1


class WrittenTables:
    """The family of well-formed tables, drawn by Hypothesis a few hundred at a time."""

    name, target = "written tables", 4_000

    def __init__(self) -> None:
        self.engine: Any = None
        self.drawn: list[Written] = []
        self.current: Written | None = None

    def draw(self, rng: Random) -> Case:
        """The next table's file."""
        if not self.drawn:
            self.drawn = drawn_tables(rng.randrange(1 << 32))
        self.current = self.drawn.pop()
        return self.current.case

    def check(self, case: Case, folder: Path) -> None:
        """The file says what was written."""
        from segkit.engine import open_engine
        from segkit.source import texts

        if self.engine is None:
            self.engine = open_engine()
        (folder / "staging").mkdir(parents=True, exist_ok=True)
        texts._settled.cache_clear()  # keyed by size and time of change: files of one name follow too fast here
        if self.current is None or case is not self.current.case:
            return  # a part of a file is no table that was written
        check_written(self.engine, self.current, folder)

    def close(self) -> None:
        """Give the engine back."""
        if self.engine is not None:
            self.engine.disconnect()


def drawn_tables(number: int, n: int = 200) -> list[Written]:
    """So many tables; the same number draws the same."""
    found: list[Written] = []

    @seed(number)
    @settings(max_examples=n, database=None, phases=[Phase.generate], deadline=None, verbosity=Verbosity.quiet,
              suppress_health_check=list(HealthCheck))  # fmt: skip
    @given(written_tables())
    def draw_one(table: Written) -> None:
        found.append(table)

    draw_one()
    return found
