"""On which physical lines the kept records begin: only where they do not follow each other line by line."""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

Jumps = NDArray[np.int64]  # two columns: the number of a kept record, the physical line on which it begins

NO_JUMPS: Jumps = np.empty((0, 2), np.int64)


def jumps_of(lines: NDArray[np.int64]) -> Jumps:
    """The records, numbered from 0 in the order of `lines`, that do not begin one line below the one before."""
    numbers = np.arange(len(lines))
    shifts = lines - numbers
    is_jump = np.ones(len(lines), bool)
    is_jump[1:] = shifts[1:] != shifts[:-1]
    return np.column_stack((numbers, lines))[is_jump]


@dataclass
class LineMap:
    """The jumps of one batch after another."""

    n_records: int = 0
    parts: list[Jumps] = field(default_factory=list)

    def add(self, jumps: Jumps, n_records: int) -> None:
        """Go on with a batch of `n_records`, whose jumps are numbered from its first record."""
        moved = jumps + np.array([self.n_records, 0])
        if len(moved) and self.parts and np.ptp(np.diff(np.vstack((self.parts[-1][-1], moved[0])), axis=1)) == 0:
            moved = moved[1:]
        self.parts += [moved] if len(moved) else []
        self.n_records += n_records

    def jumps(self) -> Jumps:
        """All jumps; the first record's is always among them."""
        return np.vstack(self.parts) if self.parts else NO_JUMPS
