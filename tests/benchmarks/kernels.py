"""What kernels cost beside the work: seven notebooks on one warm kernel against seven cold ones."""

import shutil
import time
from contextlib import ExitStack

from segkit.notebooks import run_notebook, warm_kernel
from segkit.runs import STAGES, read_stage_receipts, start_run
from tests.benchmarks.findings import Finding
from tests.benchmarks.watch import BUILD, ROOT

STUDY = ROOT / "data" / "sample" / "study.yml"


def measure() -> list[Finding]:
    """Wall minus the stages' own seconds: starting kernels, papermill, and importing libraries into each kernel."""
    warm, cold = overhead(is_warm=True), overhead(is_warm=False)
    note = f"warm {warm:.1f} s, cold {cold:.1f} s beside the stages' own work"
    return [Finding("kernel overhead, seven notebooks, warm / cold", warm / cold, 0.25, "", note=note)]


def overhead(*, is_warm: bool) -> float:
    """Seconds beyond those that the stages' receipts state."""
    run = start_run(BUILD / "kernels", "warm" if is_warm else "cold", STUDY)
    begun = time.perf_counter()
    with ExitStack() as kernels:
        kernel = kernels.enter_context(warm_kernel())
        for number, stage in enumerate(STAGES):
            if number and not is_warm:
                kernels.close()
                kernel = kernels.enter_context(warm_kernel())
            run_notebook(run, stage, "zh-CN", kernel)
    seconds = time.perf_counter() - begun
    work = sum(receipt.seconds for receipt in read_stage_receipts(run))
    shutil.rmtree(run.folder)
    return seconds - work
