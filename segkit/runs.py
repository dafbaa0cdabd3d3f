"""A run's folder: built aside, checked against its receipt, renamed once, never overwritten."""

import hashlib
import json
import os
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from errno import EDQUOT, ENOSPC
from functools import lru_cache
from pathlib import Path
from typing import Any

import psutil

from segkit import errors
from segkit.errors import DiskFull, OutputChanged, Problems, SegkitError, StageIncomplete

STAGES = ("collection", "cleaning", "rfm", "clustering", "evaluation", "strategy", "report")
SUFFIX = ".partial"
UNSIGNED_SECONDS = 60


@dataclass(frozen=True)
class Run:
    """One run while it is built: where it grows, and of which study file; `aside` is where a finished one is read."""

    folder: Path
    study_file: Path
    aside: Path | None = None

    @property
    def restricted(self) -> Path:
        """What may identify a customer lies here, and only here."""
        return self.folder / "restricted"

    def table(self, name: str) -> Path:
        """Where the Parquet file of a table lies."""
        return self.restricted / "tables" / f"{name}.parquet"

    def facts(self, name: str) -> Path:
        """Where the facts that a stage hands to later ones lie."""
        return self.restricted / "facts" / f"{name}.json"

    def staging(self) -> Path:
        """A folder for files that no later stage needs; removed before publishing."""
        return _made(self.aside or self.restricted / "staging")


@dataclass(frozen=True)
class StageReceipt:
    """What a stage left behind: seconds, peak memory in bytes, and the sha256 of every file it wrote."""

    stage: str
    seconds: float
    peak_memory: int
    outputs: dict[str, str]


def start_run(root: Path, study: str, study_file: Path) -> Run:
    """A new, empty run folder `<root>/<study>/<run id>.partial`; abandoned ones of dead processes are removed."""
    home = _made(root / study)
    _remove_abandoned(home)
    folder = _new_folder(home)
    run = Run(folder, study_file.resolve())
    for part in ("tables", "facts", "stages"):
        _made(run.restricted / part)
    os.chmod(run.restricted, 0o700)
    _write(run.restricted / "run.json", {"study_file": str(run.study_file), "pid": os.getpid()})
    return run


def open_run(folder: Path, *, aside: Path | None = None) -> Run:
    """The run that is being built in `folder`, or a finished one whose questions need a folder `aside` to work in."""
    return Run(folder, Path(_read(folder / "restricted" / "run.json")["study_file"]), aside)


def _new_folder(home: Path) -> Path:
    name = datetime.now().strftime("%Y%m%d-%H%M%S")
    for number in range(1, 1000):
        final = home / (name if number == 1 else f"{name}-{number}")
        partial = final.with_name(final.name + SUFFIX)
        if not final.exists():
            try:
                partial.mkdir()
            except FileExistsError:
                continue
            return partial
    raise FileExistsError(home)


def _remove_abandoned(home: Path) -> None:
    for partial in home.glob(f"*{SUFFIX}"):
        if _is_abandoned(partial):
            shutil.rmtree(partial, ignore_errors=True)


def _is_abandoned(partial: Path) -> bool:
    """Whether nobody works on the folder: its process is gone, or it was never signed and is older than a minute."""
    note = partial / "restricted" / "run.json"
    if note.is_file():
        return not psutil.pid_exists(_read(note)["pid"])
    return time.time() - partial.stat().st_mtime > UNSIGNED_SECONDS


# --- stages ---------------------------------------------------------------------------------------


def write_stage_receipt(run: Run, stage: str, seconds: float, peak_memory: int) -> None:
    """Record every file that came or changed since the stages before."""
    known: dict[str, str] = {}
    for receipt in read_stage_receipts(run):
        known |= receipt.outputs
    found = _hashes(run.folder, _hash_of_unchanged)
    outputs = {name: digest for name, digest in found.items() if known.get(name) != digest}
    receipt = StageReceipt(stage, round(seconds, 3), peak_memory, outputs)
    _write(run.restricted / "stages" / f"{stage}.json", asdict(receipt))


def read_stage_receipts(run: Run) -> tuple[StageReceipt, ...]:
    """The receipts left so far, in the order of the stages."""
    files = [run.restricted / "stages" / f"{stage}.json" for stage in STAGES]
    return tuple(StageReceipt(**_read(file)) for file in files if file.is_file())


def check_stage(run: Run, stage: str) -> None:
    """Raise StageIncomplete unless `stage` left its receipt."""
    if stage not in {receipt.stage for receipt in read_stage_receipts(run)}:
        raise StageIncomplete(stage)


def note_problem(run: Run, stage: str, problem: SegkitError) -> None:
    """Leave a coded problem where the process that waits for the stage finds it."""
    _write(run.restricted / "stages" / f"{stage}.problem.json", _problem_as_dict(problem))


def read_problem(run: Run, stage: str) -> SegkitError:
    """The problem that `stage` noted; FileNotFoundError if it noted none."""
    return _problem_from_dict(_read(run.restricted / "stages" / f"{stage}.problem.json"))


def _problem_as_dict(problem: SegkitError) -> dict[str, Any]:
    slots = problem.slots()
    if isinstance(problem, Problems):
        slots = {"problems": [_problem_as_dict(item) for item in problem.problems]}
    return {"kind": type(problem).__name__, "slots": slots}


def _problem_from_dict(note: dict[str, Any]) -> SegkitError:
    slots = {name: tuple(value) if isinstance(value, list) else value for name, value in note["slots"].items()}
    if note["kind"] == "Problems":
        return Problems(tuple(_problem_from_dict(item) for item in note["slots"]["problems"]))
    return getattr(errors, note["kind"])(**slots)


# --- publishing -----------------------------------------------------------------------------------


def publish_run(run: Run, *, inputs: dict[str, str], versions: dict[str, str]) -> Path:
    """Write the receipt, check every file against it, rename the folder once, and point `latest.json` to it.

    Raises
    ------
    StageIncomplete
        An expected stage left no receipt.
    OutputChanged
        A file is not what its stage wrote.
    """
    for stage in STAGES:
        check_stage(run, stage)
    shutil.rmtree(run.restricted / "staging", ignore_errors=True)
    found = _hashes(run.folder, file_hash)
    _check_outputs(run, found)
    _write_receipt(run, found, inputs, versions)
    _flush(run.folder)
    final = run.folder.with_name(run.folder.name.removesuffix(SUFFIX))
    os.rename(run.folder, final)
    _replace(final.parent / "latest.json", {"run": final.name})
    return final


def _check_outputs(run: Run, found: dict[str, str]) -> None:
    expected: dict[str, str] = {}
    for receipt in read_stage_receipts(run):
        expected |= receipt.outputs
    for name, digest in expected.items():
        if not name.startswith("restricted/staging/") and found.get(name) != digest:
            raise OutputChanged(name)


def _write_receipt(run: Run, outputs: dict[str, str], inputs: dict[str, str], versions: dict[str, str]) -> None:
    stages = [asdict(receipt) for receipt in read_stage_receipts(run)]
    _write(run.folder / "receipt.json", {"stages": stages, "inputs": inputs, "outputs": outputs, "versions": versions})


def latest_run(root: Path, study: str) -> Path | None:
    """The folder of the study's last published run, or None."""
    pointer = root / study / "latest.json"
    return root / study / _read(pointer)["run"] if os.path.isfile(pointer) else None


def file_hash(path: Path) -> str:
    """The sha256 of a file, read in pieces."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _hash_of_unchanged(path: Path) -> str:
    """The sha256 of a file, read once as long as its size and its time stand."""
    found = path.stat()
    return _hash_at(path, found.st_size, found.st_mtime_ns)


@lru_cache(maxsize=4096)
def _hash_at(path: Path, _size: int, _changed: int) -> str:
    return file_hash(path)


def _hashes(folder: Path, digest: Callable[[Path], str]) -> dict[str, str]:
    own = ("restricted/stages/", "restricted/staging/")
    names = {file: file.relative_to(folder).as_posix() for file in sorted(folder.rglob("*")) if file.is_file()}
    return {name: digest(file) for file, name in names.items() if not name.startswith(own)}


def _flush(folder: Path) -> None:
    """Ask the system to put every file of the folder on the disk."""
    for file in folder.rglob("*"):
        if file.is_file():
            with file.open("rb") as handle:
                os.fsync(handle.fileno())


@contextmanager
def full_disk_named(folder: Path) -> Iterator[None]:
    """Turn the system's «no space left» into DiskFull with the folder and the bytes free."""
    try:
        yield
    except OSError as error:
        if error.errno in (ENOSPC, EDQUOT):
            raise DiskFull(str(folder), shutil.disk_usage(folder).free) from error
        raise


def _made(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _read(path: Path) -> dict[str, Any]:
    return json.loads(path.read_text(encoding="utf-8"))


def _write(path: Path, content: dict[str, Any]) -> None:
    path.write_text(
        json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True, default=str) + "\n", encoding="utf-8"
    )


def _replace(path: Path, content: dict[str, Any]) -> None:
    aside = path.with_name(path.name + ".new")
    _write(aside, content)
    os.replace(aside, path)
