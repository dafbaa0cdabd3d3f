"""How the records of a text file are written: delimiter, quote, escape; and the patterns that follow from them."""

import re
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from segkit.columns import Escape

SPACES = (b" ", b"\t", b"\xe3\x80\x80", b"\xc2\xa0", b"\xef\xbb\xbf")  # also ideographic, no-break; a byte order mark

OTHER = {'"': b"'", "'": b'"'}
UNESCAPED: tuple[Escape, ...] = ("none", "other_twice")


@dataclass(frozen=True)
class Loose:
    """The column in whose text the delimiter may stand without quotes: its name, its place from 0, all columns' number.

    Fields that a record has beyond that number belong to this column, in the place where it stands. None of them may
    be quoted: such a record is not settled by this, and has too many fields.
    """

    name: str
    place: int
    width: int


@dataclass(frozen=True)
class Form:
    """How fields are told apart and quoted.

    `delimiter`: one character, also a full-width one, or a few that do not overlap themselves (", ").
    `quote`: one ASCII character; empty where nothing is quoted. A quoted field opens with it as its first byte.
    `escape`: how a quote stands inside quotes. "double": twice. "backslash": after a backslash. "none": as it is; then
    a quote ends the field only before a delimiter or the end of the record. "literal": nothing is quoted and a quote is
    a letter like others, as in 5" pipe; but a field that begins with one is taken for a sign of quoting, and is wrong.
    "other_twice": as "none", and the other of the marks " and ' stands twice inside quotes and means itself.
    `loose`: the column that may hold delimiters, if there is one.
    """

    delimiter: str = ","
    quote: str = '"'
    escape: Escape = "double"
    loose: Loose | None = None

    @property
    def is_usual(self) -> bool:
        """Whether fields are quoted as RFC 4180 has it."""
        return self.quote == '"' and self.escape == "double"

    @property
    def quotes(self) -> bool:
        """Whether fields may be quoted."""
        return bool(self.quote) and self.escape != "literal"

    @property
    def is_native(self) -> bool:
        """Whether the engine reads such fields as they stand: quoted as RFC 4180 has it, or not at all."""
        return self.loose is None and (self.is_usual or not self.quotes)

    @property
    def is_even(self) -> bool:
        """Whether quotes and delimiters alone tell where fields end, wherever they stand."""
        return self.loose is None and (not self.quotes or self.escape == "double")

    @cached_property
    def mark(self) -> bytes:
        """The delimiter's bytes."""
        return self.delimiter.encode()

    @cached_property
    def grammar(self) -> "Grammar":
        """The form's patterns."""
        return _grammar(self)


@lru_cache(maxsize=64)
def _grammar(form: Form) -> "Grammar":
    """The patterns of equal forms are made once: a small file is tried under a dozen, which is half of its time."""
    return Grammar(form)


class Grammar:
    """Patterns over bytes. All are possessive: time grows with the bytes and no faster."""

    def __init__(self, form: Form) -> None:
        self.form = form
        quoted, unquoted = _quoted(form), _unquoted(form)
        field = b"(?>" + b"|".join(part for part in (quoted, unquoted) if part) + b")"
        mark = re.escape(form.mark)
        self.field, self.quoted = re.compile(field), re.compile(quoted or rb"(?!)")
        self.record = re.compile(field + b"(?:" + mark + field + b")*+(?=[\r\n]|\\Z)")
        self.closed_lines = tuple(re.compile(f + b"(?:" + mark + f + b")*+") for f in _lenient(form))
        blanks = b"(?:" + b"|".join(space for space in SPACES if space != form.mark) + b")*+"
        quote = re.escape(_quote(form))
        blank = b"(?:" + (quoted and quote + blanks + quote + b"|") + blanks + b")"
        self.blank = re.compile(blank + b"(?:" + mark + blank + b")*+")

    def fields(self, record: bytes) -> list[bytes]:
        """The raw fields of a well-formed record, quotes and all."""
        return self._joined(self._split(record))

    def is_joined(self, record: bytes) -> bool:
        """Whether several parts of a well-formed record are one field of the loose column."""
        return self.form.loose is not None and len(self._split(record)) > len(self.fields(record))

    def _joined(self, parts: list[bytes]) -> list[bytes]:
        """The fields that the parts make: those too many belong to the loose column, if none of them is quoted."""
        loose = self.form.loose
        if loose is None or len(parts) <= loose.width:
            return parts
        end = loose.place + len(parts) - loose.width + 1
        own = parts[loose.place : end]
        if self.form.quotes and any(part.startswith(_quote(self.form)) for part in own):
            return parts
        return [*parts[: loose.place], self.form.mark.join(own), *parts[end:]]

    def _split(self, record: bytes) -> list[bytes]:
        """What stands between the delimiters outside quotes."""
        if not self.form.quotes or _quote(self.form) not in record:
            return record.split(self.form.mark)
        found, at = [], 0
        while True:
            match = self.field.match(record, at)
            assert match is not None  # every pattern matches the empty field
            found.append(match.group())
            at = match.end() + len(self.form.mark)
            if at > len(record):
                return found

    def n_fields(self, record: bytes) -> int:
        """How many fields a well-formed record has."""
        if self.form.loose is not None:
            return len(self.fields(record))
        if not self.form.quotes or _quote(self.form) not in record:
            return record.count(self.form.mark) + 1
        if self.form.escape in UNESCAPED:
            return len(self.fields(record))
        return self.quoted.sub(b"", record).count(self.form.mark) + 1

    def values(self, record: bytes) -> list[bytes]:
        """What the fields of a well-formed record say."""
        return [self.value(field) for field in self.fields(record)]

    def value(self, field: bytes) -> bytes:
        """One field without its quotes and escapes."""
        quote = _quote(self.form)
        if not self.form.quotes or not field.startswith(quote):
            return field
        inner = field[1:-1]
        if self.form.escape == "double":
            return inner.replace(2 * quote, quote)
        if self.form.escape == "other_twice":
            other = OTHER[self.form.quote]
            return inner.replace(2 * other, other)
        return _unescape(inner, quote) if self.form.escape == "backslash" else inner


def _quote(form: Form) -> bytes:
    return form.quote.encode()


def _unescape(inner: bytes, quote: bytes) -> bytes:
    """A backslash before a quote or a backslash goes; before anything else it stays."""
    return re.sub(rb"\\([\\" + re.escape(quote) + rb"])", rb"\1", inner)


def _quoted(form: Form) -> bytes:
    """A quoted field, closed."""
    if not form.quotes:
        return b""
    quote = re.escape(_quote(form))
    unescaped = b"[^%Q]*+(?:%Q(?!%D|[\r\n]|\\Z)[^%Q]*+)*+"
    inner = {
        "double": b"[^%Q]*+(?:%Q%Q[^%Q]*+)*+",
        "backslash": b"[^%Q\\\\]*+(?:\\\\[\\s\\S][^%Q\\\\]*+)*+",
        **dict.fromkeys(UNESCAPED, unescaped),
    }[form.escape]
    return (b"%Q" + inner + b"%Q").replace(b"%Q", quote).replace(b"%D", re.escape(form.mark))


def _unquoted(form: Form) -> bytes:
    """A field without quotes; where quotes are not escaped it may hold some, but not begin with one."""
    if not form.quote:
        return _without(form, b"\r\n")
    if form.escape in (*UNESCAPED, "literal"):
        return b"(?!" + re.escape(_quote(form)) + b")" + _without(form, b"\r\n")
    return _without(form, b"\r\n" + re.escape(_quote(form)))


def _without(form: Form, others: bytes) -> bytes:
    """Bytes up to a delimiter or one of `others`."""
    first, rest = re.escape(form.mark[:1]), re.escape(form.mark[1:])
    plain = b"[^" + first + others + b"]*+"
    return plain + b"(?:" + first + b"(?!" + rest + b")" + plain + b")*+" if rest else plain


def _lenient(form: Form) -> tuple[bytes, ...]:
    """Fields of one line as forgiving readers take them; a line that one of them leaves open may go on below.

    The first reader takes a quote as the end of a field only before a delimiter or the line's end; the second takes
    every quote as the end and adds what follows to the field.
    """
    if not form.quote:
        return ()
    plain = _unquoted(replace(form, escape="none"))
    escaped = b"|\\\\[\\s\\S]" if form.escape == "backslash" else b""
    quote, mark = re.escape(_quote(form)), re.escape(form.mark)
    inner = b"[^" + quote + (b"\\\\" if escaped else b"") + b"]"
    first = quote + b"(?:" + inner + escaped + b"|" + quote + b"(?!" + mark + b"|\\Z))*+" + quote
    second = _quoted(form if form.quotes else replace(form, escape="double")) + _without(form, b"")
    return tuple(b"(?>" + quoted + b"|" + plain + b")" for quoted in (first, second))
