"""How the records of a text file are written: delimiter, quote, escape; and the patterns that follow from them."""

import re
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import Literal

Escape = Literal["double", "backslash", "none", "literal"]
SPACES = (b" ", b"\t", b"\xe3\x80\x80", b"\xc2\xa0")  # also the ideographic and the no-break space


@dataclass(frozen=True)
class Form:
    """How fields are told apart and quoted.

    `delimiter`: one character, also a full-width one, or a few that do not overlap themselves (", ").
    `quote`: one ASCII character; empty where nothing is quoted. A quoted field opens with it as its first byte.
    `escape`: how a quote stands inside quotes. "double": twice. "backslash": after a backslash. "none": as it is; then
    a quote ends the field only before a delimiter or the end of the record. "literal": nothing is quoted and a quote is
    a letter like others, as in 5" pipe; but a field that begins with one is taken for a sign of quoting, and is wrong.
    """

    delimiter: str = ","
    quote: str = '"'
    escape: Escape = "double"

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
        return self.is_usual or not self.quotes

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
        if not self.form.quotes or _quote(self.form) not in record:
            return record.count(self.form.mark) + 1
        if self.form.escape == "none":
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
    inner = {
        "double": b"[^%Q]*+(?:%Q%Q[^%Q]*+)*+",
        "backslash": b"[^%Q\\\\]*+(?:\\\\[\\s\\S][^%Q\\\\]*+)*+",
        "none": b"[^%Q]*+(?:%Q(?!%D|[\r\n]|\\Z)[^%Q]*+)*+",
    }[form.escape]
    return (b"%Q" + inner + b"%Q").replace(b"%Q", quote).replace(b"%D", re.escape(form.mark))


def _unquoted(form: Form) -> bytes:
    """A field without quotes; where quotes are not escaped it may hold some, but not begin with one."""
    if not form.quote:
        return _without(form, b"\r\n")
    if form.escape in ("none", "literal"):
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
