"""What every page is made with: the facts, the brand, the words, and the few phrases that frame an exhibit."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal

from segkit.facts import Report, SegmentFigures
from segkit.report.about import about_page
from segkit.report.brand import Brand
from segkit.report.charts.sheet import Svg
from segkit.report.exhibits import exhibit_number, kind_of, page_number
from segkit.report.findings import say, sentence_of
from segkit.report.marks import marked
from segkit.report.money import Money, column_printer
from segkit.report.numbering import exhibit_numbers
from segkit.report.sources import source_line
from segkit.report.view import Block, Cell, Column, Figure, Page, Prose, Table
from segkit.wording import Wording


@dataclass(frozen=True)
class Frame:
    """One report being composed in one brand and language."""

    report: Report
    brand: Brand
    words: Wording
    lost: Mapping[str, int] = field(default_factory=dict)  # characters of data that print as 〓, by field

    def say(self, key: str, **slots: Any) -> str:
        """A text of the catalogue `report`."""
        return self.words(f"report.{key}", **slots)

    def more(self, n: int) -> str:
        """That the workbook beside this report has `n` lines more, under the same number."""
        return self.say("annex.more", n=n, file=f"report.{self.words.language}.xlsx")

    def show(self, value: Any, kind: str) -> str:
        """A figure as people read it."""
        return self.words.show(value, kind)

    def money(self, values: Iterable[Money | None]) -> Callable[[Money | None], str]:
        """A printer for one column of money, all of it in one unit."""
        return column_printer(values, self.words)

    def name(self, segment: str) -> str:
        """A segment's name in this language."""
        return segment_name(segment, self.words)

    def number(self, page: str, at: int = 1) -> str:
        """An exhibit's number: its page, then its place on it; the workbook uses the same."""
        return self.numbers.get((page, at)) or exhibit_number(page, at, self.report.chapters.pages)

    @cached_property
    def numbers(self) -> Mapping[tuple[str, int], str]:
        """The numbers of all exhibits that have data."""
        return exhibit_numbers(self.report)

    def sentence(self, page: str, part: str) -> str:
        """The computed sentence that is this `part` (title, so_what) of `page`, empty where the report has none."""
        item = sentence_of(self.report, page, part)
        return say(item, self.words) if item else ""

    def source(self, n: int | None = None, *, brief: bool = False) -> str:
        """The source line of orders: whose, from when to when, how many customers; `brief` for half a page's width."""
        meta = self.report.meta
        count = meta.n_customers if n is None else n
        slots = {"company": self.words.pick(meta.company), "first": meta.first_day, "last": meta.last_day}
        return self.say("source.brief" if brief else "source.orders", n=count, **slots)

    def figures(self, scheme: str | None = None) -> tuple[SegmentFigures, ...]:
        """The figures of one scheme, the main one by default, in the order of the standard."""
        wanted = scheme or self.report.meta.primary
        return tuple(marked(item) for item in self.report.figures if item.scheme == wanted)

    def figure(self, page: str, chart: Svg, at: int = 1, **more: Any) -> Figure:
        """A chart as exhibit `at` of `page`: its title, unit and description are the catalogue's."""
        key = f"{kind_of(page)}.{at}"
        alt = self.say(f"{key}.alt", title=self.title(page))
        source = source_line(self.report, self.words, page, at)
        shape = {"unit": self.optional(f"{key}.unit"), "source": source, **more}
        return Figure(self.number(page, at), self.say(f"{key}.title"), chart, alt, **shape)

    def table(self, page: str, heads: str, rows: Iterable[tuple[Cell, ...]], at: int = 1, **more: Any) -> Table:
        """A table as exhibit `at` of `page`; `heads` names its columns as `columns` reads them."""
        key = f"{kind_of(page)}.{at}"
        source = source_line(self.report, self.words, page, at)
        shape = {"unit": self.optional(f"{key}.unit"), "source": source, **more}
        return Table(self.number(page, at), self.say(f"{key}.title"), columns(self, heads), tuple(rows), **shape)

    def optional(self, key: str) -> str:
        """A text of the catalogue `report`, empty where it has none."""
        return self.say(key) if self.words.has(f"report.{key}") else ""

    def by_scheme(self, scheme: str) -> tuple[str, ...]:
        """A note that an exhibit goes by another scheme than the main one, and where its cut points stand."""
        if scheme == self.report.meta.primary:
            return ()
        names = {one.id: self.words.pick(one.name) for one in self.report.schemes}
        return (self.say("note.scheme", scheme=names.get(scheme, scheme), exhibit=self.number("annex_definitions")),)

    def notes(self, block: str) -> tuple[str, ...]:
        """What limits a block that is in the report, one sentence per gap."""
        return tuple(self.words(f"gaps.{one.reason}", **one.slots) for one in self.report.gaps if one.block == block)

    def gap(self, block: str) -> Prose:
        """Why a block is not in the report."""
        found = next((item for item in self.report.gaps if item.block == block), None)
        reason = self.words(f"gaps.{found.reason}", **found.slots) if found else self.say("gap.unknown")
        return Prose((reason,), self.say("gap.title"))

    def title(self, page: str) -> str:
        """The page's action title; its plain name where nothing was found to say."""
        return self.sentence(page, "title") or self.say(f"{kind_of(page)}.name")

    def page(self, page: str, *rows: Block | tuple[Block, ...], **more: Any) -> Page:
        """A body page with its number, name (of several of a kind with what it is about), exhibits and so-what."""
        name, about = self.say(f"{kind_of(page)}.name"), about_page(self.report, page, self.words)
        name = self.say("chapter.about", name=name, about=about) if about else name
        kicker = f"{page_number(page, self.report.chapters.pages)}  {name}"
        so_what = self.sentence(page, "so_what")
        shape = {"so_what": (so_what,) if so_what else (), "lede": self.sentence(page, "lede"), **more}
        return Page(
            page, kicker, self.title(page), tuple(row if isinstance(row, tuple) else (row,) for row in rows), **shape
        )


def segment_name(segment: str, words: Wording) -> str:
    """A segment's name in the language of `words`: the standard's, else the data's own word as the company calls it."""
    return words.show(words.show(segment, "segment"), "value")


def room(height: float, rows: int) -> float:
    """Millimetres for a chart that shares its page with a table of `rows`: `height`, or what the table leaves."""
    return max(min(height, 142.0 - 5.0 * rows), 56.0)


def columns(frame: Frame, heads: str) -> tuple[Column, ...]:
    """Heads of a table, written as `what:30 n>:9`: the catalogue's `column.what`, `>` for figures, width in percent."""
    made = []
    for head in heads.split():
        key, _, width = head.partition(":")
        align: Literal["left", "right"] = "right" if key.endswith(">") else "left"
        made.append(Column(frame.say(f"column.{key.rstrip('>')}"), align, float(width or 0)))
    return tuple(made)
