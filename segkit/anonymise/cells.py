"""One cell of a company's table as the class may see it, by the role of its column; dirt that is taught stays dirt."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from unicodedata import normalize

from segkit.anonymise.secret import Secret
from segkit.clean.identity import FULL_WIDTH, INVISIBLE, KEY_FORMS
from segkit.clean.members import WORDS_FOR_NOTHING
from segkit.clean.rules import EARLIEST, CleaningRules

UNREADABLE_DAY, FAR_DAY, EARLY_DAY = "2024-02-30", "2099-01-01", "1900-01-01"  # say nothing of the day that stood there
RULES = CleaningRules()
TOTAL = re.compile(rf"(?i)^(?:.{{0,12}}[^a-z])?({'|'.join(RULES.total_words)})\s*[:：]?[\s\d.,]*$")
TEST = re.compile(rf"(?i)^[\[({{【（<_\s]*({'|'.join(RULES.test_words)})(?:[^a-z仪纸笔棒盒卡器条剂]|$)")
NOTHING = {*RULES.missing_words, *WORDS_FOR_NOTHING}
HIDDEN = re.compile(INVISIBLE)
WIDE = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}
ISO_START = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
NUMBER = re.compile(r"[-+]?[0-9,]{1,20}(?:\.[0-9]+)?")
HALF_YEAR = 182
CENT = Decimal("0.01")


@dataclass(frozen=True)
class Moment:
    """A date cell: its text, and the day and time it was read as, both None where it is none."""

    text: str | None
    at: datetime | None
    has_clock: bool = False


@dataclass(frozen=True)
class Calendar:
    """How days move: by `weeks` into the past; `as_of` is the true one; a day of the year after it can be true."""

    as_of: date
    weeks: int

    @property
    def shift(self) -> timedelta:
        """What every day loses."""
        return timedelta(weeks=self.weeks)

    @property
    def latest(self) -> date:
        """The last plausible day before the shift."""
        return date(self.as_of.year + 1, 12, 31)

    def moved(self, day: date) -> date:
        """The day, shifted; one after the as-of day stays plausible."""
        return min(day - self.shift, date((self.as_of - self.shift).year + 1, 12, 31))


def plain_id(text: str) -> str:
    """The id as cleaning writes it: NFKC, no invisible marks, no outer blanks."""
    return HIDDEN.sub("", normalize("NFKC", text)).strip()


def is_nobody(text: str) -> bool:
    """Whether the cell names no customer: empty, or a word for nothing."""
    return plain_id(text).lower() in NOTHING


def hidden_id(text: str | None, secret: Secret, kind: str, *, as_written: bool = False) -> str | None:
    """A stand-in written as untidily as the id; words for nothing, for totals and for tests stay what they are.

    `as_written`: ids that differ in the last blank are different ones, and so are their stand-ins, which are tidy.
    """
    if text is None or is_nobody(text):
        return text
    plain = text if as_written else plain_id(text)
    if total := TOTAL.search(plain):
        return total[1]
    test = TEST.search(plain) if kind == "order" else None
    prefix = test[1] if test else {"customer": "C", "order": "D"}[kind]
    return _dressed(text, plain, f"{prefix}-{secret.stand_in(kind, plain)}")


def _dressed(text: str, plain: str, stand_in: str) -> str:
    """The stand-in with the blanks, invisible marks and full-width signs that the text had."""
    if text == plain:
        return stand_in
    blanks = len(text) - len(text.lstrip()), len(text) - len(text.rstrip())
    body = HIDDEN.sub("", text).strip()
    n_wide = sum(sign in FULL_WIDTH for sign in body)
    is_other = n_wide == 0 and body != plain
    dressed = stand_in.translate(WIDE) if n_wide == len(body) else stand_in
    if 0 < n_wide < len(body) or is_other:
        dressed = stand_in[:1].translate(WIDE) + stand_in[1:]
    mark = "\u200b" if HIDDEN.search(text) else ""
    return f"{text[: blanks[0]]}{dressed}{mark}{text[len(text) - blanks[1] :]}"


def hidden_key(text: str | None, secret: Secret, key: str) -> str | None:
    """A stand-in for a mobile, unionid or credit code that is none anybody could have; fake keys stay fake."""
    if text is None or not text.strip():
        return text
    bare = re.sub(r"[\s\-()]", "", plain_id(text))
    bare = re.sub(r"^(\+|00)?86(1[0-9]{10})$", r"\2", bare) if key == "mobile" else bare.upper()
    if not re.search(KEY_FORMS[key], bare) or len(set(bare)) == 1:
        return f"****{secret.stand_in(key, text, 6)}"
    if key == "mobile":
        return "10" + secret.digits(key, bare, 13)
    return {"unionid": "U", "credit_code": "ZZ"}[key] + secret.stand_in(key, bare, 16)


def moved_day(cell: Moment, calendar: Calendar) -> str | None:
    """The day shifted, in the ISO form or in another one, as it stood; what was no day is no day still."""
    if cell.text is None:
        return None
    if cell.at is None:
        total = TOTAL.search(cell.text.strip())
        return total[1] if total else UNREADABLE_DAY
    day = cell.at.date()
    if not EARLIEST <= day <= calendar.latest:
        return FAR_DAY if day > EARLIEST else EARLY_DAY
    moved = calendar.moved(day)
    if ISO_START.match(cell.text):
        return f"{moved:%Y-%m-%d}" + (f" {cell.at:%H:%M:%S}" if cell.has_clock else "")
    clock = f" {cell.at.hour}:{cell.at:%M:%S}" if cell.has_clock else ""
    return f"{moved.year}/{moved.month}/{moved.day}{clock}"


def same_age(cell: Moment, calendar: Calendar) -> str | None:
    """Another birthday that gives the same age on the as-of day; None for no birthday and for no human age."""
    if cell.at is None:
        return None
    born, now = cell.at.date(), calendar.as_of
    age = now.year - born.year - ((born.month, born.day) > (now.month, now.day))
    if not 0 <= age <= 120:
        return None
    return f"{now - calendar.shift - timedelta(days=int(age * 365.25) + HALF_YEAR):%Y-%m-%d}"


def kept_amount(text: str | None, amount: Decimal | None, unreadable: str, factor: Decimal | None = None) -> str | None:
    """An amount as it stood, or multiplied by `factor` and then written plainly; what is none becomes `unreadable`."""
    if text is None:
        return None
    if amount is None:
        return unreadable
    return text if factor is None else str((amount * factor).quantize(CENT, ROUND_HALF_UP))


def kept_number(text: str | None) -> str | None:
    """A plain number as it stood; None for anything else."""
    return text if text and NUMBER.fullmatch(text.translate({ord(w): n for w, n in _DIGITS}).strip()) else None


_DIGITS = tuple((chr(code), chr(code - 0xFEE0)) for code in range(0xFF10, 0xFF1A))


def kept_mark(text: str | None) -> str | None:
    """Of a name only that it stands for a total or a test."""
    found = text and (TOTAL.search(text.strip()) or TEST.search(text))
    return found[1] if found else None


def each_once(change: Callable[[str | None], str | None]) -> Callable[[str | None], str | None]:
    """The change, worked out once per different text."""
    known: dict[str | None, str | None] = {}

    def looked_up(text: str | None) -> str | None:
        if text not in known:
            known[text] = change(text)
        return known[text]

    return looked_up
