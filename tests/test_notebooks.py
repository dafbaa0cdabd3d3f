"""Notebooks on one warm kernel: what goes well, and every way in which one can fail without saying so."""

import json
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import nbformat
import papermill
import pytest

from segkit.bilingual import KERNEL
from segkit.errors import (
    DiskFull,
    FileMissing,
    KernelDied,
    MissingColumn,
    Problems,
    StageFailed,
    StageIncomplete,
    UnknownParameter,
)
from segkit.house import kit_folder
from segkit.notebooks import NOTEBOOKS, Kernel, notebook_folder, run_notebook, run_notebooks, warm_kernel
from segkit.pipeline import run_pipeline
from segkit.runs import STAGES, Run, note_problem, start_run
from segkit.wording import LANGUAGES

PARAMETERS = 'run = ""\nlanguage = "zh-CN"'
OPEN = "from pathlib import Path\nfrom segkit.runs import note_problem, open_run, write_stage_receipt"
DONE = "write_stage_receipt(open_run(Path(run)), 'collection', 0.0, 0)"
SAMPLE = kit_folder("data") / "sample"


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """An empty run of the sample company."""
    return start_run(tmp_path / "runs", "small", SAMPLE / "study.yml")


@pytest.fixture
def kernel() -> Iterator[Kernel]:
    """A kernel of the test's own."""
    with warm_kernel() as started:
        yield started


def notebook(path: Path, *codes: str, parameters: str = PARAMETERS) -> Path:
    """A small notebook of these code cells after the parameters."""
    cells = [nbformat.v4.new_code_cell(code, id=f"cell-{at}") for at, code in enumerate((parameters, *codes))]
    cells[0].metadata.tags = ["parameters"]
    path.parent.mkdir(parents=True, exist_ok=True)
    nbformat.write(
        nbformat.v4.new_notebook(cells=cells, metadata={"kernelspec": KERNEL, "language_info": {"name": "python"}}),
        path,
    )
    return path


def execute(run: Run, kernel: Kernel, tmp_path: Path, *codes: str, seconds: int = 60) -> Path:
    """A small notebook in the place of the first stage's."""
    source = notebook(tmp_path / "src" / NOTEBOOKS["collection"], OPEN, *codes)
    return run_notebook(run, "collection", "en", kernel, source=source, seconds=seconds)


def test_an_executed_notebook_keeps_its_outputs_and_tells_neither_time_nor_place(run, kernel, tmp_path):
    executed = execute(run, kernel, tmp_path, "language", DONE)
    text = executed.read_text(encoding="utf-8")
    assert "'en'" in text
    assert "papermill" not in text
    assert str(run.folder) not in text
    assert "start_time" not in text


def test_two_runs_leave_equal_notebooks(kernel, tmp_path):
    runs = [start_run(tmp_path / name, "small", SAMPLE / "study.yml") for name in ("one", "two")]
    first, second = (execute(one, kernel, tmp_path, "[1, 2]", "print('x')", DONE) for one in runs)
    assert first.read_bytes() == second.read_bytes()


def test_the_user_sees_nothing_of_the_kernel(run, tmp_path, capfd):
    with warm_kernel() as kernel:
        execute(run, kernel, tmp_path, DONE)
    assert capfd.readouterr() == ("", "")


def test_the_kernel_listens_on_no_tcp_port_where_the_system_has_local_sockets(kernel):
    assert kernel.manager.transport == "ipc"


def test_a_killed_kernel_is_noticed_within_seconds_and_a_notebook_is_left(run, kernel, tmp_path):
    begun = time.monotonic()
    with pytest.raises(KernelDied):
        execute(run, kernel, tmp_path, "import os\nos.kill(os.getpid(), 9)", DONE)
    assert time.monotonic() - begun < 30
    assert (run.restricted / "notebooks" / NOTEBOOKS["collection"]).is_file()


def test_a_cell_that_leaves_with_success_leaves_the_stage_incomplete(run, kernel, tmp_path):
    with pytest.raises(StageIncomplete):
        execute(run, kernel, tmp_path, "import sys\nsys.exit(0)", DONE)


def test_a_cell_that_leaves_with_failure_is_a_failure(run, kernel, tmp_path):
    with pytest.raises(StageFailed):
        execute(run, kernel, tmp_path, "import sys\nsys.exit(3)", DONE)


def test_exit_in_a_cell_is_no_success(run, kernel, tmp_path):
    with pytest.raises((StageIncomplete, KernelDied)):
        execute(run, kernel, tmp_path, "exit()", "import time\ntime.sleep(5)", DONE)


def test_a_notebook_without_its_receipt_is_incomplete(run, kernel, tmp_path):
    with pytest.raises(StageIncomplete):
        execute(run, kernel, tmp_path, "1 + 1")


def test_a_cell_that_hangs_is_stopped(run, kernel, tmp_path):
    with pytest.raises(StageFailed) as failed:
        execute(run, kernel, tmp_path, "import time\ntime.sleep(60)", seconds=2)
    assert failed.value.kind == "CellTimeoutError"


def test_an_unplanned_error_names_the_stage_and_what_it_was(run, kernel, tmp_path):
    with pytest.raises(StageFailed) as failed:
        execute(run, kernel, tmp_path, "1 / 0")
    assert (failed.value.stage, failed.value.kind) == ("collection", "ZeroDivisionError")


def test_a_full_disk_in_a_cell_is_called_a_full_disk(run, kernel, tmp_path):
    with pytest.raises(DiskFull):
        execute(run, kernel, tmp_path, "import errno, os\nraise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))")


def test_a_problem_that_the_stage_noted_comes_back_as_it_was(run, kernel, tmp_path):
    note_problem(run, "collection", FileMissing("orders.csv", "order.csv"))
    with pytest.raises(FileMissing) as problem:
        execute(run, kernel, tmp_path, "raise ValueError")
    assert problem.value.nearest == "order.csv"


def test_seven_notebooks_share_one_kernel_and_are_told_in_order(run, tmp_path):
    folder = tmp_path / "seven"
    for stage, name in NOTEBOOKS.items():
        done = DONE.replace("collection", stage)
        notebook(folder / name, OPEN, "import os\nopen(Path(run) / 'pids', 'a').write(f'{os.getpid()}\\n');", done)
    told: list[str] = []
    run_notebooks(run, "en", tell=told.append, folder=folder)
    pids = (run.folder / "pids").read_text().split()
    assert tuple(told) == STAGES
    assert len(pids) == 7
    assert len(set(pids)) == 1


def test_a_parameter_that_a_notebook_does_not_declare_stops_the_run_before_any_kernel(run, tmp_path):
    for name in NOTEBOOKS.values():
        notebook(tmp_path / "seven" / name, OPEN)
    notebook(tmp_path / "seven" / NOTEBOOKS["report"], parameters='run = ""')
    with pytest.raises(UnknownParameter) as problem:
        run_notebooks(run, "en", folder=tmp_path / "seven")
    assert (problem.value.parameter, problem.value.declared) == ("language", ("run",))
    assert not (run.restricted / "notebooks").exists()


# --- the real notebooks -----------------------------------------------------------------------------


def study_without(tmp_path: Path, old: str, new: str) -> Path:
    """A copy of the sample whose study.yml says `new` where it said `old`."""
    folder = shutil.copytree(SAMPLE, tmp_path / "sample", ignore=shutil.ignore_patterns("truth"))
    file = folder / "study.yml"
    file.write_text(file.read_text("utf-8").replace(old, new), encoding="utf-8")
    return file


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_missing_column_is_told_in_words_inside_the_notebook_and_outside(tmp_path, language):
    study = study_without(tmp_path, "amount: 实付金额", "amount: 实收款")
    run = start_run(tmp_path / "runs", "small", study)
    with pytest.raises(Problems) as told, warm_kernel() as kernel:
        run_notebook(run, "collection", language, kernel)
    assert [(type(one), one.column) for one in told.value.problems] == [(MissingColumn, "实收款")]
    left = nbformat.read(run.restricted / "notebooks" / NOTEBOOKS["collection"], as_version=4)
    seen = "".join(line for cell in left.cells for out in cell.get("outputs", []) for line in out.get("traceback", []))
    assert seen.startswith("E-COL-01")
    assert "Traceback" not in seen
    assert "segkit/" not in seen


@pytest.mark.slow
def test_notebooks_and_the_direct_way_give_the_same_report_and_equal_notebooks(tmp_path):
    first, second, direct = (start_run(tmp_path / n, "small", SAMPLE / "study.yml") for n in ("one", "two", "direct"))
    run_notebooks(first, "zh-CN")
    run_notebooks(second, "zh-CN")
    run_pipeline(direct)
    reports = [(run.folder / "report.json").read_bytes() for run in (first, second, direct)]
    assert reports[0] == reports[1] == reports[2]
    for name in NOTEBOOKS.values():
        same = [(run.restricted / "notebooks" / name).read_bytes() for run in (first, second)]
        assert same[0] == same[1], name
        assert not errors_and_noise(json.loads(same[0])), name


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", NOTEBOOKS.values())
def test_each_notebook_runs_alone_in_a_cold_kernel(tmp_path, language, name):
    executed = tmp_path / name
    with warm_kernel() as kernel:
        papermill.execute_notebook(
            str(notebook_folder(language) / name),
            str(executed),
            kernel_name="python3",
            progress_bar=False,
            cwd=str(tmp_path),
            km=kernel.manager,
        )
        kernel.hang_up()
    assert not errors_and_noise(json.loads(executed.read_bytes()))


def errors_and_noise(executed: dict) -> list[dict]:
    """What an executed notebook should not hold: errors, and warnings on the error stream."""
    outputs = [output for cell in executed["cells"] for output in cell.get("outputs", [])]
    return [one for one in outputs if one["output_type"] == "error" or one.get("name") == "stderr"]
