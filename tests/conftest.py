"""What all tests share: the two engines, the real data beside the project, golden files."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import settings

ROOT = Path(__file__).parent.parent
SHARED_DATA = ROOT.parent / "shared" / "data"

os.environ.setdefault("MPLBACKEND", "agg")
# Two cores shared with other work say nothing about an example's speed; CI shall fail for the same examples every time.
settings.register_profile("segkit", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("segkit")


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--golden` rewrites the golden files; only `make golden` says it."""
    parser.addoption("--golden", action="store_true", help="rewrite the golden files")


@pytest.fixture(params=["duckdb", "polars"])
def engine(request: pytest.FixtureRequest) -> Iterator[object]:
    """An empty connection, once for each of the two engines whose results must agree."""
    from segkit.engine import open_engine

    connection = open_engine(request.param)
    yield connection
    connection.disconnect()


@pytest.fixture
def duckdb() -> Iterator[object]:
    """An empty DuckDB connection, for what runs on DuckDB only."""
    from segkit.engine import open_engine

    connection = open_engine("duckdb")
    yield connection
    connection.disconnect()


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of real data beside the project; the test is skipped where it is absent."""
    if not SHARED_DATA.is_dir():
        pytest.skip("the real data sets are not here: they lie in ../shared/data, outside the project")
    return SHARED_DATA


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """`golden(name, text)`: `text` equals the file tests/golden/<name>, which `make golden` rewrites."""

    def compare(name: str, text: str) -> None:
        path = ROOT / "tests" / "golden" / name
        if request.config.getoption("--golden"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
        assert path.is_file(), f"no golden file {name}: run `make golden` and read what it wrote"
        assert text == path.read_text(encoding="utf-8")

    return compare


@pytest.fixture
def tell(record_property: Callable[[str, object], None]) -> Callable[[str], None]:
    """`tell(line)`: a measured figure, printed at the end by whichever process ends the tests."""
    return lambda line: record_property("measured", line)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print what the tests measured."""
    reports = [*terminalreporter.getreports("passed"), *terminalreporter.getreports("failed")]
    lines = [str(line) for report in reports for name, line in report.user_properties if name == "measured"]
    if lines:
        terminalreporter.section("measured")
        terminalreporter.write_line("\n".join(lines))
