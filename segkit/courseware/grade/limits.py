"""How much a learner's notebook may use while it is graded.

The system enforces memory, file size and open files where it has such limits (module `resource`); the clock, the
results' size and the disk are watched from outside everywhere.
"""

import os
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True)
class Limits:
    """One submission's share; a cell over its time is broken off and the rest of the notebook runs on."""

    cell_seconds: float = 20.0
    total_seconds: float = 60.0
    grace_seconds: float = 2.0  # for a cell that will not be broken off; then its process is ended
    memory: int = 1 << 30  # beyond what the libraries themselves hold
    file_bytes: int = 50 << 20  # of any one file
    disk_bytes: int = 100 << 20  # of all files together
    value_bytes: int = 4 << 20  # of one exercise's results as JSON
    result_bytes: int = 32 << 20  # of everything that comes back
    restarts: int = 4  # runs without a cell that ended the process

    def as_dict(self) -> dict[str, Any]:
        """The limits by name, as a job carries them."""
        return asdict(self)


def apply_limits(limits: Limits) -> None:
    """Limit this process; where the system has no such limits only the clock outside ends it."""
    try:
        import resource
    except ImportError:  # Windows
        return
    wanted = {
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_FSIZE: limits.file_bytes,
        resource.RLIMIT_CPU: int(limits.total_seconds + limits.grace_seconds) + 1,
        resource.RLIMIT_NOFILE: 256,
    }
    if hasattr(resource, "RLIMIT_NPROC") and os.geteuid():
        wanted[resource.RLIMIT_NPROC] = 64
    held = _address_space()
    if held:
        wanted[resource.RLIMIT_AS] = held + limits.memory
    for limit, most in wanted.items():
        _, hard = resource.getrlimit(limit)
        most = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(limit, (most, most))


def _address_space() -> int:
    """The bytes of addresses that this process holds already; 0 where the system does not say."""
    try:
        with open("/proc/self/statm", encoding="ascii") as file:
            return int(file.read().split()[0]) * os.sysconf("SC_PAGE_SIZE")
    except OSError:
        return 0
