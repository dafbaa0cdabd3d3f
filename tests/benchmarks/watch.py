"""A command watched from outside: seconds, CPU seconds, and the memory of all its processes together."""

import resource
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import psutil

ROOT = Path(__file__).parent.parent.parent
BUILD = ROOT / "build" / "benchmarks"  # git-ignored; `make clean` takes it away
EVERY = 0.05
GIB = 2**30


@dataclass(frozen=True)
class Watched:
    """What a command took and said."""

    seconds: float
    cpu_seconds: float  # of the command and every process it waited for
    peak_bytes: int  # resident memory summed over the process tree, looked at every 50 ms
    output: str


def watch(command: Sequence[str], *, folder: Path = ROOT) -> Watched:
    """Run `command` in `folder` to its end; it must succeed."""
    before, begun = _children_cpu(), time.perf_counter()
    with subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, text=True, encoding="utf-8") as process:
        peak = _watch_memory(process)
        seconds = time.perf_counter() - begun
        output = process.stdout.read() if process.stdout else ""
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command, output)
    return Watched(seconds, _children_cpu() - before, peak, output)


def watch_python(*words: str, folder: Path = ROOT) -> Watched:
    """`watch` for this Python; what it is to print should fit a pipe."""
    return watch([sys.executable, *words], folder=folder)


def watch_segkit(*words: str) -> Watched:
    """`watch` for the command line of the kit."""
    return watch_python("-m", "segkit.cli", *words)


def _watch_memory(process: "subprocess.Popen[str]") -> int:
    top, peak = psutil.Process(process.pid), 0
    while process.poll() is None:
        peak = max(peak, _tree_memory(top))
        time.sleep(EVERY)
    return peak


def _tree_memory(top: psutil.Process) -> int:
    total = 0
    try:
        for process in [top, *top.children(recursive=True)]:
            total += process.memory_info().rss
    except psutil.NoSuchProcess:
        pass  # it ended between being listed and being asked
    return total


def _children_cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
