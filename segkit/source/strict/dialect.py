"""Which form a file's first records have; where two readings are equally good, both, and the line that settles it.

A reading is judged by its first records: how many are well formed and have the commonest number of fields. Records
before the first of that width are preamble, records after the last are another table; neither counts.
"""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from segkit.source.strict.loose import loose_readings, loosened
from segkit.source.strict.readings import FITS, Reading, Stated, Trials
from segkit.source.strict.records import ByteFile

SAMPLE = 1 << 18
MOSTLY = 0.95
YAML_WORDS = ("true", "false", "null", "yes", "no", "on", "off")  # in a column's name these would not be text
USUAL, FULL_WIDTH, SPACED = (",", "\t", ";", "|"), ("，", "；"), (", ", "; ", "| ")
Question = Literal["two_readings", "full_width", "another_reading", "loose_column", "no_column", "no_reading"]


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


def _line(settings: dict[str, str]) -> str:
    return f"read: {{{', '.join(f'{key}: {_as_yaml(text)}' for key, text in settings.items())}}}"


def _as_yaml(text: str) -> str:
    is_word = text.replace("_", "").isalpha() and text.lower() not in YAML_WORDS
    return text if is_word else json.dumps(text, ensure_ascii=False)


def propose_form(path: Path, stated: Stated | None = None) -> Proposal:
    """The form of a UTF-8 file, by its first records; what is stated is not looked for.

    A file of one column comes back with a reading of width 1. `full_width`: the delimiter is a Chinese comma or
    semicolon, which is taken only when stated. `another_reading`: several records do not fit the usual quotes, and all
    fit the readings given. `loose_column`: all records are alike if one column's text holds delimiters, which is taken
    when stated only. `no_column`: the column that is stated to hold them is none of the file's; the reading is the one
    without it. `no_reading`: under no form do the records have a common number of fields.
    """
    stated = stated or Stated()
    with ByteFile(path) as whole:
        end = min(whole.size, SAMPLE)
    with ByteFile(path, end=end) as file:
        trials = Trials(file, stated)
        if stated.delimiter is not None and stated.separators_in is not None:
            plain = trials.usual([stated.delimiter])[0]
            reading = loosened(plain, stated.separators_in, trials)
            return Proposal(reading) if reading else Proposal(None, "no_column", (plain,))
        if stated.delimiter is not None:
            return _with_other_quotes(trials.usual([stated.delimiter])[0], trials)
        return _found(trials)


def _found(trials: "Trials") -> Proposal:
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
    if loose := loose_readings(trials.usual((*USUAL, " ")), trials):
        return Proposal(None, "loose_column", tuple(loose))
    half = [reading for reading in usual if reading.width > 1 and reading.share >= 0.5]
    return Proposal(None, "no_reading", tuple(half))


def _best(tables: list[Reading]) -> list[Reading]:
    """The readings that none is better than: without a record amiss, from the top on, by share."""
    widest = max((reading.width for reading in tables if reading.share >= MOSTLY), default=0)
    wide = [reading for reading in tables if 2 * reading.width > widest]  # a tab behind every id makes no table of two
    pool = [reading for reading in wide if reading.is_perfect] or wide
    pool = [reading for reading in pool if reading.n_above == min(other.n_above for other in pool)]
    return [reading for reading in pool if reading.share >= max(other.share for other in pool) - (1 - MOSTLY)]


def _with_other_quotes(reading: Reading, trials: "Trials") -> Proposal:
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
