"""`import segkit` costs nothing: what is heavy is imported where it is used."""

from tests.benchmarks.findings import Finding, median_of
from tests.benchmarks.watch import watch_python

RUNS = 15
CODE = "import time; begun = time.perf_counter(); import segkit; print(time.perf_counter() - begun)"


def measure() -> list[Finding]:
    """Milliseconds of the import in a fresh process."""
    seconds = [float(watch_python("-c", CODE).output) for _ in range(RUNS)]
    return [median_of("import segkit", [1000 * one for one in seconds], 50, "ms")]
