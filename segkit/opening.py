"""What the first cell of every notebook calls: the stage to work on, in a run or for practice.

Under papermill the runner names the run. Opened by hand, with `run` left empty, the notebook works on a practice run of
the sample company: the stages before it are computed first, so that each notebook runs alone.
"""

from pathlib import Path
from typing import Any

from segkit.errors import SegkitError
from segkit.house import kit_folder
from segkit.pipeline import run_stages
from segkit.runs import STAGES, note_problem, start_run
from segkit.steps.stage import Stage, open_stage
from segkit.study import read_study
from segkit.wording import Wording


def open_notebook(run: str, stage: str, language: str) -> Stage:
    """The stage this notebook tells; a problem met in a later cell is shown in words, not as a traceback."""
    opened = open_stage(run or practice_run(stage), stage, language)
    _tell_problems_in_words(opened)
    return opened


def practice_run(stage: str, *, root: Path = Path("runs")) -> Path:
    """A new run of the sample company in which every stage before `stage` is done; its folder is never published."""
    study_file = kit_folder("data") / "sample" / "study.yml"
    run = start_run(root, f"{read_study(study_file).study}-practice", study_file)
    run_stages(run, STAGES[: STAGES.index(stage)])
    return run.folder


def _tell_problems_in_words(stage: Stage) -> None:
    try:
        from IPython import get_ipython
    except ImportError:
        return
    if shell := get_ipython():
        shell.set_custom_exc((SegkitError,), _teller(stage))


def _teller(stage: Stage) -> Any:
    def tell(shell: Any, kind: type, problem: SegkitError, _trace: Any, tb_offset: int | None = None) -> list[str]:  # noqa: ARG001
        note_problem(stage.run, stage.name, problem)
        told = [Wording(stage.language).explain(problem)]
        shell._showtraceback(kind, problem, told)
        return told

    return tell
