"""Words, numbers, money and dates as people read them, in zh-CN and en.

Sentences stand in gettext catalogues `locale/<language>/LC_MESSAGES/<domain>.po` under stable keys;
a key is `<domain>.<msgid>`. A slot may carry a format: `{n:count}`, `{share:percent}`, `{change:points}`,
`{revenue:money}`, `{price:price}`, `{cost:fee}` (to the cent), `{code:currency}`,
`{day:date}`, `{day:month}`, `{days:days}`, `{day:weekday}`, `{x:one}` (one decimal), `{x:two}`,
`{category:value}` (the company's own word, translated by `words.yml`), `{segment:segment}` (a segment's name).
What may not be shown (None) prints as `<11` where customers are counted and as not shown where it is money, a share or
days; what is hidden only for a small neighbour's sake (`COVERED`) is not shown either.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from string import Formatter
from typing import Any

from segkit.errors import InFile, SegkitError, each_problem
from segkit.house import PACKAGE
from segkit.singular import singular
from segkit.slot_formats import KINDS

LANGUAGES = ("zh-CN", "en")


class _Covered:
    """Stands for a figure that is large enough and still hidden; counts as nothing in a chart."""

    def __bool__(self) -> bool:
        return False


COVERED: Any = _Covered()


@lru_cache(maxsize=64)
def read_catalogue(domain: str, language: str) -> Mapping[str, str]:
    """The texts of one domain by message id; fuzzy and empty entries are left out."""
    from babel.messages.pofile import read_po

    path = PACKAGE / "locale" / language.replace("-", "_") / "LC_MESSAGES" / f"{domain}.po"
    with path.open("rb") as file:
        catalog = read_po(file, locale=language.replace("-", "_"))
    return {str(m.id): str(m.string) for m in catalog if m.id and m.string and not m.fuzzy}


@lru_cache(maxsize=8)
def _locale(language: str) -> Any:
    from babel import Locale

    return Locale.parse(language.replace("-", "_"))


@dataclass(frozen=True)
class Explained:
    """A problem in sentences: what happened and where, what to do, who can do it."""

    code: str
    what: str
    remedy: str
    who: str


@dataclass(frozen=True)
class Wording:
    """One language's voice for one report: catalogues, currency, names of segments, the company's own words."""

    language: str = "zh-CN"
    currency: str = "CNY"
    smallest_group: int = 11
    segments: Mapping[str, str] = field(default_factory=dict)  # segment id -> name in this language
    values: Mapping[str, str] = field(default_factory=dict)  # the data's own word -> word in this language
    overrides: Mapping[str, str] = field(default_factory=dict)  # key -> the consultant's own pattern
    stale: Mapping[str, str] = field(default_factory=dict)  # key -> what moved since the consultant wrote its text

    def __call__(self, key: str, /, **slots: Any) -> str:
        """The text of `key` with its slots filled; a missing key or slot is a KeyError (our own slip, tested).

        A consultant's text that was written for older figures carries a mark, wherever it stands.
        """
        text = self.fill(self.overrides.get(key) or self.pattern(key), **slots)
        return self("findings.stale.marked", text=text) if key in self.overrides and key in self.stale else text

    def fill(self, pattern: str, /, **slots: Any) -> str:
        """`pattern`, one side of a bilingual text, with its slots filled as those of a catalogue are."""
        return _Slots(self).vformat(pattern, (), slots)

    def pattern(self, key: str) -> str:
        """The catalogue's pattern of `key`, slots unfilled."""
        domain, _, msgid = key.partition(".")
        return read_catalogue(domain, self.language)[msgid]

    def has(self, key: str) -> bool:
        """Whether `key` has a text."""
        domain, _, msgid = key.partition(".")
        return msgid in read_catalogue(domain, self.language)

    def pick(self, text: Mapping[str, str]) -> str:
        """This language's side of a bilingual text."""
        return text[self.language]

    def explain(self, error: SegkitError) -> str:
        """A problem as a person reads it: code, what was found and where, what to do, who can do it."""
        return "\n\n".join(self._as_lines(told) for told in self.explained(error))

    def explained(self, error: SegkitError) -> tuple["Explained", ...]:
        """The sentences of a problem; of several met together those of each."""
        return tuple(self._explained(one) for one in each_problem(error))

    def _explained(self, error: SegkitError) -> "Explained":
        what, who = self(f"errors.{error.code}.what", **error.quoted()), f"errors.who.{error.code}"
        if isinstance(error, InFile):  # its code and fields are its problem's
            what = self("errors.in_file", what=what, **error.quoted())
        who = who if self.has(who) else f"errors.who.{error.code.split('-')[1]}"
        return Explained(error.code, what, self._remedy(error), self(who))

    def _as_lines(self, told: "Explained") -> str:
        remedy, who = (self(f"cli.problem.{label}") for label in ("remedy", "who"))
        return f"{told.code}  {told.what}\n{remedy}{told.remedy}\n{who}{told.who}"

    def _remedy(self, error: SegkitError) -> str:
        slots = error.quoted()
        key = f"errors.{error.code}.remedy"
        unnamed = slots.get("nearest") == "" and self.has(f"{key}.none")  # nothing alike to offer
        return self(f"{key}.none" if unnamed else key, **slots)

    def show(self, value: Any, kind: str) -> str:
        """`value` printed as `kind`, one of the slot formats.

        None prints as fewer than `smallest_group` where heads are counted; money, shares and days about so few, and
        what is `COVERED`, say that they are not shown.
        """
        if value is None and kind == "count":
            return f"<{self.smallest_group}"
        if value is None or value is COVERED:
            return self("charts.grid.covered")
        return KINDS[kind](self, value)

    @property
    def locale(self) -> Any:
        """Babel's locale of the language; by name, each figure would be looked up anew (0.3 ms)."""
        return _locale(self.language)


class _Slots(Formatter):
    """Fills slots as they are shown; in English what is counted stands in the singular behind a 1."""

    def __init__(self, wording: Wording) -> None:
        self.wording, self.is_one = wording, False

    def parse(self, format_string: str) -> Iterator[tuple[str, str | None, str | None, str | None]]:
        """The parts of the pattern, each asked for when the slot before it has been filled."""
        for text, name, kind, conversion in super().parse(format_string):
            yield singular(text) if self.is_one else text, name, kind, conversion

    def format_field(self, value: Any, format_spec: str) -> str:
        shown = self._shown(value, format_spec)
        self.is_one = shown == "1" and self.wording.language == "en"
        return shown

    def _shown(self, value: Any, format_spec: str) -> str:
        if format_spec in KINDS:
            return self.wording.show(value, format_spec)
        if isinstance(value, tuple | list):
            return ("、" if self.wording.language == "zh-CN" else ", ").join(map(str, value))
        return format(value, format_spec)
