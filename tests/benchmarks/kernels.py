"""What kernels cost beside the work: seven notebooks on one warm kernel against seven cold ones."""

import json
import shutil
import time
from contextlib import ExitStack
from pathlib import Path
from unittest.mock import patch

from segkit.notebooks import run_notebook, warm_kernel
from segkit.runs import STAGES, start_run
from tests.benchmarks.findings import Finding
from tests.benchmarks.watch import BUILD, ROOT

STUDY = ROOT / "data" / "sample" / "study.yml"


def measure() -> list[Finding]:
    """What seven notebooks take beyond their cells: kernels, papermill, and importing libraries into each kernel.

    The cells' time is that of the warm kernel: what a cold one takes longer in a cell is its imports.
    """
    (warm, cells), (cold, _) = run_all(is_warm=True), run_all(is_warm=False)
    warm, cold = warm - cells, cold - cells
    note = f"warm {warm:.1f} s, cold {cold:.1f} s beside {cells:.1f} s in cells"
    return [Finding("kernel overhead, seven notebooks, warm / cold", warm / cold, 0.25, "", note=note)]


def run_all(*, is_warm: bool) -> tuple[float, float]:
    """Seconds of a run by notebooks, and those of them spent in cells as papermill noted them."""
    run = start_run(BUILD / "kernels", "warm" if is_warm else "cold", STUDY)
    begun = time.perf_counter()
    with ExitStack() as kernels:
        kernel = kernels.enter_context(warm_kernel())
        for number, stage in enumerate(STAGES):
            if number and not is_warm:
                kernels.close()
                kernel = kernels.enter_context(warm_kernel())
            with patch("segkit.notebooks.normalise_notebook"):  # it takes papermill's notes out
                run_notebook(run, stage, "zh-CN", kernel)
    seconds = time.perf_counter() - begun
    in_cells = sum(cell_seconds(path) for path in run.folder.rglob("*.ipynb"))
    shutil.rmtree(run.folder)
    return seconds, in_cells


def cell_seconds(notebook: Path) -> float:
    """Seconds its cells ran."""
    cells = json.loads(notebook.read_text("utf-8"))["cells"]
    return sum(cell["metadata"].get("papermill", {}).get("duration") or 0 for cell in cells)
