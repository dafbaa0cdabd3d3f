"""The sample's generator at scale: one million customers, ten million order lines."""

import shutil

from tests.benchmarks.findings import Finding
from tests.benchmarks.shops import generate
from tests.benchmarks.watch import BUILD


def measure() -> list[Finding]:
    """Seconds to write the order file, thirteen columns, GB18030."""
    folder = BUILD / "generated"
    seconds = generate(1_000_000, folder)
    size = sum(file.stat().st_size for file in folder.glob("*.csv")) / 10**9
    shutil.rmtree(folder)
    return [Finding("generator, 1 M customers, 10 M lines", seconds, 60, "s", note=f"{size:.2f} GB")]
