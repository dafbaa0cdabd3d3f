"""A whole run: from a study file to a published folder, by notebooks or directly."""

import json
import os
import shutil
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from errno import ENOSPC
from importlib.metadata import version
from pathlib import Path
from typing import Any

from segkit.errors import DiskFull, SegkitError, StageFailed
from segkit.runs import STAGES, Run, full_disk_named, latest_run, publish_run, read_stage_receipts, start_run
from segkit.study import read_study
from segkit.wording import Wording

LIBRARIES = ("segkit", "duckdb", "ibis-framework", "numpy", "scikit-learn", "matplotlib", "weasyprint", "pydyf")
USUAL_SECONDS = {"collection": 4, "cleaning": 1, "rfm": 1, "clustering": 4, "evaluation": 3, "strategy": 1, "report": 9}
Told = Callable[[int, str, float], None]  # number of the stage, its id, seconds it and the rest usually take


@dataclass(frozen=True)
class Outcome:
    """What a run left behind."""

    folder: Path
    files: tuple[str, ...]  # every published file outside `restricted`, seen from the folder
    rows: dict[str, int]  # rows, kept, quarantined, outside, non_data of all sources together
    accounts: tuple[dict[str, Any], ...]  # the same by table and file, and money as text
    heads: dict[str, int] | None  # how the orders' heads and lines found each other, where they are two tables
    seconds: float
    stages: dict[str, dict[str, float]]  # stage: seconds, peak_memory in bytes
    previous: Path | None  # the study's last run before this one


@dataclass
class _Reached:
    """Which stage is at work, and how long the rest usually takes: as in the last run, else as with the sample."""

    tell: Told
    usual: dict[str, float]
    stage: str = field(default=STAGES[0])

    def __call__(self, stage: str) -> None:
        self.stage = stage
        number = STAGES.index(stage)
        self.tell(number + 1, stage, sum(self.usual[name] for name in STAGES[number:]))


def find_study(named: Path, folder: Path = Path()) -> Path:
    """The study that is meant: a file, the folder that holds one, or the name of a study below `folder`/studies."""
    if not os.path.exists(named) and len(named.parts) == 1:
        own = folder / "studies" / named / "study.yml"
        return own if os.path.isfile(own) else named
    return named / "study.yml" if os.path.isdir(named) else named


def run_study(study_file: Path, *, root: Path, direct: bool, language: str, tell: Told) -> Outcome:
    """Run the study and publish the result; on any failure the last good run stays as it was.

    A run that its user breaks off is taken away at once; of one that failed the next run clears away the rest.

    Raises
    ------
    SegkitError
        With a code; what nobody planned for becomes StageFailed with the stage's name.
    """
    study = read_study(study_file)
    begun, previous = time.perf_counter(), latest_run(root, study.study)
    reached = _Reached(tell, usual_seconds(previous))
    with full_disk_named(_made(root)):
        run = start_run(root, study.study, study_file)
        try:
            _work(run, direct, language, reached)
        except KeyboardInterrupt:
            shutil.rmtree(run.folder, ignore_errors=True)
            raise
        except SegkitError as problem:
            _leave_page(problem, language, run)
            raise
        inputs = json.loads(run.facts("inputs").read_text(encoding="utf-8"))
        stages = {r.stage: {"seconds": r.seconds, "peak_memory": r.peak_memory} for r in read_stage_receipts(run)}
        folder = publish_run(run, inputs=inputs, versions={name: version(name) for name in LIBRARIES})
    seconds = round(time.perf_counter() - begun, 2)
    quality = json.loads((folder / "report.json").read_text(encoding="utf-8"))["quality"]
    accounts, heads = tuple(quality["accounts"]), quality["heads"]
    return Outcome(folder, _shared_files(folder), _rows(accounts), accounts, heads, seconds, stages, previous)


def _leave_page(problem: SegkitError, language: str, run: Run) -> None:
    """The problem as a page in the run's folder, noted on it; not where the disk is full and cannot take it."""
    from segkit.report.problem import write_problem

    with suppress(OSError):
        problem.add_note(str(write_problem(problem, Wording(language), run.folder)))


def _made(root: Path) -> Path:
    root.mkdir(parents=True, exist_ok=True)
    return root


def _work(run: Run, direct: bool, language: str, reached: _Reached) -> None:
    try:
        if direct:
            from segkit.pipeline import run_pipeline

            run_pipeline(run, tell=reached)
        else:
            from segkit.notebooks import run_notebooks

            run_notebooks(run, language, tell=reached)
    except SegkitError:
        raise
    except Exception as error:
        raise _named(error, run, reached.stage) from error


def _named(error: Exception, run: Run, stage: str) -> SegkitError:
    """What nobody planned for, by its stage; DuckDB and Arrow tell of a full disk in words of their own."""
    if getattr(error, "errno", None) == ENOSPC or os.strerror(ENOSPC) in str(error):
        return DiskFull(str(run.folder.parent), shutil.disk_usage(run.folder).free)
    return StageFailed(stage, type(error).__name__, str(error)[:300])


def usual_seconds(last: Path | None) -> dict[str, float]:
    """How long each stage took in the run at `last`; the sample's seconds where there is none."""
    receipt = last / "receipt.json" if last else None
    if receipt is None or not receipt.is_file():
        return dict(USUAL_SECONDS)
    stages = json.loads(receipt.read_text(encoding="utf-8"))["stages"]
    return USUAL_SECONDS | {stage["stage"]: stage["seconds"] for stage in stages}


def _shared_files(folder: Path) -> tuple[str, ...]:
    names = (file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file())
    return tuple(sorted(name for name in names if not name.startswith("restricted/")))


def _rows(accounts: tuple[dict[str, Any], ...]) -> dict[str, int]:
    names = ("rows", "kept", "quarantined", "outside", "non_data")
    return {name: sum(account[name] for account in accounts) for name in names}
