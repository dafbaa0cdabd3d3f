"""Workers watched from outside: one that hangs, dies or grows is ended, its case is kept, another takes its place."""

import multiprocessing
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

import psutil

from tests.fuzz.trying import BEGUN, BEGUN_CPU, FAMILIES, FIRST, LONGEST, MOST_MEMORY, SLOTS, Span, work

FULL = 10.0  # minutes in which the families' targets are wanted
EVERY = 0.25  # seconds between two looks
TOLD = 2000  # bytes of a find and letters of its fault that are told, where nobody can open the folder
ENDING = 60.0  # seconds that a worker may go on after the time, making its last find smaller


@dataclass
class Worker:
    """A process, what it shows of its progress, and its folder."""

    process: BaseProcess
    board: Any
    folder: Path
    peak: int = 0


@dataclass
class Session:
    """All that was done: by family the number of cases, the slowest in seconds, processor seconds; highest memory."""

    counts: dict[str, tuple[int, float, float]] = field(default_factory=dict)
    peak: int = 0
    finds: list[Path] = field(default_factory=list)
    n_ended: int = 0  # workers that had to be ended, or died

    def lines(self) -> Iterator[str]:
        """What a person reads at the end."""
        for name, (n, slowest, used) in self.counts.items():
            target = next(family.target for family in FAMILIES if family.name == name)
            each = f"{1000 * used / max(n, 1):.1f} ms of processor time each"
            yield f"{name}: {n:,} cases (wanted in ten minutes: {target:,}), slowest {slowest:.2f} s, {each}"
        yield f"highest memory of a worker: {self.peak >> 20} MiB; workers that died or were ended: {self.n_ended}"
        for path in self.finds:
            yield f"find: {path}"
            yield (path.parent / f"{path.name.partition('.')[0]}.txt").read_text(encoding="utf-8")[-TOLD:]
            yield f"its first bytes: {path.read_bytes()[:TOLD]!r}"


def fuzz(minutes: float, folder: Path, *, number: int = 0, n_workers: int = 2) -> Session:
    """Try cases for so many minutes, on a slow machine up to a twentieth longer; every find lies in `folder`/finds."""
    now, session = time.monotonic(), Session()
    span = Span(now + 60 * minutes, now + 63 * minutes, minutes / FULL / n_workers)
    workers = [begin(folder, number + at, span) for at in range(n_workers)]
    while any(worker.process.is_alive() for worker in workers):
        time.sleep(EVERY)
        for at, worker in enumerate(workers):
            late = "does not end" if time.monotonic() > span.latest + ENDING and worker.process.is_alive() else ""
            if fault := fault_of(worker) or late:
                end(worker, fault, session)
                number += 1000
                workers[at] = begin(folder, number + at, span)
    for worker in workers:
        add(worker, session)
    session.finds = sorted(path for path in (folder / "finds").glob("*") if path.suffix != ".txt")
    return session


def begin(folder: Path, number: int, span: Span) -> Worker:
    """A worker at its work."""
    home = folder / f"worker-{number}"
    home.mkdir(parents=True)
    context = multiprocessing.get_context("spawn")
    board = context.Array("d", FIRST + SLOTS * len(FAMILIES), lock=False)
    process = context.Process(target=work, args=(board, number, span, home), daemon=True)
    process.start()
    return Worker(process, board, home)


def fault_of(worker: Worker) -> str:
    """Why a worker must be ended, or how it has ended; empty where all is well."""
    if worker.process.exitcode:
        return f"the process died: exit {worker.process.exitcode}"
    begun, begun_cpu = worker.board[BEGUN], worker.board[BEGUN_CPU]
    try:
        seen = psutil.Process(worker.process.pid)
        memory, used = seen.memory_info().rss, sum(seen.cpu_times()[:2])
    except psutil.NoSuchProcess:
        return ""
    worker.peak = max(worker.peak, memory)
    if begun and (used - begun_cpu > LONGEST or time.monotonic() - begun > 6 * LONGEST):
        return f"hangs: longer than {LONGEST:.0f} s"
    return f"{memory >> 20} MiB" if memory > MOST_MEMORY else ""


def end(worker: Worker, fault: str, session: Session) -> None:
    """End a worker and keep the case that it was at."""
    worker.process.kill()
    worker.process.join()
    session.n_ended += 1
    add(worker, session)
    suffix, _, content = (worker.folder / "current").read_bytes().partition(b"\n")
    found = worker.folder.parent / "finds"
    found.mkdir(exist_ok=True)
    name = f"ended-{sha256(content).hexdigest()[:10]}"
    (found / f"{name}{suffix.decode()}").write_bytes(content)
    (found / f"{name}.txt").write_text(fault, encoding="utf-8")


def add(worker: Worker, session: Session) -> None:
    """Count what the worker has done."""
    session.peak = max(session.peak, worker.peak)
    for at, family in enumerate(FAMILIES):
        n, slowest, used = worker.board[FIRST + SLOTS * at : FIRST + SLOTS * (at + 1)]
        before = session.counts.get(family.name, (0, 0.0, 0.0))
        session.counts[family.name] = (before[0] + int(n), max(before[1], slowest), before[2] + used)
