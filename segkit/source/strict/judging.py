"""What a well-formed record is: data, not data, or data that cannot be trusted."""

import codecs
import re
from typing import Literal

from segkit.source.strict.form import SPACES as BLANKS
from segkit.source.strict.form import Form

Reason = Literal[
    "too_many_fields",
    "too_few_fields",
    "stray_quote",
    "unclosed_quote",
    "too_long",
    "undecodable",
    "nul_byte",
]
NonData = Literal["preamble", "header", "blank_row", "repeated_header", "total_row", "footer", "after_last_row"]
Kind = Reason | NonData
SPACES = b"".join(BLANKS).decode()
TOTAL = re.compile(
    rf"(?P<group>.*[{SPACES}])??(?:[合小总共][{SPACES}]*计|汇总|(?:(?:grand|sub)[{SPACES}-]*)?totals?)[{SPACES}]*[:：]?",
    re.IGNORECASE,
)
TOTAL_SIGN = re.compile("ota|计|汇总".encode(), re.IGNORECASE)


class Judge:
    """Judges records of one file by its form, its number of fields and its header."""

    def __init__(
        self,
        form: Form,
        n_fields: int,
        header: bytes | None,
        *,
        is_utf8: bool,
        seeks_totals: bool = True,
        nul_at: frozenset[int] | None = None,
    ) -> None:
        """`header`: the header record's content, None without one; `is_utf8`: proved before over all bytes.

        `nul_at`: places, from 0, of the columns in which a NUL byte spoils the record; None: in all.
        """
        self.nul_at = nul_at
        self.n_nul = self.n_joined = 0  # records kept that hold NUL bytes, or delimiters in the loose column
        self.seeks_totals = seeks_totals and n_fields > 1
        self.form, self.grammar, self.n_fields, self.is_utf8 = form, form.grammar, n_fields, is_utf8
        self.titles = self._titles(header)
        self.header_sizes = self._sizes()
        self.first_letters = re.split(rb"[\"'\\]", self.titles[0][:8])[0] if self.titles else b""

    def judge(self, record: bytes) -> tuple[Kind | None, int]:
        """What the record is (None: data) and its number of fields."""
        n_fields = self.grammar.n_fields(record)
        kind = self._kind(record, n_fields)
        self.n_nul += kind is None and b"\0" in record
        self.n_joined += kind is None and self.grammar.is_joined(record)
        return kind, n_fields

    def by_width(self, n_fields: int) -> Kind | None:
        """What a record is that has no other sign than its number of fields."""
        if n_fields == self.n_fields:
            return None
        return "too_many_fields" if n_fields > self.n_fields else "too_few_fields"

    def is_repeated_header(self, record: bytes) -> bool:
        """Whether a well-formed record says what the header says, with or without a byte order mark."""
        if len(record) not in self.header_sizes or self.first_letters not in record[:16]:
            return False
        return self.grammar.values(record.removeprefix(codecs.BOM_UTF8)) == self.titles

    def _kind(self, record: bytes, n_fields: int) -> Kind | None:
        if self.grammar.blank.fullmatch(record):
            return "blank_row"
        if b"\0" in record and self._is_spoiled(record):
            return "nul_byte"
        if not self.is_utf8 and not _decodes(record):
            return "undecodable"
        if self.is_repeated_header(record):
            return "repeated_header"
        if self.seeks_totals and TOTAL_SIGN.search(record) and self._is_total(record):
            return "total_row"
        return self.by_width(n_fields)

    def _is_spoiled(self, record: bytes) -> bool:
        """Whether a NUL byte stands in a column where it matters."""
        if self.nul_at is None:
            return True
        return any(b"\0" in value for at, value in enumerate(self.grammar.values(record)) if at in self.nul_at)

    def _is_total(self, record: bytes) -> bool:
        """The first cell that says something is a word for total, and another cell is empty or missing.

        Of two columns both may be filled. "North total", a group before the word, counts in the first column only.
        """
        texts = [value.decode("utf-8", "replace").strip(SPACES) for value in self.grammar.values(record)]
        filled = [text for text in texts if text]
        match = TOTAL.fullmatch(filled[0]) if filled else None
        if match is None or (match["group"] and not texts[0]):
            return False
        return len(filled) < self.n_fields or (self.n_fields == 2 and not match["group"])

    def _titles(self, header: bytes | None) -> list[bytes]:
        bare = (header or b"").removeprefix(codecs.BOM_UTF8)
        match = self.grammar.record.fullmatch(bare)
        return self.grammar.values(bare) if bare and match else []

    def _sizes(self) -> range:
        """How many bytes the header may take: bare, or with quotes, escapes and a byte order mark."""
        if not self.titles:
            return range(0)
        bare = sum(map(len, self.titles)) + (len(self.titles) - 1) * len(self.form.mark)
        quote = self.form.quote.encode() or b"\0"
        more = sum(2 + title.count(quote) + title.count(b"\\") for title in self.titles)
        return range(bare, bare + more + len(codecs.BOM_UTF8) + 1)


def _decodes(record: bytes) -> bool:
    try:
        record.decode()
    except UnicodeDecodeError:
        return False
    return True
