"""Children that open workbooks, a forked one per file: what `workbooks._start` starts, without the 0.7 s of a start.

`python -m tests.fuzz.forking` loads the reader once, then reads requests line by line and answers each by a line:
`[exit code, standard output, standard error, peak bytes, seconds]`. Each request runs in a process of its own, under
the same limits and by the same code as in `python -m segkit.source.sheets`.
"""

import json
import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

from segkit.source import sheets
from segkit.source.limits import THRIFTY

KIB = 1024
ROOT = Path(__file__).parent.parent.parent


class ForkedReaders:
    """Stands where `workbooks._start` starts a child."""

    def __init__(self) -> None:
        self.server: subprocess.Popen[str] | None = None
        self.peak, self.slowest = 0, 0.0

    def start(self, asked: str, seconds: int) -> "subprocess.CompletedProcess[bytes]":
        """One child at its end, as `subprocess.run` would tell it."""
        if self.server is None:
            self.server = self._serve()
        assert self.server.stdin is not None
        assert self.server.stdout is not None
        self.server.stdin.write(json.dumps([seconds, asked]) + "\n")
        self.server.stdin.flush()
        code, out, err, peak, used = json.loads(self.server.stdout.readline())
        self.peak, self.slowest = max(self.peak, peak), max(self.slowest, used)
        if code == -signal.SIGALRM:
            raise subprocess.TimeoutExpired(asked, seconds)
        return subprocess.CompletedProcess(asked, code, out.encode("latin-1"), err.encode("latin-1"))

    def _serve(self) -> "subprocess.Popen[str]":
        return subprocess.Popen(
            [sys.executable, "-m", "tests.fuzz.forking"],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env=os.environ | THRIFTY,
        )

    def close(self) -> None:
        """End the server; it ends by itself where nobody asks any more."""
        if self.server is not None:
            self.server.communicate()
            self.server = None


def serve() -> None:
    """Answer requests until there are no more."""
    import numpy  # noqa: F401  what the reader imports where it needs it
    import pyarrow.parquet  # noqa: F401
    import python_calamine  # noqa: F401

    for line in sys.stdin:
        seconds, asked = json.loads(line)
        print(json.dumps(run_forked(asked, seconds)), flush=True)


def run_forked(asked: str, seconds: int) -> tuple[int, str, str, int, float]:
    """One request in a process of its own."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        child = os.fork()
        if not child:
            os.dup2(out.fileno(), 1)
            os.dup2(err.fileno(), 2)
            signal.alarm(seconds)
            answer_and_exit(asked)
        _, status, used = os.wait4(child, 0)
        code = os.waitstatus_to_exitcode(status)
        texts = [file.seek(0) or file.read().decode("latin-1") for file in (out, err)]
        return code, texts[0], texts[1], used.ru_maxrss * KIB, used.ru_utime + used.ru_stime


def answer_and_exit(asked: str) -> None:
    """What `python -m segkit.source.sheets` does, in a process that must not return."""
    code = 1
    try:
        sys.stdout.buffer.write(json.dumps(sheets.main(json.loads(asked)), ensure_ascii=True).encode())
        sys.stdout.flush()
        code = 0
    except BaseException:  # noqa: BLE001 a reader's panic is none of Exception's kind
        sys.excepthook(*sys.exc_info())
        sys.stderr.flush()
    os._exit(code)


if __name__ == "__main__":
    serve()
