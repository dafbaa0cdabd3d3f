"""Processes in which notebooks run: children of one that has the libraries loaded, or a fresh one each."""

import json
import os
import socket
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

from segkit.courseware.grade.sandbox import Ender
from segkit.errors import GraderDied
from segkit.house import PACKAGE

HAS_FORK = os.name == "posix"
BOOT = "import sys; sys.path.insert(0, {root!r}); from segkit.courseware.grade.nursery import {call}"
THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")


class Nursery:
    """A process with the libraries loaded that makes a child for each job; for systems with `fork`.

    `is_thrifty`: load only what every notebook needs. One job at a time; use one nursery per core.
    """

    def __init__(self, *, is_thrifty: bool = False) -> None:
        self._is_thrifty = is_thrifty
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> "Nursery":
        return self

    def __exit__(self, *_problem: object) -> None:
        self.close()

    @property
    def pid(self) -> int | None:
        """Its process; None before the first job and once closed."""
        return self._process.pid if self._process else None

    def start(self, folder: Path) -> tuple[int, Ender]:
        """Start the job in `folder` in a new child."""
        if self._process is None:
            self._open()
        ours, theirs = os.pipe()
        try:
            socket.send_fds(self._line, [json.dumps({"folder": str(folder)}).encode()], [theirs])
            self._answer()
        except BaseException:
            os.close(ours)
            raise
        finally:
            os.close(theirs)
        return ours, self._end

    def close(self) -> None:
        """End the nursery."""
        if self._process is not None:
            self._line.close()
            self._process.kill()
            self._process.wait()
            self._process = None

    def _open(self) -> None:
        self._line, theirs = socket.socketpair()
        self._process = _start("main('thrifty')" if self._is_thrifty else "main()", stdin=theirs)
        theirs.close()
        self._line.settimeout(60)
        self._answer()

    def _end(self) -> float:
        try:
            self._line.send(b"end")
            return float(self._answer().get("seconds", 0.0))
        except (OSError, GraderDied):  # it died itself; the next job gets a new one
            self.close()
            return 0.0

    def _answer(self) -> dict[str, Any]:
        try:
            said = self._line.recv(65536)
        except OSError as error:
            self.close()
            raise GraderDied("nursery", str(error)) from None
        if not said:
            self.close()
            raise GraderDied("nursery", "")
        return dict(json.loads(said))


class FreshProcess:
    """A new process for each job; slower, and the only way on Windows."""

    def __enter__(self) -> "FreshProcess":
        return self

    def __exit__(self, *_problem: object) -> None:
        """Nothing stays open between two jobs."""

    def start(self, folder: Path) -> tuple[int, Ender]:
        """Start the job in `folder` in a new process."""
        ours, theirs = os.pipe()
        process = _start(f"run_alone({str(folder)!r})", stdout=theirs)
        os.close(theirs)

        def end() -> float:
            _end_all(process)
            return 0.0

        return ours, end


def _start(call: str, **streams: Any) -> "subprocess.Popen[bytes]":
    """Start Python on a function of the nursery, without this process's environment."""
    code = BOOT.format(root=str(PACKAGE.parent), call=call.split("(")[0]) + f"; {call}"
    kept = {name: os.environ[name] for name in ("SYSTEMROOT", "HOME", "MPLCONFIGDIR") if name in os.environ}
    kept |= {**dict.fromkeys(THREADS, "1"), "MPLBACKEND": "Agg", "LANG": "C.UTF-8"}
    streams = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, **streams}
    return subprocess.Popen([sys.executable, "-I", "-c", code], env=kept, start_new_session=HAS_FORK, **streams)


def _end_all(process: "subprocess.Popen[bytes]") -> None:
    """End a process, whatever it has started, and its group."""
    import signal

    import psutil

    with suppress(psutil.NoSuchProcess):
        for child in psutil.Process(process.pid).children(recursive=True):
            with suppress(psutil.NoSuchProcess):
                child.kill()
    if HAS_FORK:
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    process.kill()
    process.wait()


def open_room(*, is_thrifty: bool = False) -> "Nursery | FreshProcess":
    """The faster way of this system."""
    return Nursery(is_thrifty=is_thrifty) if HAS_FORK else FreshProcess()
