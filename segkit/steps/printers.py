"""Processes beside this one that print a report's further languages, each on a core of its own.

Loading what draws pages takes one as long as a whole step takes, so they are made ready while earlier steps still work.
"""

import os
import threading
from collections.abc import Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from functools import lru_cache
from multiprocessing import get_context, parent_process
from pathlib import Path

from segkit.report.facts import read_report
from segkit.steps.printing import write_outputs
from segkit.steps.stage import Stage, open_stage

READY_BEFORE = "strategy"  # early enough to be ready for the report, late enough not to lie idle through cleaning


def make_ready(stage: Stage) -> None:
    """Start the printers of the study's further languages when its next to last step begins."""
    further = len(stage.study.languages) - 1
    if stage.name == READY_BEFORE and further > 0:
        printers(further)


@contextmanager
def printed_meanwhile(stage: Stage, languages: tuple[str, ...]) -> "Iterator[list[Future[tuple[Path, ...]]]]":
    """The stored report's files in each language, while they are printed; the printers end with the block."""
    if not languages:
        yield []
        return
    folder, pool = str(stage.run.folder), printers(len(languages))
    try:
        yield [pool.submit(print_language, folder, language) for language in languages]
    finally:
        printers.cache_clear()
        pool.shutdown()


@lru_cache(maxsize=1)
def printers(number: int) -> ProcessPoolExecutor:
    """So many processes, which load what they need at once and end with this one."""
    pool = ProcessPoolExecutor(number, mp_context=get_context("spawn"), initializer=_end_with_parent)
    for _ in range(number):
        pool.submit(_load)
    return pool


def print_language(folder: str, language: str) -> tuple[Path, ...]:
    """The report of the run in `folder`, in one language."""
    stage = open_stage(folder, "report", language)
    return write_outputs(stage, read_report(stage.run.folder / "report.json"), language)


def _load() -> None:
    import weasyprint  # noqa: F401

    import segkit.report.html
    import segkit.report.workbook  # noqa: F401


def _end_with_parent() -> None:
    """A killed parent cannot tell its processes to end."""
    threading.Thread(target=_wait_for_parent, daemon=True).start()


def _wait_for_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
