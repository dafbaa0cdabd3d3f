"""The flow as notebooks: papermill executes them one after the other on one warm kernel."""

import errno
import logging
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jupyter_client.manager import AsyncKernelManager
from jupyter_core.utils import run_sync

from segkit.errors import DiskFull, KernelDied, SegkitError, StageFailed, UnknownParameter
from segkit.house import kit_folder
from segkit.jupyter import CellTimeoutError, DeadKernelError, PapermillExecutionError, nbformat, papermill
from segkit.runs import STAGES, Run, check_stage, read_problem

CELL_SECONDS = 3600  # a cell that takes longer hangs
NOTEBOOKS = {stage: f"{number:02d}_{stage}.ipynb" for number, stage in enumerate(STAGES, start=1)}
Told = Callable[[str], None]


class _Manager(AsyncKernelManager):
    """Remembers the client that papermill takes, for nobody closes its sockets while the kernel lives on."""

    def client(self, **options: Any) -> Any:
        self.taken = super().client(**options)
        return self.taken


@dataclass(frozen=True)
class Kernel:
    """A kernel that stays warm from notebook to notebook."""

    manager: _Manager

    def is_alive(self) -> bool:
        """Whether the kernel's process still runs."""
        return bool(run_sync(self.manager.is_alive)())

    def hang_up(self) -> None:
        """Close the sockets through which the last notebook spoke."""
        self.manager.taken.stop_channels()


@contextmanager
def warm_kernel() -> Iterator[Kernel]:
    """A started kernel, shut down at the end; it keeps no history and knows nothing of its user's settings.

    An asynchronous manager notices a dying kernel at once, the synchronous one waits for a minute and more. Where the
    system has local sockets they take the place of TCP ports, which other users of the machine could listen to.
    """
    with tempfile.TemporaryDirectory(prefix="segkit-") as folder:
        local = {"transport": "ipc"} if os.name == "posix" else {}
        file = os.path.join(folder, "kernel.json")
        manager = _Manager(kernel_name="python3", connection_file=file, **local)
        own = [f"--ipython-dir={folder}", "--HistoryManager.enabled=False"]
        run_sync(manager.start_kernel)(extra_arguments=own)
        try:
            yield Kernel(manager)
        finally:
            run_sync(manager.shutdown_kernel)(now=True)


def run_notebooks(run: Run, language: str, *, tell: Told = lambda _stage: None, folder: Path | None = None) -> None:
    """Execute all seven notebooks of `language` (or of `folder`) on one kernel; `tell` hears each stage beforehand.

    Raises
    ------
    KernelDied, StageFailed, StageIncomplete
        The notebook's own word is not trusted: the kernel must live and the stage must have left its receipt.
    SegkitError
        What the stage itself raised on purpose, as it was.
    """
    sources = {stage: (folder or notebook_folder(language)) / name for stage, name in NOTEBOOKS.items()}
    for source in sources.values():
        check_parameters(source, _parameters(run, language))
    with warm_kernel() as kernel:
        for stage, source in sources.items():
            tell(stage)
            run_notebook(run, stage, language, kernel, source=source)


def run_notebook(
    run: Run, stage: str, language: str, kernel: Kernel, *, source: Path | None = None, seconds: int = CELL_SECONDS
) -> Path:
    """Execute one notebook of the flow on `kernel`; the executed one, no cell of which may take longer than `seconds`.

    Raises
    ------
    KernelDied, StageFailed, StageIncomplete, SegkitError
        As `run_notebooks`.
    """
    source = source or notebook_folder(language) / NOTEBOOKS[stage]
    target = run.restricted / "notebooks" / source.name
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        _execute(source, target, _parameters(run, language), kernel, seconds)
    except PapermillExecutionError as error:
        raise _own_error(run, stage, error) from error
    except DeadKernelError as error:
        raise KernelDied(stage) from error
    except RuntimeError as error:  # a kernel that died between two notebooks never answers the next one's greeting
        if kernel.is_alive():
            raise
        raise KernelDied(stage) from error
    except CellTimeoutError as error:
        raise StageFailed(stage, "CellTimeoutError", f"{seconds} s") from error
    finally:
        kernel.hang_up()
        _leave_copy(source, target)
    if not kernel.is_alive():
        raise KernelDied(stage)
    check_stage(run, stage)
    normalise_notebook(target)
    return target


def notebook_folder(language: str) -> Path:
    """Where the built notebooks of a language lie."""
    return kit_folder("notebooks") / language


def check_parameters(notebook: Path, parameters: dict[str, str]) -> None:
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


def _parameters(run: Run, language: str) -> dict[str, str]:
    return {"run": str(run.folder), "language": language}


def _execute(source: Path, target: Path, parameters: dict[str, str], kernel: Kernel, seconds: int) -> None:
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
        execution_timeout=seconds,
        cwd=str(target.parent),
        km=kernel.manager,
    )


def _own_error(run: Run, stage: str, error: PapermillExecutionError) -> SegkitError:
    """The coded problem that the stage noted before its cell failed, else what the error says."""
    with suppress(FileNotFoundError):
        return read_problem(run, stage)
    if os.strerror(errno.ENOSPC) in error.evalue:
        return DiskFull(str(run.folder), shutil.disk_usage(run.folder).free)
    return StageFailed(stage, error.ename, error.evalue)


def _leave_copy(source: Path, target: Path) -> None:
    """A dead kernel leaves no notebook; leave the unexecuted one in its place."""
    if not target.exists():
        shutil.copyfile(source, target)
