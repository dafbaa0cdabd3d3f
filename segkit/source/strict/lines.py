"""On which physical line of its file a kept record stands."""

from dataclasses import dataclass

import numpy as np

from segkit.source.strict.bits import Places
from segkit.source.strict.survey import Pass, StructureSurvey


@dataclass(frozen=True)
class LineShifts:
    """What to add to a kept record's number, from 0, to get its first physical line, from 1.

    One entry where the sum changes: from record `firsts` on it is `shifts`; both ascend. A file without line breaks in
    its cells has one entry per stretch of records set aside.
    """

    firsts: Places
    shifts: Places

    def lines(self, numbers: Places) -> Places:
        """The physical lines of records by their numbers."""
        return numbers + self.shifts[np.searchsorted(self.firsts, numbers, side="right") - 1]


def line_shifts(survey: StructureSurvey) -> LineShifts:
    """The shifts of all kept records; read once more only where something lies between them or breaks their lines."""
    above = max(0, survey.plan.header_lines[1])
    n_above = sum(item.kind in ("preamble", "header") for item in survey.remembered)
    if not survey.inner and n_above == sum(survey.counts.values()):
        return LineShifts(np.array([0]), np.array([above + 1]))
    firsts: list[Places] = []
    shifts: list[Places] = []
    n = 0
    with Pass(survey.path, survey.plan, tells_lines=True) as again:
        for batch in again.batches():
            found = np.array([], np.int64) if batch.lines is None else batch.lines - np.arange(n, n + batch.n_records)
            changes = np.flatnonzero(np.diff(found, prepend=shifts[-1][-1] if shifts else -1))
            if len(changes):
                firsts.append(changes + n)
                shifts.append(found[changes])
            n += batch.n_records
    empty = [np.array([], np.int64)]
    return LineShifts(np.concatenate(firsts or empty), np.concatenate(shifts or empty))
