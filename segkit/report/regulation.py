"""The paper a company adopts: its classification standard in chapters and articles, with an approval page."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import count
from typing import Any

from segkit.report.brand import Brand
from segkit.report.html import brand_style, page_environment
from segkit.report.pdf import write_pdf
from segkit.segments.standard import Standard, segments_of
from segkit.segments.tag_kinds import Tag
from segkit.segments.tag_words import given_in_words, until_in_words
from segkit.strategy.playbook import read_playbook, read_shared
from segkit.wording import Wording

DIGITS = "零一二三四五六七八九"
ROLES = ("sets", "applies", "data", "reviews")
LEVELS = ("response", "rhythm", "rights")


@dataclass(frozen=True)
class Adopter:
    """Who adopts the paper: the company by language, and the scheme that care and service go by."""

    company: Mapping[str, str]
    primary: str


@dataclass(frozen=True)
class Article:
    """One numbered sentence or two."""

    number: str
    text: str


@dataclass(frozen=True)
class PaperTable:
    """A table with its heads; the first cell of each row is the row's head."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    title: str = ""
    note: str = ""


@dataclass(frozen=True)
class Chapter:
    """A chapter: articles, then tables."""

    title: str
    articles: tuple[Article, ...]
    tables: tuple[PaperTable, ...] = ()


@dataclass(frozen=True)
class Paper:
    """The whole paper in one language."""

    language: str
    company: str
    title: str
    confidentiality: str
    facts: tuple[str, ...]
    chapters: tuple[Chapter, ...]


def render_regulation(
    standard: Standard, schemes: tuple[Any, ...], adopter: Adopter, brand: Brand, words: Wording
) -> bytes:
    """The PDF/UA-1 file of the paper in the brand and the language of `words`; dated by approval, else by review."""
    paper = compose_regulation(standard, schemes, adopter, brand, words)
    day = standard.approved_on or standard.review_date
    files = {f"kit:logo/{role}.svg": path.read_bytes() for role, path in brand.logos.items()}
    style = brand_style(brand, words.language, ("base.css", "print.css", "regulation.css"))
    template = page_environment().get_template("regulation.html.j2")
    return write_pdf(template.render(paper=paper, style=style, as_of=day.isoformat()), brand, day, files=files)


def compose_regulation(
    standard: Standard, schemes: tuple[Any, ...], adopter: Adopter, brand: Brand, words: Wording
) -> Paper:
    """Chapters and articles in the language of `words`."""
    writer = _Writer(standard, schemes, adopter, words)
    return Paper(
        language=words.language,
        company=words.pick(adopter.company),
        title=words("regulation.title"),
        confidentiality=words.pick(brand.confidentiality),
        facts=tuple(writer.facts()),
        chapters=tuple(writer.chapters()),
    )


class _Writer:
    """Writes the paper; articles are numbered through, as such papers do."""

    def __init__(self, standard: Standard, schemes: tuple[Any, ...], adopter: Adopter, words: Wording) -> None:
        self.standard, self.schemes, self.adopter, self.words = standard, schemes, adopter, words
        self._numbers = count(1)

    def facts(self) -> Iterator[str]:
        state = {"who": self.standard.approved_by, "day": self.standard.approved_on}
        yield self.say("version", version=self.standard.version)
        yield self.say(f"state.{self.standard.state}", **(state if self.standard.state == "approved" else {}))
        yield self.say("owner", owner=self.standard.owner)
        yield self.say("review", day=self.standard.review_date)

    def chapters(self) -> Iterator[Chapter]:
        chapters = (
            ("purpose", ("goal", "terms"), ()),
            ("scope", ("customers", "staff"), ()),
            ("rules", self._rule_articles(), self._rule_tables()),
            ("duties", (self._duty_article(),), self._duty_tables()),
            ("process", ("1", "2", "3", "4", "5"), ()),
            ("service", ("table",), self._service_tables()),
            ("moves", ("cycle", "up", "override", *self._override_article(), "trial"), ()),
            ("data", ("least", "share", "rights", "fair"), ()),
            ("final", ("explain", "force", "review"), ()),
            ("approval", (), (self._approval_table(),)),
        )
        for number, (name, articles, tables) in enumerate(chapters):
            yield Chapter(self._chapter_title(number, name), tuple(self._articles(name, articles)), tuple(tables))

    def say(self, key: str, **slots: Any) -> str:
        return self.words(f"regulation.{key}", **slots)

    def _chapter_title(self, place: int, name: str) -> str:
        if name == "approval":
            return self.say("approval.title")
        return self.say("chapter", number=self._numeral(place + 1), title=self.say(f"{name}.title"))

    def _numeral(self, number: int) -> str:
        return chinese_numeral(number) if self.words.language == "zh-CN" else str(number)

    def _articles(self, chapter: str, names: Iterable[str]) -> Iterator[Article]:
        slots = {
            "goal": self.words.pick(self.standard.goal),
            "company": self.words.pick(self.adopter.company),
            "owner": self.standard.owner,
            "day": self.standard.review_date,
            "scheme": self._scheme_name(self.adopter.primary),
            "n": len(self.standard.overrides),
        }
        for name in names:
            number = self.say("article", number=self._numeral(next(self._numbers)))
            yield Article(number, self.words(f"regulation.{chapter}.{name}", **slots))

    def _scheme_name(self, scheme: str) -> str:
        return next((self.words.pick(one.name) for one in self.schemes if one.id == scheme), scheme)

    def _rule_articles(self) -> tuple[str, ...]:
        has_primary = any(one.id == self.adopter.primary for one in self.schemes)
        articles = ("one", "names", "primary") if has_primary else ("one", "names")
        return (*articles, "tags") if self.standard.tags else articles

    def _rule_tables(self) -> Iterator[PaperTable]:
        heads = tuple(self.say(f"rules.{name}") for name in ("segment", "rule", "public"))
        for scheme in self.schemes:
            pick = self.words.pick
            rows = tuple((pick(one.name), pick(one.rule), pick(one.public_name)) for one in segments_of(scheme))
            if rows:
                note = self.say("rules.column") if scheme.kind == "column" else ""
                yield PaperTable(heads, rows, pick(scheme.name), " ".join(filter(None, (pick(scheme.purpose), note))))
        yield from self._tag_tables()

    def _tag_tables(self) -> Iterator[PaperTable]:
        heads = tuple(self.say(f"tags.{name}") for name in ("tag", "rule", "until", "description"))
        for group in self.standard.tags:
            rows = tuple(self._tag_row(tag) for tag in group.tags)
            choice = self.say(f"tags.{'exclusive' if group.exclusive else 'free'}")
            title = self.say("tags.title", group=self.words.pick(group.name))
            yield PaperTable(heads, rows, title, f"{self.words.pick(group.description)}{choice}")

    def _tag_row(self, tag: Tag) -> tuple[str, ...]:
        rule, until = given_in_words(tag, self.words), until_in_words(tag, self.words)
        return (self.words.pick(tag.name), rule, until, self.words.pick(tag.description))

    def _duty_article(self) -> str:
        return "table" if self.standard.roles else "none"

    def _duty_tables(self) -> Iterator[PaperTable]:
        if not self.standard.roles:
            return
        heads = (self.say("duties.scheme"), *(self.say(f"duties.{role}") for role in ROLES))
        rows = []
        for name, roles in self.standard.roles.items():
            shown = self.say("duties.default") if name == "default" else self._scheme_name(name)
            rows.append((shown, *(str(getattr(roles, role)) for role in ROLES)))
        yield PaperTable(heads, tuple(rows))

    def _service_tables(self) -> Iterator[PaperTable]:
        scheme = next((one for one in self.schemes if one.id == self.adopter.primary), None)
        lines, shared = read_playbook(self.adopter.primary), read_shared()
        if scheme is None or not lines:
            return
        heads = tuple(self.say(f"service.{name}") for name in ("segment", "level", *LEVELS))
        rows = []
        for one in segments_of(scheme):
            if one.id in lines:
                service = shared.services[lines[one.id].service]
                level = (self.words.pick(getattr(service, name)) for name in LEVELS)
                rows.append((self.words.pick(one.name), self.words.pick(service.name), *level))
        yield PaperTable(heads, tuple(rows))

    def _override_article(self) -> tuple[str, ...]:
        return ("list",) if self.standard.overrides else ()

    def _approval_table(self) -> PaperTable:
        heads = tuple(self.say(f"approval.{name}") for name in ("step", "department", "name", "day"))
        signed = self.standard.approved_by if self.standard.state == "approved" else ""
        day = _shown(self.standard.approved_on, self.words)
        drafted = (self.say("approval.drafted"), self.standard.owner, "", "")
        checked = (self.say("approval.checked"), "", "", "")
        return PaperTable(heads, (drafted, checked, (self.say("approval.approved"), "", signed, day)))


def chinese_numeral(number: int) -> str:
    """1 to 99 as articles of Chinese rules are numbered: 一, 十, 十二, 二十, 二十三."""
    tens, ones = divmod(number, 10)
    return (DIGITS[tens] if tens > 1 else "") + ("十" if tens else "") + (DIGITS[ones] if ones else "")


def _shown(day: date | None, words: Wording) -> str:
    return words.show(day, "date") if day else ""
