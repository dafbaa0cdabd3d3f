"""The restricted cards of key customers (客户档案卡): one page each, with names; never part of the report itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from segkit.facts import Action, Report
from segkit.report.about import scheme_name
from segkit.report.brand import Brand
from segkit.report.charts.dossier import customer_months
from segkit.report.charts.sheet import Svg
from segkit.report.html import brand_style, fitted, page_environment
from segkit.report.legible import legible, legible_words
from segkit.report.pdf import write_pdf
from segkit.report.view import Block, Cell, Column, Definitions, Figure, Kpi, Page, Strip, Table
from segkit.strategy.playbook import action_text
from segkit.wording import Wording

SHEETS = ("base.css", "print.css", "regulation.css")
INDEX = {"place": 7, "id": 16, "name": 28, "segment": 20, "revenue": 13, "owner": 16}  # columns, percent
TWO_PAIRS = 16  # schemes from which the table of classes has three pairs of columns


@dataclass(frozen=True)
class Answer:
    """A customer's latest answer: when, the overall score, and the aspects scored lower than it."""

    day: date | None
    score: float
    scale: tuple[float, float]
    weak: tuple[tuple[str, float], ...]
    comment: str


@dataclass(frozen=True)
class Dossier:
    """One key customer: personal data. Numbers in messages and comments are masked already."""

    customer_id: str
    name: str
    places: tuple[str, ...]  # city, store: as far as known
    owner: str  # salesperson or store, empty where nobody is named
    segment: str
    monetary: Decimal
    monetary_12m: Decimal
    frequency: int
    recency_days: int
    first_date: date
    last_date: date
    months: tuple[tuple[date, Decimal], ...]
    classes: tuple[tuple[str, str], ...]  # scheme, segment
    answer: Answer | None
    messages: tuple[tuple[date, str], ...]  # newest first
    action: Action | None
    due: date | None
    is_control: bool


@dataclass(frozen=True)
class Volume:
    """The cards of one run in one language, ready for the template."""

    language: str
    title: str
    author: str
    header: str
    confidentiality: str
    facts: tuple[str, ...]
    index: Table
    pages: tuple[Page, ...]
    words: Mapping[str, str]
    unbroken: tuple[str, ...] = ()


def render_dossiers(dossiers: tuple[Dossier, ...], report: Report, brand: Brand, words: Wording) -> bytes:
    """The PDF/UA-1 file of an index and a page per customer, marked as internal on every page.

    Characters of data that the faces lack become 〓. Without customers there is an index without rows and no file
    should be written: the caller sees to that.
    """
    dossiers, _ = legible(dossiers, brand.fonts)
    words, _ = legible_words(words, brand.fonts)
    volume = compose_dossiers(dossiers, report, brand, words)
    files = {f"kit:chart/{one.id}.svg": bytes(one.chart) for one in _figures(volume)}
    files |= {f"kit:logo/{role}.svg": path.read_bytes() for role, path in brand.logos.items()}
    shape = {"report": volume, "style": brand_style(brand, words.language, SHEETS), "medium": "print"}
    as_of = report.meta.as_of
    template = page_environment().get_template("dossiers.html.j2")

    def printed(tight: Mapping[str, int]) -> bytes:
        return write_pdf(template.render(**shape, as_of=as_of.isoformat(), tight=tight), brand, as_of, files=files)

    return fitted(printed)


def _figures(volume: Volume) -> Iterator[Figure]:
    yield from (block for page in volume.pages for row in page.rows for block in row if isinstance(block, Figure))


def compose_dossiers(dossiers: tuple[Dossier, ...], report: Report, brand: Brand, words: Wording) -> Volume:
    """Index and pages in the language of `words`."""
    writer = _Writer(report, brand, words)
    company = words.pick(report.meta.company)
    segments = dict.fromkeys(writer.name(one.segment) for one in dossiers)
    rule = words("dossiers.rule", n=len(dossiers), segments=words("report.persona.comma").join(segments))
    return Volume(
        language=words.language,
        title=words("dossiers.title"),
        author=words.pick(dict(brand.name)),
        header=words("dossiers.header", company=company, day=report.meta.as_of),
        confidentiality=words("dossiers.internal"),
        facts=(rule, words("dossiers.handling"), *((words("exhibits.fictional"),) if report.meta.is_fictional else ())),
        index=writer.index(dossiers),
        pages=tuple(writer.page(at, one) for at, one in enumerate(dossiers, 1)),
        words={"exhibit": words("report.frame.exhibit"), "so_what": words("dossiers.next")},
    )


class _Writer:
    """Writes the cards of one volume."""

    def __init__(self, report: Report, brand: Brand, words: Wording) -> None:
        self.report, self.brand, self.words = report, brand, words

    def say(self, key: str, **slots: Any) -> str:
        return self.words(f"dossiers.{key}", **slots)

    def name(self, segment: str) -> str:
        return self.words.show(self.words.show(segment, "segment"), "value")

    def source(self) -> str:
        meta = self.report.meta
        return self.say("source", company=self.words.pick(meta.company), first=meta.first_day, last=meta.last_day)

    def index(self, dossiers: tuple[Dossier, ...]) -> Table:
        columns = tuple(
            Column(self.say(f"head.{head}"), "right" if head == "revenue" else "left", width)
            for head, width in INDEX.items()
        )
        rows = tuple(self._line(at, one) for at, one in enumerate(dossiers, 1))
        return Table("0", self.say("index"), columns, rows, self.source(), dense=True)

    def _line(self, at: int, one: Dossier) -> tuple[Cell, ...]:
        money = self.words.show(one.monetary, "price")
        told = (str(at), one.customer_id, one.name or "–", self.name(one.segment), money, one.owner or "–")
        return tuple(map(Cell, told))

    def page(self, at: int, one: Dossier) -> Page:
        rows: list[tuple[Block, ...]] = [(self._strip(one),), (self._months(at, one),), (self._classes(at, one),)]
        rows.append((self._voice(one),))
        kicker = self.say("kicker", at=at, id=one.customer_id)
        return Page(f"customer-{at}", kicker, self._title(one), tuple(rows), so_what=tuple(self._next(one)))

    def _title(self, one: Dossier) -> str:
        slots = {"segment": one.segment, "revenue": one.monetary}
        if one.name:
            return self.say("named", name=one.name, **slots)
        return self.say("unnamed", id=one.customer_id, **slots)

    def _strip(self, one: Dossier) -> Strip:
        show = self.words.show
        return Strip(
            (
                Kpi(show(one.monetary, "price"), self.say("spend"), self.say("year", revenue=one.monetary_12m)),
                Kpi(show(one.frequency, "count"), self.say("orders"), self.say("since", day=one.first_date)),
                Kpi(show(one.monetary / max(one.frequency, 1), "price"), self.say("order")),
                Kpi(show(one.recency_days, "days"), self.say("recency"), self.say("last", day=one.last_date), "accent"),
            )
        )

    def _months(self, at: int, one: Dossier) -> Figure:
        height = 34.0 if len(one.classes) <= TWO_PAIRS else 24.0
        chart: Svg = customer_months(one.months, self.brand, self.words, height)
        alt = self.say("months.alt", n=len(one.months))
        return Figure(f"{at}.1", self.say("months"), chart, alt, self.source())

    def _classes(self, at: int, one: Dossier) -> Table:
        """Every scheme with the customer's class, two or three pairs side by side."""
        pairs = 2 if len(one.classes) <= TWO_PAIRS else 3
        texts = [(scheme_name(self.report, scheme, self.words), self.name(segment)) for scheme, segment in one.classes]
        texts += [("–", "–")] * (-len(texts) % pairs)
        heads = (Column(self.say("scheme")), Column(self.say("class"))) * pairs
        lines = [texts[start : start + pairs] for start in range(0, len(texts), pairs)]
        rows = tuple(tuple(Cell(text) for pair in line for text in pair) for line in lines)
        return Table(f"{at}.2", self.say("classes"), heads, rows, self.source(), dense=True)

    def _voice(self, one: Dossier) -> Definitions:
        items = [(self.say("contact"), self._contact(one)), (self.say("mood"), self._mood(one.answer))]
        said = one.messages or ((None, self.say("silent")),)
        items += [(self.words.show(day, "date") if day else self.say("messages"), text) for day, text in said]
        return Definitions(self.say("voice"), tuple(items))

    def _contact(self, one: Dossier) -> str:
        known = [*(self.words.show(place, "value") for place in one.places), self.say("owned", owner=one.owner or "–")]
        return self.words("report.persona.semicolon").join(known)

    def _mood(self, answer: Answer | None) -> str:
        """The latest score, what was scored lower, and what was said with it."""
        if answer is None:
            return self.say("no_answer")
        slots = {"score": answer.score, "high": answer.scale[1]}
        told = [self.say("scored", **slots, day=answer.day) if answer.day else self.say("scored_once", **slots)]
        weak = [self.say("aspect", aspect=self._aspect(name), score=score) for name, score in answer.weak]
        told += [self.say("weaker", aspects=self.words("report.persona.comma").join(weak))] if weak else []
        told += [self.say("comment", text=answer.comment)] if answer.comment else []
        return self.words("report.persona.semicolon").join(told)

    def _aspect(self, name: str) -> str:
        key = f"exhibits.dimension.{name}"
        return self.words(key) if self.words.has(key) else self.words.show(name, "value")

    def _next(self, one: Dossier) -> Iterator[str]:
        """What to do, by whom and until when; of the control group, that nothing is done."""
        if one.is_control:
            yield self.say("control")
            return
        if one.action is None:
            yield self.say("no_action")
            return
        yield self.say("action", text=action_text(one.action, "action", self.words))
        owner = one.owner or self.words.pick(one.action.owner)
        yield self.say("by", owner=owner, day=one.due) if one.due else self.say("by_owner", owner=owner)
        if one.action.script:
            yield self.say("script", text=action_text(one.action, "script", self.words))
