"""The strict check of a large text file beside the engine's own reading of it, quoted and not, and in GB18030."""

import json
import shutil
import sys
import time
from pathlib import Path
from statistics import median

from tests.benchmarks.findings import Finding
from tests.benchmarks.shops import lean_shop
from tests.benchmarks.watch import BUILD, watch_python

RUNS = 3
MIB = 2**20


def measure() -> list[Finding]:
    """Check against CREATE TABLE in turn, each in its own process: the ratio of medians, and the check's memory."""
    plain = lean_shop(1_000_000).orders
    pairs = [(name, *compared(path)) for name, path in (("unquoted", plain), ("quoted", quoted(plain)))]
    ratios = [
        Finding(f"structure check / CREATE TABLE, {name}", checked / created, 1.5, "x", RUNS, note=note)
        for name, checked, created, _, note in pairs
    ]
    memory = max(peak for *_, peak, _ in pairs) / MIB
    in_gb18030 = timed("open", gb18030(plain))[0] / timed("open", plain)[0]
    return [
        *ratios,
        Finding("memory of the check", memory, 300, "MiB"),
        Finding("opening GB18030 / opening UTF-8", in_gb18030, 2.5, "x"),
    ]


def compared(path: Path) -> tuple[float, float, int, str]:
    """Median seconds of the check and of CREATE TABLE, the check's peak memory, and both in words."""
    both = [(timed("check", path), timed("create", path)) for _ in range(RUNS)]
    checked, created = (median(one[side][0] for one in both) for side in (0, 1))
    peak = max(one[0][1] for one in both)
    return checked, created, peak, f"{checked:.1f} s beside {created:.1f} s, {path.stat().st_size / 10**6:.0f} MB"


def timed(what: str, path: Path) -> tuple[float, int]:
    """Seconds of the work itself, and the peak memory of its process."""
    watched = watch_python("-m", __name__, what, str(path))
    return float(json.loads(watched.output)), watched.peak_bytes


def quoted(path: Path) -> Path:
    """The same table with every cell in quotes."""
    target = BUILD / "quoted.csv"
    if not target.is_file():
        import duckdb

        with duckdb.connect() as engine:
            read = f"SELECT * FROM read_csv('{path}', all_varchar=true, header=true)"
            engine.execute(f"COPY ({read}) TO '{target}' (HEADER, FORCE_QUOTE *)")
    return target


def gb18030(path: Path) -> Path:
    """The same text in the encoding of most Chinese exports."""
    target = BUILD / "gb18030.csv"
    if not target.is_file():
        with path.open(encoding="utf-8") as source, target.open("w", encoding="gb18030", newline="") as copy:
            shutil.copyfileobj(source, copy, 1 << 22)
    return target


def check(path: Path) -> None:
    """Survey every record."""
    from segkit.source.strict.dialect import propose_form
    from segkit.source.strict.survey import Plan, survey_structure

    reading = propose_form(path).reading
    assert reading is not None
    survey_structure(path, Plan(reading.form, reading.width))


def create(path: Path) -> None:
    """Let the engine read all columns as text into a table."""
    import duckdb

    with duckdb.connect(config={"threads": 2}) as engine:
        engine.execute(f"CREATE TABLE t AS SELECT * FROM read_csv('{path}', all_varchar=true, header=true)")


def open_it(path: Path) -> None:
    """Settle and check the file as a run does."""
    from segkit.engine import open_engine
    from segkit.source.files import open_table
    from segkit.source.options import ReadOptions

    staging = BUILD / "staging"
    open_table(open_engine(), path, ReadOptions(), staging)
    shutil.rmtree(staging)


if __name__ == "__main__":
    name, file = sys.argv[1:]
    begun = time.perf_counter()
    {"check": check, "create": create, "open": open_it}[name](Path(file))
    print(time.perf_counter() - begun)
