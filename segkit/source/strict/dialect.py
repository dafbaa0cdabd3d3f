"""Which form a file's first records have; where two readings are equally good, both, and the line that settles it.

A reading is judged by its first records: how many are well formed and have the commonest number of fields. Records
before the first of that width are preamble, records after the last are another table; neither counts.
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Literal

from segkit.columns import QUOTES
from segkit.source.strict.form import Escape, Form
from segkit.source.strict.records import BREAK, ByteFile, RecordReader

SAMPLE = 1 << 18
LOOKED_AT = 200
MOST_PREAMBLE = 20  # records above the first of the right width
FITS, MOSTLY = 0.8, 0.95
USUAL, FULL_WIDTH, SPACED = (",", "\t", ";", "|"), ("，", "；"), (", ", "; ", "| ")
Question = Literal["two_readings", "full_width", "another_reading", "no_reading"]


@dataclass(frozen=True)
class Stated:
    """What a person has said about a file's form; `quote` "" means that nothing is quoted."""

    delimiter: str | None = None
    quote: str | None = None
    escape: Escape | None = None


@dataclass(frozen=True)
class SampleRecord:
    """One of the first records: its raw fields (a broken one is one field) and the physical lines it takes."""

    fields: tuple[bytes, ...]
    first_line: int
    last_line: int
    is_whole: bool
    is_blank: bool


@dataclass(frozen=True)
class Reading:
    """The first records under one form: their width, its share, and how many lie above the first of that width."""

    form: Form
    records: tuple[SampleRecord, ...]

    @cached_property
    def width(self) -> int:
        """The commonest number of fields; of two the larger."""
        widths = Counter(len(record.fields) for record in self.records if record.is_whole and not record.is_blank)
        return max(widths, key=lambda width: (widths[width], width), default=1)

    @cached_property
    def n_above(self) -> int:
        """How many records lie above the first that fits."""
        return next((n for n, record in enumerate(self.records) if self._fits(record)), len(self.records))

    @cached_property
    def share(self) -> float:
        """Share of the records that fit, 0 to 1, from the first to the last of them; broken ones further down count."""
        filled = [record for record in self.records[self.n_above :] if not record.is_blank]
        last = max((n for n, record in enumerate(filled, 1) if self._fits(record)), default=0)
        n_broken_below = sum(not record.is_whole for record in filled[last:])
        return sum(map(self._fits, filled)) / (last + n_broken_below) if last else 0.0

    @property
    def is_table(self) -> bool:
        """Whether the records have several fields, most of them the same number, near the top of the file."""
        return self.width > 1 and self.share >= FITS and self.n_above <= MOST_PREAMBLE

    @property
    def is_perfect(self) -> bool:
        """Whether no record is amiss."""
        return self.is_table and self.share == 1

    @property
    def settings(self) -> dict[str, str]:
        """What a study's `read:` says to settle on this reading; usual quotes need no word."""
        form = self.form
        quotes = {"quote": _name_of(form.quote), "escape": form.escape} if form.quotes else {"quote": "none"}
        return {"delimiter": form.delimiter} | (quotes if not form.is_usual else {})

    def _fits(self, record: SampleRecord) -> bool:
        return record.is_whole and not record.is_blank and len(record.fields) == self.width


@dataclass(frozen=True)
class Proposal:
    """The reading to take, or the question that a person must answer, with the readings it is about."""

    reading: Reading | None
    question: Question | None = None
    readings: tuple[Reading, ...] = ()

    @property
    def lines(self) -> tuple[str, ...]:
        """One line of a study file for each reading; where quotes are in question, usual ones are named as well."""
        usual = {"quote": "double"} if self.question == "another_reading" else {}
        return tuple(_line({**one.settings, **({} if "quote" in one.settings else usual)}) for one in self.readings)


def _name_of(quote: str) -> str:
    return next((name for name, mark in QUOTES.items() if mark == quote), quote)


def _line(settings: dict[str, str]) -> str:
    told = {key: text if text.isalpha() else json.dumps(text, ensure_ascii=False) for key, text in settings.items()}
    return f"read: {{{', '.join(f'{key}: {text}' for key, text in told.items())}}}"


def propose_form(path: Path, stated: Stated | None = None) -> Proposal:
    """The form of a UTF-8 file, by its first records; what is stated is not looked for.

    A file of one column comes back with a reading of width 1. `full_width`: the delimiter is a Chinese comma or
    semicolon, which is taken only when stated. `another_reading`: several records do not fit the usual quotes, and all
    fit the readings given. `no_reading`: under no form do the records have a common number of fields.
    """
    stated = stated or Stated()
    with ByteFile(path) as whole:
        end = min(whole.size, SAMPLE)
    with ByteFile(path, end=end) as file:
        trials = _Trials(file, stated)
        if stated.delimiter is not None:
            return _with_other_quotes(trials.usual([stated.delimiter])[0], trials)
        return _found(trials)


def _found(trials: "_Trials") -> Proposal:
    usual = trials.usual(USUAL)
    if tables := [reading for reading in usual if reading.is_table]:
        best = _best(tables)
        if len(best) > 1:
            return Proposal(None, "two_readings", tuple(best))
        return _with_other_quotes(best[0], trials)
    if full_width := [reading for reading in trials.usual(FULL_WIDTH) if reading.is_table]:
        return Proposal(None, "full_width", tuple(full_width))
    if spaced := [reading for reading in trials.usual(SPACED) if reading.is_perfect]:
        return Proposal(spaced[0])
    if others := [reading for mark in USUAL for reading in trials.other_quotes(mark) if reading.is_perfect]:
        plain = [reading for reading in others if reading.form.escape in ("backslash", "literal")]
        return Proposal(plain[0]) if len(plain) == 1 else Proposal(None, "another_reading", tuple(others))
    if all(reading.width == 1 and reading.share >= FITS for reading in usual):
        return Proposal(usual[0])
    half = [reading for reading in usual if reading.width > 1 and reading.share >= 0.5]
    return Proposal(None, "no_reading", tuple(half))


def _best(tables: list[Reading]) -> list[Reading]:
    """The readings that none is better than: without a record amiss, from the top on, by share."""
    widest = max((reading.width for reading in tables if reading.share >= MOSTLY), default=0)
    wide = [reading for reading in tables if 2 * reading.width > widest]  # a tab behind every id makes no table of two
    pool = [reading for reading in wide if reading.is_perfect] or wide
    pool = [reading for reading in pool if reading.n_above == min(other.n_above for other in pool)]
    return [reading for reading in pool if reading.share >= max(other.share for other in pool) - (1 - MOSTLY)]


def _with_other_quotes(reading: Reading, trials: "_Trials") -> Proposal:
    """The reading, or another one that explains all; a question where several would.

    Backslashes are taken at once, quotes that quote nothing only where many rows hold one.
    """
    if reading.is_perfect:
        return Proposal(reading)
    others = [other for other in trials.other_quotes(reading.form.delimiter) if other.is_perfect]
    # A few rows with a quote inside a field are set aside; only where many have one is it the file's habit.
    habits = ("backslash",) if reading.share >= MOSTLY else ("backslash", "literal")
    if plain := [other for other in others if other.form.escape in habits]:
        return Proposal(plain[0])
    if others and reading.share < MOSTLY:
        return Proposal(None, "another_reading", (reading, *others))
    return Proposal(reading)


class _Trials:
    """Reads the sample under one form or another."""

    def __init__(self, file: ByteFile, stated: Stated) -> None:
        self.file, self.stated = file, stated

    def usual(self, delimiters: Iterable[str]) -> list[Reading]:
        """The readings with the stated quotes, or with the usual ones."""
        quote = '"' if self.stated.quote is None else self.stated.quote
        forms = (Form(delimiter, quote, self.stated.escape or "double") for delimiter in delimiters)
        return [self.read(form) for form in forms]

    def other_quotes(self, delimiter: str) -> list[Reading]:
        """The readings with other quotes than stated or usual; one that could quote must have a quoted field."""
        if self.stated.quote is not None or self.stated.escape is not None:
            return []
        plain = Form(delimiter)
        forms = (
            replace(plain, escape="literal"),
            replace(plain, escape="backslash"),
            replace(plain, quote="'"),
            replace(plain, escape="none"),
            replace(plain, quote="'", escape="none"),
            replace(plain, quote=""),
        )
        readings = [self.read(form) for form in forms if not form.quotes or form.quote.encode() in self.sample]
        return [reading for reading in readings if not reading.form.quotes or _is_quoted(reading)]

    @cached_property
    def sample(self) -> bytes:
        """All that is looked at."""
        return self.file.read(0, self.file.end)

    def read(self, form: Form) -> Reading:
        """The sample under a form."""
        return Reading(form, tuple(self._records(form)))

    def _records(self, form: Form) -> Iterator[SampleRecord]:
        """The first records; one that the sample cuts off is left out."""
        at, line = 3 if self.file.starts_with_bom() else 0, 1
        reader = RecordReader(self.file, form)
        for _ in range(LOOKED_AT):
            if at >= self.file.end:
                return
            found = reader.read(at)
            if found.next >= self.file.end < self.file.size:
                return
            raw = self.file.read(at, found.next - at)
            below = line + len(BREAK.findall(raw))
            fields = (raw,) if found.fault else tuple(form.grammar.fields(found.content))
            is_blank = not found.fault and bool(form.grammar.blank.fullmatch(found.content))
            yield SampleRecord(fields, line, max(line, below - 1), not found.fault, is_blank)
            at, line = found.next, below


def _is_quoted(reading: Reading) -> bool:
    quote = reading.form.quote.encode()
    return any(field.startswith(quote) for record in reading.records if record.is_whole for field in record.fields)
