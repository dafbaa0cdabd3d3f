"""Runs one notebook's cells on an unseen company and says what the exercises' names hold; the learner's side of a job.

It knows no check and no model answer. What it says goes out line by line as JSON, so that what was said before a cell
ended the process is not lost: `{"cell": n}` before a cell, `{"end": n, "error": [type, text, line]}` after it,
`{"exercise": id, "results": {...}}` at each check and at the end, and `{"done": true}`.
"""

import json
import os
import signal
import sys
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from segkit.courseware.grade.desk import Desk
from segkit.courseware.grade.encode import as_text
from segkit.courseware.grade.limits import Limits, apply_limits
from segkit.courseware.grade.walls import raise_walls

JOB = "job.json"
SETUP = -1
TEXT = 200  # letters of an error's own words


class CellTimeout(BaseException):
    """A cell that took longer than its share."""


class _Sink:
    """Takes what a notebook prints and keeps nothing of it."""

    encoding, errors = "utf-8", "strict"

    def write(self, text: str) -> int:
        """Count the letters."""
        return len(text)

    def flush(self) -> None:
        """Nothing to do."""

    def isatty(self) -> bool:
        """No terminal."""
        return False

    def fileno(self) -> int:
        """The null device."""
        return 1


class Voice:
    """Says lines into the pipe, at most so many bytes in all; keeps the results last said of each exercise."""

    def __init__(self, pipe: int, limits: Limits) -> None:
        self._pipe, self._left, self._most = pipe, limits.result_bytes, limits.value_bytes
        self._complete: set[str] = set()

    def say(self, **fact: Any) -> None:
        """One line."""
        self._write(json.dumps(fact))

    def say_results(self, exercise: str, results: Mapping[str, Any]) -> None:
        """What an exercise's names hold."""
        self._complete.add(exercise)
        self._write(f'{{"exercise": {json.dumps(exercise)}, "results": {as_text(results, self._most)}}}')

    def has_said(self, exercise: str) -> bool:
        """Whether the exercise's results were said."""
        return exercise in self._complete

    def _write(self, text: str) -> None:
        line = text.encode() + b"\n"
        self._left -= len(line)
        if self._left < 0:
            os._exit(3)
        while line:
            line = line[os.write(self._pipe, line) :]


def run_job(folder: Path, pipe: int) -> None:
    """Run the job that lies in `folder` and say what comes of it into `pipe`; never returns to the caller's world.

    The process is changed for good: limits, walls, streams, environment. The caller ends it at once afterwards.
    """
    job = json.loads((folder / JOB).read_text(encoding="utf-8"))
    (folder / JOB).unlink()
    limits = Limits(**job["limits"])
    company = Path(job["company"])
    _leave_world(folder)
    shell = _shell(folder)
    apply_limits(limits)
    raise_walls(folder, (company,))
    voice = Voice(pipe, limits)
    _run_cells(shell, job, _desk(shell, job, company, voice), voice)
    voice.say(done=True)


def _leave_world(folder: Path) -> None:
    """Go into the private folder with an empty environment, silent streams and nothing to read."""
    os.environ.clear()
    os.environ.update({"HOME": str(folder), "TMPDIR": str(folder), "MPLBACKEND": "Agg", "OMP_NUM_THREADS": "1"})
    os.environ.update({"IPYTHONDIR": str(folder), "MPLCONFIGDIR": str(folder), "PYTHONDONTWRITEBYTECODE": "1"})
    tempfile.tempdir = str(folder)
    sys.dont_write_bytecode = True
    os.chdir(folder)
    os.umask(0o077)
    null = os.open(os.devnull, os.O_RDWR)
    for stream in range(3):
        os.dup2(null, stream)
    sys.stdout = sys.stderr = sys.__stdout__ = sys.__stderr__ = _Sink()  # type: ignore[assignment, misc]


def _shell(folder: Path) -> Any:
    """IPython's shell, so that magics and display work; it keeps no history and draws no tracebacks."""
    from IPython.core.interactiveshell import InteractiveShell
    from traitlets.config import Config

    settings = Config()
    settings.HistoryManager.enabled = False
    settings.InteractiveShell.colors = "nocolor"
    settings.InteractiveShell.cache_size = 0
    shell = InteractiveShell.instance(config=settings, ipython_dir=str(folder))
    shell.enable_gui = _stay_silent  # type: ignore[method-assign]
    shell.showtraceback = shell.showsyntaxerror = _stay_silent  # type: ignore[method-assign]
    return shell


def _stay_silent(*_given: Any, **_named: Any) -> None:
    return None


def _desk(shell: Any, job: Mapping[str, Any], company: Path, voice: Voice) -> Desk:
    """The desk, put in the place of every lesson that the notebook opens."""
    import pandas as pd

    import segkit.learn
    from segkit.learn import starting
    from segkit.learn.pack import read_table

    names = {exercise: tuple(wanted) for exercise, wanted in job["names"].items()}

    def hear(exercise: str, results: Mapping[str, Any]) -> None:
        if all(name in results and results[name] is not ... for name in names[exercise]):
            voice.say_results(exercise, results)

    desk = Desk(
        lambda name: read_table(company / f"{Path(name).name}.parquet"),
        pd.Timestamp(job["as_of"]),
        names,
        job["choices"],
        hear,
        known=frozenset(path.stem for path in company.glob("*.parquet")),
        language=job["language"],
    )
    desk.look_into(shell.user_ns)
    segkit.learn.start = starting.start = lambda *_given, **_named: desk  # type: ignore[assignment]
    return desk


def _run_cells(shell: Any, job: Mapping[str, Any], desk: Desk, voice: Voice) -> None:
    seconds = job["limits"]["cell_seconds"]
    for source in job["setup"]:
        _run_cell(shell, SETUP, source, seconds, voice)
    for number, cell in enumerate(job["cells"]):
        if number not in job["skip"]:
            _run_cell(shell, number, cell["source"], seconds, voice)
            if cell["is_parameters"]:
                _run_cell(shell, SETUP, job["setup"][0], seconds, voice)
    desk.look_into(shell.user_ns)
    for exercise in job["names"]:
        if not voice.has_said(exercise):
            found = {name: shell.user_ns[name] for name in job["names"][exercise] if name in shell.user_ns}
            with suppress(CellTimeout), _Alarm(seconds):
                voice.say_results(exercise, found)


class _Alarm:
    """Breaks off what runs inside after so many seconds, again and again until it ends; not on Windows."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds if hasattr(signal, "setitimer") else 0

    def __enter__(self) -> None:
        if self._seconds:
            signal.signal(signal.SIGALRM, _break_off)
            signal.setitimer(signal.ITIMER_REAL, self._seconds, 0.2)

    def __exit__(self, *_problem: object) -> None:
        if self._seconds:
            signal.setitimer(signal.ITIMER_REAL, 0)


def _break_off(*_given: Any) -> None:
    raise CellTimeout


def _run_cell(shell: Any, number: int, source: str, seconds: float, voice: Voice) -> None:
    voice.say(cell=number)
    problem: BaseException | None = None
    try:
        with _Alarm(seconds):
            result = shell.run_cell(source, store_history=False, silent=False)
        problem = result.error_before_exec or result.error_in_exec
    except BaseException as error:  # noqa: BLE001 whatever a cell raises ends that cell alone
        problem = error
    voice.say(end=number, error=_told(problem) if problem is not None else None)


def _told(problem: BaseException) -> list[Any]:
    """The error's type, its own words, and the line of the cell where it arose."""
    line = problem.lineno if isinstance(problem, SyntaxError) else None
    trace = problem.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename.startswith(("<ipython-input", "/tmp/ipykernel")):
            line = trace.tb_lineno
        trace = trace.tb_next
    try:
        own = problem.msg if isinstance(problem, SyntaxError) else problem
        own = problem.args[0] if isinstance(problem, KeyError) and problem.args else own
        text = " ".join(str(own).split())[:TEXT]
    except Exception:  # noqa: BLE001 an error of the learner's own may not say itself
        text = ""
    return [type(problem).__name__[:60], text, line if isinstance(line, int) else None]
