"""A whole run: from a study file to a published folder, by notebooks or directly."""

import json
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path

from segkit.errors import SegkitError, StageFailed
from segkit.runs import STAGES, Run, full_disk_named, latest_run, publish_run, read_stage_receipts, start_run
from segkit.study import read_study

LIBRARIES = ("segkit", "duckdb", "ibis-framework", "numpy", "scikit-learn", "matplotlib", "weasyprint", "pydyf")
USUAL_SECONDS = {"collection": 4, "cleaning": 1, "rfm": 1, "clustering": 4, "evaluation": 3, "strategy": 1, "report": 9}


@dataclass(frozen=True)
class Outcome:
    """What a run left behind."""

    folder: Path
    pdfs: tuple[Path, ...]
    rows: dict[str, int]  # rows, kept, quarantined, outside, non_data of all sources together
    seconds: float
    stages: dict[str, dict[str, float]]  # stage: seconds, peak_memory


@dataclass
class Progress:
    """Which stage is at work, and how long the rest usually takes: last run's seconds, else the sample's."""

    tell: Callable[[int, str, float], None]
    usual: dict[str, float]
    reached: str = field(default=STAGES[0])

    def __call__(self, stage: str) -> None:
        """Tell number, stage and the seconds that are usually left."""
        self.reached = stage
        number = STAGES.index(stage)
        self.tell(number + 1, stage, sum(self.usual[name] for name in STAGES[number:]))


def run_study(
    study_file: Path, *, root: Path, direct: bool, language: str, tell: Callable[[int, str, float], None]
) -> Outcome:
    """Run the study and publish the result; on any failure the last good run stays as it was.

    Raises
    ------
    SegkitError
        With a code; what nobody planned for becomes StageFailed with the stage's name.
    """
    study = read_study(study_file)
    file = study_file / "study.yml" if study_file.is_dir() else study_file
    begun = time.perf_counter()
    progress = Progress(tell, _usual_seconds(root, study.study))
    root.mkdir(parents=True, exist_ok=True)
    with full_disk_named(root):
        run = start_run(root, study.study, file)
        _work(run, direct, language, progress)
        inputs = json.loads(run.facts("inputs").read_text(encoding="utf-8"))
        stages = {r.stage: {"seconds": r.seconds, "peak_memory": r.peak_memory} for r in read_stage_receipts(run)}
        folder = publish_run(run, inputs=inputs, versions={name: version(name) for name in LIBRARIES})
    return _outcome(folder, stages, time.perf_counter() - begun)


def _work(run: Run, direct: bool, language: str, progress: Progress) -> None:
    try:
        if direct:
            from segkit.pipeline import run_pipeline

            run_pipeline(run, tell=progress)
        else:
            from segkit.notebooks import run_notebooks

            run_notebooks(run, language, tell=progress)
    except (SegkitError, OSError, KeyboardInterrupt):
        raise
    except Exception as error:
        raise StageFailed(progress.reached, type(error).__name__, str(error)[:300]) from error


def _usual_seconds(root: Path, study: str) -> dict[str, float]:
    last = latest_run(root, study)
    receipt = last / "receipt.json" if last else None
    if receipt is None or not receipt.is_file():
        return dict(USUAL_SECONDS)
    stages = json.loads(receipt.read_text(encoding="utf-8"))["stages"]
    return USUAL_SECONDS | {stage["stage"]: stage["seconds"] for stage in stages}


def _outcome(folder: Path, stages: dict[str, dict[str, float]], seconds: float) -> Outcome:
    quality = json.loads((folder / "report.json").read_text(encoding="utf-8"))["quality"]
    names = ("rows", "kept", "quarantined", "outside", "non_data")
    rows = {name: sum(account[name] for account in quality["accounts"]) for name in names}
    return Outcome(folder, tuple(sorted(folder.glob("report.*.pdf"))), rows, round(seconds, 2), stages)
