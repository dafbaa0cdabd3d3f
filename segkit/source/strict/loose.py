"""The one column whose text holds delimiters although nothing quotes it, such as an address with commas.

Where its neighbours are all there, the parts that a record has too many can only be its own. Which column it is can be
seen, but not proved: so it is proposed, and taken when a person says so.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from segkit.source.strict.form import Loose
from segkit.source.strict.readings import Reading, SampleRecord, Trials
from segkit.source.structure import VALUE, looks_like_header, normal_name, unique_names

THOUSANDS = re.compile(r"\s*[-(]?[¥￥$€£]?\s*[0-9]{1,3}(?:[,.][0-9]{3})+(?:[.,][0-9]+)?\)?\s*")
CODE = re.compile(r"[A-Za-z]{0,4}[-_#]?[0-9][0-9A-Za-z_-]*")
FEWEST = 3  # columns of a table for which such a column is proposed


def loosened(plain: Reading, column: str, trials: Trials) -> Reading | None:
    """The records read with `column` as the one that holds delimiters; None where no record on top names it."""
    for record in plain.whole:
        names = unique_names(plain.texts(record))
        places = [at for at, name in enumerate(names) if normal_name(name) == normal_name(column)]
        if places:
            return _read(plain, Loose(names[places[0]], places[0], len(names)), trials)
    return None


def loose_readings(plain: Sequence[Reading], trials: Trials) -> list[Reading]:
    """The readings under which all records are alike and most columns hold one kind of value; none where nothing does.

    Several columns that explain the records equally well are all proposed.
    """
    tried = [(_n_regular(reading), reading) for one in plain for reading in _of(one, trials)]
    best = max((n for n, reading in tried if 2 * n >= reading.width), default=0)
    return [reading for n, reading in tried if n == best] if best else []


def _of(plain: Reading, trials: Trials) -> Iterator[Reading]:
    """The perfect readings with one loose column, by the header that is the first record."""
    header = plain.whole[0] if plain.whole else None
    if header is None or not _is_header_of_narrower(header, plain):
        return
    names = unique_names(plain.texts(header))
    for place, name in enumerate(names):
        reading = _read(plain, Loose(name, place, len(names)), trials)
        if reading.is_perfect and reading.width == len(names):
            yield reading


def _is_header_of_narrower(header: SampleRecord, plain: Reading) -> bool:
    """Whether a record is a header in words, none of the others has fewer fields, and some have more."""
    n = len(header.fields)
    below = [len(record.fields) for record in plain.whole[1:]]
    is_narrowest = bool(below) and min(below) >= n < max(below)
    return n >= FEWEST and is_narrowest and looks_like_header(plain.texts(header))


def _read(plain: Reading, loose: Loose, trials: Trials) -> Reading:
    return trials.read(replace(plain.form, loose=loose))


def _n_regular(reading: Reading) -> int:
    """How many columns hold one kind of value in all records below the header: figures, codes, or what is quoted.

    The loose column counts if it holds figures, and once more if its delimiters part thousands, as in 1,219.80.
    """
    assert reading.form.loose is not None
    columns = zip(*(_kinds(reading, record) for record in reading.fitting[1:]), strict=True)
    regular = [len({*kinds} - {"empty"}) <= 1 and "words" not in kinds for kinds in columns]
    return sum(regular) + _holds_thousands(reading, reading.form.loose.place)


def _holds_thousands(reading: Reading, place: int) -> bool:
    """Whether all delimiters in the loose column part thousands."""
    texts = [reading.texts(record)[place] for record in reading.fitting[1:]]
    return all(THOUSANDS.fullmatch(text) for text in texts if reading.form.delimiter in text)


def _kinds(reading: Reading, record: SampleRecord) -> list[str]:
    quote = reading.form.quote.encode() if reading.form.quotes else None
    texts = zip(record.fields, reading.texts(record), strict=True)
    return ["quoted" if quote and raw.startswith(quote) else _kind(text) for raw, text in texts]


def _kind(text: str) -> str:
    if not text.strip():
        return "empty"
    if VALUE.match(text):
        return "figure"
    return "code" if CODE.fullmatch(text) else "words"
