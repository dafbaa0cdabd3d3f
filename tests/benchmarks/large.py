"""Ten million lines from CSV to report, beside one million and beside a plain script on the same file."""

import json
import shutil

from tests.benchmarks.findings import Finding
from tests.benchmarks.shops import Shop, lean_shop
from tests.benchmarks.watch import BUILD, GIB, Watched, watch_python, watch_segkit

RUNS = BUILD / "large-runs"


def measure() -> list[Finding]:
    """One run each: `--direct` in one language at both sizes, and the plain script on the large file."""
    small, large = lean_shop(100_000), lean_shop(1_000_000)
    tenth, whole = run_direct(small), run_direct(large)
    plain = watch_python("-m", "tests.benchmarks.plain", str(large.orders))
    size = f"{large.orders.stat().st_size / 10**6:.0f} MB of six columns"
    beside = f"plain script {plain.seconds:.0f} s, {plain.peak_bytes / GIB:.1f} GiB, {plain.cpu_seconds:.0f} s CPU"
    ratio = whole.seconds / tenth.seconds
    found = json.loads(whole.output)["stages"]
    cleaned = sum(found[name]["seconds"] for name in ("collection", "cleaning"))
    return [
        Finding("10 M lines to report, one language", whole.seconds, 45, "s", note=f"{size}; {stages(whole)}"),
        Finding("its memory, process tree", whole.peak_bytes / GIB, 2, "GiB", note=f"{whole.cpu_seconds:.0f} s CPU"),
        Finding("plain pandas script / segkit", plain.seconds / whole.seconds, 1.8, "x", is_floor=True, note=beside),
        Finding("10 M lines / 1 M lines", ratio, 11, "x", note=f"1 M lines {tenth.seconds:.1f} s"),
        Finding("10 M lines checked, loaded and cleaned", cleaned, 20, "s", note="collection and cleaning together"),
    ]


def run_direct(shop: Shop) -> Watched:
    """A whole run of the shop's study without notebooks; its folder is taken away."""
    watched = watch_segkit("run", str(shop.study), "--direct", "--runs", str(RUNS), "--json")
    shutil.rmtree(RUNS, ignore_errors=True)
    return watched


def stages(watched: Watched) -> str:
    """Seconds by stage."""
    found = json.loads(watched.output)["stages"]
    return ", ".join(f"{name} {stage['seconds']:.1f}" for name, stage in found.items())
