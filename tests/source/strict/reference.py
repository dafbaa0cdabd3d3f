"""The strict reading once more, written byte by byte and slowly, sharing no code with the package."""

from collections.abc import Iterator
from dataclasses import dataclass

QUOTE, COMMA, LF, CR = b'"', b",", b"\n", b"\r"


@dataclass(frozen=True)
class Read:
    """A stretch of bytes: `kind` is None for a record of data; `fields` are its values."""

    start: int
    end: int
    kind: str | None
    fields: tuple[bytes, ...] = ()


@dataclass(frozen=True)
class Fault:
    """What broke a record, where the field starts in which it was noticed, and a place on the line at fault."""

    kind: str
    field: int
    place: int


def read_all(data: bytes, n_fields: int, longest: int) -> Iterator[Read]:
    """Every record of comma-separated data without header, in order."""
    at = 0
    while at < len(data):
        found = read_one(data, at, longest)
        if isinstance(found, Fault):
            end = behind_fault(data, found, n_fields, longest)
            yield Read(at, end, found.kind)
        else:
            end, fields = found
            yield Read(at, end, kind_of(fields, n_fields), fields)
        at = end


def read_one(data: bytes, start: int, longest: int) -> tuple[int, tuple[bytes, ...]] | Fault:
    """The record at `start`: where the next begins and its values; or what is wrong."""
    fields, at = [], start
    while True:
        field, value, is_quoted = at, b"", data[at : at + 1] == QUOTE
        if is_quoted:
            at += 1
            while True:
                if at >= len(data) or at > start + longest:
                    return Fault("unclosed_quote", field, field)
                if data[at : at + 2] == b'""' and at < start + longest:
                    value, at = value + QUOTE, at + 2
                elif data[at : at + 1] == QUOTE:
                    at += 1
                    break
                else:
                    value, at = value + data[at : at + 1], at + 1
        else:
            while at < len(data) and data[at : at + 1] not in (COMMA, LF, CR, QUOTE):
                value, at = value + data[at : at + 1], at + 1
                if at > start + longest:
                    return Fault("too_long", field, at - 1)
        fields.append(value)
        if at > start + longest:
            return Fault("too_long", field, at - 1)
        sign = data[at : at + 1]
        if sign in (b"", LF, CR):
            return at + (2 if data[at : at + 2] == b"\r\n" else len(sign)), tuple(fields)
        if sign != COMMA:
            is_left_open = is_quoted and any(end in data[field:at] for end in (LF, CR))
            return Fault("unclosed_quote" if is_left_open else "stray_quote", field, field if is_quoted else at)
        at += 1


def kind_of(fields: tuple[bytes, ...], n_fields: int) -> str | None:
    """Data, a blank row, or a row of another width."""
    if not any(field.strip(b" \t") for field in fields):
        return "blank_row"
    if len(fields) != n_fields:
        return "too_many_fields" if len(fields) > n_fields else "too_few_fields"
    return None


def behind_fault(data: bytes, fault: Fault, n_fields: int, longest: int) -> int:
    """Where reading goes on."""
    end = line_end(data, fault.place)
    if end - fault.field <= longest:
        rest = data[fault.field : end].rstrip(b"\r\n")
        if not ends_open(rest, is_loose=True) and not ends_open(rest, is_loose=False):
            return end
    quote = data.find(QUOTE, end, end + longest)
    if quote < 0:
        return end
    line = max(data.rfind(LF, end, quote), data.rfind(CR, end, quote))
    line = end if line < 0 else line + 1
    found = read_one(data, line, longest)
    is_good = not isinstance(found, Fault) and len(found[1]) == n_fields
    return end if is_good else line


def ends_open(line: bytes, *, is_loose: bool) -> bool:
    """Whether a line ends inside quotes for a reader that ends fields at every quote, or (loose) before commas only."""
    is_open, is_start, at = False, True, 0
    while at < len(line):
        sign, following = line[at : at + 1], line[at + 1 : at + 2]
        if is_open:
            if sign == QUOTE and is_loose:
                is_open = following not in (b"", COMMA)
            elif sign == QUOTE and following == QUOTE:
                at += 1
            elif sign == QUOTE:
                is_open = False
        elif sign == QUOTE and is_start:
            is_open = True
        is_start = sign == COMMA and not is_open
        at += 1
    return is_open


def line_end(data: bytes, place: int) -> int:
    """The end of the physical line that holds `place`, its break included."""
    while place < len(data):
        if data[place : place + 2] == b"\r\n":
            return place + 2
        place += 1
        if data[place - 1 : place] in (LF, CR):
            return place
    return place
