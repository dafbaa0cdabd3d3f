"""What tells who somebody is, found in free text and starred out: names of the tables, numbers, addresses.

What no pattern and no table knows (a nickname, a place described in words) stays; a person has to read for it.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from unicodedata import normalize

STARS = "***"
SHORTEST_NAME = 2
HALF = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20, 0xA0: 0x20}  # one sign for one
NUMERAL = "0-9〇零一二三四五六七八九幺"
PATTERNS = {
    "mail": re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"),
    "account": re.compile(
        r"(?:(?<=微信号)|(?<=微信)|(?<=wechat)|(?<=vx)|(?<=qq))[:： ]*(?=\w*[0-9_-])[a-z0-9][a-z0-9_-]{4,19}"
    ),
    "number": re.compile(r"(?<![0-9.])\+?[0-9](?:[ \-.·/:()]{0,2}[0-9]){6,}x?|[〇零一二三四五六七八九幺两]{7,}"),
    "day": re.compile(
        rf"(?:[{NUMERAL}]{{2,4}}年)?[{NUMERAL}十]{{1,3}}月(?:[{NUMERAL}十]{{1,3}}[日号]?)?|[0-9]{{1,4}}[-/][0-9]{{1,2}}[-/][0-9]{{1,4}}"
    ),
    "door": re.compile(r"[0-9]+(?:-[0-9]+)*(?:号楼|号院|号|栋|幢|单元|室|弄)"),
    "address_form": re.compile(r"[\u4e00-\u9fff](?=女士|先生|小姐)"),
}
PHONE_OR_CARD = re.compile(
    r"(?<![0-9])(?:\+?86[- ]?)?1[3-9][0-9](?:[- ]?[0-9]{4}){2}(?![0-9])|(?<![0-9])[0-9]{17}[0-9x](?![0-9])"
)
IN_CATALOGUES = {"mail": PATTERNS["mail"], "number": PHONE_OR_CARD}  # where a bar code is no phone
_IS_PLAIN = re.compile(r"[a-z0-9]")


class Masker:
    """Stars out what names somebody. `names`: texts of the company's tables that are names, ids or keys of people."""

    def __init__(self, names: Iterable[str]) -> None:
        self.found: Counter[str] = Counter()  # how many of each kind were starred out
        self._names = {name for name in map(folded, names) if len(name) >= SHORTEST_NAME}
        self._lengths: dict[str, list[int]] = {}
        for start, length in sorted({(name[:SHORTEST_NAME], len(name)) for name in self._names}):
            self._lengths.setdefault(start, []).append(length)

    def mask(self, text: str) -> str:
        """Free text without names, e-mail addresses, accounts, long numbers, days and door numbers."""
        return self._masked(text, PATTERNS)

    def mask_names(self, text: str) -> str:
        """A word of a catalogue without names, e-mail addresses, mobile and identity numbers."""
        return self._masked(text, IN_CATALOGUES)

    def _masked(self, text: str, patterns: Mapping[str, re.Pattern[str]]) -> str:
        plain = folded_in_place(text)
        spans = self._name_spans(plain)
        spans += [(*hit.span(), kind) for kind, pattern in patterns.items() for hit in pattern.finditer(plain)]
        return self._starred(text, spans)

    def _name_spans(self, plain: str) -> list[tuple[int, int, str]]:
        spans = []
        for place in range(len(plain) - SHORTEST_NAME + 1):
            for length in self._lengths.get(plain[place : place + SHORTEST_NAME], ()):
                end = place + length
                if end <= len(plain) and plain[place:end] in self._names and _stands_alone(plain, place, end):
                    spans.append((place, end, "name"))
        return spans

    def _starred(self, text: str, spans: list[tuple[int, int, str]]) -> str:
        kept, end = [], 0
        for first, last, kind in sorted(spans, key=lambda span: (span[0], -span[1])):
            if last > end:
                kept += [text[end:first], STARS] if first >= end else []
                self.found[kind] += first >= end
                end = last
        return "".join([*kept, text[end:]])


def folded_in_place(text: str) -> str:
    """The text in half width and lower case, every sign in its place."""
    return "".join(low if len(low := sign.lower()) == 1 else sign for sign in text.translate(HALF))


def folded(text: str) -> str:
    """A name as it is looked for: as `folded_in_place`, without outer blanks."""
    return folded_in_place(normalize("NFKC", text)).strip()


def _stands_alone(plain: str, first: int, last: int) -> bool:
    """Whether a name of Latin letters or digits is no part of a longer word; Chinese ones stand anywhere."""
    before, after = plain[max(first - 1, 0) : first], plain[last : last + 1]
    starts = bool(_IS_PLAIN.match(plain[first])) and bool(_IS_PLAIN.match(before))
    ends = bool(_IS_PLAIN.match(plain[last - 1])) and bool(_IS_PLAIN.match(after))
    return not starts and not ends
