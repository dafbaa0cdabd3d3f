"""Runs notebooks apart: hands a job to a process without rights and hears, line by line, what comes of it.

A job that ends its process in the middle of a cell (a crash, an exit, a loop that will not be broken off) is run again
without that cell, so that one exercise costs no other.
"""

import json
import os
import queue
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from segkit.courseware.grade.limits import Limits
from segkit.errors import GraderDied

JOB = "job.json"
HAS_FORK = os.name == "posix"
WATCH = 0.25  # seconds between two looks at the disk
DEEPEST = 30  # folders within folders


@dataclass(frozen=True)
class Cell:
    """A code cell of a learner; `exercise` and `is_given` as its metadata says, which nobody relies on.

    `is_given`: it came with its solution, in the notebook for those who fell behind.
    """

    source: str
    exercise: str = ""
    is_parameters: bool = False
    is_given: bool = False


@dataclass(frozen=True)
class Job:
    """One notebook and what it is run on.

    `setup`: the source's own parameters and setup cells, run first. `names`: the results to hand back, by exercise.
    """

    cells: tuple[Cell, ...]
    setup: tuple[str, ...]
    names: Mapping[str, tuple[str, ...]]
    company: Path
    as_of: str
    choices: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    language: str = "zh-CN"


@dataclass(frozen=True)
class Stop:
    """Where a cell did not end well: its number, the error's type (`timeout` and `ended` among them), words, line."""

    cell: int
    kind: str
    text: str = ""
    line: int | None = None


@dataclass(frozen=True)
class Heard:
    """What came of a job: results by exercise as JSON trees, the cells that stopped, processor seconds."""

    results: Mapping[str, Mapping[str, Any]]
    stops: tuple[Stop, ...] = ()
    seconds: float = 0.0
    is_complete: bool = True


class Room(Protocol):
    """Where jobs run."""

    def start(self, folder: Path) -> tuple[int, "Ender"]:
        """Start the job in `folder`: the pipe to read from, and what ends it."""


class Ender(Protocol):
    """Ends a job with all its processes and says the processor seconds it took."""

    def __call__(self) -> float: ...


def run_apart(job: Job, room: Room, limits: Limits) -> Heard:
    """What comes of `job`, run in `room`; a cell that ends the process is left out of the next try.

    Nothing of the job stays behind: no process, no file.

    Raises
    ------
    GraderDied
        The kit's own setup failed, before any cell of the learner's.
    """
    skip: dict[int, Stop] = {}
    results: dict[str, Mapping[str, Any]] = {}
    stops: dict[int, Stop] = {}
    seconds = 0.0
    for _ in range(limits.restarts + 1):
        trial = _try_once(job, room, limits, tuple(skip))
        seconds += trial.seconds
        results.update(trial.results)
        stops = {**stops, **trial.stops}
        if trial.ended_in is None or seconds > 2 * limits.total_seconds:
            return Heard(results, _in_order({**stops, **skip}), seconds, trial.ended_in is None)
        skip[trial.ended_in] = Stop(trial.ended_in, trial.ended_by)
    return Heard(results, _in_order({**stops, **skip}), seconds, is_complete=False)


def _in_order(stops: Mapping[int, Stop]) -> tuple[Stop, ...]:
    return tuple(stops[number] for number in sorted(stops))


@dataclass
class _Trial:
    results: dict[str, Mapping[str, Any]] = field(default_factory=dict)
    stops: dict[int, Stop] = field(default_factory=dict)
    cell: int = -1
    is_done: bool = False
    ended_by: str = "ended"
    seconds: float = 0.0

    @property
    def ended_in(self) -> int | None:
        """The cell that ended the process, None where the notebook came to its end."""
        return None if self.is_done else self.cell


def _try_once(job: Job, room: Room, limits: Limits, skip: Sequence[int]) -> _Trial:
    folder = Path(tempfile.mkdtemp(prefix="segkit-grade-"))
    try:
        _write_job(folder, job, limits, skip)
        pipe, end = room.start(folder)
        trial, lines = _Trial(), _open_lines(pipe, limits)
        try:
            _listen(lines, folder, trial, limits)
        finally:
            trial.seconds = end()
            os.close(pipe)
        _hear_rest(lines, trial)
    finally:
        remove_folder(folder)
    if not trial.is_done and trial.cell < 0:
        raise GraderDied(trial.ended_by, trial.stops[-1].text if -1 in trial.stops else "")
    return trial


def _write_job(folder: Path, job: Job, limits: Limits, skip: Sequence[int]) -> None:
    content = {
        "cells": [{"source": cell.source, "is_parameters": cell.is_parameters} for cell in job.cells],
        "setup": job.setup,
        "names": job.names,
        "company": str(job.company.resolve()),
        "as_of": job.as_of,
        "choices": job.choices,
        "language": job.language,
        "limits": limits.as_dict(),
        "skip": list(skip),
    }
    (folder / JOB).write_text(json.dumps(content), encoding="utf-8")


def _open_lines(pipe: int, limits: Limits) -> "queue.Queue[bytes | None]":
    """What comes through the pipe, line by line as it comes; None at its end."""
    lines: queue.Queue[bytes | None] = queue.Queue()
    threading.Thread(target=_read_lines, args=(os.dup(pipe), lines, limits.result_bytes), daemon=True).start()
    return lines


def _listen(lines: "queue.Queue[bytes | None]", folder: Path, trial: _Trial, limits: Limits) -> None:
    """Take lines until the notebook is done, its process ends, or a limit is passed."""
    begun = cell_begun = time.monotonic()
    while not trial.is_done:
        now = time.monotonic()
        if now > begun + limits.total_seconds or now > cell_begun + limits.cell_seconds + limits.grace_seconds:
            trial.ended_by = "timeout"
            return
        if _holds(folder) > limits.disk_bytes:
            trial.ended_by = "disk"
            return
        try:
            line = lines.get(timeout=WATCH)
        except queue.Empty:
            continue
        if line is None:
            lines.put(None)
            return
        before = trial.cell
        _hear(line, trial)
        if trial.cell != before or trial.is_done:
            cell_begun = time.monotonic()


def _hear_rest(lines: "queue.Queue[bytes | None]", trial: _Trial) -> None:
    """Take the lines that were on their way when a limit was passed: they say in which cell it was."""
    with suppress(queue.Empty):
        while not trial.is_done and (line := lines.get(timeout=WATCH)) is not None:
            _hear(line, trial)


def _read_lines(pipe: int, lines: "queue.Queue[bytes | None]", most: int) -> None:
    """Cut what comes through the pipe into lines, at most so many bytes in all; None at its end."""
    rest, left = b"", most
    with os.fdopen(pipe, "rb", buffering=0) as file, suppress(OSError):
        while left > 0 and (piece := file.read(min(1 << 20, left))):
            left -= len(piece)
            *whole, rest = (rest + piece).split(b"\n")
            for line in whole:
                lines.put(line)
    lines.put(None)


def _hear(line: bytes, trial: _Trial) -> None:
    """Take one line; what is no line of ours is passed over."""
    try:
        fact = json.loads(line)
    except (ValueError, RecursionError):
        return
    if not isinstance(fact, dict):
        return
    if isinstance(fact.get("cell"), int):
        trial.cell = fact["cell"]
    if isinstance(fact.get("end"), int) and isinstance(fact.get("error"), list):
        stop = _stop(fact["end"], fact["error"])
        if stop:
            trial.stops[stop.cell] = stop
    if isinstance(fact.get("exercise"), str) and isinstance(fact.get("results"), dict):
        trial.results[fact["exercise"]] = fact["results"]
    trial.is_done = trial.is_done or fact.get("done") is True


def _stop(cell: int, error: list[Any]) -> Stop | None:
    if len(error) != 3 or not isinstance(error[0], str) or not isinstance(error[1], str):
        return None
    kind = "timeout" if error[0] == "CellTimeout" else error[0][:60]
    return Stop(cell, kind, error[1][:200], error[2] if isinstance(error[2], int) else None)


def _holds(folder: Path) -> int:
    """The bytes that the folder's files take, as far as can be told while they are written; too deep is too much."""
    total, waiting = 0, [(str(folder), 0)]
    while waiting:
        place, depth = waiting.pop()
        if depth > DEEPEST:
            return sys.maxsize
        with suppress(OSError), os.scandir(place) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    waiting.append((entry.path, depth + 1))
                else:
                    total += entry.stat(follow_symlinks=False).st_size
    return total


def remove_folder(folder: Path) -> None:
    """Remove a folder whatever was done to it: rights taken away, or folders too deep to walk."""
    with suppress(OSError, RecursionError):
        shutil.rmtree(folder)
    for command in (["rm", "-rf"], ["chmod", "-R", "u+rwx"], ["rm", "-rf"]) if HAS_FORK else ():
        if folder.exists():
            subprocess.run([*command, "--", folder], check=False, capture_output=True)
