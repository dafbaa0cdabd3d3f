"""Errors of a run and its folder."""

from dataclasses import dataclass

from segkit.errors.base import SegkitError


class RunError(SegkitError):
    """Something about a run and its folder."""

    exit_code = 1


@dataclass(eq=False)
class StageIncomplete(RunError):
    """A stage ended without leaving its receipt."""

    code = "E-RUN-01"
    stage: str


@dataclass(eq=False)
class KernelDied(RunError):
    """The notebook's kernel died, most often for lack of memory."""

    code = "E-RUN-02"
    stage: str


@dataclass(eq=False)
class DiskFull(RunError):
    """No space left to write the run."""

    code = "E-RUN-03"
    folder: str
    free: int


@dataclass(eq=False)
class StageFailed(RunError):
    """A stage raised something nobody planned for."""

    code = "E-RUN-04"
    stage: str
    kind: str
    detail: str


@dataclass(eq=False)
class OutputChanged(RunError):
    """A file of the run is not what its receipt says."""

    code = "E-RUN-05"
    file: str


@dataclass(eq=False)
class RunMissing(RunError):
    """No finished run where one was looked for."""

    code = "E-RUN-06"
    exit_code = 2
    folder: str
