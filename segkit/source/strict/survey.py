"""The strict structure check of a whole text file: every record is kept exactly, or set aside with a reason."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import get_args

from segkit.source.strict.area import SetAside, settle_area
from segkit.source.strict.form import Form
from segkit.source.strict.judging import Judge, NonData
from segkit.source.strict.records import BREAK, LONGEST, ByteFile
from segkit.source.strict.scanning import NAMES, WINDOW, Batch, Scan

MOST_REMEMBERED = 100_000
WRONG_WIDTHS = ("too_many_fields", "too_few_fields")
NON_DATA = frozenset(get_args(NonData))


@dataclass(frozen=True)
class Plan:
    """What was settled before the pass.

    `form`: how records are written. `n_fields`: of every record. `header_lines`: the header's first and last physical
    line, (0, 0) without one; lines above it are preamble. `last_row`: the last physical line of the table, if stated.
    `is_utf8`: whether it was proved before that all bytes are UTF-8. `seeks_totals`: False where rows of sums that fit
    are left to a later rule, which knows which column is the customer. `nul_at`: places, from 0, of the columns in
    which a NUL byte spoils a record; None: in all.
    """

    form: Form
    n_fields: int
    header_lines: tuple[int, int] = (1, 1)
    last_row: int | None = None
    is_utf8: bool = False
    seeks_totals: bool = True
    nul_at: frozenset[int] | None = None


@dataclass(frozen=True)
class SecondTable:
    """A run of records that all have the same other number of fields and reach to the file's end."""

    first_line: int
    n_fields: int
    n_records: int


@dataclass(frozen=True)
class StructureSurvey:
    """What the pass found; records in the file = `n_records` + `n_odd` + `n_non_data`.

    `n_records`: kept, each with `plan.n_fields` fields. `counts`: of what was set aside, by kind. `remembered`: the
    first of them; all of them come from `set_aside`. `ends`, `inner`: line breaks ("lf", "crlf", "cr") that end records
    and that stand inside quoted fields. `longest`: bytes of the longest record. `n_nul`: kept records with NUL bytes,
    which are taken out. `n_joined`: kept records with delimiters in the text of the form's loose column.
    """

    path: Path
    plan: Plan
    n_records: int
    counts: Mapping[str, int]
    remembered: tuple[SetAside, ...]
    ends: frozenset[str]
    inner: frozenset[str]
    longest: int
    second_table: SecondTable | None
    n_nul: int = 0
    n_joined: int = 0

    @property
    def n_non_data(self) -> int:
        """Records that are no data: header, preamble, blank rows, repeated headers, totals, footer."""
        return sum(n for kind, n in self.counts.items() if kind in NON_DATA)

    @property
    def n_odd(self) -> int:
        """Records that may hold data but cannot be trusted."""
        return sum(self.counts.values()) - self.n_non_data

    @property
    def odd_share(self) -> float:
        """Share of the records with data that were set aside, 0 to 1."""
        return self.n_odd / max(1, self.n_records + self.n_odd)

    def set_aside(self) -> Iterator[SetAside]:
        """Everything set aside in the file's order; beyond what is remembered the file is read once more."""
        if sum(self.counts.values()) == len(self.remembered):
            yield from self.remembered
            return
        with Pass(self.path, self.plan) as again:
            for batch in again.batches():
                yield from batch.set_aside


def survey_structure(path: Path, plan: Plan, *, window: int = WINDOW, longest: int = LONGEST) -> StructureSurvey:
    """Read a UTF-8 file once in bounded memory and say what every byte of it is.

    `window` and `longest` (bytes read at once, bytes of the longest record) are for tests; only `longest` can change
    what is found.
    """
    counts: Counter[str] = Counter()
    remembered: list[SetAside] = []
    totals, run = _Totals(), _Run()
    with Pass(path, plan, window=window, longest=longest) as a_pass:
        for batch in a_pass.batches():
            totals.add(batch)
            counts.update(item.kind for item in batch.set_aside)
            run.follow(batch.set_aside)
            remembered += batch.set_aside[: MOST_REMEMBERED - len(remembered)]
    return StructureSurvey(
        path=path,
        plan=plan,
        n_records=totals.n_records,
        counts=dict(counts),
        remembered=tuple(remembered),
        ends=totals.ends,
        inner=totals.inner,
        longest=totals.longest,
        second_table=run.reaching(a_pass.area.end),
        n_nul=a_pass.scan.judge.n_nul,
        n_joined=a_pass.scan.judge.n_joined,
    )


class Pass:
    """One pass over a file in batches: what lies above the data, the data, what lies below."""

    def __init__(
        self, path: Path, plan: Plan, *, window: int = WINDOW, longest: int = LONGEST, tells_lines: bool = False
    ) -> None:
        with ByteFile(path, longest=longest) as whole:
            self.area = settle_area(
                whole,
                plan.form,
                plan.n_fields,
                plan.header_lines,
                plan.last_row,
                keeps_totals=not plan.seeks_totals,
            )
        self.file = ByteFile(path, end=self.area.end, longest=longest)
        judge = Judge(
            plan.form,
            plan.n_fields,
            self.area.header,
            is_utf8=plan.is_utf8,
            seeks_totals=plan.seeks_totals,
            nul_at=plan.nul_at,
        )
        self.scan = Scan(self.file, self.area, judge, window, tells_lines=tells_lines)

    def __enter__(self) -> "Pass":
        return self

    def __exit__(self, *_: object) -> None:
        self.file.close()

    def batches(self) -> Iterator[Batch]:
        """Every byte of the file in one batch or another."""
        yield _nothing_but(self.area.above, self._breaks_above())
        yield from self.scan.batches()
        yield _nothing_but(self.area.below(self.scan.line))

    def _breaks_above(self) -> frozenset[str]:
        """The kinds of line breaks in the lines above the data."""
        return frozenset(NAMES[mark] for mark in BREAK.findall(self.file.read(0, self.area.start)))


def _nothing_but(set_aside: tuple[SetAside, ...], ends: frozenset[str] = frozenset()) -> Batch:
    return Batch(0, set_aside, ends, frozenset(), 0)


@dataclass
class _Totals:
    """The batches' sums."""

    n_records: int = 0
    longest: int = 0
    ends: frozenset[str] = frozenset()
    inner: frozenset[str] = frozenset()

    def add(self, batch: Batch) -> None:
        self.n_records += batch.n_records
        self.longest = max(self.longest, batch.longest)
        self.ends |= batch.ends
        self.inner |= batch.inner


@dataclass
class _Run:
    """The latest records that follow each other with the same odd number of fields."""

    first_line: int = 0
    n_fields: int = 0
    n_records: int = 0
    end: int = -1

    def follow(self, set_aside: Iterable[SetAside]) -> None:
        """Go on with what was set aside next; a kept record between two of them, or a third width, ends the run."""
        for item in set_aside:
            is_next = item.start == self.end
            if item.kind in WRONG_WIDTHS:
                if not (is_next and item.n_fields == self.n_fields):
                    self.first_line, self.n_fields, self.n_records = item.first_line, item.n_fields, 0
                self.n_records += 1
            if item.kind in WRONG_WIDTHS or is_next:
                self.end = item.end

    def reaching(self, end: int) -> SecondTable | None:
        """The run as a table of its own, if it is one and reaches to `end`."""
        if self.end != end or self.n_records < 2 or self.n_fields < 2:
            return None
        return SecondTable(self.first_line, self.n_fields, self.n_records)
