"""A process that has the libraries loaded and makes a child of itself for each notebook to be graded.

It never sees what learners wrote nor any check: it is handed a folder and the end of a pipe, makes the child, and ends
the child with all its processes when it is told to. On systems without `fork` each notebook gets a fresh process
(`run_alone`) instead.
"""

import gc
import json
import os
import signal
import socket
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

PRELOADED = (
    *("IPython.core.interactiveshell", "pandas", "pyarrow.parquet", "segkit.learn.starting"),
    "segkit.segments.standard",
)
OFTEN_USED = (
    *("matplotlib.pyplot", "seaborn", "scipy.optimize", "scipy.cluster.hierarchy", "segkit.learn.clusters"),
    *("sklearn.cluster", "sklearn.metrics", "sklearn.preprocessing", "sklearn.pipeline", "sklearn.decomposition"),
)


def main(is_thrifty: str = "") -> None:
    """Serve the socket on standard input until its other end closes; thrifty: load what every notebook needs only."""
    _load(PRELOADED if is_thrifty else PRELOADED + OFTEN_USED)
    if sys.platform == "linux":
        from segkit.courseware.grade.kernel import leave_network

        leave_network()
    gc.collect()
    gc.freeze()
    with socket.socket(fileno=os.dup(0)) as line:
        line.send(b"{}")
        while _serve(line):
            pass


def run_alone(folder: str) -> None:
    """Run one job in this process, saying what comes of it to standard output."""
    from segkit.courseware.grade.child import run_job

    pipe = os.dup(1)
    if sys.platform == "linux":
        from segkit.courseware.grade.kernel import leave_network

        leave_network()
    run_job(Path(folder), pipe)
    os._exit(0)


def _load(modules: tuple[str, ...]) -> None:
    import importlib

    for name in modules:
        with suppress(ImportError):
            importlib.import_module(name)
    if "sklearn.cluster" in sys.modules:  # what it looks up on first use it looks up now, before the doors are shut
        import numpy as np

        sys.modules["sklearn.cluster"].KMeans(2, n_init=1, random_state=0).fit(np.arange(8.0).reshape(4, 2))


def _serve(line: socket.socket) -> bool:
    asked, given, _, _ = socket.recv_fds(line, 65536, 1)
    if not asked:
        return False
    pid = _child(json.loads(asked)["folder"], given[0], line)
    os.close(given[0])
    line.send(json.dumps({"pid": pid}).encode())
    is_open = bool(line.recv(16))  # what comes, or the end of the line, means: end it
    line.send(json.dumps(_end(pid)).encode())
    return is_open


def _child(folder: str, pipe: int, line: socket.socket) -> int:
    pid = os.fork()
    if pid:
        return pid
    code = 1
    try:
        os.setsid()
        line.close()
        os.close(0)
        os.open(os.devnull, os.O_RDONLY)
        pipe = os.dup2(pipe, 9)
        os.closerange(10, 1024)
        for other in range(3, 9):
            with suppress(OSError):
                os.close(other)
        from segkit.courseware.grade.child import run_job

        run_job(Path(folder), pipe)
        code = 0
    finally:
        os._exit(code)


def _end(pid: int) -> dict[str, Any]:
    """End the child and every process of its session's group; its exit status and processor time."""
    for _ in range(200):
        done, status, used = os.wait4(pid, os.WNOHANG)
        if done:
            break
        with suppress(ProcessLookupError):
            os.killpg(pid, signal.SIGKILL)
        time.sleep(0.01)
    else:
        return {"status": None, "seconds": 0.0}
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(pid, signal.SIGKILL)
    return {"status": os.waitstatus_to_exitcode(status), "seconds": used.ru_utime + used.ru_stime}
