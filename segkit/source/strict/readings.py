"""The first records of a file under one form or another."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from segkit.columns import QUOTES, Escape
from segkit.source.strict.form import OTHER, Form
from segkit.source.strict.records import BREAK, ByteFile, RecordReader

LOOKED_AT = 200
MOST_PREAMBLE = 20  # records above the first of the right width
FITS = 0.8


@dataclass(frozen=True)
class Stated:
    """What a person has said about a file's form; `quote` "" means that nothing is quoted.

    `separators_in`: the column in whose text the stated delimiter may stand without quotes.
    """

    delimiter: str | None = None
    quote: str | None = None
    escape: Escape | None = None
    separators_in: str | None = None


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
    def whole(self) -> tuple[SampleRecord, ...]:
        """The records that are well formed and say something."""
        return tuple(record for record in self.records if record.is_whole and not record.is_blank)

    @property
    def fitting(self) -> tuple[SampleRecord, ...]:
        """The records that say something in as many fields as the table has columns."""
        return tuple(filter(self._fits, self.records))

    def texts(self, record: SampleRecord) -> list[str]:
        """What the fields of a well-formed record say."""
        return [self.form.grammar.value(field).decode("utf-8", "replace") for field in record.fields]

    @property
    def settings(self) -> dict[str, str]:
        """What a study's `read:` says to settle on this reading; usual quotes need no word."""
        form = self.form
        quotes = {"quote": _name_of(form.quote), "escape": form.escape} if form.quotes else {"quote": "none"}
        loose = {"separators_in": form.loose.name} if form.loose else {}
        return {"delimiter": form.delimiter} | (quotes if not form.is_usual else {}) | loose

    def _fits(self, record: SampleRecord) -> bool:
        return record.is_whole and not record.is_blank and len(record.fields) == self.width


def _name_of(quote: str) -> str:
    return next((name for name, mark in QUOTES.items() if mark == quote), quote)


class Trials:
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
            replace(plain, escape="other_twice"),
            replace(plain, quote="'", escape="other_twice"),
            replace(plain, quote=""),
        )
        readings = [self.read(form) for form in forms if not form.quotes or form.quote.encode() in self.sample]
        return [reading for reading in readings if not reading.form.quotes or _is_apt(reading)]

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


def _is_apt(reading: Reading) -> bool:
    """Whether fields are quoted, and the other mark stands in them as the form has it."""
    quote = reading.form.quote.encode()
    fields = (field for record in reading.records if record.is_whole for field in record.fields)
    quoted = [field for field in fields if field.startswith(quote)]
    if reading.form.escape != "other_twice":
        return bool(quoted)
    other = OTHER[reading.form.quote]
    return any(other in field for field in quoted) and not any(
        other in field.replace(2 * other, b"") for field in quoted
    )
