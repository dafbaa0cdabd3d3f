"""An independent counter of a delimited file's records: a slow state machine that shares nothing with the reader.

Its rules
---------
1. A line ends with CRLF, CR or LF and with nothing else. Lines are numbered from 1, also within quoted fields, as an
   editor shows them. What follows the last line end is a line only if it is not empty. A byte order mark at the
   beginning of a record is no text.
2. A record is read as RFC 4180 says, strictly: a field is quoted only if its first character is the quote; within it
   a doubled quote is a quote and line ends are text; after the closing quote only the delimiter or a line end may come.
3. The header is the first record whose fields are those given; if none are given, the first record that is neither
   empty nor broken. Every line above it is a `preamble` record. The header itself is not counted. A *good* record has
   no trouble and exactly as many fields as the header.
4. Below the header, in this order of precedence:
   - `blank_row`: an empty line;
   - `undecodable`: a character that stands for a byte which could not be decoded (surrogateescape);
   - `nul_byte`: a NUL character;
   - `stray_quote`: a quote within an unquoted field, or a closing quote that something else follows on the line
     on which it was opened;
   - `unclosed_quote`: a quote open at the end of the file, or one that closes wrongly on a later line;
   - `too_many_fields`, `too_few_fields`: another number of fields than the header;
   - `repeated_header`: the header's fields once more;
   - `footer`: below the last good record, a line of one field under a header of three or more;
   - no code: a good record. What its cells say (a sum, a test order, a wrong date) is not this counter's business.
5. A bad record never takes a good one with it. It reaches to the end of its last line (an unclosed quote: of the file),
   but at most to the next line that begins a good record; if that cuts it short, its quote was never closed
   (`unclosed_quote`). So reading finds its feet again at the first good record.
6. If not one record is good and every one has one field more, which is empty, the rows all end with a needless
   delimiter: then these are good, and the empty field is dropped.
"""

from dataclasses import dataclass, replace

END = ""  # what stands after the last character
BYTE_ORDER_MARK = "\ufeff"


@dataclass(frozen=True)
class Record:
    """A record: the physical line of its beginning, how many lines it takes, its fields and its code.

    `code` is empty for a good record. `fields` are those read before any trouble.
    """

    line: int
    n_lines: int
    fields: tuple[str, ...]
    code: str = ""


@dataclass(frozen=True)
class Counted:
    """The header's fields, the line it begins at (0: there is none), and all other records from top to bottom."""

    header: tuple[str, ...]
    header_line: int
    records: tuple[Record, ...]

    def with_code(self, *codes: str) -> list[Record]:
        """The records of these codes."""
        return [record for record in self.records if record.code in codes]


@dataclass(frozen=True)
class Sheet:
    """A text, the places at which its lines begin, and how its fields are separated and quoted."""

    text: str
    starts: tuple[int, ...]
    delimiter: str
    quote: str


@dataclass(frozen=True)
class Reading:
    """One record as it was read: its fields, the place at which the text goes on, what was wrong with its quotes."""

    fields: tuple[str, ...]
    end: int
    trouble: str


def count_records(
    text: str, *, delimiter: str = ",", quote: str = '"', header: tuple[str, ...] | None = None
) -> Counted:
    """Every record of the text with its physical line and its code; an empty text has none."""
    sheet = Sheet(text.removeprefix(BYTE_ORDER_MARK), line_starts(text.removeprefix(BYTE_ORDER_MARK)), delimiter, quote)
    found = find_header(sheet, header)
    if found is None:
        return Counted((), 0, titles(len(sheet.starts)))
    place, reading = found
    below = line_after(sheet, reading.end, place)
    return Counted(reading.fields, place + 1, (*titles(place), *records_below(sheet, below, reading.fields)))


def titles(n_lines: int) -> tuple[Record, ...]:
    """The lines above the header."""
    return tuple(Record(i + 1, 1, (), "preamble") for i in range(n_lines))


def find_header(sheet: Sheet, header: tuple[str, ...] | None) -> tuple[int, Reading] | None:
    """The index of the header's line and the header as read; None where there is none."""
    for place in range(len(sheet.starts)):
        reading = read_record(sheet, sheet.starts[place])
        is_first = header is None and reading.fields != ("",) and not reading.trouble
        if is_first or reading.fields == header:
            return place, reading
    return None


def records_below(sheet: Sheet, first: int, header: tuple[str, ...]) -> list[Record]:
    """The records from the line of index `first` on, by the rules 4 to 6."""
    rows = all_records(sheet, first, header, len(header))
    if any(row.code == "" for row in rows):
        return with_footers(rows, header)
    wider = all_records(sheet, first, header, len(header) + 1)
    if all(row.code == "" and row.fields[-1] == "" for row in wider):
        return [replace(row, fields=row.fields[:-1]) for row in wider]
    return with_footers(rows, header)


def all_records(sheet: Sheet, first: int, header: tuple[str, ...], width: int) -> list[Record]:
    """The records from the line of index `first` on, footers not yet told from short rows."""
    rows: list[Record] = []
    place = first
    while place < len(sheet.starts):
        row = record_at(sheet, place, header, width)
        rows.append(row)
        place += row.n_lines
    return rows


def record_at(sheet: Sheet, place: int, header: tuple[str, ...], width: int) -> Record:
    """The record that begins at the line of index `place`, with its code."""
    reading = read_record(sheet, sheet.starts[place])
    trouble = trouble_of(reading, width)
    after = line_after(sheet, reading.end, place)
    cut = next_good(sheet, place + 1, after, width) if trouble else after
    if cut < after:
        trouble = "unclosed_quote"
    taken = sheet.text[sheet.starts[place] : sheet.starts[cut] if cut < len(sheet.starts) else None]
    return Record(place + 1, cut - place, reading.fields, code_of(taken, reading, trouble, header))


def trouble_of(reading: Reading, width: int) -> str:
    """What is wrong with the structure of a record; empty for a good one."""
    if reading.trouble or len(reading.fields) == width:
        return reading.trouble
    return "too_many_fields" if len(reading.fields) > width else "too_few_fields"


def next_good(sheet: Sheet, first: int, after: int, width: int) -> int:
    """The index of the first line from `first` on, and before `after`, at which a good record begins; else `after`."""
    for place in range(first, after):
        if trouble_of(read_record(sheet, sheet.starts[place]), width) == "":
            return place
    return after


def code_of(taken: str, reading: Reading, trouble: str, header: tuple[str, ...]) -> str:
    """The code of a record, by the precedence of rule 4; `taken` is all its text."""
    if taken.strip("\r\n") == "":
        return "blank_row"
    if any("\udc80" <= sign <= "\udcff" for sign in taken):
        return "undecodable"
    if "\0" in taken:
        return "nul_byte"
    return trouble or ("repeated_header" if reading.fields == header else "")


def with_footers(rows: list[Record], header: tuple[str, ...]) -> list[Record]:
    """The records, of which the lines of one field below the last good one are footers."""
    marked = list(rows)
    for i in range(len(rows) - 1, -1, -1):
        if len(header) < 3 or rows[i].code not in ("blank_row", "too_few_fields") or len(rows[i].fields) > 1:
            break
        if rows[i].code == "too_few_fields":
            marked[i] = replace(rows[i], code="footer")
    return marked


def read_record(sheet: Sheet, place: int) -> Reading:
    """One record read strictly from `place`; a stray quote ends it with its line, an open one with the text."""
    fields: list[str] = []
    place += sheet.text[place : place + 1] == BYTE_ORDER_MARK
    while True:
        read = read_quoted if sheet.text[place : place + 1] == sheet.quote else read_plain
        value, place, trouble = read(sheet, place)
        if trouble:
            return Reading(tuple(fields), place, trouble)
        fields.append(value)
        if sheet.text[place : place + 1] != sheet.delimiter:
            return Reading(tuple(fields), place + line_end(sheet.text, place), "")
        place += 1


def read_plain(sheet: Sheet, place: int) -> tuple[str, int, str]:
    """An unquoted field: its text, where it ends, and `stray_quote` if a quote stands in it."""
    text, start = sheet.text, place
    while place < len(text) and text[place] != sheet.delimiter and text[place] not in "\r\n":
        if text[place] == sheet.quote:
            return "", end_of_line(text, place), "stray_quote"
        place += 1
    return text[start:place], place, ""


def read_quoted(sheet: Sheet, place: int) -> tuple[str, int, str]:
    """A quoted field: its text, where it ends, and what is wrong with its closing quote."""
    text, value, has_line_end = sheet.text, "", False
    place += 1
    while place < len(text):
        sign, following = text[place], text[place + 1 : place + 2]
        if sign != sheet.quote:
            value, has_line_end, place = value + sign, has_line_end or sign in "\r\n", place + 1
        elif following == sheet.quote:
            value, place = value + sign, place + 2
        elif following in (END, sheet.delimiter, "\r", "\n"):
            return value, place + 1, ""
        elif has_line_end:
            break
        else:
            return value, end_of_line(text, place), "stray_quote"
    return value, len(text), "unclosed_quote"


def line_starts(text: str) -> tuple[int, ...]:
    """Where each line begins; what follows the last line end is a line only if it is not empty."""
    starts = [0]
    while starts[-1] < len(text):
        starts.append(end_of_line(text, starts[-1]))
    return tuple(starts[:-1])


def line_after(sheet: Sheet, end: int, place: int) -> int:
    """The index of the first line, after the line of index `place`, that begins at `end` or later."""
    after = place + 1
    while after < len(sheet.starts) and sheet.starts[after] < end:
        after += 1
    return after


def line_end(text: str, place: int) -> int:
    """How many characters the line end at `place` has; 0 where none stands there."""
    if text[place : place + 2] == "\r\n":
        return 2
    return 1 if text[place : place + 1] in ("\r", "\n") else 0


def end_of_line(text: str, place: int) -> int:
    """Where the next line begins."""
    while place < len(text) and text[place] not in "\r\n":
        place += 1
    return place + line_end(text, place)
