"""The flow as notebooks: papermill executes them one after the other on one warm kernel."""

import asyncio
import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat
import papermill
from jupyter_client.manager import AsyncKernelManager
from nbclient.exceptions import CellTimeoutError, DeadKernelError
from papermill.exceptions import PapermillExecutionError

from segkit.errors import KernelDied, SegkitError, StageFailed, UnknownParameter
from segkit.house import kit_folder
from segkit.runs import STAGES, Run, check_stage, read_problem

CELL_SECONDS = 3600  # a cell that takes longer hangs
NOTEBOOKS = {stage: f"{number:02d}_{stage}.ipynb" for number, stage in enumerate(STAGES, start=1)}
Told = Callable[[str], None]


@dataclass(frozen=True)
class Kernel:
    """One kernel that stays warm from notebook to notebook, and the loop it lives in."""

    manager: AsyncKernelManager
    loop: asyncio.AbstractEventLoop

    def is_alive(self) -> bool:
        """Whether the kernel's process still runs."""
        return bool(self.loop.run_until_complete(self.manager.is_alive()))


@contextmanager
def warm_kernel() -> Iterator[Kernel]:
    """A started kernel, shut down at the end."""
    loop = asyncio.new_event_loop()
    asyncio.set_event_loop(loop)
    kernel = Kernel(AsyncKernelManager(kernel_name="python3"), loop)
    loop.run_until_complete(kernel.manager.start_kernel(extra_arguments=["--HistoryManager.enabled=False"]))
    try:
        yield kernel
    finally:
        loop.run_until_complete(kernel.manager.shutdown_kernel(now=True))
        asyncio.set_event_loop(None)
        loop.close()


def run_notebooks(run: Run, language: str, *, tell: Told = lambda _stage: None) -> None:
    """Execute all seven notebooks of `language` on one kernel; `tell` hears each stage before it starts.

    Raises
    ------
    KernelDied, StageFailed, StageIncomplete
        The notebook's own word is not trusted: the kernel must live and the stage must have left its receipt.
    SegkitError
        What the stage itself raised on purpose, as it was.
    """
    with warm_kernel() as kernel:
        for stage in STAGES:
            tell(stage)
            run_notebook(run, stage, language, kernel)


def run_notebook(run: Run, stage: str, language: str, kernel: Kernel | None = None) -> None:
    """Execute one notebook of the flow, on `kernel` or a cold one of its own."""
    source = notebook_folder(language) / NOTEBOOKS[stage]
    target = run.restricted / "notebooks" / source.name
    target.parent.mkdir(parents=True, exist_ok=True)
    parameters = {"run": str(run.folder), "language": language}
    check_parameters(source, parameters)
    try:
        _execute(source, target, parameters, kernel)
    except SegkitError:
        raise
    except DeadKernelError as error:
        _leave_copy(source, target)
        raise KernelDied(stage) from error
    except PapermillExecutionError as error:
        raise _own_error(run, stage) or StageFailed(stage, error.ename, error.evalue) from error
    except CellTimeoutError as error:
        raise StageFailed(stage, "CellTimeoutError", str(CELL_SECONDS)) from error
    if kernel and not kernel.is_alive():
        raise KernelDied(stage)
    check_stage(run, stage)
    normalise_notebook(target)


def notebook_folder(language: str) -> Path:
    """Where the built notebooks of a language lie."""
    return kit_folder("notebooks") / language


def check_parameters(notebook: Path, parameters: dict[str, Any]) -> None:
    """Raise UnknownParameter before any kernel starts; papermill itself would only warn and paste it in."""
    declared = tuple(papermill.inspect_notebook(str(notebook)))
    for name in parameters:
        if name not in declared:
            raise UnknownParameter(notebook.name, name, declared)


def normalise_notebook(path: Path) -> None:
    """Take times, counts and paths out of an executed notebook, so that equal runs leave equal files."""
    notebook = nbformat.read(path, as_version=4)
    notebook.metadata.pop("papermill", None)
    kept = [cell for cell in notebook.cells if "injected-parameters" not in cell.metadata.get("tags", [])]
    for number, cell in enumerate(kept, start=1):
        cell.metadata.pop("papermill", None)
        cell.metadata.pop("execution", None)
        if cell.cell_type == "code":
            _number(cell, number)
    notebook.cells = kept
    nbformat.write(notebook, path)


def _number(cell: Any, number: int) -> None:
    cell.execution_count = number
    for output in cell.outputs:
        if "execution_count" in output:
            output.execution_count = number


def _execute(source: Path, target: Path, parameters: dict[str, str], kernel: Kernel | None) -> None:
    options: dict[str, Any] = {"km": kernel.manager} if kernel else {"kernel_manager_class": AsyncKernelManager}
    logging.getLogger("papermill").setLevel(logging.ERROR)
    papermill.execute_notebook(
        str(source),
        str(target),
        parameters=parameters,
        kernel_name="python3",
        language="python",
        progress_bar=False,
        request_save_on_cell_execute=False,
        autosave_cell_every=0,
        execution_timeout=CELL_SECONDS,
        cwd=str(target.parent),
        **options,
    )


def _own_error(run: Run, stage: str) -> SegkitError | None:
    """The coded problem that the stage noted before its cell failed."""
    with suppress(FileNotFoundError):
        return read_problem(run, stage)
    return None


def _leave_copy(source: Path, target: Path) -> None:
    """A dead kernel leaves no notebook; leave the unexecuted one in its place."""
    if not target.exists():
        target.write_bytes(source.read_bytes())
