"""What the child process that opens a workbook may use, so that a hostile file stops it and nothing else.

Address space, processor time and file size are limits of the system (module `resource`). Windows has none of them:
there only the parent's clock ends a child.
"""

from pathlib import Path

MEMORY = 2 << 30  # address space; 1,000,000 rows x 10 columns of text need 1.0 GB, x 20 more than this
SMALL, PER_MB = 1 << 30, 128 << 20  # of it for any file, and for each MB of it: a small file has no use for all
OUTPUT = 4 << 30  # of any one file that the child writes: a workbook's largest sheet as text is far below
ANSWER = 8 << 20  # of the JSON answer: sheets, columns and notes
SECONDS, SECONDS_PER_MB = 8, 3  # of processor time; measured 0.5 s for a small one, then 0.3 to 0.45 s per MB of .xlsx
WAITING = 3  # the clock may run this much longer than the processor: the machine has other work

# With an arena per thread and the default pool, Arrow alone reserves 1.4 GB of addresses; so it reserves 0.35 GB.
# A reader out of memory prints a backtrace and then waits for a lock that it holds itself; without, it aborts.
THRIFTY = {
    "MALLOC_ARENA_MAX": "2",
    "ARROW_DEFAULT_MEMORY_POOL": "system",
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "RUST_BACKTRACE": "0",
}

# What may be unpacked: 1,000,000 rows x 20 columns of text are 0.9 GB of XML in 0.2 GB. Sheets pack 1:5 to 1:60, a part
# of one repeated byte 1:1000.
UNPACKED = 1 << 30
RATIO, RATIO_FROM = 200, 10 << 20
PARTS = 10_000

# calamine lays out rows x columns of the used rectangle at 32 bytes a cell, filled or not: more do not fit into MEMORY.
AREA = 60_000_000
SPARSE, SPARSE_FROM = 100, 5_000_000
BYTES_PER_CELL = 8  # at least, unpacked


def cpu_seconds(path: Path) -> int:
    """The processor time that opening a file of this size may take."""
    return SECONDS + SECONDS_PER_MB * (path.stat().st_size >> 20)


def memory_bytes(path: Path) -> int:
    """The address space that opening a file of this size may take."""
    return min(MEMORY, SMALL + PER_MB * (path.stat().st_size >> 20))


def apply_limits(seconds: int, memory: int) -> None:
    """Limit this process; it leaves no core dump, which would hold customers' data."""
    try:
        import resource
    except ImportError:  # Windows
        return
    limits = {
        resource.RLIMIT_AS: min(memory, MEMORY),
        resource.RLIMIT_CPU: seconds,
        resource.RLIMIT_FSIZE: OUTPUT,
        resource.RLIMIT_CORE: 0,
    }
    for limit, most in limits.items():
        _, hard = resource.getrlimit(limit)
        most = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(limit, (most, hard))
