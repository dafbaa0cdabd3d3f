"""What is asked of the sample shop, and what was made."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np

FIRST_DAY = date(2024, 1, 1)
AS_OF = date(2025, 12, 31)
N_DAYS = (AS_OF - FIRST_DAY).days + 1
FIRST_SECOND = int(np.datetime64(FIRST_DAY, "s").astype(np.int64))
PEOPLE_PER_CHUNK = 25_000  # bounds memory: about 250,000 order lines are held at a time


@dataclass(frozen=True)
class SamplePlan:
    """How large, how dirty, and in which language the shop is made; equal plans give equal bytes."""

    customers: int = 3_000  # persons; members are a few more, since some persons have two numbers
    lines_per_customer: float = 6.6  # order lines per person, on average
    language: str = "zh-CN"
    seed: int = 618
    is_dirty: bool = True
    only_orders: bool = False  # write the order file alone
    encoding: str = ""  # of the order file; empty: GB18030 for the Chinese shop, UTF-8 for the English one
    dirtiness: float = 1.0  # how many times the usual dirt; each kind stands at least once


@dataclass(frozen=True)
class SampleReceipt:
    """What `write_sample` wrote: files with their rows (headers not counted), persons and planted records."""

    folder: Path
    rows: dict[str, int]
    persons: int
    planted: dict[str, int]  # cleaning rule -> records planted for it


def open_stream(plan: SamplePlan, chunk: int, part: str) -> np.random.Generator:
    """A random stream for one part of one chunk, so that a change in one part leaves the others as they were."""
    return np.random.default_rng([plan.seed, chunk, *part.encode()])
