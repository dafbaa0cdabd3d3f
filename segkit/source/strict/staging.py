"""The kept records as a file that the engine reads without guessing, and the others as a file that people read."""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from segkit.source.strict.form import Form
from segkit.source.strict.records import ByteFile, RecordReader
from segkit.source.strict.survey import Pass, StructureSurvey

PIECE = 1 << 22
USUAL_LINE = 2_000_000  # bytes of the longest line that the engine takes unasked
MOST_EMPTY = 1_000
ABOVE = ("preamble", "header")


@dataclass(frozen=True)
class Staged:
    """A file of nothing but good records below `skip` records that the engine passes over."""

    path: Path
    delimiter: str
    quote: str  # also the escape; empty where nothing is quoted
    skip: int
    new_line: str | None  # as the engine spells it; None: CRLF throughout
    is_parallel: bool  # two threads may take a quoted line break for the end of a record
    longest: int

    def arguments(self) -> dict[str, object]:
        """All that the engine would otherwise sniff, for `read_csv`; the columns' names and types come on top."""
        spelled: dict[str, object] = {
            "auto_detect": False,
            "header": False,
            "skip": self.skip,
            "delim": self.delimiter,
            "quote": self.quote,
            "escape": self.quote,
            "nullstr": "",
            "strict_mode": True,
            "parallel": self.is_parallel,
            "max_line_size": max(USUAL_LINE, 2 * self.longest + 2),
        }
        return spelled | ({"new_line": self.new_line} if self.new_line else {})


def write_kept(survey: StructureSurvey, target: Path) -> Staged:
    """The surveyed file itself where the engine reads it as it lies, else its kept records written to `target`.

    Records are copied byte for byte; line breaks that end them become LF where the file mixes them, and quotes become
    RFC 4180's where the file has others; NUL bytes are taken out. Line breaks inside quoted fields stay as they are.
    """
    skip = _lies_ready(survey)
    if skip is not None:
        return _staged(survey, survey.path, skip, is_crlf=_is_crlf(survey))
    with target.open("wb") as out:
        if survey.plan.form.is_native and (_is_crlf(survey) or _replaceable(survey) is not None):
            _copy(survey, out)
        else:
            _rewrite(survey, out)
    return _staged(survey, target, 0, is_crlf=survey.plan.form.is_native and _is_crlf(survey))


def write_set_aside(survey: StructureSurvey, target: Path) -> Path:
    """Everything set aside as a table for people: lines, byte offset, kind, number of fields, the bytes as text.

    Bytes that are not UTF-8 stand as backslash escapes. A restricted file: it holds the company's own rows.
    """
    with ByteFile(survey.path) as file, target.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(("first_line", "last_line", "byte_offset", "kind", "n_fields", "text"))
        for item in survey.set_aside():
            text = file.read(item.start, item.end - item.start).decode("utf-8", "backslashreplace")
            writer.writerow((item.first_line, item.last_line, item.start, item.kind, item.n_fields, text))
    return target


def _staged(survey: StructureSurvey, path: Path, skip: int, *, is_crlf: bool) -> Staged:
    form = survey.plan.form
    new_line = None if is_crlf else "\\n"
    quote = '"' if form.quotes or form.loose else ""
    return Staged(path, form.delimiter, quote, skip, new_line, not survey.inner, survey.longest)


def _is_crlf(survey: StructureSurvey) -> bool:
    """Whether every line break of the kept records is a CRLF."""
    return survey.ends == {"crlf"} and survey.inner <= {"crlf"}


def _replaceable(survey: StructureSurvey) -> tuple[bytes, ...] | None:
    """What becomes LF, in this order, to end every record alike; None where the same bytes stand in quoted fields."""
    if "cr" in survey.ends:
        return (b"\r\n", b"\r") if survey.inner <= {"lf"} else None
    if "crlf" in survey.ends:
        return (b"\r\n",) if "crlf" not in survey.inner else None
    return ()


def _lies_ready(survey: StructureSurvey) -> int | None:
    """How many records the engine has to skip so that nothing but good records follow; None if that is not enough.

    Empty lines may stay where records have several fields: the engine passes over them.
    """
    is_one_kind = (_is_crlf(survey) or survey.ends <= {"lf"}) and not survey.n_nul
    above = [item for item in survey.remembered if item.kind in ABOVE]
    n_empty = sum(item.kind == "blank_row" and item.end - item.start <= 2 for item in survey.remembered)
    is_all = len(above) + n_empty == sum(survey.counts.values()) and n_empty <= MOST_EMPTY
    if not (survey.plan.form.is_native and is_one_kind and is_all) or (n_empty and survey.plan.n_fields == 1):
        return None
    with ByteFile(survey.path) as file:
        texts = {item: file.read(item.start, min(item.end - item.start, PIECE)) for item in survey.remembered}
        if above and file.starts_with_bom() and not _is_plain_behind_mark(texts[above[0]], survey):
            return None
    is_empty = all(text in (b"\n", b"\r\n") for item, text in texts.items() if item.kind not in ABOVE)
    return len(above) if is_empty and all(_ends_where_it_ends(texts[item], survey) for item in above) else None


def _is_plain_behind_mark(text: bytes, survey: StructureSurvey) -> bool:
    """Whether the first cell holds nothing that looks like an end.

    When it passes over a line that begins with a byte order mark, the engine takes a quoted first cell for an unquoted
    one: in `"a,"` a quote then opens behind the comma, and every row of the file is passed over with it.
    """
    form = survey.plan.form
    quote = form.quote.encode()
    if not form.quotes or not text.startswith(quote):
        return True
    inner = form.grammar.field.match(text)[0][1:-1]  # type: ignore[index]  # every pattern matches the empty field
    return not any(sign in inner for sign in (form.mark, quote, b"\r", b"\n"))


def _ends_where_it_ends(text: bytes, survey: StructureSurvey) -> bool:
    """Whether a line above the data is one record for the engine too, with the data's line break."""
    match = survey.plan.form.grammar.record.match(text)
    return match is not None and text[match.end() :] == (b"\r\n" if _is_crlf(survey) else b"\n")


def _stretches(survey: StructureSurvey) -> Iterator[tuple[int, int]]:
    """The byte ranges between what is set aside."""
    at, end = _bounds(survey)
    for item in survey.set_aside():
        if item.start > at:
            yield at, item.start
        at = max(at, item.end)
    if at < end:
        yield at, end


def _bounds(survey: StructureSurvey) -> tuple[int, int]:
    with Pass(survey.path, survey.plan) as a_pass:
        return a_pass.area.start, a_pass.area.end


def _copy(survey: StructureSurvey, out: BinaryIO) -> None:
    """Write the kept stretches, record ends as LF unless all are CRLF."""
    ends = () if _is_crlf(survey) else _replaceable(survey) or ()
    with ByteFile(survey.path) as file:
        for start, end in _stretches(survey):
            held = b""
            while start < end:
                piece = held + file.read(start, min(PIECE, end - start))
                start = min(start + PIECE, end)
                held = b"\r" if ends and start < end and piece.endswith(b"\r") else b""
                piece = piece[: len(piece) - len(held)]
                for mark in ends:
                    piece = piece.replace(mark, b"\n")
                out.write(_without_nul(piece, survey))


def _rewrite(survey: StructureSurvey, out: BinaryIO) -> None:
    """Write the kept records one by one, in RFC 4180's quotes and with LF."""
    form = survey.plan.form
    with ByteFile(survey.path) as file:
        reader = RecordReader(file, form, survey.plan.n_fields)
        for start, end in _stretches(survey):
            while start < end:
                found = reader.read(start)
                content = found.content if form.is_native else _requoted(found.content, form)
                out.write(_without_nul(content, survey) + b"\n")
                start = found.next


def _without_nul(text: bytes, survey: StructureSurvey) -> bytes:
    """The text without the NUL bytes of records that are kept for all that."""
    return text.replace(b"\0", b"") if survey.n_nul else text


def _requoted(record: bytes, form: Form) -> bytes:
    special = re.compile(b'[\r\n"' + re.escape(form.mark) + b"]")
    values = form.grammar.values(record)
    quoted = (b'"' + value.replace(b'"', b'""') + b'"' if special.search(value) else value for value in values)
    return form.mark.join(quoted)
