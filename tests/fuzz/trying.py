"""One worker: cases of all families in turn, each watched; what fails is kept as a small file."""

import resource
import sys
import time
import traceback
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from multiprocessing.sharedctypes import SynchronizedArray
from pathlib import Path
from random import Random

from tests.fuzz.mutation import Case
from tests.fuzz.settings_files import SettingsFiles
from tests.fuzz.texts import TextFiles
from tests.fuzz.workbooks import Workbooks
from tests.fuzz.written import WrittenTables

FAMILIES = (TextFiles, WrittenTables, Workbooks, SettingsFiles)
Family = TextFiles | WrittenTables | Workbooks | SettingsFiles
LONGEST = 10.0  # seconds of processor time of one case; by the clock six times as long, for other work may stand before
MOST_MEMORY = (1 << 30) + (400 << 20)  # of a worker: 1 GiB above what it holds when it has loaded everything
MINIMISING = 8.0  # seconds
# The board: when the running case began, by the clock (0: none runs) and in processor time; then for each family the
# number of cases, the slowest and all processor seconds.
BEGUN, BEGUN_CPU, FIRST, SLOTS = 0, 1, 2, 3


@dataclass(frozen=True)
class Span:
    """How long cases are tried, by the clock (`time.monotonic`): to `until`, then to `latest` while too few are done.

    `share`: of each family's target, what one worker has to do.
    """

    until: float
    latest: float
    share: float

    def is_over(self, done: Sequence[tuple[float, int]]) -> bool:
        """Whether a worker may end; `done`: its cases and the target, family by family."""
        now = time.monotonic()
        return now >= self.until and (now >= self.latest or all(n >= self.share * target for n, target in done))


def work(board: "SynchronizedArray[float]", number: int, span: Span, folder: Path) -> None:
    """Try cases until the span is over; the board tells how far it is."""
    families = [family() for family in FAMILIES]
    rng, seen = Random(number), set[str]()
    while not span.is_over([(board[FIRST + SLOTS * at], family.target) for at, family in enumerate(families)]):
        at = min(range(len(families)), key=lambda n: board[FIRST + SLOTS * n] / families[n].target)
        try_one(board, at, families[at], rng, folder, seen)
    for family in families:
        family.close()


def try_one(
    board: "SynchronizedArray[float]", at: int, family: Family, rng: Random, folder: Path, seen: set[str]
) -> None:
    """One case of one family, from its drawing to its place on the board."""
    case = family.draw(rng)
    (folder / "current").write_bytes(case.suffix.encode() + b"\n" + case.content)
    begun = time.process_time()
    board[BEGUN_CPU], board[BEGUN] = begun, time.monotonic()
    try:
        fault = fault_of(family, case, folder / str(at))
    finally:
        board[BEGUN] = 0
    took, first = time.process_time() - begun, FIRST + SLOTS * at
    n, slowest, used = board[first : first + SLOTS]
    board[first : first + SLOTS] = [n + 1, max(slowest, took), used + took]
    fault = fault or (f"{took:.1f} s" if took > LONGEST else "") or memory_fault()
    if fault and signature(fault) not in seen:
        seen.add(signature(fault))
        keep(family, case, fault, folder)


def fault_of(family: Family, case: Case, folder: Path) -> str:
    """What went wrong as a traceback; empty where the case ended as it must."""
    try:
        family.check(case, folder)
    except Exception:  # noqa: BLE001 anything that comes out is what is sought
        return traceback.format_exc()
    return ""


def memory_fault() -> str:
    """What was too much; the peak never falls, so a worker with too much memory must end."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)
    return f"{peak >> 20} MiB" if peak > MOST_MEMORY else ""


def signature(fault: str) -> str:
    """The places in the code, without what the case said: two finds of one cause are one; empty without a fault."""
    places = [line.strip() for line in fault.splitlines() if line.strip().startswith("File ")]
    return "\n".join(places[-3:]) or fault[-4:]


def keep(family: Family, case: Case, fault: str, folder: Path) -> Path:
    """The case as small as it still fails, in the folder of finds, with its traceback beside it."""
    small = minimised(family, case, signature(fault), folder / "smaller")
    name = f"{family.name.replace(' ', '-')}-{sha256(small.content).hexdigest()[:10]}"
    found = folder.parent / "finds"
    found.mkdir(exist_ok=True)
    (found / f"{name}{small.suffix}").write_bytes(small.content)
    (found / f"{name}.txt").write_text(f"{small.options}\n{fault}", encoding="utf-8")
    return found / f"{name}{small.suffix}"


def minimised(family: Family, case: Case, wanted: str, folder: Path) -> Case:
    """The case without whatever it fails without, tried in ever smaller pieces for some seconds."""
    until, content = time.monotonic() + MINIMISING, case.content
    size = max(1, len(content) // 2)
    while size and time.monotonic() < until:
        at = 0
        while at < len(content) and time.monotonic() < until:
            less = Case(case.suffix, content[:at] + content[at + size :], case.options)
            if signature(fault_of(family, less, folder)) == wanted:
                content = less.content
            else:
                at += size
        size //= 2
    return Case(case.suffix, content, case.options)


def few(family: type[Family], n: int, number: int, folder: Path) -> Sequence[str]:
    """What goes wrong in `n` cases, for a quick look."""
    one, rng = family(), Random(number)
    faults = [fault for _ in range(n) if (fault := fault_of(one, one.draw(rng), folder))]
    one.close()
    return faults
